// The numbers of a series, as series functions see them.

/// The elements of a series as reals; nil for those that are no numbers.
struct SeriesNumbers {
  var values: [Double?]

  /// - Returns: nil if the value is not an array.
  init?(_ series: Value, _ cx: EvaluationContext) {
    let series = series.materialized(cx)
    guard series.kind == .array else { return nil }
    values = series.elements.map { Value.wideReal($0) }
  }

  /// The numbers alone; nil if an element is none.
  var complete: [Double]? {
    let numbers = values.compactMap { $0 }
    return numbers.count == values.count ? numbers : nil
  }
}

/// An array of reals.
func realArray(_ values: [Double], _ cx: EvaluationContext) -> Value { Value(array: values.map { Value($0) }, cx) }
/// An array of reals and nulls.
func realArray(_ values: [Double?], _ cx: EvaluationContext) -> Value { Value(array: values.map { Value($0) }, cx) }

/// A percentile by linear interpolation between the closest ranks, of sorted numbers; `share` is 0 … 100.
func interpolatedPercentile(_ sorted: [Double], _ share: Double) -> Double {
  let position = share / 100 * Double(sorted.count - 1)
  let below = Int(position.rounded(.down))
  guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
  return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
}

/// The median of numbers in any order; nil if there are none.
func median(_ numbers: [Double]) -> Double? { numbers.isEmpty ? nil : interpolatedPercentile(numbers.sorted(), 50) }

/// The line `slope * x + interception` that fits best, in the sense of least squares.
struct FittedLine {
  var slope: Double
  var interception: Double

  /// - Returns: nil if there are no points.
  init?(_ points: [(x: Double, y: Double)]) {
    guard !points.isEmpty else { return nil }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let joint = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    slope = spread == 0 ? 0 : joint / spread
    interception = meanY - slope * meanX
  }

  func at(_ x: Double) -> Double { slope * x + interception }
}
