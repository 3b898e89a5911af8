/// What the events' times say: how far the stream has come, and which events come too late.
///
/// An event is late for a rule if the clock was more than the rule's delay ahead of it when it came: the run that should
/// have seen it has been made. The clock is that of the input that is furthest behind.
final class EventClock {
  /// The first and the last `TimeGenerated` so far, of all events.
  private(set) var earliest = Int64.max
  private(set) var latest = Int64.min
  /// Whether an event was earlier than all before it since this was last set to false.
  var hasEarlier = false
  /// Whether runs are made while records are read.
  var isFollowed = false
  /// The last time of the input that is being read, and the least of the last times of all others.
  var latestOfInput = Int64.min
  var latestOfOthers = Int64.max
  /// How far all inputs have come. It never goes back.
  private(set) var time = Int64.min
  /// When the next run is due.
  var due = Int64.max

  /// Takes the time of an event; true if that makes a run due.
  @inline(__always)
  func note(_ event: Int64) -> Bool {
    if event < earliest { noteEarlier(event) }
    if event > latest { latest = event }
    guard isFollowed, event > latestOfInput else { return false }
    latestOfInput = event
    let now = min(event, latestOfOthers)
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
    let now = min(latestOfInput, latest)
    guard now > time else { return false }
    time = now
    return now > due
  }

  /// Takes the times of events that another clock has seen, which is not followed.
  func absorb(_ other: EventClock) {
    if other.earliest < earliest { noteEarlier(other.earliest) }
    latest = max(latest, other.latest)
  }

  func restore(earliest: Int64, latest: Int64, time: Int64) {
    (self.earliest, self.latest, self.time) = (earliest, latest, time)
  }
}
