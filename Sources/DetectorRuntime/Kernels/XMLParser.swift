// `parse_xml`: XML text to a bag. Elements become properties, attributes properties with `@` in front, text beside
// attributes or elements `#text`; elements of the same name under one parent become an array. The page shows that white
// space around elements is no text, and that an element that is nothing but a number is that number; a text beside
// attributes stays as it is.
// https://learn.microsoft.com/kusto/query/parse-xml-function

/// `parse_xml(text)`: null if the text is not well-formed XML or is larger than 1 MB.
public func parseXML(_ text: Str, _ cx: EvaluationContext) -> Value {
  guard text.count <= 1 << 20 else { return .null }
  let start = cx.stack.count
  var parser = XMLParser(text: text, cx: cx)
  guard let document = parser.parseDocument() else {
    cx.stack.truncate(start)
    return .null
  }
  return document
}

private struct XMLParser {
  static let greatestDepth = 256
  let text: Str
  let cx: EvaluationContext
  var index = 0

  init(text: Str, cx: EvaluationContext) {
    self.text = text
    self.cx = cx
    // A byte order mark
    if text.count > 2, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { index = 3 }
  }

  private var byte: UInt8 { index < text.count ? text[index] : 0 }

  private func stands(_ word: Str) -> Bool {
    index + word.count <= text.count && isEqualExact(text.slice(index, index + word.count), word)
  }

  private mutating func skipWhitespace() {
    while index < text.count, isWhitespace(text[index]) { index += 1 }
  }

  /// Moves behind the next `end`; false if there is none.
  private mutating func skip(past end: Str) -> Bool {
    guard let place = findExact(text, end, from: index) else { return false }
    index = place + end.count
    return true
  }

  mutating func parseDocument() -> Value? {
    guard skipMisc(), byte == UInt8(ascii: "<"), let (name, value) = parseElement(depth: 0) else { return nil }
    guard skipMisc(), index == text.count else { return nil }
    return cx.bag { stack in
      stack.push(Value(name))
      stack.push(value)
    }
  }

  /// Skips white space, comments, processing instructions and the document type around the root element.
  private mutating func skipMisc() -> Bool {
    while true {
      skipWhitespace()
      if stands("<?") {
        guard skip(past: "?>") else { return false }
      } else if stands("<!--") {
        guard skip(past: "-->") else { return false }
      } else if stands("<!DOCTYPE") {
        guard skip(past: ">") else { return false }
      } else {
        return true
      }
    }
  }

  private mutating func parseName() -> Str? {
    let start = index
    while index < text.count {
      let byte = text[index]
      let isNameByte =
        isTermByte(byte) || byte >= 0x80 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      guard isNameByte else { break }
      index += 1
    }
    return index > start ? text.slice(start, index) : nil
  }

  /// The element whose `<` stands at the parser's place.
  private mutating func parseElement(depth: Int) -> (name: Str, value: Value)? {
    index += 1
    guard depth < XMLParser.greatestDepth, let name = parseName() else { return nil }
    let members = cx.stack.count
    guard parseAttributes() else { return nil }
    if stands("/>") {
      index += 2
      return (name, takeMembers(from: members, text: nil))
    }
    guard byte == UInt8(ascii: ">") else { return nil }
    index += 1
    // The text stays at the end of the scratch buffer while inner elements come and go behind it.
    let textStart = cx.scratch.count
    defer { cx.scratch.truncate(textStart) }
    guard parseContent(depth: depth) else { return nil }
    index += 2
    guard let end = parseName(), isEqualExact(end, name) else { return nil }
    skipWhitespace()
    guard byte == UInt8(ascii: ">") else { return nil }
    index += 1
    let content = cx.scratch.text(from: textStart)
    let hasText = !content.trimmingWhitespace().isEmpty
    return (name, takeMembers(from: members, text: hasText ? cx.arena.copy(content) : nil))
  }

  private mutating func parseAttributes() -> Bool {
    while true {
      skipWhitespace()
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { return true }
      guard let name = parseName() else { return false }
      skipWhitespace()
      guard byte == UInt8(ascii: "=") else { return false }
      index += 1
      skipWhitespace()
      let quote = byte
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
      index += 1
      let start = index
      while index < text.count, text[index] != quote { index += 1 }
      guard index < text.count else { return false }
      let raw = text.slice(start, index)
      index += 1
      var isValid = true
      let value = cx.text { isValid = XMLParser.appendDecoded(raw, into: $0) }
      guard isValid else { return false }
      cx.stack.push(Value(joinTwo("@", name, cx)))
      cx.stack.push(Value(value))
    }
  }

  /// Reads up to `</`; text goes to the scratch buffer, elements to the stack.
  private mutating func parseContent(depth: Int) -> Bool {
    while true {
      let start = index
      while index < text.count, text[index] != UInt8(ascii: "<") { index += 1 }
      guard index < text.count else { return false }
      guard XMLParser.appendDecoded(text.slice(start, index), into: cx.scratch) else { return false }
      if stands("</") { return true }
      if stands("<!--") {
        guard skip(past: "-->") else { return false }
      } else if stands("<![CDATA[") {
        let begin = index + 9
        guard skip(past: "]]>") else { return false }
        cx.scratch.append(text.slice(begin, index - 3))
      } else if stands("<?") {
        guard skip(past: "?>") else { return false }
      } else {
        guard let (name, value) = parseElement(depth: depth + 1) else { return false }
        cx.stack.push(Value(name))
        cx.stack.push(value)
      }
    }
  }

  /// The value of an element: null, its text, or a bag of the members on the stack.
  private func takeMembers(from start: Int, text: Str?) -> Value {
    if cx.stack.count == start { return text.map(XMLParser.scalar) ?? .null }
    joinRepeatedNames(from: start, text: text)
    return cx.takeBag(from: start)
  }

  /// Turns members of one name into one member with an array, and puts the text in its place behind the attributes.
  private func joinRepeatedNames(from start: Int, text: Str?) {
    var members: [(name: Value, values: [Value])] = []
    var hasElements = false
    for place in stride(from: start, to: cx.stack.count, by: 2) {
      let name = cx.stack[place]
      if name.unsafeText[0] != UInt8(ascii: "@") { hasElements = true }
      if let earlier = members.firstIndex(where: { isEqualExact($0.name.unsafeText, name.unsafeText) }) {
        members[earlier].values.append(cx.stack[place + 1])
      } else {
        members.append((name, [cx.stack[place + 1]]))
      }
    }
    cx.stack.truncate(start)
    var pendingText = hasElements ? text.map { $0.trimmingWhitespace() } : text
    for member in members {
      if let text = pendingText, member.name.unsafeText[0] != UInt8(ascii: "@") {
        pushText(text)
        pendingText = nil
      }
      cx.stack.push(member.name)
      cx.stack.push(member.values.count == 1 ? member.values[0] : Value(array: member.values, cx))
    }
    if let text = pendingText { pushText(text) }
  }

  private func pushText(_ text: Str) {
    cx.stack.push(Value(Str("#text")))
    cx.stack.push(Value(text))
  }

  /// A text that reads as a number of JSON is that number.
  private static func scalar(_ text: Str) -> Value {
    let trimmed = text.trimmingWhitespace()
    guard trimmed.count < 17, isDigit(trimmed[0]) || trimmed[0] == UInt8(ascii: "-"),
      let number = JSONParser.scalar(trimmed)
    else { return Value(text) }
    return number
  }

  /// Appends text with its character and entity references resolved; false if one is unknown.
  private static func appendDecoded(_ text: Str, into buffer: ByteBuffer) -> Bool {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "&") else {
        buffer.append(byte)
        continue
      }
      let start = index
      while index < text.count, text[index] != UInt8(ascii: ";") { index += 1 }
      guard index < text.count, let scalar = reference(text.slice(start, index)) else { return false }
      buffer.append(scalar: scalar)
      index += 1
    }
    return true
  }

  private static func reference(_ name: Str) -> UInt32? {
    if name.isWord("lt") { return 0x3C }
    if name.isWord("gt") { return 0x3E }
    if name.isWord("amp") { return 0x26 }
    if name.isWord("quot") { return 0x22 }
    if name.isWord("apos") { return 0x27 }
    guard name.count > 1, name[0] == UInt8(ascii: "#") else { return nil }
    if name[1] | 0x20 == UInt8(ascii: "x") { return parseHex(name.slice(2, name.count)).map { UInt32(clamping: $0) } }
    var index = 1
    guard let number = scanDigits(name, &index, limit: 8), index == name.count else { return nil }
    return UInt32(clamping: number)
  }
}
