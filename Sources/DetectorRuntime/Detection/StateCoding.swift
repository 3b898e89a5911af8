// The bytes in which a detector's state is kept. Integers are little-endian, texts have their length in front.

extension ByteBuffer {
  func append(state number: Int64) {
    let place = grow(by: 8)
    for index in 0..<8 { place[index] = UInt8(truncatingIfNeeded: number >> Int64(8 * index)) }
  }

  func append(state text: Str) {
    append(state: Int64(text.count))
    append(text)
  }

  func append(state text: String) {
    var text = text
    text.withUTF8 { bytes in
      append(state: Int64(bytes.count))
      if let base = bytes.baseAddress { append(Str(base: base, count: bytes.count)) }
    }
  }

  func append(state hash: StableHash) {
    append(state: Int64(bitPattern: hash.high))
    append(state: Int64(bitPattern: hash.low))
  }

  func append(state cell: Value) {
    append(cell.kind.rawValue)
    switch cell.kind {
    case .null: break
    case .bool, .int, .long, .real, .dateTime, .timeSpan: append(state: Int64(bitPattern: cell.payload))
    case .string, .json: append(state: cell.unsafeText)
    case .guid, .decimal:
      append(state: Int64(cell.count))
      let bytes = UnsafePointer<UInt8>(bitPattern: UInt(cell.payload)).unsafelyUnwrapped
      append(Str(base: bytes, count: 16))
    case .array:
      append(state: Int64(cell.count))
      for element in cell.elements { append(state: element) }
    case .bag:
      append(state: Int64(cell.count))
      for element in cell.pairs { append(state: element) }
    }
  }
}

/// Reads what `ByteBuffer.append(state:)` has written.
struct StateReader {
  /// The bytes end too early or say what cannot be.
  struct Damaged: Error {}

  private var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ bytes: Str) {
    next = bytes.base
    end = bytes.base + bytes.count
  }

  var isAtEnd: Bool { next == end }

  mutating func byte() throws(Damaged) -> UInt8 {
    guard next < end else { throw Damaged() }
    defer { next += 1 }
    return next.pointee
  }

  mutating func long() throws(Damaged) -> Int64 {
    guard end - next >= 8 else { throw Damaged() }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(next[index]) << UInt64(8 * index) }
    next += 8
    return Int64(bitPattern: number)
  }

  mutating func count() throws(Damaged) -> Int {
    let number = try long()
    guard number >= 0, number <= Int64(end - next) else { throw Damaged() }
    return Int(number)
  }

  mutating func text() throws(Damaged) -> Str {
    let count = try count()
    defer { next += count }
    return Str(base: next, count: count)
  }

  mutating func hash() throws(Damaged) -> StableHash {
    StableHash(high: UInt64(bitPattern: try long()), low: UInt64(bitPattern: try long()))
  }

  mutating func cell(_ arena: Arena) throws(Damaged) -> Value {
    guard let kind = Value.Kind(rawValue: try byte()) else { throw Damaged() }
    switch kind {
    case .null: return .null
    case .bool, .int, .long, .real, .dateTime, .timeSpan:
      return Value(kind: kind, payload: UInt64(bitPattern: try long()))
    case .string, .json:
      let text = arena.copy(try text())
      return Value(kind: kind, payload: UInt64(UInt(bitPattern: text.base)), count: UInt32(text.count))
    case .guid, .decimal:
      let count = UInt32(truncatingIfNeeded: try long())
      guard end - next >= 16 else { throw Damaged() }
      let place = arena.allocate(16, alignment: 16)
      place.copyMemory(from: next, byteCount: 16)
      next += 16
      return Value(kind: kind, payload: UInt64(UInt(bitPattern: place)), count: count)
    case .array, .bag:
      let count = try count()
      let cells = kind == .bag ? 2 * count : count
      let place = arena.allocate(max(cells, 1) * 16, alignment: 16).assumingMemoryBound(to: Value.self)
      for index in 0..<cells { (place + index).initialize(to: try cell(arena)) }
      return Value(kind: kind, payload: UInt64(UInt(bitPattern: place)), count: UInt32(count))
    }
  }
}
