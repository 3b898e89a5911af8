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

/// `tdigest(expr)`: a sketch of the quantiles of the values that are not null.
public final class QuantileSketch {
  private let cx: EvaluationContext
  private var lists = GroupLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Double?) {
    if let value { lists.append(group, Value(value)) }
  }
  /// An array; null for a group without values.
  public func result(_ group: Int) -> Value { lists.count(group) == 0 ? .null : lists.array(group, cx) }
}

/// `tdigest_merge(sketch)`: one sketch of all.
public final class MergedQuantileSketch {
  private let cx: EvaluationContext
  private var lists = GroupLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Value) {
    for element in value.materialized(cx).elements { lists.append(group, element) }
  }
  /// An array; null for a group without values.
  public func result(_ group: Int) -> Value { lists.count(group) == 0 ? .null : lists.array(group, cx) }
}
