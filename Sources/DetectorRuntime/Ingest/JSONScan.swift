// Stepping over JSON text without decoding it. All functions read up to 16 bytes past the token they look at:
// the buffer is padded, and the padding (NUL) is valid nowhere, so a token that is cut off never looks complete.

typealias Bytes = UnsafePointer<UInt8>

@inline(__always) func word(_ p: Bytes) -> UInt64 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
}

@inline(__always) func word32(_ p: Bytes) -> UInt32 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt32.self)
}

private let lowBits: UInt64 = 0x0101_0101_0101_0101
private let highBits: UInt64 = 0x8080_8080_8080_8080

/// The high bit of each byte that is a quote or a control character. Above the lowest bit set, others may be wrong.
@inline(__always)
private func stringStops(_ bytes: UInt64) -> UInt64 {
  let quotes = bytes ^ 0x2222_2222_2222_2222
  return ((quotes &- lowBits) & ~quotes | (bytes &- 0x2020_2020_2020_2020) & ~bytes) & highBits
}

/// The closing quote of the string whose first byte (after the quote) is `start`; nil at a control character or the
/// end of the data, with `stop` there.
///
/// Backslashes are not followed one by one: a quote is the end unless an odd number of backslashes precedes it.
@inline(__always)
func endOfString(_ start: Bytes, _ stop: inout Bytes) -> Bytes? {
  var p = start
  while true {
    let first = stringStops(word(p))
    if first != 0 {
      p += first.trailingZeroBitCount &>> 3
    } else {
      let second = stringStops(word(p + 8))
      if second == 0 {
        p += 16
        continue
      }
      p += 8 &+ second.trailingZeroBitCount &>> 3
    }
    if p.pointee != 0x22 {
      stop = p
      return nil
    }
    if p[-1] == 0x5C {
      var run = 1
      while p[-1 &- run] == 0x5C { run &+= 1 }
      if run & 1 == 1 {
        p += 1
        continue
      }
    }
    return p
  }
}

/// Whether all bytes are ASCII and none is a backslash: JSON text that stands for itself.
func isPlain(_ text: Str) -> Bool {
  let p = text.base
  let count = text.count
  var at = 0
  var found: UInt64 = 0
  while at &+ 8 <= count {
    let bytes = word(p + at)
    let slashes = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
    found |= (slashes &- lowBits) & ~slashes | bytes
    at &+= 8
  }
  if at < count {
    // The string's closing quote and the padding behind it make it safe to read a whole word.
    let bytes = word(p + at) & (UInt64.max &>> UInt64(8 &* (8 &- (count &- at))))
    let slashes = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
    found |= (slashes &- lowBits) & ~slashes | bytes
  }
  return found & highBits == 0
}

/// The first byte at or after `p` that is not white space, counting the line feeds passed.
@inline(never)
func skipBlanks(_ p: Bytes, _ lines: inout Int) -> Bytes {
  var p = p
  while true {
    switch p.pointee {
    case 0x20, 0x09, 0x0D: p += 1
    case 0x0A:
      lines += 1
      p += 1
    default: return p
    }
  }
}

/// The end of the number at `p`; nil if it is not a JSON number.
@inline(__always)
func endOfNumber(_ start: Bytes) -> Bytes? {
  var p = start
  if p.pointee == 0x2D { p += 1 }
  let first = p.pointee &- 0x30
  guard first <= 9 else { return nil }
  p += 1
  if first != 0 {
    while p.pointee &- 0x30 <= 9 { p += 1 }
  }
  if p.pointee == 0x2E {
    p += 1
    guard p.pointee &- 0x30 <= 9 else { return nil }
    while p.pointee &- 0x30 <= 9 { p += 1 }
  }
  if p.pointee | 0x20 == 0x65 {
    p += 1
    if p.pointee == 0x2B || p.pointee == 0x2D { p += 1 }
    guard p.pointee &- 0x30 <= 9 else { return nil }
    while p.pointee &- 0x30 <= 9 { p += 1 }
  }
  return p
}

/// `true`, `fals`, `null` and the `e` that ends `false`, as little-endian words.
let wordTrue: UInt32 = 0x6575_7274
let wordFals: UInt32 = 0x736C_6166
let wordNull: UInt32 = 0x6C6C_756E
