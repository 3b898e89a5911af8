/// A column to sort by.
public struct SortKey: Sendable {
  public let column: Int
  public let ascending: Bool
  /// Whether nulls stand at the beginning, whatever the direction.
  public let nullsFirst: Bool

  public init(column: Int, ascending: Bool, nullsFirst: Bool) {
    self.column = column
    self.ascending = ascending
    self.nullsFirst = nullsFirst
  }
}

/// The rows of a table in the order of `keys`: the operators `sort` and `order`.
///
/// See `sort-operator.md`. Rows that are equal in all keys keep their order. Null and NaN stand together at the
/// end that `nullsFirst` says, null outermost; so does the empty string, which is what a string column has in place
/// of null. Strings compare by code points. In a `dynamic` column, values are ordered by type first (bool, numbers,
/// datetime, timespan, guid, string, array, bag), arrays and bags keep their order among themselves.
public func sortTable(_ table: Table, _ keys: [SortKey]) -> Table {
  let order = SortedRows(table, keys)
  defer { order.deallocate() }
  order.sort()
  return order.table(of: table.count)
}

/// The first `count` rows of `sortTable(table, keys)`, found without sorting the rest: the operator `top`.
///
/// See `top-operator.md`.
public func topTable(_ table: Table, _ count: Int64, _ keys: [SortKey]) -> Table {
  let wanted = Int(max(0, min(count, Int64(table.count))))
  let order = SortedRows(table, keys)
  defer { order.deallocate() }
  if wanted * 4 >= table.count {
    order.sort()
  } else {
    order.select(wanted)
  }
  return order.table(of: wanted)
}

/// The row numbers of a table with the order of their first key, being sorted.
private struct SortedRows {
  private struct Entry {
    let rank: UInt64
    let row: UInt32
    let group: UInt8
    let isExact: Bool
  }
  private let table: Table
  private let keys: [SortKey]
  private let entries: UnsafeMutablePointer<Entry>

  init(_ table: Table, _ keys: [SortKey]) {
    self.table = table
    self.keys = keys
    entries = .allocate(capacity: max(table.count, 1))
    for row in 0..<table.count {
      let order = keys.isEmpty ? nil : CellOrder(table[row: row].value(keys[0].column), keys[0])
      (entries + row).initialize(
        to: Entry(
          rank: order?.rank ?? 0, row: UInt32(row), group: order?.group ?? 0, isExact: order?.isExact ?? true))
    }
  }

  func deallocate() { entries.deallocate() }

  /// A new table of the first `count` rows.
  func table(of count: Int) -> Table {
    let result = Table(width: table.width, table.cx)
    result.reserve(count)
    for index in 0..<count { result.append(table[row: Int(entries[index].row)]) }
    return result
  }

  /// Whether `a` stands before `b`; rows equal in all keys stand in the order of the table.
  @inline(__always)
  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    if a.group != b.group { return a.group < b.group }
    if a.rank != b.rank { return a.rank < b.rank }
    if keys.count <= 1, a.isExact, b.isExact { return a.row < b.row }
    return precedesByRow(a, b)
  }

  private func precedesByRow(_ a: Entry, _ b: Entry) -> Bool {
    let (left, right) = (table[row: Int(a.row)], table[row: Int(b.row)])
    for (index, key) in keys.enumerated() {
      let (x, y) = (left.value(key.column), right.value(key.column))
      var isExact = a.isExact && b.isExact
      if index > 0 {
        let (first, second) = (CellOrder(x, key), CellOrder(y, key))
        if first.group != second.group { return first.group < second.group }
        if first.rank != second.rank { return first.rank < second.rank }
        isExact = first.isExact && second.isExact
      }
      if isExact { continue }
      let order = compareValues(x, y)
      if order != 0 { return (order < 0) == key.ascending }
    }
    return a.row < b.row
  }

  /// Sorts all entries: insertion sort in runs of 16, then merging, bottom up.
  func sort() {
    let count = table.count
    guard count > 1 else { return }
    let run = 16
    var start = 0
    while start < count {
      for index in start + 1..<max(min(start + run, count), start + 1) {
        let entry = entries[index]
        var hole = index
        while hole > start, precedes(entry, entries[hole - 1]) {
          entries[hole] = entries[hole - 1]
          hole -= 1
        }
        entries[hole] = entry
      }
      start += run
    }
    let spare = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    defer { spare.deallocate() }
    var (from, to) = (entries, spare)
    var width = run
    while width < count {
      var low = 0
      while low < count {
        merge(from, to, low, min(low + width, count), min(low + 2 * width, count))
        low += 2 * width
      }
      swap(&from, &to)
      width *= 2
    }
    if from != entries { entries.update(from: from, count: count) }
  }

  private func merge(
    _ from: UnsafeMutablePointer<Entry>, _ to: UnsafeMutablePointer<Entry>, _ low: Int, _ middle: Int, _ high: Int
  ) {
    var (left, right) = (low, middle)
    // Already in order: the common case for events, which arrive by time.
    if middle >= high || precedes(from[middle - 1], from[middle]) {
      (to + low).update(from: from + low, count: high - low)
      return
    }
    for index in low..<high {
      if right == high || (left < middle && precedes(from[left], from[right])) {
        to[index] = from[left]
        left += 1
      } else {
        to[index] = from[right]
        right += 1
      }
    }
  }

  /// Brings the first `count` rows in order to the front. The entries before `count` are a heap whose root is the
  /// last of the rows kept so far.
  func select(_ count: Int) {
    guard count > 0 else { return }
    for root in stride(from: count / 2 - 1, through: 0, by: -1) { sift(root, count) }
    for index in count..<table.count where precedes(entries[index], entries[0]) {
      entries[0] = entries[index]
      sift(0, count)
    }
    for end in stride(from: count - 1, to: 0, by: -1) {
      let last = entries[0]
      entries[0] = entries[end]
      entries[end] = last
      sift(0, end)
    }
  }

  private func sift(_ root: Int, _ count: Int) {
    let entry = entries[root]
    var hole = root
    while 2 * hole + 1 < count {
      var child = 2 * hole + 1
      if child + 1 < count, precedes(entries[child], entries[child + 1]) { child += 1 }
      guard precedes(entry, entries[child]) else { break }
      entries[hole] = entries[child]
      hole = child
    }
    entries[hole] = entry
  }
}
