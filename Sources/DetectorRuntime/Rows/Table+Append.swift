// Copying rows between tables, a row at a time and without looking at the cells.

extension Table {
  /// Makes room for `rows` more rows, so that appending them moves no cell.
  public func reserve(_ rows: Int) {
    while filled + rows * width > capacity { grow() }
  }

  /// Appends a copy of the cells of `row`, which must be as wide as this table.
  public func append(_ row: Row) {
    reserve(1)
    (cells + filled).update(from: row.cells, count: width)
    filled += width
    endRow()
  }

  /// A table of the given rows of this one, in the order of `rows`.
  func picking(_ rows: UnsafeBufferPointer<UInt32>) -> Table {
    let result = Table(width: width, cx)
    result.reserve(rows.count)
    for row in rows { result.append(self[row: Int(row)]) }
    return result
  }
}

/// The first `count` rows of a table (all of them if it has fewer): the operators `take` and `limit`.
///
/// See `take-operator.md`. Any rows may be returned; ours are the first.
public func takeTable(_ table: Table, _ count: Int64) -> Table {
  let rows = Int(max(0, min(count, Int64(table.count))))
  let result = Table(width: table.width, table.cx)
  result.reserve(rows)
  for index in 0..<rows { result.append(table[row: index]) }
  return result
}
