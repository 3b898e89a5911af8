// Mathematical functions of reals. Null if an argument is null.
// https://learn.microsoft.com/kusto/query/scalar-functions#mathematical-functions

#if canImport(Glibc)
  import Glibc
#endif

/// `sqrt`: the square root; NaN of a negative number.
public func squareRoot(_ value: Double?) -> Double? { value.map { sqrt($0) } }
/// `exp`: e to the power of the number.
public func exponential(_ value: Double?) -> Double? { value.map { exp($0) } }
/// `exp2`: 2 to the power of the number.
public func exponentialBase2(_ value: Double?) -> Double? { value.map { exp2($0) } }
/// `exp10`: 10 to the power of the number.
public func exponentialBase10(_ value: Double?) -> Double? { value.map { pow(10, $0) } }
/// `log`: the natural logarithm; NaN of a negative number.
public func naturalLogarithm(_ value: Double?) -> Double? { value.map { log($0) } }
/// `log2`: the logarithm to base 2.
public func logarithmBase2(_ value: Double?) -> Double? { value.map { log2($0) } }
/// `log10`: the logarithm to base 10.
public func logarithmBase10(_ value: Double?) -> Double? { value.map { log10($0) } }
/// `sin`: the sine of an angle in radians.
public func sine(_ value: Double?) -> Double? { value.map { sin($0) } }
/// `cos`: the cosine of an angle in radians.
public func cosine(_ value: Double?) -> Double? { value.map { cos($0) } }
/// `tan`: the tangent of an angle in radians.
public func tangent(_ value: Double?) -> Double? { value.map { tan($0) } }
/// `asin`: the angle in radians whose sine is the number.
public func arcSine(_ value: Double?) -> Double? { value.map { asin($0) } }
/// `acos`: the angle in radians whose cosine is the number.
public func arcCosine(_ value: Double?) -> Double? { value.map { acos($0) } }
/// `atan`: the angle in radians whose tangent is the number.
public func arcTangent(_ value: Double?) -> Double? { value.map { atan($0) } }
/// `gamma`: the gamma function.
public func gammaFunction(_ value: Double?) -> Double? { value.map { tgamma($0) } }
/// `loggamma`: the logarithm of the absolute value of the gamma function.
public func logarithmOfGamma(_ value: Double?) -> Double? { value.map { lgamma($0) } }
/// `erf`: the error function.
public func errorFunction(_ value: Double?) -> Double? { value.map { erf($0) } }
/// `erfc`: the complementary error function.
public func complementaryErrorFunction(_ value: Double?) -> Double? { value.map { erfc($0) } }
/// `cot`: the cotangent of an angle in radians.
public func cotangent(_ value: Double?) -> Double? { value.map { 1 / tan($0) } }
/// `atan2`: the angle in radians between the x axis and the ray to the point.
public func angleOfPoint(_ y: Double?, _ x: Double?) -> Double? {
  guard let y, let x else { return nil }
  return atan2(y, x)
}
/// `pow`: the base to the power of the exponent.
public func power(_ base: Double?, _ exponent: Double?) -> Double? {
  guard let base, let exponent else { return nil }
  return pow(base, exponent)
}
/// `degrees`: radians as degrees.
public func degreesOfRadians(_ radians: Double?) -> Double? { radians.map { $0 * (180 / Double.pi) } }
/// `radians`: degrees as radians.
public func radiansOfDegrees(_ degrees: Double?) -> Double? { degrees.map { $0 * (Double.pi / 180) } }
/// `pi`
public func circleConstant() -> Double { Double.pi }
/// `sign`: -1, 0 or 1.
public func signOf(_ value: Double?) -> Double? { value.map { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 } }

public func isNotANumber(_ value: Double?) -> Bool? { value.map(\.isNaN) }
public func isInfiniteReal(_ value: Double?) -> Bool? { value.map(\.isInfinite) }
public func isFiniteReal(_ value: Double?) -> Bool? { value.map(\.isFinite) }

/// `new_guid()`: a random guid (version 4).
public func randomGuid() -> Guid {
  Guid(
    high: UInt64.random(in: 0...UInt64.max) & ~0xF000 | 0x4000,
    low: UInt64.random(in: 0...UInt64.max) & ~(0xC0 << 56) | 0x80 << 56)
}
/// `rand()`: uniformly distributed in [0, 1).
public func randomReal() -> Double { Double.random(in: 0..<1) }
/// `rand(n)`: uniformly distributed in {0, 1, …, n - 1}; null if n is not positive.
public func randomBelow(_ count: Int64?) -> Double? {
  guard let count, count > 0 else { return nil }
  return Double(Int64.random(in: 0..<count))
}
