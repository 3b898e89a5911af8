import DetectorRuntime

/// A regular expression as a kernel's argument. Folding a call at compile time compiles the pattern; its program stays in
/// memory for the rest of the process.
extension CompiledPattern: KernelValue {
  public static var physical: PhysicalType { .string }
  public static var isNullable: Bool { false }

  public init(cell: Value) {
    // What is no regular expression has been reported before; it matches nothing.
    let program = (try? RegexCompiler.compile(cell.string.description)) ?? CompiledPattern.nothing
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: program.utf8.count)
    var count = 0
    for byte in program.utf8 {
      (bytes + count).initialize(to: byte)
      count += 1
    }
    self.init(program: Str(base: UnsafePointer(bytes), count: count))
  }

  private static let nothing = (try? RegexCompiler.compile("[^\\s\\S]")) ?? ""

  /// A compiled pattern does not become a value again.
  public func cell(_ cx: EvaluationContext) -> Value { .null }
}
