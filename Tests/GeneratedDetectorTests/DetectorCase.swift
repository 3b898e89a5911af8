import Foundation
import Testing

@testable import DetectorRuntime

/// A rule's fixture: events that must fire, near misses that must not, and the rows they give.
///
/// `Cases/<rule file without .yaml>/events.ndjson` and `expected.json`:
/// `{"now":"2026-…Z","columns":["A",…],"rows":[[…],…]}`; rows worked out by hand, cells in the order of the columns.
struct DetectorCase: Sendable, CustomTestStringConvertible {
  /// The rule's file name without its extension.
  let name: String

  var testDescription: String { name }

  private static let package = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// One case for each rule document in `Rules`.
  static let all: [DetectorCase] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: "Rules").path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map {
      DetectorCase(name: String($0.dropLast(".yaml".count)))
    }
  }()

  /// The folders of fixtures that there are.
  static func folders() throws -> Set<String> {
    let path = package.appending(path: "Tests/GeneratedDetectorTests/Cases").path
    return Set(try FileManager.default.contentsOfDirectory(atPath: path))
  }

  private var folder: URL { Self.package.appending(path: "Tests/GeneratedDetectorTests/Cases/\(name)") }

  /// The `id` that the rule document states.
  func ruleID() throws -> String {
    let text = try String(contentsOf: Self.package.appending(path: "Rules/\(name).yaml"), encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix("id: ") } ?? ""
    return String(line.dropFirst("id: ".count))
  }

  struct Expectation {
    let now: DateTime
    let columns: [String]
    /// The rows as JSON arrays.
    let rows: [String]
  }

  enum Malformed: Error { case expectation }

  func expectation() throws -> Expectation {
    let data = try Data(contentsOf: folder.appending(path: "expected.json"))
    guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let time = object["now"] as? String, let now = try Self.time(time),
      let columns = object["columns"] as? [String], let rows = object["rows"] as? [[Any]]
    else { throw Malformed.expectation }
    return Expectation(now: now, columns: columns, rows: try rows.map(Self.canonical))
  }

  /// Reads the events into the detector, evaluates it at `now`.
  /// - Returns: the rows as JSON arrays.
  func rows(
    of definition: DetectorDefinition, _ watchlists: [WatchlistDefinition], at now: DateTime
  ) throws -> [String] {
    let lists = ReferenceLists(watchlists)
    let run = RuleRun(definition, lists, EvaluationContext(now: now))
    try lists.load(isStrict: true)
    let dispatcher = EventDispatcher(table: nil)
    for (source, store) in zip(definition.sources, run.stores) {
      dispatcher.add(source, store, window: .unlimited)
    }
    let reader = RecordReader(walker: dispatcher.walker, ledger: RejectLedger(), strict: true)
    try reader.read(try ByteSource(path: folder.appending(path: "events.ndjson").path), dispatcher)
    let texts = run.evaluate(at: now) { table, _ in
      (0..<table.count).map { index in
        let buffer = ByteBuffer(capacity: 256)
        buffer.append(0x5B)
        for (position, column) in definition.columns.enumerated() {
          if position > 0 { buffer.append(0x2C) }
          appendJSON(cell: table[row: index].value(position), column.type, to: buffer)
        }
        buffer.append(0x5D)
        return Data(buffer.bytes)
      }
    }
    return try texts.map { try Self.canonical(JSONSerialization.jsonObject(with: $0)) }
  }

  private static func time(_ text: String) throws -> DateTime? {
    let format = Date.ISO8601FormatStyle()
    let seconds = try format.parse(text).timeIntervalSince1970
    // Ticks of 100 ns since the year 1.
    return DateTime(ticks: (Int64(seconds) + 62_135_596_800) * 10_000_000)
  }

  private static func canonical(_ row: Any) throws -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try JSONSerialization.data(withJSONObject: row, options: options), as: UTF8.self)
  }
}
