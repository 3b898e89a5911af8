import Foundation
import Testing

@testable import RuleCompiler

/// Which summaries are kept up to date as events come, and which wait for the run.
@Suite struct SummaryAnalysisTests {
  private static let compiler = Compiler(options: CompilerOptions())

  private func plan(_ query: String, kind: String = "Scheduled") throws -> String {
    let schedule =
      kind == "Scheduled"
      ? "queryFrequency: 1h\nqueryPeriod: 1d\ntriggerOperator: gt\ntriggerThreshold: 0\n" : ""
    let document = """
      id: 00000000-0000-0000-0000-000000000001
      name: Case
      description: A case
      severity: Low
      kind: \(kind)
      version: 1.0.0
      tactics: [Execution]
      \(schedule)query: |
        \(query)

      """
    let rule = Self.compiler.compile(path: "case.yaml", bytes: Array(document.utf8))
    try #require(rule.swift != nil, "\(rule.diagnostics.map(\.message))")
    return rule.dump(.plan)
  }

  private static let early = "summarize as events come"

  @Test(arguments: [
    "SecurityEvent | summarize count() by Account",
    "SecurityEvent | where EventID == 1 | summarize First = min(TimeGenerated), dcount(Computer) by Account, bin(TimeGenerated, 1h)",
    "SecurityEvent | extend User = tolower(Account) | summarize make_set(Computer, 10), countif(EventID == 2) by User",
    "SecurityEvent | summarize arg_max(TimeGenerated, Account, Computer) by EventID",
    "SecurityEvent | parse Account with Domain '\\\\' * | summarize take_any(Computer), avg(EventID) by Domain",
    "SecurityEvent | distinct Account, Computer",
    "SecurityEvent | where TimeGenerated > ago(1d) | summarize count() by Account",
    "SecurityEvent | where TimeGenerated between (ago(2d) .. now()) | summarize count() by Account",
    "SecurityEvent | where TimeGenerated >= ago(24h) and EventID == 4 | count",
  ])
  func keptUpToDate(_ query: String) throws {
    let text = try plan(query)
    #expect(text.contains(Self.early), "\(text)")
    #expect(!text.contains("now"), "\(text)")
  }

  @Test(arguments: [
    // The run's time decides.
    "SecurityEvent | where TimeGenerated > ago(1h) | summarize count() by Account",
    "SecurityEvent | where TimeGenerated < now() | summarize count() by Account",
    "SecurityEvent | summarize countif(TimeGenerated > ago(1h)) by Account",
    "SecurityEvent | extend TimeGenerated = datetime(2026-03-01) | where TimeGenerated > ago(1d) | summarize count() by Account",
    // Another query decides.
    "SecurityEvent | where Account in ((Event | project UserName)) | summarize count() by Account",
    // Sums of reals depend on the order, lists keep all rows, percentiles all values.
    "SecurityEvent | summarize sum(todouble(EventID)) by Account",
    "SecurityEvent | summarize make_list(Computer) by Account",
    "SecurityEvent | summarize percentile(EventID, 50) by Account",
    // Equal values with different bytes.
    "SecurityEvent | summarize count() by Half = EventID / 2.0",
    "SecurityEvent | summarize make_set(parse_json(Account)) by Computer",
    // Rows of rows.
    "SecurityEvent | mv-expand Part = split(Account, ',') | summarize count() by Computer",
    "SecurityEvent | summarize count() by Account = strcat(Account, tostring(rand()))",
  ])
  func waitsForTheRun(_ query: String) throws {
    let text = try plan(query)
    #expect(!text.contains(Self.early), "\(text)")
  }

  /// An NRT rule may see events by their arrival, and nothing is known of a hunting query's period.
  @Test(arguments: ["NRT", "Hunting"])
  func onlyScheduledRulesKnowTheirPeriod(_ kind: String) throws {
    let text = try plan("SecurityEvent | where TimeGenerated > ago(1d) | summarize count() by Account", kind: kind)
    #expect(!text.contains(Self.early), "\(text)")
  }

  @Test func testsOfGroupsAreMadeBeforeTheyAreSorted() throws {
    let text = try plan("SecurityEvent | summarize n = count() by Account | where n > 3 and Account != 'x' | project n")
    #expect(text.contains("keep groups\n    filter greaterLong(n, 3)\n    filter"), "\(text)")
    // Two readers, one of which wants all groups.
    let shared = try plan(
      "let s = SecurityEvent | summarize n = count() by Account; s | where n > 3 | join kind=inner (s) on Account")
    #expect(!shared.contains("keep groups") || shared.components(separatedBy: Self.early).count == 3, "\(shared)")
  }
}
