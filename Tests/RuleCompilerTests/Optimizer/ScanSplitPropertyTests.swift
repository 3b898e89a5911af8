import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Random queries give the same rows with `ScanSplit` and without it. `PROPERTY_SEED=N` takes other queries and events.
@Suite struct ScanSplitPropertyTests {
  private static let queries = 16

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func scanAndTailGiveWhatTheWholeGives() throws {
    let seed = SeededGenerator.seed
    print("ScanSplitPropertyTests: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    let folder = NSTemporaryDirectory() + "rulec-split-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let schema =
      "Probe_CL: {TimeGenerated: datetime, s: string, u: string, n: long, m: int, r: real, b: bool, d: dynamic}\n"
    try Data(schema.utf8).write(to: URL(fileURLWithPath: folder + "/probe.yaml"))
    let events = (0..<200).map { _ in Self.event(&random) }.joined(separator: "\n") + "\n"
    try Data(events.utf8).write(to: URL(fileURLWithPath: folder + "/events.ndjson"))
    let cases = (0..<Self.queries).map { EvaluationCase(id: "\($0)", query: Self.query(&random)) }

    func rows(splitsScans: Bool) throws -> [String] {
      let options = CompilerOptions(tablePaths: [folder + "/probe.yaml"], splitsScans: splitsScans)
      let evaluation = Evaluation(
        compiler: Compiler(options: options), eventPaths: [folder + "/events.ndjson"], now: "2026-03-02T00:00:00Z",
        timeLimit: 20)
      return try evaluation.outcomes(of: cases).map { outcome in
        switch outcome {
        case .result(let json): return try Self.sorted(json)
        case .results:
          Issue.record("seed \(seed): several tables")
          return ""
        case .error(let message):
          Issue.record("seed \(seed): \(message)")
          return ""
        }
      }
    }
    let split = try rows(splitsScans: true)
    let whole = try rows(splitsScans: false)
    for (index, item) in cases.enumerated() {
      #expect(split[index] == whole[index], "seed \(seed): \(item.query)")
    }
    #expect(Set(whole).count > Self.queries / 2, "the queries differ in their results")
  }

  /// The result with its rows in the order of their text: that of events of the same time is not defined.
  private static func sorted(_ json: String) throws -> String {
    var result = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let rows = try #require(result["rows"] as? [Any])
    result["rows"] = try rows.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys), as: UTF8.self)
    }.sorted()
    return String(decoding: try JSONSerialization.data(withJSONObject: result, options: .sortedKeys), as: UTF8.self)
  }

  private static func event(_ random: inout SeededGenerator) -> String {
    var members = [
      "\"Type\":\"Probe_CL\"", "\"TimeGenerated\":\"2026-03-01T\(Int.random(in: 10...23, using: &random)):15:00Z\"",
    ]
    func add(_ name: String, _ values: [String]) {
      // A fifth of the cells is missing.
      if Int.random(in: 0..<5, using: &random) > 0 {
        members.append("\"\(name)\":\(values.randomElement(using: &random)!)")
      }
    }
    add("s", ["\"alpha\"", "\"Beta gamma\"", "\"x=1;y\"", "\"\"", "\"a,b,c\""])
    add("u", ["\"alpha\"", "\"7\"", "\"delta beta\""])
    add("n", ["0", "1", "-5", "7", "100"])
    add("m", ["0", "2", "7"])
    add("r", ["0.5", "-1.25", "7"])
    add("b", ["true", "false"])
    add("d", ["{\"k\":1,\"t\":\"beta\"}", "[1,2,\"alpha\"]", "\"alpha\"", "null"])
    return "{\(members.joined(separator: ","))}"
  }

  private static func query(_ random: inout SeededGenerator) -> String {
    var query = "Probe_CL"
    for _ in 0..<Int.random(in: 1...4, using: &random) { query += " | " + step(&random) }
    let last = [
      "project s, u, n, m, r, b, d, x, y", "summarize count(), sum(n), array_sort_asc(make_set(s)), min(y) by u, x",
      "summarize max(TimeGenerated), dcount(s) by b", "where x != 'alpha' | project x, y, n", "count",
    ]
    // Steps may replace these columns, each with the same type.
    return query.replacing("Probe_CL", with: "Probe_CL | extend x = tolower(s), y = n + m", maxReplacements: 1)
      + " | " + last.randomElement(using: &random)!
  }

  private static func step(_ random: inout SeededGenerator) -> String {
    let conditions = [
      "n > 0", "s has 'beta'", "u == 'alpha'", "isnotempty(s)", "not(b)", "b", "TimeGenerated > ago(6h)",
      "y between (0 .. 50)",
      "x in ('alpha', 'x=1;y')", "tostring(d.t) == 'beta'", "r < 1 or n == m", "isnull(n)", "s != u", "d[0] == 1",
      "now() - TimeGenerated < 5h", "s matches regex '^[a-b]'", "n in ((Probe_CL | where b | project n))",
      "iff(b, n, y) > 1",
    ]
    let computations = [
      "extend x = strcat(s, '-', u)", "extend y = n * 2 - m", "extend y = tolong(now() - TimeGenerated) % 100",
      "extend x = tostring(split(s, ',')[0]), y = strlen(u)", "parse s with x '=' * ",
      "extend x = u, y = coalesce(n, 3)",
      "mv-expand d", "extend n = y, y = n",
    ]
    guard Int.random(in: 0..<3, using: &random) > 0 else { return computations.randomElement(using: &random)! }
    let terms = (0..<Int.random(in: 1...3, using: &random)).map { _ in conditions.randomElement(using: &random)! }
    return "where (" + terms.joined(separator: Bool.random(using: &random) ? ") and (" : ") or (") + ")"
  }
}
