// beta_cdf(), beta_inv(), beta_pdf(). NaN outside of the domain.
// https://learn.microsoft.com/kusto/query/beta-cdf-function

#if canImport(Glibc)
  import Glibc
#endif

/// The logarithm of the beta function.
private func logarithmOfBeta(_ a: Double, _ b: Double) -> Double { lgamma(a) + lgamma(b) - lgamma(a + b) }

/// The regularised incomplete beta function by its continued fraction (Lentz's method).
private func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  // The fraction converges fast only below the mean.
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / kept(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...500 {
    let m = Double(step)
    for numerator in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      d = 1 / kept(1 + numerator * d)
      c = kept(1 + numerator / c)
      fraction *= d * c
    }
    if abs(d * c - 1) < 1e-16 { break }
  }
  return exp(a * log(x) + b * log1p(-x) - logarithmOfBeta(a, b)) * fraction / a
}

public func betaCumulative(_ x: Double?, _ alpha: Double?, _ beta: Double?) -> Double? {
  guard let x, let alpha, let beta else { return nil }
  guard x >= 0, x <= 1, alpha > 0, beta > 0 else { return .nan }
  return incompleteBeta(x, alpha, beta)
}

/// Null if the probability is not 0 … 1.
public func betaInverse(_ probability: Double?, _ alpha: Double?, _ beta: Double?) -> Double? {
  guard let probability, let alpha, let beta, probability >= 0, probability <= 1 else { return nil }
  guard alpha > 0, beta > 0 else { return .nan }
  var (low, high) = (0.0, 1.0)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle == low || middle == high { break }
    if incompleteBeta(middle, alpha, beta) < probability { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

public func betaDensity(_ x: Double?, _ alpha: Double?, _ beta: Double?) -> Double? {
  guard let x, let alpha, let beta else { return nil }
  guard x >= 0, x <= 1, alpha > 0, beta > 0 else { return .nan }
  return exp((alpha - 1) * log(x) + (beta - 1) * log1p(-x) - logarithmOfBeta(alpha, beta))
}

/// `welch_test(mean1, variance1, count1, mean2, variance2, count2)`: how probable means at least as far apart are if those of
/// both populations are equal (two-tailed). Null if a count is below 2 or both variances are 0.
/// https://learn.microsoft.com/kusto/query/welch-test-function
public func welchTest(
  _ mean1: Double?, _ variance1: Double?, _ count1: Double?, _ mean2: Double?, _ variance2: Double?, _ count2: Double?
) -> Double? {
  guard let mean1, let variance1, let count1, let mean2, let variance2, let count2, count1 >= 2, count2 >= 2 else {
    return nil
  }
  let (a, b) = (variance1 / count1, variance2 / count2)
  guard a + b > 0 else { return nil }
  let square = (mean1 - mean2) * (mean1 - mean2) / (a + b)
  let degrees = (a + b) * (a + b) / (a * a / (count1 - 1) + b * b / (count2 - 1))
  return betaCumulative(degrees / (degrees + square), degrees / 2, 0.5)
}
