// take_any(): the first value of a group that is not null, or not empty.
// https://learn.microsoft.com/kusto/query/take-any-aggregation-function

/// `take_any` of `bool`.
public final class TakeAnyBool {
  private var taken = GroupCells<Bool?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Bool?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> Bool? { taken[group] }
}

/// `take_any` of `int` or `long`.
public final class TakeAnyLong {
  private var taken = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> Int64? { taken[group] }
}

/// `take_any` of `real`.
public final class TakeAnyReal {
  private var taken = GroupCells<Double?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> Double? { taken[group] }
}

/// `take_any` of `decimal`.
public final class TakeAnyDecimal {
  private var taken = GroupCells<Decimal?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Decimal?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> Decimal? { taken[group] }
}

/// `take_any` of `datetime`.
public final class TakeAnyDateTime {
  private var taken = GroupCells<DateTime?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: DateTime?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> DateTime? { taken[group] }
}

/// `take_any` of `timespan`.
public final class TakeAnyTimeSpan {
  private var taken = GroupCells<TimeSpan?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: TimeSpan?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> TimeSpan? { taken[group] }
}

/// `take_any` of `guid`.
public final class TakeAnyGuid {
  private var taken = GroupCells<Guid?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Guid?) {
    if let value, taken[group] == nil { taken[group] = value }
  }
  public func result(_ group: Int) -> Guid? { taken[group] }
}

/// `take_any` of `string`.
public final class TakeAnyString {
  private var taken = GroupCells<Str>(.empty)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Str) {
    if !value.isEmpty, taken[group].isEmpty { taken[group] = value }
  }
  public func result(_ group: Int) -> Str { taken[group] }
}

/// `take_any` of `dynamic`.
public final class TakeAnyValue {
  private var taken = GroupCells<Value>(.null)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Value) {
    if !value.isNull, taken[group].isNull { taken[group] = value }
  }
  public func result(_ group: Int) -> Value { taken[group] }
}

/// `take_any` of several columns: the first row of each group.
///
///     if sample.wins(group) { sample.set(group, 0, …) … }
public final class SampleRow: RowOfGroup {
  private var isTaken = GroupCells<Bool>(false)

  /// - Parameter width: the number of columns kept.
  public init(_ width: Int, _ cx: EvaluationContext) { super.init(width: width) }

  /// Whether the row is the first of its group, so that its cells are to be set.
  public func wins(_ group: Int) -> Bool {
    if isTaken[group] { return false }
    isTaken[group] = true
    return true
  }
}
