/// Sets of the rules of one table, a bit each, all of the same width: rows of one block of memory.
final class RuleBits {
  /// Words in a row.
  let width: Int
  @exclusivity(unchecked) private var memory: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var capacity: Int
  @exclusivity(unchecked) private(set) var count = 0

  init(ruleCount: Int) {
    width = max((ruleCount + 63) / 64, 1)
    capacity = 16
    memory = .allocate(capacity: capacity * width)
  }

  deinit { memory.deallocate() }

  /// An empty set.
  func add() -> Int {
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2 * width)
      larger.update(from: memory, count: count * width)
      memory.deallocate()
      memory = larger
      capacity *= 2
    }
    (memory + count * width).initialize(repeating: 0, count: width)
    count += 1
    return count - 1
  }

  func insert(_ rule: Int, in set: Int) { self[set][rule >> 6] |= 1 << UInt64(rule & 63) }

  /// The words of a set; valid until the next `add`.
  @inline(__always)
  subscript(set: Int) -> UnsafeMutablePointer<UInt64> { memory + set * width }
}
