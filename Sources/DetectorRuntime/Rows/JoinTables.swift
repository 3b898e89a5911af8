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
  var join = Join(
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

  mutating func run(_ keys: [JoinKey], _ kind: JoinKind) {
    let leftKeys = KeyColumns(columns: keys.map(\.left), strings: keys.map(\.isString))
    let rightKeys = KeyColumns(columns: keys.map(\.right), strings: keys.map(\.isString))
    let (index, isKept) = KeyIndex.of(right, rightKeys)
    defer { if !isKept { index.deallocate() } }
    // Right rows that have been matched. Of rows with the same key only the first is marked.
    let matched = UnsafeMutablePointer<Bool>.allocate(capacity: max(right.count, 1))
    matched.initialize(repeating: false, count: max(right.count, 1))
    defer { matched.deallocate() }

    for row in 0..<left.count {
      let first = index.first(left[row: row], leftKeys)
      guard first != KeyIndex.none else {
        if kind == .leftOuter || kind == .fullOuter || kind == .leftAnti { emit(row, nil) }
        continue
      }
      let isFirstMatch = !matched[Int(first)]
      matched[Int(first)] = true
      switch kind {
      case .innerUnique:
        if isFirstMatch { emitMatches(row, first, index) }
      case .inner, .leftOuter, .rightOuter, .fullOuter: emitMatches(row, first, index)
      case .leftSemi: emit(row, nil)
      case .leftAnti, .rightAnti, .rightSemi, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner, .ipv6LeftOuter: break
      }
    }

    guard kind == .rightOuter || kind == .fullOuter || kind == .rightAnti || kind == .rightSemi else { return }
    // Chains ascend, so a row's mark has reached it before it is asked for.
    for row in 0..<right.count {
      let next = index.after(UInt32(row))
      if matched[row], next != KeyIndex.none { matched[Int(next)] = true }
      if matched[row] == (kind == .rightSemi) { emit(nil, row) }
    }
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

  private func emitMatches(_ row: Int, _ first: UInt32, _ index: KeyIndex) {
    var match = first
    while match != KeyIndex.none {
      emit(row, Int(match))
      match = index.after(match)
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
