import Foundation
import RuleCompiler

@testable import rulec

/// A published rule, events made for it, and the rows that somebody who reads its query expects: a file that
/// `IndependentRows/readings.py` writes.
struct IndependentReading {
  /// The rule's path from `corpus/analytics` on.
  let rule: String
  let now: String
  /// Whether the query sorts its rows.
  let isOrdered: Bool
  /// Columns whose arrays have no order.
  let sets: Set<String>
  /// The lines of files by their address, for external data, or by their alias, for watchlists.
  let external: [String: [String]]
  let watchlists: [String: [String]]
  /// JSON, a line each.
  let events: [String]
  let rows: [String]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "IndependentRows")

  /// The names of all readings.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }.sorted()
  }()

  enum Malformed: Error { case file(String), result(String) }

  init(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".json"), encoding: .utf8)
    guard let members = JSONSlices.members(of: text) else { throw Malformed.file(name) }
    func member(_ name: String) throws -> Substring {
      guard let found = members.first(where: { $0.name == name }) else { throw Malformed.file(name) }
      return found.value
    }
    func value<T: Decodable>(_ name: String) throws -> T {
      try JSONDecoder().decode(T.self, from: Data(member(name).utf8))
    }
    rule = try value("rule")
    now = try value("now")
    isOrdered = try value("ordered")
    sets = try value("sets")
    external = try value("external")
    watchlists = try value("watchlists")
    rows = try (JSONSlices.elements(of: member("rows")) ?? []).map(Self.line)
    events = try (JSONSlices.elements(of: member("events")) ?? []).flatMap { event -> [String] in
      let members = JSONSlices.members(of: event) ?? []
      guard let times = members.first(where: { $0.name == "times" }), let count = Int(times.value) else {
        return [Self.line(event)]
      }
      return members.filter { $0.name == "event" }.flatMap { Array(repeating: Self.line($0.value), count: count) }
    }
  }

  /// What is wrong with a result, a line an element; none = it is the one expected.
  func differences(from result: String) throws -> [String] {
    guard let result = ResultRows(json: result) else { throw Malformed.result(result) }
    let types = result.types
    func text(_ rows: [[String]]) -> String {
      func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ",") + "]" }
      let names = result.columns.map { JSONText.string($0).text }
      return "{\"columns\":\(list(names)),\"types\":\(list(types.map { JSONText.string($0).text })),"
        + "\"rows\":\(list(rows.map(list)))}"
    }
    let actual = result.texts.map { row in
      zip(result.columns, row).map { sets.contains($0) ? Self.sorted($1) : $1 }
    }
    let expected = rows.compactMap { row in
      let cells = (JSONSlices.members(of: row) ?? []).map { name, value in
        JSONText.string(name).text + ":" + (sets.contains(name) ? Self.sorted(String(value)) : String(value))
      }
      return ExpectedRow("{" + cells.joined(separator: ",") + "}")
    }
    guard expected.count == rows.count else { throw Malformed.file(rule) }
    func compare(_ expected: [ExpectedRow], _ actual: [[String]]) throws -> [String] {
      guard let rows = ResultRows(json: text(actual)) else { throw Malformed.result(text(actual)) }
      let comparison = RowComparison(expected: expected, actual: rows)
      return comparison.isEqual ? [] : comparison.lines
    }
    let differences = try compare(expected, actual)
    guard isOrdered, differences.isEmpty else { return differences }
    var misplaced: [String] = []
    for (index, row) in expected.enumerated() {
      let lines = try compare([row], [actual[index]])
      misplaced += lines.map { "row \(index + 1) is another one: \($0)" }
    }
    return misplaced
  }

  private static func line(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// An array with its elements in the order of their texts.
  private static func sorted(_ array: String) -> String {
    guard let elements = JSONSlices.elements(of: array) else { return array }
    return "[" + elements.map(line).sorted().joined(separator: ",") + "]"
  }
}

/// One program of the rules of all readings.
struct ReadingProgram {
  private let program: CaseProgram
  private let folder: BuildFolder
  /// Positions in the program, by the rules' paths.
  private let positions: [String: Int]

  init(_ readings: [IndependentReading]) throws {
    let corpus = SharedData.folder.appending(path: "corpus")
    var rules: [String] = []
    for reading in readings where !rules.contains(reading.rule) { rules.append(reading.rule) }
    let paths = rules.map { corpus.appending(path: "analytics/\($0)").path }
    let files = try RuleFiles(paths: paths, functions: [corpus.appending(path: "functions").path])
    let generation = try Generation(RuleSet(files))
    let accepted = generation.rules.enumerated().compactMap { index, rule in
      rule.compiled.swift.map {
        AcceptedCase(index: index, typeName: rule.compiled.typeName, swift: $0, watchlists: rule.compiled.watchlists)
      }
    }
    folder = try BuildFolder(toolchain: .locate())
    program = try CaseProgram(accepted, compiler: generation.compiler, in: folder)
    positions = Dictionary(uniqueKeysWithValues: program.cases.enumerated().map { (rules[$1.index], $0) })
  }

  /// What is wrong with the rows that a reading's rule returns for its events.
  func differences(_ name: String, _ reading: IndependentReading) throws -> [String] {
    guard let position = positions[reading.rule] else { return ["the rule does not compile"] }
    let scratch = "\(folder.path)/\(name)"
    try TextFile.makeFolder(scratch)
    let output = scratch + "/result.ndjson"
    var arguments = ["--from", "\(position)", "--to", "\(position + 1)", "--now", reading.now, "--output", output]
    func add(_ option: String, _ key: String, _ lines: [String], _ file: String) throws {
      try TextFile.write(lines.map { $0 + "\n" }.joined(), to: "\(scratch)/\(file)")
      arguments += [option, key + "\(scratch)/\(file)"]
    }
    try add("--events", "", reading.events, "events.ndjson")
    for (number, item) in reading.external.enumerated() {
      try add("--external", item.key + "=", item.value, "external\(number).csv")
    }
    for (number, item) in reading.watchlists.enumerated() {
      try add("--watchlist", item.key + "=", item.value, "watchlist\(number).csv")
    }
    let process = try Subprocess.run(program.binary, arguments)
    let line = FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard process.succeeded, !line.isEmpty else { return ["the program failed: \(process.output)"] }
    switch Evaluation.outcome(.success(line)) {
    case .success(let json): return try reading.differences(from: json)
    case .failure(let refusal): return [refusal.message]
    }
  }
}
