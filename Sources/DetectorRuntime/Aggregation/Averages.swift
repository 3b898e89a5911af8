// avg(): nulls are ignored.
// https://learn.microsoft.com/kusto/query/avg-aggregation-function

/// A sum of 64-bit integers that cannot overflow, and how many there were.
private struct WideSum {
  var sum: Int128 = 0
  var count: Int64 = 0

  @inline(__always)
  mutating func add(_ value: Int64) {
    sum += Int128(value)
    count += 1
  }
}

/// `avg` of `int` or `long`: a `real`, NaN if there are no values.
public final class AverageLong {
  private var sums = GroupCells(WideSum())
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    if let value { sums[group].add(value) }
  }
  public func result(_ group: Int) -> Double { Double(sums[group].sum) / Double(sums[group].count) }
}

/// `avg` of `real`; NaN if there are no values.
public final class AverageReal {
  private var sums = GroupCells<(sum: Double, count: Int64)>((0, 0))
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) {
    guard let value else { return }
    sums[group].sum += value
    sums[group].count += 1
  }
  public func result(_ group: Int) -> Double { sums[group].sum / Double(sums[group].count) }
}

/// `avg` of `decimal`; null if there are no values or their sum is too large.
public final class AverageDecimal {
  private var sums = GroupCells<(sum: Decimal?, count: Int64)>((.zero, 0))
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Decimal?) {
    guard let value else { return }
    sums[group].sum = addDecimals(sums[group].sum, value)
    sums[group].count += 1
  }
  public func result(_ group: Int) -> Decimal? { divideDecimals(sums[group].sum, Decimal(sums[group].count)) }
}

/// `avg` of `timespan`, rounded towards zero to a tick; null if there are no values.
public final class AverageTimeSpan {
  private var sums = GroupCells(WideSum())
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: TimeSpan?) {
    if let value { sums[group].add(value.ticks) }
  }
  public func result(_ group: Int) -> TimeSpan? {
    let cell = sums[group]
    return cell.count == 0 ? nil : TimeSpan(ticks: Int64(cell.sum / Int128(cell.count)))
  }
}

/// `avg` of `datetime`, rounded down to a tick; null if there are no values.
public final class AverageDateTime {
  private var sums = GroupCells(WideSum())
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: DateTime?) {
    if let value { sums[group].add(value.ticks) }
  }
  public func result(_ group: Int) -> DateTime? {
    let cell = sums[group]
    return cell.count == 0 ? nil : DateTime(ticks: Int64(cell.sum / Int128(cell.count)))
  }
}
