import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// A query to compile and run, and what it must give.
struct ResultCase {
  let query: String
  /// The names of the result's columns.
  let columns: String
  /// The rows as JSON.
  let rows: String

  init(_ query: String, _ columns: String, _ rows: String) {
    self.query = query
    self.columns = columns
    self.rows = rows
  }

  /// Runs all cases in one build and compares.
  /// - Parameters:
  ///   - events: lines of JSON that the queries read.
  ///   - places: the file of a database of places.
  static func check(_ cases: [ResultCase], events: [String] = [], places: String? = nil) throws {
    let file = NSTemporaryDirectory() + "rulec-results-\(UUID().uuidString).ndjson"
    try Data((events.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let evaluation = Evaluation(
      compiler: Compiler(options: CompilerOptions()), eventPaths: events.isEmpty ? [] : [file],
      now: "2026-03-02T00:00:00Z", timeLimit: 20, places: places)
    let outcomes = try evaluation.outcomes(
      of: cases.enumerated().map { EvaluationCase(id: "\($0.offset)", query: $0.element.query) })
    for (item, outcome) in zip(cases, outcomes) {
      switch outcome {
      case .results: Issue.record("\(item.query): several tables")
      case .error(let message): Issue.record("\(item.query): \(message)")
      case .result(let json):
        let result = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let columns = try #require(result["columns"] as? [String])
        #expect(columns.joined(separator: " ") == item.columns, "\(item.query)")
        #expect(json.hasSuffix("\"rows\":\(item.rows)}"), "\(item.query): \(json)")
      }
    }
  }
}
