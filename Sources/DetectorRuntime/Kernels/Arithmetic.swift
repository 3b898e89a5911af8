// The operators + - * / % on numbers. Null if an operand is null.
// https://learn.microsoft.com/kusto/query/numerical-operators

#if canImport(Glibc)
  import Glibc
#endif

// MARK: long (and int, whose results are long); sums and products wrap around

public func addLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a &+ b
}
public func subtractLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a &- b
}
public func multiplyLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a &* b
}
/// The quotient, rounded towards zero; null if `b` is zero.
public func divideLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b, b != 0 else { return nil }
  return a.dividedReportingOverflow(by: b).partialValue
}
/// The remainder, which is never negative: 0 ≤ r < |b|; null if `b` is zero.
public func moduloLongs(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b, b != 0 else { return nil }
  if b == -1 { return 0 }
  let remainder = a % b
  return remainder < 0 ? remainder &+ (b < 0 ? 0 &- b : b) : remainder
}
public func negateLong(_ a: Int64?) -> Int64? { a.map { 0 &- $0 } }

// MARK: real, by IEEE 754

public func addReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let a, let b else { return nil }
  return a + b
}
public func subtractReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let a, let b else { return nil }
  return a - b
}
public func multiplyReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let a, let b else { return nil }
  return a * b
}
/// The quotient; an infinity or NaN if `b` is zero.
public func divideReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let a, let b else { return nil }
  return a / b
}
/// The remainder, which is never negative: 0 ≤ r < |b|; NaN if `b` is zero.
public func moduloReals(_ a: Double?, _ b: Double?) -> Double? {
  guard let a, let b else { return nil }
  let remainder = fmod(a, b)
  return remainder < 0 ? remainder + abs(b) : remainder
}
public func negateReal(_ a: Double?) -> Double? { a.map { -$0 } }

// MARK: dynamic: what the values turn out to be decides

/// The operators on two dynamic values; null if they do not fit together.
private func combine(
  _ a: Value, _ b: Value, _ cx: EvaluationContext,
  longs: (Int64?, Int64?) -> Int64?, reals: (Double?, Double?) -> Double?,
  decimals: (Decimal?, Decimal?) -> Decimal?, times: (Value, Value) -> Value
) -> Value {
  if let x = a.long, let y = b.long { return Value(longs(x, y)) }
  guard a.isNumber, b.isNumber else { return times(a, b) }
  if a.kind != .decimal, b.kind != .decimal { return Value(reals(a.nearestReal, b.nearestReal)) }
  guard let x = a.exactDecimal, let y = b.exactDecimal else { return Value(reals(a.nearestReal, b.nearestReal)) }
  return Value(decimals(x, y), cx)
}

public func addDynamics(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  combine(a, b, cx, longs: addLongs, reals: addReals, decimals: addDecimals) { a, b in
    if let x = a.timeSpan, let y = b.timeSpan { return Value(addTimeSpans(x, y)) }
    if let x = a.dateTime, let y = b.timeSpan { return Value(addToDateTime(x, y)) }
    if let x = a.timeSpan, let y = b.dateTime { return Value(addToDateTime(y, x)) }
    return .null
  }
}
public func subtractDynamics(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  combine(a, b, cx, longs: subtractLongs, reals: subtractReals, decimals: subtractDecimals) { a, b in
    if let x = a.timeSpan, let y = b.timeSpan { return Value(subtractTimeSpans(x, y)) }
    if let x = a.dateTime, let y = b.timeSpan { return Value(subtractFromDateTime(x, y)) }
    if let x = a.dateTime, let y = b.dateTime { return Value(subtractDateTimes(x, y)) }
    return .null
  }
}
public func multiplyDynamics(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  combine(a, b, cx, longs: multiplyLongs, reals: multiplyReals, decimals: multiplyDecimals) { a, b in
    if let x = a.timeSpan, b.isNumber { return Value(multiplyTimeSpan(x, b.nearestReal)) }
    if a.isNumber, let y = b.timeSpan { return Value(multiplyTimeSpan(y, a.nearestReal)) }
    return .null
  }
}
public func divideDynamics(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  combine(a, b, cx, longs: divideLongs, reals: divideReals, decimals: divideDecimals) { a, b in
    if let x = a.timeSpan, let y = b.timeSpan { return Value(divideTimeSpans(x, y)) }
    if let x = a.timeSpan, b.isNumber { return Value(divideTimeSpan(x, b.nearestReal)) }
    return .null
  }
}
public func moduloDynamics(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Value {
  combine(a, b, cx, longs: moduloLongs, reals: moduloReals, decimals: moduloDecimals) { a, b in
    if let x = a.timeSpan, let y = b.timeSpan { return Value(moduloTimeSpans(x, y)) }
    if let x = a.dateTime, let y = b.timeSpan { return Value(moduloDateTime(x, y)) }
    return .null
  }
}
public func negateDynamic(_ a: Value, _ cx: EvaluationContext) -> Value {
  if let long = a.long { return Value(negateLong(long)) }
  if let real = a.real { return Value(negateReal(real)) }
  if let decimal = a.decimal { return Value(negateDecimal(decimal), cx) }
  if let timeSpan = a.timeSpan { return Value(negateTimeSpan(timeSpan)) }
  return .null
}
