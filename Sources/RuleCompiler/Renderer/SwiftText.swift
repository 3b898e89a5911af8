/// The one place where text of a rule becomes text of a Swift file: literals, identifiers, comments.
enum SwiftText {
  /// A string literal that stands for exactly `text`. Everything outside printable ASCII and plain letters is escaped, so that nothing
  /// of a rule can end the literal, interpolate, or reorder what a reviewer sees.
  static func stringLiteral(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// What stands between the quotes of a literal.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0": result += "\\0"
      default: result += isPlain(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// What stands for a line in a raw literal of many lines, between `#"""` and `"""#`.
  static func escapedInRawLine(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\#t"
      // Neither the end of the literal nor an escape.
      case "#" where result.last == "\"" || result.last == "\\": result += "\\#u{23}"
      default: result += isPlain(scalar) ? String(scalar) : "\\#u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// The text as lines of a comment: no control, format or separator character is left in them.
  static func commentLines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var isBehindReturn = false
    for scalar in text.unicodeScalars {
      defer { isBehindReturn = scalar == "\r" }
      if scalar == "\n" || scalar == "\r" {
        // KQL takes any of \n, \r\n and \r as the end of a line.
        if scalar == "\n", isBehindReturn { continue }
        lines.append(line)
        line = ""
      } else if scalar == "\t" {
        line += "  "
      } else {
        line += isPlain(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    lines.append(line)
    return lines.map { line in
      var end = line.endIndex
      while end > line.startIndex, line[line.index(before: end)] == " " {
        end = line.index(before: end)
      }
      return String(line[..<end])
    }
  }

  /// Letters, digits, punctuation, symbols and the blank; no controls, no format characters (bidi!), no separators, nothing unassigned.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7f }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse,
      .surrogate, .unassigned:
      return false
    default: return true
    }
  }

  /// A local or type name; a keyword stands in backticks.
  static func identifier(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
  }

  /// A name behind a dot, where only a few words need backticks.
  static func member(_ name: String) -> String {
    name == "init" || name == "self" || name == "Type" ? "`\(name)`" : name
  }

  static func real(_ number: Double) -> String {
    if number.isNaN { return "Double.nan" }
    if number.isInfinite { return number < 0 ? "-Double.infinity" : "Double.infinity" }
    return "\(number)"
  }

  private static let keywords: Set<String> = [
    "Any", "Protocol", "Self", "Type", "as", "associatedtype", "async", "await", "break", "case",
    "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum", "extension",
    "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
    "inout", "internal", "is", "let", "nil", "open", "operator", "precedencegroup", "private",
    "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while", "_",
  ]
}
