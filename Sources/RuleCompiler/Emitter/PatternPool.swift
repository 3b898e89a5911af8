/// The compiled regular expressions of a file: a constant for each, shared by all places that use the same.
final class PatternPool {
  private var patterns: [(text: String, program: String)] = []

  /// The name of the constant.
  func name(_ text: String, _ program: String) -> String {
    if let index = patterns.firstIndex(where: { $0.program == program && $0.text == text }) { return Self.name(index) }
    patterns.append((text, program))
    return Self.name(patterns.count - 1)
  }

  private static func name(_ index: Int) -> String { "pattern\(index + 1)" }

  /// The constants, in the order of their first use, each with the expression as the rule has it.
  var declarations: [SwiftDeclaration] {
    patterns.enumerated().flatMap { index, pattern -> [SwiftDeclaration] in
      [
        .blank, .documentation(pattern.text),
        .constant(
          modifiers: "private static ", Self.name(index), type: "CompiledPattern",
          .call(.name("CompiledPattern"), [.init("program", .string(pattern.program))])),
      ]
    }
  }
}
