import DetectorRuntime

/// A part of what `parse_user_agent` can look for.
public enum UserAgentPartName: String, CaseIterable, Sendable {
  case browser
  case os
  case device

  /// Its patterns in the form that `UserAgentPatterns` of the runtime reads: those of `PackedUserAgentPatterns`, each with
  /// the literals that make it worth a try. The bytes stay in memory for the rest of the process.
  var patterns: Str {
    switch self {
    case .browser: Self.browserPatterns
    case .os: Self.osPatterns
    case .device: Self.devicePatterns
    }
  }

  private static let browserPatterns = text(PackedUserAgentPatterns.browsers, templates: 4)
  private static let osPatterns = text(PackedUserAgentPatterns.systems, templates: 5)
  private static let devicePatterns = text(PackedUserAgentPatterns.devices, templates: 3)

  private static func text(_ packed: StaticString, templates: Int) -> Str {
    let lines = packed.description.split(separator: "\n").map { line in
      var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let literals = RegexLiterals.required(fields[0])?.strings ?? []
      let areUseful = literals.allSatisfy { text in
        text.utf8.count >= 3 && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
      }
      guard areUseful, !literals.isEmpty else { return fields.joined(separator: "\t") }
      fields += Array(repeating: "", count: templates + 1 - fields.count)
      return (fields + literals).joined(separator: "\t")
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = memory.initialize(from: bytes)
    return Str(base: UnsafePointer(memory.baseAddress.unsafelyUnwrapped), count: bytes.count)
  }

  /// The parts that a constant names, in the order of the result.
  /// - Returns: nil if it names something else, or nothing.
  static func named(by constant: Constant) -> [UserAgentPartName]? {
    let names: [String]
    switch constant {
    case .string(let name), .dynamic(.scalar(.string(let name))): names = [name]
    case .dynamic(.array(let elements)):
      names = elements.map { if case .scalar(.string(let name)) = $0 { name } else { "" } }
    default: return nil
    }
    guard !names.isEmpty, names.allSatisfy({ UserAgentPartName(rawValue: $0) != nil }) else { return nil }
    return allCases.filter { names.contains($0.rawValue) }
  }
}

/// What is looked for, as a kernel's argument: the patterns of the parts that the cell names.
extension UserAgentPatterns: KernelValue {
  public static var physical: PhysicalType { .value }
  public static var isNullable: Bool { false }

  public init(cell: Value) {
    // Other constants have been reported.
    let parts = Constant(value: cell, type: .dynamic).flatMap(UserAgentPartName.named) ?? []
    func patterns(_ part: UserAgentPartName) -> Str { parts.contains(part) ? part.patterns : .empty }
    self.init(browser: patterns(.browser), os: patterns(.os), device: patterns(.device))
  }

  /// Patterns do not become a value again.
  public func cell(_ cx: EvaluationContext) -> Value { .null }
}
