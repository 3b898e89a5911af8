// A whole result as JSON.

/// Appends a whole result, `{"columns":[…],"types":[…],"rows":[[…]]}`.
func appendJSON(result table: Table, of definition: DetectorDefinition, to buffer: ByteBuffer) {
  // Further columns that only the data knows: the union over the rows, by name.
  var open: [Str] = []
  if definition.isOpen {
    for index in 0..<table.count {
      for cell in openCells(table[row: index], definition)
      where !open.contains(where: { sameBytes($0, cell.key) }) {
        open.append(cell.key)
      }
    }
    open.sort { orderOfBytes($0, $1) < 0 }
  }
  buffer.append("{\"columns\":[")
  for (index, name) in (definition.columns.map(\.name) + open).enumerated() {
    if index > 0 { buffer.append(0x2C) }
    appendJSON(string: name, to: buffer)
  }
  buffer.append("],\"types\":[")
  for (index, type) in (definition.columns.map(\.type) + open.map { _ in .dynamic }).enumerated() {
    if index > 0 { buffer.append(0x2C) }
    appendJSON(string: Str(type.keyword), to: buffer)
  }
  buffer.append("],\"rows\":[")
  for index in 0..<table.count {
    buffer.append(index > 0 ? ",[" : "[")
    let row = table[row: index]
    for (position, column) in definition.columns.enumerated() {
      if position > 0 { buffer.append(0x2C) }
      appendJSON(cell: row.value(position), column.type, to: buffer)
    }
    let cells = open.isEmpty ? [] : openCells(row, definition)
    for (position, key) in open.enumerated() {
      if position > 0 || !definition.columns.isEmpty { buffer.append(0x2C) }
      appendJSON(cells.first { sameBytes($0.key, key) }?.value ?? .null, to: buffer)
    }
    buffer.append(0x5D)
  }
  buffer.append("]}")
}

extension ColumnType {
  /// The type's name in KQL.
  var keyword: StaticString {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .long: "long"
    case .real: "real"
    case .decimal: "decimal"
    case .dateTime: "datetime"
    case .timeSpan: "timespan"
    case .guid: "guid"
    case .string: "string"
    case .dynamic: "dynamic"
    }
  }
}
