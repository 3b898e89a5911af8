// bin(), floor(), bin_at(), around(): rounding down to a multiple. Null if an argument is null or the size is not
// positive. https://learn.microsoft.com/kusto/query/bin-function

public func binLong(_ value: Int64?, _ size: Int64?) -> Int64? { binLongAt(value, size, 0) }
public func binReal(_ value: Double?, _ size: Double?) -> Double? { binRealAt(value, size, 0) }
public func binDecimal(_ value: Decimal?, _ size: Decimal?) -> Decimal? {
  guard let size, size.mantissa > 0 else { return nil }
  return subtractDecimals(value, moduloDecimals(value, size))
}
public func binDateTime(_ value: DateTime?, _ size: TimeSpan?) -> DateTime? {
  binLong(value?.ticks, size?.ticks).flatMap(DateTime.init(inRange:))
}
public func binTimeSpan(_ value: TimeSpan?, _ size: TimeSpan?) -> TimeSpan? {
  binLong(value?.ticks, size?.ticks).map(TimeSpan.init(ticks:))
}

/// The greatest value not above `value` that is a whole number of sizes away from `point`.
public func binLongAt(_ value: Int64?, _ size: Int64?, _ point: Int64?) -> Int64? {
  guard let value, let size, let point, size > 0 else { return nil }
  let (distance, overflow) = value.subtractingReportingOverflow(point)
  guard !overflow else { return nil }
  return value.subtractingReportingOverflow(distance.flooredDivision(by: size).remainder).partialValue
}
public func binRealAt(_ value: Double?, _ size: Double?, _ point: Double?) -> Double? {
  guard let value, let size, let point, size > 0 else { return nil }
  return point + ((value - point) / size).rounded(.down) * size
}
public func binDecimalAt(_ value: Decimal?, _ size: Decimal?, _ point: Decimal?) -> Decimal? {
  addDecimals(binDecimal(subtractDecimals(value, point), size), point)
}
public func binDateTimeAt(_ value: DateTime?, _ size: TimeSpan?, _ point: DateTime?) -> DateTime? {
  binLongAt(value?.ticks, size?.ticks, point?.ticks).flatMap(DateTime.init(inRange:))
}
public func binTimeSpanAt(_ value: TimeSpan?, _ size: TimeSpan?, _ point: TimeSpan?) -> TimeSpan? {
  binLongAt(value?.ticks, size?.ticks, point?.ticks).map(TimeSpan.init(ticks:))
}

/// Whether `value` is at most `delta` away from `center`.
public func aroundLong(_ value: Int64?, _ center: Int64?, _ delta: Int64?) -> Bool? {
  guard let value, let center, let delta else { return nil }
  let distance = value >= center ? UInt64(bitPattern: value &- center) : UInt64(bitPattern: center &- value)
  return delta >= 0 && distance <= UInt64(delta)
}
public func aroundReal(_ value: Double?, _ center: Double?, _ delta: Double?) -> Bool? {
  guard let value, let center, let delta else { return nil }
  return value >= center - delta && value <= center + delta
}
public func aroundDateTime(_ value: DateTime?, _ center: DateTime?, _ delta: TimeSpan?) -> Bool? {
  aroundLong(value?.ticks, center?.ticks, delta?.ticks)
}
public func aroundTimeSpan(_ value: TimeSpan?, _ center: TimeSpan?, _ delta: TimeSpan?) -> Bool? {
  aroundLong(value?.ticks, center?.ticks, delta?.ticks)
}
