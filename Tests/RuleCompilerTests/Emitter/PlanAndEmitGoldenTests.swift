import Foundation
import Testing

@testable import RuleCompiler

/// Small rules of one construct each, and our own rules, as bound trees, plans and generated Swift.
struct PlanAndEmitGoldenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var query: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "filter-and-project",
      query: "SecurityEvent | where EventID == 4688 and Account has 'admin' | project Account, Computer"),
    Case(
      name: "time-stays-in-the-tail",
      query: "SecurityEvent | where TimeGenerated > ago(1h) and EventID in (1, 2, 3) | project TimeGenerated"),
    Case(
      name: "folded-let",
      query: "let limit = 2 * 30; SigninLogs | where ResultType == tostring(limit) | project UserPrincipalName"),
    Case(
      name: "summarize",
      query: "SecurityEvent | summarize n = count(), Last = max(TimeGenerated) by Account | where n > 3"),
    Case(
      name: "join",
      query: """
        SecurityEvent | where EventID == 1 | project Account
        | join kind=leftanti (SecurityEvent | where EventID == 2 | project Account) on Account
        """),
    Case(
      name: "long-list",
      query: """
        SecurityEvent | where Account in~ ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l') | project Account
        """),
    Case(name: "regular-expression", query: "SecurityEvent | where Account matches regex '^ab?c' | project Account"),
    Case(
      name: "union", query: "union (SecurityEvent | project Computer), (Event | project Computer) | distinct Computer"),
    Case(name: "expand", query: "SecurityEvent | mv-expand Part = split(Account, ',') | project Part"),
    Case(
      name: "scan",
      query: """
        SecurityEvent | project TimeGenerated, EventID, Account | sort by TimeGenerated asc
        | scan declare (Since: timespan) with (step Fail output=none: EventID == 4625;
          step Logon: Account == Fail.Account => Since = TimeGenerated - Fail.TimeGenerated;)
        """),
    Case(
      name: "set-of-a-query", query: "SecurityEvent | where Account in ((Event | project UserName)) | project Account"),
    Case(
      name: "places",
      query: """
        SigninLogs | where ResultType == '0' and geo_info_from_ip_address(IPAddress).country != 'Iceland'
        | project IPAddress, Office = geo_info_from_ip_address('192.0.2.1').city
        """),
  ]

  private static let compiler = Compiler(options: CompilerOptions())

  /// The case's query in a rule; its metadata is short.
  private static func compile(_ one: Case) throws -> CompiledRule {
    let query = one.query.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let document = "id: 00000000-0000-0000-0000-000000000001\nname: Case\nkind: Hunting\nquery: |\n\(query)\n"
    let rule = compiler.compile(path: "Rules/\(one.name).yaml", bytes: Array(document.utf8))
    try #require(rule.swift != nil, "\(rule.diagnostics.map(\.message))")
    return rule
  }

  @Test(arguments: cases)
  func bound(_ one: Case) throws {
    expectGolden(one.query + "\n---\n" + (try Self.compile(one)).dump(.bound), "Bound/\(one.name).txt")
  }

  @Test(arguments: cases)
  func plan(_ one: Case) throws {
    expectGolden(one.query + "\n---\n" + (try Self.compile(one)).dump(.plan), "Plan/\(one.name).txt")
  }

  @Test(arguments: cases)
  func swift(_ one: Case) throws {
    expectGolden((try Self.compile(one)).dump(.swift), "Emit/\(one.name).swift")
  }

  // MARK: Our own rules

  private static let rules = Golden.folder.appendingPathComponent("../../../Rules").standardizedFileURL

  /// The names of the documents in `Rules`, without `.yaml`.
  static let ruleNames: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: rules.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// What a change of the compiler does to the detectors that we ship is seen in its review.
  @Test(arguments: ruleNames)
  func ownRule(_ name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.rules.appendingPathComponent("\(name).yaml")))
    let rule = Self.compiler.compile(path: "Rules/\(name).yaml", bytes: bytes)
    expectGolden(rule.dump(.swift), "Rules/\(OutputNaming.fileName(forRuleAt: "\(name).yaml"))")
  }

  /// What the README shows of generated code is what is generated.
  @Test func readmeShowsAGoldenAndItsQuery() throws {
    let readme = try String(
      contentsOf: Self.rules.appendingPathComponent("../README.md").standardizedFileURL, encoding: .utf8)
    let golden = try String(
      contentsOf: Golden.folder.appendingPathComponent("Rules/security-log-cleared.detector.swift"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst()
    #expect(!blocks.isEmpty)
    for block in blocks {
      let code = try #require(block.components(separatedBy: "```").first)
      #expect(golden.contains(code), "the README shows other code than is generated")
    }
    let rule = try String(
      contentsOf: Self.rules.appendingPathComponent("security-log-cleared.yaml"), encoding: .utf8)
    let query = "  SecurityEvent\n  | where EventID == 1102\n  | project TimeGenerated, Computer, Activity\n"
    #expect(rule.contains(query) && readme.contains(query.replacingOccurrences(of: "  ", with: "    ")))
  }

  @Test func rulesAreThere() { #expect(Self.ruleNames.count >= 12) }
}
