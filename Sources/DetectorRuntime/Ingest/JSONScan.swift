// Stepping over JSON text without decoding it. All functions read up to 16 bytes past the token they look at:
// the buffer is padded, and the padding (NUL) is valid nowhere, so a token that is cut off never looks complete.

typealias Bytes = UnsafePointer<UInt8>

@inline(__always) func word(_ p: Bytes) -> UInt64 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
}

@inline(__always) func word32(_ p: Bytes) -> UInt32 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt32.self)
}

/// The closing quote of the string whose first byte (after the quote) is `start`; nil at a control character or the
/// end of the data, with `stop` there. Sets the bits of `RawValue.flags`.
///
/// Backslashes are not followed one by one: a quote is the end unless an odd number of backslashes precedes it.
@inline(__always)
func endOfString(_ start: Bytes, _ flags: inout UInt8, _ stop: inout Bytes) -> Bytes? {
  var p = start
  var union = SIMD16<UInt8>()
  var backslashes = SIMDMask<SIMD16<Int8>>()
  while true {
    let bytes = UnsafeRawPointer(p).loadUnaligned(as: SIMD16<UInt8>.self)
    let stops = (bytes .== 0x22) .| (bytes .< 0x20)
    let found = unsafeBitCast(stops, to: SIMD2<UInt64>.self)
    union |= bytes
    backslashes = backslashes .| (bytes .== 0x5C)
    if found.x | found.y == 0 {
      p += 16
      continue
    }
    p += found.x != 0 ? found.x.trailingZeroBitCount >> 3 : 8 + found.y.trailingZeroBitCount >> 3
    if p.pointee != 0x22 {
      stop = p
      return nil
    }
    if p[-1] == 0x5C {
      var run = 1
      while p[-1 - run] == 0x5C { run += 1 }
      if run & 1 == 1 {
        p += 1
        continue
      }
    }
    let escapes = unsafeBitCast(backslashes, to: SIMD2<UInt64>.self)
    let high = unsafeBitCast(union, to: SIMD2<UInt64>.self)
    flags = (escapes.x | escapes.y != 0 ? RawValue.mayHaveEscapes : 0)
      | ((high.x | high.y) & 0x8080_8080_8080_8080 != 0 ? RawValue.mayHaveHighBytes : 0)
    return p
  }
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
