/// The keys that records have, those that rules need and others met on the way.
///
/// Records of one table have the same keys in the same order, so each key remembers which came after it last
/// time: the walk compares the bytes of the record with that guess and looks a key up only when the guess is wrong.
final class KeyTable {
  struct Entry {
    /// `"key":`, padded with zeros to whole words.
    var pattern: UnsafePointer<UInt8>
    /// Selects the bytes of the pattern's last word.
    var lastMask: UInt64
    /// The length of the pattern.
    var length: Int32
    /// Where the last, partly filled word starts.
    var lastWord: Int32
    /// Where the value goes; `unneeded` if no rule reads it.
    var slot: Int32
    /// The entry that followed this one last time.
    var next: Int32
    /// The other entry that followed it before.
    var alternative: Int32
  }

  /// The slot that nobody reads.
  static let unneeded: Int32 = 0
  private static let capacity = 8192
  private static let buckets = 32768

  /// Entry 0 stands for the start of a record (and for a key that is not in the table); it matches nothing.
  let entries: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private let index: UnsafeMutablePointer<Int32>
  private let memory = Arena()

  init() {
    entries = .allocate(capacity: Self.capacity)
    index = .allocate(capacity: Self.buckets)
    index.initialize(repeating: 0, count: Self.buckets)
    add(Str("\u{1}"), slot: Self.unneeded)
  }

  deinit {
    entries.deallocate()
    index.deallocate()
  }

  @discardableResult
  private func add(_ key: Str, slot: Int32) -> Int {
    let length = key.count + 3
    let padded = (length + 7) & ~7
    let pattern = memory.allocate(padded).assumingMemoryBound(to: UInt8.self)
    pattern.initialize(repeating: 0, count: padded)
    pattern[0] = 0x22
    (pattern + 1).update(from: key.base, count: key.count)
    pattern[key.count + 1] = 0x22
    pattern[key.count + 2] = 0x3A
    let inLast = length - (padded - 8)
    (entries + count).initialize(
      to: Entry(
        pattern: pattern, lastMask: UInt64.max >> UInt64((8 - inLast) * 8), length: Int32(length),
        lastWord: Int32(padded - 8), slot: slot, next: 0, alternative: 0))
    count += 1
    return count - 1
  }

  private func hash(_ key: Str) -> Int {
    var h = UInt64(key.count)
    var at = 0
    while at + 8 <= key.count {
      h = (h ^ word(key.base + at)) &* 0x9E37_79B9_7F4A_7C15
      h ^= h &>> 32
      at += 8
    }
    while at < key.count {
      h = (h ^ UInt64(key.base[at])) &* 0x9E37_79B9_7F4A_7C15
      at += 1
    }
    return Int(truncatingIfNeeded: (h ^ (h &>> 29)) & UInt64(Self.buckets - 1))
  }

  /// Notes that the key of entry `next` followed that of `entry`.
  func follow(_ entry: Int, by next: Int) {
    guard next != 0, entries[entry].next != next else { return }
    entries[entry].alternative = entries[entry].next
    entries[entry].next = Int32(next)
  }

  /// The entry of a key, made if there is none and there is room; else 0.
  func entry(_ key: Str) -> Int { entry(key, newSlot: Self.unneeded) }

  /// Says that the values of `key` are needed, and where they go.
  func need(_ key: Str, slot: Int32) {
    let found = entry(key, newSlot: slot)
    entries[found].slot = slot
  }

  private func entry(_ key: Str, newSlot: Int32) -> Int {
    var bucket = hash(key)
    while index[bucket] != 0 {
      let found = Int(index[bucket])
      let entry = entries[found]
      if Int(entry.length) == key.count + 3,
        equalBytes(entry.pattern + 1, key.base, key.count)
      {
        return found
      }
      bucket = (bucket + 1) & (Self.buckets - 1)
    }
    // A key longer than this is data, not a column.
    guard count < Self.capacity, key.count <= 256 else { return 0 }
    let new = add(key, slot: newSlot)
    index[bucket] = Int32(new)
    return new
  }
}

@inline(__always)
func equalBytes(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
  for i in 0..<count where a[i] != b[i] { return false }
  return true
}
