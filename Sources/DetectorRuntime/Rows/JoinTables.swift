/// Which rows a join returns.
public enum JoinKind: Sendable {
  /// Like `inner`, of the left rows with the same key only the first.
  case innerUnique
  case inner
  case leftOuter
  case rightOuter
  case fullOuter
  /// Left rows without a match (`anti`, `leftanti`, `leftantisemi`).
  case leftAnti
  /// Right rows without a match (`rightanti`, `rightantisemi`).
  case rightAnti
  case leftSemi
  case rightSemi
  /// Like `inner` and `leftOuter`, but of the first key the left cell is an address and the right one a range.
  case ipv4Inner
  case ipv4LeftOuter
  case ipv6Inner
  case ipv6LeftOuter
}

/// The rows of two tables that agree in `keys`: the operators `join` and `lookup`.
///
/// See `join-operator.md` and `lookup-operator.md`. A null key equals nothing, as with `==`. The order of the result
/// is that of the left rows, for each of them that of the right rows, and then the right rows without a match; the
/// kinds that return right rows only keep the order of the right table. Without keys every row matches every row.
/// - Parameters:
///   - leftColumns: the left columns of the result, which come first (none for `rightSemi` and `rightAnti`).
///   - rightColumns: the right columns of the result (none for `leftSemi` and `leftAnti`).
///   - padding: for each column of the result, the value where its side has no matching row.
public func joinTables(
  _ left: Table, _ right: Table, on keys: [JoinKey], kind: JoinKind, left leftColumns: CellPicks,
  right rightColumns: CellPicks, padding: CellPicks, _ cx: EvaluationContext
) -> Table {
  let join = Join(
    left: left, right: right, leftColumns: leftColumns, rightColumns: rightColumns, padding: padding,
    result: Table(width: padding.places.count, cx))
  switch kind {
  case .innerUnique, .inner, .leftOuter, .rightOuter, .fullOuter, .leftAnti, .rightAnti, .leftSemi, .rightSemi:
    join.run(keys, kind)
  case .ipv4Inner: join.lookUp(keys, isIpv4: true, keepsUnmatched: false, cx)
  case .ipv4LeftOuter: join.lookUp(keys, isIpv4: true, keepsUnmatched: true, cx)
  case .ipv6Inner: join.lookUp(keys, isIpv4: false, keepsUnmatched: false, cx)
  case .ipv6LeftOuter: join.lookUp(keys, isIpv4: false, keepsUnmatched: true, cx)
  }
  return join.result
}

private struct Join {
  let left: Table
  let right: Table
  let leftColumns: CellPicks
  let rightColumns: CellPicks
  let padding: CellPicks
  let result: Table

  func run(_ keys: [JoinKey], _ kind: JoinKind) {
    let leftKeys = KeyColumns(columns: keys.map(\.left), strings: keys.map(\.isString))
    let rightKeys = KeyColumns(columns: keys.map(\.right), strings: keys.map(\.isString))
    // An index of many rows costs more than to look many rows up in an index of few.
    if right.keptIndexes == nil, left.count < right.count {
      run(kind, LeftMatches(left, leftKeys, right, rightKeys))
    } else {
      run(kind, RightMatches(left, leftKeys, right, rightKeys))
    }
  }

  private func run<Matches: JoinMatches & ~Copyable>(_ kind: JoinKind, _ matches: consuming Matches) {
    for row in 0..<left.count {
      let match = matches.first(ofLeft: row)
      guard match.row != KeyIndex.none else {
        if kind == .leftOuter || kind == .fullOuter || kind == .leftAnti { emit(row, nil) }
        continue
      }
      switch kind {
      case .innerUnique:
        if match.isNewKey { emitMatches(row, match.row, matches) }
      case .inner, .leftOuter, .rightOuter, .fullOuter: emitMatches(row, match.row, matches)
      case .leftSemi: emit(row, nil)
      case .leftAnti, .rightAnti, .rightSemi, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner, .ipv6LeftOuter: break
      }
    }
    guard kind == .rightOuter || kind == .fullOuter || kind == .rightAnti || kind == .rightSemi else { return }
    for row in 0..<right.count where matches.nextIsMatched(right: row) == (kind == .rightSemi) { emit(nil, row) }
  }

  /// The left rows with the right rows whose range holds their address, in the order of the right table.
  func lookUp(_ keys: [JoinKey], isIpv4: Bool, keepsUnmatched: Bool, _ cx: EvaluationContext) {
    guard let address = keys.first else { return }
    let ranges = AddressIndex(right, column: address.right, isIpv4: isIpv4, cx)
    let others = keys.dropFirst()
    let leftKeys = KeyColumns(columns: others.map(\.left), strings: others.map(\.isString))
    let rightKeys = KeyColumns(columns: others.map(\.right), strings: others.map(\.isString))
    for row in 0..<left.count {
      var isMatched = false
      for match in ranges.rows(holding: left[row: row].string(address.left)) {
        if !others.isEmpty {
          guard leftKeys.hash(left[row: row]) != nil, rightKeys.hash(right[row: match]) != nil,
            leftKeys.equal(left[row: row], rightKeys, right[row: match])
          else { continue }
        }
        emit(row, match)
        isMatched = true
      }
      if !isMatched, keepsUnmatched { emit(row, nil) }
    }
  }

  @inline(__always)
  private func emitMatches<Matches: JoinMatches & ~Copyable>(_ row: Int, _ first: UInt32, _ matches: borrowing Matches)
  {
    var match = first
    while match != KeyIndex.none {
      emit(row, Int(match))
      match = matches.after(match)
    }
  }

  @inline(__always)
  private func emit(_ leftRow: Int?, _ rightRow: Int?) {
    result.reserve(1)
    let leftWidth = leftColumns.places.count
    if let leftRow {
      result.put(left[row: leftRow], leftColumns)
    } else {
      for column in 0..<leftWidth { result.put(padding.places[column].constant) }
    }
    if let rightRow {
      result.put(right[row: rightRow], rightColumns)
    } else {
      for column in leftWidth..<padding.places.count { result.put(padding.places[column].constant) }
    }
    result.endRow()
  }
}

/// Which right rows of a join have the key of a left row. The rows of each side are asked for in their order, each once.
private protocol JoinMatches: ~Copyable {
  /// The first right row with the key of a left one, or `KeyIndex.none`; and whether no left row before has that key.
  mutating func first(ofLeft row: Int) -> (row: UInt32, isNewKey: Bool)
  /// The next right row with the key of a right one, or `KeyIndex.none`.
  func after(_ row: UInt32) -> UInt32
  /// Whether a left row has the key of a right one. All left rows have been asked for.
  mutating func nextIsMatched(right row: Int) -> Bool
}

/// Looks left rows up in an index of the right ones.
private struct RightMatches: JoinMatches, ~Copyable {
  private let left: Table
  private let leftKeys: KeyColumns
  private let index: KeyIndex
  private let isKept: Bool
  /// Right rows whose key a left row has. Of rows with the same key only the first is marked.
  private let marks: UnsafeMutablePointer<Bool>

  init(_ left: Table, _ leftKeys: KeyColumns, _ right: Table, _ rightKeys: KeyColumns) {
    self.left = left
    self.leftKeys = leftKeys
    (index, isKept) = KeyIndex.of(right, rightKeys)
    marks = .allocate(capacity: max(right.count, 1))
    marks.initialize(repeating: false, count: max(right.count, 1))
  }

  deinit {
    marks.deallocate()
    if !isKept { index.deallocate() }
  }

  @inline(__always)
  mutating func first(ofLeft row: Int) -> (row: UInt32, isNewKey: Bool) {
    let first = index.first(left[row: row], leftKeys)
    guard first != KeyIndex.none else { return (first, false) }
    let isNew = !marks[Int(first)]
    marks[Int(first)] = true
    return (first, isNew)
  }

  @inline(__always)
  func after(_ row: UInt32) -> UInt32 { index.after(row) }

  /// Chains ascend, so a row's mark has reached it before it is asked for.
  @inline(__always)
  mutating func nextIsMatched(right row: Int) -> Bool {
    let next = index.after(UInt32(row))
    if marks[row], next != KeyIndex.none { marks[Int(next)] = true }
    return marks[row]
  }
}

/// Looks right rows up in an index of the left ones, and notes for each key of the latter which they are.
private struct LeftMatches: JoinMatches, ~Copyable {
  private let index: KeyIndex
  /// For each left row the first with the same key.
  private let heads: UnsafeMutablePointer<UInt32>
  /// For the first left row of a key the first right row with it.
  private let firsts: UnsafeMutablePointer<UInt32>
  /// For each right row the next one with the same key.
  private let nexts: UnsafeMutablePointer<UInt32>
  private let marks: UnsafeMutablePointer<Bool>

  init(_ left: Table, _ leftKeys: KeyColumns, _ right: Table, _ rightKeys: KeyColumns) {
    index = KeyIndex(left, leftKeys)
    heads = .allocate(capacity: max(left.count, 1))
    firsts = .allocate(capacity: max(left.count, 1))
    nexts = .allocate(capacity: max(right.count, 1))
    marks = .allocate(capacity: max(right.count, 1))
    for row in 0..<left.count { heads[row] = UInt32(row) }
    for row in 0..<left.count {
      firsts[row] = KeyIndex.none
      let next = index.after(UInt32(row))
      if next != KeyIndex.none { heads[Int(next)] = heads[row] }
    }
    // From the last row to the first, each becoming the head of its chain: chains ascend.
    for row in stride(from: right.count - 1, through: 0, by: -1) {
      let head = index.first(right[row: row], rightKeys)
      marks[row] = head != KeyIndex.none
      nexts[row] = KeyIndex.none
      guard head != KeyIndex.none else { continue }
      nexts[row] = firsts[Int(head)]
      firsts[Int(head)] = UInt32(row)
    }
  }

  deinit {
    heads.deallocate()
    firsts.deallocate()
    nexts.deallocate()
    marks.deallocate()
    index.deallocate()
  }

  @inline(__always)
  mutating func first(ofLeft row: Int) -> (row: UInt32, isNewKey: Bool) {
    (firsts[Int(heads[row])], heads[row] == UInt32(row))
  }

  @inline(__always)
  func after(_ row: UInt32) -> UInt32 { nexts[Int(row)] }

  @inline(__always)
  mutating func nextIsMatched(right row: Int) -> Bool { marks[row] }
}
