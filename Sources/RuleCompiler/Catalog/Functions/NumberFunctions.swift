import DetectorRuntime

/// Rounding, absolute values and bits.
enum NumberFunctions {
  static let all: [FunctionSymbol] = [absolute, ceiling, round, hex, bytes] + bits

  private static let absolute = FunctionSymbol(
    "abs", summary: "The absolute value.",
    signatures: [
      Signature([.long], returns: .long, Kernel("absoluteLong", absoluteLong)),
      Signature([.real], returns: .real, Kernel("absoluteReal", absoluteReal)),
      Signature([.decimal], returns: .decimal, Kernel("absoluteDecimal", absoluteDecimal)),
      Signature([.timespan], returns: .timespan, Kernel("absoluteTimeSpan", absoluteTimeSpan)),
    ],
    resultName: .firstArgument, examples: [FunctionExample("abs(-5)", yields: "5")],
    documentation: "abs-function")

  private static let ceiling = FunctionSymbol(
    "ceiling", summary: "The least integer that is not less than the number.",
    signatures: [
      Signature([.int], returns: .int, Kernel("ceilingOfLong", ceilingOfLong)),
      Signature([.long], returns: .long, Kernel("ceilingOfLong", ceilingOfLong)),
      Signature([.real], returns: .real, Kernel("ceilingOfReal", ceilingOfReal)),
      Signature([.decimal], returns: .decimal, Kernel("ceilingOfDecimal", ceilingOfDecimal)),
    ],
    resultName: .firstArgument, examples: [FunctionExample("ceiling(0.9)", yields: "1.0")],
    documentation: "ceiling-function")

  private static let round = FunctionSymbol(
    "round", summary: "The number rounded to some digits after the point, halves away from zero.",
    signatures: [
      Signature([.int, .long], defaults: [.long(0)], returns: .int, Kernel("roundLong", roundLong)),
      Signature([.long, .long], defaults: [.long(0)], returns: .long, Kernel("roundLong", roundLong)),
      Signature([.real, .long], defaults: [.long(0)], returns: .real, Kernel("roundReal", roundReal)),
      Signature([.decimal, .long], defaults: [.long(0)], returns: .decimal, Kernel("roundDecimal", roundDecimal)),
    ],
    resultName: .firstArgument,
    examples: [
      FunctionExample("round(2.98765, 3)", yields: "2.988"),
      FunctionExample("round(-50.55, -2)", yields: "-100.0"),
    ],
    documentation: "round-function")

  private static let hex = FunctionSymbol(
    "tohex", summary: "The hexadecimal digits of an integer, at least a number of them.",
    signatures: [
      Signature([.int, .long], defaults: [.long(0)], returns: .string, Kernel("hexOfInt", hexOfInt)),
      Signature([.long, .long], defaults: [.long(0)], returns: .string, Kernel("hexOfLong", hexOfLong)),
    ],
    resultName: .firstArgument,
    examples: [
      FunctionExample("tohex(-256)", yields: "'ffffffffffffff00'"),
      FunctionExample("tohex(toint(-256), 8)", yields: "'ffffff00'"),
    ],
    documentation: "tohex-function")

  private static let bytes = FunctionSymbol(
    "format_bytes", summary: "A number of bytes as text, in a unit that suits it.",
    signatures: [
      Signature(
        [.real, .long, .string], defaults: [.long(0), .string("")], returns: .string,
        Kernel("formattedBytes", formattedBytes))
    ],
    resultName: .firstArgument,
    examples: [
      FunctionExample("format_bytes(10332, 1)", yields: "'10.1 KB'"),
      FunctionExample("format_bytes(20010332, 0, 'KB')", yields: "'19541 KB'"),
    ],
    documentation: "format-bytes-function")

  private static let bits: [FunctionSymbol] = [
    binary(
      "binary_and", "The bits that are set in both numbers.", Kernel("binaryAnd", binaryAnd),
      examples: [FunctionExample("binary_and(12, 10)", yields: "8")]),
    binary(
      "binary_or", "The bits that are set in one of the numbers.", Kernel("binaryOr", binaryOr),
      examples: [FunctionExample("binary_or(12, 10)", yields: "14")]),
    binary(
      "binary_xor", "The bits that are set in exactly one of the numbers.", Kernel("binaryXor", binaryXor),
      examples: [FunctionExample("binary_xor(12, 10)", yields: "6")]),
    binary(
      "binary_shift_left", "The number shifted to the left by some bits.", Kernel("shiftLeft", shiftLeft),
      examples: [FunctionExample("binary_shift_left(3, 2)", yields: "12")]),
    binary(
      "binary_shift_right", "The number shifted to the right by some bits.", Kernel("shiftRight", shiftRight),
      examples: [FunctionExample("binary_shift_right(13, 2)", yields: "3")]),
    unary(
      "binary_not", "The number with all bits inverted.", Kernel("binaryNot", binaryNot),
      examples: [FunctionExample("binary_not(100)", yields: "-101")]),
    unary(
      "bitset_count_ones", "The number of bits that are set.", Kernel("countOnes", countOnes),
      examples: [FunctionExample("bitset_count_ones(42)", yields: "3")]),
  ]

  private static func binary(_ name: String, _ summary: String, _ kernel: Kernel, examples: [FunctionExample])
    -> FunctionSymbol
  {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.long, .long], returns: .long, kernel)],
      resultName: .firstArgument, examples: examples, documentation: name.replacing("_", with: "-") + "-function")
  }

  private static func unary(_ name: String, _ summary: String, _ kernel: Kernel, examples: [FunctionExample])
    -> FunctionSymbol
  {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.long], returns: .long, kernel)],
      resultName: .firstArgument, examples: examples, documentation: name.replacing("_", with: "-") + "-function")
  }
}
