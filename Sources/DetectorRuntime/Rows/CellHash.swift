// Equality and hashing of the cells that keys of joins are made of.

/// A hash of a cell; cells that `cellsEqual` finds equal have the same.
@inline(__always)
func hashCell(_ value: Value, _ seed: UInt64) -> UInt64 {
  switch value.kind {
  case .null: return mix(seed, 0)
  case .bool, .dateTime, .timeSpan: return mix(seed, value.payload)
  // All numbers by their nearest real: 1, 1.0 and decimal(1) are equal.
  case .int, .long, .real, .decimal: return mix(seed, (approximation(value) + 0).bitPattern)
  case .guid:
    guard let guid = value.guid else { return seed }
    return mix(mix(seed, guid.high), guid.low)
  case .string: return hashBytes(value.unsafeText, seed)
  case .array, .bag, .json: return mix(seed, UInt64(value.count))
  }
}

/// A hash of the bytes of a string.
func hashBytes(_ text: Str, _ seed: UInt64) -> UInt64 {
  var state = seed ^ (UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15)
  var index = 0
  let base = UnsafeRawPointer(text.base)
  while index + 8 <= text.count {
    state = mix(state, base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index += 8
  }
  var tail: UInt64 = 0
  while index < text.count {
    tail = tail << 8 | UInt64(text[index])
    index += 1
  }
  return mix(state, tail)
}

@inline(__always)
private func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
  let product = (state ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

/// Whether two cells, neither of them null, are the same key.
@inline(__always)
func cellsEqual(_ a: Value, _ b: Value) -> Bool {
  if a.kind == .string && b.kind == .string {
    return sameBytes(a.unsafeText, b.unsafeText)
  }
  return nonStringCellsEqual(a, b)
}

private func nonStringCellsEqual(_ a: Value, _ b: Value) -> Bool {
  switch (a.kind, b.kind) {
  case (.bool, .bool), (.dateTime, .dateTime), (.timeSpan, .timeSpan): return a.payload == b.payload
  case (.int, .int), (.int, .long), (.long, .int), (.long, .long): return a.payload == b.payload
  case (.int, .real), (.long, .real), (.int, .decimal), (.long, .decimal), (.real, _), (.decimal, _):
    guard b.kind == .int || b.kind == .long || b.kind == .real || b.kind == .decimal else { return false }
    return compareCells(a, b) == 0
  case (.guid, .guid): return a.guid == b.guid
  case (.array, .array):
    guard a.count == b.count else { return false }
    for index in a.elements.indices where !sameCell(a.elements[index], b.elements[index]) { return false }
    return true
  case (.bag, .bag):
    guard a.count == b.count else { return false }
    for index in a.pairs.indices where !sameCell(a.pairs[index], b.pairs[index]) { return false }
    return true
  case (.json, .json): return compareBytes(a.unsafeText, b.unsafeText) == 0
  default: return false
  }
}

/// Equality that holds between nulls too.
func sameCell(_ a: Value, _ b: Value) -> Bool {
  a.isNull || b.isNull ? a.isNull && b.isNull : cellsEqual(a, b)
}
