/// The table of one column with `from`, `from` + `step`, … up to and including `to`: the operator `range`.
///
/// See `range-operator.md`. A null bound, a step that is zero or null, and bounds that the step leads away from give
/// no row.
/// - Parameters:
///   - from: an int, long, real, datetime or timespan; the column's type, unless another one is real.
///   - step: of the same type; for a datetime a timespan.
public func rangeTable(from: Value, to: Value, step: Value, _ cx: EvaluationContext) -> Table {
  let table = Table(width: 1, cx)
  if from.kind == .real || to.kind == .real || step.kind == .real {
    guard let low = number(from), let high = number(to), let step = number(step) else { return table }
    appendReals(table, low, high, step)
    return table
  }
  let isTime = from.kind == .dateTime || from.kind == .timeSpan
  guard isTime || from.long != nil, isTime ? to.kind == from.kind : to.long != nil,
    isTime ? step.kind == .timeSpan : step.long != nil
  else { return table }
  appendIntegers(
    table, from.kind, Int64(bitPattern: from.payload), Int64(bitPattern: to.payload), Int64(bitPattern: step.payload))
  return table
}

private func number(_ value: Value) -> Double? { value.real ?? value.long.map(Double.init) }

private func appendReals(_ table: Table, _ low: Double, _ high: Double, _ step: Double) {
  guard step != 0, step.isFinite, low.isFinite else { return }
  var index = 0.0
  while true {
    let value = low + index * step
    guard step > 0 ? value <= high : value >= high else { return }
    table.put(Value(value))
    table.endRow()
    index += 1
  }
}

private func appendIntegers(_ table: Table, _ kind: Value.Kind, _ low: Int64, _ high: Int64, _ step: Int64) {
  guard step != 0 else { return }
  var value = low
  while step > 0 ? value <= high : value >= high {
    table.put(Value(kind: kind, payload: UInt64(bitPattern: value)))
    table.endRow()
    let (next, overflow) = value.addingReportingOverflow(step)
    if overflow { return }
    value = next
  }
}
