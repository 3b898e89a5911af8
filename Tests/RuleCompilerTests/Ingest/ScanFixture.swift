import Foundation

@testable import DetectorRuntime

/// Runs a detector over events in a temporary file and gives back its output lines as JSON.
struct ScanFixture {
  let lines: [[String: Any]]
  let exitCode: Int32

  init(
    _ rules: [DetectorDefinition], _ events: Data, _ options: [String], watchlists: [WatchlistDefinition] = []
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("detector-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("events")
    let output = folder.appendingPathComponent("output")
    try events.write(to: input)
    exitCode = DetectorCommandLine.run(
      rules, watchlists: watchlists, ["scan", input.path, "--quiet", "--output", output.path] + options)
    lines = try String(decoding: Data(contentsOf: output), as: UTF8.self).split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  init(_ rules: [DetectorDefinition], _ events: String, _ options: [String]) throws {
    try self.init(rules, Data(events.utf8), options)
  }

  /// The `row` of each line.
  var rows: [[String: Any]] { lines.compactMap { $0["row"] as? [String: Any] } }
}

/// A rule that returns the given columns of every event of table `T`.
func copyingRule(
  _ columns: [ColumnDefinition], _ change: (inout RuleMetadata) -> Void = { _ in }
) -> DetectorDefinition {
  var rule = RuleMetadata()
  rule.id = "copy"
  rule.name = "Copy"
  rule.version = "1.0.0"
  change(&rule)
  return DetectorDefinition(
    rule: rule,
    sources: [
      SourceDefinition(
        table: "T", columns: ColumnList(columns), keptColumns: columns.count, matches: { _, _ in true })
    ], columns: ColumnList(columns), isOpen: false, evaluate: { tables, _ in tables[0] })
}

/// Walks the records of a text, with pieces of the given size; the spans of the good ones, and the ledger.
func readRecords(
  _ text: Data, pieceSize: Int = RecordReader.pieceSize
) throws -> (records: [String], ledger: RejectLedger, count: Int) {
  final class Collector: RecordReader.Receiver {
    var records: [String] = []
    func receive(_ record: Bytes, _ count: Int) -> RejectReason? {
      records.append(Str(base: record, count: count).description)
      return nil
    }
    func pause() -> Bool { true }
  }
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
  try text.write(to: path)
  defer { try? FileManager.default.removeItem(at: path) }
  let ledger = RejectLedger()
  let reader = RecordReader(walker: RecordWalker(), ledger: ledger, strict: false, pieceSize: pieceSize)
  let collector = Collector()
  try reader.read(ByteSource(path: path.path), collector)
  return (collector.records, ledger, reader.recordCount)
}
