// Functions of the bits of integers. Null if an argument is null.
// https://learn.microsoft.com/kusto/query/scalar-functions#binary-functions

public func binaryAnd(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a & b
}
public func binaryOr(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a | b
}
public func binaryXor(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return nil }
  return a ^ b
}
public func binaryNot(_ value: Int64?) -> Int64? { value.map { ~$0 } }
/// By `count` modulo 64 bits; null if `count` is negative.
public func shiftLeft(_ value: Int64?, _ count: Int64?) -> Int64? {
  guard let value, let count, count >= 0 else { return nil }
  return value &<< (count % 64)
}
/// By `count` modulo 64 bits, keeping the sign; null if `count` is negative.
public func shiftRight(_ value: Int64?, _ count: Int64?) -> Int64? {
  guard let value, let count, count >= 0 else { return nil }
  return value &>> (count % 64)
}
public func countOnes(_ value: Int64?) -> Int64? { value.map { Int64($0.nonzeroBitCount) } }

/// `tohex` of a long: lower case, with zeros in front up to `width` (at most 16) digits; a negative number as 64 bits.
public func hexOfLong(_ value: Int64?, _ width: Int64?, _ cx: EvaluationContext) -> Str {
  guard let value, let width else { return .empty }
  return hex(UInt64(bitPattern: value), width, cx)
}
/// `tohex` of an int: as of a long, but a negative number as 32 bits.
public func hexOfInt(_ value: Int64?, _ width: Int64?, _ cx: EvaluationContext) -> Str {
  guard let value, let width else { return .empty }
  return hex(UInt64(UInt32(truncatingIfNeeded: value)), width, cx)
}

private func hex(_ bits: UInt64, _ width: Int64, _ cx: EvaluationContext) -> Str {
  let needed = max(1, (64 - bits.leadingZeroBitCount + 3) / 4)
  let count = max(needed, Int(min(max(width, 0), 16)))
  return cx.arena.string(capacity: count) { target in
    for index in 0..<count {
      let shift = 4 * (count - 1 - index)
      target[index] = hexDigit(shift < 64 ? UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 15 : 0)
    }
    return count
  }
}
