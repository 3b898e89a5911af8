// Strings of a record as text: escapes decoded, UTF-8 made well-formed.

/// The text of a JSON string's bytes, without its escapes, in `arena`; the bytes themselves if there is none. The walk has
/// checked the escapes. A lone surrogate becomes U+FFFD.
func unescape(_ text: Str, _ arena: Arena) -> Str {
  let source = text.base
  let count = text.count
  var at = indexOfBackslash(source, 0, count)
  if at == count { return text }
  // An escape is never shorter than the text it stands for.
  let target = arena.allocate(count + 16, alignment: 1).assumingMemoryBound(to: UInt8.self)
  target.update(from: source, count: at)
  var written = at
  while at < count {
    var scalar: UInt32
    switch source[at + 1] {
    case 0x62: scalar = 0x08
    case 0x66: scalar = 0x0C
    case 0x6E: scalar = 0x0A
    case 0x72: scalar = 0x0D
    case 0x74: scalar = 0x09
    case 0x75:
      let unit = hexUnit(source + at + 2)
      scalar = unit
      at += 4
      if unit & 0xF800 == 0xD800 {
        scalar = 0xFFFD
        if unit < 0xDC00, at + 3 < count, source[at + 2] == 0x5C, source[at + 3] == 0x75 {
          let low = hexUnit(source + at + 4)
          if low & 0xFC00 == 0xDC00 {
            scalar = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
            at += 6
          }
        }
      }
    // A quote, a slash or a backslash stands for itself.
    case let character: scalar = UInt32(character)
    }
    at += 2
    written += scalar < 0x80 ? putAscii(scalar, target + written) : putScalar(scalar, target + written)
    // Up to the next backslash, a word at a time; the target has room for a word too many.
    while at + 8 <= count {
      let bytes = word(source + at)
      UnsafeMutableRawPointer(target + written).storeBytes(of: bytes, as: UInt64.self)
      let found = zeroBytes(bytes ^ 0x5C5C_5C5C_5C5C_5C5C)
      let length = found == 0 ? 8 : found.trailingZeroBitCount &>> 3
      at += length
      written += length
      if found != 0 { break }
    }
    while at < count, source[at] != 0x5C {
      target[written] = source[at]
      at += 1
      written += 1
    }
  }
  return Str(base: target, count: written)
}

@inline(__always)
private func putAscii(_ scalar: UInt32, _ target: UnsafeMutablePointer<UInt8>) -> Int {
  target[0] = UInt8(truncatingIfNeeded: scalar)
  return 1
}

private func indexOfBackslash(_ source: Bytes, _ from: Int, _ count: Int) -> Int {
  var at = from
  while at + 8 <= count {
    let zero = zeroBytes(word(source + at) ^ 0x5C5C_5C5C_5C5C_5C5C)
    if zero != 0 { return at + zero.trailingZeroBitCount >> 3 }
    at += 8
  }
  while at < count, source[at] != 0x5C { at += 1 }
  return at
}

private func hexUnit(_ digits: Bytes) -> UInt32 {
  var unit: UInt32 = 0
  for i in 0..<4 { unit = unit << 4 | UInt32(hexValue(digits[i]) ?? 0) }
  return unit
}

/// Writes a scalar as UTF-8; returns the number of bytes.
func putScalar(_ scalar: UInt32, _ target: UnsafeMutablePointer<UInt8>) -> Int {
  if scalar < 0x80 {
    target[0] = UInt8(scalar)
    return 1
  }
  if scalar < 0x800 {
    target[0] = UInt8(0xC0 | scalar >> 6)
    target[1] = UInt8(0x80 | scalar & 0x3F)
    return 2
  }
  if scalar < 0x10000 {
    target[0] = UInt8(0xE0 | scalar >> 12)
    target[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
    target[2] = UInt8(0x80 | scalar & 0x3F)
    return 3
  }
  target[0] = UInt8(0xF0 | scalar >> 18)
  target[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
  target[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
  target[3] = UInt8(0x80 | scalar & 0x3F)
  return 4
}

/// The length of the well-formed UTF-8 sequence at `p`, of at most `left` bytes; 0 if it is ill-formed.
@inline(__always)
func sequenceLength(_ p: Bytes, _ left: Int) -> Int {
  let c = p.pointee
  if c < 0x80 { return 1 }
  if c < 0xC2 || c > 0xF4 { return 0 }
  let length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4
  guard length <= left else { return 0 }
  for i in 1..<length where p[i] & 0xC0 != 0x80 { return 0 }
  switch c {
  case 0xE0: return p[1] >= 0xA0 ? 3 : 0
  case 0xED: return p[1] < 0xA0 ? 3 : 0
  case 0xF0: return p[1] >= 0x90 ? 4 : 0
  case 0xF4: return p[1] < 0x90 ? 4 : 0
  default: return length
  }
}

/// `text` if it is well-formed UTF-8; else a copy with U+FFFD for each byte that is not, so that a stray byte in a
/// command line cannot hide the event from the rules.
func wellFormed(_ text: Str, _ arena: Arena) -> Str {
  var at = 0
  while at < text.count {
    if at + 8 <= text.count, word(text.base + at) & 0x8080_8080_8080_8080 == 0 {
      at += 8
      continue
    }
    let length = sequenceLength(text.base + at, text.count - at)
    if length == 0 { return repaired(text, from: at, arena) }
    at += length
  }
  return text
}

private func repaired(_ text: Str, from: Int, _ arena: Arena) -> Str {
  arena.string(capacity: text.count * 3) { target in
    target.update(from: text.base, count: from)
    var written = from
    var at = from
    while at < text.count {
      let length = sequenceLength(text.base + at, text.count - at)
      if length == 0 {
        written += putScalar(0xFFFD, target + written)
        at += 1
      } else {
        (target + written).update(from: text.base + at, count: length)
        written += length
        at += length
      }
    }
    return written
  }
}
