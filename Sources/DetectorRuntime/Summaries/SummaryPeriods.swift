/// How the events of a source are divided among summaries.
enum SummaryDivision: Equatable {
  /// All are of the one period of the one run there is.
  case one
  /// By periods of a length, counted from a time; each ends with its last tick. The periods of all runs are made of them.
  case periods(length: Int64, origin: Int64)

  /// More periods than this in that of a run are not worth their memory.
  private static let most: Int64 = 512

  /// The division for a rule; nil if rows have to be kept.
  init?(_ rule: RuleMetadata, _ schedule: Schedule, _ settings: EngineSettings) {
    let period = rule.queryPeriod.ticks
    guard settings.usesSummaries, period > 0 else { return nil }
    guard settings.now == nil else {
      self = .one
      return
    }
    var (length, other) = (schedule.frequency, period)
    while other != 0 { (length, other) = (other, length % other) }
    guard period / length <= Self.most else { return nil }
    self = .periods(length: length, origin: schedule.start ?? Schedule.epoch)
  }
}

extension SummaryDivision {
  /// Whether a run at that time sees whole periods only.
  func fits(_ run: Int64) -> Bool {
    switch self {
    case .one: true
    case .periods(let length, let origin): (run - origin) % length == 0
    }
  }
}

/// Summaries of the events of a source, one for each of the periods that the periods of runs are made of.
final class SummaryPeriods {
  private let layout: SummaryLayout
  let division: SummaryDivision
  private let groups: SummaryGroups
  /// By number.
  @exclusivity(unchecked) private var summaries: [(number: Int64, summary: Summary)] = []

  /// - Parameter groups: gathers rows; stores that are filled by the same thread share one.
  init(_ layout: SummaryLayout, _ division: SummaryDivision, _ groups: SummaryGroups) {
    self.layout = layout
    self.division = division
    self.groups = groups
  }

  var rowCount: Int { summaries.reduce(0) { $0 + $1.summary.rowCount } }
  var reservedBytes: Int { summaries.reduce(0) { $0 + $1.summary.reservedBytes } }

  func removeAll() { summaries.removeAll() }

  private func number(_ time: Int64) -> Int64 {
    switch division {
    case .one: 0
    case .periods(let length, let origin): (time - 1 - origin).flooredDivision(by: length).0 + 1
    }
  }

  private func end(_ number: Int64) -> Int64 {
    switch division {
    case .one: .max
    case .periods(let length, let origin): origin + number * length
    }
  }

  private func summary(_ number: Int64) -> Summary {
    var index = summaries.count
    while index > 0, summaries[index - 1].number > number { index -= 1 }
    if index > 0, summaries[index - 1].number == number { return summaries[index - 1].summary }
    let summary = Summary(layout)
    summaries.insert((number, summary), at: index)
    return summary
  }

  /// The summary that events of that time go to, and the times of its period: beyond the first, up to the second; nil if
  /// they are in no period.
  func period(of time: Int64) -> (summary: Summary, after: Int64, through: Int64)? {
    guard time > SurvivorStore.lastNoTime else { return nil }
    let number = number(time)
    switch division {
    case .one: return (summary(number), SurvivorStore.lastNoTime, .max)
    case .periods(let length, _):
      let end = end(number)
      return (summary(number), max(end - length, SurvivorStore.lastNoTime), end)
    }
  }

  /// Adds rows. Those without a time are in no period.
  func add(_ rows: Rows, times: UnsafePointer<Int64>) {
    var start = 0
    while start < rows.count {
      if times[start] <= SurvivorStore.lastNoTime {
        start += 1
        continue
      }
      let number = number(times[start])
      var end = start
      var earliest = Int64.max
      while end < rows.count, times[end] > SurvivorStore.lastNoTime, self.number(times[end]) == number {
        earliest = min(earliest, times[end])
        end += 1
      }
      let summary = summary(number)
      groups.add(
        Rows(rows.cells + start * rows.width, width: rows.width, count: end - start), times: times + start, to: summary)
      summary.note(rows: end - start, earliest: earliest)
      start = end
    }
  }

  /// Forgets periods that end no later than `time`.
  func drop(through time: Int64) { summaries.removeAll { end($0.number) <= time } }

  /// The time of the first row of the periods that end later than `time`.
  func firstTime(after time: Int64) -> Int64? {
    summaries.first { end($0.number) > time && $0.summary.rowCount > 0 }?.summary.earliest
  }

  /// Takes all that another object of the same source has, which is not to be used any more.
  func absorb(_ other: SummaryPeriods) {
    for (number, summary) in other.summaries {
      if let index = summaries.firstIndex(where: { $0.number >= number }) {
        if summaries[index].number == number {
          summaries[index].summary.merge(summary)
        } else {
          summaries.insert((number, summary), at: index)
        }
      } else {
        summaries.append((number, summary))
      }
    }
    other.summaries.removeAll()
  }

  /// The summary of the rows with `after` < time ≤ `through`, which are those of whole periods.
  func summary(after: Int64, through: Int64) -> Summary {
    let found = summaries.filter { end($0.number) > after && ($0.number <= number(through)) }
    if found.count == 1 { return found[0].summary }
    let all = Summary(layout, borrowsRows: true)
    for (_, summary) in found { all.merge(summary) }
    return all
  }
}

extension Summary {
  /// Adds the rows of a table, whose order is that of the rows.
  func add(_ table: Table, _ groups: SummaryGroups) {
    let times = UnsafeMutablePointer<Int64>.allocate(capacity: max(table.count, 1))
    defer { times.deallocate() }
    for index in 0..<table.count { (times + index).initialize(to: Int64(index)) }
    groups.add(Rows(table.cells, width: table.width, count: table.count), times: times, to: self)
  }
}
