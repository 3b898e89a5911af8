/// What the events' times say: how far the stream has come, and which events come too late.
///
/// An event is late for a rule if the clock was more than the rule's delay ahead of it when it came: the run that should
/// have seen it has been made. The clock is that of the input that is furthest behind.
///
/// An event that is far ahead of its input may have a wrong date: it moves the clock only once others confirm it. That
/// makes runs later, never different.
final class EventClock {
  /// The first and the last `TimeGenerated` so far, of all events.
  @exclusivity(unchecked) private(set) var earliest = Int64.max
  @exclusivity(unchecked) private(set) var latest = Int64.min
  /// Whether an event was earlier than all before it since this was last set to false.
  @exclusivity(unchecked) var hasEarlier = false
  /// Whether runs are made while records are read.
  @exclusivity(unchecked) var isFollowed = false
  /// The input that is being read, and the least of the last times of all others.
  @exclusivity(unchecked) var input = InputClock()
  /// How far an event may be ahead of its input and move the clock at once.
  @exclusivity(unchecked) var tolerance = EventClock.mostTolerance
  /// More would run over, added to a time.
  static let mostTolerance: Int64 = 4_000_000_000_000_000_000
  /// Events that were ahead and that others have contradicted.
  private(set) var aheadCount = 0
  /// Called with the time of such an event.
  var onAhead: (Int64) -> Void = { _ in }
  @exclusivity(unchecked) var latestOfOthers = Int64.max
  /// How far all inputs have come. It never goes back.
  @exclusivity(unchecked) private(set) var time = Int64.min
  /// When the next run is due.
  @exclusivity(unchecked) var due = Int64.max

  /// Takes the time of an event; true if that makes a run due.
  @inline(__always)
  func note(_ event: Int64) -> Bool {
    if event < earliest { noteEarlier(event) }
    if event > latest { latest = event }
    guard isFollowed else { return false }
    if event > input.believable || input.hasDoubts { return weigh(event) }
    guard event > input.latest else { return false }
    input.believe(event, tolerance)
    return follow()
  }

  /// Takes the time of an event when it, or one before it, is far ahead.
  private func weigh(_ event: Int64) -> Bool {
    if let wrong = input.weigh(event, tolerance: tolerance) {
      aheadCount += 1
      onAhead(wrong)
    }
    return follow()
  }

  /// Goes on to where all inputs have come; true if that makes a run due.
  private func follow() -> Bool {
    let now = min(input.latest, latestOfOthers)
    guard now > time else { return false }
    time = now
    return now > due
  }

  private func noteEarlier(_ event: Int64) {
    earliest = event
    hasEarlier = true
    // The first run may have to be earlier: find out when anything is due.
    if isFollowed { due = .min }
  }

  /// The clock of the wall says so.
  func set(_ now: Int64) { time = max(time, now) }

  /// Takes what other inputs have come to; true if that makes a run due.
  func setOthers(_ latest: Int64) -> Bool {
    latestOfOthers = latest
    return follow()
  }

  /// Takes the times of events that another clock has seen, which is not followed.
  func absorb(_ other: EventClock) {
    if other.earliest < earliest { noteEarlier(other.earliest) }
    latest = max(latest, other.latest)
  }

  func restore(earliest: Int64, latest: Int64, time: Int64) {
    (self.earliest, self.latest, self.time) = (earliest, latest, time)
    // When the next run is due was not kept: find out with the next step.
    due = .min
  }
}

/// How far one input has come, by the times of its events.
package struct InputClock {
  /// So many events that are far ahead, more of them than of others, are believed.
  private static let witnesses = 16

  /// The last time that is believed.
  package var latest: Int64
  /// An event that is later than this needs others to be believed.
  var believable = Int64.max
  /// Events that are not believed yet, by time.
  private var doubted: [Int64] = []

  package init(latest: Int64 = .min) { self.latest = latest }

  var hasDoubts: Bool { !doubted.isEmpty }

  /// Says what the next events may bring: as much time may have passed in the input as has on the wall.
  /// - Parameter elapsed: ticks since the input has last brought something.
  package mutating func expect(atWall now: DateTime, after elapsed: Int64 = 0, tolerance: Int64) {
    let elapsed = min(max(elapsed, 0), 1_000_000_000_000_000_000)
    believable = (latest == .min ? now.ticks : latest + elapsed) + min(tolerance, EventClock.mostTolerance)
  }

  /// Takes the time of an event; gives one that is contradicted.
  fileprivate mutating func weigh(_ event: Int64, tolerance: Int64) -> Int64? {
    var wrong: Int64?
    if event > believable {
      let place = doubted.firstIndex { $0 > event } ?? doubted.count
      doubted.insert(event, at: place)
      if doubted.count >= Self.witnesses { believe(doubted.removeFirst(), tolerance) }
    } else {
      wrong = doubted.removeLast()
      if event > latest { believe(event, tolerance) }
    }
    while let next = doubted.first, next <= believable { believe(max(doubted.removeFirst(), latest), tolerance) }
    return wrong
  }

  @inline(__always)
  fileprivate mutating func believe(_ event: Int64, _ tolerance: Int64) {
    // The wall's time says something about the first event only.
    believable = latest == .min ? event + tolerance : max(believable, event + tolerance)
    latest = event
  }
}
