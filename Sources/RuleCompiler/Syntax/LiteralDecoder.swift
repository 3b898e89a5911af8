import DetectorRuntime

/// Token text in, value out. Texts of datetimes, timespans, reals, decimals and guids are read by the functions of the
/// runtime that also read them from events.
enum LiteralDecoder {
  /// Why a literal has no value.
  enum Failure: Error, Equatable {
    /// The text is no value of the type.
    case malformed
    /// The value does not fit the type.
    case outOfRange
  }

  /// The value of a literal token. `text` is the token's text.
  static func constant(_ kind: TokenKind, _ text: Substring) throws(Failure) -> Constant {
    switch kind {
    case .bool: return .bool(text.first == "t" || text.first == "T")
    case .long: return .long(try integer(text, in: Int64.min...Int64.max))
    case .real: return .real(try real(text))
    case .timespan: return .timespan(try timespan(text))
    case .bareGuid: return try guid(text)
    case .string: return .string(string(Array(text.utf8)))
    case .typed(let type): return try typed(type, interior(of: text))
    default: throw .malformed
    }
  }

  /// The value that `text`, the content of the parentheses, has as a literal of the type.
  static func typed(_ type: ScalarType, _ text: Substring) throws(Failure) -> Constant {
    if text == "null" { return .null(type) }
    switch type {
    case .bool:
      switch text.lowercased() {
      case "true", "1": return .bool(true)
      case "false", "0": return .bool(false)
      default: throw .malformed
      }
    case .int:
      let range = Int64(Int32.min)...Int64(Int32.max)
      if text == "min" { return .int(range.lowerBound) }
      if text == "max" { return .int(range.upperBound) }
      return .int(try integer(text, in: range))
    case .long:
      if text == "min" { return .long(.min) }
      if text == "max" { return .long(.max) }
      return .long(try integer(text, in: Int64.min...Int64.max))
    case .real:
      if text == "min" { return .real(-.greatestFiniteMagnitude) }
      if text == "max" { return .real(.greatestFiniteMagnitude) }
      return .real(try real(text))
    case .decimal:
      guard let value = read(text, parseDecimal) else { throw .malformed }
      return .decimal(mantissa: value.mantissa, scale: value.scale)
    case .datetime:
      if text == "min" { return .datetime(0) }
      if text == "max" { return .datetime(3_155_378_975_999_999_999) }
      guard let value = read(text, parseDateTime) ?? read(joined(text), parseDateTime) else {
        throw .malformed
      }
      return .datetime(value.ticks)
    case .timespan:
      if text == "min" { return .timespan(.min) }
      if text == "max" { return .timespan(.max) }
      return .timespan(try timespan(text))
    case .guid:
      return try guid(text)
    case .string, .dynamic, .unknown:
      throw .malformed
    }
  }

  /// The text between the parentheses of `datetime(…)`, without blanks around it and without quotes.
  static func interior(of text: Substring) -> Substring {
    var content = text.drop { $0 != "(" }.dropFirst()
    if content.last == ")" { content = content.dropLast() }
    content = trimmed(content)
    guard let first = content.first, "'\"@hH".contains(first), content.count >= 2,
      content.last == "'" || content.last == "\""
    else { return content }
    return trimmed(Substring(string(Array(content.utf8))))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// A date written `2024 - 05 - 01` or `2024, 5, 1`, in the usual form.
  private static func joined(_ text: Substring) -> Substring {
    let parts = text.split(whereSeparator: { $0 == "," || $0 == "-" }).map { trimmed($0) }
    return Substring(parts.joined(separator: "-"))
  }

  /// `-5`, `0x1F`
  static func integer(_ text: Substring, in range: ClosedRange<Int64>) throws(Failure) -> Int64 {
    var digits = text
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits = trimmed(digits.dropFirst()) }
    let isHex = digits.hasPrefix("0x") || digits.hasPrefix("0X")
    if isHex { digits = digits.dropFirst(2) }
    let isDigit: (Character) -> Bool = { isHex ? $0.isASCII && $0.isHexDigit : "0"..."9" ~= $0 }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { throw .malformed }
    if isHex {
      // All 64 bits can be written: 0xFFFFFFFFFFFFFFFF is -1.
      guard let bits = UInt64(digits, radix: 16) else { throw .outOfRange }
      // So can the 32 bits of an int.
      let isInt = range.upperBound == Int64(Int32.max)
      if isInt, bits > UInt64(UInt32.max) { throw .outOfRange }
      let value = isInt ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
      return isNegative ? 0 &- value : value
    }
    guard let value = Int64((isNegative ? "-" : "") + digits), range.contains(value) else {
      throw .outOfRange
    }
    return value
  }

  private static func real(_ text: Substring) throws(Failure) -> Double {
    guard let value = read(text, parseReal) else { throw .malformed }
    return value
  }

  private static func guid(_ text: Substring) throws(Failure) -> Constant {
    guard let value = read(text, parseGuid) else { throw .malformed }
    return .guid(high: value.high, low: value.low)
  }

  private static func timespan(_ text: Substring) throws(Failure) -> Int64 {
    if let unit = text.firstIndex(of: "n"), text[unit...].hasPrefix("nano") {
      guard lexerUnits.contains(String(text[unit...])),
        let number = read(trimmed(text[..<unit]), parseDecimal)
      else { throw .malformed }
      var hundredths = number.mantissa
      for _ in 0..<number.scale { hundredths /= 10 }
      guard let ticks = Int64(exactly: hundredths / 100) else { throw .outOfRange }
      return ticks
    }
    guard let value = read(text, parseTimeSpan) else { throw .malformed }
    return value.ticks
  }

  private static var lexerUnits: Set<String> { Lexer.timespanUnits }

  /// Hands the text to a function of the runtime.
  private static func read<Result>(_ text: Substring, _ parse: (Str) -> Result?) -> Result? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { parse(Str(base: $0, count: buffer.count)) }
    }
  }
}

extension LiteralDecoder {
  /// The value of a string literal in any of its forms.
  static func string(_ literal: [UInt8]) -> String {
    var start = 0
    if literal.first.map({ $0 | 0x20 == UInt8(ascii: "h") }) == true { start = 1 }
    let isVerbatim = start < literal.count && literal[start] == UInt8(ascii: "@")
    if isVerbatim { start += 1 }
    guard start < literal.count else { return "" }
    let quote = literal[start]
    if quote == UInt8(ascii: "`") || quote == UInt8(ascii: "~") {
      let closing = literal.suffix(3)
      let isClosed = literal.count >= start + 6 && closing.allSatisfy { $0 == quote }
      return String(decoding: literal[(start + 3)..<(literal.count - (isClosed ? 3 : 0))], as: UTF8.self)
    }
    start += 1
    var end = literal.count
    if end > start, literal[end - 1] == quote { end -= 1 }
    return isVerbatim
      ? verbatim(literal[start..<end], quote: quote)
      : unescaped(literal[start..<end])
  }

  private static func verbatim(_ content: ArraySlice<UInt8>, quote: UInt8) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      bytes.append(content[index])
      let isDoubled = content[index] == quote && index + 1 < content.endIndex && content[index + 1] == quote
      index += isDoubled ? 2 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ content: ArraySlice<UInt8>) -> String {
    guard content.contains(UInt8(ascii: "\\")) else { return String(decoding: content, as: UTF8.self) }
    var decoder = EscapeDecoder(content: content)
    return decoder.decode()
  }
}

/// Decodes the escape sequences of a string. Escapes of UTF-16 surrogates combine to one character.
private struct EscapeDecoder {
  let content: ArraySlice<UInt8>
  var bytes: [UInt8] = []
  var pendingSurrogate: UInt32?

  init(content: ArraySlice<UInt8>) {
    self.content = content
  }

  mutating func decode() -> String {
    var index = content.startIndex
    while index < content.endIndex {
      guard content[index] == UInt8(ascii: "\\"), index + 1 < content.endIndex else {
        flushSurrogate()
        bytes.append(content[index])
        index += 1
        continue
      }
      let kind = content[index + 1]
      index += 2
      switch kind {
      case UInt8(ascii: "a"): append(0x07)
      case UInt8(ascii: "b"): append(0x08)
      case UInt8(ascii: "f"): append(0x0C)
      case UInt8(ascii: "n"): append(0x0A)
      case UInt8(ascii: "r"): append(0x0D)
      case UInt8(ascii: "t"): append(0x09)
      case UInt8(ascii: "v"): append(0x0B)
      case UInt8(ascii: "u"): append(number(&index, digits: 4, radix: 16))
      case UInt8(ascii: "U"): append(number(&index, digits: 8, radix: 16))
      case UInt8(ascii: "x"): append(number(&index, digits: 2, radix: 16))
      case 0x30...0x37:
        index -= 1
        append(number(&index, digits: kind <= 0x33 ? 3 : 2, radix: 8))
      default:
        // A quote, a backslash, or what is no escape (which the lexer has reported): the character itself.
        flushSurrogate()
        bytes.append(kind)
      }
    }
    flushSurrogate()
    return String(decoding: bytes, as: UTF8.self)
  }

  private func number(_ index: inout Int, digits: Int, radix: Int) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < digits, index < content.endIndex,
      let digit = Character(UnicodeScalar(content[index])).hexDigitValue, digit < radix
    {
      value = value &* UInt32(radix) &+ UInt32(digit)
      index += 1
      count += 1
    }
    return value
  }

  private mutating func append(_ code: UInt32) {
    if let high = pendingSurrogate, 0xDC00...0xDFFF ~= code {
      pendingSurrogate = nil
      appendScalar(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
      return
    }
    flushSurrogate()
    if 0xD800...0xDBFF ~= code { pendingSurrogate = code } else { appendScalar(code) }
  }

  private mutating func flushSurrogate() {
    guard pendingSurrogate != nil else { return }
    pendingSurrogate = nil
    appendScalar(0xFFFD)
  }

  private mutating func appendScalar(_ code: UInt32) {
    bytes.append(contentsOf: Array(String(Character(UnicodeScalar(code) ?? "\u{FFFD}")).utf8))
  }
}
