// series_decompose(), series_decompose_anomalies(), series_outliers(), series_stats()
// https://learn.microsoft.com/kusto/query/series-decompose-function and the pages beside it

/// The parts of a series: `value = seasonal + trend + residual`.
private struct Decomposition {
  var baseline: [Double]
  var seasonal: [Double]
  var trend: [Double]
  /// Nil where the series has no number.
  var residual: [Double?]

  /// - Parameters:
  ///   - period: in points; 0 for none, negative to find one
  ///   - testPoints: how many points at the end are predicted, not learnt from
  /// - Returns: nil if the kind of trend does not exist.
  init?(_ values: [Double?], period: Int64, trend kind: Str, testPoints: Int64, threshold: Double) {
    let count = values.count
    let learnt = Array(values[..<max(0, count - Int(min(max(testPoints, 0), Int64(count))))])
    let length = period < 0 ? foundPeriod(learnt, threshold) : Int(min(period, Int64(count)))
    seasonal = Decomposition.seasonal(learnt, period: length, count: count)
    let seasonal = seasonal
    let points = learnt.enumerated().compactMap { index, value in
      value.map { (x: Double(index), y: $0 - seasonal[index]) }
    }
    if sameBytes(kind, "avg") {
      let mean = points.isEmpty ? 0 : points.reduce(0) { $0 + $1.y } / Double(points.count)
      trend = Array(repeating: mean, count: count)
    } else if sameBytes(kind, "linefit") {
      let line = FittedLine(points)
      trend = (0..<count).map { line?.at(Double($0)) ?? 0 }
    } else if sameBytes(kind, "none") {
      trend = Array(repeating: 0, count: count)
    } else {
      return nil
    }
    let baseline = zip(seasonal, trend).map { $0 + $1 }
    self.baseline = baseline
    residual = values.enumerated().map { index, value in value.map { $0 - baseline[index] } }
  }

  /// The median of the points of the same phase, on and on; 0 without a period.
  private static func seasonal(_ values: [Double?], period: Int, count: Int) -> [Double] {
    guard period > 0 else { return Array(repeating: 0, count: count) }
    let phases = (0..<period).map { phase in
      median(stride(from: phase, to: values.count, by: period).compactMap { values[$0] }) ?? 0
    }
    return (0..<count).map { phases[$0 % period] }
  }
}

/// The period of a series in points, 0 if there is none: the one with the best score, if it reaches the threshold. It is
/// less than half of the series.
private func foundPeriod(_ values: [Double?], _ threshold: Double) -> Int {
  guard let scores = PeriodScores(values) else { return 0 }
  var best: (period: Int, score: Double) = (0, 0)
  var (before, current) = (scores.correlation(3), scores.correlation(4))
  var lag = PeriodScores.shortest
  while 2 * lag < scores.count {
    let after = scores.correlation(lag + 1)
    if current > 0, current >= before, current > after {
      let score = scores.score(lag, correlation: current)
      if score > best.score { best = (lag, score) }
    }
    (before, current) = (current, after)
    lag += 1
  }
  return best.score >= threshold ? best.period : 0
}

/// How far each value lies outside of the range between two percentiles, in multiples of it; 0 inside. Nil if the method does
/// not exist.
private func outlierScores(_ values: [Double?], _ method: Str) -> [Double]? {
  let low: Double
  let factor: Double
  if sameBytes(method, "ctukey") {
    // Such that a score of 1.5 is as far out as by Tukey's own percentiles; as measured at the service.
    (low, factor) = (10, 2.7726056055079139)
  } else if sameBytes(method, "tukey") {
    (low, factor) = (25, 1)
  } else {
    return nil
  }
  let sorted = values.compactMap { $0 }.sorted()
  guard !sorted.isEmpty else { return values.map { _ in 0 } }
  let (bottom, top) = (interpolatedPercentile(sorted, low), interpolatedPercentile(sorted, 100 - low))
  return values.map { value in
    guard let value, value < bottom || value > top else { return 0 }
    return (value - (value > top ? top : bottom)) / (top - bottom) * factor
  }
}

/// `series_decompose`: an array of the series baseline, seasonal, trend and residual; null if the argument is no series or
/// the kind of trend does not exist.
public func decomposeSeries(
  _ series: Value, _ period: Int64?, _ trend: Str, _ testPoints: Int64?, _ threshold: Double?, _ cx: EvaluationContext
) -> Value {
  guard let numbers = SeriesNumbers(series, cx), let period, let testPoints, let threshold,
    let parts = Decomposition(
      numbers.values, period: period, trend: trend, testPoints: testPoints, threshold: threshold)
  else { return .null }
  return Value(
    array: [
      realArray(parts.baseline, cx), realArray(parts.seasonal, cx), realArray(parts.trend, cx),
      realArray(parts.residual, cx),
    ], cx)
}

/// `series_decompose_anomalies`: an array of the series ad_flag, ad_score and baseline; null if the argument is no series or
/// the kind of trend or method does not exist.
public func decomposeAnomalies(
  _ series: Value, _ threshold: Double?, _ period: Int64?, _ trend: Str, _ testPoints: Int64?, _ method: Str,
  _ seasonalityThreshold: Double?, _ cx: EvaluationContext
) -> Value {
  guard let numbers = SeriesNumbers(series, cx), let threshold, let period, let testPoints, let seasonalityThreshold,
    let parts = Decomposition(
      numbers.values, period: period, trend: trend, testPoints: testPoints, threshold: seasonalityThreshold),
    let scores = outlierScores(parts.residual, method)
  else { return .null }
  let flags = scores.map { Value($0 > threshold ? Int64(1) : $0 < -threshold ? -1 : 0) }
  return Value(array: [Value(array: flags, cx), realArray(scores, cx), realArray(parts.baseline, cx)], cx)
}

/// `series_decompose_forecast`: what the seasonal part and the trend of all but the last points predict; null if the argument
/// is no series or the kind of trend does not exist.
public func forecastSeries(
  _ series: Value, _ points: Int64?, _ period: Int64?, _ trend: Str, _ threshold: Double?, _ cx: EvaluationContext
) -> Value {
  let parts = decomposeSeries(series, period, trend, points, threshold, cx)
  return parts.kind == .array ? parts.elements[0] : .null
}

/// `series_outliers(series, kind)`: a score for each value; null if the argument is no series or there is no such kind.
public func scoreOutliers(_ series: Value, _ kind: Str, _ cx: EvaluationContext) -> Value {
  guard let numbers = SeriesNumbers(series, cx), let scores = outlierScores(numbers.values, kind) else { return .null }
  return realArray(scores, cx)
}

/// `series_seasonal(series, period)`: the seasonal part; the period is found if it is negative. Null if the argument is no
/// series.
public func seasonalSeries(_ series: Value, _ period: Int64?, _ cx: EvaluationContext) -> Value {
  let parts = decomposeSeries(series, period, "none", 0, 0.6, cx)
  return parts.kind == .array ? parts.elements[1] : .null
}

/// `series_stats`: an array of min, min_idx, max, max_idx, avg, stdev and variance; null if there are no numbers.
public func seriesStatistics(_ series: Value, _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(series, cx)?.values else { return .null }
  let known = values.enumerated().compactMap { index, value in value.map { (index: index, value: $0) } }
  guard var least = known.first, var greatest = known.first else { return .null }
  let (moments, deviation) = (SampleVariance(cx), SampleDeviation(cx))
  var sum = 0.0
  for point in known {
    if point.value < least.value { least = point }
    if point.value > greatest.value { greatest = point }
    sum += point.value
    moments.add(0, point.value)
    deviation.add(0, point.value)
  }
  return Value(
    array: [
      Value(least.value), Value(Int64(least.index)), Value(greatest.value), Value(Int64(greatest.index)),
      Value(sum / Double(known.count)), Value(deviation.result(0)), Value(moments.result(0)), Value(sum),
      Value(Int64(values.count)),
    ], cx)
}

/// `series_stats_dynamic`: the same as a property bag, with sum and len.
public func seriesStatisticsAsBag(_ series: Value, _ cx: EvaluationContext) -> Value {
  let parts = seriesStatistics(series, cx)
  guard parts.kind == .array else { return .null }
  let names: [Str] = ["min", "min_idx", "max", "max_idx", "avg", "stdev", "variance", "sum", "len"]
  return Value(bag: zip(names, parts.elements).map { (key: $0, value: $1) }, cx)
}
