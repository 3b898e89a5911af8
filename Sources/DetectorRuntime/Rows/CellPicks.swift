/// Which cells of a row make another row, as one literal: `0-3 string(7) '' null*2 'DNS' =1` are the cells 0, 1, 2 and 3, the
/// text of cell 7, an empty string, two nulls, the text `DNS` and the number 1.
///
/// Generated code keeps one for a loop; a wide union would else be thousands of statements.
public struct CellPicks: ExpressibleByStringLiteral {
  /// What a cell of the row that is made is.
  enum Place {
    case cell(Int32)
    case converted(Int32, ColumnType)
    case constant(Value)

    /// The cell for a place of `row`.
    @inline(__always)
    func cell(_ row: Row, _ cx: EvaluationContext) -> Value {
      switch self {
      case .cell(let index): row.value(Int(index))
      case .converted(let index, let type): row.value(Int(index)).converted(to: type, cx)
      case .constant(let value): value
      }
    }

    /// The same for a place that takes nothing from a row.
    var constant: Value {
      guard case .constant(let value) = self else { preconditionFailure("a cell without a row") }
      return value
    }
  }

  let places: [Place]

  public init(stringLiteral value: StaticString) { self.init(value) }

  public init(_ text: StaticString) {
    var reader = Reader(text: Str(text))
    var places: [Place] = []
    while !reader.isAtEnd {
      if reader.isAtDigit {
        places += reader.range().map { .cell($0) }
      } else if reader.takes("'") {
        let text = Value(reader.quoted())
        places += repeatElement(.constant(text), count: reader.count())
      } else if reader.takes("null") {
        places += repeatElement(.constant(.null), count: reader.count())
      } else if reader.takes("=") {
        places.append(.constant(.long(reader.long())))
      } else {
        let type = reader.type()
        places += reader.range().map { .converted($0, type) }
        _ = reader.takes(")")
      }
      _ = reader.takes(" ")
    }
    self.places = places
  }
}

/// Reads the parts of the literal.
private struct Reader {
  let text: Str
  var index = 0

  var isAtEnd: Bool { index >= text.count }
  var isAtDigit: Bool { !isAtEnd && text[index] >= 0x30 && text[index] <= 0x39 }

  mutating func takes(_ word: Str) -> Bool {
    guard index + word.count <= text.count, sameBytes(text.slice(index, index + word.count), word) else { return false }
    index += word.count
    return true
  }

  private mutating func number() -> Int32 {
    var value: Int32 = 0
    while isAtDigit {
      value = value * 10 + Int32(text[index] - 0x30)
      index += 1
    }
    return value
  }

  /// `3` or `3-9`
  mutating func range() -> ClosedRange<Int32> {
    let first = number()
    return first...(takes("-") ? number() : first)
  }

  /// The text up to the next quote; behind the opening one. No text of the generated code holds a quote.
  mutating func quoted() -> Str {
    let start = index
    while !isAtEnd, text[index] != UInt8(ascii: "'") { index += 1 }
    defer { index += 1 }
    return text.slice(start, index)
  }

  /// `12` or `-12`
  mutating func long() -> Int64 {
    let start = index
    while !isAtEnd, text[index] != UInt8(ascii: " ") { index += 1 }
    guard let value = parseLong(text.slice(start, index)) else {
      preconditionFailure("cells of the generated code have no such number: \(text)")
    }
    return value
  }

  /// `*3`, else once
  mutating func count() -> Int { takes("*") ? Int(number()) : 1 }

  /// The type before an opening parenthesis.
  mutating func type() -> ColumnType {
    let start = index
    while !isAtEnd, text[index] != UInt8(ascii: "(") { index += 1 }
    guard let type = ColumnType(keyword: text.slice(start, index)) else {
      preconditionFailure("cells of the generated code have no such type: \(text)")
    }
    index += 1
    return type
  }
}

extension Table {
  /// Puts cells of a row.
  public func put(_ row: Row, _ picks: CellPicks) {
    for place in picks.places { put(place.cell(row, cx)) }
  }

  /// Puts cells that take nothing from a row.
  public func put(_ constants: CellPicks) {
    for place in constants.places { put(place.constant) }
  }

  /// Appends a row for each row of `table`: the operator `union` for one of its inputs.
  ///
  /// See `union-operator.md`.
  public func append(_ table: Table, _ picks: CellPicks) {
    reserve(table.count)
    for index in 0..<table.count {
      put(table[row: index], picks)
      endRow()
    }
  }
}

/// Cells of each row of a table, as a table of their own: the operator `project` that only chooses and orders columns.
///
/// See `project-operator.md`.
public func pickCells(_ table: Table, _ picks: CellPicks, _ cx: EvaluationContext) -> Table {
  let result = Table(width: picks.places.count, cx)
  result.append(table, picks)
  return result
}
