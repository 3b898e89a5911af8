import Testing

@testable import RuleCompiler

/// Nothing that an author writes into a rule leaves its place in the generated file: Swift's own parser reads the file
/// of a hostile rule as the same tree as that of a harmless twin.
@Suite struct EscapingTests {
  private static let compiler = Compiler(options: CompilerOptions())

  private static func compile(_ document: String) -> CompiledRule {
    compiler.compile(path: "Rules/rule.yaml", bytes: Array(document.utf8))
  }

  @Test(arguments: HostileField.all)
  func textStaysInItsField(_ field: HostileField) throws {
    let twin = try #require(Self.compile(field.document("harmless")).swift, "the harmless twin compiles")
    let outline = SwiftOutline(twin)
    #expect(!outline.hasError)
    let expected = outline.lines
    for hostile in HostileText.marks + (field.isName ? HostileText.words : []) {
      let rule = Self.compile(field.document(hostile.text))
      guard let swift = rule.swift else {
        let errors = rule.diagnostics.filter { $0.severity == .error }
        #expect(!errors.isEmpty, "\(hostile.name): refused without a word")
        #expect(Refusals.areExpected(field.name, hostile.name), "\(hostile.name): \(errors.map(\.message))")
        continue
      }
      #expect(!Refusals.areExpected(field.name, hostile.name), "\(hostile.name): must be refused")
      let actual = SwiftOutline(swift)
      #expect(!actual.hasError, "\(hostile.name): the file does not parse\n\(swift.prefix(4_000))")
      if actual.lines != expected {
        let (old, new) = (expected.joined(separator: "\n"), actual.lines.joined(separator: "\n"))
        Issue.record("\(hostile.name): \(Golden.difference(old, new, "twin"))")
      }
      #expect(!actual.strings.contains(nil), "\(hostile.name): a literal interpolates")
      let hidden = swift.unicodeScalars.first { $0 != "\n" && Self.isHidden($0) }
      #expect(hidden == nil, "\(hostile.name): the file has characters that a reviewer cannot see")
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }
}

/// Texts that a field cannot hold, with the reason.
private enum Refusals {
  static func areExpected(_ field: String, _ text: String) -> Bool {
    switch text {
    // A key of YAML has at most 1024 characters.
    case "long", "long line of quotes": ["tag key", "metadata key", "custom detail key", "unknown key"].contains(field)
    // These literals and comments end with the line.
    case "newline", "carriage return", "triple quote":
      ["verbatim literal", "comment", "comment between conditions", "text after the query"].contains(field)
    case "line separator": ["comment", "comment between conditions", "text after the query"].contains(field)
    default: false
    }
  }
}
