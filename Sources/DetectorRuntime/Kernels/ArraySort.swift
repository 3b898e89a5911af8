// `array_sort_asc` and `array_sort_desc`.
// https://learn.microsoft.com/kusto/query/array-sort-asc-function

/// Elements sort by group, numbers and times first, then by value within the group; descending turns the values only.
private func sortGroup(_ value: Value) -> Int {
  switch value.kind {
  case .int, .long, .real, .decimal, .dateTime, .timeSpan: 0
  case .string: 1
  case .guid: 2
  case .null, .bool, .array, .bag, .json: 3
  }
}

private func sortedIndices(_ elements: UnsafeBufferPointer<Value>, descending: Bool, nullsLast: Bool) -> [Int] {
  elements.indices.sorted { a, b in
    let (x, y) = (elements[a], elements[b])
    if x.isNull || y.isNull {
      if x.isNull, y.isNull { return a < b }
      return x.isNull != nullsLast
    }
    let (groupX, groupY) = (sortGroup(x), sortGroup(y))
    if groupX != groupY { return groupX < groupY }
    let order = compareValues(x, y)
    if order == 0 { return a < b }
    return descending ? order > 0 : order < 0
  }
}

private func sorted(_ arrays: [Value], descending: Bool, nullsLast: Bool, _ cx: EvaluationContext) -> Value {
  let arrays = arrays.map { $0.materialized(cx) }
  guard let first = arrays.first, first.kind == .array else { return .null }
  let order = sortedIndices(first.elements, descending: descending, nullsLast: nullsLast)
  return cx.array { stack in
    for array in arrays {
      guard array.kind == .array, array.count == first.count else {
        stack.push(.null)
        continue
      }
      stack.push(
        cx.array { part in
          for index in order { part.push(array.elements[index]) }
        })
    }
  }
}

/// `array_sort_asc(array, nullsLast)`
public func sortAscending(_ array: Value, _ nullsLast: Bool?, _ cx: EvaluationContext) -> Value {
  element(sorted([array], descending: false, nullsLast: nullsLast ?? true, cx), 0, cx)
}

/// `array_sort_desc(array, nullsLast)`
public func sortDescending(_ array: Value, _ nullsLast: Bool?, _ cx: EvaluationContext) -> Value {
  element(sorted([array], descending: true, nullsLast: nullsLast ?? true, cx), 0, cx)
}

/// `array_sort_asc(array, array, …, nullsLast)`: an array of the sorted arrays, the further ones in the order of the first.
public func sortAllAscending(
  _ first: Value, _ second: Value, _ others: [Value], _ cx: EvaluationContext
) -> Value {
  let arrays = [first, second] + others.filter { $0.kind != .bool }
  return sorted(arrays, descending: false, nullsLast: others.last?.bool ?? true, cx)
}

/// `array_sort_desc(array, array, …, nullsLast)`: see `sortAllAscending`.
public func sortAllDescending(
  _ first: Value, _ second: Value, _ others: [Value], _ cx: EvaluationContext
) -> Value {
  let arrays = [first, second] + others.filter { $0.kind != .bool }
  return sorted(arrays, descending: true, nullsLast: others.last?.bool ?? true, cx)
}
