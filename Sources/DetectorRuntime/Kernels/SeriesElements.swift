// Series functions that work element by element. An element that is no number, or missing in one of two series, gives null;
// of a series and a number, the number stands for each element. Null if there is no series.
// https://learn.microsoft.com/kusto/query/series-add-function and the pages beside it

#if canImport(Glibc)
  import Glibc
#endif

private func map(_ series: Value, _ cx: EvaluationContext, _ operation: (Double) -> Double) -> Value {
  SeriesNumbers(series, cx).map { realArray($0.values.map { $0.map(operation) }, cx) } ?? .null
}

private func combine(
  _ a: Value, _ b: Value, _ cx: EvaluationContext, _ operation: (Value, Value) -> Value
) -> Value {
  let (a, b) = (a.materialized(cx), b.materialized(cx))
  guard a.kind == .array || b.kind == .array, a.kind == .array || a.isNumber, b.kind == .array || b.isNumber else {
    return .null
  }
  func element(_ value: Value, _ index: Int) -> Value {
    if value.kind != .array { return value }
    return index < value.elements.count ? value.elements[index] : .null
  }
  let count = max(a.elements.count, b.elements.count)
  return Value(
    array: (0..<count).map { index in
      let (x, y) = (element(a, index), element(b, index))
      return x.isNumber && y.isNumber ? operation(x, y) : .null
    }, cx)
}

private func calculate(
  _ a: Value, _ b: Value, _ cx: EvaluationContext, longs: ((Int64?, Int64?) -> Int64?)? = nil,
  reals: (Double?, Double?) -> Double?
) -> Value {
  combine(a, b, cx) { x, y in
    if let longs, let i = x.long, let j = y.long { return Value(longs(i, j)) }
    return Value(reals(x.nearestReal, y.nearestReal))
  }
}

private func compare(_ a: Value, _ b: Value, _ cx: EvaluationContext, _ holds: (Int) -> Bool) -> Value {
  combine(a, b, cx) { Value(holds(compareValues($0, $1))) }
}

/// `series_abs`
public func seriesAbsolute(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in abs(x) } }
/// `series_acos`
public func seriesArcCosine(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in acos(x) } }
/// `series_asin`
public func seriesArcSine(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in asin(x) } }
/// `series_atan`
public func seriesArcTangent(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in atan(x) } }
/// `series_ceiling`
public func seriesCeiling(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in x.rounded(.up) } }
/// `series_cos`
public func seriesCosine(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in cos(x) } }
/// `series_exp`
public func seriesExponential(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in exp(x) } }
/// `series_floor`
public func seriesFloor(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in x.rounded(.down) } }
/// `series_log`
public func seriesLogarithm(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in log(x) } }
/// `series_sign`
public func seriesSign(_ series: Value, _ cx: EvaluationContext) -> Value {
  map(series, cx) { x in x > 0 ? 1 : x < 0 ? -1 : x }
}
/// `series_sin`
public func seriesSine(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in sin(x) } }
/// `series_tan`
public func seriesTangent(_ series: Value, _ cx: EvaluationContext) -> Value { map(series, cx) { x in tan(x) } }

/// `series_add`
public func seriesSum(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  calculate(a, b, cx, longs: addLongs, reals: addReals)
}
/// `series_subtract`
public func seriesDifference(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  calculate(a, b, cx, longs: subtractLongs, reals: subtractReals)
}
/// `series_multiply`
public func seriesProduct(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  calculate(a, b, cx, longs: multiplyLongs, reals: multiplyReals)
}
/// `series_divide`
public func seriesQuotient(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  calculate(a, b, cx, reals: divideReals)
}
/// `series_pow`
public func seriesPower(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  calculate(a, b, cx, reals: power)
}

/// `series_equals`
public func seriesEquals(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value { compare(a, b, cx) { $0 == 0 } }
/// `series_not_equals`
public func seriesDiffers(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value { compare(a, b, cx) { $0 != 0 } }
/// `series_less`
public func seriesLess(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value { compare(a, b, cx) { $0 < 0 } }
/// `series_less_equals`
public func seriesLessOrEqual(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  compare(a, b, cx) { $0 <= 0 }
}
/// `series_greater`
public func seriesGreater(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value { compare(a, b, cx) { $0 > 0 } }
/// `series_greater_equals`
public func seriesGreaterOrEqual(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  compare(a, b, cx) { $0 >= 0 }
}

// MARK: Sums

/// `series_sum`; null if an element is no number.
public func sumOfSeries(_ series: Value, _ cx: EvaluationContext) -> Double? {
  SeriesNumbers(series, cx)?.complete?.reduce(0, +)
}
/// `series_product`; null if an element is no number.
public func productOfSeries(_ series: Value, _ cx: EvaluationContext) -> Double? {
  SeriesNumbers(series, cx)?.complete?.reduce(1, *)
}
/// `series_magnitude`: the length of the vector; null if an element is no number.
public func magnitudeOfSeries(_ series: Value, _ cx: EvaluationContext) -> Double? {
  SeriesNumbers(series, cx)?.complete.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
/// `series_dot_product`, also of a series and a number; null if an element is no number or missing.
public func dotProduct(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Double? {
  SeriesNumbers(calculate(a, b, cx, reals: multiplyReals), cx)?.complete?.reduce(0, +)
}
/// `series_cosine_similarity`; null if an element is no number or missing.
public func cosineSimilarity(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Double? {
  guard let product = dotProduct(a, b, cx), let x = magnitudeOfSeries(a, cx), let y = magnitudeOfSeries(b, cx) else {
    return nil
  }
  return product / (x * y)
}
/// `series_pearson_correlation`; null if an element is no number or the lengths differ.
public func pearsonCorrelation(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Double? {
  guard let x = SeriesNumbers(a, cx)?.complete, let y = SeriesNumbers(b, cx)?.complete, x.count == y.count, !x.isEmpty
  else { return nil }
  let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
  var (joint, squaresX, squaresY) = (0.0, 0.0, 0.0)
  for (p, q) in zip(x, y) {
    joint += (p - meanX) * (q - meanY)
    squaresX += (p - meanX) * (p - meanX)
    squaresY += (q - meanY) * (q - meanY)
  }
  let correlation = joint / (squaresX * squaresY).squareRoot()
  return correlation.isNaN ? .nan : min(1, max(-1, correlation))
}

// MARK: Filling gaps

private func isGap(_ value: Value, _ placeholder: Value) -> Bool {
  value.isNull || (!placeholder.isNull && valuesEqual(value, placeholder))
}

/// `series_fill_const(series, constant, placeholder)`: nulls, and elements equal to the placeholder, become the constant.
public func fillConstant(_ series: Value, _ constant: Value, _ placeholder: Value, _ cx: EvaluationContext) -> Value {
  let series = series.materialized(cx)
  guard series.kind == .array else { return .null }
  return Value(array: series.elements.map { isGap($0, placeholder) ? constant : $0 }, cx)
}
/// `series_fill_forward(series, placeholder)`: gaps become the last value before them.
public func fillForward(_ series: Value, _ placeholder: Value, _ cx: EvaluationContext) -> Value {
  let series = series.materialized(cx)
  guard series.kind == .array else { return .null }
  var last: Value?
  return Value(
    array: series.elements.map { element in
      if !isGap(element, placeholder) { last = element }
      return last ?? element
    }, cx)
}
/// `series_fill_backward(series, placeholder)`: gaps become the next value behind them.
public func fillBackward(_ series: Value, _ placeholder: Value, _ cx: EvaluationContext) -> Value {
  let series = series.materialized(cx)
  guard series.kind == .array else { return .null }
  var next: Value?
  let filled = series.elements.reversed().map { element in
    if !isGap(element, placeholder) { next = element }
    return next ?? element
  }
  return Value(array: filled.reversed(), cx)
}

/// `series_iir(series, numerators, denominators)`: an infinite impulse response filter; null if an element is no number.
public func filterSeries(_ series: Value, _ numerators: Value, _ denominators: Value, _ cx: EvaluationContext) -> Value
{
  guard let x = SeriesNumbers(series, cx)?.complete, let b = SeriesNumbers(numerators, cx)?.complete,
    let a = SeriesNumbers(denominators, cx)?.complete, let first = a.first, first != 0
  else { return .null }
  var y: [Double] = []
  for index in x.indices {
    var value = 0.0
    for (lag, factor) in b.enumerated() where lag <= index { value += factor * x[index - lag] }
    for (lag, factor) in a.enumerated() where lag > 0 && lag <= index { value -= factor * y[index - lag] }
    y.append(value / first)
  }
  return realArray(y, cx)
}
