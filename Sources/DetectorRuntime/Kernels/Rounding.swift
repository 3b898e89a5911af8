// abs(), ceiling(), round(). Null if an argument is null.
// https://learn.microsoft.com/kusto/query/round-function

#if canImport(Glibc)
  import Glibc
#endif

public func absoluteLong(_ value: Int64?) -> Int64? { value.map { $0 < 0 ? 0 &- $0 : $0 } }
public func absoluteReal(_ value: Double?) -> Double? { value.map { abs($0) } }
public func absoluteDecimal(_ value: Decimal?) -> Decimal? {
  value.map { Decimal(mantissa: abs($0.mantissa), scale: $0.scale) }
}
public func absoluteTimeSpan(_ value: TimeSpan?) -> TimeSpan? {
  value.map { TimeSpan(ticks: $0.ticks < 0 ? 0 &- $0.ticks : $0.ticks) }
}

/// An integer is its own ceiling.
public func ceilingOfLong(_ value: Int64?) -> Int64? { value }
public func ceilingOfReal(_ value: Double?) -> Double? { value?.rounded(.up) }
public func ceilingOfDecimal(_ value: Decimal?) -> Decimal? {
  guard let value else { return nil }
  let whole = value.wholePart
  let isRoundedUp = value.mantissa > 0 && whole * Int128(powerOfTen128(value.scale)) != value.mantissa
  return Decimal(mantissa: isRoundedUp ? whole + 1 : whole, scale: 0)
}

/// Rounds to a number of digits after the point (before it, if negative), halves away from zero.
public func roundReal(_ value: Double?, _ digits: Int64?) -> Double? {
  guard let value, let digits else { return nil }
  guard digits > -309 else { return 0 }
  guard digits < 309, value.isFinite else { return value }
  if digits < 0 {
    let factor = pow(10, Double(-digits))
    return (value / factor).rounded(.toNearestOrAwayFromZero) * factor
  }
  let factor = pow(10, Double(digits))
  let scaled = value * factor
  return scaled.isFinite ? scaled.rounded(.toNearestOrAwayFromZero) / factor : value
}

public func roundLong(_ value: Int64?, _ digits: Int64?) -> Int64? {
  guard let value, let digits else { return nil }
  if digits >= 0 { return value }
  guard digits >= -18 else { return 0 }
  let unit = (0..<(-digits)).reduce(Int64(1)) { power, _ in power * 10 }
  let remainder = value % unit
  let down = value - remainder
  if remainder.magnitude < (unit / 2).magnitude { return down }
  return down.addingReportingOverflow(value < 0 ? -unit : unit).partialValue
}

public func roundDecimal(_ value: Decimal?, _ digits: Int64?) -> Decimal? {
  guard let value, let digits else { return nil }
  guard digits < Int64(value.scale) else { return value }
  guard digits > -Int64(Decimal.maximumDigits) else { return .zero }
  let dropped = value.scale - Int(digits)
  guard dropped <= 38 else { return .zero }
  let unit = powerOfTen128(dropped)
  let (quotient, remainder) = value.mantissa.magnitude.quotientAndRemainder(dividingBy: unit)
  return Decimal(
    isNegative: value.mantissa < 0, magnitude: remainder >= unit / 2 ? quotient + 1 : quotient, scale: Int(digits))
}
