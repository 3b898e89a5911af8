// Finding a literal in a text: many places at a time by the literal's first and last byte, then byte by byte.

import CScan

/// One bit in each byte of the result (the lowest) that is equal in both vectors, as two words.
@inline(__always)
private func equalBytes(_ a: SIMD16<UInt8>, _ b: SIMD16<UInt8>) -> SIMD16<UInt8> {
  SIMD16<UInt8>(repeating: 0).replacing(with: 0xFF, where: a .== b)
}

@inline(__always)
private func load16(_ base: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
  UnsafeRawPointer(base).loadUnaligned(as: SIMD16<UInt8>.self)
}

/// The places in a text that a literal may start at, in order.
///
/// `mask` is 0x20 where letters of both cases are wanted; then a place is a candidate only.
private struct Candidates {
  let text: Str
  let first: UInt8
  let last: UInt8
  let firstMask: UInt8
  let lastMask: UInt8
  let lastOffset: Int
  /// The last place the literal has room at.
  let end: Int

  init(_ text: Str, _ literal: Str, folding: Bool) {
    self.text = text
    lastOffset = literal.count - 1
    end = text.count - literal.count
    firstMask = folding && isAsciiLetter(literal[0]) ? 0x20 : 0
    lastMask = folding && isAsciiLetter(literal[lastOffset]) ? 0x20 : 0
    first = literal[0] | firstMask
    last = literal[lastOffset] | lastMask
  }

  /// The first candidate from `start` on, or nil.
  @inline(__always)
  func next(from start: Int) -> Int? {
    var index = start
    let firsts = SIMD16<UInt8>(repeating: first)
    let lasts = SIMD16<UInt8>(repeating: last)
    let firstMasks = SIMD16<UInt8>(repeating: firstMask)
    let lastMasks = SIMD16<UInt8>(repeating: lastMask)
    // Both loads end within the text.
    while index + 15 <= end {
      let heads = load16(text.base + index) | firstMasks
      let tails = load16(text.base + index + lastOffset) | lastMasks
      let words = unsafeBitCast(
        equalBytes(heads, firsts) & equalBytes(tails, lasts), to: SIMD2<UInt64>.self)
      if words[0] != 0 { return index + words[0].trailingZeroBitCount / 8 }
      if words[1] != 0 { return index + 8 + words[1].trailingZeroBitCount / 8 }
      index += 16
    }
    while index <= end {
      if text[index] | firstMask == first, text[index + lastOffset] | lastMask == last { return index }
      index += 1
    }
    return nil
  }
}

@inline(__always)
private func matchesExactly(_ text: Str, at start: Int, _ literal: Str) -> Bool {
  for offset in 0..<literal.count where text[start + offset] != literal[offset] { return false }
  return true
}

/// The first place of `literal` from `start` on, or nil. An empty literal is found at `start`.
func findExact(_ text: Str, _ literal: Str, from start: Int = 0) -> Int? {
  guard literal.count > 0 else { return start <= text.count ? start : nil }
  guard start + literal.count <= text.count else { return nil }
  let candidates = Candidates(text, literal, folding: false)
  var index = start
  while let place = candidates.next(from: index) {
    if matchesExactly(text, at: place, literal) { return place }
    index = place + 1
  }
  return nil
}

/// The first place of `literal`, in any case, from `start` on, and where the match ends.
func findFolded(_ text: Str, _ literal: Str, from start: Int = 0) -> (start: Int, end: Int)? {
  guard literal.count > 0 else { return start <= text.count ? (start, start) : nil }
  guard isAscii(literal) else { return findFoldedUnicode(text, literal, from: start) }
  guard start + literal.count <= text.count else { return nil }
  if scan_windows_available() {
    let place = scan_find_folded(text.base, text.count, start, literal.base, literal.count)
    return place < 0 ? nil : (place, place + literal.count)
  }
  let candidates = Candidates(text, literal, folding: true)
  var index = start
  while let place = candidates.next(from: index) {
    if matchesFoldedAscii(text, at: place, literal) { return (place, place + literal.count) }
    index = place + 1
  }
  return nil
}

private func findFoldedUnicode(_ text: Str, _ literal: Str, from start: Int) -> (start: Int, end: Int)? {
  var index = start
  while index < text.count {
    if text[index] & 0xC0 != 0x80, let end = foldedMatchEnd(text, at: index, literal) { return (index, end) }
    index += 1
  }
  return nil
}

/// The last place of `literal`, or nil.
func findLastExact(_ text: Str, _ literal: Str) -> Int? {
  guard literal.count <= text.count else { return nil }
  var index = text.count - literal.count
  while index >= 0 {
    if matchesExactly(text, at: index, literal) { return index }
    index -= 1
  }
  return nil
}

func hasPrefix(_ text: Str, _ prefix: Str) -> Bool {
  prefix.count <= text.count && matchesExactly(text, at: 0, prefix)
}

func hasSuffix(_ text: Str, _ suffix: Str) -> Bool {
  suffix.count <= text.count && matchesExactly(text, at: text.count - suffix.count, suffix)
}

/// Whether two texts are the same bytes.
func isEqualExact(_ a: Str, _ b: Str) -> Bool {
  a.count == b.count && matchesExactly(a, at: 0, b)
}
