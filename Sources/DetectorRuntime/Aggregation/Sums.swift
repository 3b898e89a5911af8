// sum(): nulls are ignored, the sum of nothing is zero.
// https://learn.microsoft.com/kusto/query/sum-aggregation-function

/// `sum` of `int` or `long`; wraps around on overflow.
public final class SumLong {
  private var sums = GroupCells<Int64>(0)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    if let value { sums[group] &+= value }
  }
  public func result(_ group: Int) -> Int64 { sums[group] }
}

/// `sum` of `real`.
public final class SumReal {
  private var sums = GroupCells<Double>(0)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) {
    if let value { sums[group] += value }
  }
  public func result(_ group: Int) -> Double { sums[group] }
}

/// `sum` of `decimal`; null if it is too large.
public final class SumDecimal {
  private var sums = GroupCells<Decimal?>(.zero)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Decimal?) {
    if let value { sums[group] = addDecimals(sums[group], value) }
  }
  public func result(_ group: Int) -> Decimal? { sums[group] }
}

/// `sum` of `timespan`; wraps around on overflow.
public final class SumTimeSpan {
  private var sums = GroupCells<Int64>(0)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: TimeSpan?) {
    if let value { sums[group] &+= value.ticks }
  }
  public func result(_ group: Int) -> TimeSpan { TimeSpan(ticks: sums[group]) }
}
