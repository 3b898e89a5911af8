import DetectorRuntime

/// One overload of an aggregate: the parameters that change from row to row, those fixed for the query, the state behind it.
///
/// The state is a final class of the runtime, one object for all groups:
/// `init(_ constant…, _ cx: EvaluationContext)`, `add(_ group: Int, _ argument…)`, `result(_ group: Int) -> T`.
/// `result` must answer for a group that `add` never saw (`summarize` over no rows).
public struct AggregateSignature: Sendable {
  public let parameters: [ParameterType]
  /// Parameters after those of the rows whose arguments must be constant; they go to the state's `init`.
  public let constants: [ParameterType]
  /// For constants that a call leaves out.
  public let defaults: [Constant]
  public let returns: ScalarType
  /// The name of the runtime's class.
  public let state: String
  /// The Swift type that `result` returns, and whether it is optional.
  public let result: PhysicalType
  public let resultNullable: Bool

  public init<R: KernelValue>(
    _ parameters: [ParameterType], constants: [ParameterType] = [], defaults: [Constant] = [],
    returns: ScalarType, state: String, result: R.Type
  ) {
    self.parameters = parameters
    self.constants = constants
    self.defaults = defaults
    self.returns = returns
    self.state = state
    self.result = R.physical
    self.resultNullable = R.isNullable
  }
}

/// One KQL aggregate. The `…if` form of every aggregate that has one is the aggregate with a filter on its rows.
///
/// `arg_max`, `arg_min`, `take_any(*)` return several columns and are known to the binder itself.
public struct AggregateSymbol: Sendable {
  public let name: String
  public let aliases: [String]
  /// The name of the form with a predicate as last row argument, `countif`; nil if there is none.
  public let conditionalName: String?
  public let summary: String
  public let signatures: [AggregateSignature]
  public let resultName: ResultName
  public let examples: [FunctionExample]
  public let documentation: String

  public init(
    _ name: String, aliases: [String] = [], conditionalName: String? = nil, summary: String,
    signatures: [AggregateSignature], resultName: ResultName, examples: [FunctionExample] = [],
    documentation: String
  ) {
    self.name = name
    self.aliases = aliases
    self.conditionalName = conditionalName
    self.summary = summary
    self.signatures = signatures
    self.resultName = resultName
    self.examples = examples
    self.documentation = documentation
  }

  /// How a column that holds the form with a predicate is called: `sumif_X` for `sumif`, but `list_X` for `make_list_if`.
  public var conditionalResultName: ResultName {
    guard let conditionalName, !conditionalName.hasSuffix("_if") else { return resultName }
    switch resultName {
    case .prefixAndFirstArgument: return .prefixAndFirstArgument(conditionalName)
    case .prefixOnly: return .prefixOnly(conditionalName)
    case .none, .firstArgument: return resultName
    }
  }
}
