import Foundation
import Testing

@testable import RuleCompiler

struct DiagnosticRendererTests {
  private func diagnostic(
    _ text: String, _ range: Range<Int>, _ severity: Severity = .error, message: String = "Bad.", fix: String? = nil
  ) -> ResolvedDiagnostic {
    ResolvedDiagnostic(
      id: .ruleYAML, severity: severity, message: message,
      location: ResolvedLocation(file: SourceFile(path: "a b.yaml", text: text), range: range), notes: [], fix: fix)
  }

  @Test func marksTheRange() {
    #expect(
      DiagnosticRenderer.render(diagnostic("x: 1\nname: value\n", 11..<16, fix: "other")) == """
        a b.yaml:2:7: error: Bad. [rule-yaml]
           2 | name: value
             |       ^~~~~
             = help: write 'other'

        """)
  }

  @Test func expandsTabsAndWideCharacters() {
    let text = DiagnosticRenderer.render(diagnostic("\t漢字\tx", 8..<9))
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("a b.yaml:1:5: "))
    #expect(lines[1] == "   1 |     漢字    x")
    #expect(lines[2] == "     |             ^")
  }

  @Test func marksWideCharactersOverTheirWidth() {
    let lines = DiagnosticRenderer.render(diagnostic("漢字 x", 0..<6)).split(separator: "\n")
    #expect(lines[2] == "     | ^~~~")
  }

  @Test func marksTheEndOfALine() {
    let lines = DiagnosticRenderer.render(diagnostic("ab\ncd\n", 2..<2)).split(separator: "\n")
    #expect(lines[1] == "   1 | ab" && lines[2] == "     |   ^")
  }

  @Test func marksOnlyTheFirstLine() {
    let lines = DiagnosticRenderer.render(diagnostic("ab\ncd\n", 1..<5)).split(separator: "\n")
    #expect(lines.count == 3 && lines[2] == "     |  ^")
  }

  @Test func keepsControlCharactersFromTheTerminal() {
    let text = DiagnosticRenderer.render(diagnostic("a\u{1B}[31m", 0..<1, message: "x\u{1B}y"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func showsThePartOfALongLineAroundThePlace() throws {
    let line = String(repeating: "a", count: 500) + "B" + String(repeating: "c", count: 500)
    let lines = DiagnosticRenderer.render(diagnostic(line, 500..<503)).split(separator: "\n")
    #expect(lines[0].hasPrefix("a b.yaml:1:501: ") && lines[1].count < 150 && lines[1].contains("…"))
    let column = try #require(lines[2].firstIndex(of: "^")).utf16Offset(in: lines[2])
    #expect(Array(lines[1])[column] == "B" && lines[2].hasSuffix("^~~"))
  }

  @Test func sortsAndDropsDuplicates() {
    let all = [diagnostic("abc", 2..<3, .warning), diagnostic("abc", 0..<1), diagnostic("abc", 2..<3, .warning)]
    #expect(ResolvedDiagnostic.sorted(all).map(\.location.range) == [0..<1, 2..<3])
    #expect(DiagnosticRenderer.summary(all) == "1 error, 1 warning")
    #expect(DiagnosticRenderer.summary([]) == nil)
  }

  @Test func writesNDJSON() throws {
    let text = DiagnosticJSON.ndjson([diagnostic("x\n\"é", 2..<5, message: "A \"b\"\n\u{1}", fix: "f")])
    #expect(text.hasSuffix("}\n") && text.filter { $0 == "\n" }.count == 1)
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["message"] as? String == "A \"b\"\n\u{1}")
    #expect(object["line"] as? Int == 2 && object["column"] as? Int == 1 && object["endColumn"] as? Int == 3)
    #expect(object["path"] as? String == "a b.yaml" && object["fix"] as? String == "f")
  }

  @Test func writesSARIF() throws {
    let text = DiagnosticJSON.sarif([diagnostic("abc", 0..<1, .warning, fix: "f"), diagnostic("abc", 1..<2)])
    let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["warning", "error"])
    #expect(results.map { $0["ruleId"] as? String } == ["rule-yaml", "rule-yaml"])
    #expect(text.contains("\"uri\":\"a%20b.yaml\"") && text.contains("\"startColumn\":2"))
  }
}
