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
    var hash = PackedKey.seed
  }
  private static let seed: UInt64 = 0x243F_6A88_85A3_08D3
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

  @inline(__always)
  func removeAll() {
    storage.pointee.count = 0
    storage.pointee.hash = Self.seed
  }

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
  func append(_ word: UInt64) {
    reserve(8).storeBytes(of: word, as: UInt64.self)
    storage.pointee.hash = mixHash(storage.pointee.hash, word)
  }

  @inline(__always)
  func append(_ text: Str) {
    let count = text.count
    let place = reserve((count &+ 11) & ~7)
    var hash = storage.pointee.hash
    // Whole words, so that whoever reads them next need not wait for several stores.
    @inline(__always) func put(_ word: UInt64, at offset: Int) {
      place.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
      hash = mixHash(hash, word)
    }
    let length = UInt64(UInt32(truncatingIfNeeded: count))
    if count >= 8 {
      let source = UnsafeRawPointer(text.base)
      put(length | source.loadUnaligned(as: UInt64.self) &<< 32, at: 0)
      var index = 4
      while index &+ 8 <= count {
        put(source.loadUnaligned(fromByteOffset: index, as: UInt64.self), at: index &+ 4)
        index &+= 8
      }
      if index < count {
        // The last bytes, by a word that ends with them.
        let word = source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        put(word &>> UInt64(truncatingIfNeeded: 8 &* (index &+ 8 &- count)), at: index &+ 4)
      }
    } else {
      var bytes: UInt64 = 0
      for index in stride(from: count &- 1, through: 0, by: -1) { bytes = bytes &<< 8 | UInt64(text[index]) }
      put(length | bytes &<< 32, at: 0)
      if count > 4 { put(bytes &>> 32, at: 8) }
    }
    storage.pointee.hash = hash
  }

  @inline(__always)
  func append(_ isNull: Bool, _ payload: UInt64) {
    let place = reserve(16)
    let (first, second): (UInt64, UInt64) = isNull ? (0, 0) : (1, payload)
    place.storeBytes(of: first, as: UInt64.self)
    place.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
    storage.pointee.hash = mixHash(mixHash(storage.pointee.hash, first), second)
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

  /// The hash of what has been appended since this was last asked for, or since `removeAll`.
  @inline(__always)
  func takeHash() -> UInt64 {
    defer { storage.pointee.hash = Self.seed }
    return storage.pointee.hash
  }

  /// The same of a key as bytes.
  static func hash(_ key: UnsafeRawPointer, _ size: Int) -> UInt64 {
    var hash = seed
    for index in stride(from: 0, to: size, by: 8) {
      hash = mixHash(hash, key.loadUnaligned(fromByteOffset: index, as: UInt64.self))
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
