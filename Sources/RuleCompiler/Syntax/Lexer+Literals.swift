/// How far a literal reaches. What it means is decided by `LiteralDecoder`.
extension Lexer {
  // MARK: Strings

  /// The length of the string literal at a position, with its prefix `h` and `@`; nil if there is none.
  mutating func scanString(at start: Int) -> Int? {
    var position = start
    if byte(position) | 0x20 == UInt8(ascii: "h") { position += 1 }
    let isVerbatim = byte(position) == UInt8(ascii: "@")
    if isVerbatim { position += 1 }
    let quote = byte(position)
    switch quote {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      position = endOfStringContent(from: position + 1, quote: quote, isVerbatim: isVerbatim)
      if byte(position) == quote { return position + 1 - start }
      report(
        .syntaxUnterminatedString, "the string has no closing \(quote == UInt8(ascii: "'") ? "'" : "\"")",
        from: start, to: position)
      return position - start
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard byte(position + 1) == quote, byte(position + 2) == quote else { return nil }
      position += 3
      while position < bytes.count {
        if bytes[position] == quote, byte(position + 1) == quote, byte(position + 2) == quote {
          return position + 3 - start
        }
        position += 1
      }
      report(
        .syntaxUnterminatedString, "the string has no closing \(quote == UInt8(ascii: "`") ? "```" : "~~~")",
        from: start, to: start + 3)
      return bytes.count - start
    default:
      return nil
    }
  }

  private mutating func endOfStringContent(from start: Int, quote: UInt8, isVerbatim: Bool) -> Int {
    var position = start
    while position < bytes.count {
      let current = bytes[position]
      if current == quote {
        guard isVerbatim, byte(position + 1) == quote else { return position }
        position += 2
      } else if current == 0x0A || current == 0x0D {
        return position
      } else if current == UInt8(ascii: "\\"), !isVerbatim {
        let length = lengthOfEscape(at: position)
        if length == 0 {
          let shown = String(decoding: bytes[position..<min(position + 2, bytes.count)], as: UTF8.self)
          report(
            .syntaxBadEscape,
            "\(shown) is no escape sequence; double the backslash, or put @ before the string",
            from: position, to: min(position + 2, bytes.count), fix: "\\" + shown)
          position += 1
        } else {
          position += length
        }
      } else {
        position += 1
      }
    }
    return position
  }

  /// The length of the escape sequence at a backslash; 0 if there is none.
  private func lengthOfEscape(at start: Int) -> Int {
    func hex(_ count: Int) -> Int {
      (2..<2 + count).allSatisfy { Lexer.isHexDigit(byte(start + $0)) } ? 2 + count : 0
    }
    let kind = byte(start + 1)
    switch kind {
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "a"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "v"):
      return 2
    case UInt8(ascii: "u"): return hex(4)
    case UInt8(ascii: "U"): return hex(8)
    case UInt8(ascii: "x"): return hex(2)
    case 0x30...0x37:
      guard 0x30...0x37 ~= byte(start + 2) else { return 2 }
      return 0x30...0x37 ~= byte(start + 3) && kind <= 0x33 ? 4 : 3
    default: return 0
    }
  }

  // MARK: Typed literals

  /// The length of `(…)`, which ends at the first `)`, or at the end of the line if there is none.
  mutating func scanTypedLiteral(at start: Int) -> Int {
    var position = start + 1
    while position < bytes.count, bytes[position] != UInt8(ascii: ")") {
      if bytes[position] == 0x0A || bytes[position] == 0x0D {
        report(
          .syntaxExpected, "expected ')' at the end of the literal", from: position, to: position, fix: ")")
        return position - start
      }
      position += 1
    }
    if position == bytes.count {
      report(
        .syntaxExpected, "expected ')' at the end of the literal", from: position, to: position, fix: ")")
      return position - start
    }
    return position + 1 - start
  }

  // MARK: Identifiers

  /// The number of bytes of the identifier at a position, 0 if there is none.
  func lengthOfIdentifier(at start: Int) -> Int {
    let first = byte(start)
    guard Lexer.isIdentifierByte(first) || first == UInt8(ascii: "$") else { return 0 }
    var position = start + 1
    while Lexer.isIdentifierByte(byte(position)) { position += 1 }
    return position - start
  }

  /// The length of a guid such as `74be27de-1e4e-49d9-b579-fe0b331d3642`.
  func lengthOfGuid(at start: Int) -> Int? {
    guard start + 36 <= bytes.count else { return nil }
    for offset in 0..<36 {
      let current = bytes[start + offset]
      switch offset {
      case 8, 13, 18, 23: guard current == UInt8(ascii: "-") else { return nil }
      default: guard Lexer.isHexDigit(current) else { return nil }
      }
    }
    return 36
  }

  // MARK: Numbers

  func lengthOfDigits(at start: Int) -> Int {
    var position = start
    while Lexer.isDigit(byte(position)) { position += 1 }
    return position - start
  }

  /// `1.5`, `1.`, `1e5`, `1.5e-3`; not `1..5`.
  func lengthOfReal(at start: Int) -> Int? {
    let dot = UInt8(ascii: ".")
    var position = start + lengthOfDigits(at: start)
    if byte(position) == dot, byte(position + 1) != dot || byte(position + 2) == dot {
      position += 1
      position += lengthOfDigits(at: position)
      position += lengthOfExponent(at: position)
    } else {
      let exponent = lengthOfExponent(at: position)
      guard exponent > 0 else { return nil }
      position += exponent
    }
    return Lexer.isIdentifierByte(byte(position)) ? nil : position - start
  }

  private func lengthOfExponent(at start: Int) -> Int {
    guard byte(start) | 0x20 == UInt8(ascii: "e") else { return 0 }
    let sign = byte(start + 1)
    let skipped = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1
    let digits = lengthOfDigits(at: start + skipped)
    return digits > 0 ? skipped + digits : 0
  }

  /// `5`, `0x1F`
  func lengthOfLong(at start: Int) -> Int? {
    var position = start
    if byte(start) == UInt8(ascii: "0"), byte(start + 1) | 0x20 == UInt8(ascii: "x"),
      Lexer.isHexDigit(byte(start + 2))
    {
      position += 3
      while Lexer.isHexDigit(byte(position)) { position += 1 }
    } else {
      position += lengthOfDigits(at: start)
    }
    return Lexer.isIdentifierByte(byte(position)) ? nil : position - start
  }

  /// `1d`, `1.5h`, `100ms`, `30minutes`
  func lengthOfTimespan(at start: Int) -> Int? {
    var position = start + lengthOfDigits(at: start)
    if byte(position) == UInt8(ascii: ".") {
      let fraction = lengthOfDigits(at: position + 1)
      if fraction > 0 { position += fraction + 1 }
    }
    let unit = lengthOfIdentifier(at: position)
    guard unit > 0,
      Lexer.timespanUnits.contains(String(decoding: bytes[position..<position + unit], as: UTF8.self))
    else { return nil }
    return position + unit - start
  }

  static let timespanUnits: Set<String> = [
    "m", "min", "minute", "minutes", "s", "sec", "second", "seconds", "d", "day", "days", "h", "hr", "hrs",
    "hour", "hours", "ms", "milli", "millis", "millisec", "millisecond", "milliseconds", "micro", "micros",
    "microsec", "microsecond", "microseconds", "nano", "nanos", "nanosec", "nanosecond", "nanoseconds",
    "tick",
    "ticks",
  ]
}

/// Finds keywords in the text.
enum KeywordTable {
  /// A word of the table.
  struct Word {
    var bytes: [UInt8]
    var kind: TokenKind
    /// The type of the literal that begins with this word and `(`.
    var literalType: ScalarType?
    var length: Int { bytes.count }
  }

  /// The words by their first byte, the longest first.
  private static let words: [[Word]] = {
    var table = [[Word]](repeating: [], count: 256)
    for keyword in Keyword.allCases {
      let bytes = Array(keyword.rawValue.utf8)
      table[Int(bytes[0])].append(
        Word(bytes: bytes, kind: .keyword(keyword), literalType: keyword.literalType))
    }
    for text in ReservedWords.all {
      let bytes = Array(text.utf8)
      table[Int(bytes[0])].append(Word(bytes: bytes, kind: .reservedWord, literalType: nil))
    }
    return table.map { $0.sorted { $0.length > $1.length } }
  }()

  /// The longest keyword that the text at `start` begins with.
  static func longest(in text: [UInt8], at start: Int) -> Word? {
    words[Int(text[start])].first { word in
      guard start + word.length <= text.count else { return false }
      for offset in 0..<word.length where text[start + offset] != word.bytes[offset] { return false }
      return true
    }
  }
}

extension Keyword {
  /// The type of the literal that begins with this keyword and `(`.
  var literalType: ScalarType? {
    switch self {
    case .longType, .int64Type: .long
    case .intType, .int32Type: .int
    case .realType, .doubleType: .real
    case .decimalType: .decimal
    case .boolType: .bool
    case .datetimeType, .dateType: .datetime
    case .timespanType, .timeType: .timespan
    case .guidType: .guid
    default: nil
    }
  }
}
