/// A pair of columns whose cells must be equal for two rows to join.
public struct JoinKey: Sendable {
  public let left: Int
  public let right: Int
  /// Whether the columns are strings, in which a null cell reads as the empty string and so is a key like any other.
  public let isString: Bool

  public init(left: Int, right: Int, isString: Bool = false) {
    self.left = left
    self.right = right
    self.isString = isString
  }
}

/// The cells of one or more columns, as the key of a row.
struct KeyColumns: Equatable {
  let columns: [Int]
  /// Which of the columns are strings.
  let strings: [Bool]

  @inline(__always)
  func cell(_ row: Row, _ index: Int) -> Value {
    let value = row.value(columns[index])
    return value.isNull && strings[index] ? .emptyString : value
  }

  /// A hash of the row's key; nil if a cell of it is null, which equals nothing.
  @inline(__always)
  func hash(_ row: Row) -> UInt64? {
    var hash: UInt64 = 0x243F_6A88_85A3_08D3
    for index in columns.indices {
      let value = cell(row, index)
      if value.isNull { return nil }
      hash = hashOfValue(value, hash)
    }
    return hash
  }

  /// Whether the key of `row` equals the key that `other` takes from `otherRow`; neither holds a null.
  @inline(__always)
  func equal(_ row: Row, _ other: KeyColumns, _ otherRow: Row) -> Bool {
    for index in columns.indices where !valuesEqual(cell(row, index), other.cell(otherRow, index)) { return false }
    return true
  }
}

/// The rows of a table by key: an open-addressing table of the first row of each key, and for every row the next one
/// with the same key. Rows with a null in their key are not in it. The table must not change meanwhile.
struct KeyIndex {
  static let none = UInt32.max
  private let cells: UnsafePointer<Value>
  private let width: Int
  private let keys: KeyColumns
  private let mask: Int
  /// Upper half: of the hash; lower half: row + 1; 0 is a free slot.
  private let slots: UnsafeMutablePointer<UInt64>
  private let next: UnsafeMutablePointer<UInt32>

  init(_ table: Table, _ keys: KeyColumns) {
    cells = UnsafePointer(table.cells)
    width = table.width
    self.keys = keys
    var size = 16
    while size < table.count * 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    next = .allocate(capacity: max(table.count, 1))
    // From the last row to the first, each becoming the head of its chain: chains ascend.
    for row in stride(from: table.count - 1, through: 0, by: -1) {
      next[row] = KeyIndex.none
      guard let hash = keys.hash(table[row: row]) else { continue }
      let slot = self.slot(hash, table[row: row], keys)
      if slots[slot] != 0 { next[row] = UInt32(truncatingIfNeeded: slots[slot]) - 1 }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
    }
  }

  /// The index of a table by these keys; `isKept` if it belongs to the table, which is not to be made again and again.
  static func of(_ table: Table, _ keys: KeyColumns) -> (index: KeyIndex, isKept: Bool) {
    guard let kept = table.keptIndexes else { return (KeyIndex(table, keys), false) }
    if let known = kept.first(where: { $0.keys == keys }) { return (known, true) }
    let index = KeyIndex(table, keys)
    table.keptIndexes?.append(index)
    return (index, true)
  }

  func deallocate() {
    slots.deallocate()
    next.deallocate()
  }

  /// The slot that holds the key of `row`, or the free slot where it would stand.
  @inline(__always)
  private func slot(_ hash: UInt64, _ row: Row, _ rowKeys: KeyColumns) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let head = Int(UInt32(truncatingIfNeeded: slots[slot]) - 1)
        if rowKeys.equal(row, keys, Row(cells + head * width)) { break }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// The first row whose key equals that of a row of another table, or `none`.
  @inline(__always)
  func first(_ row: Row, _ rowKeys: KeyColumns) -> UInt32 {
    guard let hash = rowKeys.hash(row) else { return KeyIndex.none }
    let found = slots[slot(hash, row, rowKeys)]
    return found == 0 ? KeyIndex.none : UInt32(truncatingIfNeeded: found) - 1
  }

  /// The next row, in the table's order, with the same key as `row`, or `none`.
  @inline(__always)
  func after(_ row: UInt32) -> UInt32 { next[Int(row)] }
}
