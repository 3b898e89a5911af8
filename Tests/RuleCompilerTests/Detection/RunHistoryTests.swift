import Foundation
import Testing

@testable import DetectorRuntime

/// `detector scan --last N`: the runs that the schedule would have made.
@Suite struct RunHistoryTests {
  private let columns: [ColumnDefinition] = [.init("TimeGenerated", .dateTime), .init("N", .long)]
  private let minute = TimeSpan.ticksPerMinute

  /// Runs of a rule each 10 minutes over the same length, as `time rows` with marks for what came of them.
  private func runs(_ last: Int, _ change: (inout RuleMetadata) -> Void = { _ in }) throws -> [String] {
    let times = ["00:01", "00:02", "00:15", "00:41", "01:05"]
    let events = times.map { #"{"TimeGenerated":"2026-03-01T\#($0):00Z","Type":"T","N":1}"# }
    let rule = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: 10 * minute)
      $0.queryPeriod = TimeSpan(ticks: 10 * minute)
      change(&$0)
    }
    return try ScanFixture([rule], events.joined(separator: "\n"), ["--last", "\(last)"]).lines.map { line in
      let time = try #require(line["time"] as? String).dropFirst(11).prefix(5)
      let rows = (line["rows"] as? Int).map { "\($0)" } ?? "-"
      let marks = (line["triggered"] as? Bool == true ? "!" : "") + (line["suppressed"] as? Bool == true ? "s" : "")
      return "\(time) \(rows)\(marks)"
    }
  }

  private let all = ["00:10 2!", "00:20 1!", "00:30 0", "00:40 0", "00:50 1!", "01:00 0", "01:10 1!"]

  @Test func lastRunsOfTheSchedule() throws {
    for last in [1, 2, 6, 7, 8, 1000] { #expect(try runs(last) == all.suffix(last)) }
  }

  @Test func triggerAndSuppressionAreThoseOfTheRule() throws {
    #expect(
      try runs(9) { $0.triggerThreshold = 1 }
        == ["00:10 2!", "00:20 1", "00:30 0", "00:40 0", "00:50 1", "01:00 0", "01:10 1"])
    #expect(
      try runs(9) { $0.suppressionDuration = TimeSpan(ticks: 30 * minute) }
        == ["00:10 2!", "00:20 -s", "00:30 -s", "00:40 0", "00:50 1!", "01:00 -s", "01:10 -s"])
    // A rule that has to be evaluated where it sees nothing has the same runs.
    #expect(try runs(9) { $0.givesRowsWithoutEvents = true } == all)
  }

  @Test func neitherWithOneTimeNorWithRows() throws {
    for option in [["--now", "2026-03-01T00:00:00Z"], ["--emit", "rows"]] {
      let code = DetectorCommandLine.run([], ["scan", "/dev/null", "--last", "3", "--quiet"] + option)
      #expect(code == 64)
    }
  }
}
