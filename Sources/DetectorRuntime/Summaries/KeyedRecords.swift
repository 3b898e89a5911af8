/// Records of a few words each, found by keys of packed bytes: an open-addressing table over blocks of memory in which
/// a record and its key lie side by side, so that finding one costs two accesses to memory.
///
/// Records never move and are never removed. A record is `KeyedRecords.Record`.
struct KeyedRecords {
  /// hash, length of the key in bytes, flags; then the words, then the key, filled up with zeros to whole words.
  struct Record {
    static let headerSize = 16
    let base: UnsafeMutableRawPointer

    @inline(__always) var hash: UInt64 { base.load(as: UInt64.self) }
    @inline(__always) var keySize: Int { Int(base.load(fromByteOffset: 8, as: UInt32.self)) }
    /// 32 bits for whoever has made the record, 0 at first.
    @inline(__always) var flags: UInt32 {
      get { base.load(fromByteOffset: 12, as: UInt32.self) }
      nonmutating set { base.storeBytes(of: newValue, toByteOffset: 12, as: UInt32.self) }
    }
    @inline(__always) subscript(_ word: Int) -> UInt64 {
      get { base.load(fromByteOffset: Self.headerSize + 8 * word, as: UInt64.self) }
      nonmutating set { base.storeBytes(of: newValue, toByteOffset: Self.headerSize + 8 * word, as: UInt64.self) }
    }
    @inline(__always) func integer(_ word: Int) -> Int64 { Int64(bitPattern: self[word]) }
  }

  private static let largestBlock = 1 << 21

  /// Words of each record.
  let words: Int
  private(set) var count = 0
  /// Upper half: of the hash; lower half: place + 1; 0 is a free slot.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  /// A place is the number of a block and, in the lower 18 bits, that of a word in it.
  private var blocks: [UnsafeMutableRawPointer] = []
  private var sizes: [Int] = []
  private var used: [Int] = []
  private(set) var reservedBytes: Int

  init(words: Int) {
    self.words = words
    mask = 15
    slots = .allocate(capacity: 16)
    slots.initialize(repeating: 0, count: 16)
    reservedBytes = 16 * 8
  }

  func deallocate() {
    slots.deallocate()
    for block in blocks { block.deallocate() }
  }

  @inline(__always)
  func record(at place: UInt32) -> Record {
    Record(base: blocks.withUnsafeBufferPointer { $0[Int(place >> 18)] } + Int(place & 0x3_FFFF) * 8)
  }
  @inline(__always)
  func key(of record: Record) -> UnsafeRawPointer {
    UnsafeRawPointer(record.base + Record.headerSize + 8 * words)
  }

  /// The slot in which a key with this hash is looked for first.
  @inline(__always)
  func firstSlot(_ hash: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: hash) & mask] }

  /// Whether the record has this key; `size` is a multiple of 8.
  @inline(__always)
  private func has(_ record: Record, _ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int) -> Bool {
    guard record.hash == hash, record.keySize == size else { return false }
    let own = self.key(of: record)
    var index = 0
    while index < size {
      if own.load(fromByteOffset: index, as: UInt64.self) != key.load(fromByteOffset: index, as: UInt64.self) {
        return false
      }
      index &+= 8
    }
    return true
  }

  /// The place of the record with a key, a new one with words of 0 if need be.
  /// - Parameter hint: what `firstSlot` has said, maybe before further records were made.
  @inline(__always)
  mutating func find(
    _ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int, hint: UInt64
  ) -> (place: UInt32, isNew: Bool) {
    if hint >> 32 == hash >> 32, hint != 0 {
      let place = UInt32(truncatingIfNeeded: hint) &- 1
      if has(record(at: place), hash, key, size) { return (place, false) }
    }
    return search(hash, key, size)
  }

  @inline(never)
  private mutating func search(_ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int) -> (place: UInt32, isNew: Bool) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let place = UInt32(truncatingIfNeeded: slots[slot]) &- 1
        if has(record(at: place), hash, key, size) { return (place, false) }
      }
      slot = (slot &+ 1) & mask
    }
    let place = append(hash, key, size)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(place &+ 1)
    count += 1
    if count * 4 > mask * 3 { grow() }
    return (place, true)
  }

  private mutating func append(_ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int) -> UInt32 {
    let bytes = Record.headerSize + 8 * words + size
    if used.isEmpty || used[used.count - 1] + bytes > sizes[sizes.count - 1] { addBlock(bytes) }
    let block = blocks.count - 1
    let start = used[block]
    used[block] += bytes
    let base = blocks[block] + start
    base.storeBytes(of: hash, as: UInt64.self)
    base.storeBytes(of: UInt32(size), toByteOffset: 8, as: UInt32.self)
    base.storeBytes(of: 0, toByteOffset: 12, as: UInt32.self)
    for word in 0..<words { base.storeBytes(of: 0, toByteOffset: Record.headerSize + 8 * word, as: UInt64.self) }
    (base + Record.headerSize + 8 * words).copyMemory(from: key, byteCount: size)
    return UInt32(truncatingIfNeeded: block << 18 | start >> 3)
  }

  private mutating func addBlock(_ bytes: Int) {
    precondition(blocks.count < 1 << 14, "a summary has more groups than its memory can address")
    let size = max(bytes, min(Self.largestBlock, 1024 << min(blocks.count, 10)))
    blocks.append(allocateLarge(size))
    sizes.append(size)
    used.append(0)
    reservedBytes += size
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    slots.deallocate()
    slots = allocateLarge(size * 8).bindMemory(to: UInt64.self, capacity: size)
    slots.initialize(repeating: 0, count: size)
    reservedBytes += size * 4
    mask = size - 1
    forEach { place, record in
      var slot = Int(truncatingIfNeeded: record.hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = record.hash & 0xFFFF_FFFF_0000_0000 | UInt64(place &+ 1)
    }
  }

  /// Calls `body` for all records in the order in which they were made.
  @inline(__always)
  func forEach(_ body: (UInt32, Record) -> Void) {
    for block in blocks.indices {
      var offset = 0
      while offset < used[block] {
        let record = Record(base: blocks[block] + offset)
        body(UInt32(truncatingIfNeeded: block << 18 | offset >> 3), record)
        offset += Record.headerSize + 8 * words + record.keySize
      }
    }
  }
}
