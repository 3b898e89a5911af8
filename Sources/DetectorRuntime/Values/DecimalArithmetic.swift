// Arithmetic on `Decimal`: 34 significant digits, halves rounded to even, no trailing zeros in results.

/// 10^`exponent`; `exponent` is 0 … 38.
func powerOfTen128(_ exponent: Int) -> UInt128 {
  var power: UInt128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

extension Decimal {
  /// The greatest number of significant digits and the greatest scale.
  static var maximumDigits: Int { 34 }
  private static var limit: UInt128 { 10_000_000_000_000_000_000_000_000_000_000_000 }

  /// The decimal of an integer.
  public init(_ value: Int64) { self.init(mantissa: Int128(value), scale: 0) }

  public static var zero: Decimal { Decimal(mantissa: 0, scale: 0) }

  /// `magnitude` × 10^-`scale`, rounded to what a decimal can hold; nil if it is too large.
  init?(isNegative: Bool, magnitude: UInt128, scale: Int) {
    self.init(isNegative: isNegative, high: 0, low: magnitude, scale: scale)
  }

  /// A magnitude of 256 bits × 10^-`scale`, rounded to what a decimal can hold; nil if it is too large.
  init?(isNegative: Bool, high: UInt128, low: UInt128, scale: Int) {
    var dropped = max(0, scale - Decimal.maximumDigits)
    var magnitude: UInt128 = 0
    while true {
      guard dropped <= 38 else { return nil }
      let divisor = powerOfTen128(dropped)
      if high < divisor {
        let (quotient, remainder) = divisor.dividingFullWidth((high, low))
        let half = remainder > divisor - remainder || (remainder == divisor - remainder && quotient & 1 == 1)
        let isRoundedUp = remainder != 0 && half
        if quotient < Decimal.limit, quotient + (isRoundedUp ? 1 : 0) < Decimal.limit {
          magnitude = quotient + (isRoundedUp ? 1 : 0)
          break
        }
      }
      dropped += 1
    }
    var scale = scale - dropped
    while scale < 0 {
      let (larger, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow, larger < Decimal.limit else { return nil }
      magnitude = larger
      scale += 1
    }
    while scale > 0, magnitude % 10 == 0 {
      magnitude /= 10
      scale -= 1
    }
    self.init(mantissa: isNegative ? -Int128(magnitude) : Int128(magnitude), scale: scale)
  }

  /// The same number without trailing zeros after the point.
  var trimmed: Decimal {
    var (mantissa, scale) = (mantissa, scale)
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return Decimal(mantissa: mantissa, scale: scale)
  }

  /// The part before the point, towards zero.
  var wholePart: Int128 { mantissa / Int128(powerOfTen128(scale)) }

  /// The nearest `real`.
  public var nearestReal: Double {
    var divisor = 1.0
    for _ in 0..<min(scale, 22) { divisor *= 10 }
    var number = Double(mantissa) / divisor
    for _ in 22..<max(scale, 22) { number /= 10 }
    return number
  }
}

/// The order of two decimals: negative, zero or positive.
public func compareDecimals(_ a: Decimal, _ b: Decimal) -> Int {
  let (wholeA, wholeB) = (a.wholePart, b.wholePart)
  if wholeA != wholeB { return wholeA < wholeB ? -1 : 1 }
  let fractionA = a.mantissa % Int128(powerOfTen128(a.scale))
  let fractionB = b.mantissa % Int128(powerOfTen128(b.scale))
  let shared = max(a.scale, b.scale)
  let (x, y) = (
    fractionA * Int128(powerOfTen128(shared - a.scale)), fractionB * Int128(powerOfTen128(shared - b.scale))
  )
  return x < y ? -1 : x > y ? 1 : 0
}

/// `a + b`; null if one is null or the sum is too large.
public func addDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let a, let b else { return nil }
  let (low, high) = a.scale <= b.scale ? (a, b) : (b, a)
  let factor = powerOfTen128(high.scale - low.scale)
  let (upper, lower) = low.mantissa.magnitude.multipliedFullWidth(by: factor)
  if upper == 0, lower < UInt128(Int128.max) {
    let scaled = low.mantissa < 0 ? -Int128(lower) : Int128(lower)
    let (sum, overflow) = scaled.addingReportingOverflow(high.mantissa)
    if !overflow {
      return Decimal(isNegative: sum < 0, magnitude: sum.magnitude, scale: high.scale)
    }
  }
  // The operands are so far apart that digits of the smaller one are lost: 256-bit addition.
  let addend = high.mantissa.magnitude
  if (low.mantissa < 0) == (high.mantissa < 0) {
    let (sum, carry) = lower.addingReportingOverflow(addend)
    return Decimal(isNegative: low.mantissa < 0, high: upper + (carry ? 1 : 0), low: sum, scale: high.scale)
  }
  let (difference, borrow) = lower.subtractingReportingOverflow(addend)
  return Decimal(isNegative: low.mantissa < 0, high: upper - (borrow ? 1 : 0), low: difference, scale: high.scale)
}

/// `a - b`; null if one is null or the difference is too large.
public func subtractDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? { addDecimals(a, negateDecimal(b)) }

/// `-a`
public func negateDecimal(_ a: Decimal?) -> Decimal? {
  a.map { Decimal(mantissa: -$0.mantissa, scale: $0.scale) }
}

/// `a * b`; null if one is null or the product is too large.
public func multiplyDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let a, let b else { return nil }
  let (high, low) = a.mantissa.magnitude.multipliedFullWidth(by: b.mantissa.magnitude)
  return Decimal(isNegative: (a.mantissa < 0) != (b.mantissa < 0), high: high, low: low, scale: a.scale + b.scale)
}

/// `a / b`; null if one is null, `b` is zero or the quotient is too large.
public func divideDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let a, let b, b.mantissa != 0 else { return nil }
  let divisor = b.mantissa.magnitude
  var (quotient, remainder) = a.mantissa.magnitude.quotientAndRemainder(dividingBy: divisor)
  var scale = a.scale - b.scale
  let limit = powerOfTen128(Decimal.maximumDigits)
  while scale < 0 || (remainder != 0 && scale <= Decimal.maximumDigits && quotient < limit) {
    guard quotient < limit else { return nil }
    let (digit, rest) = (remainder * 10).quotientAndRemainder(dividingBy: divisor)
    quotient = quotient * 10 + digit
    remainder = rest
    scale += 1
  }
  // One digit more than needed was produced; what is left only has to break a tie.
  if remainder != 0, quotient % 5 == 0 { quotient += 1 }
  return Decimal(isNegative: (a.mantissa < 0) != (b.mantissa < 0), magnitude: quotient, scale: scale)
}

/// `a % b`, never negative; null if one is null or `b` is zero.
public func moduloDecimals(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
  guard let a, let b, b.mantissa != 0 else { return nil }
  let shared = max(a.scale, b.scale)
  let (x, overflowA) = a.mantissa.multipliedReportingOverflow(by: Int128(powerOfTen128(shared - a.scale)))
  let (y, overflowB) = b.mantissa.multipliedReportingOverflow(by: Int128(powerOfTen128(shared - b.scale)))
  guard !overflowA, !overflowB else { return nil }
  let remainder = x % y
  let positive = remainder < 0 ? remainder + Int128(y.magnitude) : remainder
  return Decimal(isNegative: false, magnitude: positive.magnitude, scale: shared)
}
