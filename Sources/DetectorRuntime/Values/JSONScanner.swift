// Moving through JSON text without building values: where a string ends, where a value ends, what a string says.

/// Walks over JSON text. All functions leave `index` behind what they read, and answer false or nil for text that is no JSON.
struct JSONScanner {
  let text: Str
  var index: Int

  init(_ text: Str, at index: Int = 0) {
    self.text = text
    self.index = index
  }

  /// The byte at `index`, or 0 at the end.
  @inline(__always) var byte: UInt8 { index < text.count ? text[index] : 0 }

  @inline(__always)
  mutating func skipWhitespace() {
    while index < text.count {
      let byte = text[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  /// Skips a string from its opening to behind its closing quote. `hasEscapes` tells whether a backslash is in it.
  @inline(__always)
  mutating func skipString(_ hasEscapes: inout Bool) -> Bool {
    hasEscapes = false
    var place = index + 1
    let end = text.count
    while place < end {
      if place + 8 <= end {
        let word = UnsafeRawPointer(text.base + place).loadUnaligned(as: UInt64.self)
        let special = zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
        if special == 0 {
          place += 8
          continue
        }
        place += special.trailingZeroBitCount / 8
      }
      let byte = text[place]
      if byte == UInt8(ascii: "\"") {
        index = place + 1
        return true
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        place += 1
      }
      place += 1
    }
    return false
  }

  /// Skips one value. Brackets are matched, but the inside of objects and arrays is not checked.
  mutating func skipValue() -> Bool {
    skipWhitespace()
    var ignored = false
    switch byte {
    case UInt8(ascii: "\""):
      return skipString(&ignored)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var depth = 0
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "\""):
          guard skipString(&ignored) else { return false }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
        default:
          break
        }
        index += 1
        if depth == 0 { return true }
      }
      return false
    default:
      let start = index
      scan: while index < text.count {
        switch text[index] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: break scan
        default: index += 1
        }
      }
      return index > start
    }
  }
}

/// Writes what the inside of a JSON string says; false if an escape is malformed.
func appendUnescaped(_ inside: Str, into buffer: ByteBuffer) -> Bool {
  var index = 0
  while index < inside.count {
    let byte = inside[index]
    index += 1
    guard byte == UInt8(ascii: "\\") else {
      buffer.append(byte)
      continue
    }
    guard index < inside.count else { return false }
    let escape = inside[index]
    index += 1
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(escape)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      guard var scalar = fourHexDigits(inside, &index) else { return false }
      if scalar & 0xFC00 == 0xD800, index + 1 < inside.count, inside[index] == UInt8(ascii: "\\"),
        inside[index + 1] == UInt8(ascii: "u")
      {
        var next = index + 2
        if let low = fourHexDigits(inside, &next), low & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
          index = next
        }
      }
      buffer.append(scalar: scalar)
    default: return false
    }
  }
  return true
}

private func fourHexDigits(_ text: Str, _ index: inout Int) -> UInt32? {
  guard index + 4 <= text.count else { return nil }
  var value: UInt32 = 0
  for offset in 0..<4 {
    guard let digit = hexValue(text[index + offset]) else { return nil }
    value = value << 4 | UInt32(digit)
  }
  index += 4
  return value
}
