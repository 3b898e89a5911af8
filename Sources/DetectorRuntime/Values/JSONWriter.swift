// Values to compact JSON text.

/// Appends a value as JSON: no blanks, keys in their order, datetime, timespan, guid and decimal as strings.
public func writeJSON(_ value: Value, into buffer: ByteBuffer, _ cx: EvaluationContext) {
  switch value.kind {
  case .null: buffer.append("null")
  case .bool: buffer.append(value.payload != 0 ? "true" : "false")
  case .int, .long: buffer.append(long: Int64(bitPattern: value.payload))
  case .real:
    let number = Double(bitPattern: value.payload)
    if number.isFinite {
      formatReal(number, wholeSuffix: ".0", into: buffer)
    } else {
      buffer.append(UInt8(ascii: "\""))
      formatReal(number, into: buffer)
      buffer.append(UInt8(ascii: "\""))
    }
  case .decimal, .dateTime, .timeSpan, .guid:
    buffer.append(UInt8(ascii: "\""))
    appendText(value, into: buffer, cx)
    buffer.append(UInt8(ascii: "\""))
  case .string:
    writeJSONString(value.unsafeText, into: buffer)
  case .array:
    buffer.append(UInt8(ascii: "["))
    let elements = value.elements
    for index in 0..<elements.count {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      writeJSON(elements[index], into: buffer, cx)
    }
    buffer.append(UInt8(ascii: "]"))
  case .bag:
    buffer.append(UInt8(ascii: "{"))
    let pairs = value.pairs
    for index in stride(from: 0, to: pairs.count, by: 2) {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      writeJSONString(pairs[index].unsafeText, into: buffer)
      buffer.append(UInt8(ascii: ":"))
      writeJSON(pairs[index + 1], into: buffer, cx)
    }
    buffer.append(UInt8(ascii: "}"))
  case .json:
    writeJSON(value.materialized(cx), into: buffer, cx)
  }
}

/// Appends a text as a JSON string with its quotes. Characters beyond ASCII stay as they are.
public func writeJSONString(_ text: Str, into buffer: ByteBuffer) {
  buffer.append(UInt8(ascii: "\""))
  var start = 0
  for index in 0..<text.count {
    let byte = text[index]
    guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
    buffer.append(text.slice(start, index))
    start = index + 1
    buffer.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: buffer.append(UInt8(ascii: "b"))
    case 0x09: buffer.append(UInt8(ascii: "t"))
    case 0x0A: buffer.append(UInt8(ascii: "n"))
    case 0x0C: buffer.append(UInt8(ascii: "f"))
    case 0x0D: buffer.append(UInt8(ascii: "r"))
    case 0..<0x20:
      buffer.append("u00")
      buffer.append(hexDigit(byte >> 4))
      buffer.append(hexDigit(byte & 15))
    default: buffer.append(byte)
    }
  }
  buffer.append(text.slice(start, text.count))
  buffer.append(UInt8(ascii: "\""))
}

/// Appends a value as `tostring` writes it: nothing for null, text as it is, arrays and bags as JSON.
public func appendText(_ value: Value, into buffer: ByteBuffer, _ cx: EvaluationContext) {
  switch value.kind {
  case .null: return
  case .bool: formatBool(value.payload != 0, into: buffer)
  case .int, .long: buffer.append(long: Int64(bitPattern: value.payload))
  case .real: formatReal(Double(bitPattern: value.payload), into: buffer)
  case .decimal: if let decimal = value.decimal { formatDecimal(decimal, into: buffer) }
  case .dateTime: if let time = value.dateTime { formatDateTime(time, into: buffer) }
  case .timeSpan: if let span = value.timeSpan { formatTimeSpan(span, into: buffer) }
  case .guid: if let guid = value.guid { formatGuid(guid, into: buffer) }
  case .string: buffer.append(value.unsafeText)
  case .array, .bag, .json: writeJSON(value, into: buffer, cx)
  }
}

/// A value as `tostring` writes it. Text is not copied.
public func textOf(_ value: Value, _ cx: EvaluationContext) -> Str {
  switch value.kind {
  case .null: .empty
  case .string: value.unsafeText
  case .bool: value.payload != 0 ? "true" : "false"
  case .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .array, .bag, .json:
    cx.text { appendText(value, into: $0, cx) }
  }
}
