// Comparisons where an operand is dynamic: its value decides how.

/// `a == b`: numbers by value whatever their kinds, arrays and bags member by member, a string with anything else by text.
public func equalsDynamic(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Bool? {
  if a.isNull || b.isNull { return a.isNull && b.isNull ? nil : false }
  return isEqualDynamic(a, b, cx)
}

/// `a != b`
public func differsDynamic(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Bool? {
  equalsDynamic(a, b, cx).map { !$0 }
}

func isEqualDynamic(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Bool {
  if a.kind == .string, b.kind == .string { return isEqualExact(a.unsafeText, b.unsafeText) }
  if a.kind == .string || b.kind == .string { return isEqualToText(a, b, cx) }
  if a.isNumber, b.isNumber {
    if a.real?.isNaN ?? false || b.real?.isNaN ?? false { return false }
  } else if a.kind == .bool, b.isNumber {
    return isEqualDynamic(Value(Int64(a.payload)), b, cx)
  } else if b.kind == .bool, a.isNumber {
    return isEqualDynamic(a, Value(Int64(b.payload)), cx)
  }
  return valuesEqual(deeplyMaterialized(a, cx), deeplyMaterialized(b, cx))
}

/// One of the two is a string.
private func isEqualToText(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Bool {
  let text = a.kind == .string ? a.unsafeText : b.unsafeText
  let other = a.kind == .string ? b : a
  switch other.kind {
  case .guid: return parseGuid(text) == other.guid
  case .dateTime: return parseDateTime(text) == other.dateTime
  case .timeSpan: return parseTimeSpan(text) == other.timeSpan
  case .null, .bool, .int, .long, .real, .decimal, .string, .array, .bag, .json:
    return isEqualExact(text, textOf(other, cx))
  }
}

/// The value with all unparsed JSON in it parsed.
func deeplyMaterialized(_ value: Value, _ cx: EvaluationContext) -> Value {
  let value = value.materialized(cx)
  switch value.kind {
  case .array:
    guard value.elements.contains(where: { $0.isContainer }) else { return value }
    return cx.array { stack in
      for element in value.elements { stack.push(deeplyMaterialized(element, cx)) }
    }
  case .bag:
    guard value.pairs.contains(where: { $0.isContainer }) else { return value }
    return cx.bag { stack in
      for member in value.pairs { stack.push(deeplyMaterialized(member, cx)) }
    }
  case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .json:
    return value
  }
}

extension Value {
  /// Whether the value is an int, long, real or decimal.
  var isNumber: Bool { kind == .int || kind == .long || kind == .real || kind == .decimal }
  /// Whether the value is an array or a bag, parsed or not.
  var isContainer: Bool { kind == .array || kind == .bag || kind == .json }
}

/// The order of two values that have one: numbers, and two of the same kind among datetime, timespan, string and bool.
private func order(_ a: Value, _ b: Value) -> Int? {
  if a.isNumber, b.isNumber {
    if a.real?.isNaN ?? false || b.real?.isNaN ?? false { return nil }
    return compareValues(a, b)
  }
  switch (a.kind, b.kind) {
  case (.dateTime, .dateTime), (.timeSpan, .timeSpan), (.string, .string), (.bool, .bool): return compareValues(a, b)
  case (.string, .dateTime):
    return parseDateTime(a.unsafeText).map { compareValues(Value($0), b) }
  case (.dateTime, .string):
    return parseDateTime(b.unsafeText).map { compareValues(a, Value($0)) }
  case (.string, .timeSpan):
    return parseTimeSpan(a.unsafeText).map { compareValues(Value($0), b) }
  case (.timeSpan, .string):
    return parseTimeSpan(b.unsafeText).map { compareValues(a, Value($0)) }
  default:
    return nil
  }
}

/// `a < b`; null for values without an order.
public func lessDynamic(_ a: Value, _ b: Value) -> Bool? { order(a, b).map { $0 < 0 } }
/// `a <= b`
public func lessOrEqualDynamic(_ a: Value, _ b: Value) -> Bool? { order(a, b).map { $0 <= 0 } }
/// `a > b`
public func greaterDynamic(_ a: Value, _ b: Value) -> Bool? { order(a, b).map { $0 > 0 } }
/// `a >= b`
public func greaterOrEqualDynamic(_ a: Value, _ b: Value) -> Bool? { order(a, b).map { $0 >= 0 } }
