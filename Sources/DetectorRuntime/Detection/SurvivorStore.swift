/// The events that one source of a rule has kept: the columns it still needs, and the time of each. Where the rule needs
/// a summary of them only, and the periods of its runs are known, they are kept until there is a batch of them, and
/// then as groups; where groups need no rows, they are no rows at any time.
///
/// Rows live in segments in the order of arrival; a segment goes as a whole once all of it is too old.
final class SurvivorStore {
  /// The time of an event that has none; it is in no window but the unlimited one. Parts of the input that are read at
  /// once have times of their own, in the order of the parts, up to `lastNoTime`.
  static let noTime = Int64.min
  static let lastNoTime = Int64.min + 1 << 40

  let width: Int
  @exclusivity(unchecked) private var segments: [SurvivorSegment] = [] {
    didSet { last = segments.last.map(Unmanaged.passUnretained) }
  }
  /// The last of the segments, so that keeping a row counts no references.
  @exclusivity(unchecked) private var last: Unmanaged<SurvivorSegment>?
  @exclusivity(unchecked) private var order = SurvivorOrder()
  /// Nil if the rule needs all rows.
  private let selection: GroupSelection?
  /// Nil if the rule reads rows.
  private let layout: SummaryLayout?
  /// Nil if rows are kept until the run.
  @exclusivity(unchecked) private var periods: SummaryPeriods?
  private let groups: SummaryGroups
  /// Takes events to groups without keeping rows; nil before the first one, and if rows are kept until there is a batch.
  @exclusivity(unchecked) private var intake: SummaryIntake? {
    didSet { openIntake = intake.map(Unmanaged.passUnretained) }
  }
  @exclusivity(unchecked) private var openIntake: Unmanaged<SummaryIntake>?
  /// Whether an intake is wanted.
  @exclusivity(unchecked) private var usesIntake: Bool
  /// Holds what the last evaluation points into.
  private var evaluated: Summary?
  /// Rows that have become groups before they were written to the state, if there is a state to write them to.
  @exclusivity(unchecked) private var log: (rows: ByteBuffer, latest: Int64)?
  @exclusivity(unchecked) private(set) var count = 0

  /// - Parameters:
  ///   - source: what is kept, and what becomes of it.
  ///   - division: how events are divided among summaries; nil if rows are kept until the run.
  ///   - groups: gathers rows for summaries; stores that are filled by the same thread share one.
  init(_ source: SourceDefinition, _ division: SummaryDivision?, _ groups: SummaryGroups) {
    width = source.keptColumns
    self.groups = groups
    selection = source.groupRequirement.map { GroupSelection($0) }
    layout = source.summary.map { SummaryLayout($0, width: source.keptColumns) }
    if let layout, let division { periods = SummaryPeriods(layout, division, groups) } else { periods = nil }
    usesIntake = periods != nil && source.summary?.columnsOfEvents != nil
  }

  /// A store of rows that no summary is made of.
  convenience init(rowsOf source: SourceDefinition) { self.init(source, nil, SummaryGroups()) }

  /// Keeps rows until the run if the runs are not those that the periods are made for. To be called before the first row.
  func expectRun(at time: Int64) {
    guard let division = periods?.division, !division.fits(time) else { return }
    periods = nil
    usesIntake = false
  }

  /// Keeps the first `width` cells of the event.
  func keep(_ event: EventRow, time: Int64) {
    if usesIntake {
      (openIntake ?? makeIntake())._withUnsafeGuaranteedRef { $0.take(event, time: time) }
      count += 1
      return
    }
    segmentWithRoom()._withUnsafeGuaranteedRef { segment in
      let row = segment.cells + segment.count * width
      for column in 0..<width {
        (row + column).initialize(to: copyCell(event.value(column), segment.arena))
      }
      finishRow(segment, time)
    }
  }

  @inline(never)
  private func makeIntake() -> Unmanaged<SummaryIntake> {
    guard let layout, let periods, let made = SummaryIntake(layout, periods) else {
      preconditionFailure("events go to groups where rows are needed")
    }
    intake = made
    return .passUnretained(made)
  }

  @inline(__always)
  private func segmentWithRoom() -> Unmanaged<SurvivorSegment> {
    if let last, last._withUnsafeGuaranteedRef({ !$0.isFull }) { return last }
    return addSegment()
  }

  @inline(never)
  private func addSegment() -> Unmanaged<SurvivorSegment> {
    let segment = SurvivorSegment(width: width)
    segments.append(segment)
    return .passUnretained(segment)
  }

  @inline(__always)
  private func finishRow(_ segment: SurvivorSegment, _ time: Int64) {
    (segment.times + segment.count).initialize(to: time)
    segment.count += 1
    segment.latest = max(segment.latest, time)
    count += 1
    if !order.isEmpty { order.removeAll() }
    if periods != nil, segment.isFull { fold() }
  }

  /// Takes the rows that have come to their groups.
  private func fold() {
    guard let periods else { return }
    intake?.finish()
    for segment in segments {
      if let log, let latest = segment.appendNew(to: log.rows, width: width) {
        self.log = (log.rows, max(log.latest, latest))
      }
      periods.add(Rows(segment.cells, width: width, count: segment.count), times: segment.times)
      segment.removeAll()
    }
    if segments.count > 1 { segments.removeLast(segments.count - 1) }
  }

  /// Gives back the memory of events that are no later than `time`, as far as whole segments or periods go.
  func drop(through time: Int64) {
    if let periods {
      fold()
      periods.drop(through: time)
      count = periods.rowCount
      return
    }
    guard segments.contains(where: { $0.latest <= time }) else { return }
    segments.removeAll { $0.latest <= time }
    count = segments.reduce(0) { $0 + $1.count }
    order.removeAll()
  }

  /// Takes the rows of another store of the same source, which is empty then.
  func absorb(_ other: SurvivorStore) {
    if let periods, let others = other.periods {
      fold()
      other.fold()
      periods.absorb(others)
    } else {
      // Only the last segment has room.
      segments.insert(contentsOf: other.segments, at: 0)
    }
    count += other.count
    other.removeAll()
    order.removeAll()
  }

  // MARK: State

  /// From now on rows can be written to the state.
  func beginState() {
    guard periods != nil else { return }
    log = (ByteBuffer(capacity: 1 << 12), .min)
    usesIntake = false
  }

  /// Appends the rows that have come since the last call; gives the latest of their times, nil if there are none.
  func appendNew(to buffer: ByteBuffer) -> Int64? {
    var latest: Int64?
    if let log, log.rows.count > 0 {
      buffer.append(log.rows.text())
      latest = log.latest
      log.rows.truncate()
      self.log = (log.rows, .min)
    }
    // Rows come at the end: nothing before a segment that has been saved as a whole is new.
    let first = segments.lastIndex { $0.saved == $0.count }.map { $0 + 1 } ?? 0
    for segment in segments[first...] {
      if let time = segment.appendNew(to: buffer, width: width) { latest = max(latest ?? .min, time) }
    }
    return latest
  }

  /// Takes rows that `appendNew` has written; false if the bytes are damaged.
  func restore(_ bytes: Str) -> Bool {
    var reader = StateReader(bytes)
    do throws(StateReader.Damaged) {
      while !reader.isAtEnd {
        let time = try reader.long()
        let segment = segmentWithRoom().takeUnretainedValue()
        let row = segment.cells + segment.count * width
        for column in 0..<width { (row + column).initialize(to: try reader.cell(segment.arena)) }
        segment.saved = segment.count + 1
        finishRow(segment, time)
      }
      return true
    } catch {
      return false
    }
  }

  /// The memory that the rows take, about: 16 bytes a cell, 8 a row, and the texts; or that of their groups.
  var reservedBytes: Int {
    segments.reduce(0) { $0 + $1.arena.reservedBytes } + segments.count * SurvivorSegment.capacity * (16 * width + 8)
      + (periods?.reservedBytes ?? 0)
  }

  /// Forgets everything.
  func removeAll() {
    segments.removeAll()
    intake?.removeAll()
    periods?.removeAll()
    if let log {
      log.rows.truncate()
      self.log = (log.rows, .min)
    }
    count = 0
    order.removeAll()
  }

  // MARK: Runs

  /// The time of the first row that is later than `time`. Of rows that have become groups: of the first in a period that
  /// ends later.
  func firstTime(after time: Int64) -> Int64? {
    if let periods {
      fold()
      return periods.firstTime(after: time)
    }
    if selection != nil, order.isEmpty { return leastTime(after: max(time, Self.lastNoTime)) }
    order.fill(segments, width: width, count: count)
    let index = order.upperBound(max(time, Self.lastNoTime))
    return index < order.places.count ? order.places[index].time : nil
  }

  /// What the rule's evaluation reads: the rows with `after` < time ≤ `through`, by time (all rows if `after` is nil), or
  /// the summary of them. It points into this store, until `endEvaluation`.
  func table(after: Int64?, through: Int64, _ cx: EvaluationContext) -> Table {
    if let periods {
      fold()
      let summary = periods.summary(after: after ?? .min, through: through)
      evaluated = summary
      return summary.result(cx)
    }
    let table = rows(after: after, through: through, cx)
    guard let layout else { return table }
    let summary = Summary(layout)
    evaluated = summary
    summary.add(table, groups)
    return summary.result(cx)
  }

  func endEvaluation() { evaluated = nil }

  /// The least time beyond `time`, of rows that are not sorted.
  private func leastTime(after time: Int64) -> Int64? {
    var least: Int64?
    for segment in segments where segment.latest > time {
      for row in 0..<segment.count where segment.times[row] > time { least = min(least ?? .max, segment.times[row]) }
    }
    return least
  }

  /// The groups that the rule's result depends on; nil if on all.
  private func selectGroups(after: Int64?, through: Int64, _ cx: EvaluationContext) -> Grouping? {
    guard let selection else { return nil }
    let groups = selection.makeGroups(cx)
    for segment in segments {
      for index in 0..<segment.count {
        if let after, segment.times[index] <= after || segment.times[index] > through { continue }
        let row = Row(segment.cells + index * width)
        guard selection.meets(row) else { continue }
        selection.put(row, into: groups)
        groups.group()
      }
    }
    return groups
  }

  private func rows(after: Int64?, through: Int64, _ cx: EvaluationContext) -> Table {
    let table = Table(width: width, cx)
    let groups = selectGroups(after: after, through: through, cx)
    if let groups, groups.count == 0 { return table }
    order.fill(segments, width: width, count: count)
    let from = after.map(order.upperBound) ?? 0
    let to = after == nil ? order.places.count : order.upperBound(through)
    guard from < to else { return table }
    if groups == nil { table.reserve(to - from) }
    for place in order.places[from..<to] {
      let row = Row(segments[Int(place.segment)].cells + Int(place.row) * width)
      if let groups, let selection {
        selection.put(row, into: groups)
        guard groups.find() != nil else { continue }
      }
      table.append(row)
    }
    return table
  }
}
