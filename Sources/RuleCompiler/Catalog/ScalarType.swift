/// The scalar types of KQL, and `unknown`: a column that only the data knows, held as `dynamic` and converted to whatever its use requires.
public enum ScalarType: String, Hashable, Sendable, CaseIterable {
  case bool, int, long, real, decimal, datetime, timespan, guid, string, dynamic
  case unknown

  /// How generated code holds a value of this type.
  public var physical: PhysicalType {
    switch self {
    case .bool: .bool
    case .int, .long: .long
    case .real: .real
    case .decimal: .decimal
    case .datetime: .dateTime
    case .timespan: .timeSpan
    case .guid: .guid
    case .string: .string
    case .dynamic, .unknown: .value
    }
  }

  /// The type in a sentence: `a string`, `an int`.
  var withArticle: String { self == .int || self == .unknown ? "an \(self)" : "a \(self)" }

  public var isNumeric: Bool { [.int, .long, .real, .decimal].contains(self) }
  public var isInteger: Bool { self == .int || self == .long }
}

/// The Swift types of generated code. All but `string` and `value` are optionals when nullable.
public enum PhysicalType: String, Hashable, Sendable {
  case bool, long, real, decimal, dateTime, timeSpan, guid, string
  /// A cell: `dynamic`, or a value of any type.
  case value
  /// An array of cells, for the repeated last parameter of a function.
  case values
}
