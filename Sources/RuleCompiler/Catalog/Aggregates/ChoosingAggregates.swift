import DetectorRuntime

/// Aggregates that choose one of the values of a group: the least, the greatest, any.
enum ChoosingAggregates {
  static let all: [AggregateSymbol] = [minimum, maximum, takeAny, any]

  private static let minimum = AggregateSymbol(
    "min", conditionalName: "minif", summary: "The least value.", signatures: ofAllTypes("Min"),
    resultName: .prefixAndFirstArgument("min"), documentation: "min-aggregation-function")

  private static let maximum = AggregateSymbol(
    "max", conditionalName: "maxif", summary: "The greatest value.", signatures: ofAllTypes("Max"),
    resultName: .prefixAndFirstArgument("max"), documentation: "max-aggregation-function")

  private static let takeAny = AggregateSymbol(
    "take_any", conditionalName: "take_anyif", summary: "The first value that is not null, or not empty.",
    signatures: ofAllTypes("TakeAny"), resultName: .firstArgument, documentation: "take-any-aggregation-function")

  /// The old spelling, whose column is called `any_X`.
  private static let any = AggregateSymbol(
    "any", conditionalName: "anyif", summary: "The first value that is not null, or not empty.",
    signatures: ofAllTypes("TakeAny"), resultName: .prefixAndFirstArgument("any"),
    documentation: "take-any-aggregation-function")

  /// One state a type; `int` and `long` share one.
  private static func ofAllTypes(_ state: String) -> [AggregateSignature] {
    [
      AggregateSignature([.long], returns: .long, state: state + "Long", result: Int64?.self),
      AggregateSignature([.int], returns: .int, state: state + "Long", result: Int64?.self),
      AggregateSignature([.real], returns: .real, state: state + "Real", result: Double?.self),
      AggregateSignature([.decimal], returns: .decimal, state: state + "Decimal", result: Decimal?.self),
      AggregateSignature([.datetime], returns: .datetime, state: state + "DateTime", result: DateTime?.self),
      AggregateSignature([.timespan], returns: .timespan, state: state + "TimeSpan", result: TimeSpan?.self),
      AggregateSignature([.bool], returns: .bool, state: state + "Bool", result: Bool?.self),
      AggregateSignature([.string], returns: .string, state: state + "String", result: Str.self),
      AggregateSignature([.guid], returns: .guid, state: state + "Guid", result: Guid?.self),
      AggregateSignature([.dynamic], returns: .dynamic, state: state + "Value", result: Value.self),
    ]
  }
}
