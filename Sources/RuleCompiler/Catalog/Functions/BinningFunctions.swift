import DetectorRuntime

/// `bin` and the like.
enum BinningFunctions {
  static let all: [FunctionSymbol] = [bin, binAt, around]

  private static let bin = FunctionSymbol(
    "bin", aliases: ["floor"], summary: "The value rounded down to a multiple of a size; null if the size is zero.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("binLong", binLong)),
      Signature([.real, .real], returns: .real, Kernel("binReal", binReal)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("binDecimal", binDecimal)),
      Signature([.timespan, .timespan], returns: .timespan, Kernel("binTimeSpan", binTimeSpan)),
      Signature([.datetime, .timespan], returns: .datetime, Kernel("binDateTime", binDateTime)),
    ],
    resultName: .firstArgument,
    examples: [
      FunctionExample("bin(4.5, 1)", yields: "4.0"),
      FunctionExample("bin(time(16d), 7d)", yields: "14d"),
      FunctionExample("bin(datetime(1970-05-11 13:45:07), 1d)", yields: "datetime(1970-05-11)"),
    ],
    documentation: "bin-function")

  private static let binAt = FunctionSymbol(
    "bin_at", summary: "The value rounded down to a whole number of sizes from a fixed point.",
    signatures: [
      Signature([.long, .long, .long], returns: .long, Kernel("binLongAt", binLongAt)),
      Signature([.real, .real, .real], returns: .real, Kernel("binRealAt", binRealAt)),
      Signature([.decimal, .decimal, .decimal], returns: .decimal, Kernel("binDecimalAt", binDecimalAt)),
      Signature([.timespan, .timespan, .timespan], returns: .timespan, Kernel("binTimeSpanAt", binTimeSpanAt)),
      Signature([.datetime, .timespan, .datetime], returns: .datetime, Kernel("binDateTimeAt", binDateTimeAt)),
    ],
    resultName: .firstArgument,
    examples: [
      FunctionExample("bin_at(6.5, 2.5, 7)", yields: "4.5"),
      FunctionExample("bin_at(time(1h), 1d, 12h)", yields: "-12h"),
    ],
    documentation: "bin-at-function")

  private static let around = FunctionSymbol(
    "around", summary: "Whether the value is at most a delta away from a center.",
    signatures: [
      Signature([.long, .long, .long], returns: .bool, Kernel("aroundLong", aroundLong)),
      Signature([.real, .real, .real], returns: .bool, Kernel("aroundReal", aroundReal)),
      Signature([.datetime, .datetime, .timespan], returns: .bool, Kernel("aroundDateTime", aroundDateTime)),
      Signature([.timespan, .timespan, .timespan], returns: .bool, Kernel("aroundTimeSpan", aroundTimeSpan)),
    ],
    examples: [
      FunctionExample("around(datetime(2021-01-01 01:31), datetime(2021-01-01 01:30), 1min)", yields: "true")
    ],
    documentation: "around-function")
}
