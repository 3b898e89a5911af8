import CScan

/// The keys that records have: those that rules need, and others met on the way.
final class KeyTable {
  private struct Entry {
    /// `"key":`, padded with zeros for `scan_place`.
    let pattern: UnsafePointer<UInt8>
    /// The length of the pattern.
    let length: Int
    /// Where the value goes; `unneeded` if no rule reads it.
    var slot: UInt32
  }

  /// The slot that nobody reads.
  static let unneeded: UInt32 = 0
  private static let capacity = 8192
  private static let buckets = 32768

  private var entries: [Entry] = []
  /// Places in `entries`, from 1, by hash.
  private let index: UnsafeMutablePointer<Int32>
  private let memory = Arena()

  init() {
    index = .allocate(capacity: Self.buckets)
    index.initialize(repeating: 0, count: Self.buckets)
  }

  deinit { index.deallocate() }

  private func add(_ key: Str, slot: UInt32) -> Int {
    let length = key.count + 3
    let padded = (length + Int(SCAN_KEY_BLOCK) - 1) / Int(SCAN_KEY_BLOCK) * Int(SCAN_KEY_BLOCK)
    let pattern = memory.allocate(padded).assumingMemoryBound(to: UInt8.self)
    pattern.initialize(repeating: 0, count: padded)
    pattern[0] = 0x22
    (pattern + 1).update(from: key.base, count: key.count)
    pattern[key.count + 1] = 0x22
    pattern[key.count + 2] = 0x3A
    entries.append(Entry(pattern: UnsafePointer(pattern), length: length, slot: slot))
    return entries.count - 1
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

  /// The slot of a key's values; `unneeded` if no rule reads them.
  func slot(of key: Str) -> UInt32 {
    find(key, newSlot: Self.unneeded).map { entries[$0].slot } ?? Self.unneeded
  }

  /// Says that the values of `key` are needed, and where they go.
  func need(_ key: Str, slot: UInt32) {
    if let found = find(key, newSlot: slot) { entries[found].slot = slot }
  }

  /// What the walk remembers of a key.
  /// - Parameter isPlain: whether the record spells the key as the table does, without escapes.
  func key(_ key: Str, isPlain: Bool) -> scan_key {
    guard let found = find(key, newSlot: Self.unneeded) else {
      return scan_key(pattern: nil, length: 0, slot: Self.unneeded)
    }
    let entry = entries[found]
    return scan_key(pattern: isPlain ? entry.pattern : nil, length: UInt32(entry.length), slot: entry.slot)
  }

  /// The entry of a key, made if there is none and there is room.
  private func find(_ key: Str, newSlot: UInt32) -> Int? {
    var bucket = hash(key)
    while index[bucket] != 0 {
      let found = Int(index[bucket]) - 1
      let entry = entries[found]
      if entry.length == key.count + 3, equalBytes(entry.pattern + 1, key.base, key.count) { return found }
      bucket = (bucket + 1) & (Self.buckets - 1)
    }
    // A key longer than this is data, not a column.
    guard newSlot != Self.unneeded || (entries.count < Self.capacity && key.count <= 256) else { return nil }
    let new = add(key, slot: newSlot)
    index[bucket] = Int32(new + 1)
    return new
  }
}

@inline(__always)
func equalBytes(_ a: Bytes, _ b: Bytes, _ count: Int) -> Bool {
  guard count >= 8 else {
    for i in 0..<count where a[i] != b[i] { return false }
    return true
  }
  var at = 0
  while at + 8 < count {
    if word(a + at) != word(b + at) { return false }
    at += 8
  }
  // The last word may begin in the one before.
  return word(a + count - 8) == word(b + count - 8)
}
