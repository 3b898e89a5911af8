// min_of(), max_of(): of the arguments that are not null; null if all are.
// https://learn.microsoft.com/kusto/query/max-of-function

/// The least of two values of type long.
public func leastOfLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let x = a, let y = b else { return a ?? b }
  return y < x ? y : x
}
/// The least of values of type long.
public func leastOfManyLongs(_ values: [Value]) -> Int64? {
  values.reduce(nil) { leastOfLongs($0, $1.long) }
}

/// The least of two values of type real.
public func leastOfReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let x = a, let y = b else { return a ?? b }
  return y < x ? y : x
}
/// The least of values of type real.
public func leastOfManyReals(_ values: [Value]) -> Double? {
  values.reduce(nil) { leastOfReals($0, Value.wideReal($1)) }
}

/// The least of two values of type datetime.
public func leastOfDateTimes(_ a: DateTime?, _ b: DateTime?) -> DateTime? {
  guard let x = a, let y = b else { return a ?? b }
  return y < x ? y : x
}
/// The least of values of type datetime.
public func leastOfManyDateTimes(_ values: [Value]) -> DateTime? {
  values.reduce(nil) { leastOfDateTimes($0, $1.dateTime) }
}

/// The least of two values of type timespan.
public func leastOfTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> TimeSpan? {
  guard let x = a, let y = b else { return a ?? b }
  return y < x ? y : x
}
/// The least of values of type timespan.
public func leastOfManyTimeSpans(_ values: [Value]) -> TimeSpan? {
  values.reduce(nil) { leastOfTimeSpans($0, $1.timeSpan) }
}

/// The least of decimals.
public func leastOfDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let x = a, let y = b else { return a ?? b }
  return compareDecimals(y, x) < 0 ? y : x
}
/// The least of many decimals.
public func leastOfManyDecimals(_ values: [Value]) -> Decimal? {
  values.reduce(nil) { leastOfDecimals($0, $1.exactDecimal) }
}

/// The least of strings by code points.
public func leastOfStrings(_ a: Str, _ b: Str) -> Str { orderOfBytes(b, a) < 0 ? b : a }
/// The least of many strings by code points.
public func leastOfManyStrings(_ values: [Value]) -> Str {
  values.dropFirst().reduce(values.first?.string ?? .empty) { leastOfStrings($0, $1.string) }
}

/// The least of dynamic values, in the order of `compareValues`.
public func leastOfManyDynamics(_ values: [Value]) -> Value {
  values.reduce(.null) { best, value in
    value.isNull || (!best.isNull && !(compareValues(value, best) < 0)) ? best : value
  }
}

/// The greatest of two values of type long.
public func greatestOfLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let x = a, let y = b else { return a ?? b }
  return y > x ? y : x
}
/// The greatest of values of type long.
public func greatestOfManyLongs(_ values: [Value]) -> Int64? {
  values.reduce(nil) { greatestOfLongs($0, $1.long) }
}

/// The greatest of two values of type real.
public func greatestOfReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let x = a, let y = b else { return a ?? b }
  return y > x ? y : x
}
/// The greatest of values of type real.
public func greatestOfManyReals(_ values: [Value]) -> Double? {
  values.reduce(nil) { greatestOfReals($0, Value.wideReal($1)) }
}

/// The greatest of two values of type datetime.
public func greatestOfDateTimes(_ a: DateTime?, _ b: DateTime?) -> DateTime? {
  guard let x = a, let y = b else { return a ?? b }
  return y > x ? y : x
}
/// The greatest of values of type datetime.
public func greatestOfManyDateTimes(_ values: [Value]) -> DateTime? {
  values.reduce(nil) { greatestOfDateTimes($0, $1.dateTime) }
}

/// The greatest of two values of type timespan.
public func greatestOfTimeSpans(_ a: TimeSpan?, _ b: TimeSpan?) -> TimeSpan? {
  guard let x = a, let y = b else { return a ?? b }
  return y > x ? y : x
}
/// The greatest of values of type timespan.
public func greatestOfManyTimeSpans(_ values: [Value]) -> TimeSpan? {
  values.reduce(nil) { greatestOfTimeSpans($0, $1.timeSpan) }
}

/// The greatest of decimals.
public func greatestOfDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let x = a, let y = b else { return a ?? b }
  return compareDecimals(y, x) > 0 ? y : x
}
/// The greatest of many decimals.
public func greatestOfManyDecimals(_ values: [Value]) -> Decimal? {
  values.reduce(nil) { greatestOfDecimals($0, $1.exactDecimal) }
}

/// The greatest of strings by code points.
public func greatestOfStrings(_ a: Str, _ b: Str) -> Str { orderOfBytes(b, a) > 0 ? b : a }
/// The greatest of many strings by code points.
public func greatestOfManyStrings(_ values: [Value]) -> Str {
  values.dropFirst().reduce(values.first?.string ?? .empty) { greatestOfStrings($0, $1.string) }
}

/// The greatest of dynamic values, in the order of `compareValues`.
public func greatestOfManyDynamics(_ values: [Value]) -> Value {
  values.reduce(.null) { best, value in
    value.isNull || (!best.isNull && !(compareValues(value, best) > 0)) ? best : value
  }
}

extension Value {
  /// The nearest real of a number; nil of anything else.
  static func wideReal(_ value: Value) -> Double? { value.isNumber ? value.nearestReal : nil }
}
