// JSON text to values.

/// The value of a JSON text, or nil if the text is not JSON from end to end.
///
/// Whole numbers that a `long` can hold are longs, all others reals. Of equal keys the last value counts. Strings without
/// escapes share the memory of `text`. Text nested more than 256 deep is refused.
public func parseJSONText(_ text: Str, _ cx: EvaluationContext) -> Value? {
  let start = cx.stack.count
  var parser = JSONParser(text, cx)
  guard let value = parser.parseValue(depth: 0) else {
    cx.stack.truncate(start)
    return nil
  }
  parser.scanner.skipWhitespace()
  return parser.scanner.index == text.count ? value : nil
}

struct JSONParser {
  static let greatestDepth = 256
  var scanner: JSONScanner
  let cx: EvaluationContext

  init(_ text: Str, at index: Int = 0, _ cx: EvaluationContext) {
    scanner = JSONScanner(text, at: index)
    self.cx = cx
  }

  mutating func parseValue(depth: Int) -> Value? {
    scanner.skipWhitespace()
    switch scanner.byte {
    case UInt8(ascii: "{"): return parseObject(depth: depth + 1)
    case UInt8(ascii: "["): return parseArray(depth: depth + 1)
    case UInt8(ascii: "\""): return parseString().map { Value($0) }
    default: return parseScalar()
    }
  }

  private mutating func parseArray(depth: Int) -> Value? {
    guard depth <= JSONParser.greatestDepth else { return nil }
    let start = cx.stack.count
    scanner.index += 1
    scanner.skipWhitespace()
    if scanner.byte == UInt8(ascii: "]") {
      scanner.index += 1
      return cx.takeArray(from: start)
    }
    while true {
      guard let element = parseValue(depth: depth) else { return nil }
      cx.stack.push(element)
      scanner.skipWhitespace()
      let byte = scanner.byte
      scanner.index += 1
      if byte == UInt8(ascii: "]") { return cx.takeArray(from: start) }
      guard byte == UInt8(ascii: ",") else { return nil }
    }
  }

  private mutating func parseObject(depth: Int) -> Value? {
    guard depth <= JSONParser.greatestDepth else { return nil }
    let start = cx.stack.count
    scanner.index += 1
    scanner.skipWhitespace()
    if scanner.byte == UInt8(ascii: "}") {
      scanner.index += 1
      return cx.takeBag(from: start)
    }
    while true {
      scanner.skipWhitespace()
      guard scanner.byte == UInt8(ascii: "\""), let key = parseString() else { return nil }
      scanner.skipWhitespace()
      guard scanner.byte == UInt8(ascii: ":") else { return nil }
      scanner.index += 1
      guard let value = parseValue(depth: depth) else { return nil }
      cx.stack.push(Value(key))
      cx.stack.push(value)
      scanner.skipWhitespace()
      let byte = scanner.byte
      scanner.index += 1
      if byte == UInt8(ascii: "}") { return cx.takeBag(from: start) }
      guard byte == UInt8(ascii: ",") else { return nil }
    }
  }

  /// The string whose opening quote stands at the scanner's place.
  mutating func parseString() -> Str? {
    let start = scanner.index + 1
    var hasEscapes = false
    guard scanner.skipString(&hasEscapes) else { return nil }
    let inside = scanner.text.slice(start, scanner.index - 1)
    return hasEscapes ? unescapeJSON(inside, cx) : inside
  }

  /// A number, `true`, `false` or `null`.
  mutating func parseScalar() -> Value? {
    let start = scanner.index
    guard scanner.skipValue() else { return nil }
    return JSONParser.scalar(scanner.text.slice(start, scanner.index))
  }

  static func scalar(_ text: Str) -> Value? {
    switch text[0] {
    case UInt8(ascii: "t"): return isEqualExact(text, "true") ? Value(true) : nil
    case UInt8(ascii: "f"): return isEqualExact(text, "false") ? Value(false) : nil
    case UInt8(ascii: "n"): return isEqualExact(text, "null") ? .null : nil
    default: return number(text)
    }
  }

  private static func number(_ text: Str) -> Value? {
    var index = text[0] == UInt8(ascii: "-") ? 1 : 0
    let digits = index
    while index < text.count, isDigit(text[index]) { index += 1 }
    guard index > digits, index == digits + 1 || text[digits] != UInt8(ascii: "0") else { return nil }
    if index == text.count { return parseLong(text).map { Value($0) } ?? parseReal(text).map { Value($0) } }
    if text[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      guard index > fraction else { return nil }
    }
    if index < text.count {
      guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
      let exponent = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      guard index > exponent, index == text.count else { return nil }
    }
    return parseReal(text).map { Value($0) }
  }
}

/// What the inside of a JSON string says, or nil if an escape is malformed.
func unescapeJSON(_ inside: Str, _ cx: EvaluationContext) -> Str? {
  var isValid = true
  let text = cx.text { isValid = appendUnescaped(inside, into: $0) }
  return isValid ? text : nil
}

extension Value {
  /// The value itself, or the bag or array that unparsed JSON text stands for. Text that is no JSON stays a string.
  public func materialized(_ cx: EvaluationContext) -> Value {
    guard kind == .json else { return self }
    return parseJSONText(unsafeText, cx) ?? Value(unsafeText)
  }
}
