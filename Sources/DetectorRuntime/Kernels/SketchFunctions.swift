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

/// `percentile_tdigest(sketch, share)`, by nearest rank; null if the argument is no sketch.
public func percentileOfSketch(_ sketch: Value, _ share: Double?, _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(sketch, cx)?.complete, !values.isEmpty, let share else { return .null }
  let rank = (share * Double(values.count) / 100).rounded(.up)
  return Value(values.sorted()[Int(min(max(rank, 1), Double(values.count))) - 1])
}

/// `percentiles_array_tdigest(sketch, shares…)`, the shares as numbers or in one array: an array of the percentiles; null if
/// the argument is no sketch.
public func percentilesOfSketch(_ sketch: Value, _ shares: [Value], _ cx: EvaluationContext) -> Value {
  guard let values = SeriesNumbers(sketch, cx)?.complete, !values.isEmpty else { return .null }
  var wanted = shares
  if let first = shares.first?.materialized(cx), first.kind == .array { wanted = Array(first.elements) }
  return Value(array: wanted.map { percentileOfSketch(sketch, Value.wideReal($0), cx) }, cx)
}

/// `rank_tdigest(sketch, value)`: how many values are not greater; null if the argument is no sketch.
public func rankInSketch(_ sketch: Value, _ value: Double?, _ cx: EvaluationContext) -> Double? {
  guard let values = SeriesNumbers(sketch, cx)?.complete, let value else { return nil }
  return values.reduce(0) { $1 <= value ? $0 + 1 : $0 }
}

/// `percentrank_tdigest(sketch, value)`: the share of the values that are not greater, in percent; null if the argument is no
/// sketch.
public func percentRankInSketch(_ sketch: Value, _ value: Double?, _ cx: EvaluationContext) -> Double? {
  guard let rank = rankInSketch(sketch, value, cx), let count = countOfSketch(sketch, cx), count > 0 else { return nil }
  return rank / Double(count) * 100
}
