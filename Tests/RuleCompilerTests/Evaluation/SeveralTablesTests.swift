import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Queries that give several tables, by their pages: `batches.md`, `fork-operator.md`, `facet-operator.md`,
/// `preview-plugin.md`.
@Suite struct SeveralTablesTests {
  private static let rows = "datatable (k: string, n: long) ['a', 1, 'b', 2, 'a', 3]"

  /// A query, and each table as its name, its columns and its rows.
  private static let cases: [(query: String, tables: [String])] = [
    (
      "\(rows) | fork big = (where n > 1) (summarize sum(n) by k | as Sums) (count)",
      [#"big k,n [["b",2],["a",3]]"#, #"Sums k,sum_n [["a",4],["b",2]]"#, "- Count [[3]]"]
    ),
    (
      "\(rows) | facet by k, n with (where n > 1 | project n)",
      [
        "- n [[2],[3]]", #"- k,count_k [["a",2],["b",1]]"#, "- n,count_n [[1,1],[2,1],[3,1]]",
      ]
    ),
    ("\(rows) | where n > 1 | facet by k", [#"- k,count_k [["b",1],["a",1]]"#]),
    ("\(rows) | facet by k with take 1", [#"- k,n [["a",1]]"#, #"- k,count_k [["a",2],["b",1]]"#]),
    ("\(rows) | evaluate preview(2)", [#"- k,n [["a",1],["b",2]]"#, "- Count [[3]]"]),
    (
      "let m = \(rows); m | where n > 2 | as ['More than two']; let least = 2; m | where n < least; print x = 1",
      [#"More than two k,n [["a",3]]"#, #"- k,n [["a",1]]"#, "- x [[1]]"]
    ),
    ("print a = 1; range x from 1 to 2 step 1 | fork (count) (take 1)", ["- a [[1]]", "- Count [[2]]", "- x [[1]]"]),
  ]

  private let evaluation = Evaluation(
    compiler: Compiler(options: CompilerOptions()), eventPaths: [], now: "2026-03-02T00:00:00Z", timeLimit: 20)

  private func outcomes(_ queries: [String]) throws -> [EvaluationOutcome] {
    try evaluation.outcomes(
      of: queries.enumerated().map { EvaluationCase(id: "\($0.offset)", query: $0.element) })
  }

  private func text(_ name: String?, _ json: String) throws -> String {
    let result = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let columns = try #require(result["columns"] as? [String]).joined(separator: ",")
    let rows = try #require(json.range(of: "\"rows\":")).upperBound
    return "\(name ?? "-") \(columns) \(json[rows...].dropLast())"
  }

  @Test func tables() throws {
    for (item, outcome) in zip(Self.cases, try outcomes(Self.cases.map(\.query))) {
      switch outcome {
      case .result(let json): #expect([try text(nil, json)] == item.tables, "\(item.query)")
      case .results(let tables):
        #expect(try tables.map { try text($0.name, $0.json) } == item.tables, "\(item.query)")
      case .error(let message): Issue.record("\(item.query): \(message)")
      }
    }
  }

  @Test(arguments: [
    (
      "\(rows) | fork (where n > 1) (join kind=inner (print k = 'a') on k)", "unsupported-operator: 'join' cannot stand"
    ),
    ("\(rows) | fork (count) (print 1)", "unsupported-operator: 'print' cannot stand"),
    ("\(rows) | fork (where m > 1) (count)", "unknown-column: "),
    ("\(rows) | facet by absent", "unknown-column: "),
    ("\(rows) | facet by k | count", "unsupported-operator: 'facet' gives several tables"),
    ("\(rows) | fork (count) (take 1) | count", "unsupported-operator: 'fork' gives several tables"),
    ("\(rows) | evaluate preview(1) | count", "unsupported-plugin: "),
    ("print x = rand() | fork (extend y = 1) (extend y = 2)", "unsupported-operator: two of these tables"),
    ("let m = print x = new_guid(); m; m", "unsupported-operator: two of these tables"),
    ("print a = 1; print b = c", "unknown-table: "),
  ])
  func refusals(query: String, message: String) throws {
    guard case .error(let text)? = try outcomes([query]).first else {
      Issue.record("\(query): not refused")
      return
    }
    #expect(text.hasPrefix(message), "\(query): \(text)")
  }

  /// `eval` shows what the compiler warns of, of each table and once.
  @Test func warnings() {
    func warnings(_ query: String) -> [String] {
      evaluation.warnings(of: EvaluationCase(id: "query", query: query)).map {
        "\($0.id.rawValue) \($0.location.start.line):\($0.location.start.column)"
      }
    }
    #expect(warnings(Self.rows).isEmpty)
    #expect(
      warnings("let m = \(Self.rows) | evaluate autocluster();\nm; m\n| evaluate session_count(Count, n, 0, 9, 3, 1)")
        == ["plugin-reading 1:76", "plugin-reading 3:12"])
  }

  /// A rule has one result, whatever it would be for `eval`.
  @Test func rulesHaveOne() {
    let compiler = Compiler(options: CompilerOptions())
    for (query, tables) in Self.cases where tables.count > 1 {
      let compiled = compiler.compileQuery(query, id: "One")
      #expect(compiled.swift == nil && !compiled.diagnostics.isEmpty, "\(query)")
    }
  }
}
