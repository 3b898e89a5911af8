// Values as JSON text, for alerts and rows.

/// Appends `text` as a JSON string, with its quotes. Bytes that are not well-formed UTF-8 become U+FFFD.
func appendJSON(string text: Str, to buffer: ByteBuffer) {
  buffer.append(0x22)
  appendJSON(characters: text, to: buffer)
  buffer.append(0x22)
}

/// Appends `text` as the inside of a JSON string.
func appendJSON(characters text: Str, to buffer: ByteBuffer) {
  var from = 0
  var at = 0
  while at < text.count {
    let byte = text.base[at]
    if byte >= 0x20, byte != 0x22, byte != 0x5C, byte < 0x80 {
      at += 1
      continue
    }
    if byte >= 0x80 {
      let length = sequenceLength(text.base + at, text.count - at)
      if length > 0 {
        at += length
        continue
      }
    }
    buffer.append(text.slice(from, at))
    appendEscape(byte, to: buffer)
    at += 1
    from = at
  }
  buffer.append(text.slice(from, text.count))
}

private func appendEscape(_ byte: UInt8, to buffer: ByteBuffer) {
  switch byte {
  case 0x22: buffer.append("\\\"")
  case 0x5C: buffer.append("\\\\")
  case 0x08: buffer.append("\\b")
  case 0x09: buffer.append("\\t")
  case 0x0A: buffer.append("\\n")
  case 0x0C: buffer.append("\\f")
  case 0x0D: buffer.append("\\r")
  case 0x80...0xFF: buffer.append(scalar: 0xFFFD)
  default:
    let digits: StaticString = "0123456789abcdef"
    buffer.append("\\u00")
    buffer.append(digits.utf8Start[Int(byte >> 4)])
    buffer.append(digits.utf8Start[Int(byte & 15)])
  }
}

/// Appends a cell as JSON: numbers and booleans as such; `datetime` as ISO text with seven digits; `timespan`,
/// `guid` and numbers that JSON does not have as text; dynamic values as JSON; null as `null`.
func appendJSON(_ value: Value, to buffer: ByteBuffer) {
  switch value.kind {
  case .null: buffer.append("null")
  case .bool: buffer.append(value.payload != 0 ? "true" : "false")
  case .int, .long: buffer.append(long: Int64(bitPattern: value.payload))
  case .real:
    let real = Double(bitPattern: value.payload)
    if real.isFinite {
      formatReal(real, into: buffer)
    } else {
      buffer.append(real.isNaN ? "\"NaN\"" : real < 0 ? "\"-Infinity\"" : "\"Infinity\"")
    }
  case .decimal:
    if let decimal = value.decimal { formatDecimal(decimal, into: buffer) }
  case .dateTime: appendQuoted(value, to: buffer)
  case .timeSpan, .guid: appendQuoted(value, to: buffer)
  case .string: appendJSON(string: value.unsafeText, to: buffer)
  case .json: appendCompact(value.unsafeText, to: buffer)
  case .array:
    buffer.append(0x5B)
    for (index, element) in value.elements.enumerated() {
      if index > 0 { buffer.append(0x2C) }
      appendJSON(element, to: buffer)
    }
    buffer.append(0x5D)
  case .bag:
    let pairs = value.pairs
    buffer.append(0x7B)
    for index in 0..<(pairs.count / 2) {
      if index > 0 { buffer.append(0x2C) }
      appendJSON(string: pairs[2 * index].string, to: buffer)
      buffer.append(0x3A)
      appendJSON(pairs[2 * index + 1], to: buffer)
    }
    buffer.append(0x7D)
  }
}

private func appendQuoted(_ value: Value, to buffer: ByteBuffer) {
  buffer.append(0x22)
  if let dateTime = value.dateTime { formatDateTime(dateTime, into: buffer) }
  if let timeSpan = value.timeSpan { formatTimeSpan(timeSpan, into: buffer) }
  if let guid = value.guid { formatGuid(guid, into: buffer) }
  buffer.append(0x22)
}

/// Appends JSON text without the white space between its tokens.
private func appendCompact(_ text: Str, to buffer: ByteBuffer) {
  var from = 0
  var isInString = false
  var at = 0
  while at < text.count {
    let byte = text.base[at]
    if isInString {
      if byte == 0x5C { at += 1 }
      if byte == 0x22 { isInString = false }
    } else if byte == 0x22 {
      isInString = true
    } else if byte <= 0x20 {
      buffer.append(text.slice(from, at))
      from = at + 1
    }
    at += 1
  }
  buffer.append(text.slice(from, text.count))
}
