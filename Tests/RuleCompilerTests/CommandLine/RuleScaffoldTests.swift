import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// What `rulec new` writes.
@Suite struct RuleScaffoldTests {
  @Test(arguments: [
    "SecurityEvent", "DeviceProcessEvents", "SigninLogs", "CommonSecurityLog", "AzureActivity", "Event",
  ])
  func theRuleCompilesWithoutAWarningAndTheFixtureIsOne(table: String) throws {
    let scaffold = try RuleScaffold(name: "Ann's \"odd\" rule: 5", table: table, tableFiles: [])
    #expect(scaffold.fileName == "ann-s-odd-rule-5.yaml")
    let text = scaffold.rule(id: "0a1b2c3d-0000-4000-8000-000000000001")
    let rule = Compiler(options: CompilerOptions()).compile(path: "r.yaml", bytes: Array(text.utf8))
    #expect(DiagnosticRenderer.render(rule.resolvedDiagnostics).isEmpty)
    #expect(rule.swift != nil)
    #expect(rule.rule?.name.value == "Ann's \"odd\" rule: 5")

    let sink = DiagnosticSink()
    let fixture = RuleFixture.decode(SourceFile(path: "f.yaml", text: scaffold.fixture), into: sink)
    let tests = try #require(fixture).cases.map { RuleTest(rule: "r.yaml", fixture: fixture!.file, test: $0) }
    for test in tests { test.checkJSON(into: sink) }
    #expect(sink.diagnostics.isEmpty)
    #expect(tests.map(\.test.rows.count) == [1, 0])
    #expect(tests[0].place == "f.yaml:5")
  }

  @Test func anUnknownTableIsNamedWithTheOneThatWasMeant() throws {
    #expect {
      try RuleScaffold(name: "x", table: "SecurityEvents", tableFiles: [])
    } throws: {
      "\($0)".contains("did you mean 'SecurityEvent'")
    }
  }
}
