import Foundation

/// A value of a row, read from JSON for comparing it.
enum Cell: Decodable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case array([Cell])
  case object([String: Cell])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? value.decode(Int64.self) {
      self = .integer(integer)
    } else if let real = try? value.decode(Double.self) {
      self = .real(real)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([Cell].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: Cell].self))
    }
  }

  /// Whether nothing is there: null, or the empty string, since strings have no null.
  var isNothing: Bool { self == .null || self == .string("") }

  /// Whether a cell is the expected one. Numbers compare by value, reals to nine digits; times without regard to
  /// zeros at the end of their fraction.
  func matches(_ expected: Cell, type: String) -> Bool {
    switch (self, expected) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.integer(let a), .real(let b)), (.real(let b), .integer(let a)): Self.isNear(Double(a), b)
    case (.real(let a), .real(let b)): Self.isNear(a, b)
    case (.string(let a), .string(let b)): a == b || (type == "datetime" && Self.shortTime(a) == Self.shortTime(b))
    case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.matches($1, type: "dynamic") }
    case (.object(let a), .object(let b)):
      a.count == b.count && a.allSatisfy { key, value in b[key].map { value.matches($0, type: "dynamic") } ?? false }
    case (.null, _), (.bool, _), (.integer, _), (.real, _), (.string, _), (.array, _), (.object, _):
      isNothing && expected.isNothing && type == "string"
    }
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }

  /// `…:00.5000000Z` as `…:00.5Z`.
  private static func shortTime(_ text: String) -> String {
    guard text.hasSuffix("Z"), text.contains(".") else { return text }
    var digits = text.dropLast()
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits + "Z"
  }
}
