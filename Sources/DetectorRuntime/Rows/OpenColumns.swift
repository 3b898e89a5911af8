// Columns that only the data knows travel as one bag a row and become real columns when a result is written.

/// The bag of the properties that become columns of their own when `bag_unpack` makes them: all but those in
/// `names`, each called `prefix` + key.
///
/// See `bag-unpack-plugin.md`. Null properties are ignored; anything but a bag has none.
/// - Parameter names: strings: the columns that exist already or that the plugin was told to ignore, prefix included.
public func openBag(_ bag: Value, _ prefix: Str, _ names: [Value], _ cx: EvaluationContext) -> Value {
  let bag = bag.kind == .json ? bag.materialized(cx) : bag
  guard bag.kind == .bag else { return Value(bag: [], cx) }
  let pairs = bag.pairs
  let memory = cx.arena.allocate(max(pairs.count, 1) * MemoryLayout<Value>.stride, alignment: 16)
    .assumingMemoryBound(to: Value.self)
  var count = 0
  for index in 0..<Int(bag.count) where !pairs[2 * index + 1].isNull {
    let key = pairs[2 * index].string
    if names.contains(where: { equals($0.string, prefix, key) }) { continue }
    (memory + 2 * count).initialize(to: Value(prefix.isEmpty ? key : joined(prefix, key, cx)))
    (memory + 2 * count + 1).initialize(to: pairs[2 * index + 1])
    count += 1
  }
  return Value(kind: .bag, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(count))
}

private func equals(_ name: Str, _ prefix: Str, _ key: Str) -> Bool {
  name.count == prefix.count + key.count && orderOfBytes(name.slice(0, prefix.count), prefix) == 0
    && orderOfBytes(name.slice(prefix.count, name.count), key) == 0
}

private func joined(_ prefix: Str, _ key: Str, _ cx: EvaluationContext) -> Str {
  cx.arena.string(capacity: prefix.count + key.count) { target in
    target.update(from: prefix.base, count: prefix.count)
    (target + prefix.count).update(from: key.base, count: key.count)
    return prefix.count + key.count
  }
}

/// The bag without the properties whose name matches one of the patterns, in which `*` stands for any text.
///
/// See `project-away-operator.md`. Anything but a bag has no properties.
public func withoutColumns(_ bag: Value, _ patterns: [Value], _ cx: EvaluationContext) -> Value {
  let bag = bag.kind == .json ? bag.materialized(cx) : bag
  guard bag.kind == .bag else { return Value(bag: [], cx) }
  let pairs = bag.pairs
  var kept: [(key: Str, value: Value)] = []
  for index in 0..<Int(bag.count) {
    let key = pairs[2 * index].string
    if patterns.contains(where: { isMatch(key, $0.string) }) { continue }
    kept.append((key, pairs[2 * index + 1]))
  }
  return Value(bag: kept, cx)
}

private func isMatch(_ name: Str, _ pattern: Str) -> Bool {
  let star = UInt8(ascii: "*")
  var (place, at) = (0, 0)
  var resume: (place: Int, at: Int)?
  while at < name.count {
    if place < pattern.count, pattern.base[place] == star {
      resume = (place, at)
      place += 1
    } else if place < pattern.count, pattern.base[place] == name.base[at] {
      place += 1
      at += 1
    } else if let last = resume {
      resume = (last.place, last.at + 1)
      place = last.place + 1
      at = last.at + 1
    } else {
      return false
    }
  }
  while place < pattern.count, pattern.base[place] == star { place += 1 }
  return place == pattern.count
}

/// The further columns of both sides of a join: those of the right side whose names are taken get a number.
///
/// See `join-operator.md`.
/// - Parameter known: strings: the names of the columns that the result has besides.
public func joinedColumns(_ left: Value, _ right: Value, _ known: [Value], _ cx: EvaluationContext) -> Value {
  let left = left.kind == .json ? left.materialized(cx) : left
  let right = right.kind == .json ? right.materialized(cx) : right
  guard right.kind == .bag else { return left }
  var result: [(key: Str, value: Value)] = []
  if left.kind == .bag {
    for index in 0..<Int(left.count) { result.append((left.pairs[2 * index].string, left.pairs[2 * index + 1])) }
  }
  for index in 0..<Int(right.count) {
    let key = right.pairs[2 * index].string
    var name = key
    var number = 1
    while result.contains(where: { sameBytes($0.key, name) }) || known.contains(where: { sameBytes($0.string, name) }) {
      name = cx.arena.copy("\(key.description)\(number)")
      number += 1
    }
    result.append((name, right.pairs[2 * index + 1]))
  }
  return Value(bag: result, cx)
}

/// A result whose columns are all known.
public struct ClosedTable {
  public let names: [Str]
  public let types: [ColumnType]
  public let table: Table
}

/// Turns the last column of a table, a bag of further columns, into those columns, sorted by name.
///
/// See `bag-unpack-plugin.md`: a column has the type of its values if they all have the same, else `dynamic`. A
/// property with the name of an existing column is left out.
/// - Parameters:
///   - table: with one column more than `columns`.
///   - columns: all but the last column.
public func expandOpenTable(_ table: Table, columns: [ColumnDefinition]) -> ClosedTable {
  let bagColumn = table.width - 1
  let cx = table.cx
  let index = NameIndex()
  for column in columns { _ = index.insert(column.name) }
  var types: [ColumnType?] = []
  for row in 0..<table.count {
    let bag = table[row: row].value(bagColumn)
    let pairs = bag.pairs
    for pair in 0..<Int(bag.kind == .bag ? bag.count : 0) {
      let place = index.insert(pairs[2 * pair].string) - columns.count
      guard place >= 0, let type = columnType(pairs[2 * pair + 1]) else { continue }
      while types.count <= place { types.append(nil) }
      types[place] = types[place] == nil || types[place] == type ? type : .dynamic
    }
  }
  // Found order → sorted order.
  let found = (0..<types.count).filter { types[$0] != nil }
    .sorted { orderOfBytes(index.names[columns.count + $0], index.names[columns.count + $1]) < 0 }
  var place = [Int](repeating: -1, count: types.count)
  for (sorted, original) in found.enumerated() { place[original] = columns.count + sorted }

  let result = Table(width: columns.count + found.count, cx)
  result.reserve(table.count)
  let padding: [Value] = found.map { types[$0] == .string ? .emptyString : .null }
  var cells = [Value](repeating: .null, count: result.width)
  for row in 0..<table.count {
    for column in columns.indices { cells[column] = table[row: row].value(column) }
    for (offset, value) in padding.enumerated() { cells[columns.count + offset] = value }
    let bag = table[row: row].value(bagColumn)
    let pairs = bag.pairs
    for pair in 0..<Int(bag.kind == .bag ? bag.count : 0) {
      let original = index.insert(pairs[2 * pair].string) - columns.count
      guard original >= 0, original < place.count, place[original] >= 0 else { continue }
      if !pairs[2 * pair + 1].isNull { cells[place[original]] = pairs[2 * pair + 1] }
    }
    for cell in cells { result.put(cell) }
    result.endRow()
  }
  return ClosedTable(
    names: columns.map(\.name) + found.map { index.names[columns.count + $0] },
    types: columns.map(\.type) + found.map { types[$0] ?? .dynamic }, table: result)
}

/// The type of the column that holds such values; nil for null, which fits any.
private func columnType(_ value: Value) -> ColumnType? {
  switch value.kind {
  case .null: return nil
  case .bool: return .bool
  case .int: return .int
  case .long: return .long
  case .real: return .real
  case .decimal: return .decimal
  case .dateTime: return .dateTime
  case .timeSpan: return .timeSpan
  case .guid: return .guid
  case .string: return .string
  case .array, .bag, .json: return .dynamic
  }
}

/// Numbers strings in the order in which they first appear.
private final class NameIndex {
  private(set) var names: [Str] = []
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of `name`, which it is given now if it is new.
  func insert(_ name: Str) -> Int {
    var slot = Int(truncatingIfNeeded: hashOfBytes(name, 0)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if sameBytes(names[Int(slots[slot])], name) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(names.count)
    names.append(name)
    if names.count * 2 > slots.count { grow() }
    return names.count - 1
  }

  private func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, name) in names.enumerated() {
      var slot = Int(truncatingIfNeeded: hashOfBytes(name, 0)) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
