// What generated code takes from a table as a whole.

/// The first `count` rows: the operator `take`. A null or negative count takes none.
public func takeTable(_ table: Table, _ count: Int64?) -> Table {
  let result = Table(width: table.width, table.cx)
  for index in 0..<min(table.count, Int(clamping: max(count ?? 0, 0))) {
    let row = table[row: index]
    for column in 0..<table.width { result.put(row.value(column)) }
    result.endRow()
  }
  return result
}

/// The cell of the first row, null if there is no row: `toscalar`.
public func firstCell(_ table: Table, column: Int) -> Value {
  table.count == 0 ? .null : table[row: 0].value(column)
}

/// The distinct values of a column, for `in` over a query. An array stands for its elements.
public final class ValueSet {
  private let groups: Grouping
  private let folded: Bool
  private let cx: EvaluationContext

  /// - Parameter folded: whether strings are compared without regard to case (`in~`).
  public init(_ table: Table, column: Int, folded: Bool, _ cx: EvaluationContext) {
    self.folded = folded
    self.cx = cx
    if let kept = table.keptSets.first(where: { $0.column == column && $0.folded == folded }) {
      groups = kept.values
      return
    }
    // A table that stays as it is has its set made once. Containers would be copied by each look-up.
    let isKept =
      table.keptIndexes != nil && !(0..<table.count).contains { table[row: $0].value(column).isContainer }
    let owner = isKept ? table.cx : cx
    groups = Grouping(keys: 1, owner)
    for index in 0..<table.count {
      add(table[row: index].value(column), owner)
    }
    if isKept { table.keptSets.append((column, folded, groups)) }
  }

  private func add(_ value: Value, _ cx: EvaluationContext) {
    if value.isNull { return }
    let value = value.materialized(cx)
    if value.kind == .array {
      for element in value.elements { add(element, cx) }
      return
    }
    groups.put(key(value, cx))
    _ = groups.group()
  }

  /// Whether the set has the value; a null is in no set.
  public func contains(_ value: Value) -> Bool {
    if value.isNull { return false }
    groups.put(key(value, cx))
    return groups.find() != nil
  }

  private func key(_ value: Value, _ cx: EvaluationContext) -> Value {
    guard folded, value.kind == .string else { return value }
    let text = value.string
    let buffer = ByteBuffer(capacity: text.count)
    var index = 0
    while index < text.count { buffer.append(scalar: foldedScalar(decodeScalar(text, &index))) }
    return Value(cx.arena.copy(buffer.bytes))
  }
}
