import DetectorRuntime

/// The operators `== != < <= > >=` of every type, and `=~ !~` of strings.
///
/// Strings have no order in KQL; a dynamic operand is compared by the value it holds.
enum ComparisonOperators {
  static let all: [FunctionSymbol] = [
    equals, differs, less, lessOrEqual, greater, greaterOrEqual, equalsIgnoringCase, differsIgnoringCase,
  ]

  private static let page = "numerical-operators"

  private static let equals = FunctionSymbol(
    "==", summary: "Whether the operands are equal; null if both are null.",
    signatures: [
      Signature([.string, .string], returns: .bool, Kernel("equalsString", equalsString)),
      Signature([.bool, .bool], returns: .bool, Kernel("equalsBool", equalsBool)),
      Signature([.long, .long], returns: .bool, Kernel("equalsLong", equalsLong)),
      Signature([.real, .real], returns: .bool, Kernel("equalsReal", equalsReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("equalsDecimal", equalsDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("equalsDateTime", equalsDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("equalsTimeSpan", equalsTimeSpan)),
      Signature([.guid, .guid], returns: .bool, Kernel("equalsGuid", equalsGuid)),
      Signature([.guid, .string], returns: .bool, Kernel("equalsGuidText", equalsGuidText)),
      Signature([.string, .guid], returns: .bool, Kernel("equalsTextGuid", equalsTextGuid)),
      Signature([.dynamic, .any], returns: .bool, Kernel("equalsDynamic", equalsDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("equalsDynamic", equalsDynamic)),
    ],
    examples: [
      FunctionExample("1 == 1.0", yields: "true"),
      FunctionExample("'a' == 'A'", yields: "false"),
      FunctionExample("int(null) == 5", yields: "false"),
    ],
    documentation: page)

  private static let differs = FunctionSymbol(
    "!=", aliases: ["<>"], summary: "Whether the operands are not equal; null if both are null.",
    signatures: [
      Signature([.string, .string], returns: .bool, Kernel("differsString", differsString)),
      Signature([.bool, .bool], returns: .bool, Kernel("differsBool", differsBool)),
      Signature([.long, .long], returns: .bool, Kernel("differsLong", differsLong)),
      Signature([.real, .real], returns: .bool, Kernel("differsReal", differsReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("differsDecimal", differsDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("differsDateTime", differsDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("differsTimeSpan", differsTimeSpan)),
      Signature([.guid, .guid], returns: .bool, Kernel("differsGuid", differsGuid)),
      Signature([.guid, .string], returns: .bool, Kernel("differsGuidText", differsGuidText)),
      Signature([.string, .guid], returns: .bool, Kernel("differsTextGuid", differsTextGuid)),
      Signature([.dynamic, .any], returns: .bool, Kernel("differsDynamic", differsDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("differsDynamic", differsDynamic)),
    ],
    examples: [
      FunctionExample("1 != 2", yields: "true"),
      FunctionExample("int(null) != 5", yields: "true"),
    ],
    documentation: page)

  private static let less = FunctionSymbol(
    "<", summary: "Whether the first operand is less than the second; null if one is null.",
    signatures: [
      Signature([.long, .long], returns: .bool, Kernel("lessLong", lessLong)),
      Signature([.real, .real], returns: .bool, Kernel("lessReal", lessReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("lessDecimal", lessDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("lessDateTime", lessDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("lessTimeSpan", lessTimeSpan)),
      Signature([.bool, .bool], returns: .bool, Kernel("lessBool", lessBool)),
      Signature([.dynamic, .any], returns: .bool, Kernel("lessDynamic", lessDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("lessDynamic", lessDynamic)),
    ],
    examples: [FunctionExample("1 < 2.5", yields: "true")],
    documentation: page)

  private static let lessOrEqual = FunctionSymbol(
    "<=", summary: "Whether the first operand is not greater than the second; null if one is null.",
    signatures: [
      Signature([.long, .long], returns: .bool, Kernel("lessOrEqualLong", lessOrEqualLong)),
      Signature([.real, .real], returns: .bool, Kernel("lessOrEqualReal", lessOrEqualReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("lessOrEqualDecimal", lessOrEqualDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("lessOrEqualDateTime", lessOrEqualDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("lessOrEqualTimeSpan", lessOrEqualTimeSpan)),
      Signature([.bool, .bool], returns: .bool, Kernel("lessOrEqualBool", lessOrEqualBool)),
      Signature([.dynamic, .any], returns: .bool, Kernel("lessOrEqualDynamic", lessOrEqualDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("lessOrEqualDynamic", lessOrEqualDynamic)),
    ],
    examples: [FunctionExample("2 <= 2", yields: "true")],
    documentation: page)

  private static let greater = FunctionSymbol(
    ">", summary: "Whether the first operand is greater than the second; null if one is null.",
    signatures: [
      Signature([.long, .long], returns: .bool, Kernel("greaterLong", greaterLong)),
      Signature([.real, .real], returns: .bool, Kernel("greaterReal", greaterReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("greaterDecimal", greaterDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("greaterDateTime", greaterDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("greaterTimeSpan", greaterTimeSpan)),
      Signature([.bool, .bool], returns: .bool, Kernel("greaterBool", greaterBool)),
      Signature([.dynamic, .any], returns: .bool, Kernel("greaterDynamic", greaterDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("greaterDynamic", greaterDynamic)),
    ],
    examples: [FunctionExample("1d > 1h", yields: "true")],
    documentation: page)

  private static let greaterOrEqual = FunctionSymbol(
    ">=", summary: "Whether the first operand is not less than the second; null if one is null.",
    signatures: [
      Signature([.long, .long], returns: .bool, Kernel("greaterOrEqualLong", greaterOrEqualLong)),
      Signature([.real, .real], returns: .bool, Kernel("greaterOrEqualReal", greaterOrEqualReal)),
      Signature([.decimal, .decimal], returns: .bool, Kernel("greaterOrEqualDecimal", greaterOrEqualDecimal)),
      Signature([.datetime, .datetime], returns: .bool, Kernel("greaterOrEqualDateTime", greaterOrEqualDateTime)),
      Signature([.timespan, .timespan], returns: .bool, Kernel("greaterOrEqualTimeSpan", greaterOrEqualTimeSpan)),
      Signature([.bool, .bool], returns: .bool, Kernel("greaterOrEqualBool", greaterOrEqualBool)),
      Signature([.dynamic, .any], returns: .bool, Kernel("greaterOrEqualDynamic", greaterOrEqualDynamic)),
      Signature([.any, .dynamic], returns: .bool, Kernel("greaterOrEqualDynamic", greaterOrEqualDynamic)),
    ],
    examples: [FunctionExample("datetime(2020-01-01) >= datetime(2020-01-02)", yields: "false")],
    documentation: page)

  private static let equalsIgnoringCase = FunctionSymbol(
    "=~", summary: "Whether two strings are equal but for case.",
    signatures: [
      Signature([.stringOrDynamic, .stringOrDynamic], returns: .bool, Kernel("equalsFolded", equalsFolded))
    ],
    examples: [FunctionExample("'abc' =~ 'ABC'", yields: "true")],
    documentation: "equals-operator")

  private static let differsIgnoringCase = FunctionSymbol(
    "!~", summary: "Whether two strings differ in more than case.",
    signatures: [
      Signature([.stringOrDynamic, .stringOrDynamic], returns: .bool, Kernel("differsFolded", differsFolded))
    ],
    examples: [FunctionExample("'aBc' !~ 'xyz'", yields: "true")],
    documentation: "not-equals-operator")
}
