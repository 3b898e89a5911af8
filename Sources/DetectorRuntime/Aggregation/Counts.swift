// count(), dcount(), count_distinct()

/// `count()`: the number of rows of each group.
/// <https://learn.microsoft.com/kusto/query/count-aggregation-function>
public final class CountRows {
  private var counts = GroupCells<Int64>(0)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int) { counts[group] += 1 }
  /// 0 for a group without rows.
  public func result(_ group: Int) -> Int64 { counts[group] }
}

/// `count(expr)`, an undocumented spelling of `count()`: nulls count too.
public final class CountValues {
  private var counts = GroupCells<Int64>(0)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Value) { counts[group] += 1 }
  /// 0 for a group without rows.
  public func result(_ group: Int) -> Int64 { counts[group] }
}

/// `dcount(expr)` and `count_distinct(expr)`: the exact number of distinct values that are not null.
///
/// The empty string is a value like any other. Strings must live as long as the state does.
/// <https://learn.microsoft.com/kusto/query/dcount-aggregation-function>
public final class CountDistinct {
  private let seen: Grouping
  private var counts = GroupCells<Int64>(0)
  public init(_ cx: EvaluationContext) { seen = Grouping(keys: 2, cx) }

  public func add(_ group: Int, _ value: Value) {
    if value.isNull { return }
    let before = seen.count
    seen.put(Int64(group))
    seen.put(value)
    if seen.group() == before { counts[group] += 1 }
  }
  /// 0 for a group without values.
  public func result(_ group: Int) -> Int64 { counts[group] }
}

/// `dcount(expr, accuracy)`: as `CountDistinct`; the count is exact whatever the accuracy asked for.
public final class CountDistinctWithAccuracy {
  private let counts: CountDistinct
  public init(_ accuracy: Int64?, _ cx: EvaluationContext) { counts = CountDistinct(cx) }

  public func add(_ group: Int, _ value: Value) { counts.add(group, value) }
  /// 0 for a group without values.
  public func result(_ group: Int) -> Int64 { counts.result(group) }
}
