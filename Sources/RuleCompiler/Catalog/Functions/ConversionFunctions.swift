import DetectorRuntime

/// Functions that convert a value to another type, or ask what it holds.
///
/// A value that cannot be converted gives null.
enum ConversionFunctions {
  static let all: [FunctionSymbol] = conversions + questions

  private static let conversions: [FunctionSymbol] = [
    FunctionSymbol(
      "tostring", summary: "The value as text; empty for null.",
      signatures: [
        Signature([.string], returns: .string, Kernel("textItself", textItself)),
        Signature([.any], returns: .string, Kernel("textOf", textOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("tostring(123)", yields: "\"123\""),
        FunctionExample("tostring(int(null))", yields: "\"\""),
      ],
      documentation: "tostring-function"),
    FunctionSymbol(
      "tolong", summary: "The value as a long; reals are truncated.",
      signatures: [
        Signature([.long], returns: .long, Kernel("longItself", longItself)),
        Signature([.any], returns: .long, Kernel("longOf", longOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("tolong(\"123\")", yields: "123"),
        FunctionExample("tolong(123.5)", yields: "123"),
        FunctionExample("tolong(\"0x1F\")", yields: "31"),
      ],
      documentation: "tolong-function"),
    FunctionSymbol(
      "toint", summary: "The value as an int; reals are truncated.",
      signatures: [
        Signature([.any], returns: .int, Kernel("intOf", intOf))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("toint(\"123\")", yields: "int(123)"),
        FunctionExample("toint(\"\")", yields: "int(null)"),
      ],
      documentation: "toint-function"),
    FunctionSymbol(
      "toreal", aliases: ["todouble"],
      summary: "The value as a real.",
      signatures: [
        Signature([.real], returns: .real, Kernel("realItself", realItself)),
        Signature([.any], returns: .real, Kernel("realOf", realOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("toreal(\"123.4\")", yields: "123.4")
      ],
      documentation: "toreal-function"),
    FunctionSymbol(
      "todecimal", summary: "The value as a decimal.",
      signatures: [
        Signature([.decimal], returns: .decimal, Kernel("decimalItself", decimalItself)),
        Signature([.any], returns: .decimal, Kernel("decimalOf", decimalOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("todecimal(\"123.45678\")", yields: "decimal(123.45678)")
      ],
      documentation: "todecimal-function"),
    FunctionSymbol(
      "tobool", aliases: ["toboolean"],
      summary: "The value as a bool; a number is true unless it is zero.",
      signatures: [
        Signature([.bool], returns: .bool, Kernel("boolItself", boolItself)),
        Signature([.any], returns: .bool, Kernel("boolOf", boolOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("tobool(\"true\")", yields: "true"),
        FunctionExample("tobool(\"false\")", yields: "false"),
        FunctionExample("tobool(1)", yields: "true"),
        FunctionExample("tobool(123)", yields: "true"),
      ],
      documentation: "tobool-function"),
    FunctionSymbol(
      "todatetime", summary: "The value as a datetime.",
      signatures: [
        Signature([.datetime], returns: .datetime, Kernel("dateTimeItself", dateTimeItself)),
        Signature([.string], returns: .datetime, Kernel("dateTimeOfText", dateTimeOfText)),
        Signature([.any], returns: .datetime, Kernel("dateTimeOf", dateTimeOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("todatetime(\"2015-12-31 23:59:59.9\")", yields: "datetime(2015-12-31 23:59:59.9)"),
        FunctionExample("todatetime('12-02-2022')", yields: "datetime(2022-12-02)"),
      ],
      documentation: "todatetime-function"),
    FunctionSymbol(
      "totimespan", aliases: ["totime"],
      summary: "The value as a timespan.",
      signatures: [
        Signature([.timespan], returns: .timespan, Kernel("timeSpanItself", timeSpanItself)),
        Signature([.any], returns: .timespan, Kernel("timeSpanOf", timeSpanOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("totimespan(\"0.00:03:00\")", yields: "3m")
      ],
      documentation: "totimespan-function"),
    FunctionSymbol(
      "toguid", summary: "The value as a guid.",
      signatures: [
        Signature([.guid], returns: .guid, Kernel("guidItself", guidItself)),
        Signature([.any], returns: .guid, Kernel("guidOf", guidOf)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "toguid(\"0123456789abcdef0123456789abcdef\")",
          yields: "guid(01234567-89ab-cdef-0123-456789abcdef)"),
        FunctionExample("toguid(\"a string that is not a guid\")", yields: "guid(null)"),
      ],
      documentation: "toguid-function"),
    FunctionSymbol(
      "tohex", summary: "A whole number in hexadecimal digits.",
      signatures: [
        Signature([.long, .long], defaults: [.long(0)], returns: .string, Kernel("hexText", hexText))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("tohex(256)", yields: "'100'"),
        FunctionExample("tohex(-256)", yields: "'ffffffffffffff00'"),
        FunctionExample("tohex(toint(-256), 8)", yields: "'ffffff00'"),
        FunctionExample("tohex(256, 8)", yields: "'00000100'"),
        FunctionExample("tohex(256, 2)", yields: "'100'"),
      ],
      documentation: "tohex-function"),
  ]

  private static let questions: [FunctionSymbol] = [
    FunctionSymbol(
      "gettype", summary: "The name of the type of a value.",
      signatures: [
        Signature([.any], returns: .string, Kernel("typeName", typeName))
      ],
      resultName: .prefixAndFirstArgument("type"),
      examples: [
        FunctionExample("gettype(\"a\")", yields: "\"string\""),
        FunctionExample("gettype(111)", yields: "\"long\""),
        FunctionExample("gettype(dynamic({\"a\": 1}))", yields: "\"dictionary\""),
      ],
      documentation: "gettype-function"),
    FunctionSymbol(
      "isnull", summary: "Whether a value is null; a string never is.",
      signatures: [
        Signature([.any], returns: .bool, Kernel("isNullValue", isNullValue))
      ],
      examples: [
        FunctionExample("isnull(int(null))", yields: "true"),
        FunctionExample("isnull(\"\")", yields: "false"),
      ],
      documentation: "isnull-function"),
    FunctionSymbol(
      "isnotnull", aliases: ["notnull"],
      summary: "Whether a value is not null; a string never is null.",
      signatures: [
        Signature([.any], returns: .bool, Kernel("isNotNullValue", isNotNullValue))
      ],
      examples: [
        FunctionExample("isnotnull(1)", yields: "true")
      ],
      documentation: "isnotnull-function"),
    FunctionSymbol(
      "isempty", summary: "Whether a value is null or the empty string.",
      signatures: [
        Signature([.string], returns: .bool, Kernel("isEmptyText", isEmptyText)),
        Signature([.any], returns: .bool, Kernel("isEmptyValue", isEmptyValue)),
      ],
      examples: [
        FunctionExample("isempty(\"\")", yields: "true"),
        FunctionExample("isempty(\"x\")", yields: "false"),
        FunctionExample("isempty(parse_json(\"\"))", yields: "true"),
      ],
      documentation: "isempty-function"),
    FunctionSymbol(
      "isnotempty", aliases: ["notempty"],
      summary: "Whether a value is neither null nor the empty string.",
      signatures: [
        Signature([.string], returns: .bool, Kernel("isNotEmptyText", isNotEmptyText)),
        Signature([.any], returns: .bool, Kernel("isNotEmptyValue", isNotEmptyValue)),
      ],
      examples: [
        FunctionExample("isnotempty(\"\")", yields: "false"),
        FunctionExample("isnotempty(1)", yields: "true"),
      ],
      documentation: "isnotempty-function"),
  ]
}
