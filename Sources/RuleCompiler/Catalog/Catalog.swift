/// All functions, operators and aggregates, by name.
public struct Catalog: Sendable {
  public static let standard = Catalog(
    functions: [
      AddressFunctions.all,
      ArithmeticOperators.all,
      BinningFunctions.all,
      CalendarFunctions.all,
      ChoosingFunctions.all,
      ComparisonOperators.all,
      ConversionFunctions.all,
      MathematicsFunctions.all,
      NumberFunctions.all,
      SeriesFunctions.all,
      UnitFunctions.all,
      SketchFunctions.all,
      JSONFunctions.all,
      BagFunctions.all,
      ArrayFunctions.all,
      EncodingFunctions.all,
      GeoFunctions.all,
      ParsingFunctions.all,
      StringFunctions.all,
      RegexFunctions.all,
      StringOperators.all,
    ].flatMap { $0 },
    aggregates: [
      ChoosingAggregates.all,
      CollectingAggregates.all,
      NumericAggregates.all,
      PercentileAggregates.all,
    ].flatMap { $0 })

  public let functions: [String: FunctionSymbol]
  public let aggregates: [String: AggregateSymbol]

  public init(functions: [FunctionSymbol], aggregates: [AggregateSymbol]) {
    var functionsByName: [String: FunctionSymbol] = [:]
    for symbol in functions {
      for name in [symbol.name] + symbol.aliases { functionsByName[name] = symbol }
    }
    var aggregatesByName: [String: AggregateSymbol] = [:]
    for symbol in aggregates {
      for name in [symbol.name] + symbol.aliases { aggregatesByName[name] = symbol }
    }
    self.functions = functionsByName
    self.aggregates = aggregatesByName
  }
}
