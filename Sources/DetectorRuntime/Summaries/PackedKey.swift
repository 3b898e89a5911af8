/// Keys as bytes: cells of the same type are equal if their bytes are.
///
/// A cell is a word that says whether it is null, then a word, two for a guid; a string is its length in four bytes,
/// then its bytes, filled up with zeros to whole words. Only types whose equal values have equal bytes can be packed.
final class PackedKey {
  /// The fields live behind a pointer, so that appending costs no exclusivity check.
  private struct Storage {
    var bytes: UnsafeMutableRawPointer
    var count = 0
    var capacity: Int
  }
  private let storage: UnsafeMutablePointer<Storage>

  init(capacity: Int) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(bytes: .allocate(byteCount: capacity, alignment: 8), capacity: capacity))
  }

  deinit {
    storage.pointee.bytes.deallocate()
    storage.deallocate()
  }

  @inline(__always) var bytes: UnsafeRawPointer { UnsafeRawPointer(storage.pointee.bytes) }
  @inline(__always) var count: Int { storage.pointee.count }

  @inline(__always) func removeAll() { storage.pointee.count = 0 }

  @inline(__always)
  private func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    let start = storage.pointee.count
    if start &+ size > storage.pointee.capacity { grow(size) }
    storage.pointee.count = start &+ size
    return storage.pointee.bytes + start
  }

  @inline(never)
  private func grow(_ size: Int) {
    let (bytes, count) = (storage.pointee.bytes, storage.pointee.count)
    var larger = storage.pointee.capacity * 2
    while larger < count + size { larger *= 2 }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
    memory.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    storage.pointee.bytes = memory
    storage.pointee.capacity = larger
  }

  @inline(__always)
  func append(_ word: UInt64) { reserve(8).storeBytes(of: word, as: UInt64.self) }

  @inline(__always)
  func append(_ text: Str) {
    let size = (text.count &+ 11) & ~7
    let place = reserve(size)
    place.storeBytes(of: 0, toByteOffset: size &- 8, as: UInt64.self)
    place.storeBytes(of: UInt32(truncatingIfNeeded: text.count), as: UInt32.self)
    var index = 0
    let source = UnsafeRawPointer(text.base)
    while index &+ 8 <= text.count {
      let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      place.storeBytes(of: word, toByteOffset: 4 &+ index, as: UInt64.self)
      index &+= 8
    }
    while index < text.count {
      place.storeBytes(of: text[index], toByteOffset: 4 &+ index, as: UInt8.self)
      index &+= 1
    }
  }

  @inline(__always)
  func append(_ isNull: Bool, _ payload: UInt64) {
    let place = reserve(16)
    place.storeBytes(of: isNull ? 0 : 1, as: UInt64.self)
    place.storeBytes(of: isNull ? 0 : payload, toByteOffset: 8, as: UInt64.self)
  }

  @inline(__always)
  func append(_ guid: Guid?) {
    append(guid == nil, guid?.high ?? 0)
    append(guid?.low ?? 0)
  }

  /// Appends a cell of a column of the given type.
  @inline(__always)
  func append(_ cell: Value, _ type: ColumnType) {
    switch type {
    case .string: append(cell.string)
    case .guid: append(cell.guid)
    case .bool, .int, .long, .dateTime, .timeSpan: append(cell.isNull, cell.payload)
    case .real, .decimal, .dynamic: preconditionFailure("a key of this type cannot be packed")
    }
  }

  @inline(__always)
  static func hash(_ key: UnsafeRawPointer, _ size: Int) -> UInt64 {
    var hash: UInt64 = 0x243F_6A88_85A3_08D3 ^ UInt64(truncatingIfNeeded: size)
    var index = 0
    while index < size {
      hash = mixHash(hash, key.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    return hash
  }

  /// Reads a cell, and moves on to the next; strings and guids point into the key.
  static func read(_ key: inout UnsafeRawPointer, _ type: ColumnType) -> Value {
    let first = key.load(as: UInt64.self)
    switch type {
    case .string:
      let count = Int(key.load(as: UInt32.self))
      let text = Str(base: (key + 4).assumingMemoryBound(to: UInt8.self), count: count)
      key += (count + 11) & ~7
      return Value(text)
    case .guid:
      defer { key += 24 }
      return first == 0 ? .null : Value(kind: .guid, payload: UInt64(UInt(bitPattern: key + 8)))
    case .bool, .int, .long, .dateTime, .timeSpan:
      defer { key += 16 }
      return first == 0 ? .null : Value(kind: kind(type), payload: (key + 8).load(as: UInt64.self))
    case .real, .decimal, .dynamic: preconditionFailure("a key of this type cannot be packed")
    }
  }

  /// The kind of a cell of a type in one word; `int` reads as `long`.
  static func kind(_ type: ColumnType) -> Value.Kind {
    switch type {
    case .bool: .bool
    case .int, .long: .long
    case .dateTime: .dateTime
    case .timeSpan: .timeSpan
    case .real: .real
    case .decimal: .decimal
    case .guid: .guid
    case .string: .string
    case .dynamic: .null
    }
  }
}
