// Functions on arrays as sets: the order is that of the first occurrence.

/// The distinct values met so far, found by hash.
private struct DistinctValues {
  private var values: [Value] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 32)

  /// Whether the value is new; it is remembered.
  mutating func insert(_ value: Value) -> Bool {
    if contains(value) { return false }
    if (values.count + 1) * 2 > slots.count { grow() }
    place(Int32(values.count), value)
    values.append(value)
    return true
  }

  func contains(_ value: Value) -> Bool {
    var slot = Int(truncatingIfNeeded: hashOfValue(value, 0)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if valuesEqual(values[Int(slots[slot])], value) { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  private mutating func place(_ index: Int32, _ value: Value) {
    var slot = Int(truncatingIfNeeded: hashOfValue(value, 0)) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = index
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, value) in values.enumerated() { place(Int32(index), value) }
  }
}

/// `set_union(array, …)`: null if an argument is no array.
public func setUnion(_ arrays: [Value], _ cx: EvaluationContext) -> Value {
  let arrays = arrays.map { deeplyMaterialized($0, cx) }
  guard arrays.allSatisfy({ $0.kind == .array }) else { return .null }
  var seen = DistinctValues()
  return cx.array { stack in
    for array in arrays {
      for element in array.elements where seen.insert(element) { stack.push(element) }
    }
  }
}

/// `set_intersect(array, …)`
public func setIntersect(_ arrays: [Value], _ cx: EvaluationContext) -> Value {
  let arrays = arrays.map { deeplyMaterialized($0, cx) }
  guard let first = arrays.first, arrays.allSatisfy({ $0.kind == .array }) else { return .null }
  let others = arrays.dropFirst().map(distinct)
  var seen = DistinctValues()
  return cx.array { stack in
    for element in first.elements where others.allSatisfy({ $0.contains(element) }) && seen.insert(element) {
      stack.push(element)
    }
  }
}

/// `set_difference(array, …)`: the elements of the first array that are in none of the others.
public func setDifference(_ arrays: [Value], _ cx: EvaluationContext) -> Value {
  let arrays = arrays.map { deeplyMaterialized($0, cx) }
  guard let first = arrays.first, arrays.allSatisfy({ $0.kind == .array }) else { return .null }
  let others = arrays.dropFirst().map(distinct)
  var seen = DistinctValues()
  return cx.array { stack in
    for element in first.elements where !others.contains(where: { $0.contains(element) }) && seen.insert(element) {
      stack.push(element)
    }
  }
}

private func distinct(_ array: Value) -> DistinctValues {
  var values = DistinctValues()
  for element in array.elements { _ = values.insert(element) }
  return values
}

/// `set_has_element(array, value)`: null of what is no array.
public func setHasElement(_ array: Value, _ value: Value, _ cx: EvaluationContext) -> Bool? {
  let array = deeplyMaterialized(array, cx)
  let value = deeplyMaterialized(value, cx)
  guard array.kind == .array else { return nil }
  return array.elements.contains { valuesEqual($0, value) }
}

/// `jaccard_index(a, b)`: the size of the intersection through that of the union.
public func jaccardIndex(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Double? {
  let union = setUnion([a, b], cx)
  let shared = setIntersect([a, b], cx)
  guard union.kind == .array, shared.kind == .array else { return nil }
  return Double(shared.count) / Double(union.count)
}

/// `set_equals(a, b)`: whether two arrays have the same distinct elements; null if one is no array.
public func setEquals(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Bool? {
  let (a, b) = (deeplyMaterialized(a, cx), deeplyMaterialized(b, cx))
  guard a.kind == .array, b.kind == .array else { return nil }
  let (inA, inB) = (distinct(a), distinct(b))
  return a.elements.allSatisfy { inB.contains($0) } && b.elements.allSatisfy { inA.contains($0) }
}
