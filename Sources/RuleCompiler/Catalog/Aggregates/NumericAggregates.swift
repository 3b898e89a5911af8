import DetectorRuntime

/// Aggregates that count and calculate.
enum NumericAggregates {
  static let all: [AggregateSymbol] = [count, distinct, distinctExact, sum, average] + spread + bitwise

  private static let count = AggregateSymbol(
    "count", aliases: ["cnt"], conditionalName: "countif", summary: "The number of rows.",
    signatures: [
      AggregateSignature([], returns: .long, state: "CountRows", result: Int64.self),
      AggregateSignature([.any], returns: .long, state: "CountValues", result: Int64.self),
    ],
    resultName: .prefixAndFirstArgument("count"), documentation: "count-aggregation-function")

  private static let distinct = AggregateSymbol(
    "dcount", conditionalName: "dcountif",
    summary: "The number of distinct values that are not null; exact whatever the accuracy asked for.",
    signatures: [
      AggregateSignature([.any], returns: .long, state: "CountDistinct", result: Int64.self),
      AggregateSignature(
        [.any], constants: [.long], returns: .long, state: "CountDistinctWithAccuracy", result: Int64.self),
    ],
    resultName: .prefixAndFirstArgument("dcount"), documentation: "dcount-aggregation-function")

  private static let distinctExact = AggregateSymbol(
    "count_distinct", conditionalName: "count_distinctif",
    summary: "The number of distinct values that are not null.",
    signatures: [AggregateSignature([.any], returns: .long, state: "CountDistinct", result: Int64.self)],
    resultName: .prefixAndFirstArgument("count_distinct"), documentation: "count-distinct-aggregation-function")

  // The first of several signatures is taken for a column of which only the data knows the type.
  private static let sum = AggregateSymbol(
    "sum", conditionalName: "sumif", summary: "The sum of the values; 0 if there are none.",
    signatures: [
      AggregateSignature([.real], returns: .real, state: "SumReal", result: Double.self),
      AggregateSignature([.long], returns: .long, state: "SumLong", result: Int64.self),
      AggregateSignature([.decimal], returns: .decimal, state: "SumDecimal", result: Decimal?.self),
      AggregateSignature([.timespan], returns: .timespan, state: "SumTimeSpan", result: TimeSpan.self),
    ],
    resultName: .prefixAndFirstArgument("sum"), documentation: "sum-aggregation-function")

  private static let average = AggregateSymbol(
    "avg", conditionalName: "avgif", summary: "The mean of the values.",
    signatures: [
      AggregateSignature([.real], returns: .real, state: "AverageReal", result: Double.self),
      AggregateSignature([.long], returns: .real, state: "AverageLong", result: Double.self),
      AggregateSignature([.decimal], returns: .decimal, state: "AverageDecimal", result: Decimal?.self),
      AggregateSignature([.timespan], returns: .timespan, state: "AverageTimeSpan", result: TimeSpan?.self),
      AggregateSignature([.datetime], returns: .datetime, state: "AverageDateTime", result: DateTime?.self),
    ],
    resultName: .prefixAndFirstArgument("avg"), documentation: "avg-aggregation-function")

  private static let spread: [AggregateSymbol] = [
    spread("stdev", "The standard deviation of a sample.", "SampleDeviation", conditional: "stdevif"),
    spread("stdevp", "The standard deviation of a population.", "PopulationDeviation", conditional: nil),
    spread("variance", "The variance of a sample.", "SampleVariance", conditional: "varianceif"),
    spread("variancep", "The variance of a population.", "PopulationVariance", conditional: "variancepif"),
    covariance("covariance", "The covariance of a sample.", "SampleCovariance"),
    covariance("covariancep", "The covariance of a population.", "PopulationCovariance"),
  ]

  private static func spread(
    _ name: String, _ summary: String, _ state: String, conditional: String?
  ) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: conditional, summary: summary,
      signatures: [AggregateSignature([.real], returns: .real, state: state, result: Double.self)],
      resultName: .prefixAndFirstArgument(name), documentation: "\(name)-aggregation-function")
  }

  private static func covariance(_ name: String, _ summary: String, _ state: String) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: name + "if", summary: summary,
      signatures: [AggregateSignature([.real, .real], returns: .real, state: state, result: Double.self)],
      resultName: .prefixAndFirstArgument(name), documentation: "\(name)-aggregation-function")
  }

  private static let bitwise: [AggregateSymbol] = [
    ("binary_all_and", "BinaryAllAnd"), ("binary_all_or", "BinaryAllOr"), ("binary_all_xor", "BinaryAllXor"),
  ].map { name, state in
    AggregateSymbol(
      name, summary: "The bits of all values combined.",
      signatures: [AggregateSignature([.long], returns: .long, state: state, result: Int64?.self)],
      resultName: .firstArgument,
      documentation: name.replacing("_", with: "-") + "-aggregation-function")
  }
}
