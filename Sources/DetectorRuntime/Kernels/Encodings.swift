// Base64 and URL encoding.

private func base64Character(_ bits: UInt32) -> UInt8 {
  Str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")[Int(bits & 63)]
}

private func base64Value(_ byte: UInt8) -> UInt32? {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
  case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 71)
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte + 4)
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}

private func appendBase64(_ bytes: Str, into buffer: ByteBuffer) {
  var index = 0
  while index < bytes.count {
    let left = bytes.count - index
    var bits = UInt32(bytes[index]) << 16
    if left > 1 { bits |= UInt32(bytes[index + 1]) << 8 }
    if left > 2 { bits |= UInt32(bytes[index + 2]) }
    buffer.append(base64Character(bits >> 18))
    buffer.append(base64Character(bits >> 12))
    buffer.append(left > 1 ? base64Character(bits >> 6) : UInt8(ascii: "="))
    buffer.append(left > 2 ? base64Character(bits) : UInt8(ascii: "="))
    index += 3
  }
}

/// The bytes a base64 text stands for, or nil if it is malformed. White space is passed over, padding must be complete.
func decodedBase64(_ text: Str, _ cx: EvaluationContext) -> Str? {
  var isValid = true
  let bytes = cx.text { buffer in
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text.bytes where !isWhitespace(byte) {
      if byte == UInt8(ascii: "=") {
        padding += 1
      } else if padding == 0, let value = base64Value(byte) {
        bits = bits << 6 | value
        digits += 1
        if digits % 4 == 0 {
          buffer.append(UInt8(bits >> 16 & 255))
          buffer.append(UInt8(bits >> 8 & 255))
          buffer.append(UInt8(bits & 255))
          bits = 0
        }
      } else {
        isValid = false
      }
    }
    let rest = digits % 4
    if rest == 1 || padding > 2 || (rest == 0 ? padding > 0 : rest + padding != 4) { isValid = false }
    if rest == 2 { buffer.append(UInt8(bits >> 4 & 255)) }
    if rest == 3 {
      buffer.append(UInt8(bits >> 10 & 255))
      buffer.append(UInt8(bits >> 2 & 255))
    }
  }
  return isValid ? bytes : nil
}

/// `base64_encode_tostring(text)`
public func base64Encoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  cx.text { appendBase64(text, into: $0) }
}

/// `base64_decode_tostring(text)`: empty if the text is not base64 or does not stand for UTF-8.
public func base64Decoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  guard let bytes = decodedBase64(text, cx), isUTF8Text(bytes) else { return .empty }
  return bytes
}

/// `base64_decode_toarray(text)`: the bytes as longs; null if the text is not base64.
public func base64DecodedArray(_ text: Str, _ cx: EvaluationContext) -> Value {
  guard let bytes = decodedBase64(text, cx) else { return .null }
  return cx.array { stack in
    for byte in bytes.bytes { stack.push(Value(Int64(byte))) }
  }
}

/// `base64_encode_fromarray(bytes)`: empty if an element is no byte.
public func base64EncodedArray(_ bytes: Value, _ cx: EvaluationContext) -> Str {
  let elements = bytes.materialized(cx).elements
  guard elements.allSatisfy({ (0...255).contains($0.long ?? -1) }) else { return .empty }
  let text = cx.text { buffer in
    for element in elements { buffer.append(UInt8(element.long ?? 0)) }
  }
  return base64Encoded(text, cx)
}

/// The bytes of a guid in the order of .NET: the first three groups little-endian.
private func guidByteOrder(_ place: Int) -> Int {
  switch place {
  case 0...3: 3 - place
  case 4, 5: 9 - place
  case 6, 7: 13 - place
  default: place
  }
}

/// `base64_encode_fromguid(guid)`
public func base64EncodedGuid(_ guid: Guid?, _ cx: EvaluationContext) -> Str {
  guard let guid else { return .empty }
  let bytes = cx.text { buffer in
    for place in 0..<16 {
      let index = guidByteOrder(place)
      let half = index < 8 ? guid.high : guid.low
      buffer.append(UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (index & 7))))
    }
  }
  return base64Encoded(bytes, cx)
}

/// `base64_decode_toguid(text)`: null unless the text stands for 16 bytes.
public func base64DecodedGuid(_ text: Str, _ cx: EvaluationContext) -> Guid? {
  guard let bytes = decodedBase64(text, cx), bytes.count == 16 else { return nil }
  var high: UInt64 = 0
  var low: UInt64 = 0
  for index in 0..<16 {
    let byte = UInt64(bytes[guidByteOrder(index)])
    if index < 8 { high = high << 8 | byte } else { low = low << 8 | byte }
  }
  return Guid(high: high, low: low)
}

private func appendEncoded(_ text: Str, blank: Str, into buffer: ByteBuffer) {
  for byte in text.bytes {
    if isTermByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "~") && blank.count == 3 || blank.count == 1 && isKeptByURLEncode(byte)
    {
      buffer.append(byte)
    } else if byte == 0x20 {
      buffer.append(blank)
    } else {
      buffer.append(UInt8(ascii: "%"))
      buffer.append(hexDigit(byte >> 4))
      buffer.append(hexDigit(byte & 15))
    }
  }
}

private func isKeptByURLEncode(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "!") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
}

/// `url_encode(text)`: `+` for a blank, `%xx` for what a form may not contain.
public func urlEncoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  cx.text { appendEncoded(text, blank: "+", into: $0) }
}

/// `url_encode_component(text)`: `%20` for a blank.
public func urlComponentEncoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  cx.text { appendEncoded(text, blank: "%20", into: $0) }
}

/// `url_decode(text)`: `+` is a blank; a `%` without two digits stays.
public func urlDecoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  cx.text { buffer in
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "%"), index + 2 < text.count, let high = hexValue(text[index + 1]),
        let low = hexValue(text[index + 2])
      {
        buffer.append(high << 4 | low)
        index += 3
      } else {
        buffer.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
        index += 1
      }
    }
  }
}
