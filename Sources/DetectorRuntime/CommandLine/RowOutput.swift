// Result rows as JSON objects.

/// Appends a row as an object, its columns in the query's order. The cells of an open result's bag follow, by name,
/// unless a column has the name already.
func appendJSON(row: Row, of definition: DetectorDefinition, to buffer: ByteBuffer) {
  buffer.append(0x7B)
  for (index, column) in definition.columns.enumerated() {
    if index > 0 { buffer.append(0x2C) }
    appendJSON(string: column.name, to: buffer)
    buffer.append(0x3A)
    appendJSON(cell: row.value(index), column.type, to: buffer)
  }
  if definition.isOpen {
    for (key, value) in openCells(row, definition) {
      if !definition.columns.isEmpty || buffer.bytes.last != 0x7B { buffer.append(0x2C) }
      appendJSON(string: key, to: buffer)
      buffer.append(0x3A)
      appendJSON(value, to: buffer)
    }
  }
  buffer.append(0x7D)
}

/// Appends a cell of a column: a string has no null.
func appendJSON(cell: Value, _ type: ColumnType, to buffer: ByteBuffer) {
  if type == .string, cell.isNull {
    buffer.append("\"\"")
  } else {
    appendJSON(cell, to: buffer)
  }
}

/// The further columns of a row of an open result, by name.
func openCells(_ row: Row, _ definition: DetectorDefinition) -> [(key: Str, value: Value)] {
  let pairs = row.value(definition.columns.count).pairs
  var cells: [(key: Str, value: Value)] = []
  for index in 0..<(pairs.count / 2) {
    let key = pairs[2 * index].string
    if !definition.columns.contains(where: { sameBytes($0.name, key) }) {
      cells.append((key, pairs[2 * index + 1]))
    }
  }
  cells.sort { orderOfBytes($0.key, $1.key) < 0 }
  return cells
}
