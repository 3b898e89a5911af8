#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The order, equality and hash of cells of any kind.

/// A total order of cells: negative, zero or positive.
///
/// Numbers compare by their value whatever their kinds, strings by their bytes, arrays element by element. A null comes
/// before everything, NaN before all other numbers; kinds that do not compare are ordered by kind.
public func compareValues(_ a: Value, _ b: Value) -> Int {
  switch (a.kind, b.kind) {
  case (.string, .string), (.json, .json): return orderOfBytes(a.unsafeText, b.unsafeText)
  case (.int, .int), (.int, .long), (.long, .int), (.long, .long), (.dateTime, .dateTime), (.timeSpan, .timeSpan),
    (.bool, .bool):
    let (x, y) = (Int64(bitPattern: a.payload), Int64(bitPattern: b.payload))
    return x < y ? -1 : x > y ? 1 : 0
  default: return compareOther(a, b)
  }
}

private func compareOther(_ a: Value, _ b: Value) -> Int {
  let (rankA, rankB) = (rank(a.kind), rank(b.kind))
  guard rankA == rankB else { return rankA - rankB }
  switch a.kind {
  case .int, .long, .real, .decimal: return compareNumbers(a, b)
  case .guid:
    guard let x = a.guid, let y = b.guid else { return 0 }
    return x < y ? -1 : y < x ? 1 : 0
  case .array: return compareElements(a.elements, b.elements)
  case .bag: return bagsEqual(a, b) ? 0 : compareElements(a.pairs, b.pairs)
  case .null, .bool, .dateTime, .timeSpan, .string, .json: return 0
  }
}

/// Kinds of the same rank compare by value.
private func rank(_ kind: Value.Kind) -> Int {
  switch kind {
  case .null: 0
  case .bool: 1
  case .int, .long, .real, .decimal: 2
  case .dateTime: 3
  case .timeSpan: 4
  case .guid: 5
  case .string: 6
  case .array: 7
  case .bag: 8
  case .json: 9
  }
}

private func compareElements(_ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>) -> Int {
  for index in 0..<min(a.count, b.count) {
    let order = compareValues(a[index], b[index])
    if order != 0 { return order }
  }
  return a.count - b.count
}

/// The order of two numbers of any kinds.
private func compareNumbers(_ a: Value, _ b: Value) -> Int {
  if a.kind != .real, b.kind != .real, let x = a.exactDecimal, let y = b.exactDecimal { return compareDecimals(x, y) }
  let (x, y) = (a.nearestReal, b.nearestReal)
  if x.isNaN || y.isNaN { return (x.isNaN ? 0 : 1) - (y.isNaN ? 0 : 1) }
  if x != y { return x < y ? -1 : 1 }
  // Equal as reals: a long beyond 2^53 can still differ from the real.
  guard let i = a.exactInteger, let j = b.exactInteger else { return 0 }
  return i < j ? -1 : i > j ? 1 : 0
}

extension Value {
  /// The nearest real of a number; 0 of anything else.
  var nearestReal: Double {
    switch kind {
    case .int, .long: Double(Int64(bitPattern: payload))
    case .real: Double(bitPattern: payload)
    case .decimal: decimal.map(\.nearestReal) ?? 0
    case .null, .bool, .dateTime, .timeSpan, .guid, .string, .array, .bag, .json: 0
    }
  }

  /// The value of an int, a long or a decimal.
  var exactDecimal: Decimal? {
    if let long { return Decimal(long) }
    return decimal
  }

  /// The value of a number that is an integer in the range of `long`.
  var exactInteger: Int64? {
    switch kind {
    case .int, .long: Int64(bitPattern: payload)
    case .real: Int64(exactly: Double(bitPattern: payload))
    case .decimal: decimal.map(\.trimmed).flatMap { $0.scale == 0 ? Int64(exactly: $0.mantissa) : nil }
    case .null, .bool, .dateTime, .timeSpan, .guid, .string, .array, .bag, .json: nil
    }
  }
}

/// The order of two strings by their bytes, which for UTF-8 is the order of their code points.
public func orderOfBytes(_ a: Str, _ b: Str) -> Int {
  let order = Int(memcmp(a.base, b.base, min(a.count, b.count)))
  return order != 0 ? order : a.count - b.count
}

/// Whether two strings have the same bytes.
@inline(__always)
func sameBytes(_ a: Str, _ b: Str) -> Bool {
  a.count == b.count && (a.base == b.base || memcmp(a.base, b.base, a.count) == 0)
}

/// Whether two cells are the same key of a group: nulls are equal, numbers compare by value, bags without regard to
/// the order of their properties, NaN equals itself.
public func valuesEqual(_ a: Value, _ b: Value) -> Bool {
  switch (a.kind, b.kind) {
  case (.string, .string), (.json, .json): return sameBytes(a.unsafeText, b.unsafeText)
  case (.int, .int), (.int, .long), (.long, .int), (.long, .long), (.dateTime, .dateTime), (.timeSpan, .timeSpan),
    (.bool, .bool):
    return a.payload == b.payload
  case (.array, .array):
    let (x, y) = (a.elements, b.elements)
    return x.count == y.count && x.indices.allSatisfy { valuesEqual(x[$0], y[$0]) }
  case (.bag, .bag): return bagsEqual(a, b)
  default: return compareOther(a, b) == 0
  }
}

private func bagsEqual(_ a: Value, _ b: Value) -> Bool {
  let (x, y) = (a.pairs, b.pairs)
  guard x.count == y.count else { return false }
  for index in stride(from: 0, to: x.count, by: 2) {
    // The same place first: bags of one origin list their properties in the same order.
    if sameBytes(x[index].string, y[index].string) {
      guard valuesEqual(x[index + 1], y[index + 1]) else { return false }
      continue
    }
    var isFound = false
    for other in stride(from: 0, to: y.count, by: 2) where sameBytes(x[index].string, y[other].string) {
      isFound = valuesEqual(x[index + 1], y[other + 1])
      break
    }
    guard isFound else { return false }
  }
  return true
}

// MARK: - Hashes

@inline(__always)
func mixHash(_ state: UInt64, _ word: UInt64) -> UInt64 {
  let product = (state ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: word ^ 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

/// A hash of the bytes of a string.
@inline(__always)
func hashOfBytes(_ text: Str, _ seed: UInt64) -> UInt64 {
  var state = seed ^ UInt64(truncatingIfNeeded: text.count)
  let base = UnsafeRawPointer(text.base)
  var index = 0
  while index &+ 8 <= text.count {
    state = mixHash(state, base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index &+= 8
  }
  var tail: UInt64 = 0
  while index < text.count {
    tail = tail << 8 | UInt64(text[index])
    index &+= 1
  }
  return mixHash(state, tail)
}

/// A hash of a cell; cells that `valuesEqual` finds equal have the same.
func hashOfValue(_ value: Value, _ seed: UInt64) -> UInt64 {
  switch value.kind {
  case .string: return hashOfBytes(value.unsafeText, seed)
  case .int, .long, .bool, .dateTime, .timeSpan: return mixHash(seed, value.payload)
  case .null: return mixHash(seed, 0x6E75_6C6C)
  case .real, .decimal:
    if let integer = value.exactInteger { return mixHash(seed, UInt64(bitPattern: integer)) }
    let real = value.nearestReal
    return mixHash(seed, real.isNaN ? Double.nan.bitPattern : real.bitPattern)
  case .guid: return value.guid.map { mixHash(mixHash(seed, $0.high), $0.low) } ?? seed
  case .array: return value.elements.reduce(seed) { hashOfValue($1, $0) }
  case .bag:
    var sum: UInt64 = 0
    for index in stride(from: 0, to: value.pairs.count, by: 2) {
      sum &+= hashOfValue(value.pairs[index + 1], hashOfBytes(value.pairs[index].string, 1))
    }
    return mixHash(seed, sum)
  case .json: return hashOfBytes(value.unsafeText, seed)
  }
}
