// Functions that read what `hll` and `tdigest` make.
// https://learn.microsoft.com/kusto/query/dcount-hll-function and the pages beside it

/// `dcount_hll(sketch)`: the number of distinct values; null if the argument is no sketch.
public func countOfSketch(_ sketch: Value, _ cx: EvaluationContext) -> Int64? {
  let sketch = sketch.materialized(cx)
  return sketch.kind == .array ? Int64(sketch.elements.count) : nil
}

/// `hll_merge(sketches…)`: one sketch of all; null if there is none.
public func mergeDistinctSketches(_ sketches: [Value], _ cx: EvaluationContext) -> Value {
  let merged = MergedDistinctSketch(cx)
  for sketch in sketches { merged.add(0, sketch) }
  return merged.result(0)
}

/// `tdigest_merge(sketches…)`: one sketch of all; null if there is none.
public func mergeQuantileSketches(_ sketches: [Value], _ cx: EvaluationContext) -> Value {
  let merged = MergedQuantileSketch(cx)
  for sketch in sketches { merged.add(0, sketch) }
  return merged.result(0)
}

/// What a sketch of quantiles holds: values of one type, and how much each weighs.
struct QuantileValues {
  var entries: [(value: Value, weight: Int64)]

  /// - Returns: nil if the value is no sketch.
  init?(_ sketch: Value, _ cx: EvaluationContext) {
    let elements = sketch.materialized(cx).elements
    guard let first = elements.first else { return nil }
    if elements.count == 2, case let values = first.materialized(cx), values.kind == .array {
      let weights = elements[1].materialized(cx)
      guard weights.kind == .array, weights.elements.count == values.elements.count else { return nil }
      entries = zip(values.elements, weights.elements).map { ($0, $1.long ?? 0) }
    } else {
      entries = elements.map { ($0, 1) }
    }
    guard !entries.isEmpty, entries.allSatisfy({ QuantileValues.isOrdered($0.value) && $0.weight > 0 }) else {
      return nil
    }
  }

  private static func isOrdered(_ value: Value) -> Bool {
    value.kind == .dateTime || value.kind == .timeSpan || Value.wideReal(value) != nil
  }

  private static func areInOrder(_ a: Value, _ b: Value) -> Bool {
    if let a = a.dateTime, let b = b.dateTime { return a.ticks < b.ticks }
    if let a = a.timeSpan, let b = b.timeSpan { return a.ticks < b.ticks }
    guard let a = Value.wideReal(a), let b = Value.wideReal(b) else { return false }
    return a < b || (!a.isNaN && b.isNaN)
  }

  var total: Double { entries.reduce(0) { $0 + Double($1.weight) } }

  /// By nearest rank; `share` is 0 … 100.
  func percentile(_ share: Double) -> Value {
    let rank = min(max((share * total / 100).rounded(.up), 1), total)
    var reached = 0.0
    for entry in entries.sorted(by: { QuantileValues.areInOrder($0.value, $1.value) }) {
      reached += Double(entry.weight)
      if reached >= rank { return entry.value }
    }
    return .null
  }

  /// How much the values weigh that are not greater than a number.
  func rank(_ number: Double) -> Double {
    entries.reduce(0) { sum, entry in
      Value.wideReal(entry.value).map { $0 <= number } == true ? sum + Double(entry.weight) : sum
    }
  }
}

/// `percentile_tdigest(sketch, share)`, by nearest rank; null if the argument is no sketch.
public func percentileOfSketch(_ sketch: Value, _ share: Double?, _ cx: EvaluationContext) -> Value {
  guard let values = QuantileValues(sketch, cx), let share else { return .null }
  return values.percentile(share)
}

/// `percentiles_array_tdigest(sketch, shares…)`, the shares as numbers or in one array: an array of the percentiles; null if
/// the argument is no sketch.
public func percentilesOfSketch(_ sketch: Value, _ shares: [Value], _ cx: EvaluationContext) -> Value {
  guard let values = QuantileValues(sketch, cx) else { return .null }
  var wanted = shares
  if let first = shares.first?.materialized(cx), first.kind == .array { wanted = Array(first.elements) }
  return Value(array: wanted.map { Value.wideReal($0).map { values.percentile($0) } ?? .null }, cx)
}

/// `rank_tdigest(sketch, value)`: how many values are not greater; null if the argument is no sketch.
public func rankInSketch(_ sketch: Value, _ value: Double?, _ cx: EvaluationContext) -> Double? {
  guard let values = QuantileValues(sketch, cx), let value else { return nil }
  return values.rank(value)
}

/// `percentrank_tdigest(sketch, value)`: the share of the values that are not greater, in percent; null if the argument is no
/// sketch.
public func percentRankInSketch(_ sketch: Value, _ value: Double?, _ cx: EvaluationContext) -> Double? {
  guard let values = QuantileValues(sketch, cx), let value else { return nil }
  return values.rank(value) / values.total * 100
}
