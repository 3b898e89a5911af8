// Ignoring case: ASCII letters by their bit, all other characters by their one-to-one upper-case mapping.

/// The scalar that starts at `index`, which moves behind it. A byte that starts none reads as U+FFFD.
func decodeScalar(_ text: Str, _ index: inout Int) -> UInt32 {
  let first = text[index]
  index += 1
  if first < 0x80 { return UInt32(first) }
  let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0
  guard length > 0, first < 0xF5, index + length <= text.count else { return 0xFFFD }
  var scalar = UInt32(first) & (0x3F >> UInt32(length))
  for offset in 0..<length {
    let byte = text[index + offset]
    guard byte & 0xC0 == 0x80 else { return 0xFFFD }
    scalar = scalar << 6 | UInt32(byte & 0x3F)
  }
  index += length
  return scalar
}

/// The scalar that stands for all cases of this one.
func foldedScalar(_ scalar: UInt32) -> UInt32 {
  if scalar < 0x80 { return scalar &- 0x61 < 26 ? scalar - 0x20 : scalar }
  return upperScalar(scalar)
}

/// The upper-case form if that is one scalar beyond ASCII too, else the scalar itself.
func upperScalar(_ scalar: UInt32) -> UInt32 {
  if scalar < 0x80 { return scalar &- 0x61 < 26 ? scalar - 0x20 : scalar }
  guard let unicode = Unicode.Scalar(scalar) else { return scalar }
  return singleScalar(unicode.properties.uppercaseMapping, else: scalar)
}

/// The lower-case form if that is one scalar beyond ASCII too, else the scalar itself.
func lowerScalar(_ scalar: UInt32) -> UInt32 {
  if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar + 0x20 : scalar }
  guard let unicode = Unicode.Scalar(scalar) else { return scalar }
  return singleScalar(unicode.properties.lowercaseMapping, else: scalar)
}

private func singleScalar(_ mapping: String, else scalar: UInt32) -> UInt32 {
  let scalars = mapping.unicodeScalars
  guard let first = scalars.first, scalars.dropFirst().isEmpty, first.value >= 0x80 else { return scalar }
  return first.value
}

/// Whether all bytes are below 0x80.
public func isAscii(_ text: Str) -> Bool {
  var index = 0
  var bits: UInt64 = 0
  while index + 8 <= text.count {
    bits |= UnsafeRawPointer(text.base + index).loadUnaligned(as: UInt64.self)
    index += 8
  }
  while index < text.count {
    bits |= UInt64(text[index])
    index += 1
  }
  return bits & 0x8080_8080_8080_8080 == 0
}

/// Whether the ASCII `literal` stands at `start`, but for case.
@inline(__always)
func matchesFoldedAscii(_ text: Str, at start: Int, _ literal: Str) -> Bool {
  for offset in 0..<literal.count
  where asciiLowercase(text[start + offset]) != asciiLowercase(literal[offset]) { return false }
  return true
}

/// The end of `literal` in `text` if it stands at `start`, but for case.
func foldedMatchEnd(_ text: Str, at start: Int, _ literal: Str) -> Int? {
  var place = start
  var index = 0
  while index < literal.count {
    guard place < text.count,
      foldedScalar(decodeScalar(text, &place)) == foldedScalar(decodeScalar(literal, &index))
    else { return nil }
  }
  return place
}

/// Whether two texts are equal but for case.
func isEqualFolded(_ a: Str, _ b: Str) -> Bool {
  if a.count == b.count {
    // Equal lengths is the rule; the first byte beyond ASCII leaves for the slow way.
    var index = 0
    while index < a.count {
      let x = a[index]
      let y = b[index]
      if x | y >= 0x80 { break }
      if asciiLowercase(x) != asciiLowercase(y) { return false }
      index += 1
    }
    if index == a.count { return true }
    return foldedMatchEnd(a, at: index, b.slice(index, b.count)) == a.count
  }
  if isAscii(a), isAscii(b) { return false }
  return foldedMatchEnd(a, at: 0, b) == a.count
}
