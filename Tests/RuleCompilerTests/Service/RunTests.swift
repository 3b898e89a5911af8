import Foundation
import Testing

@testable import DetectorRuntime
@testable import DetectorService

/// `detector run` over the same events as `detector scan`.
@Suite struct RunTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
  private let minute = TimeSpan.ticksPerMinute

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  private func write(_ lines: [String], _ name: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path(name)))
  }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func event(_ second: Int) -> String {
    let time = String(format: "2026-03-01T%02d:%02d:%02dZ", second / 3600, second / 60 % 60, second % 60)
    return
      #"{"TimeGenerated":"\#(time)","Type":"T","Host":"h\#(second % 7)","N":\#(second),"D":{"a":[\#(second),null]}}"#
  }

  private var rules: [DetectorDefinition] {
    let columns: [ColumnDefinition] = [
      .init("TimeGenerated", .dateTime), .init("Host", .string), .init("N", .decimal), .init("D", .dynamic),
    ]
    return [
      copyingRule(columns) {
        $0.queryFrequency = TimeSpan(ticks: 10 * minute)
        $0.queryPeriod = TimeSpan(ticks: 30 * minute)
        $0.suppressionDuration = TimeSpan(ticks: 20 * minute)
        $0.incidents.isGrouped = true
        $0.incidents.matching = .anyAlert
      },
      copyingRule(columns) {
        $0.name = "Each"
        $0.kind = .nrt
        $0.queryPeriod = TimeSpan(ticks: minute)
        $0.eventGrouping = .alertPerResult
      },
    ]
  }

  private func run(_ words: [String]) -> Int32 {
    DetectorApplication.run(rules, ["run", "--clock", "event", "--quiet"] + words)
  }

  private func scan(_ lines: [String]) throws -> String {
    try write(lines, "all")
    let code = DetectorApplication.run(
      rules, ["scan", path("all"), "--quiet", "--incidents", "--output", path("expected")])
    #expect(code == 0)
    return try text("expected")
  }

  @Test func givesTheAlertsOfAScan() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = (0..<700).map { event($0 * 11) } + ["{\"broken\":", "[]"]
    let expected = try scan(lines)
    #expect(expected.split(separator: "\n").count > 300)
    #expect(run([path("all"), "--no-follow", "--incidents", "--output", path("one")]) == 0)
    #expect(try text("one") == expected)

    // Late events, cut into files that are all there at once.
    var late = lines.dropLast(2).enumerated().map { (key: $0.offset + ($0.offset * 7919) % 20, line: $0.element) }
    late.sort { $0.key < $1.key }
    try FileManager.default.createDirectory(atPath: path("parts"), withIntermediateDirectories: true)
    for part in 0..<5 {
      try write(late[(part * 140)..<(part * 140 + 140)].map(\.line), "parts/\(9 - part)")
    }
    #expect(run([path("parts"), "--no-follow", "--incidents", "--output", path("two")]) == 0)
    #expect(try text("two") == expected)
  }

  @Test(arguments: [499_999, 500_000, 500_001]) func aResultHasHalfAMillionRowsAtMost(rows: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = copyingRule([.init("TimeGenerated", .dateTime)]) { $0.eventGrouping = .singleAlert }
    let large = DetectorDefinition(rule: copy.rule, sources: copy.sources, columns: "N:long", isOpen: false) { _, cx in
      let result = Table(width: 1, cx)
      for row in 0..<rows {
        result.put(Value(Int64(row)))
        result.endRow()
      }
      return result
    }
    try write([event(0)], "all")
    let words = ["run", path("all"), "--clock", "event", "--quiet", "--no-follow", "--output", path("alerts")]
    #expect(DetectorApplication.run([large], words) == 0)
    let alerts = try text("alerts").split(separator: "\n")
    #expect(alerts.count == (rows <= 500_000 ? 1 : 0))
    #expect(alerts.allSatisfy { $0.contains("\"RowCount\":\(rows),") })
  }

  @Test func aRuleBeyondTheMemoryLimitIsDisabledAndOthersGoOn() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = String(repeating: "x", count: 2000)
    let lines = (0..<3000).map { event($0).replacingOccurrences(of: #""h"#, with: #""\#(text)"#) }
    try write(lines, "all")
    let columns: [ColumnDefinition] = [.init("TimeGenerated", .dateTime), .init("N", .long), .init("Host", .string)]
    func copying(_ name: StaticString, _ columns: [ColumnDefinition]) -> DetectorDefinition {
      copyingRule(columns) {
        $0.id = name
        $0.name = name
        $0.queryFrequency = TimeSpan(ticks: 10 * minute)
        $0.queryPeriod = TimeSpan(ticks: 60 * minute)
      }
    }
    func output(_ rules: [DetectorDefinition], _ options: [String]) throws -> String {
      let words = ["run", "--clock", "event", "--quiet", path("all"), "--no-follow", "--output", path("out")]
      try? FileManager.default.removeItem(atPath: path("out"))
      #expect(DetectorApplication.run(rules, words + options) == 0)
      return try self.text("out")
    }
    let modest = copying("Modest", Array(columns.prefix(2)))
    let greedy = copying("Greedy", columns)
    let alone = try output([modest], [])
    #expect(alone.split(separator: "\n").count == 6)
    // Its alerts of before are there.
    let limited = try output([greedy, modest], ["--memory-limit", "2"]).split(separator: "\n")
    #expect(limited.filter { $0.contains("Modest") } == alone.split(separator: "\n"))
    #expect(limited.count < 10)
    // It keeps nothing any more: the limit holds for hours.
    let engine = DetectorEngine([greedy], ReferenceLists([]), EngineSettings(), OutputStream(descriptor: 1))
    var said: [String] = []
    engine.onTrouble = { said.append($0) }
    var place = RecordPlace()
    for _ in 0..<3 {
      let bytes = Array(lines.joined(separator: "\n").utf8)
      #expect(bytes.withUnsafeBufferPointer { engine.read($0, of: "here", &place, isLast: true) } == nil)
      engine.keepWithin(bytes: 1 << 20)
    }
    #expect(said.count == 1 && said[0].hasPrefix("the rule 'Greedy' is disabled: its events take"))
    #expect(engine.figures[0].survivors == 0)
    #expect(try output([greedy, modest], ["--memory-limit", "200"]).split(separator: "\n").count == 12)
  }
}
