/// Query text in, tokens out. Never fails: what is no token becomes `.bad`, and what is wrong with a token is reported
/// when it is read.
struct Lexer {
  let bytes: [UInt8]
  private(set) var problems: [Problem] = []

  /// Something wrong inside a token.
  struct Problem {
    var id: DiagnosticID
    var message: String
    var start: Int
    var end: Int
    var fix: String?
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// All tokens; the last is `.end`.
  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 5 + 1)
    var position = 0
    repeat {
      let start = endOfTrivia(from: position)
      let (kind, length) = token(at: start)
      tokens.append(Token(kind: kind, triviaStart: position, start: start, end: start + length))
      position = start + length
    } while tokens[tokens.count - 1].kind != .end
    return tokens
  }

  /// The byte at a position, 0 behind the end.
  func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func report(
    _ id: DiagnosticID, _ message: String, from start: Int, to end: Int, fix: String? = nil
  ) {
    problems.append(Problem(id: id, message: message, start: start, end: end, fix: fix))
  }

  // MARK: Trivia

  private func endOfTrivia(from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let length = lengthOfBlank(at: position)
      if length > 0 {
        position += length
      } else if bytes[position] == UInt8(ascii: "/"), byte(position + 1) == UInt8(ascii: "/") {
        position = endOfLine(from: position)
      } else {
        break
      }
    }
    return position
  }

  private func endOfLine(from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A, 0x0D: return position
      // U+2028 and U+2029 end a line too.
      case 0xE2
      where byte(position + 1) == 0x80 && (byte(position + 2) == 0xA8 || byte(position + 2) == 0xA9):
        return position + 3
      default: position += 1
      }
    }
    return position
  }

  /// The number of bytes of a blank: also the no-break space, the spaces of U+2000, and a byte order mark.
  private func lengthOfBlank(at position: Int) -> Int {
    switch bytes[position] {
    case 0x20, 0x09, 0x0A, 0x0D, 0x0C: return 1
    case 0xC2: return byte(position + 1) == 0xA0 ? 2 : 0
    case 0xE1:
      let isBlank =
        byte(position + 1) == 0x9A && byte(position + 2) == 0x80
        || byte(position + 1) == 0xA0 && byte(position + 2) == 0x8E
      return isBlank ? 3 : 0
    case 0xE2:
      let third = byte(position + 2)
      let isBlank =
        byte(position + 1) == 0x80
        && (0x80...0x8B ~= third || third == 0xAF || third == 0xA8 || third == 0xA9)
        || byte(position + 1) == 0x81 && third == 0x9F
      return isBlank ? 3 : 0
    case 0xE3: return byte(position + 1) == 0x80 && byte(position + 2) == 0x80 ? 3 : 0
    case 0xEF: return byte(position + 1) == 0xBB && byte(position + 2) == 0xBF ? 3 : 0
    default: return 0
    }
  }

  // MARK: Tokens

  private mutating func token(at start: Int) -> (TokenKind, length: Int) {
    guard start < bytes.count else { return (.end, 0) }
    let first = bytes[start]
    if !Lexer.isLetterOrDigit(first) {
      if let punctuation = punctuation(at: start) { return punctuation }
      if let length = scanString(at: start) { return (.string, length) }
      if first == UInt8(ascii: "#") { return (.directive, endOfLine(from: start) - start) }
    }
    if let word = KeywordTable.longest(in: bytes, at: start) {
      let next = byte(start + word.length)
      if next == UInt8(ascii: "("), let type = word.literalType {
        return (.typed(type), word.length + scanTypedLiteral(at: start + word.length))
      }
      if !Lexer.isIdentifierByte(next) { return (word.kind, word.length) }
    }
    if Lexer.isLetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: "$") {
      let length = lengthOfIdentifier(at: start)
      if Lexer.boolWords.contains(where: { $0.elementsEqual(bytes[start..<start + length]) }) {
        return (.bool, length)
      }
      if let guid = lengthOfGuid(at: start) { return (.bareGuid, guid) }
      if length == 1, first | 0x20 == UInt8(ascii: "h"), let string = scanString(at: start) {
        return (.string, string)
      }
      return (.identifier, length)
    }
    if Lexer.isDigit(first) {
      if let length = lengthOfGuid(at: start) { return (.bareGuid, length) }
      if let length = lengthOfReal(at: start) { return (.real, length) }
      if let length = lengthOfTimespan(at: start) { return (.timespan, length) }
      if let length = lengthOfLong(at: start) { return (.long, length) }
      let digits = lengthOfDigits(at: start)
      let rest = lengthOfIdentifier(at: start + digits)
      if rest > 0, byte(start + digits) != UInt8(ascii: "$") { return (.identifier, digits + rest) }
      return (.bad, digits)
    }
    return (.bad, lengthOfScalar(at: start))
  }

  private func punctuation(at start: Int) -> (TokenKind, length: Int)? {
    let next = byte(start + 1)
    switch bytes[start] {
    case UInt8(ascii: "("): return (.openParen, 1)
    case UInt8(ascii: ")"): return (.closeParen, 1)
    case UInt8(ascii: "["): return (.openBracket, 1)
    case UInt8(ascii: "]"): return (.closeBracket, 1)
    case UInt8(ascii: "{"): return (.openBrace, 1)
    case UInt8(ascii: "}"): return (.closeBrace, 1)
    case UInt8(ascii: "|"): return (.bar, 1)
    case UInt8(ascii: "."): return next == UInt8(ascii: ".") ? (.dotDot, 2) : (.dot, 1)
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "-"): return (.minus, 1)
    case UInt8(ascii: "*"): return (.asterisk, 1)
    case UInt8(ascii: "/"): return (.slash, 1)
    case UInt8(ascii: "%"): return (.percent, 1)
    case UInt8(ascii: "<"):
      switch next {
      case UInt8(ascii: "="): return (.lessOrEqual, 2)
      case UInt8(ascii: "|"): return (.lessBar, 2)
      case UInt8(ascii: ">"): return (.lessGreater, 2)
      default: return (.less, 1)
      }
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "="):
      switch next {
      case UInt8(ascii: "="): return (.equalEqual, 2)
      case UInt8(ascii: ">"): return (.fatArrow, 2)
      case UInt8(ascii: "~"): return (.equalTilde, 2)
      default: return (.equal, 1)
      }
    case UInt8(ascii: "!"):
      switch next {
      case UInt8(ascii: "="): return (.bangEqual, 2)
      case UInt8(ascii: "~"): return (.bangTilde, 2)
      default: return nil
      }
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "@"):
      let isQuote = [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "~")].contains(
        next)
      return isQuote ? nil : (.at, 1)
    case UInt8(ascii: "?"): return (.question, 1)
    default: return nil
    }
  }

  private static let boolWords: [[UInt8]] = ["true", "True", "TRUE", "false", "False", "FALSE"].map {
    Array($0.utf8)
  }

  /// The number of bytes of the character at a position; 1 if it is not valid UTF-8.
  private func lengthOfScalar(at start: Int) -> Int {
    var length = 1
    while length < 4, byte(start + length) & 0xC0 == 0x80 { length += 1 }
    return bytes[start] < 0x80 ? 1 : length
  }
}

// MARK: Bytes

extension Lexer {
  static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { Lexer.isLetter(byte) || Lexer.isDigit(byte) }
  static func isIdentifierByte(_ byte: UInt8) -> Bool {
    Lexer.isLetterOrDigit(byte) || byte == UInt8(ascii: "_")
  }
  static func isHexDigit(_ byte: UInt8) -> Bool { Lexer.isDigit(byte) || 0x61...0x66 ~= byte | 0x20 }
}
