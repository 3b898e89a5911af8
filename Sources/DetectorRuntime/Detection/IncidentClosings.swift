/// Which incidents have been closed, and when: an event of the table `SecurityIncident` says so by the incident's name
/// and the status `Closed`. An incident is closed for the runs from that event's time on, whenever the event was read.
final class IncidentClosings {
  /// No incident takes alerts for longer.
  private static let longestLookback = 7 * TimeSpan.ticksPerDay

  static let source = SourceDefinition(
    table: "SecurityIncident",
    columns: "TimeGenerated:datetime, IncidentName:string, Status:string",
    keptColumns: 2, matches: { row, _ in isSameWord(row.string(2), "Closed") })

  /// Where such events are kept as they are read.
  let store = SurvivorStore(rowsOf: source)
  private var times: [Guid: [Int64]] = [:]
  private let cx = EvaluationContext(now: DateTime(ticks: 0))

  /// Whether the incident has been closed after one time and no later than another.
  func isClosed(_ incident: Guid, after start: Int64, by now: Int64) -> Bool {
    take()
    return times[incident]?.contains { $0 > start && $0 <= now } ?? false
  }

  private func take() {
    guard store.count > 0 else { return }
    let rows = store.table(after: nil, through: .max, cx)
    for index in 0..<rows.count {
      let row = rows[row: index]
      guard let time = row.dateTime(0), let name = parseGuid(row.value(1).string) else { continue }
      times[name, default: []].append(time.ticks)
    }
    store.removeAll()
    cx.arena.reset()
  }

  // MARK: State

  func appendState(to buffer: ByteBuffer, at clock: Int64) {
    take()
    let oldest = max(clock, .min + Self.longestLookback) - Self.longestLookback
    times = times.compactMapValues {
      let kept = $0.filter { $0 >= oldest }
      return kept.isEmpty ? nil : kept
    }
    buffer.append(state: Int64(times.count))
    for (name, times) in times {
      buffer.append(state: StableHash(high: name.high, low: name.low))
      buffer.append(state: Int64(times.count))
      for time in times { buffer.append(state: time) }
    }
  }

  func restore(from reader: inout StateReader) throws(StateReader.Damaged) {
    for _ in 0..<(try reader.count()) {
      let name = try reader.hash()
      var known: [Int64] = []
      for _ in 0..<(try reader.count()) { known.append(try reader.long()) }
      times[Guid(high: name.high, low: name.low)] = known
    }
  }
}
