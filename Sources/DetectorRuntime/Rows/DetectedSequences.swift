/// The sequences of events in which each step follows the one before in time: the plugin `sequence_detect`.
///
/// See `sequence-detect-plugin.md`. Its example, a heat with two fires after it and two heats before one fire, shows that
/// each combination of times is a sequence, and each combination once. A step may be at the time of the step before it;
/// times exactly `maxStep` or `maxSpan` apart are near enough.
///
/// Each time is kept once a step and group, and only those that some sequence goes through; the rest of the work and the
/// memory is that of the sequences found.
///
/// - Parameters:
///   - table: a time, then for each step whether the row is an event of it, then the columns whose values all events of
///     a sequence share. Rows without a time are no events.
///   - steps: the number of steps.
///   - maxStep: the longest time from a step to the next.
///   - maxSpan: the longest time from the first step to the last.
/// - Returns: the shared values, the time of each step, and the time from the first to the last; sorted by the times.
public func detectedSequences(
  _ table: Table, _ steps: Int64, _ maxStep: TimeSpan?, _ maxSpan: TimeSpan?, _ cx: EvaluationContext
) -> Table {
  let steps = Int(steps)
  let dimensions = table.width - 1 - steps
  let result = Table(width: dimensions + steps + 1, cx)
  guard let maxStep, let maxSpan else { return result }
  let groups = Grouping(keys: dimensions, cx)
  // The times of each group's steps, a step after the other.
  var times: [[Int64]] = []
  for index in 0..<table.count {
    let row = table[row: index]
    guard let time = row.dateTime(0), (1...steps).contains(where: { row.bool($0) == true }) else { continue }
    for column in 0..<dimensions { groups.put(row.value(1 + steps + column)) }
    let first = groups.group() * steps
    if first == times.count { times.append(contentsOf: repeatElement([], count: steps)) }
    for step in 0..<steps where row.bool(1 + step) == true { times[first + step].append(time.ticks) }
  }
  for group in 0..<groups.count {
    let search = SequenceSearch(
      times[(group * steps)..<((group + 1) * steps)], maxStep: maxStep.ticks, maxSpan: maxSpan.ticks)
    search.forEach { sequence in
      for column in 0..<dimensions { result.put(groups.key(group, column)) }
      for time in sequence { result.put(DateTime(ticks: time)) }
      result.put(TimeSpan(ticks: sequence[steps - 1] - sequence[0]))
      result.endRow()
    }
  }
  return sortTable(
    result, (0..<steps).map { SortKey(column: dimensions + $0, ascending: true, nullsFirst: false) })
}

/// The sequences of one group.
private struct SequenceSearch {
  /// A time of a step, and the earliest end of a sequence that goes on from it.
  private struct Event {
    let time: Int64
    let end: Int64
  }

  /// The events of each step from which a sequence can go on to its end, in order. Their ends are in order, too: of two
  /// paths that cross, the earlier one can take the other's end.
  private var events: [[Event]] = []
  private let maxStep: Int64
  private let maxSpan: Int64

  init(_ times: ArraySlice<[Int64]>, maxStep: Int64, maxSpan: Int64) {
    self.maxStep = maxStep
    self.maxSpan = maxSpan
    for times in times.reversed() {
      let sorted = times.sorted()
      let later = events.last
      var next = 0
      var kept: [Event] = []
      for (index, time) in sorted.enumerated() where index == 0 || time != sorted[index - 1] {
        guard let later else {
          kept.append(Event(time: time, end: time))
          continue
        }
        while next < later.count, later[next].time < time { next += 1 }
        guard next < later.count else { break }
        if later[next].time - time <= maxStep, later[next].end - time <= maxSpan {
          kept.append(Event(time: time, end: later[next].end))
        }
      }
      events.append(kept)
    }
    events.reverse()
  }

  /// Calls `body` with the times of each sequence, in order.
  func forEach(_ body: ([Int64]) -> Void) {
    guard maxStep >= 0, maxSpan >= 0 else { return }
    var sequence: [Int64] = []
    extend(&sequence, body)
  }

  private func extend(_ sequence: inout [Int64], _ body: ([Int64]) -> Void) {
    let step = sequence.count
    guard step < events.count else { return body(sequence) }
    let start = sequence.last.map { firstIndex(in: events[step], notBefore: $0) } ?? 0
    for event in events[step][start...] {
      if let last = sequence.last, event.time - last > maxStep || event.end - sequence[0] > maxSpan { return }
      sequence.append(event.time)
      extend(&sequence, body)
      sequence.removeLast()
    }
  }

  private func firstIndex(in events: [Event], notBefore time: Int64) -> Int {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
