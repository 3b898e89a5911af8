import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Random queries that summarize give the same result, byte for byte, whether their groups are kept by the runtime's
/// summaries or made by generated loops. `PROPERTY_SEED=N` takes other queries and events.
@Suite struct SummaryPropertyTests {
  private static let queries = 24

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func summariesGiveWhatLoopsGive() throws {
    let seed = SeededGenerator.seed
    print("SummaryPropertyTests: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    let folder = NSTemporaryDirectory() + "rulec-summary-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let columns =
      "TimeGenerated: datetime, s: string, u: string, n: long, m: int, r: real, b: bool, g: guid, d: dynamic"
    let schema = "Probe_CL: {\(columns)}\n"
    try Data(schema.utf8).write(to: URL(fileURLWithPath: folder + "/probe.yaml"))
    // Times differ: the order of events of one time is each form's own.
    let events = (0..<300).map { Self.event($0, &random) }.shuffled(using: &random).joined(separator: "\n") + "\n"
    try Data(events.utf8).write(to: URL(fileURLWithPath: folder + "/events.ndjson"))
    let cases = (0..<Self.queries).map { EvaluationCase(id: "\($0)", query: Self.query(&random)) }

    func results(summarizesEarly: Bool) throws -> [String] {
      let options = CompilerOptions(tablePaths: [folder + "/probe.yaml"], summarizesEarly: summarizesEarly)
      let evaluation = Evaluation(
        compiler: Compiler(options: options), eventPaths: [folder + "/events.ndjson"], now: "2026-03-02T00:00:00Z",
        timeLimit: 20)
      return try evaluation.outcomes(of: cases).map { outcome in
        switch outcome {
        case .result(let json): return json
        case .results:
          Issue.record("seed \(seed): several tables")
          return ""
        case .error(let message):
          Issue.record("seed \(seed): \(message)")
          return ""
        }
      }
    }
    let early = try results(summarizesEarly: true)
    let late = try results(summarizesEarly: false)
    for (index, item) in cases.enumerated() {
      #expect(early[index] == late[index], "seed \(seed): \(item.query)")
    }
    #expect(Set(late).count > Self.queries / 2, "the queries differ in their results")
  }

  private static func event(_ number: Int, _ random: inout SeededGenerator) -> String {
    let time = String(format: "2026-03-01T%02d:%02d:%02dZ", number / 20, number % 20 * 3, number % 7)
    var members = ["\"Type\":\"Probe_CL\"", "\"TimeGenerated\":\"\(time)\""]
    func add(_ name: String, _ values: [String]) {
      // A fifth of the cells is missing.
      guard Int.random(in: 0..<5, using: &random) > 0 else { return }
      members.append("\"\(name)\":\(values.randomElement(using: &random)!)")
    }
    add("s", ["\"alpha\"", "\"Beta gamma\"", "\"a text of more than sixteen bytes\"", "\"\"", "\"ALPHA\""])
    add("u", ["\"alpha\"", "\"7\"", "\"delta beta\"", "\"x\""])
    add("n", ["0", "1", "-5", "7", "9223372036854775807", "-9223372036854775808"])
    add("m", ["0", "2", "7", "-1"])
    add("r", ["0.5", "-1.25", "7"])
    add("b", ["true", "false"])
    add("g", ["\"11111111-2222-3333-4444-555555555555\"", "\"11111111-2222-3333-4444-555555555556\""])
    add("d", ["{\"k\":1,\"t\":\"beta\"}", "[1,2,\"alpha\"]", "\"alpha\"", "null"])
    return "{\(members.joined(separator: ","))}"
  }

  private static func query(_ random: inout SeededGenerator) -> String {
    func some(_ choices: [String], _ count: ClosedRange<Int>) -> [String] {
      Array(choices.shuffled(using: &random).prefix(Int.random(in: count, using: &random)))
    }
    let aggregates = [
      "count()", "countif(n > 0)", "sum(m)", "sum(n)", "sumif(n, b)", "min(n)", "max(m)", "min(TimeGenerated)",
      "max(TimeGenerated)", "minif(m, b)", "max(b)", "min(TimeGenerated - datetime(2026-03-01))", "avg(n)", "avg(m)",
      "avg(TimeGenerated)", "avg(TimeGenerated - datetime(2026-03-01))", "dcount(s)", "dcount(m)", "dcountif(g, b)",
      "count_distinct(tolower(u))", "make_set(s)", "make_set(m, 2)", "make_set(tolower(s), 3)", "make_set_if(g, n > 0)",
      "take_any(s)", "take_any(r)", "take_any(d)", "take_any(g)", "take_anyif(n, b)", "arg_max(n, s, m)",
      "arg_min(r, u, d)", "arg_max(TimeGenerated, *)", "arg_max(s, tolower(u))",
      "sum(TimeGenerated - datetime(2026-03-01))",
    ]
    let keys = [
      "s", "u", "m", "n", "b", "g", "x", "bin(TimeGenerated, 6h)", "tolower(s)", "strlen(u)", "b and m > 0",
      "bin(n, 5)",
    ]
    let steps = [
      "where n > -5", "where s has 'alpha'", "extend x = strcat(s, u)", "parse s with x ' ' *",
      "where isnotempty(u)",
    ]
    let after = [
      "where N1 > 2", "order by N1 desc", "extend y = N1 * 2", "where N1 > 1 and N1 < 50",
    ]
    let names = some(aggregates, 1...5).enumerated().map { index, text in
      text.hasPrefix("arg_") ? text : "C\(index) = \(text)"
    }
    let groups = some(keys, 0...3).enumerated().map { "K\($0) = \($1)" }
    let by = groups.isEmpty ? "" : " by " + groups.joined(separator: ", ")
    let pipeline =
      ["Probe_CL", "extend x = u"] + some(steps, 0...2)
      + ["summarize N1 = count(), \(names.joined(separator: ", "))\(by)"] + some(after, 0...2)
      + some(["count", "take 3"], 0...1)
    return pipeline.joined(separator: " | ")
  }
}
