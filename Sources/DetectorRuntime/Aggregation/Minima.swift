// min(): nulls are ignored, the least of nothing is null.
// https://learn.microsoft.com/kusto/query/min-aggregation-function

/// `min` of `int` or `long`.
public final class MinLong {
  private var best = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    guard let value else { return }
    if let current = best[group], !(value < current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Int64? { best[group] }
}

/// `min` of `datetime`.
public final class MinDateTime {
  private var best = GroupCells<DateTime?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: DateTime?) {
    guard let value else { return }
    if let current = best[group], !(value < current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> DateTime? { best[group] }
}

/// `min` of `timespan`.
public final class MinTimeSpan {
  private var best = GroupCells<TimeSpan?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: TimeSpan?) {
    guard let value else { return }
    if let current = best[group], !(value < current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> TimeSpan? { best[group] }
}

/// `min` of `guid`.
public final class MinGuid {
  private var best = GroupCells<Guid?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Guid?) {
    guard let value else { return }
    if let current = best[group], !(value < current) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Guid? { best[group] }
}

/// `min` of `real`; NaN only if there is nothing else.
public final class MinReal {
  private var best = GroupCells<Double?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) {
    guard let value else { return }
    if let current = best[group], !(value < current || current.isNaN) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Double? { best[group] }
}

/// `min` of `decimal`.
public final class MinDecimal {
  private var best = GroupCells<Decimal?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Decimal?) {
    guard let value else { return }
    if let current = best[group], !(compareDecimals(value, current) < 0) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Decimal? { best[group] }
}

/// `min` of `bool`; false is less than true.
public final class MinBool {
  private var best = GroupCells<Bool?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Bool?) {
    guard let value else { return }
    best[group] = (best[group] ?? true) && value
  }
  public func result(_ group: Int) -> Bool? { best[group] }
}

/// `min` of `string`, by code points; the empty string if there are no rows.
public final class MinString {
  private var best = GroupCells<Str?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Str) {
    if let current = best[group], !(orderOfBytes(value, current) < 0) { return }
    best[group] = value
  }
  public func result(_ group: Int) -> Str { best[group] ?? .empty }
}

/// `min` of `dynamic`, in the order of `compareValues`.
public final class MinValue {
  private var best = GroupCells<Value>(.null)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Value) {
    if value.isNull { return }
    let current = best[group]
    if current.isNull || compareValues(value, current) < 0 { best[group] = value }
  }
  public func result(_ group: Int) -> Value { best[group] }
}
