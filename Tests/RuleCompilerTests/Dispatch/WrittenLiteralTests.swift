import Foundation
import Testing

@testable import DetectorRuntime

/// Literals are searched in records as they are written: whatever the spelling of a text, the events are the same as without the
/// search.
struct WrittenLiteralTests {
  private static let literals = [
    #"c:\temp"#, #"say "hi""#, "a/b", "sekurlsa::logonpasswords", "add", #"\\\"#, #"" ""#, "risk", "u0041", "x\\n",
  ]

  private static let terms = ["add", "at", "a-b", "-w", "n.exe", "nat", "temp", #"c:\temp"#, "\"h", "u0041"]

  /// A rule that keeps the events whose column holds the literal, but for case, and asks the search for its answer first.
  /// - Parameter isTerm: whether the literal has to begin and end where terms do.
  static func rule(_ number: Int, _ literal: String, column: Int, isTerm: Bool = false) -> DetectorDefinition {
    let columns: ColumnList = "A:string, B:dynamic, N:long"
    var rule = RuleMetadata()
    rule.id = "written"
    let text = RequirementLines(literal)
    var reading: LiteralReading = number % 3 == 0 ? .insideJSON : .asWritten
    if isTerm { reading.insert(.asTerms) }
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: columns, keptColumns: 3, requirements: [.literals(text, in: [column], reading)],
          matches: { row, cx in
            if column == 0, row.holdsLiteral { return true }
            let value = textOf(row.value(column), cx)
            return isTerm ? hasTerm(value, text.text) : containsText(value, text.text)
          })
      ], columns: columns, isOpen: false, evaluate: { tables, _ in tables[0] })
  }

  /// A text as JSON, each character spelled in one of the ways there are.
  static func spelled(_ text: String, _ rng: inout SeededNumbers) -> String {
    var result = ""
    let spellsStrangely = Int.random(in: 0..<3, using: &rng) == 0
    for unit in text.utf16 {
      let scalar = UnicodeScalar(unit)
      if spellsStrangely, Int.random(in: 0..<6, using: &rng) == 0 {
        result += String(format: Bool.random(using: &rng) ? "\\u%04x" : "\\u%04X", Int(unit))
      } else if let scalar {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "/" where spellsStrangely: result += "\\/"
        default: result.unicodeScalars.append(scalar)
        }
      } else {
        result += String(format: "\\u%04x", Int(unit))
      }
    }
    return "\"\(result)\""
  }

  @Test func findsWhatTheRulesFind() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let pieces =
      Self.literals + Self.terms + [
        "\\", "\"", "/", "n", "u", "\n", "😀", "ſ", "é", " ", "TEMP", "C:", "0041", "add", "B",
      ]
    func text() -> String {
      (0..<Int.random(in: 0...5, using: &rng)).map { _ in
        let piece = pieces.randomElement(using: &rng) ?? ""
        return Bool.random(using: &rng) ? piece : piece.uppercased()
      }.joined()
    }
    func value() -> String {
      switch Int.random(in: 0..<8, using: &rng) {
      case 0: return ["17", "true", "null", "1e3", "-0.5"].randomElement(using: &rng)!
      case 1: return "{\"k\":\(Self.spelled(text(), &rng)),\n\"l\":[\(Self.spelled(text(), &rng)),1]}"
      default: return Self.spelled(text(), &rng)
      }
    }
    var events = ""
    for number in 0..<3000 {
      var members = ["\"A\":\(value())", "\"B\":\(value())", "\"N\":\(number)"]
      // Of a key that comes twice the last value counts.
      if Int.random(in: 0..<10, using: &rng) == 0 { members.append("\"A\":\(value())") }
      if Int.random(in: 0..<10, using: &rng) == 0 { members.insert("\"\\u0042\":\(value())", at: 0) }
      events += "{\"Type\":\"T\",\"TimeGenerated\":\"2026-03-01T00:00:00Z\",\(members.joined(separator: ","))}\n"
    }
    var rules: [DetectorDefinition] = []
    for (number, literal) in Self.literals.enumerated() {
      // Inside JSON a literal has neither quotes nor backslashes.
      let plain = literal.contains { $0 == "\"" || $0 == "\\" }
      rules.append(Self.rule(plain ? 1 : number, literal, column: 0))
      if !plain { rules.append(Self.rule(0, literal, column: 1)) }
    }
    for (number, term) in Self.terms.enumerated() {
      let plain = term.contains { $0 == "\"" || $0 == "\\" }
      rules.append(Self.rule(plain ? 1 : number, term, column: 0, isTerm: true))
      if !plain { rules.append(Self.rule(0, term, column: 1, isTerm: true)) }
    }
    func numbers(_ options: [String]) throws -> [Int] {
      let now = ["--emit", "rows", "--now", "2026-03-02T00:00:00Z"]
      return try ScanFixture(rules, events, now + options).rows.map { $0["N"] as? Int ?? -1 }
    }
    let filtered = try numbers([])
    #expect(try filtered == numbers(["--no-dispatch"]), "seed \(seed)")
    #expect(filtered.count > 1000)
  }

  @Test(arguments: [
    ("", false), ("\u{17F}", true), ("\u{212A}", true), ("abcdefg\u{212A}", true), ("abcdefgh\u{17F}", true),
    ("0123456\u{17F}", true), ("012345\u{212A}", true), ("\u{E9}\u{AE}\u{2019}", false), ("\u{2BF}", false),
    ("\u{16F}", false), ("\u{212B}", false), ("\u{207F}", false), ("Windows\u{AE} Search Ks", false),
  ])
  func knowsOtherCasesOfASCII(text: String, expected: Bool) {
    let arena = Arena()
    for start in 0..<9 {
      #expect(holdsCaseOfASCII(arena.copy(String(repeating: "x", count: start) + text + "yyyyyyyyy")) == expected)
    }
  }
}
