// hll() and tdigest(): what the service estimates is exact here. A sketch of distinct values is the array of their hashes, one
// of quantiles the array of the values themselves; as in the service, only the functions made for them can read them.
// https://learn.microsoft.com/kusto/query/hll-aggregation-function

/// `hll(expr, accuracy)`: a sketch of the distinct values that are not null; exact whatever the accuracy asked for.
public final class DistinctSketch {
  private let cx: EvaluationContext
  private let seen: Grouping
  private var lists = GroupLists()
  public init(_ accuracy: Int64?, _ cx: EvaluationContext) {
    self.cx = cx
    seen = Grouping(keys: 2, cx)
  }

  public func add(_ group: Int, _ value: Value) {
    if value.isNull { return }
    insert(group, Int64(bitPattern: hashOfValue(deeplyMaterialized(value, cx), 0x9E37_79B9_7F4A_7C15)))
  }

  fileprivate func insert(_ group: Int, _ hash: Int64) {
    let before = seen.count
    seen.put(Int64(group))
    seen.put(hash)
    if seen.group() == before { lists.append(group, Value(hash)) }
  }

  /// An array; null for a group without values.
  public func result(_ group: Int) -> Value { lists.count(group) == 0 ? .null : lists.array(group, cx) }
}

/// `hll_merge(sketch)`: one sketch of all.
public final class MergedDistinctSketch {
  private let sketch: DistinctSketch
  private let cx: EvaluationContext
  public init(_ cx: EvaluationContext) {
    sketch = DistinctSketch(nil, cx)
    self.cx = cx
  }

  public func add(_ group: Int, _ value: Value) {
    for hash in value.materialized(cx).elements { if let hash = hash.long { sketch.insert(group, hash) } }
  }
  /// An array; null for a group without values.
  public func result(_ group: Int) -> Value { sketch.result(group) }
}

/// The values of each group, with weights if there are any.
private struct QuantileLists {
  private var values = GroupLists()
  private var weights = GroupLists()
  private var weighted: Set<Int> = []

  mutating func append(_ group: Int, _ value: Value, weight: Int64 = 1) {
    if weight <= 0 { return }
    if weight != 1 { weighted.insert(group) }
    values.append(group, value)
    weights.append(group, Value(weight))
  }

  /// An array of the values, or of an array of them and one of their weights; null for a group without values.
  func sketch(_ group: Int, _ cx: EvaluationContext) -> Value {
    if values.count(group) == 0 { return .null }
    let array = values.array(group, cx)
    return weighted.contains(group) ? Value(array: [array, weights.array(group, cx)], cx) : array
  }
}

/// `tdigest(expr)`: a sketch of the quantiles of the values that are not null.
public final class QuantileSketch {
  private let cx: EvaluationContext
  private var lists = QuantileLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Double?) {
    if let value { lists.append(group, Value(value)) }
  }
  public func result(_ group: Int) -> Value { lists.sketch(group, cx) }
}

/// `tdigest(expr, weight)`; what weighs nothing does not count.
public final class WeightedQuantileSketch {
  private let cx: EvaluationContext
  private var lists = QuantileLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Double?, _ weight: Int64?) {
    if let value, let weight { lists.append(group, Value(value), weight: weight) }
  }
  public func result(_ group: Int) -> Value { lists.sketch(group, cx) }
}

/// `tdigest(expr)` of datetimes or timespans, which stay what they are.
public final class TimeQuantileSketch {
  private let cx: EvaluationContext
  private var lists = QuantileLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: DateTime?) {
    if let value { lists.append(group, Value(value)) }
  }
  public func add(_ group: Int, _ value: TimeSpan?) {
    if let value { lists.append(group, Value(value)) }
  }
  public func result(_ group: Int) -> Value { lists.sketch(group, cx) }
}

/// `tdigest_merge(sketch)`: one sketch of all.
public final class MergedQuantileSketch {
  private let cx: EvaluationContext
  private var lists = QuantileLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Value) {
    guard let sketch = QuantileValues(value, cx) else { return }
    for entry in sketch.entries { lists.append(group, entry.value, weight: entry.weight) }
  }
  public func result(_ group: Int) -> Value { lists.sketch(group, cx) }
}
