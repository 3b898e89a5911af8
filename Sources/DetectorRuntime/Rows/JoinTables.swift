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
  _ left: Table, _ right: Table, on keys: [JoinKey], kind: JoinKind, left leftColumns: [Int],
  right rightColumns: [Int], padding: [Value], _ cx: EvaluationContext
) -> Table {
  var join = Join(
    left: left, right: right, leftColumns: leftColumns, rightColumns: rightColumns, padding: padding,
    result: Table(width: leftColumns.count + rightColumns.count, cx))
  join.run(keys, kind)
  return join.result
}

private struct Join {
  let left: Table
  let right: Table
  let leftColumns: [Int]
  let rightColumns: [Int]
  let padding: [Value]
  let result: Table

  mutating func run(_ keys: [JoinKey], _ kind: JoinKind) {
    let leftKeys = KeyColumns(columns: keys.map(\.left), strings: keys.map(\.isString))
    let rightKeys = KeyColumns(columns: keys.map(\.right), strings: keys.map(\.isString))
    let index = KeyIndex(right, rightKeys)
    defer { index.deallocate() }
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
      case .leftAnti, .rightAnti, .rightSemi: break
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
    var column = 0
    if let leftRow {
      let row = left[row: leftRow]
      for source in leftColumns { result.put(row.value(source)) }
      column = leftColumns.count
    } else {
      while column < leftColumns.count {
        result.put(padding[column])
        column += 1
      }
    }
    if let rightRow {
      let row = right[row: rightRow]
      for source in rightColumns { result.put(row.value(source)) }
    } else {
      while column < padding.count {
        result.put(padding[column])
        column += 1
      }
    }
    result.endRow()
  }
}
