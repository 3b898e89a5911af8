/// A value and where it stands in the rule's file.
public struct Located<Value: Sendable>: Sendable {
  public var value: Value
  /// UTF-8 offsets in the file.
  public var range: Range<Int>

  public init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    self.range = range
  }

  public var location: DiagnosticLocation { .file(start: range.lowerBound, end: range.upperBound) }
}

extension Located: Equatable where Value: Equatable {}
