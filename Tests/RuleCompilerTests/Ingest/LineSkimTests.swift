import Foundation
import Testing

@testable import DetectorRuntime

/// Passing over lines that no rule can use changes nothing about the rows of those that it can.
struct LineSkimTests {
  private static let literals = [
    #"c:\temp\evil"#, #"say "hello""#, "a/bcd", "sekurlsa::logonpasswords", "risk", "u0041xy",
  ]

  /// The numbers of the events that the rules return.
  private func rows(_ rules: [DetectorDefinition], _ events: String, _ options: [String]) throws -> [Int] {
    let scan = try ScanFixture(rules, events, ["--emit", "rows"] + options)
    #expect(scan.exitCode == 0)
    return scan.rows.map { $0["N"] as? Int ?? -1 }
  }

  @Test func givesTheSameRows() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let pieces = Self.literals + ["\\", "\"", "/", "n", "\n", "😀", "ſ", "é", " ", "TEMP", "C:", "0041", "<b>", "\t"]
    func text() -> String {
      (0..<Int.random(in: 0...5, using: &rng)).map { _ in
        let piece = pieces.randomElement(using: &rng) ?? ""
        return Bool.random(using: &rng) ? piece : piece.uppercased()
      }.joined()
    }
    func value() -> String {
      switch Int.random(in: 0..<8, using: &rng) {
      case 0: ["17", "true", "null", "1e3", "-0.5"].randomElement(using: &rng) ?? ""
      case 1: "{\"k\":\(spelled()),\"l\":[\(spelled()),1]}"
      default: spelled()
      }
    }
    func spelled() -> String { WrittenLiteralTests.spelled(text(), &rng) }
    var events = ""
    for number in 0..<4000 {
      var members = ["\"A\":\(value())", "\"B\":\(value())", "\"N\":\(number)", "\"Type\":\"T\""]
      members.insert(
        "\"TimeGenerated\":\"2026-03-01T00:00:\(10 + number % 50)Z\"", at: Int.random(in: 0...4, using: &rng))
      members.append("\"Filler\":\"\(String(repeating: "-", count: Int.random(in: 0..<90, using: &rng)))\"")
      let record = "{\(members.joined(separator: ","))}"
      switch Int.random(in: 0..<20, using: &rng) {
      case 0: events += record.replacingOccurrences(of: ",\"", with: "\n,\"") + "\n"
      case 1: events += record + record + "\n"
      case 2: events += "[\(record),\n\(record)]\n"
      case 3: events += "{\"records\":[\n\(record)\n,\(record)]}\n"
      case 4: events += record + " \r\n\n"
      case 5: events += "not JSON\n" + record + "\n"
      case 6: events += String(record.prefix(record.count / 2)) + "\n" + record + "\n"
      default: events += record + "\n"
      }
    }
    let all = Self.literals.flatMap { literal in
      // Inside JSON a literal has neither quotes nor backslashes.
      let plain = literal.contains { $0 == "\"" || $0 == "\\" }
      return plain
        ? [WrittenLiteralTests.rule(1, literal, column: 0)]
        : [0, 1].map { WrittenLiteralTests.rule($0, literal, column: $0) }
    }
    for rules in [all, Array(all[4...5]), Array(all[0...1])] {
      let options = ["--now", "2026-03-01T01:00:00Z"]
      let plain = try rows(rules, events, options)
      #expect(plain.count > 100, "seed \(seed)")
      #expect(try rows(rules, events, options + ["--skim"]) == plain, "seed \(seed)")
      #expect(try rows(rules, events, options + ["--skim", "--threads", "3"]) == plain, "seed \(seed)")
      let scheduled = try rows(rules, events, [])
      #expect(try rows(rules, events, ["--skim"]) == scheduled, "seed \(seed)")
    }
  }

  /// A rule that keeps the events with one of two codes, and, as another source has it, a text.
  private func rule(codes: [Int64]) -> DetectorDefinition {
    let columns: ColumnList = "A:string, Code:int, N:long"
    var rule = RuleMetadata()
    rule.id = "codes"
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: columns, keptColumns: 3,
          requirements: [.number(1, isIn: codes), .text(0, isIn: RequirementLines("common"))],
          matches: { row, cx in
            codes.contains(row.value(1).exactInteger ?? 0)
              && lowerCased(textOf(row.value(0), cx), cx).description == "common"
          })
      ], columns: columns, isOpen: false, evaluate: { tables, _ in tables[0] })
  }

  @Test func givesTheSameRowsForNumbers() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let values = [
      "7", "-8", "70", "8", "\"7\"", "\" -8\"", "7.0", "7e0", "0.7e1", "null", "true", "[7]", "{\"Code\":7}",
      "77777777777777777777",
      "4294967303", "\"\"", "9",
    ]
    let keys = [
      "\"Code\"", "\"Code\"", "\"Code\"", "\"Code\"", "\"C\\u006fde\"", "\"code\"", "\"Code2\"", "\"Code\" ",
      "\"\\\"Code\\\"\"",
    ]
    func member() -> String {
      "\(keys.randomElement(using: &rng) ?? ""):\(["", " ", "\t"].randomElement(using: &rng) ?? "")"
        + (values.randomElement(using: &rng) ?? "") + (["", " "].randomElement(using: &rng) ?? "")
    }
    var events = ""
    for number in 0..<4000 {
      var members = (0..<Int.random(in: 0...2, using: &rng)).map { _ in member() }
      members += ["\"A\":\"\(Bool.random(using: &rng) ? "common" : "Common")\"", "\"N\":\(number)", "\"Type\":\"T\""]
      members.insert(
        "\"TimeGenerated\":\"2026-03-01T00:00:\(10 + number % 50)Z\"", at: Int.random(in: 0...3, using: &rng))
      members.shuffle(using: &rng)
      events += "{\(members.joined(separator: ","))}\n"
    }
    let options = ["--now", "2026-03-01T01:00:00Z"]
    let rules = [rule(codes: [7, -8])]
    let plain = try rows(rules, events, options)
    #expect(plain.count > 100, "seed \(seed)")
    #expect(try rows(rules, events, options + ["--skim"]) == plain, "seed \(seed)")
    let both = rules + [WrittenLiteralTests.rule(1, "common", column: 0)]
    #expect(try rows(both, events, options + ["--skim"]) == rows(both, events, options), "seed \(seed)")
  }

  /// Numbers are looked for rather than texts that whole columns are.
  @Test func passesOverOtherNumbers() throws {
    let line = #"{"TimeGenerated":"2026-03-01T00:00:00Z","Type":"T","A":"common","Code":%}"#
    let text = ["7", "17", "77", "8", "7.0", "-8"].map { line.replacing("%", with: $0) + "\n" }.joined()
    var settings = EngineSettings()
    settings.skims = true
    let engine = DetectorEngine([rule(codes: [7, -8])], ReferenceLists([]), settings, OutputStream(descriptor: -1))
    var place = RecordPlace()
    var text8 = text
    _ = text8.withUTF8 { engine.read($0, of: "text", &place, isLast: true) }
    #expect(engine.recordCount == 6)
    #expect(engine.dispatcher.passedOver == 3)
  }

  @Test func countsWhatItPassesOver() throws {
    let line = #"{"TimeGenerated":"2026-03-01T00:00:00Z","Type":"T","A":"%"}"#
    let lines = ["nothing", "risk", "nothing", "Risky", "\\u0052isk"].map { line.replacing("%", with: $0) }
    let text = ([#"{"Type":"T","A":"without a time"}"#] + lines + ["{\"broken\":}\n"]).joined(separator: "\n")
    var settings = EngineSettings()
    settings.skims = true
    let engine = DetectorEngine(
      [WrittenLiteralTests.rule(1, "risk", column: 0)], ReferenceLists([]), settings, OutputStream(descriptor: -1))
    var place = RecordPlace()
    var text8 = text
    let trouble = text8.withUTF8 { engine.read($0, of: "text", &place, isLast: true) }
    #expect(trouble == nil)
    #expect(engine.recordCount == 7)
    #expect(engine.dispatcher.passedOver == 2)
    #expect(engine.dispatcher.readings[0].count == 4)
    #expect(engine.ledger.total == 1)
  }

  @Test func theClockHearsOfWhatIsPassedOver() throws {
    let times = ["05:00:00", "01:00:00", "09:00:00"]
    let text = times.map { #"{"A":"\#($0)","TimeGenerated":"2026-03-01T\#($0)Z","Type":"T"}"# + "\n" }.joined()
    var settings = EngineSettings()
    settings.skims = true
    let engine = DetectorEngine(
      [WrittenLiteralTests.rule(1, "risk", column: 0)], ReferenceLists([]), settings, OutputStream(descriptor: -1))
    var place = RecordPlace()
    var text8 = text
    _ = text8.withUTF8 { engine.read($0, of: "text", &place, isLast: true) }
    #expect(engine.dispatcher.passedOver == 3)
    let hour = TimeSpan.ticksPerHour
    #expect(engine.dispatcher.clock.latest - engine.dispatcher.clock.earliest == 8 * hour)
  }

  @Test func isRefusedWhereARuleLooksForNothing() {
    let looking = WrittenLiteralTests.rule(1, "risk", column: 0)
    func code(_ rules: [DetectorDefinition], _ options: [String] = []) -> Int32 {
      DetectorCommandLine.run(rules, watchlists: [], ["scan", "/dev/null", "--quiet", "--skim"] + options)
    }
    #expect(code([looking]) == 0)
    #expect(code([looking, copyingRule([.init("A", .string)])]) == 64)
    #expect(code([WrittenLiteralTests.rule(1, #"a\b"#, column: 0)]) == 64)
    #expect(code([looking], ["--strict"]) == 64)
    #expect(code([looking], ["--incidents"]) == 64)
    #expect(code([looking], ["--no-dispatch"]) == 64)
  }
}
