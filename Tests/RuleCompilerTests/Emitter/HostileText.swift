import Testing

/// Texts that try to leave the place they are put in, and rules that have them in one field each.
struct HostileText: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  var testDescription: String { name }

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// What may end a literal, a comment, a line or the attention of a reviewer.
  static let marks: [HostileText] = [
    HostileText("newline", "a\nlet injected = 1 // b"),
    HostileText("carriage return", "a\rlet injected = 1\r\n}"),
    HostileText("quotes", "a\"b\"\"'c''"),
    HostileText("interpolation", #"\(fatalError("x"))"#),
    HostileText("raw interpolation", ##"\#(1)"##),
    HostileText("triple quote", "\"\"\"\n\"\"\""),
    HostileText("raw string", "\"# + #\""),
    HostileText("hash", "#if false"),
    HostileText("source location", "#sourceLocation(file: \"x\", line: 1)"),
    HostileText("end of comment", "*/ let injected = 1 /*"),
    HostileText("start of comment", "/* // ///"),
    HostileText("NUL", "a\u{0}b"),
    HostileText("controls", "\u{1}\u{7}\u{8}\u{B}\u{C}\u{1B}[31m\u{7F}\u{85}\u{9B}"),
    HostileText("right-to-left override", "a\u{202E}b\u{202C}"),
    HostileText("isolate", "a\u{2066}b\u{2069}\u{2067}"),
    HostileText("invisible", "\u{200B}\u{200D}\u{FEFF}\u{AD}\u{E0041}\u{FE0F}"),
    HostileText("line separator", "a\u{2028}let injected = 1\u{2029}b"),
    HostileText("blanks", " \u{A0}\u{3000} a \t "),
    HostileText("combining", "\u{301}\u{20DD}e\u{301}"),
    HostileText("backslash", #"C:\"#),
    HostileText("backslashes", #"\\\"#),
    HostileText("escapes", #"\u{0}\n\t\u{202E}"#),
    HostileText("braces", "}}}{{ ){ ]["),
    HostileText("emoji", "👩‍👩‍👧‍👦🇩🇪🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
    HostileText("private use", "\u{E000}\u{10FFFD}\u{FFFF}"),
    HostileText("long", String(repeating: "abcdefghij", count: 1_000)),
    HostileText("long line of quotes", String(repeating: "\"\\", count: 5_000)),
  ]

  /// What means something to Swift, or to generated code.
  static let words: [HostileText] =
    [
      "class", "self", "Self", "init", "Type", "Protocol", "Any", "nil", "_", "$0", "default", "await", "throws",
      "some", "any", "each", "repeat", "unsafe", "consume", "copy", "borrowing", "isolated", "discard", "yield",
      "then", "macro", "operator", "get", "set", "row", "cx", "isTrue", "Str", "definition", "rule",
    ].map { HostileText("word \($0)", $0) }

  /// The text as a YAML scalar: JSON's escapes, all of which YAML has.
  var yaml: String { Self.yaml(text) }

  static func yaml(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case " "..<"\u{7F}": result.unicodeScalars.append(scalar)
      default: result += "\\U" + hexadecimal(scalar, digits: 8)
      }
    }
    return result + "\""
  }

  /// The text as a KQL string literal with escapes.
  static func quoted(_ text: String, by quote: Character = "\"") -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "'", "\\": result += "\\" + String(scalar)
      case " "..<"\u{7F}": result.unicodeScalars.append(scalar)
      default: result += "\\U" + hexadecimal(scalar, digits: 8)
      }
    }
    return result + String(quote)
  }

  /// As `quoted`, with what may stand there written as it is.
  static func bare(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// A regular expression that matches the text.
  static func pattern(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if scalar.isASCII, !isWord, scalar.value >= 0x20, scalar.value < 0x7F { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
