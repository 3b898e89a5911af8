import Foundation
import RuleCompiler

/// One case of a fixture, with all that is needed to run and judge it.
struct RuleTest: Sendable {
  /// The rule's path from the folder of rules on.
  let rule: String
  let fixture: SourceFile
  let test: RuleFixture.Case

  /// Where the case stands, for editors: `PATH:LINE`.
  var place: String {
    "\(fixture.path):\(fixture.position(of: test.name.range.lowerBound).line)"
  }

  /// The files that hold the case's events; writes those that stand in the fixture.
  func eventFiles(in scratch: String, number: Int) throws(CommandError) -> [String] {
    let folder = URL(fileURLWithPath: fixture.path).deletingLastPathComponent()
    var files: [String] = []
    for file in test.eventFiles {
      let path = URL(fileURLWithPath: file.value, relativeTo: folder).path
      guard FileManager.default.fileExists(atPath: path) else {
        throw CommandError("\(place): \(file.value): there is no such file beside the fixture")
      }
      files.append(path)
    }
    if !test.events.isEmpty {
      let path = "\(scratch)/events-\(number).ndjson"
      try TextFile.write(test.events.map { $0.value + "\n" }.joined(), to: path)
      files.append(path)
    }
    return files
  }

  /// Compares a result with the case's rows.
  /// - Parameter json: what the program wrote.
  /// - Returns: what is wrong, a line an element; none = the case passes.
  func differences(from json: String) -> [String] {
    guard let actual = ResultRows(json: json) else { return ["internal: the program wrote no rows"] }
    let comparison = RowComparison(expected: test.rows.compactMap { ExpectedRow($0.value) }, actual: actual)
    return comparison.isEqual ? [] : comparison.lines
  }

  /// Says what is wrong with the JSON of events and rows.
  func checkJSON(into sink: DiagnosticSink) {
    let decoder = JSONDecoder()
    for line in test.rows where ExpectedRow(line.value) == nil {
      sink.report(Diagnostic(.ruleFixture, .error, "the row is no JSON object", at: line.location))
    }
    for line in test.events {
      guard let event = try? decoder.decode([String: Cell].self, from: Data(line.value.utf8)) else {
        sink.report(Diagnostic(.ruleFixture, .error, "the event is no JSON object", at: line.location))
        continue
      }
      for (column, use) in [("Type", "names the event's table"), ("TimeGenerated", "says when it happened")]
      where event[column] == nil {
        sink.report(
          Diagnostic(
            .ruleFixture, .error, "the event has no '\(column)', which \(use)", at: line.location))
      }
    }
  }
}
