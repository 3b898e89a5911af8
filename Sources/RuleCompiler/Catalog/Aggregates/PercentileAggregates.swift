import DetectorRuntime

/// Percentiles, one column each. `percentiles(x, 5, 95)` is as many states as it has shares, `percentile_x_5` and
/// `percentile_x_95`; the binder adds the share to the name of the column.
enum PercentileAggregates {
  static let all: [AggregateSymbol] = [
    AggregateSymbol(
      "percentile", aliases: ["percentiles"],
      summary: "The least value such that a share of the values, in percent, is not greater.",
      signatures: signatures([], "Percentile"),
      resultName: .prefixAndFirstArgument("percentile"), documentation: "percentiles-aggregation-function"),
    AggregateSymbol(
      "percentilew", aliases: ["percentilesw"],
      summary: "The least value such that a share of the weights, in percent, is of values that are not greater.",
      signatures: signatures([.long], "WeightedPercentile"),
      resultName: .prefixAndFirstArgument("percentile"), documentation: "percentilesw-aggregation-function"),
  ]

  private static func signatures(_ weight: [ParameterType], _ state: String) -> [AggregateSignature] {
    [
      AggregateSignature(
        [.real] + weight, constants: [.real], returns: .real, state: state + "Real", result: Double?.self),
      AggregateSignature(
        [.long] + weight, constants: [.real], returns: .long, state: state + "Long", result: Int64?.self),
      AggregateSignature(
        [.datetime] + weight, constants: [.real], returns: .datetime, state: state + "DateTime",
        result: DateTime?.self),
      AggregateSignature(
        [.timespan] + weight, constants: [.real], returns: .timespan, state: state + "TimeSpan",
        result: TimeSpan?.self),
    ]
  }
}
