// The operators on `datetime` and `timespan`. Null if an operand is null or the result is out of range.
// https://learn.microsoft.com/kusto/query/datetime-timespan-arithmetic

extension DateTime {
  /// The moment, if a `datetime` can hold it: years 1 to 9999.
  init?(inRange ticks: Int64) {
    guard ticks >= 0, ticks <= DateTime.greatest.ticks else { return nil }
    self.init(ticks: ticks)
  }
}

private func exact(_ result: (partialValue: Int64, overflow: Bool)) -> Int64? {
  result.overflow ? nil : result.partialValue
}

/// The nearest number of ticks.
func ticks(_ real: Double) -> Int64? { Int64(exactly: real.rounded(.toNearestOrAwayFromZero)) }

public func addTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return exact(a.ticks.addingReportingOverflow(b.ticks)).map(TimeSpan.init(ticks:))
}
public func subtractTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return exact(a.ticks.subtractingReportingOverflow(b.ticks)).map(TimeSpan.init(ticks:))
}
public func negateTimeSpan(_ a: TimeSpan?) -> TimeSpan? { a.map { TimeSpan(ticks: 0 &- $0.ticks) } }

/// `datetime + timespan`
public func addToDateTime(_ a: DateTime?, _ b: TimeSpan?) -> DateTime? {
  guard let a, let b else { return nil }
  return exact(a.ticks.addingReportingOverflow(b.ticks)).flatMap(DateTime.init(inRange:))
}
/// `timespan + datetime`
public func addDateTime(_ a: TimeSpan?, _ b: DateTime?) -> DateTime? { addToDateTime(b, a) }
/// `datetime - timespan`
public func subtractFromDateTime(_ a: DateTime?, _ b: TimeSpan?) -> DateTime? {
  guard let a, let b else { return nil }
  return exact(a.ticks.subtractingReportingOverflow(b.ticks)).flatMap(DateTime.init(inRange:))
}
/// `datetime - datetime`
public func subtractDateTimes(_ a: DateTime?, _ b: DateTime?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return TimeSpan(ticks: a.ticks &- b.ticks)
}

/// `timespan * real`, to the nearest tick.
public func multiplyTimeSpan(_ a: TimeSpan?, _ b: Double?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return ticks(Double(a.ticks) * b).map(TimeSpan.init(ticks:))
}
/// `timespan * long`
public func multiplyTimeSpanByLong(_ a: TimeSpan?, _ b: Int64?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return exact(a.ticks.multipliedReportingOverflow(by: b)).map(TimeSpan.init(ticks:))
}
/// `real * timespan`
public func multiplyRealByTimeSpan(_ a: Double?, _ b: TimeSpan?) -> TimeSpan? { multiplyTimeSpan(b, a) }
/// `long * timespan`
public func multiplyLongByTimeSpan(_ a: Int64?, _ b: TimeSpan?) -> TimeSpan? { multiplyTimeSpanByLong(b, a) }

/// `timespan / timespan`: how often the one fits into the other; an infinity or NaN if `b` is zero.
public func divideTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> Double? {
  guard let a, let b else { return nil }
  return Double(a.ticks) / Double(b.ticks)
}
/// `datetime / timespan`: how often the timespan fits into the time since the year 1.
public func divideDateTime(_ a: DateTime?, _ b: TimeSpan?) -> Double? {
  guard let a, let b else { return nil }
  return Double(a.ticks) / Double(b.ticks)
}
/// `datetime / datetime`: of the times since the year 1.
public func divideDateTimes(_ a: DateTime?, _ b: DateTime?) -> Double? {
  guard let a, let b else { return nil }
  return Double(a.ticks) / Double(b.ticks)
}
/// `datetime / real`: of the time since the year 1; null if `b` is zero.
public func divideDateTimeByReal(_ a: DateTime?, _ b: Double?) -> DateTime? {
  guard let a, let b else { return nil }
  return ticks(Double(a.ticks) / b).flatMap(DateTime.init(inRange:))
}
/// `datetime / long`: of the time since the year 1; null if `b` is zero.
public func divideDateTimeByLong(_ a: DateTime?, _ b: Int64?) -> DateTime? {
  divideLongs(a?.ticks, b).flatMap(DateTime.init(inRange:))
}
/// `timespan / real`, to the nearest tick; null if `b` is zero.
public func divideTimeSpan(_ a: TimeSpan?, _ b: Double?) -> TimeSpan? {
  guard let a, let b else { return nil }
  return ticks(Double(a.ticks) / b).map(TimeSpan.init(ticks:))
}
/// `timespan / long`, towards zero; null if `b` is zero.
public func divideTimeSpanByLong(_ a: TimeSpan?, _ b: Int64?) -> TimeSpan? {
  divideLongs(a?.ticks, b).map(TimeSpan.init(ticks:))
}

/// `timespan % timespan`, never negative; null if `b` is zero.
public func moduloTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> TimeSpan? {
  moduloLongs(a?.ticks, b?.ticks).map(TimeSpan.init(ticks:))
}
/// `datetime % timespan`: the time since the last multiple of the timespan; null if `b` is zero.
public func moduloDateTime(_ a: DateTime?, _ b: TimeSpan?) -> TimeSpan? {
  moduloLongs(a?.ticks, b?.ticks).map(TimeSpan.init(ticks:))
}
