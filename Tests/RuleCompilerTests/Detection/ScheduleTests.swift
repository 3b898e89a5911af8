import Foundation
import Testing

@testable import DetectorRuntime

@Suite struct ScheduleTests {
  private let hour = TimeSpan.ticksPerHour

  private func time(_ text: StaticString) -> Int64 { parseDateTime(Str(text))!.ticks }

  @Test func runsAreMultiplesOfTheFrequency() {
    var rule = RuleMetadata()
    rule.queryFrequency = TimeSpan(ticks: hour)
    let schedule = Schedule(rule)
    let boundary = time("2026-03-01T05:00:00Z")
    #expect(schedule.firstRun(from: boundary - 1) == boundary)
    #expect(schedule.firstRun(from: boundary) == boundary)
    #expect(schedule.firstRun(from: boundary + 1) == boundary + hour)
    #expect(schedule.firstRun(from: time("1969-12-31T23:30:00Z")) == Schedule.epoch)
    rule.kind = .nrt
    #expect(Schedule(rule).frequency == TimeSpan.ticksPerMinute)
  }

  private func runs(_ seconds: [String], period: Int64, _ options: [String] = []) throws -> [String: Int] {
    let events = seconds.map { #"{"TimeGenerated":"2026-03-01T\#($0)Z","Type":"T"}"# }.joined(separator: "\n")
    let rule = copyingRule([.init("TimeGenerated", .dateTime)]) {
      $0.queryFrequency = TimeSpan(ticks: TimeSpan.ticksPerHour)
      $0.queryPeriod = TimeSpan(ticks: period)
    }
    let scan = try ScanFixture([rule], events, ["--emit", "rows"] + options)
    return Dictionary(grouping: scan.lines) { $0["time"] as? String ?? "none" }.mapValues(\.count)
  }

  @Test func theWindowIsOpenAtItsStartAndClosedAtItsEnd() throws {
    #expect(
      try runs(["05:00:00.0000000"], period: hour) == ["2026-03-01T05:00:00.0000000Z": 1])
    #expect(
      try runs(["05:00:00.0000001"], period: hour) == ["2026-03-01T06:00:00.0000000Z": 1])
    #expect(
      try runs(["04:59:59.9999999"], period: hour) == ["2026-03-01T05:00:00.0000000Z": 1])
  }

  @Test func overlappingWindowsSeeAnEventAgain() throws {
    #expect(
      try runs(["04:30:00", "07:30:00", "05:30:00"], period: 2 * hour) == [
        "2026-03-01T05:00:00.0000000Z": 1, "2026-03-01T06:00:00.0000000Z": 2,
        "2026-03-01T07:00:00.0000000Z": 1, "2026-03-01T08:00:00.0000000Z": 1,
      ])
  }

  @Test func evaluationWhileReadingIsTheSame() throws {
    let times = (0..<2000).map { index in
      let second = index * 40
      return String(format: "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
    }
    #expect(try runs(times, period: 3 * hour, ["--lateness", "5m"]) == runs(times, period: 3 * hour))
  }

  @Test func oneWrongDateDoesNotRunTheRuleForCenturies() throws {
    let events = """
      {"TimeGenerated":"1601-01-01T00:30:00Z","Type":"T"}
      {"TimeGenerated":"2026-03-01T00:30:00Z","Type":"T"}
      """
    let rule = copyingRule([.init("TimeGenerated", .dateTime)]) {
      $0.queryFrequency = TimeSpan(ticks: TimeSpan.ticksPerMinute * 5)
      $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerMinute * 5)
    }
    let scan = try ScanFixture([rule], events, ["--emit", "rows"])
    #expect(
      scan.lines.compactMap { $0["time"] as? String } == [
        "1601-01-01T00:30:00.0000000Z", "2026-03-01T00:30:00.0000000Z",
      ])
  }

  @Test func nowIsTheOnlyRun() throws {
    let rule = copyingRule([.init("TimeGenerated", .dateTime)]) {
      $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerHour)
    }
    let events =
      ["04:00:00", "04:00:01", "05:00:00", "05:00:01"].map {
        #"{"TimeGenerated":"2026-03-01T\#($0)Z","Type":"T"}"#
      }.joined(separator: "\n") + #"{"Type":"T"}"#
    let rows = try ScanFixture([rule], events, ["--emit", "rows", "--now", "2026-03-01T05:00:00Z"]).rows
    #expect(
      rows.compactMap { $0["TimeGenerated"] as? String } == [
        "2026-03-01T04:00:01.0000000Z", "2026-03-01T05:00:00.0000000Z",
      ])
  }
}
