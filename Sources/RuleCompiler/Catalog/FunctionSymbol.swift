import DetectorRuntime

/// What a parameter accepts.
public enum ParameterType: Hashable, Sendable {
  /// This type, or one that widens to it (int → long → real → decimal), or null, or an `unknown`.
  case type(ScalarType)
  /// A string, or a dynamic that is converted to one.
  case stringOrDynamic
  /// Any scalar, passed as a cell (`Value`).
  case any
  /// A regular expression, passed compiled (`CompiledPattern`): a constant ahead of time, another when it is met.
  case pattern
  /// The parts of a user agent that are looked for, a constant string or array of strings, passed as the patterns that find
  /// them (`UserAgentPatterns`).
  case userAgentParts
  /// This constant string and no other: it tells signatures apart.
  case word(String)

  public static let bool = ParameterType.type(.bool)
  public static let int = ParameterType.type(.int)
  public static let long = ParameterType.type(.long)
  public static let real = ParameterType.type(.real)
  public static let decimal = ParameterType.type(.decimal)
  public static let datetime = ParameterType.type(.datetime)
  public static let timespan = ParameterType.type(.timespan)
  public static let guid = ParameterType.type(.guid)
  public static let string = ParameterType.type(.string)
  public static let dynamic = ParameterType.type(.dynamic)
}

/// One overload: what it takes, what it returns, the kernel behind it.
public struct Signature: Sendable {
  public let parameters: [ParameterType]
  /// The parameters before this index are required; a call may leave out the rest from the right, then `defaults` fill in.
  public let required: Int
  /// Constants for the parameters from `required` on.
  public let defaults: [Constant]
  /// The type of any number of further arguments (at least `minimumRepeated`), passed to the kernel as one array.
  public let repeated: ParameterType?
  public let minimumRepeated: Int
  public let returns: ScalarType
  public let kernel: Kernel

  public init(
    _ parameters: [ParameterType], defaults: [Constant] = [],
    repeating repeated: ParameterType? = nil, atLeast minimumRepeated: Int = 0,
    returns: ScalarType, _ kernel: Kernel
  ) {
    self.parameters = parameters
    self.required = parameters.count - defaults.count
    self.defaults = defaults
    self.repeated = repeated
    self.minimumRepeated = minimumRepeated
    self.returns = returns
    self.kernel = kernel
  }
}

/// How an unnamed column that holds a call is called (Kusto.Language: `ResultNameKind`).
public enum ResultName: Hashable, Sendable {
  /// `Column1`, `print_0`.
  case none
  /// The name of the first argument if that has one: `tostring(X)` → `X`.
  case firstArgument
  /// `prefix_X`, or `prefix_` if the argument has no name.
  case prefixAndFirstArgument(String)
  /// `prefix_` always.
  case prefixOnly(String)
}

/// An example from the documentation: a KQL expression and one that is equal to it.
public struct FunctionExample: Sendable {
  public let expression: String
  public let yields: String
  public init(_ expression: String, yields: String) {
    self.expression = expression
    self.yields = yields
  }
}

/// What the result of a function depends on beside its arguments.
public enum Dependence: Sendable {
  /// Nothing: calls with constants are folded, tests on events are made as they come.
  case nothing
  /// The database of places that a detector is started with: the same for all of an evaluation, unknown to the compiler.
  /// As what depends on a watchlist, it is asked by each evaluation, never by the scan.
  case places
  /// Chance: two calls can differ, so none is moved or folded.
  case chance
}

/// One of the columns of a function that gives several: `series_fit_line_x_slope` for the suffix `slope`.
public struct ResultColumn: Sendable {
  public let suffix: String
  public let type: ScalarType
  public init(_ suffix: String, _ type: ScalarType) {
    self.suffix = suffix
    self.type = type
  }
}

/// One KQL scalar function or scalar operator: everything the compiler, the docs and the tests know about it.
public struct FunctionSymbol: Sendable {
  public let name: String
  public let aliases: [String]
  public let summary: String
  public let signatures: [Signature]
  public let resultName: ResultName
  /// What the argument at `choicePlace` may be, in any letter case, if it is a constant; empty if it is free.
  public let choices: [String]
  public let choicePlace: Int
  /// For a function that gives several columns, as the elements of one array.
  public let columns: [ResultColumn]
  public let dependence: Dependence
  public let examples: [FunctionExample]
  /// The KQL page, without path and extension: `strcat-delim-function`.
  public let documentation: String

  public init(
    _ name: String, aliases: [String] = [], summary: String, signatures: [Signature],
    resultName: ResultName = .none, dependence: Dependence = .nothing, choices: [String] = [], choicePlace: Int = 0,
    columns: [ResultColumn] = [],
    examples: [FunctionExample], documentation: String
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.signatures = signatures
    self.resultName = resultName
    self.dependence = dependence
    self.choices = choices
    self.choicePlace = choicePlace
    self.columns = columns
    self.examples = examples
    self.documentation = documentation
  }
}
