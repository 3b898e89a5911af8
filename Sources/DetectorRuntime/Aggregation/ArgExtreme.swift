/// `arg_max` and `arg_min`: the cells of the row of each group whose key is the greatest or least.
///
///     if best.wins(group, key) { best.set(group, 0, …); best.set(group, 1, …) }
///
/// Rows with a null key lose to all others; of rows with equal keys, and of rows with null keys only, the first is
/// kept. <https://learn.microsoft.com/kusto/query/arg-max-aggregation-function>
public final class ArgExtreme: RowOfGroup {
  private let isMax: Bool
  private var hasRow = GroupCells<Bool>(false)
  private var keys = GroupCells<Value>(.null)

  /// - Parameters:
  ///   - isMax: true for `arg_max`
  ///   - width: the number of columns kept
  public init(_ isMax: Bool, _ width: Int, _ cx: EvaluationContext) {
    self.isMax = isMax
    super.init(width: width)
  }

  /// Whether a row with this key replaces the one kept, so that its cells are to be set.
  public func wins(_ group: Int, _ key: Value) -> Bool {
    if hasRow[group] {
      if isVoid(key) { return false }
      let current = keys[group]
      if !isVoid(current) {
        let order = compareValues(key, current)
        guard isMax ? order > 0 : order < 0 else { return false }
      }
    }
    hasRow[group] = true
    keys[group] = key
    return true
  }

  /// NaN is neither greatest nor least as long as there is anything else.
  @inline(__always)
  private func isVoid(_ key: Value) -> Bool { key.isNull || key.real?.isNaN == true }
}
