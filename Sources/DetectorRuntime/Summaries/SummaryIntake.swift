/// Takes events straight to the groups of their period, without a row in between, where a group needs nothing of an event
/// but its first cells as keys and some numbers.
final class SummaryIntake {
  private let periods: SummaryPeriods
  private let batch = SummaryGroups()
  private let keys: UnsafeMutableBufferPointer<ColumnType>
  private let arguments: UnsafeMutableBufferPointer<Int32>
  /// The events that are of the period of the batch: `after` < time ≤ `through`; none if no period is chosen.
  @exclusivity(unchecked) private var after = Int64.max
  @exclusivity(unchecked) private var through = Int64.min
  @exclusivity(unchecked) private var summary: Summary? {
    didSet { openSummary = summary.map(Unmanaged.passUnretained) }
  }
  @exclusivity(unchecked) private var openSummary: Unmanaged<Summary>?
  @exclusivity(unchecked) private var earliest = Int64.max

  /// Nil if a group needs more of an event.
  init?(_ layout: SummaryLayout, _ periods: SummaryPeriods) {
    guard let columns = layout.definition.columnsOfEvents else { return nil }
    self.periods = periods
    keys = .allocate(capacity: layout.definition.keys.count)
    _ = keys.initialize(from: layout.definition.keys)
    arguments = .allocate(capacity: columns.count)
    _ = arguments.initialize(from: columns.sorted().map(Int32.init))
    batch.beginEvents(width: layout.width)
  }

  deinit {
    keys.deallocate()
    arguments.deallocate()
  }

  @inline(__always)
  func take(_ event: EventRow, time: Int64) {
    guard time > after && time <= through || begin(time) else { return }
    if time < earliest { earliest = time }
    let hasRoom = openSummary.unsafelyUnwrapped._withUnsafeGuaranteedRef {
      batch.put(
        event, time: time, keys: UnsafeBufferPointer(keys), arguments: UnsafeBufferPointer(arguments), $0.groups.finder)
    }
    if !hasRoom { fold() }
  }

  /// Takes events to the period of `time` from now on; false if it is in none.
  @inline(never)
  private func begin(_ time: Int64) -> Bool {
    finish()
    guard let (summary, after, through) = periods.period(of: time) else { return false }
    (self.summary, self.after, self.through) = (summary, after, through)
    return true
  }

  @inline(never)
  private func fold() {
    guard let summary, batch.count > 0 else { return }
    let count = batch.count
    batch.foldEvents(into: summary)
    summary.note(rows: count, earliest: earliest)
    earliest = .max
  }

  /// Takes what has come to its groups; after that periods may be dropped or replaced.
  func finish() {
    fold()
    (summary, after, through) = (nil, .max, .min)
  }

  /// Forgets what has come since the groups were last asked for.
  func removeAll() {
    batch.forgetEvents()
    earliest = .max
    (summary, after, through) = (nil, .max, .min)
  }
}
