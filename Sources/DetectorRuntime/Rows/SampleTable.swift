// Random choices. `sample` and `sample-distinct` may return any rows; ours depend only on the input and on the time
// of the evaluation, so that a replay gives the same alerts.

/// A stream of pseudo-random numbers (SplitMix64).
struct RandomNumbers {
  private var state: UInt64

  /// The stream of an evaluation: the same for the same `now()`.
  init(_ cx: EvaluationContext) {
    state = UInt64(bitPattern: cx.now.ticks)
  }

  /// The next number of the stream.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Up to `count` rows chosen at random, each set of rows with the same probability: the operator `sample`.
///
/// See `sample-operator.md`. The rows keep their order.
public func sampleTable(_ table: Table, _ count: Int64, _ cx: EvaluationContext) -> Table {
  var wanted = Int(max(0, min(count, Int64(table.count))))
  var random = RandomNumbers(cx)
  let result = Table(width: table.width, cx)
  result.reserve(wanted)
  for index in 0..<table.count where wanted > 0 {
    // Each row with the probability (rows still wanted) / (rows left).
    if random.next() % UInt64(table.count - index) < UInt64(wanted) {
      result.append(table[row: index])
      wanted -= 1
    }
  }
  return result
}

/// Up to `count` different values of a column, as a table of that column: the operator `sample-distinct`.
///
/// See `sample-distinct-operator.md`, which promises no fair sample; ours is the first values.
public func sampleDistinct(_ table: Table, _ count: Int64, column: Int, _ cx: EvaluationContext) -> Table {
  let result = Table(width: 1, cx)
  let keys = KeyColumns(columns: [column], strings: [false])
  let index = KeyIndex(table, keys)
  defer { index.deallocate() }
  var hasNull = false
  for row in 0..<table.count where result.count < count {
    let value = table[row: row].value(column)
    if value.isNull {
      if hasNull { continue }
      hasNull = true
    } else if index.first(table[row: row], keys) != UInt32(row) {
      continue
    }
    result.put(value)
    result.endRow()
  }
  return result
}
