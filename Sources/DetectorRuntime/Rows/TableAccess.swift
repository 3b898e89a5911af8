// What generated code takes from a table as a whole.

/// The first `count` rows: the operator `take`. A null or negative count takes none.
public func takeTable(_ table: Table, _ count: Int64?) -> Table {
  let result = Table(width: table.width, table.cx)
  for index in 0..<min(table.count, Int(clamping: max(count ?? 0, 0))) {
    let row = table[row: index]
    for column in 0..<table.width { result.put(row.value(column)) }
    result.endRow()
  }
  return result
}

/// The cell of the first row, null if there is no row: `toscalar`.
public func firstCell(_ table: Table, column: Int) -> Value {
  table.count == 0 ? .null : table[row: 0].value(column)
}

/// The distinct values of a column, for `in` over a query.
public final class ValueSet {
  private let groups: Grouping
  private let folded: Bool
  private let cx: EvaluationContext

  /// - Parameter folded: whether strings are compared without regard to case (`in~`).
  public init(_ table: Table, column: Int, folded: Bool, _ cx: EvaluationContext) {
    self.groups = Grouping(keys: 1, cx)
    self.folded = folded
    self.cx = cx
    for index in 0..<table.count {
      let value = table[row: index].value(column)
      if value.isNull { continue }
      groups.put(key(value))
      _ = groups.group()
    }
  }

  /// Whether the set has the value; a null is in no set.
  public func contains(_ value: Value) -> Bool {
    if value.isNull { return false }
    groups.put(key(value))
    return groups.find() != nil
  }

  private func key(_ value: Value) -> Value {
    folded && value.kind == .string ? Value(toLower(value.string, cx)) : value
  }
}

/// The values of `range`, by their position.
public struct RangeAxis {
  private let from: Value
  private let step: Value
  /// The number of values; none if a bound is null, the step is zero or leads away from the end.
  public let count: Int

  public init(from: Value, to: Value, step: Value) {
    self.from = from
    self.step = step
    if let first = Self.real(from), let last = Self.real(to), let width = Self.real(step),
      from.kind == .real || to.kind == .real || step.kind == .real
    {
      let turns = ((last - first) / width).rounded(.down)
      count = width == 0 || !turns.isFinite || turns < 0 ? 0 : Int(turns) + 1
    } else if let first = Self.integer(from), let last = Self.integer(to),
      let width = Self.integer(step), width != 0
    {
      let distance = Int128(last) - Int128(first)
      let turns = distance / Int128(width)
      count = distance != 0 && (distance < 0) != (width < 0) ? 0 : Int(clamping: turns) + 1
    } else {
      count = 0
    }
  }

  public subscript(_ index: Int) -> Value {
    switch from.kind {
    case .real: return Value((from.real ?? 0) + Double(index) * (Self.real(step) ?? 0))
    case .int, .long:
      if step.kind == .real { return Value(Double(from.long ?? 0) + Double(index) * (step.real ?? 0)) }
      return Value(kind: from.kind, payload: integerPayload(index))
    case .dateTime, .timeSpan: return Value(kind: from.kind, payload: integerPayload(index))
    case .null, .bool, .decimal, .guid, .string, .array, .bag, .json: return .null
    }
  }

  private func integerPayload(_ index: Int) -> UInt64 {
    let start = Self.integer(from) ?? 0
    return UInt64(bitPattern: start &+ Int64(index) &* (Self.integer(step) ?? 0))
  }

  private static func integer(_ value: Value) -> Int64? {
    switch value.kind {
    case .int, .long, .dateTime, .timeSpan: Int64(bitPattern: value.payload)
    case .null, .bool, .real, .decimal, .guid, .string, .array, .bag, .json: nil
    }
  }
  private static func real(_ value: Value) -> Double? {
    value.kind == .real ? value.real : value.long.map { Double($0) }
  }
}
