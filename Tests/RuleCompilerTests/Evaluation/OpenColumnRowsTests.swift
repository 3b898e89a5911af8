import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Queries whose columns only the data knows, over real Sysmon and Windows events. What they have to return is what
/// `OpenColumns/readings.py` finds in the same events with Python's parsers of XML and JSON.
@Suite(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
struct OpenColumnRowsTests {
  private struct Case {
    let name: String
    let query: String
    let columns: [String]
    let rows: [ExpectedRow]

    init(_ file: URL) throws {
      name = file.deletingPathExtension().lastPathComponent
      let text = try String(contentsOf: file, encoding: .utf8)
      let members = try #require(JSONSlices.members(of: text))
      func member(_ name: String) throws -> Substring {
        try #require(members.first { $0.name == name }?.value, "\(file.path) has no '\(name)'")
      }
      query = try JSONSlices.text(of: member("query").trimmingCharacters(in: .whitespacesAndNewlines))
      columns = try JSONDecoder().decode([String].self, from: Data(member("columns").utf8))
      rows = try #require(JSONSlices.elements(of: member("rows"))).map { row in
        try #require(ExpectedRow(row.trimmingCharacters(in: .whitespacesAndNewlines)))
      }
    }
  }

  @Test func rows() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "OpenColumns")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let cases = try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map(Case.init)
    #expect(cases.count == 7)
    let evaluation = Evaluation(
      compiler: Compiler(options: CompilerOptions()), eventPaths: [BundledEvents.file.path],
      now: "2026-03-02T00:00:00Z", timeLimit: 60)
    let outcomes = try evaluation.outcomes(of: cases.map { EvaluationCase(id: $0.name, query: $0.query) })
    for (item, outcome) in zip(cases, outcomes) {
      switch outcome {
      case .results: Issue.record("\(item.name): several tables")
      case .error(let message): Issue.record("\(item.name): \(message)")
      case .result(let json):
        let actual = try #require(ResultRows(json: json))
        #expect(actual.columns == item.columns, "\(item.name)")
        let comparison = RowComparison(expected: item.rows, actual: actual)
        let differences = comparison.isEqual ? [] : comparison.lines
        #expect(differences.isEmpty, "\(item.name): \(differences.joined(separator: "\n"))")
        #expect(!item.rows.isEmpty, "\(item.name)")
      }
    }
  }
}
