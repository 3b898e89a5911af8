import DetectorRuntime

/// The operators `+ - * / %` and the unary minus, `negate`. The result of `int` operands is `long`.
enum ArithmeticOperators {
  static let all: [FunctionSymbol] = [add, subtract, multiply, divide, modulo, negate]

  private static let page = "numerical-operators"

  private static let add = FunctionSymbol(
    "+", summary: "The sum.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("addLongs", addLongs)),
      Signature([.real, .real], returns: .real, Kernel("addReals", addReals)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("addDecimals", addDecimals)),
      Signature([.timespan, .timespan], returns: .timespan, Kernel("addTimeSpans", addTimeSpans)),
      Signature([.datetime, .timespan], returns: .datetime, Kernel("addToDateTime", addToDateTime)),
      Signature([.timespan, .datetime], returns: .datetime, Kernel("addDateTime", addDateTime)),
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("addDynamics", addDynamics)),
    ],
    examples: [
      FunctionExample("1 + 2", yields: "3"),
      FunctionExample("datetime(2022-03-06) + 5m", yields: "datetime(2022-03-06 00:05)"),
    ],
    documentation: page)

  private static let subtract = FunctionSymbol(
    "-", summary: "The difference.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("subtractLongs", subtractLongs)),
      Signature([.real, .real], returns: .real, Kernel("subtractReals", subtractReals)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("subtractDecimals", subtractDecimals)),
      Signature([.timespan, .timespan], returns: .timespan, Kernel("subtractTimeSpans", subtractTimeSpans)),
      Signature([.datetime, .datetime], returns: .timespan, Kernel("subtractDateTimes", subtractDateTimes)),
      Signature([.datetime, .timespan], returns: .datetime, Kernel("subtractFromDateTime", subtractFromDateTime)),
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("subtractDynamics", subtractDynamics)),
    ],
    examples: [FunctionExample("10s - 1s", yields: "9s")],
    documentation: page)

  private static let multiply = FunctionSymbol(
    "*", summary: "The product.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("multiplyLongs", multiplyLongs)),
      Signature([.real, .real], returns: .real, Kernel("multiplyReals", multiplyReals)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("multiplyDecimals", multiplyDecimals)),
      Signature([.timespan, .long], returns: .timespan, Kernel("multiplyTimeSpanByLong", multiplyTimeSpanByLong)),
      Signature([.timespan, .real], returns: .timespan, Kernel("multiplyTimeSpan", multiplyTimeSpan)),
      Signature([.long, .timespan], returns: .timespan, Kernel("multiplyLongByTimeSpan", multiplyLongByTimeSpan)),
      Signature([.real, .timespan], returns: .timespan, Kernel("multiplyRealByTimeSpan", multiplyRealByTimeSpan)),
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("multiplyDynamics", multiplyDynamics)),
    ],
    examples: [FunctionExample("1.5 * 1h", yields: "90m")],
    documentation: page)

  private static let divide = FunctionSymbol(
    "/", summary: "The quotient; of integers it is truncated. Null if an integer or decimal is divided by zero.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("divideLongs", divideLongs)),
      Signature([.real, .real], returns: .real, Kernel("divideReals", divideReals)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("divideDecimals", divideDecimals)),
      Signature([.timespan, .timespan], returns: .real, Kernel("divideTimeSpans", divideTimeSpans)),
      Signature([.timespan, .long], returns: .timespan, Kernel("divideTimeSpanByLong", divideTimeSpanByLong)),
      Signature([.timespan, .real], returns: .timespan, Kernel("divideTimeSpan", divideTimeSpan)),
      Signature([.datetime, .timespan], returns: .real, Kernel("divideDateTime", divideDateTime)),
      Signature([.datetime, .datetime], returns: .real, Kernel("divideDateTimes", divideDateTimes)),
      Signature([.datetime, .long], returns: .datetime, Kernel("divideDateTimeByLong", divideDateTimeByLong)),
      Signature([.datetime, .real], returns: .datetime, Kernel("divideDateTimeByReal", divideDateTimeByReal)),
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("divideDynamics", divideDynamics)),
    ],
    examples: [
      FunctionExample("7 / 2", yields: "3"),
      FunctionExample("15ms / 10ms", yields: "1.5"),
    ],
    documentation: page)

  private static let modulo = FunctionSymbol(
    "%", summary: "The remainder, which is never negative.",
    signatures: [
      Signature([.long, .long], returns: .long, Kernel("moduloLongs", moduloLongs)),
      Signature([.real, .real], returns: .real, Kernel("moduloReals", moduloReals)),
      Signature([.decimal, .decimal], returns: .decimal, Kernel("moduloDecimals", moduloDecimals)),
      Signature([.timespan, .timespan], returns: .timespan, Kernel("moduloTimeSpans", moduloTimeSpans)),
      Signature([.datetime, .timespan], returns: .timespan, Kernel("moduloDateTime", moduloDateTime)),
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("moduloDynamics", moduloDynamics)),
    ],
    examples: [FunctionExample("-14 % 12", yields: "10")],
    documentation: page)

  private static let negate = FunctionSymbol(
    "negate", summary: "The unary minus. Of an `int` column it is a `long`.",
    signatures: [
      Signature([.long], returns: .long, Kernel("negateLong", negateLong)),
      Signature([.real], returns: .real, Kernel("negateReal", negateReal)),
      Signature([.decimal], returns: .decimal, Kernel("negateDecimal", negateDecimal)),
      Signature([.timespan], returns: .timespan, Kernel("negateTimeSpan", negateTimeSpan)),
      Signature([.dynamic], returns: .dynamic, Kernel("negateDynamic", negateDynamic)),
    ],
    examples: [FunctionExample("-timespan(1h)", yields: "timespan(-1h)")], documentation: page)
}
