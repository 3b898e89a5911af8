import DetectorRuntime

/// Which states of aggregates a summary can keep up to date: those that take rows in any order and combine exactly.
///
/// Sums of reals depend on the order of rows, lists keep every row: neither is here.
enum SummaryStates {
  /// What a summary does in place of the runtime's state class of that name; nil if it cannot.
  static func function(ofState name: String, constants: [Constant]) -> SummaryFunction? {
    switch name {
    case "CountRows", "CountValues": .count
    case "SumLong", "SumTimeSpan": .sum
    case "MinLong", "MinDateTime", "MinTimeSpan", "MinBool": .least
    case "MaxLong", "MaxDateTime", "MaxTimeSpan", "MaxBool": .greatest
    case "AverageLong", "AverageTimeSpan", "AverageDateTime": .average
    case "CountDistinct", "CountDistinctWithAccuracy": .countDistinct
    case "MakeSet":
      if case .long(let limit) = constants.first { .makeSet(limit) } else { nil }
    case "TakeAnyBool", "TakeAnyLong", "TakeAnyReal", "TakeAnyDecimal", "TakeAnyDateTime", "TakeAnyTimeSpan",
      "TakeAnyGuid", "TakeAnyString", "TakeAnyValue":
      .anyValue
    case _: nil
    }
  }

  /// The types whose equal values have equal bytes, so that they can be keys of a summary.
  static let keyTypes: Set<ScalarType> = [.string, .bool, .int, .long, .datetime, .timespan, .guid]
}
