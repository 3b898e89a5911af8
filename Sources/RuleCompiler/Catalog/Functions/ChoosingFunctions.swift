import DetectorRuntime

/// `min_of` and `max_of`.
enum ChoosingFunctions {
  static let all: [FunctionSymbol] = [
    FunctionSymbol(
      "min_of", summary: "The least of the arguments that are not null.",
      signatures: [
        Signature([.int, .int], returns: .int, Kernel("leastOfLongs", leastOfLongs)),
        Signature([], repeating: .int, atLeast: 3, returns: .int, Kernel("leastOfManyLongs", leastOfManyLongs)),
        Signature([.long, .long], returns: .long, Kernel("leastOfLongs", leastOfLongs)),
        Signature([], repeating: .long, atLeast: 3, returns: .long, Kernel("leastOfManyLongs", leastOfManyLongs)),
        Signature([.real, .real], returns: .real, Kernel("leastOfReals", leastOfReals)),
        Signature([], repeating: .real, atLeast: 3, returns: .real, Kernel("leastOfManyReals", leastOfManyReals)),
        Signature([.decimal, .decimal], returns: .decimal, Kernel("leastOfDecimals", leastOfDecimals)),
        Signature(
          [], repeating: .decimal, atLeast: 3, returns: .decimal, Kernel("leastOfManyDecimals", leastOfManyDecimals)),
        Signature([.datetime, .datetime], returns: .datetime, Kernel("leastOfDateTimes", leastOfDateTimes)),
        Signature(
          [], repeating: .datetime, atLeast: 3, returns: .datetime, Kernel("leastOfManyDateTimes", leastOfManyDateTimes)
        ),
        Signature([.timespan, .timespan], returns: .timespan, Kernel("leastOfTimeSpans", leastOfTimeSpans)),
        Signature(
          [], repeating: .timespan, atLeast: 3, returns: .timespan, Kernel("leastOfManyTimeSpans", leastOfManyTimeSpans)
        ),
        Signature([.string, .string], returns: .string, Kernel("leastOfStrings", leastOfStrings)),
        Signature(
          [], repeating: .string, atLeast: 3, returns: .string, Kernel("leastOfManyStrings", leastOfManyStrings)),
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic, Kernel("leastOfManyDynamics", leastOfManyDynamics)),
      ],
      examples: [FunctionExample("min_of(10, long(null), 20)", yields: "10")],
      documentation: "min-of-function"),
    FunctionSymbol(
      "max_of", summary: "The greatest of the arguments that are not null.",
      signatures: [
        Signature([.int, .int], returns: .int, Kernel("greatestOfLongs", greatestOfLongs)),
        Signature([], repeating: .int, atLeast: 3, returns: .int, Kernel("greatestOfManyLongs", greatestOfManyLongs)),
        Signature([.long, .long], returns: .long, Kernel("greatestOfLongs", greatestOfLongs)),
        Signature([], repeating: .long, atLeast: 3, returns: .long, Kernel("greatestOfManyLongs", greatestOfManyLongs)),
        Signature([.real, .real], returns: .real, Kernel("greatestOfReals", greatestOfReals)),
        Signature([], repeating: .real, atLeast: 3, returns: .real, Kernel("greatestOfManyReals", greatestOfManyReals)),
        Signature([.decimal, .decimal], returns: .decimal, Kernel("greatestOfDecimals", greatestOfDecimals)),
        Signature(
          [], repeating: .decimal, atLeast: 3, returns: .decimal,
          Kernel("greatestOfManyDecimals", greatestOfManyDecimals)),
        Signature([.datetime, .datetime], returns: .datetime, Kernel("greatestOfDateTimes", greatestOfDateTimes)),
        Signature(
          [], repeating: .datetime, atLeast: 3, returns: .datetime,
          Kernel("greatestOfManyDateTimes", greatestOfManyDateTimes)),
        Signature([.timespan, .timespan], returns: .timespan, Kernel("greatestOfTimeSpans", greatestOfTimeSpans)),
        Signature(
          [], repeating: .timespan, atLeast: 3, returns: .timespan,
          Kernel("greatestOfManyTimeSpans", greatestOfManyTimeSpans)),
        Signature([.string, .string], returns: .string, Kernel("greatestOfStrings", greatestOfStrings)),
        Signature(
          [], repeating: .string, atLeast: 3, returns: .string, Kernel("greatestOfManyStrings", greatestOfManyStrings)),
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("greatestOfManyDynamics", greatestOfManyDynamics)),
      ],
      examples: [FunctionExample("max_of(10, long(null), 20)", yields: "20")],
      documentation: "max-of-function"),
  ]
}
