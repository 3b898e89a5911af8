/// A row of a list as its file has it, from which the cells of sources are taken.
enum ListRecord {
  /// Cells by place.
  case cells([Str])
  /// A JSON value.
  case value(Value)
}

/// Where a source's column comes from in a record of a list.
enum ListColumn {
  /// The cell at a place.
  case cell(Int)
  /// What a JSON path leads to.
  case path(Str)
  /// The member of a JSON object.
  case member(Str)
  /// The whole record as a bag, by the names of its cells.
  case bag([Str])
  /// A GUID made of the record's cells, as text.
  case identity
  /// Not in the file.
  case absent

  /// The value for a column of type `type`; null, or the empty string, where the record has none that fits.
  func value(_ record: ListRecord, _ type: ColumnType, parsesJSON: Bool, _ cx: EvaluationContext) -> Value {
    switch (self, record) {
    case (.cell(let place), .cells(let cells)):
      guard place < cells.count else { break }
      let cell = cells[place]
      if type == .dynamic { return parsesJSON ? parseJSON(cell, cx) : Value(cell) }
      return cell.isEmpty && type != .string ? .null : decodeCell(text: cell, type, cx)
    case (.path(let path), .value(let value)): return valueAtPath(value, path, cx).converted(to: type, cx)
    case (.member(let name), .value(let value)): return property(value, name, cx).converted(to: type, cx)
    case (.bag(let names), .cells(let cells)):
      let pairs = zip(names, cells).map { (key: $0, value: Value($1)) }
      return Value(bag: pairs, cx)
    case (.bag, .value(let value)): return value
    case (.identity, .cells(let cells)):
      var hash = StableHash()
      for cell in cells { hash.add(cell) }
      return Value(cx.text { formatGuid(hash.guid, into: $0) })
    case (.cell, .value), (.path, .cells), (.member, .cells), (.identity, .value), (.absent, _): break
    }
    return type == .string ? .emptyString : .null
  }
}
