import DetectorRuntime
import Testing

@Suite struct SeriesTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  private func ranged(_ from: Value, _ to: Value, _ step: Value) -> [String] {
    cells(rangeTable(from: from, to: to, step: step, cx)).map { $0[0] }
  }

  @Test func ranges() {
    #expect(ranged(long(1), long(8), long(3)) == ["1", "4", "7"])
    #expect(ranged(long(8), long(1), long(3)) == [])
    #expect(ranged(long(1), long(10), long(-1)) == [])
    #expect(ranged(long(5), long(2), Value(-1.0)) == ["5.0", "4.0", "3.0", "2.0"])
    #expect(ranged(long(1), long(2), long(0)) == [])
    #expect(ranged(long(Int64.max - 1), long(Int64.max), long(2)) == ["\(Int64.max - 1)"])
    #expect(
      ranged(Value(DateTime(ticks: 10)), Value(DateTime(ticks: 20)), Value(TimeSpan(ticks: 5)))
        == ["datetime(10)", "datetime(15)", "datetime(20)"])
    #expect(ranged(.null, long(2), long(1)) == [])
  }

  @Test func axisEndsBeforeTo() {
    let axis = SeriesAxis(.long, from: long(3), to: long(9), step: long(2))
    #expect((0...10).map { axis.bucket(long($0)) } == [nil, nil, nil, 0, 0, 1, 1, 2, 2, nil, nil])
    let series = SeriesCollector(axis, defaults: [long(0)], cx)
    series.add(0, bucket: 1)
    series.put(long(7))
    #expect(show(series.points(0)) == "[3,5,7]")
    #expect(show(series.series(0, aggregate: 0)) == "[0,7,0]")
    #expect(show(series.series(1, aggregate: 0)) == "[0,0,0]")
  }

  @Test func axisWithoutBoundsFollowsTheRows() {
    let axis = SeriesAxis(.real, from: .null, to: .null, step: Value(0.5))
    #expect(axis.bucket(Value(-0.2)) == -1)
    let series = SeriesCollector(axis, defaults: [.null, long(0)], cx)
    for (bucket, value) in [(4, 1), (2, 2)] as [(Int64, Int64)] {
      series.add(0, bucket: bucket)
      series.put(long(value))
      series.put(long(value * 10))
    }
    #expect(show(series.points(0)) == "[1.0,1.5,2.0]")
    #expect(show(series.series(0, aggregate: 0)) == "[2,null,1]")
    #expect(show(series.series(0, aggregate: 1)) == "[20,0,10]")
  }
}
