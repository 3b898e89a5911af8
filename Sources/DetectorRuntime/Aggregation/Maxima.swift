// max(): nulls are ignored, the greatest of nothing is null.
// https://learn.microsoft.com/kusto/query/max-aggregation-function

/// `max` of `int` or `long`.
public final class MaxLong {
  private var best = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    guard let value else { return }
    if let current = best[group], !(value > current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Int64? { best[group] }
}

/// `max` of `datetime`.
public final class MaxDateTime {
  private var best = GroupCells<DateTime?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: DateTime?) {
    guard let value else { return }
    if let current = best[group], !(value > current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> DateTime? { best[group] }
}

/// `max` of `timespan`.
public final class MaxTimeSpan {
  private var best = GroupCells<TimeSpan?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: TimeSpan?) {
    guard let value else { return }
    if let current = best[group], !(value > current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> TimeSpan? { best[group] }
}

/// `max` of `guid`.
public final class MaxGuid {
  private var best = GroupCells<Guid?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Guid?) {
    guard let value else { return }
    if let current = best[group], !(value > current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Guid? { best[group] }
}

/// `max` of `real`; NaN only if there is nothing else.
public final class MaxReal {
  private var best = GroupCells<Double?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) {
    guard let value else { return }
    if let current = best[group], !(value > current || current.isNaN) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Double? { best[group] }
}

/// `max` of `decimal`.
public final class MaxDecimal {
  private var best = GroupCells<Decimal?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Decimal?) {
    guard let value else { return }
    if let current = best[group], !(compareDecimals(value, current) > 0) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Decimal? { best[group] }
}

/// `max` of `bool`; false is less than true.
public final class MaxBool {
  private var best = GroupCells<Bool?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Bool?) {
    guard let value else { return }
    best[group] = (best[group] ?? false) || value
  }
  public func result(_ group: Int) -> Bool? { best[group] }
}

/// `max` of `string`, by code points; the empty string if there are no rows.
public final class MaxString {
  private var best = GroupCells<Str?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Str) {
    if let current = best[group], !(orderOfBytes(value, current) > 0) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Str { best[group] ?? .empty }
}

/// `max` of `dynamic`, in the order of `compareValues`.
public final class MaxValue {
  private var best = GroupCells<Value>(.null)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Value) {
    if value.isNull { return }
    let current = best[group]
    if current.isNull || compareValues(value, current) > 0 { best[group] = value }
  }
  public func result(_ group: Int) -> Value { best[group] }
}
