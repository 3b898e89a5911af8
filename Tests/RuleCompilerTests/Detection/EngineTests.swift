import Foundation
import Testing

@testable import DetectorRuntime

/// Runs by schedule: what is left out, what is repeated, what order does not matter.
@Suite struct EngineTests {
  private let columns: [ColumnDefinition] = [.init("TimeGenerated", .dateTime), .init("N", .long)]
  private let hour = TimeSpan.ticksPerHour
  private let minute = TimeSpan.ticksPerMinute

  private func event(_ seconds: Int, _ n: Int = 0) -> String {
    let time = String(
      format: "2026-03-%02dT%02d:%02d:%02dZ", 1 + seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
    return #"{"TimeGenerated":"\#(time)","Type":"T","N":\#(n)}"#
  }

  /// A rule that returns the number of events of its period, if that is more than nothing.
  private func counting(_ change: (inout RuleMetadata) -> Void) -> DetectorDefinition {
    let copy = copyingRule(columns, change)
    return DetectorDefinition(
      rule: copy.rule, sources: copy.sources, columns: "Count:long", isOpen: false
    ) { tables, cx in
      let result = Table(width: 1, cx)
      guard tables[0].count > 0 else { return result }
      result.put(Value(Int64(tables[0].count)))
      result.endRow()
      return result
    }
  }

  private func output(_ rules: [DetectorDefinition], _ events: [String], _ options: [String] = []) throws -> [String] {
    try ScanFixture(rules, events.joined(separator: "\n"), options).lines.map {
      String(
        decoding: try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]), as: UTF8.self)
    }
  }

  @Test(arguments: [
    RuleMetadata.TriggerOperator.greaterThan, .lessThan, .equal, .notEqual,
  ])
  func passingOverEmptyPeriodsChangesNothing(_ trigger: RuleMetadata.TriggerOperator) throws {
    let events = [event(1000), event(50_000, 1), event(50_001, 2), event(200_000)]
    for threshold in [0, 1] as [Int64] {
      let change: (inout RuleMetadata) -> Void = {
        $0.queryFrequency = TimeSpan(ticks: hour)
        $0.queryPeriod = TimeSpan(ticks: 2 * hour)
        $0.triggerOperator = trigger
        $0.triggerThreshold = threshold
      }
      let passing = try output([counting(change)], events)
      let notPassing = try output(
        [
          counting {
            change(&$0)
            $0.givesRowsWithoutEvents = true
          }
        ], events)
      #expect(passing == notPassing)
      if trigger == .lessThan, threshold == 1 { #expect(passing.count > 40) }
    }
  }

  @Test func aRuleOfConstantsRunsInEmptyPeriods() throws {
    let copy = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: hour)
      $0.givesRowsWithoutEvents = true
    }
    let noon = DetectorDefinition(
      rule: copy.rule, sources: copy.sources, columns: "Now:datetime", isOpen: false
    ) { _, cx in
      let result = Table(width: 1, cx)
      guard cx.now.ticks % TimeSpan.ticksPerDay == 12 * TimeSpan.ticksPerHour else { return result }
      result.put(Value(cx.now))
      result.endRow()
      return result
    }
    #expect(try output([noon], [event(0), event(3 * 86400)]).count == 3)
  }

  @Test func equalCountsOfOtherEventsAreAnotherAlert() throws {
    let change: (inout RuleMetadata) -> Void = {
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: hour)
    }
    let found = try ScanFixture(
      [counting(change)], [event(1000), event(5000)].joined(separator: "\n"), []
    ).lines.compactMap { $0["SystemAlertId"] as? String }
    #expect(found.count == 2)
    #expect(Set(found).count == 2)
  }

  @Test func withoutDedupeEachRunAlerts() throws {
    let rule = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: 3 * hour)
    }
    #expect(try output([rule], [event(1000), event(20_000)]).count == 2)
    let all = try ScanFixture([rule], [event(1000), event(20_000)].joined(separator: "\n"), ["--no-dedupe"]).lines
    // Three runs see the first; the second comes in the last one that is made.
    #expect(all.count == 4)
    #expect(Set(all.compactMap { $0["SystemAlertId"] as? String }).count == 4)
  }

  @Test func orderOfArrivalDoesNotMatter() throws {
    let rules = [
      copyingRule(columns) {
        $0.queryFrequency = TimeSpan(ticks: 5 * minute)
        $0.queryPeriod = TimeSpan(ticks: 20 * minute)
      },
      counting {
        $0.name = "Count"
        $0.kind = .nrt
        $0.queryFrequency = TimeSpan(ticks: minute)
        $0.queryPeriod = TimeSpan(ticks: minute)
      },
    ]
    var generator = SystemRandomNumberGenerator()
    let times = (0..<600).map { (seconds: $0 * 7 / 2, n: $0) }
    let sorted = times.map { event($0.seconds, $0.n) }
    let expected = try output(rules, sorted)
    #expect(expected.count > 40)
    #expect(try output(rules, sorted, ["--lateness", "0s"]) == expected)
    for _ in 0..<3 {
      let late = times.map { (key: $0.seconds + Int.random(in: 0...240, using: &generator), time: $0) }
        .sorted { $0.key < $1.key }.map { event($0.time.seconds, $0.time.n) }
      #expect(try output(rules, late) == expected)
      #expect(try output(rules, late, ["--lateness", "4m"]) == expected)
    }
  }

  @Test func startMovesAndBoundsTheRuns() throws {
    let rule = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: hour)
    }
    let times = try ScanFixture(
      [rule], [event(1000), event(10_000), event(14_000)].joined(separator: "\n"),
      ["--emit", "rows", "--start", "2026-03-01T02:10:00Z"]
    ).lines.compactMap { $0["time"] as? String }
    #expect(times == ["2026-03-01T03:10:00.0000000Z", "2026-03-01T04:10:00.0000000Z"])
  }

  @Test func suppressionEndsWithItsLength() throws {
    func runs(_ suppression: Int64) throws -> Int {
      try output(
        [
          copyingRule(columns) {
            $0.queryFrequency = TimeSpan(ticks: 5 * minute)
            $0.queryPeriod = TimeSpan(ticks: 5 * minute)
            $0.suppressionDuration = TimeSpan(ticks: suppression)
          }
        ], (0..<12).map { event($0 * 300 + 60, $0) }
      ).count
    }
    #expect(try runs(5 * minute - 1) == 12)
    #expect(try runs(5 * minute) == 12)
    #expect(try runs(5 * minute + 1) == 6)
    #expect(try runs(10 * minute) == 6)
  }

  @Test func aResultBeyondTheLimitDisablesTheRule() throws {
    for (rows, expected) in [(9, 1), (10, 1), (11, 0)] {
      let rule = copyingRule(columns) {
        $0.queryFrequency = TimeSpan(ticks: hour)
        $0.queryPeriod = TimeSpan(ticks: hour)
      }
      #expect(try output([rule], (0..<rows).map { event(60, $0) }, ["--max-rows", "10"]).count == expected)
    }
  }

  /// Rules of which one is beyond its budget: what the others give must not depend on it.
  private func others(_ greedy: DetectorDefinition, _ options: [String]) throws -> [String] {
    let modest = counting {
      $0.name = "Modest"
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: hour)
    }
    let events = (0..<20).map { event(60 + $0 * 900, $0) }
    let both = try output([greedy, modest], events, options)
    #expect(both.count { $0.contains(#""Modest""#) } == 5)
    return both.filter { !$0.contains(#""Modest""#) }
  }

  @Test func aResultOfTooManyMegabytesDisablesItsRule() throws {
    for (bytes, expected) in [(1 << 20 - 1, 5), (1 << 20, 5), (1 << 20 + 1, 0)] {
      let text = String(repeating: "x", count: bytes - 8)
      let copy = copyingRule(columns) {
        $0.queryFrequency = TimeSpan(ticks: hour)
        $0.queryPeriod = TimeSpan(ticks: hour)
      }
      let greedy = DetectorDefinition(
        rule: copy.rule, sources: copy.sources, columns: "Now:datetime, Text:string",
        isOpen: false
      ) { tables, cx in
        let result = Table(width: 2, cx)
        guard tables[0].count > 0 else { return result }
        result.put(Value(cx.now))
        result.put(Value(cx.arena.copy(text)))
        result.endRow()
        return result
      }
      #expect(try others(greedy, ["--max-result", "1"]).count == expected, "\(bytes)")
      #expect(try others(greedy, []).count == 5)
    }
  }

  @Test func anEvaluationThatTakesTooLongDisablesItsRule() throws {
    let copy = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: hour)
      $0.queryPeriod = TimeSpan(ticks: hour)
    }
    let slow = DetectorDefinition(
      rule: copy.rule, sources: copy.sources, columns: copy.columns, isOpen: false
    ) { tables, _ in
      usleep(60_000)
      return tables[0]
    }
    // Its first alert is there: that is when it was found out.
    #expect(try others(slow, ["--max-time", "50ms"]).count == 1)
    #expect(try others(slow, ["--max-time", "1h"]).count == 5)
  }
}
