// `==`, `!=`, `<`, `<=`, `>`, `>=` on the types with a null. Two nulls compare as null; a null and a value are not equal;
// an order with a null is null.
// https://learn.microsoft.com/kusto/query/scalar-data-types/null-values

@inline(__always)
private func equal<T: Equatable>(_ a: T?, _ b: T?) -> Bool? {
  if a == nil, b == nil { return nil }
  return a == b
}

@inline(__always)
private func ordered<T>(_ a: T?, _ b: T?, _ compare: (T, T) -> Bool) -> Bool? {
  guard let a, let b else { return nil }
  return compare(a, b)
}

/// `a == b` of bools
public func equalsBool(_ a: Bool?, _ b: Bool?) -> Bool? { equal(a, b) }
/// `a == b` of longs
public func equalsLong(_ a: Int64?, _ b: Int64?) -> Bool? { equal(a, b) }
/// `a == b` of reals
public func equalsReal(_ a: Double?, _ b: Double?) -> Bool? { equal(a, b) }
/// `a == b` of datetimes
public func equalsDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { equal(a, b) }
/// `a == b` of timespans
public func equalsTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { equal(a, b) }
/// `a == b` of guids
public func equalsGuid(_ a: Guid?, _ b: Guid?) -> Bool? { equal(a, b) }
/// `a == b` of decimals
public func equalsDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? {
  guard let a, let b else { return a == nil && b == nil ? nil : false }
  return compareDecimals(a, b) == 0
}
/// `guid == string`: a text that is no guid is equal to none.
public func equalsGuidText(_ a: Guid?, _ b: Str) -> Bool? { equal(a, parseGuid(b)) }
/// `string == guid`
public func equalsTextGuid(_ a: Str, _ b: Guid?) -> Bool? { equal(parseGuid(a), b) }

/// `a != b` of bools
public func differsBool(_ a: Bool?, _ b: Bool?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of longs
public func differsLong(_ a: Int64?, _ b: Int64?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of reals
public func differsReal(_ a: Double?, _ b: Double?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of datetimes
public func differsDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of timespans
public func differsTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of guids
public func differsGuid(_ a: Guid?, _ b: Guid?) -> Bool? { equal(a, b).map { !$0 } }
/// `a != b` of decimals
public func differsDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? { equalsDecimal(a, b).map { !$0 } }
/// `guid != string`
public func differsGuidText(_ a: Guid?, _ b: Str) -> Bool? { equal(a, parseGuid(b)).map { !$0 } }
/// `string != guid`
public func differsTextGuid(_ a: Str, _ b: Guid?) -> Bool? { equal(parseGuid(a), b).map { !$0 } }

private func number(_ value: Bool?) -> Int64? { value.map { $0 ? 1 : 0 } }

/// `a < b` of bools
public func lessBool(_ a: Bool?, _ b: Bool?) -> Bool? { ordered(number(a), number(b), <) }
/// `a < b` of longs
public func lessLong(_ a: Int64?, _ b: Int64?) -> Bool? { ordered(a, b, <) }
/// `a < b` of reals
public func lessReal(_ a: Double?, _ b: Double?) -> Bool? { ordered(a, b, <) }
/// `a < b` of decimals
public func lessDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? { ordered(a, b) { compareDecimals($0, $1) < 0 } }
/// `a < b` of datetimes
public func lessDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { ordered(a, b, <) }
/// `a < b` of timespans
public func lessTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { ordered(a, b, <) }

/// `a <= b` of bools
public func lessOrEqualBool(_ a: Bool?, _ b: Bool?) -> Bool? { ordered(number(a), number(b), <=) }
/// `a <= b` of longs
public func lessOrEqualLong(_ a: Int64?, _ b: Int64?) -> Bool? { ordered(a, b, <=) }
/// `a <= b` of reals
public func lessOrEqualReal(_ a: Double?, _ b: Double?) -> Bool? { ordered(a, b, <=) }
/// `a <= b` of decimals
public func lessOrEqualDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? {
  ordered(a, b) { compareDecimals($0, $1) <= 0 }
}
/// `a <= b` of datetimes
public func lessOrEqualDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { ordered(a, b, <=) }
/// `a <= b` of timespans
public func lessOrEqualTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { ordered(a, b, <=) }

/// `a > b` of bools
public func greaterBool(_ a: Bool?, _ b: Bool?) -> Bool? { ordered(number(a), number(b), >) }
/// `a > b` of longs
public func greaterLong(_ a: Int64?, _ b: Int64?) -> Bool? { ordered(a, b, >) }
/// `a > b` of reals
public func greaterReal(_ a: Double?, _ b: Double?) -> Bool? { ordered(a, b, >) }
/// `a > b` of decimals
public func greaterDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? { ordered(a, b) { compareDecimals($0, $1) > 0 } }
/// `a > b` of datetimes
public func greaterDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { ordered(a, b, >) }
/// `a > b` of timespans
public func greaterTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { ordered(a, b, >) }

/// `a >= b` of bools
public func greaterOrEqualBool(_ a: Bool?, _ b: Bool?) -> Bool? { ordered(number(a), number(b), >=) }
/// `a >= b` of longs
public func greaterOrEqualLong(_ a: Int64?, _ b: Int64?) -> Bool? { ordered(a, b, >=) }
/// `a >= b` of reals
public func greaterOrEqualReal(_ a: Double?, _ b: Double?) -> Bool? { ordered(a, b, >=) }
/// `a >= b` of decimals
public func greaterOrEqualDecimal(_ a: Decimal?, _ b: Decimal?) -> Bool? {
  ordered(a, b) { compareDecimals($0, $1) >= 0 }
}
/// `a >= b` of datetimes
public func greaterOrEqualDateTime(_ a: DateTime?, _ b: DateTime?) -> Bool? { ordered(a, b, >=) }
/// `a >= b` of timespans
public func greaterOrEqualTimeSpan(_ a: TimeSpan?, _ b: TimeSpan?) -> Bool? { ordered(a, b, >=) }
