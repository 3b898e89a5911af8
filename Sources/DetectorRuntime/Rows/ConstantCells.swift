// Constants of a query as one literal: `12 'text' true null 2.5`. Cells are separated by blanks or line ends; within quotes
// `\'`, `\\` and `\n` stand for a quote, a backslash and a line end. A list of the generated code would else be a statement for
// each of its cells, and statements are what compiling it costs.

/// The rows of the operator `datatable`.
///
/// See `datatable-operator.md`.
/// - Parameters:
///   - types: a type for each column, separated by blanks: `int`, `long`, `real`, `bool` or `string`.
///   - rows: the cells, row after row.
public func constantTable(_ types: StaticString, _ rows: StaticString, _ cx: EvaluationContext) -> Table {
  constantTable(types: Str(types), rows: Str(rows), cx)
}

func constantTable(types: Str, rows: Str, _ cx: EvaluationContext) -> Table {
  var types = ConstantReader(types)
  var columns: [ColumnType] = []
  while let word = types.word() {
    guard let type = ColumnType(keyword: word) else {
      preconditionFailure("constants of the generated code have no such type: \(word)")
    }
    columns.append(type)
  }
  let table = Table(width: columns.count, cx)
  var reader = ConstantReader(rows)
  while !reader.isAtEnd {
    for type in columns { table.put(reader.cell(type, cx)) }
    table.endRow()
  }
  return table
}

/// The elements of a dynamic array: whole numbers are `long`, others `real`.
public func constantList(_ elements: StaticString, _ cx: EvaluationContext) -> [Value] {
  constantList(elements: Str(elements), cx)
}

func constantList(elements: Str, _ cx: EvaluationContext) -> [Value] {
  var reader = ConstantReader(elements)
  var values: [Value] = []
  while !reader.isAtEnd { values.append(reader.cell(.dynamic, cx)) }
  return values
}

/// Reads cell after cell.
private struct ConstantReader {
  private let text: Str
  private var index = 0

  init(_ text: Str) {
    self.text = text
    skipBlanks()
  }

  var isAtEnd: Bool { index >= text.count }

  /// The bytes up to the next blank; nil at the end.
  mutating func word() -> Str? {
    guard !isAtEnd else { return nil }
    let start = index
    while !isAtEnd, text[index] > UInt8(ascii: " ") { index += 1 }
    defer { skipBlanks() }
    return text.slice(start, index)
  }

  mutating func cell(_ type: ColumnType, _ cx: EvaluationContext) -> Value {
    if !isAtEnd, text[index] == UInt8(ascii: "'") { return Value(quoted(cx)) }
    guard let word = word() else { preconditionFailure("a row of constants of the generated code is too short") }
    switch word[0] {
    case UInt8(ascii: "n") where word.count == 4: return type == .string ? .emptyString : .null
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    default: break
    }
    guard type != .real, isWhole(word) else { return Value(parseReal(word)) }
    return type == .int ? Value(int: parseLong(word)) : Value(parseLong(word))
  }

  private func isWhole(_ word: Str) -> Bool {
    word.bytes.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// The text between quotes, in place if nothing in it is escaped.
  private mutating func quoted(_ cx: EvaluationContext) -> Str {
    index += 1
    let start = index
    var isEscaped = false
    while text[index] != UInt8(ascii: "'") {
      if text[index] == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    let inside = text.slice(start, index)
    index += 1
    skipBlanks()
    return isEscaped ? Self.unescaped(inside, cx) : inside
  }

  private static func unescaped(_ text: Str, _ cx: EvaluationContext) -> Str {
    cx.text { buffer in
      var index = 0
      while index < text.count {
        if text[index] == UInt8(ascii: "\\") {
          index += 1
          buffer.append(text[index] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : text[index])
        } else {
          buffer.append(text[index])
        }
        index += 1
      }
    }
  }

  private mutating func skipBlanks() {
    while !isAtEnd, text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "\n") { index += 1 }
  }
}
