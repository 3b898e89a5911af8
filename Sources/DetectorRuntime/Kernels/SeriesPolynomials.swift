// series_fit_poly(): the polynomial that fits a series best, in the sense of least squares.
// https://learn.microsoft.com/kusto/query/series-fit-poly-function

/// The coefficients of the best polynomial of a degree in `(x - center) / scale`, lowest power first, by Householder reflections,
/// which lose fewer digits than the normal equations. Nil if there are too few points.
private func bestPolynomial(_ x: [Double], _ y: [Double], degree: Int) -> [Double]? {
  let (rows, columns) = (x.count, degree + 1)
  guard rows >= columns else { return nil }
  var matrix = x.map { value -> [Double] in
    var powers = [1.0]
    for _ in 0..<degree { powers.append((powers.last ?? 1) * value) }
    return powers
  }
  var right = y
  for column in 0..<columns {
    let length = (column..<rows).reduce(0) { $0 + matrix[$1][column] * matrix[$1][column] }.squareRoot()
    guard length > 1e-12 else { return nil }
    let pivot = matrix[column][column] > 0 ? -length : length
    var mirror = (column..<rows).map { matrix[$0][column] }
    mirror[0] -= pivot
    let norm = mirror.reduce(0) { $0 + $1 * $1 }
    guard norm > 0 else { continue }
    func reflect(_ value: (Int) -> Double, _ set: (Int, Double) -> Void) {
      let product = mirror.indices.reduce(0) { $0 + mirror[$1] * value($1 + column) }
      for index in mirror.indices { set(index + column, value(index + column) - 2 * product / norm * mirror[index]) }
    }
    for other in column..<columns { reflect({ matrix[$0][other] }, { matrix[$0][other] = $1 }) }
    reflect({ right[$0] }, { right[$0] = $1 })
  }
  var result = Array(repeating: 0.0, count: columns)
  for column in stride(from: degree, through: 0, by: -1) {
    let known = ((column + 1)..<max(columns, column + 1)).reduce(0) { $0 + matrix[column][$1] * result[$1] }
    result[column] = (right[column] - known) / matrix[column][column]
  }
  return result
}

/// The coefficients of `p((x - center) / scale)` as those of a polynomial in `x`, lowest power first.
private func expanded(_ polynomial: [Double], center: Double, scale: Double) -> [Double] {
  var result = [0.0]
  for coefficient in polynomial.reversed() {
    // result * (x - center) / scale + coefficient
    var next = Array(repeating: 0.0, count: result.count + 1)
    for (power, value) in result.enumerated() {
      next[power + 1] += value / scale
      next[power] -= value * center / scale
    }
    next[0] += coefficient
    result = next
  }
  return Array(result.prefix(polynomial.count))
}

/// `series_fit_poly(y, x, degree)`: an array of rsquare, coefficients (highest power first), variance, rvariance and the fitted
/// series; without `x` the points are at 1, 2, …. Null if an element is no number or there are too few points.
public func fitPolynomial(_ series: Value, _ places: Value, _ degree: Int64?, _ cx: EvaluationContext) -> Value {
  guard let y = SeriesNumbers(series, cx)?.complete, y.count > 1, let degree, (0...64).contains(degree) else {
    return .null
  }
  let x: [Double]
  if places.isNull {
    x = y.indices.map { Double($0 + 1) }
  } else if let given = SeriesNumbers(places, cx)?.complete, given.count == y.count {
    x = given
  } else {
    return .null
  }
  guard let least = x.min(), let greatest = x.max() else { return .null }
  let center = (least + greatest) / 2
  let scale = greatest > least ? (greatest - least) / 2 : 1
  let points = x.map { ($0 - center) / scale }
  guard let polynomial = bestPolynomial(points, y, degree: Int(degree)) else { return .null }
  let fitted = points.map { point in polynomial.reversed().reduce(0) { $0 * point + $1 } }
  let mean = y.reduce(0, +) / Double(y.count)
  let total = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let rest = zip(y, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let degrees = Double(y.count - 1)
  let coefficients = expanded(polynomial, center: center, scale: scale)
  return Value(
    array: [
      Value(total == 0 ? 0 : 1 - rest / total), realArray(Array(coefficients.reversed()), cx), Value(total / degrees),
      Value(rest / degrees), realArray(fitted, cx),
    ], cx)
}
