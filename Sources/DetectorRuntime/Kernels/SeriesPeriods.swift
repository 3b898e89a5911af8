// series_periods_detect(), series_periods_validate()
// https://learn.microsoft.com/kusto/query/series-periods-detect-function and the page beside it

/// How well a series repeats itself.
///
/// The score of a period is its autocorrelation, the geometric mean of the biased and the unbiased estimate. The service does
/// not publish how it scores periods; on its documented examples this finds the same ones, with the same scores.
struct PeriodScores {
  /// No shorter period, in points, is looked for.
  static let shortest = 4

  private let centered: [Double]
  private let variance: Double

  /// - Returns: nil if the series is too short, or all of it is the same.
  init?(_ values: [Double?]) {
    let known = values.compactMap { $0 }
    guard known.count >= 2 * PeriodScores.shortest else { return nil }
    let mean = known.reduce(0, +) / Double(known.count)
    centered = values.map { ($0 ?? mean) - mean }
    variance = centered.reduce(0) { $0 + $1 * $1 }
    guard variance > 0 else { return nil }
  }

  var count: Int { centered.count }

  /// The unbiased estimate of the autocorrelation.
  func correlation(_ lag: Int) -> Double {
    var sum = 0.0
    for index in 0..<(count - lag) { sum += centered[index] * centered[index + lag] }
    return sum / variance * (Double(count) / Double(count - lag))
  }

  func score(_ lag: Int, correlation: Double) -> Double {
    min(1, correlation * (Double(count - lag) / Double(count)).squareRoot())
  }

  /// The score of a period of at most half of the series; 0 if a lag between half of it and half as much again is better.
  func significance(_ period: Int, _ correlations: (Int) -> Double) -> Double {
    guard period >= PeriodScores.shortest, 2 * period <= count else { return 0 }
    let own = correlations(period)
    guard own > 0 else { return 0 }
    for lag in (period / 2)...min(count / 2, period + period / 2) where correlations(lag) > own { return 0 }
    return score(period, correlation: own)
  }
}

/// `series_periods_detect(series, least, greatest, count)`: an array of the periods with the best scores and of these scores,
/// filled up with zeros; null if the first argument is no series.
public func detectPeriods(
  _ series: Value, _ least: Double?, _ greatest: Double?, _ count: Int64?, _ cx: EvaluationContext
) -> Value {
  guard let numbers = SeriesNumbers(series, cx), let least, let greatest, let count, count >= 0 else { return .null }
  var found: [(period: Double, score: Double)] = []
  if let scores = PeriodScores(numbers.values) {
    let correlations = (0...(scores.count / 2)).map { scores.correlation($0) }
    for period in PeriodScores.shortest...(scores.count / 2)
    where Double(period) >= least && Double(period) <= greatest {
      let score = scores.significance(period) { correlations[$0] }
      if score > 0 { found.append((Double(period), score)) }
    }
  }
  found.sort { $0.score != $1.score ? $0.score > $1.score : $0.period < $1.period }
  // What repeats itself also does so in each multiple of the period.
  found = found.reduce(into: []) { kept, item in
    if !kept.contains(where: { item.period.truncatingRemainder(dividingBy: $0.period) == 0 }) { kept.append(item) }
  }
  let wanted = Int(min(count, Int64(numbers.values.count)))
  found = Array(found.prefix(wanted)) + Array(repeating: (0, 0), count: max(0, wanted - found.count))
  return Value(array: [realArray(found.map(\.period), cx), realArray(found.map(\.score), cx)], cx)
}

/// `series_periods_validate(series, periods…)`: an array of the periods and of their scores; null if the first argument is no
/// series or a period no number.
public func validatePeriods(_ series: Value, _ periods: [Value], _ cx: EvaluationContext) -> Value {
  guard let numbers = SeriesNumbers(series, cx), periods.count <= 16 else { return .null }
  let scores = PeriodScores(numbers.values)
  var (taken, values): ([Double], [Double]) = ([], [])
  for period in periods {
    guard let length = Value.wideReal(period) else { return .null }
    taken.append(length)
    let isPossible = length >= Double(PeriodScores.shortest) && length <= Double(numbers.values.count) / 2
    let score = isPossible ? scores.map { $0.significance(Int(length.rounded()), $0.correlation) } : nil
    values.append(score ?? 0)
  }
  return Value(array: [realArray(taken, cx), realArray(values, cx)], cx)
}
