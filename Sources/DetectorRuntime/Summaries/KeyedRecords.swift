import CScan

/// Records of a few words each, found by keys of packed bytes: an open-addressing table over blocks of memory in which
/// a record and its key lie side by side, so that finding one costs two accesses to memory.
///
/// Records never move and are never removed. A record is `KeyedRecords.Record`.
struct KeyedRecords {
  /// Length of the key in bytes, flags; then the words, then the key, filled up with zeros to whole words.
  struct Record {
    static let headerSize = 8
    let base: UnsafeMutableRawPointer

    @inline(__always) var keySize: Int { Int(base.load(as: UInt32.self)) }
    /// 32 bits for whoever has made the record, 0 at first.
    @inline(__always) var flags: UInt32 {
      get { base.load(fromByteOffset: 4, as: UInt32.self) }
      nonmutating set { base.storeBytes(of: newValue, toByteOffset: 4, as: UInt32.self) }
    }
    @inline(__always) subscript(_ word: Int) -> UInt64 {
      get { base.load(fromByteOffset: Self.headerSize &+ 8 &* word, as: UInt64.self) }
      nonmutating set { base.storeBytes(of: newValue, toByteOffset: Self.headerSize &+ 8 &* word, as: UInt64.self) }
    }
    @inline(__always) func integer(_ word: Int) -> Int64 { Int64(bitPattern: self[word]) }
  }

  /// Where records are. It owns nothing; a copy finds what there was when it was made.
  struct Finder {
    /// Words of each record.
    let words: Int
    /// Upper half: that of the hash, by whose first bits a slot is found; lower half: place + 1; 0 is a free slot.
    fileprivate(set) var slots: UnsafeMutablePointer<UInt64>
    fileprivate(set) var bits: UInt64 = 4
    /// A place is the number of a block and, in the lower 18 bits, that of a word in it.
    fileprivate(set) var blocks: UnsafeMutablePointer<UnsafeMutableRawPointer>

    @inline(__always) fileprivate var slotCount: Int { 1 &<< Int(truncatingIfNeeded: bits) }

    /// The slot in which a key with this hash is looked for first.
    @inline(__always)
    fileprivate func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> (64 &- bits)) }

    /// The slot of a further attempt: first those of one cache line, then those of the next.
    @inline(__always)
    fileprivate func slot(_ first: Int, attempt: Int) -> Int {
      ((first & ~7) &+ (attempt & ~7)) & (slotCount &- 1) | (first &+ attempt) & 7
    }

    @inline(__always)
    func record(at place: UInt32) -> Record {
      Record(base: blocks[Int(place &>> 18)] + Int(place & 0x3_FFFF) &* 8)
    }
    @inline(__always)
    func key(of record: Record) -> UnsafeRawPointer {
      UnsafeRawPointer(record.base + (Record.headerSize &+ 8 &* words))
    }

    /// Asks for the memory that `likelyPlace` reads.
    @inline(__always)
    func prefetch(_ hash: UInt64) { scan_prefetch(slots + firstSlot(hash)) }

    /// The place of a record whose hash begins like this one, plus 1, and asks for its memory; 0 if none is found at once.
    @inline(__always)
    func likelyPlace(_ hash: UInt64) -> UInt32 {
      let first = firstSlot(hash)
      let line = slots + (first & ~7)
      // Without branches: which one it is cannot be foretold.
      let (zeroth, next) = (line[first & 7], line[(first &+ 1) & 7])
      let (second, third) = (line[(first &+ 2) & 7], line[(first &+ 3) & 7])
      var found = (third ^ hash) &>> 32 == 0 ? third : 0
      found = (second ^ hash) &>> 32 == 0 ? second : found
      found = (next ^ hash) &>> 32 == 0 ? next : found
      found = (zeroth ^ hash) &>> 32 == 0 ? zeroth : found
      if found == 0 {
        guard zeroth != 0, next != 0, second != 0, third != 0 else { return 0 }
        for attempt in 4..<8 where (line[(first &+ attempt) & 7] ^ hash) &>> 32 == 0 {
          found = line[(first &+ attempt) & 7]
          break
        }
        guard found != 0 else { return 0 }
      }
      let place = UInt32(truncatingIfNeeded: found)
      let record = record(at: place &- 1)
      scan_prefetch(record.base)
      // The key's first words.
      scan_prefetch(record.base + (Record.headerSize &+ 8 &* words &+ 8))
      return place
    }
  }

  private static let largestBlock = 1 << 21
  private static let mostBlocks = 1 << 14

  private(set) var finder: Finder
  private(set) var count = 0
  private var sizes: [Int] = []
  private var used: [Int] = []
  private(set) var reservedBytes: Int

  /// - Parameter words: of each record.
  init(words: Int) {
    let slots = LargeMemory.allocate(16 * 8).bindMemory(to: UInt64.self, capacity: 16)
    slots.initialize(repeating: 0, count: 16)
    finder = Finder(words: words, slots: slots, blocks: .allocate(capacity: 16))
    reservedBytes = 16 * 8
  }

  func deallocate() {
    LargeMemory.deallocate(finder.slots, finder.slotCount * 8)
    for block in sizes.indices { LargeMemory.deallocate(finder.blocks[block], sizes[block]) }
    finder.blocks.deallocate()
  }

  @inline(__always) func record(at place: UInt32) -> Record { finder.record(at: place) }
  @inline(__always) func key(of record: Record) -> UnsafeRawPointer { finder.key(of: record) }

  /// Whether the record has this key; `size` is a multiple of 8.
  @inline(__always)
  private func has(_ record: Record, _ key: UnsafeRawPointer, _ size: Int) -> Bool {
    guard record.keySize == size else { return false }
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
  /// - Parameter likely: what `likelyPlace` has said, maybe before further records were made.
  @inline(__always)
  mutating func find(
    _ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int, likely: UInt32
  ) -> (place: UInt32, isNew: Bool) {
    if likely != 0, has(record(at: likely &- 1), key, size) { return (likely &- 1, false) }
    return find(hash, key, size)
  }

  /// The place of the record with a key, a new one with words of 0 if need be.
  @inline(never)
  mutating func find(_ hash: UInt64, _ key: UnsafeRawPointer, _ size: Int) -> (place: UInt32, isNew: Bool) {
    let slots = finder.slots
    let first = finder.firstSlot(hash)
    var (slot, attempt) = (first, 0)
    while slots[slot] != 0 {
      if (slots[slot] ^ hash) >> 32 == 0 {
        let place = UInt32(truncatingIfNeeded: slots[slot]) &- 1
        if has(record(at: place), key, size) { return (place, false) }
      }
      attempt &+= 1
      slot = finder.slot(first, attempt: attempt)
    }
    let place = append(key, size)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(place &+ 1)
    count += 1
    if count * 4 > finder.slotCount * 3 { grow() }
    return (place, true)
  }

  private mutating func append(_ key: UnsafeRawPointer, _ size: Int) -> UInt32 {
    let words = finder.words
    let bytes = Record.headerSize + 8 * words + size
    if used.isEmpty || used[used.count - 1] + bytes > sizes[sizes.count - 1] { addBlock(bytes) }
    let block = used.count - 1
    let start = used[block]
    used[block] += bytes
    let base = finder.blocks[block] + start
    base.storeBytes(of: UInt32(size), as: UInt32.self)
    base.storeBytes(of: 0, toByteOffset: 4, as: UInt32.self)
    for word in 0..<words { base.storeBytes(of: 0, toByteOffset: Record.headerSize + 8 * word, as: UInt64.self) }
    (base + Record.headerSize + 8 * words).copyMemory(from: key, byteCount: size)
    return UInt32(truncatingIfNeeded: block << 18 | start >> 3)
  }

  private mutating func addBlock(_ bytes: Int) {
    let number = sizes.count
    precondition(number < Self.mostBlocks, "a summary has more groups than its memory can address")
    if number >= 16, number & (number - 1) == 0 {
      let larger = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: number * 2)
      larger.update(from: finder.blocks, count: number)
      finder.blocks.deallocate()
      finder.blocks = larger
    }
    let size = max(bytes, min(Self.largestBlock, 1024 << min(number, 11)))
    (finder.blocks + number).initialize(to: LargeMemory.allocate(size))
    sizes.append(size)
    used.append(0)
    reservedBytes += size
  }

  /// Doubles the slots. They are about in the order of their hashes, so this reads and writes memory in order.
  private mutating func grow() {
    let (old, oldCount) = (finder.slots, finder.slotCount)
    precondition(finder.bits < 32, "a summary has more groups than its memory can address")
    finder.bits += 1
    let slots = LargeMemory.allocate(finder.slotCount * 8).bindMemory(to: UInt64.self, capacity: finder.slotCount)
    slots.initialize(repeating: 0, count: finder.slotCount)
    finder.slots = slots
    for index in 0..<oldCount where old[index] != 0 {
      let first = finder.firstSlot(old[index])
      var (slot, attempt) = (first, 0)
      while slots[slot] != 0 {
        attempt += 1
        slot = finder.slot(first, attempt: attempt)
      }
      slots[slot] = old[index]
    }
    LargeMemory.deallocate(old, oldCount * 8)
    reservedBytes += oldCount * 8
  }

  /// Calls `body` for all records in the order in which they were made.
  @inline(__always)
  func forEach(_ body: (UInt32, Record) -> Void) {
    for block in used.indices {
      var offset = 0
      while offset < used[block] {
        let record = Record(base: finder.blocks[block] + offset)
        body(UInt32(truncatingIfNeeded: block << 18 | offset >> 3), record)
        offset += Record.headerSize + 8 * finder.words + record.keySize
      }
    }
  }
}
