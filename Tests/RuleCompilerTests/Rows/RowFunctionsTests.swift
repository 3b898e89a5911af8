import DetectorRuntime
import Testing

@Suite struct RowFunctionsTests {
  @Test func numbersAndSums() {
    var number = RowNumber(start: 7)
    let found1 = [number.next(), number.next(), number.next(restart: true), number.next(restart: nil)]
    #expect(found1 == [7, 8, 7, 8])
    var sum = RowCumsumLong()
    let found2 = [sum.next(2), sum.next(nil), sum.next(3), sum.next(4, restart: true)]
    #expect(found2 == [2, 2, 5, 4])
    var real = RowCumsumReal()
    let found3 = [real.next(0.5), real.next(1), real.next(nil, restart: true)]
    #expect(found3 == [0.5, 1.5, 0])
  }

  @Test func ranks() {
    let terms: [(Value, Bool)] = [
      (long(2), false), (long(3), false), (long(3), false), (long(9), false), (long(9), true), (.null, false),
      (.null, false),
    ]
    var dense = RowRank(dense: true)
    let found4 = terms.map { dense.next($0.0, restart: $0.1) }
    #expect(found4 == [1, 2, 2, 3, 1, 2, 2])
    var least = RowRank(dense: false)
    let found5 = terms.map { least.next($0.0, restart: $0.1) }
    #expect(found5 == [1, 2, 2, 4, 1, 2, 2])
  }

  @Test func sessions() {
    var session = RowWindowSession()
    let hour = TimeSpan(ticks: 60), gap = TimeSpan(ticks: 5)
    func start(_ minute: Int64?, _ restart: Bool = false) -> Int64? {
      session.next(minute.map { DateTime(ticks: $0) }, maxFromFirst: hour, maxBetween: gap, restart: restart)?.ticks
    }
    let found6 = [start(0), start(4), start(9), start(11), start(12, true), start(nil), start(13)]
    #expect(found6 == [0, 0, 9, 9, 12, nil, 13])
  }
}
