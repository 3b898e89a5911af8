import DetectorRuntime

/// A context whose time, and so whose random choices, are the seed's.
func makeContext(_ seed: Int = 42) -> EvaluationContext { EvaluationContext(now: DateTime(ticks: Int64(seed))) }

/// A table of the given cells.
func makeTable(_ rows: [[Value]], width: Int, _ cx: EvaluationContext) -> Table {
  let table = Table(width: width, cx)
  for row in rows {
    for cell in row { table.put(cell) }
    table.endRow()
  }
  return table
}

/// The cells of a table as text, to compare and to print.
func cells(_ table: Table) -> [[String]] {
  (0..<table.count).map { index in (0..<table.width).map { show(table[row: index].value($0)) } }
}

func show(_ value: Value) -> String {
  switch value.kind {
  case .null: return "null"
  case .bool: return value.bool == true ? "true" : "false"
  case .int, .long: return "\(value.long ?? 0)"
  case .real: return "\(value.real ?? 0)"
  case .decimal: return "decimal(\(value.decimal?.mantissa ?? 0)e-\(value.decimal?.scale ?? 0))"
  case .dateTime: return "datetime(\(value.dateTime?.ticks ?? 0))"
  case .timeSpan: return "timespan(\(value.timeSpan?.ticks ?? 0))"
  case .guid: return "guid(\(value.guid?.high ?? 0),\(value.guid?.low ?? 0))"
  case .string: return "'\(value.unsafeText)'"
  case .json: return "json\(value.unsafeText)"
  case .array: return "[" + value.elements.map(show).joined(separator: ",") + "]"
  case .bag:
    let pairs = value.pairs
    return "{"
      + stride(from: 0, to: pairs.count, by: 2).map { show(pairs[$0]) + ":" + show(pairs[$0 + 1]) }
      .joined(separator: ",") + "}"
  }
}

/// A small generator for randomised tests; a failure prints its seed.
struct TestRandom {
  var state: UInt64
  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}
