import Foundation
import Testing

@testable import DetectorRuntime

/// Events with wrong dates do not make others late; gaps in an input do not hold its clock up for good.
@Suite struct EventClockTests {
  private let minute = TimeSpan.ticksPerMinute
  private let day = TimeSpan.ticksPerDay
  /// 2026-03-01.
  private let start: Int64 = 639_079_200_000_000_000

  private func clock(latest: Int64 = .min) -> EventClock {
    let clock = EventClock()
    clock.isFollowed = true
    clock.tolerance = 10 * minute
    clock.input = InputClock(latest: latest)
    clock.input.expect(atWall: DateTime(ticks: start + 365 * day), tolerance: clock.tolerance)
    return clock
  }

  @Test func oneEventOfTheFutureMovesNothing() {
    let clock = clock()
    var told: [Int64] = []
    clock.onAhead = { told.append($0) }
    for second in 0..<600 {
      if second == 300 { _ = clock.note(start + 70 * 365 * day) }
      _ = clock.note(start + Int64(second) * minute / 60)
    }
    #expect(clock.time == start + 599 * minute / 60)
    #expect(clock.aheadCount == 1)
    #expect(told == [start + 70 * 365 * day])
    #expect(clock.latest == start + 70 * 365 * day)
  }

  @Test func aFirstEventOfTheFutureMovesNothing() {
    let clock = clock()
    _ = clock.note(start + 70 * 365 * day)
    #expect(clock.time == .min)
    _ = clock.note(start)
    #expect(clock.time == start)
    #expect(clock.aheadCount == 1)
  }

  @Test func aClockOfAStateMakesRunsDue() {
    let clock = clock(latest: start)
    clock.restore(earliest: start - day, latest: start, time: start)
    #expect(!clock.note(start))
    #expect(clock.note(start + minute))
  }

  @Test func toleranceIsExact() {
    for (ahead, expected) in [(10 * minute - 1, true), (10 * minute, true), (10 * minute + 1, false)] {
      let clock = clock(latest: start)
      clock.input.expect(atWall: DateTime(ticks: start), tolerance: clock.tolerance)
      _ = clock.note(start + ahead)
      #expect((clock.time == start + ahead) == expected)
    }
  }

  @Test func sixteenEventsBehindAGapAreBelieved() {
    let clock = clock()
    for second in 0..<10 { _ = clock.note(start + Int64(second)) }
    for second in 0..<15 { _ = clock.note(start + day + Int64(second)) }
    #expect(clock.time == start + 9)
    _ = clock.note(start + day + 15)
    #expect(clock.time == start + day + 15)
    #expect(clock.aheadCount == 0)
  }

  @Test func sparseEventsKeepTheClockNear() {
    let clock = clock()
    for hour in 0..<1000 { _ = clock.note(start + Int64(hour) * 60 * minute) }
    #expect(clock.time >= start + (1000 - 17) * 60 * minute)
    #expect(clock.aheadCount == 0)
  }

  @Test func oneInAHundredIsNeverBelieved() {
    let clock = clock()
    for number in 0..<10_000 {
      _ = clock.note(number % 100 == 7 ? start + Int64(number) * day : start + Int64(number) * minute / 60)
    }
    #expect(clock.time == start + 9999 * minute / 60)
    #expect(clock.aheadCount == 100)
  }

  @Test func timeThatPassesOnTheWallPassesInTheInput() {
    let clock = clock(latest: start)
    clock.input.expect(atWall: DateTime(ticks: start), after: day, tolerance: clock.tolerance)
    _ = clock.note(start + day)
    #expect(clock.time == start + day)
  }

  @Test func extremeTimesAndTolerancesDoNotRunOver() {
    let clock = clock()
    clock.tolerance = EventClock.mostTolerance
    clock.input.expect(atWall: DateTime(ticks: start), after: .max, tolerance: .max)
    _ = clock.note(3_155_378_975_999_999_999)
    _ = clock.note(0)
    #expect(clock.time == 3_155_378_975_999_999_999)
  }
}
