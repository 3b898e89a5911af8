import DetectorRuntime
import Testing

@Suite struct RowFunctionsTests {
  @Test func numbersAndSums() {
    var number = RowNumber(start: 7)
    #expect([number.next(), number.next(), number.next(restart: true), number.next(restart: nil)] == [7, 8, 7, 8])
    var sum = RowCumsumLong()
    #expect([sum.next(2), sum.next(nil), sum.next(3), sum.next(4, restart: true)] == [2, 2, 5, 4])
    var real = RowCumsumReal()
    #expect([real.next(0.5), real.next(1), real.next(nil, restart: true)] == [0.5, 1.5, 0])
  }

  @Test func ranks() {
    let terms: [(Value, Bool)] = [
      (long(2), false), (long(3), false), (long(3), false), (long(9), false), (long(9), true), (.null, false), (.null, false),
    ]
    var dense = RowRank(dense: true)
    #expect(terms.map { dense.next($0.0, restart: $0.1) } == [1, 2, 2, 3, 1, 2, 2])
    var least = RowRank(dense: false)
    #expect(terms.map { least.next($0.0, restart: $0.1) } == [1, 2, 2, 4, 1, 2, 2])
  }

  @Test func sessions() {
    var session = RowWindowSession()
    let hour = TimeSpan(ticks: 60), gap = TimeSpan(ticks: 5)
    func start(_ minute: Int64?, _ restart: Bool = false) -> Int64? {
      session.next(minute.map { DateTime(ticks: $0) }, maxFromFirst: hour, maxBetween: gap, restart: restart)?.ticks
    }
    #expect([start(0), start(4), start(9), start(11), start(12, true), start(nil), start(13)] == [0, 0, 9, 9, 12, nil, 13])
  }
}
