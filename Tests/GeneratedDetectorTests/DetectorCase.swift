import Foundation
import RuleCompiler
import Testing

@testable import DetectorRuntime
@testable import rulec

/// A case of a fixture, run by a detector that is linked into the tests.
struct DetectorCase: Sendable, CustomTestStringConvertible {
  let test: RuleTest
  /// The `id` that the rule document states.
  let ruleID: String

  var testDescription: String { "\(test.rule): \(test.test.name.value)" }

  /// The rules and fixtures below a folder of the package.
  struct Folder {
    let cases: [DetectorCase]
    /// The rules' paths from the folder on.
    let rules: [String]
    let untested: [String]
    let diagnostics: [ResolvedDiagnostic]

    init(_ name: String) throws {
      let path = URL(filePath: #filePath).appending(path: "../../..").standardized.appending(path: name).path
      let files = try RuleFiles(paths: [path])
      let tests = try RuleTests(files)
      var ids: [String: String] = [:]
      for rule in files.rules {
        let text = String(decoding: try TextFile.bytes(of: rule.path), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("id: ") } ?? ""
        ids[rule.name] = String(line.dropFirst("id: ".count))
      }
      cases = tests.tests.map { DetectorCase(test: $0, ruleID: ids[$0.rule] ?? "") }
      rules = files.rules.map(\.name)
      untested = tests.untested
      diagnostics = tests.diagnostics
    }
  }

  enum Malformed: Error { case time }

  /// Reads the case's events into its detector and evaluates it.
  /// - Returns: what is wrong with the rows, a line an element.
  func differences(_ detectors: [DetectorDefinition], _ watchlists: [WatchlistDefinition]) throws -> [String] {
    let definition = try #require(
      detectors.first { $0.rule.id.description == ruleID }, "no detector was generated from the rule")
    let arena = Arena()
    guard let now = parseDateTime(arena.copy(test.test.now.value)) else { throw Malformed.time }
    let lists = ReferenceLists(watchlists)
    let run = RuleRun(definition, lists, nil, SummaryGroups(), RuleRun.makeContext(lists))
    try lists.load(isStrict: true)
    let dispatcher = EventDispatcher(table: nil)
    for (source, store) in zip(definition.sources, run.stores) {
      let window = TableReading.Window(after: run.windowStart(now), through: now.ticks)
      dispatcher.add(source, store, window: window)
    }
    let reader = RecordReader(walker: dispatcher.walker, ledger: RejectLedger(), strict: true)
    let scratch = FileManager.default.temporaryDirectory.appending(path: "detector-case-\(UUID().uuidString)")
    try TextFile.makeFolder(scratch.path)
    defer { try? FileManager.default.removeItem(at: scratch) }
    for file in try test.eventFiles(in: scratch.path, number: 0) {
      try reader.read(try ByteSource(path: file), dispatcher)
    }
    let json = run.evaluate(at: now) { table, _ in
      let buffer = ByteBuffer(capacity: 1 << 12)
      appendJSON(result: table, of: definition, to: buffer)
      return String(decoding: buffer.bytes, as: UTF8.self)
    }
    return test.differences(from: json)
  }
}
