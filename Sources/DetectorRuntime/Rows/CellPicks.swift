/// Which cells of a row make another row, as one literal: `0-3 string(7) '' null*2` are the cells 0, 1, 2 and 3, the text of
/// cell 7, an empty string, two nulls.
///
/// Generated code keeps one for a loop; a wide union would else be thousands of statements.
public struct CellPicks: ExpressibleByStringLiteral {
  /// The position of a cell, with the type that it is converted to, or a constant.
  struct Place {
    var index: Int32
    var type: ColumnType?

    static let emptyString = Place(index: -1)
    static let null = Place(index: -2)

    /// The cell for a place of `row`.
    @inline(__always)
    func cell(_ row: Row, _ cx: EvaluationContext) -> Value {
      guard index >= 0 else { return constant }
      let value = row.value(Int(index))
      return type.map { value.converted(to: $0, cx) } ?? value
    }

    /// The same for a place that takes nothing from a row.
    var constant: Value { index == Place.emptyString.index ? .emptyString : .null }
  }

  let places: [Place]

  public init(stringLiteral value: StaticString) { self.init(value) }

  public init(_ text: StaticString) {
    var reader = Reader(text: Str(text))
    var places: [Place] = []
    while !reader.isAtEnd {
      if reader.isAtDigit {
        places += reader.range().map { Place(index: $0) }
      } else if reader.takes("''") {
        places += repeatElement(.emptyString, count: reader.count())
      } else if reader.takes("null") {
        places += repeatElement(.null, count: reader.count())
      } else {
        let type = reader.type()
        places += reader.range().map { Place(index: $0, type: type) }
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
