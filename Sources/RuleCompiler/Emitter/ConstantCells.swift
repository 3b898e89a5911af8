/// Constants as `constantTable` and `constantList` of the runtime read them.
enum ConstantCells {
  /// Fewer cells than this are spelled one by one.
  static let fewest = 4

  /// A table of constants; nil if there are others than one literal can hold.
  static func table(_ rows: [[PlanExpression]], _ columns: [ColumnSymbol]) -> SwiftExpression? {
    guard !rows.isEmpty, !columns.isEmpty, let types = types(columns), let lines = lines(rows) else { return nil }
    return .call("constantTable", [.string(types), .lines(lines), .name("cx")])
  }

  static func types(_ columns: [ColumnSymbol]) -> String? {
    guard columns.allSatisfy({ [.int, .long, .real, .bool, .string].contains($0.type) }) else { return nil }
    return columns.map(\.type.rawValue).joined(separator: " ")
  }

  /// The rows, a line each; nil if a cell is no constant.
  static func lines(_ rows: [[PlanExpression]]) -> [String]? {
    var lines: [String] = []
    for row in rows {
      var words: [String] = []
      for value in row {
        guard case .constant(let constant) = value.kind, let word = word(constant) else { return nil }
        words.append(word)
      }
      lines.append(words.joined(separator: " "))
    }
    return lines
  }

  /// The elements of a dynamic array; nil if one is something else than a number, a text, a truth value or null.
  static func list(_ elements: [Constant]) -> String? {
    guard elements.count >= fewest else { return nil }
    var words: [String] = []
    for element in elements {
      var scalar = element
      while case .dynamic(.scalar(let inner)) = scalar { scalar = inner }
      // A number without a type in front of it is `long`.
      if case .int = scalar { return nil }
      guard let word = word(scalar) else { return nil }
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  private static func word(_ constant: Constant) -> String? {
    switch constant {
    case .null, .dynamic(.null): "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number), .long(let number): "\(number)"
    // Whole numbers keep their point: by it they are told from `long`.
    case .real(let number): "\(number)"
    case .string(let text): quoted(text)
    case .dynamic, .datetime, .timespan, .guid, .decimal: nil
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }
}
