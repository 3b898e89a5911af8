/// The rows that `mv-expand` and `mv-apply` make of one dynamic value.
///
/// See `mv-expand-operator.md`: an array gives a row for each element, a bag one for each property (as a bag of that
/// property alone, or as the array [key, value]), null and any other value one row with the value itself, and an
/// empty array or bag none. Elements refer to the expanded value; nothing is copied.
public struct Expansion {
  private let elements: UnsafePointer<Value>?
  private let single: Value
  private let isBag: Bool
  private let bagAsArray: Bool
  /// The number of rows this value asks for.
  public let count: Int

  /// - Parameter bagAsArray: whether a property becomes [key, value] (`kind=array`), not a bag of one.
  public init(_ value: Value, bagAsArray: Bool, _ cx: EvaluationContext) {
    let value = value.kind == .json ? value.materialized(cx) : value
    self.bagAsArray = bagAsArray
    single = value
    isBag = value.kind == .bag
    if value.kind == .array || isBag {
      elements = isBag ? value.pairs.baseAddress : value.elements.baseAddress
      count = Int(value.count)
    } else {
      elements = nil
      count = 1
    }
  }

  /// The element of row `index`; null after the last, as other columns may have more.
  public subscript(_ index: Int) -> Value {
    guard index < count else { return .null }
    guard let elements else { return single }
    guard isBag else { return elements[index] }
    let pair = UInt64(UInt(bitPattern: elements + 2 * index))
    return bagAsArray
      ? Value(kind: .array, payload: pair, count: 2) : Value(kind: .bag, payload: pair, count: 1)
  }
}

// `to typeof(…)` casts and does not convert: an element of another type becomes null. Numbers are of one type in this.

/// The element if it is a number, or else null.
public func numberElement(_ element: Value) -> Value { element.isNumber ? element : .null }
/// The element if it is a truth value, or else null.
public func boolElement(_ element: Value) -> Value { element.kind == .bool ? element : .null }
/// The element if it is a datetime, or else null.
public func dateTimeElement(_ element: Value) -> Value { element.kind == .dateTime ? element : .null }
/// The element if it is a timespan, or else null.
public func timeSpanElement(_ element: Value) -> Value { element.kind == .timeSpan ? element : .null }
/// The element if it is a guid, or else null.
public func guidElement(_ element: Value) -> Value { element.kind == .guid ? element : .null }
