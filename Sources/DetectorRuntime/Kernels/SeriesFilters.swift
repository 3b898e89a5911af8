// Filters, transforms and interpolation of series.
// https://learn.microsoft.com/kusto/query/series-fir-function and the pages beside it

#if canImport(Glibc)
  import Glibc
#endif

/// `series_fir(series, filter, normalize, center)`: a finite impulse response filter. What lies outside of the series counts
/// as 0. Null if an element is no number, or a filter with negative coefficients is to be normalized.
public func filterFinite(
  _ series: Value, _ filter: Value, _ normalize: Bool?, _ center: Bool?, _ cx: EvaluationContext
) -> Value {
  guard let values = SeriesNumbers(series, cx)?.complete, let filter = SeriesNumbers(filter, cx)?.complete,
    !filter.isEmpty
  else { return .null }
  let hasNegative = filter.contains { $0 < 0 }
  let isNormalized = normalize ?? !hasNegative
  if isNormalized, hasNegative { return .null }
  let sum = filter.reduce(0, +)
  let divisor = isNormalized ? sum : 1
  guard divisor != 0 else { return .null }
  let shift = center == true ? (filter.count - 1) / 2 : 0
  return realArray(
    values.indices.map { index -> Double in
      var result = 0.0
      for (lag, factor) in filter.enumerated() where values.indices.contains(index + shift - lag) {
        result += factor * values[index + shift - lag]
      }
      return result / divisor
    }, cx)
}

/// `series_fill_linear(series, placeholder, fill_edges, constant)`: gaps are filled on the line between the values around them,
/// at the edges with the nearest value. Whole numbers stay whole.
public func fillLinear(
  _ series: Value, _ placeholder: Value, _ fillsEdges: Bool?, _ constant: Value, _ cx: EvaluationContext
) -> Value {
  let series = series.materialized(cx)
  guard series.kind == .array else { return .null }
  let elements = Array(series.elements)
  let known = elements.indices.filter { index in
    !elements[index].isNull && (placeholder.isNull || !valuesEqual(elements[index], placeholder))
  }
  guard let first = known.first, let last = known.last else {
    return Value(array: elements.map { _ in constant }, cx)
  }
  guard known.allSatisfy({ elements[$0].isNumber }) else { return .null }
  let areWhole = known.allSatisfy { elements[$0].long != nil }
  var result = elements
  for (left, right) in zip(known, known.dropFirst()) where right > left + 1 {
    let (from, to) = (elements[left].nearestReal, elements[right].nearestReal)
    for index in (left + 1)..<right {
      let value = from + (to - from) * Double(index - left) / Double(right - left)
      result[index] = areWhole ? Value(Int64(exactly: value.rounded(.towardZero))) : Value(value)
    }
  }
  if fillsEdges != false {
    for index in 0..<first { result[index] = elements[first] }
    for index in (last + 1)..<max(last + 1, elements.count) { result[index] = elements[last] }
  }
  return Value(array: result, cx)
}

/// The discrete Fourier transform of a series of any length: by halves while the length is even, then by its definition.
private func transformed(_ real: [Double], _ imaginary: [Double], sign: Double) -> (real: [Double], imaginary: [Double])
{
  let count = real.count
  var (resultReal, resultImaginary) = (real, imaginary)
  guard count > 1 else { return (real, imaginary) }
  func factor(_ index: Int, of period: Int) -> (cosine: Double, sine: Double) {
    let angle = sign * 2 * Double.pi * Double(index % period) / Double(period)
    return (cos(angle), sin(angle))
  }
  guard count % 2 == 0 else {
    for k in 0..<count {
      var (sumReal, sumImaginary) = (0.0, 0.0)
      for n in 0..<count {
        let (c, s) = factor(k * n, of: count)
        sumReal += real[n] * c - imaginary[n] * s
        sumImaginary += real[n] * s + imaginary[n] * c
      }
      (resultReal[k], resultImaginary[k]) = (sumReal, sumImaginary)
    }
    return (resultReal, resultImaginary)
  }
  let half = count / 2
  let even = transformed((0..<half).map { real[2 * $0] }, (0..<half).map { imaginary[2 * $0] }, sign: sign)
  let odd = transformed((0..<half).map { real[2 * $0 + 1] }, (0..<half).map { imaginary[2 * $0 + 1] }, sign: sign)
  for k in 0..<half {
    let (c, s) = factor(k, of: count)
    let x = odd.real[k] * c - odd.imaginary[k] * s
    let y = odd.real[k] * s + odd.imaginary[k] * c
    (resultReal[k], resultImaginary[k]) = (even.real[k] + x, even.imaginary[k] + y)
    (resultReal[k + half], resultImaginary[k + half]) = (even.real[k] - x, even.imaginary[k] - y)
  }
  return (resultReal, resultImaginary)
}

private func transform(
  _ real: Value, _ imaginary: Value, sign: Double, isScaled: Bool, _ cx: EvaluationContext
) -> Value {
  guard let x = SeriesNumbers(real, cx)?.complete else { return .null }
  let y: [Double]
  if imaginary.isNull {
    y = x.map { _ in 0 }
  } else if let given = SeriesNumbers(imaginary, cx)?.complete, given.count == x.count {
    y = given
  } else {
    return .null
  }
  let result = transformed(x, y, sign: sign)
  let scale = isScaled ? 1 / Double(max(x.count, 1)) : 1
  return Value(
    array: [realArray(result.real.map { $0 * scale }, cx), realArray(result.imaginary.map { $0 * scale }, cx)], cx)
}

/// `series_fft(real, imaginary)`: an array of the real and the imaginary part of the Fourier transform; null if an element is no
/// number or the parts differ in length.
public func fourierTransform(_ real: Value, _ imaginary: Value, _ cx: EvaluationContext) -> Value {
  transform(real, imaginary, sign: -1, isScaled: false, cx)
}

/// `series_ifft(real, imaginary)`: what `series_fft` gave these parts for.
public func inverseFourierTransform(_ real: Value, _ imaginary: Value, _ cx: EvaluationContext) -> Value {
  transform(real, imaginary, sign: 1, isScaled: true, cx)
}
