// Reading one member of a dynamic value. Unparsed JSON text is searched, not parsed.
// https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic#dynamic-object-accessors

/// `value.name`: the property of a bag, null if there is none. The name is matched exactly; of equal keys the last counts.
public func property(_ value: Value, _ name: Str, _ cx: EvaluationContext) -> Value {
  switch value.kind {
  case .bag:
    let pairs = value.pairs
    var index = 0
    while index < pairs.count {
      if isEqualExact(pairs[index].unsafeText, name) { return pairs[index + 1] }
      index += 2
    }
    return .null
  case .json:
    let text = value.unsafeText
    if let known = cx.properties.value(text, name) { return known }
    let found = jsonProperty(text, name, cx)
    cx.properties.remember(text, name, found)
    return found
  case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .array:
    return .null
  }
}

/// `value[index]`: the element of an array, counted from 0, or from the end if negative; null beyond the array.
public func element(_ value: Value, _ index: Int64?, _ cx: EvaluationContext) -> Value {
  guard let index else { return .null }
  if value.kind == .json, index >= 0 { return jsonElement(value.unsafeText, index, cx) }
  let elements = value.materialized(cx).elements
  let place = index < 0 ? index + Int64(elements.count) : index
  return place >= 0 && place < elements.count ? elements[Int(place)] : .null
}

/// `value[key]`: a property if the key is a string, an element if it is a whole number.
public func member(_ value: Value, _ key: Value, _ cx: EvaluationContext) -> Value {
  switch key.kind {
  case .string: property(value, key.unsafeText, cx)
  case .int, .long: element(value, key.long, cx)
  case .null, .bool, .real, .decimal, .dateTime, .timeSpan, .guid, .array, .bag, .json: .null
  }
}

private func jsonProperty(_ text: Str, _ name: Str, _ cx: EvaluationContext) -> Value {
  var scanner = JSONScanner(text)
  scanner.skipWhitespace()
  guard scanner.byte == UInt8(ascii: "{") else { return .null }
  scanner.index += 1
  var found = -1
  while true {
    scanner.skipWhitespace()
    guard scanner.byte == UInt8(ascii: "\"") else { break }
    let start = scanner.index + 1
    var hasEscapes = false
    guard scanner.skipString(&hasEscapes) else { break }
    let key = text.slice(start, scanner.index - 1)
    scanner.skipWhitespace()
    guard scanner.byte == UInt8(ascii: ":") else { break }
    scanner.index += 1
    let isMatch = hasEscapes ? isEscapedForm(key, of: name, cx) : isEqualExact(key, name)
    if isMatch { found = scanner.index }
    guard scanner.skipValue() else { break }
    scanner.skipWhitespace()
    guard scanner.byte == UInt8(ascii: ",") else { break }
    scanner.index += 1
  }
  return found < 0 ? .null : lazyValue(text, at: found, cx)
}

private func jsonElement(_ text: Str, _ index: Int64, _ cx: EvaluationContext) -> Value {
  var scanner = JSONScanner(text)
  scanner.skipWhitespace()
  guard scanner.byte == UInt8(ascii: "[") else { return .null }
  scanner.index += 1
  scanner.skipWhitespace()
  if scanner.byte == UInt8(ascii: "]") { return .null }
  for _ in 0..<index {
    guard scanner.skipValue() else { return .null }
    scanner.skipWhitespace()
    guard scanner.byte == UInt8(ascii: ",") else { return .null }
    scanner.index += 1
  }
  return lazyValue(text, at: scanner.index, cx)
}

private func isEscapedForm(_ key: Str, of name: Str, _ cx: EvaluationContext) -> Bool {
  guard let plain = unescapeJSON(key, cx) else { return false }
  return isEqualExact(plain, name)
}

/// The value that starts at `index`: a scalar, or the unparsed text of an object or array.
private func lazyValue(_ text: Str, at index: Int, _ cx: EvaluationContext) -> Value {
  var parser = JSONParser(text, at: index, cx)
  parser.scanner.skipWhitespace()
  switch parser.scanner.byte {
  case UInt8(ascii: "{"), UInt8(ascii: "["):
    let start = parser.scanner.index
    guard parser.scanner.skipValue() else { return .null }
    return Value(jsonText: text.slice(start, parser.scanner.index))
  case UInt8(ascii: "\""):
    return parser.parseString().map { Value($0) } ?? .null
  default:
    return parser.parseScalar() ?? .null
  }
}

extension Value {
  /// Unparsed JSON text of an object or array.
  public init(jsonText text: Str) {
    self.init(
      kind: .json, payload: UInt64(UInt(bitPattern: text.base)), count: UInt32(truncatingIfNeeded: text.count))
  }
}
