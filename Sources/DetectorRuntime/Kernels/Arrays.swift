// Functions on arrays. What is no array gives null.

/// `array_length(array)`
public func arrayLength(_ array: Value, _ cx: EvaluationContext) -> Int64? {
  let array = array.materialized(cx)
  return array.kind == .array ? Int64(array.count) : nil
}

/// `pack_array(value, …)`
public func packArray(_ values: [Value], _ cx: EvaluationContext) -> Value {
  Value(array: values, cx)
}

/// `array_concat(array, …)`: arguments that are no arrays are passed over.
public func arrayConcat(_ arrays: [Value], _ cx: EvaluationContext) -> Value {
  cx.array { stack in
    for array in arrays {
      for element in array.materialized(cx).elements { stack.push(element) }
    }
  }
}

/// `array_slice(array, start, end)`: from `start` to `end` inclusive; negative places count from the end.
public func arraySlice(_ array: Value, _ start: Int64?, _ end: Int64?, _ cx: EvaluationContext) -> Value {
  let array = array.materialized(cx)
  guard array.kind == .array, let start, let end else { return .null }
  let count = Int64(array.count)
  let first = max(start < 0 ? start &+ count : start, 0)
  let last = min(end < 0 ? end &+ count : end, count - 1)
  return cx.array { stack in
    guard first <= last else { return }
    for index in first...last { stack.push(array.elements[Int(index)]) }
  }
}

/// `array_split(array, index or indices)`: negative places count from the end.
public func arraySplit(_ array: Value, _ places: Value, _ cx: EvaluationContext) -> Value {
  let array = array.materialized(cx)
  let places = places.materialized(cx)
  guard array.kind == .array else { return .null }
  let count = Int64(array.count)
  let indices = places.kind == .array ? places.elements.map(\.long) : [places.long]
  return cx.array { stack in
    var from: Int64 = 0
    for index in indices + [count] {
      guard let index else { continue }
      let to = max(from, min(count, index < 0 ? index &+ count : index))
      stack.push(
        cx.array { part in
          for place in from..<to { part.push(array.elements[Int(place)]) }
        })
      from = to
    }
  }
}

/// `array_index_of(array, value, start, length, occurrence)`: -1 if it is not there.
///
/// A negative start counts from the end; `length` elements are looked at, all if it is -1.
public func arrayIndexOf(
  _ array: Value, _ value: Value, _ start: Int64?, _ length: Int64?, _ occurrence: Int64?, _ cx: EvaluationContext
) -> Int64? {
  let array = deeplyMaterialized(array, cx)
  let value = deeplyMaterialized(value, cx)
  guard array.kind == .array, let start, let length, let occurrence, occurrence > 0, length >= -1 else { return nil }
  let count = Int64(array.count)
  let first = start < 0 ? max(0, start &+ count) : start
  let last = length < 0 ? count : min(count, first.addingReportingOverflow(length).partialValue)
  var left = occurrence
  var index = first
  while index < last {
    if valuesEqual(array.elements[Int(index)], value) {
      left -= 1
      if left == 0 { return index }
    }
    index += 1
  }
  return -1
}

/// `array_iff(conditions, whenTrue, whenFalse)`: numbers are true unless zero; what is no condition gives null.
/// A scalar stands for an array of itself; a missing element is null.
public func arrayIff(
  _ conditions: Value, _ whenTrue: Value, _ whenFalse: Value, _ cx: EvaluationContext
) -> Value {
  let conditions = conditions.materialized(cx)
  guard conditions.kind == .array else { return .null }
  let whenTrue = whenTrue.materialized(cx)
  let whenFalse = whenFalse.materialized(cx)
  return cx.array { stack in
    for (index, condition) in conditions.elements.enumerated() {
      guard condition.kind == .bool || condition.isNumber, let isTrue = boolOf(condition) else {
        stack.push(.null)
        continue
      }
      let source = isTrue ? whenTrue : whenFalse
      if source.kind != .array {
        stack.push(source)
      } else {
        stack.push(index < source.elements.count ? source.elements[index] : .null)
      }
    }
  }
}

/// `array_reverse(array)`; what is no array stays.
public func arrayReverse(_ array: Value, _ cx: EvaluationContext) -> Value {
  let array = array.materialized(cx)
  guard array.kind == .array else { return array }
  return cx.array { stack in
    for element in array.elements.reversed() { stack.push(element) }
  }
}

/// `array_rotate_left(array, count)`
public func arrayRotateLeft(_ array: Value, _ count: Int64?, _ cx: EvaluationContext) -> Value {
  let array = array.materialized(cx)
  guard array.kind == .array, let count else { return .null }
  let length = Int64(array.count)
  guard length > 0 else { return array }
  let shift = count.flooredDivision(by: length).remainder
  return cx.array { stack in
    for index in 0..<length { stack.push(array.elements[Int((index + shift) % length)]) }
  }
}

/// `array_rotate_right(array, count)`
public func arrayRotateRight(_ array: Value, _ count: Int64?, _ cx: EvaluationContext) -> Value {
  arrayRotateLeft(array, count.map { 0 &- $0 }, cx)
}

/// `array_shift_left(array, count, filler)`
public func arrayShiftLeft(_ array: Value, _ count: Int64?, _ filler: Value, _ cx: EvaluationContext) -> Value {
  let array = array.materialized(cx)
  guard array.kind == .array, let count else { return .null }
  let length = Int64(array.count)
  let shift = max(-length, min(length, count))
  return cx.array { stack in
    for index in 0..<length {
      let source = index + shift
      stack.push(source >= 0 && source < length ? array.elements[Int(source)] : filler)
    }
  }
}

/// `array_shift_right(array, count, filler)`
public func arrayShiftRight(_ array: Value, _ count: Int64?, _ filler: Value, _ cx: EvaluationContext) -> Value {
  arrayShiftLeft(array, count.map { 0 &- max($0, -.max) }, filler, cx)
}

/// `array_sum(array)`: the sum of the numbers in it, null if an element is no number.
public func arraySum(_ array: Value, _ cx: EvaluationContext) -> Double? {
  let array = array.materialized(cx)
  guard array.kind == .array else { return nil }
  var sum = 0.0
  for element in array.elements {
    guard element.isNumber || element.kind == .bool, let number = realOf(element) else { return nil }
    sum += number
  }
  return sum
}

/// The most elements `range` gives.
private let greatestRange: Int64 = 1 << 20

private func range(
  _ start: Int64, _ end: Int64, _ step: Int64, _ cx: EvaluationContext, _ make: (Int64) -> Value
) -> Value {
  guard step != 0 else { return .null }
  return cx.array { stack in
    var value = start
    var left = greatestRange
    while step > 0 ? value <= end : value >= end, left > 0 {
      stack.push(make(value))
      let (next, overflow) = value.addingReportingOverflow(step)
      if overflow { return }
      value = next
      left -= 1
    }
  }
}

/// `range(start, end, step)` of longs: at most 1,048,576 values; null for a step of zero.
public func rangeOfLongs(_ start: Int64?, _ end: Int64?, _ step: Int64?, _ cx: EvaluationContext) -> Value {
  guard let start, let end, let step else { return .null }
  return range(start, end, step, cx) { Value($0) }
}

/// `range` of reals
public func rangeOfReals(_ start: Double?, _ end: Double?, _ step: Double?, _ cx: EvaluationContext) -> Value {
  guard let start, let end, let step, step != 0, step.isFinite else { return .null }
  return cx.array { stack in
    for index in 0..<greatestRange {
      let value = start + Double(index) * step
      guard step > 0 ? value <= end : value >= end else { return }
      stack.push(Value(value))
    }
  }
}

/// `range` of datetimes
public func rangeOfDateTimes(
  _ start: DateTime?, _ end: DateTime?, _ step: TimeSpan?, _ cx: EvaluationContext
) -> Value {
  guard let start, let end, let step else { return .null }
  return range(start.ticks, end.ticks, step.ticks, cx) { Value(DateTime(ticks: $0)) }
}

/// `range` of timespans
public func rangeOfTimeSpans(
  _ start: TimeSpan?, _ end: TimeSpan?, _ step: TimeSpan?, _ cx: EvaluationContext
) -> Value {
  guard let start, let end, let step else { return .null }
  return range(start.ticks, end.ticks, step.ticks, cx) { Value(TimeSpan(ticks: $0)) }
}

/// `repeat(value, count)`: null for a negative count.
public func repeatValue(_ value: Value, _ count: Int64?, _ cx: EvaluationContext) -> Value {
  guard let count, count >= 0, count <= 1 << 20 else { return .null }
  return cx.array { stack in
    for _ in 0..<count { stack.push(value) }
  }
}

/// `zip(array, …)`: missing elements are null; a scalar stands for an array of itself.
public func zipArrays(_ arrays: [Value], _ cx: EvaluationContext) -> Value {
  let arrays = arrays.map { $0.materialized(cx) }
  let length = arrays.map(\.elements.count).max() ?? 0
  return cx.array { stack in
    for index in 0..<length {
      stack.push(
        cx.array { part in
          for array in arrays {
            if array.kind == .array {
              part.push(index < array.elements.count ? array.elements[index] : .null)
            } else {
              part.push(array)
            }
          }
        })
    }
  }
}
