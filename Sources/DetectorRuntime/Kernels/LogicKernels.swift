// Three-valued logic, as KQL's `and`, `or` and `not` have it: null stands for "not known".

/// Whether a predicate holds: null does not.
@inlinable public func isTrue(_ value: Bool?) -> Bool {
  if let value { return value }
  return false
}

/// Whether the negation of a predicate holds.
@inlinable public func isFalse(_ value: Bool?) -> Bool {
  if let value { return !value }
  return false
}

/// `a and b`: false if either is false, else null if either is null.
public func and3(_ a: Bool?, _ b: Bool?) -> Bool? {
  if a == false || b == false { return false }
  return a == nil || b == nil ? nil : true
}

/// `a or b`: true if either is true, else null if either is null.
public func or3(_ a: Bool?, _ b: Bool?) -> Bool? {
  if a == true || b == true { return true }
  return a == nil || b == nil ? nil : false
}

/// `not(a)`: null stays null.
public func not3(_ a: Bool?) -> Bool? { a.map { !$0 } }

/// `coalesce` of two strings: the second if the first is empty.
@inlinable public func firstNonEmpty(_ a: Str, _ b: Str) -> Str { a.isEmpty ? b : a }

/// `coalesce` of two dynamic values: the second if the first is null.
@inlinable public func firstNonNull(_ a: Value, _ b: Value) -> Value { a.isNull ? b : a }
