/// The rows near those whose first cell is true, without that cell: the plugin `rows_near`.
///
/// See `rows-near-plugin.md`.
/// - Parameters:
///   - before: how many rows before such a row are near it.
///   - after: how many rows after it are.
public func rowsNear(_ table: Table, _ before: Int64, _ after: Int64, _ cx: EvaluationContext) -> Table {
  let result = Table(width: table.width - 1, cx)
  // No row is farther away than the table is long.
  let reach = Int64(table.count)
  let (back, forth) = (Int(min(max(before, 0), reach)), Int(min(max(after, 0), reach)))
  var next = 0
  for index in 0..<table.count where table[row: index].bool(0) == true {
    next = max(next, index - back)
    while next <= min(index + forth, table.count - 1) {
      let row = table[row: next]
      for column in 1..<table.width { result.put(row.value(column)) }
      result.endRow()
      next += 1
    }
  }
  return result
}
