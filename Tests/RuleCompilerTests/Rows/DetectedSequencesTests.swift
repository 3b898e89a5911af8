import DetectorRuntime
import Testing

@Suite struct DetectedSequencesTests {
  private struct Event {
    var time: Int64
    var steps: [Bool]
    var place: Int64
  }

  /// Against all combinations of all events.
  @Test func findsWhatTryingAllCombinationsFinds() {
    let seed = Int.random(in: 1..<1 << 40)
    var random = TestRandom(seed)
    for round in 0..<300 {
      let cx = makeContext()
      let stepCount = 1 + random.below(3)
      let places = 1 + random.below(3)
      let events = (0..<random.below(14)).map { _ in
        Event(
          time: Int64(random.below(20)), steps: (0..<stepCount).map { _ in random.below(3) == 0 },
          place: Int64(random.below(places)))
      }
      let (maxStep, maxSpan) = (Int64(random.below(8)), Int64(random.below(12)))
      let table = makeTable(
        events.map { event in
          [Value(DateTime(ticks: event.time))] + event.steps.map { Value($0) } + [Value(event.place)]
        }, width: stepCount + 2, cx)
      let found = cells(
        detectedSequences(table, Int64(stepCount), TimeSpan(ticks: maxStep), TimeSpan(ticks: maxSpan), cx))

      var expected: Set<[Int64]> = []
      func extend(_ times: [Int64], _ place: Int64) {
        if times.count == stepCount { return _ = expected.insert([place] + times) }
        for event in events where event.place == place && event.steps[times.count] {
          if let last = times.last, !(0...maxStep).contains(event.time - last) || event.time - times[0] > maxSpan {
            continue
          }
          extend(times + [event.time], place)
        }
      }
      for place in Set(events.map(\.place)) { extend([], place) }
      let rows = found.map { row in row.prefix(stepCount + 1).map { Int64($0.filter(\.isNumber)) ?? -1 } }
      #expect(Set(rows) == expected && rows.count == expected.count, "seed \(seed), round \(round)")
      let times = rows.map { Array($0.dropFirst()) }
      #expect(
        zip(times, times.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }, "seed \(seed), round \(round)")
      #expect(
        zip(found, times).allSatisfy { $0.last == "timespan(\(($1.last ?? 0) - ($1.first ?? 0)))" },
        "seed \(seed), round \(round)")
    }
  }

  /// Many events in which few sequences hide do not take a look at all pairs.
  @Test func deadEndsCostNothing() {
    let cx = makeContext()
    // 60,000 events of the first two steps within reach of each other, and one of the third.
    let table = Table(width: 4, cx)
    for index in 0..<60_000 {
      for cell in [Value(DateTime(ticks: Int64(index))), Value(index % 2 == 0), Value(index % 2 == 1), Value(false)] {
        table.put(cell)
      }
      table.endRow()
    }
    for cell in [Value(DateTime(ticks: 60_002)), Value(false), Value(false), Value(true)] { table.put(cell) }
    table.endRow()
    let found = detectedSequences(table, 3, TimeSpan(ticks: 100_000), TimeSpan(ticks: 5), cx)
    #expect(cells(found) == [["datetime(59998)", "datetime(59999)", "datetime(60002)", "timespan(4)"]])
  }

  @Test func withoutWindowsNothing() {
    let cx = makeContext()
    let table = makeTable([[Value(DateTime(ticks: 1)), Value(true)]], width: 2, cx)
    #expect(detectedSequences(table, 1, nil, TimeSpan(ticks: 1), cx).count == 0)
    #expect(detectedSequences(table, 1, TimeSpan(ticks: 1), TimeSpan(ticks: -1), cx).count == 0)
    let alone = detectedSequences(table, 1, TimeSpan(ticks: 0), TimeSpan(ticks: 0), cx)
    #expect(cells(alone) == [["datetime(1)", "timespan(0)"]])
    let times = makeTable([[.null, Value(true)], [Value(DateTime(ticks: 1)), Value(nil as Bool?)]], width: 2, cx)
    #expect(detectedSequences(times, 1, TimeSpan(ticks: 1), TimeSpan(ticks: 1), cx).count == 0)
  }
}
