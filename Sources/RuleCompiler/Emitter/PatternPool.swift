/// The compiled regular expressions of a file, and the patterns of user agents if it asks for them: a constant for each,
/// shared by all places that use the same.
final class PatternPool {
  private var patterns: [(text: String, program: String)] = []

  /// The name of the constant.
  func name(_ text: String, _ program: String) -> String {
    if let index = patterns.firstIndex(where: { $0.program == program && $0.text == text }) { return Self.name(index) }
    patterns.append((text, program))
    return Self.name(patterns.count - 1)
  }

  private var userAgentParts: Set<UserAgentPartName> = []

  /// The name of the constant that holds the patterns of a part of a user agent.
  func name(_ part: UserAgentPartName) -> String {
    userAgentParts.insert(part)
    return Self.name(part)
  }

  private static func name(_ part: UserAgentPartName) -> String {
    switch part {
    case .browser: "patternsOfBrowsers"
    case .os: "patternsOfSystems"
    case .device: "patternsOfDevices"
    }
  }

  private static func name(_ index: Int) -> String { "pattern\(index + 1)" }

  private static let origin = """
    For parse_user_agent, from revision \(PackedUserAgentPatterns.revision)
    of https://github.com/ua-parser/uap-core, by the ua-parser project and its contributors, under the Apache License 2.0
    (https://www.apache.org/licenses/LICENSE-2.0); changed in form only.
    """

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
      + UserAgentPartName.allCases.filter(userAgentParts.contains).flatMap { part -> [SwiftDeclaration] in
        [
          .blank, .documentation(Self.origin),
          .constant(
            modifiers: "private static ", Self.name(part), type: "Str", .rawLines(part.patterns.description)),
        ]
      }
  }
}
