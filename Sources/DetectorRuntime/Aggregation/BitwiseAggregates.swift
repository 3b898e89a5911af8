// binary_all_and(), binary_all_or(), binary_all_xor(): nulls are ignored, the result of no values is null.
// https://learn.microsoft.com/kusto/query/binary-all-and-aggregation-function

/// `binary_all_and`
public final class BinaryAllAnd {
  private var bits = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    guard let value else { return }
    bits[group] = bits[group].map { $0 & value } ?? value
  }
  public func result(_ group: Int) -> Int64? { bits[group] }
}

/// `binary_all_or`
public final class BinaryAllOr {
  private var bits = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    guard let value else { return }
    bits[group] = bits[group].map { $0 | value } ?? value
  }
  public func result(_ group: Int) -> Int64? { bits[group] }
}

/// `binary_all_xor`
public final class BinaryAllXor {
  private var bits = GroupCells<Int64?>(nil)
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Int64?) {
    guard let value else { return }
    bits[group] = bits[group].map { $0 ^ value } ?? value
  }
  public func result(_ group: Int) -> Int64? { bits[group] }
}
