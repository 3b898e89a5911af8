// series_fit_line(), series_fit_2lines() and their forms that give property bags
// https://learn.microsoft.com/kusto/query/series-fit-line-function and the pages beside it

/// A line through a series, whose first point is at 1, and how well it fits.
private struct LineFit {
  var rsquare: Double
  var slope: Double
  var variance: Double
  var rvariance: Double
  var interception: Double
  var line: [Double]

  /// - Returns: nil if there are fewer than two points.
  init?(_ values: some Collection<Double>) {
    let points = values.enumerated().map { (x: Double($0.offset + 1), y: $0.element) }
    guard points.count > 1, let fitted = FittedLine(points) else { return nil }
    let mean = points.reduce(0) { $0 + $1.y } / Double(points.count)
    let total = points.reduce(0) { $0 + ($1.y - mean) * ($1.y - mean) }
    let rest = points.reduce(0) { $0 + ($1.y - fitted.at($1.x)) * ($1.y - fitted.at($1.x)) }
    let degrees = Double(points.count - 1)
    rsquare = total == 0 ? 0 : 1 - rest / total
    slope = fitted.slope
    variance = total / degrees
    rvariance = rest / degrees
    interception = fitted.interception
    line = points.map { fitted.at($0.x) }
  }

  /// The numbers of one part of a series of two.
  var numbers: [Value] {
    [Value(rsquare), Value(slope), Value(interception), Value(variance), Value(rvariance)]
  }
}

/// `series_fit_line`: an array of rsquare, slope, variance, rvariance, interception and the line as a series; the first point
/// is at 1. Null if the argument is no series of numbers.
public func fitLine(_ series: Value, _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(series, cx)?.complete, let fit = LineFit(values) else { return .null }
  return Value(
    array: [
      Value(fit.rsquare), Value(fit.slope), Value(fit.variance), Value(fit.rvariance), Value(fit.interception),
      realArray(fit.line, cx),
    ], cx)
}

/// `series_fit_line_dynamic`: the same as a property bag.
public func fitLineAsBag(_ series: Value, _ cx: EvaluationContext) -> Value {
  let parts = fitLine(series, cx)
  guard parts.kind == .array else { return .null }
  let names: [Str] = ["rsquare", "slope", "variance", "rvariance", "interception", "line_fit"]
  return Value(bag: zip(names, parts.elements).map { (key: $0, value: $1) }, cx)
}

/// Two lines through a series, one through what is before an index and one through the rest, that fit best together.
private struct TwoLines {
  var split: Int
  var left: LineFit
  var right: LineFit
  var rsquare: Double
  var variance: Double
  var rvariance: Double

  /// - Returns: nil if there are fewer than two points for each line.
  init?(_ values: [Double]) {
    guard values.count >= 4 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let before = TwoLines.rests(values.map { $0 - mean })
    let after = TwoLines.rests(values.reversed().map { $0 - mean })
    var best: (split: Int, rest: Double)?
    for split in 2...(values.count - 2) {
      let rest = before[split] + after[values.count - split]
      if rest < best?.rest ?? .infinity { best = (split, rest) }
    }
    guard let split = best?.split, let left = LineFit(values[..<split]), let right = LineFit(values[split...]) else {
      return nil
    }
    (self.split, self.left, self.right) = (split, left, right)
    let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = zip(values, left.line + right.line).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    rsquare = total == 0 ? 0 : 1 - rest / total
    variance = total / Double(values.count - 1)
    rvariance = rest / Double(values.count - 1)
  }

  /// For each number of values from the first on, what the best line leaves of their squares.
  private static func rests(_ values: [Double]) -> [Double] {
    var rests = [0.0]
    var (meanX, meanY, spreadX, spreadY, joint) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, value) in values.enumerated() {
      let count = Double(index + 1)
      let (x, y) = (count - meanX, value - meanY)
      meanX += x / count
      meanY += y / count
      spreadX += x * (count - meanX)
      spreadY += y * (value - meanY)
      joint += x * (value - meanY)
      rests.append(spreadX == 0 ? 0 : max(0, spreadY - joint * joint / spreadX))
    }
    return rests
  }
}

/// `series_fit_2lines`: an array of rsquare, the index at which the second line begins, variance, rvariance, the lines as a
/// series, and rsquare, slope, interception, variance and rvariance of the right and of the left line, whose first points
/// are at 1. Null if the argument is no series of at least four numbers.
public func fitTwoLines(_ series: Value, _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(series, cx)?.complete, let fit = TwoLines(values) else { return .null }
  let own = [
    Value(fit.rsquare), Value(Int64(fit.split)), Value(fit.variance), Value(fit.rvariance),
    realArray(fit.left.line + fit.right.line, cx),
  ]
  return Value(array: own + fit.right.numbers + fit.left.numbers, cx)
}

/// `series_fit_2lines_dynamic`: the same as a property bag, with bags of the right and of the left line.
public func fitTwoLinesAsBag(_ series: Value, _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(series, cx)?.complete, let fit = TwoLines(values) else { return .null }
  let names: [Str] = ["rsquare", "slope", "interception", "variance", "rvariance"]
  func side(_ fit: LineFit) -> Value { Value(bag: zip(names, fit.numbers).map { (key: $0, value: $1) }, cx) }
  return Value(
    bag: [
      ("rsquare", Value(fit.rsquare)), ("split_idx", Value(Int64(fit.split))), ("variance", Value(fit.variance)),
      ("rvariance", Value(fit.rvariance)), ("line_fit", realArray(fit.left.line + fit.right.line, cx)),
      ("right", side(fit.right)), ("left", side(fit.left)),
    ], cx)
}
