/// For each group a list of cells in the order added: chains through one flat array.
struct GroupLists {
  private var values: [Value] = []
  private var next: [Int32] = []
  private var ends = GroupCells<(first: Int32, last: Int32, count: Int32)>((-1, -1, 0))

  mutating func append(_ group: Int, _ value: Value) {
    let index = Int32(values.count)
    values.append(value)
    next.append(-1)
    let end = ends[group]
    if end.count == 0 {
      ends[group] = (index, index, 1)
    } else {
      next[Int(end.last)] = index
      ends[group] = (end.first, index, end.count + 1)
    }
  }

  func count(_ group: Int) -> Int { Int(ends[group].count) }

  /// The cells of a group, in an arena.
  func cells(_ group: Int, _ cx: EvaluationContext) -> UnsafeMutablePointer<Value> {
    let end = ends[group]
    let memory = cx.arena.allocate(max(Int(end.count), 1) * 16, alignment: 16).assumingMemoryBound(to: Value.self)
    var (index, position) = (end.first, 0)
    while index >= 0 {
      (memory + position).initialize(to: values[Int(index)])
      index = next[Int(index)]
      position += 1
    }
    return memory
  }

  func array(_ group: Int, _ cx: EvaluationContext) -> Value {
    let memory = cells(group, cx)
    return Value(kind: .array, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(ends[group].count))
  }
}
