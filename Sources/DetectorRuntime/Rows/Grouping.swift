/// The groups of `summarize`, `distinct` and the like: a hash table from keys of one or more cells to the numbers
/// 0, 1, 2, … in the order in which the keys are first seen.
///
/// Generated code puts the cells of a key one by one and closes it with `group()`:
///
///     keys.put(account)
///     keys.put(hour)
///     let group = keys.group()
///
/// Strings are not copied: they must live as long as the grouping does. Nulls group with nulls, dynamic values by
/// value, numbers by value whatever their type.
public final class Grouping {
  /// The number of groups so far.
  @exclusivity(unchecked) public private(set) var count = 0
  private let width: Int
  private let cx: EvaluationContext

  /// Group + 1 and the upper half of its hash; 0 is a free slot.
  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var mask: Int
  /// `width` cells a group, and room for the key that is being put.
  @exclusivity(unchecked) private var cells: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private var hashes: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var capacity: Int

  @exclusivity(unchecked) private var filled = 0
  @exclusivity(unchecked) private var hash = Grouping.seed
  /// 16 bytes a column, for a guid or decimal of the key that is being put.
  private let scratch: UnsafeMutableRawPointer

  private static var seed: UInt64 { 0x243F_6A88_85A3_08D3 }

  /// - Parameter keys: the number of cells of a key; with 0, all rows are one group.
  public init(keys: Int, _ cx: EvaluationContext) {
    width = keys
    self.cx = cx
    capacity = 16
    mask = 31
    slots = .allocate(capacity: 32)
    slots.initialize(repeating: 0, count: 32)
    cells = .allocate(capacity: (capacity + 1) * max(keys, 1))
    hashes = .allocate(capacity: capacity)
    scratch = .allocate(byteCount: 16 * max(keys, 1), alignment: 16)
  }

  deinit {
    slots.deallocate()
    cells.deallocate()
    hashes.deallocate()
    scratch.deallocate()
  }

  // MARK: Putting a key

  @inline(__always)
  private func append(_ value: Value, _ newHash: UInt64) {
    (cells + (count * width + filled)).initialize(to: value)
    hash = newHash
    filled &+= 1
  }

  public func put(_ value: Str) { append(Value(value), hashOfBytes(value, hash)) }
  public func put(_ value: Int64?) {
    guard let value else { return putNull() }
    append(Value(value), mixHash(hash, UInt64(bitPattern: value)))
  }
  public func put(_ value: Bool?) { putCell(Value(value)) }
  public func put(_ value: DateTime?) { putCell(Value(value)) }
  public func put(_ value: TimeSpan?) { putCell(Value(value)) }
  public func put(_ value: Double?) { putCell(Value(value)) }
  public func put(_ value: Guid?) {
    guard let value else { return putNull() }
    let memory = (scratch + 16 * filled).assumingMemoryBound(to: UInt64.self)
    memory[0] = value.high
    memory[1] = value.low
    putCell(Value(kind: .guid, payload: UInt64(UInt(bitPattern: memory))))
  }
  public func put(_ value: Decimal?) {
    guard let value else { return putNull() }
    let memory = (scratch + 16 * filled).assumingMemoryBound(to: Int128.self)
    memory.pointee = value.mantissa
    putCell(Value(kind: .decimal, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(value.scale)))
  }
  public func put(_ value: Value) { putCell(value.isContainer ? deeplyMaterialized(value, cx) : value) }

  private func putNull() { putCell(.null) }
  private func putCell(_ value: Value) { append(value, hashOfValue(value, hash)) }

  // MARK: Finding its group

  /// The group of the key that has been put, a new one if need be; closes the key.
  @discardableResult
  public func group() -> Int {
    let (slot, found) = probe()
    if let found { return found }
    if width > 0 { keepScratch() }
    let group = count
    hashes[group] = hash
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(group + 1)
    count += 1
    if count == capacity { grow() }
    reset()
    return group
  }

  /// The group of the key that has been put, nil if there is none; closes the key.
  public func find() -> Int? {
    let found = probe().found
    if found == nil { reset() }
    return found
  }

  /// Makes the one group of a `summarize` without `by`, if no row has made it.
  public func ensureOne() {
    if width == 0, count == 0 { _ = group() }
  }

  /// A cell of a group's key. A key put as `Int64` reads as `long` even if its column is an `int`.
  public func key(_ group: Int, _ column: Int) -> Value { cells[group * width + column] }

  @inline(__always)
  private func reset() {
    filled = 0
    hash = Grouping.seed
  }

  /// The group of the pending key, which then is no longer pending, or the slot where it belongs.
  @inline(__always)
  private func probe() -> (slot: Int, found: Int?) {
    assert(filled == width, "a key was closed with \(filled) cells, not \(width)")
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return (slot, nil) }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let candidate = Int(entry & 0xFFFF_FFFF) - 1
        if hashes[candidate] == hash, isPending(candidate) {
          reset()
          return (slot, candidate)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private func isPending(_ group: Int) -> Bool {
    let (stored, pending) = (cells + group * width, cells + count * width)
    for column in 0..<width where !valuesEqual(stored[column], pending[column]) { return false }
    return true
  }

  /// Moves guids and decimals of a new key out of the scratch memory.
  private func keepScratch() {
    let pending = cells + count * width
    let start = UInt64(UInt(bitPattern: scratch))
    for column in 0..<width {
      let cell = pending[column]
      guard cell.kind == .guid || cell.kind == .decimal, cell.payload &- start < UInt64(16 * width) else { continue }
      let memory = cx.arena.allocate(16, alignment: 16)
      memory.copyMemory(from: scratch + 16 * column, byteCount: 16)
      pending[column] = Value(kind: cell.kind, payload: UInt64(UInt(bitPattern: memory)), count: cell.count)
    }
  }

  private func grow() {
    let larger = capacity * 2
    let newCells = UnsafeMutablePointer<Value>.allocate(capacity: (larger + 1) * max(width, 1))
    newCells.update(from: cells, count: count * width)
    cells.deallocate()
    cells = newCells
    let newHashes = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    newHashes.update(from: hashes, count: count)
    hashes.deallocate()
    hashes = newHashes
    capacity = larger

    slots.deallocate()
    slots = .allocate(capacity: larger * 2)
    slots.initialize(repeating: 0, count: larger * 2)
    mask = larger * 2 - 1
    for group in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[group]) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = hashes[group] & 0xFFFF_FFFF_0000_0000 | UInt64(group + 1)
    }
  }
}
