/// An expression of a query, scalar or tabular: syntax does not tell them apart.
public struct Expression: Hashable, Sendable {
  public var kind: ExpressionKind
  /// UTF-8 offsets of the text, without blanks around it.
  public var span: SourceSpan

  init(_ kind: ExpressionKind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// True if the parser invented the expression, and has reported that.
  public var isMissing: Bool { if case .missing = kind { true } else { false } }

  /// The expression without parentheses around it.
  public var unparenthesized: Expression {
    var expression = self
    while case .parenthesized(let inner) = expression.kind { expression = inner }
    return expression
  }
}

/// The forms of an expression.
public indirect enum ExpressionKind: Hashable, Sendable {
  /// A literal, decoded: `5`, `1d`, `'x'`, `datetime(2024-01-01)`, `dynamic([1,2])`, `long(null)`.
  case literal(Constant)
  /// `typeof(long)`
  case typeOf(TypeOfSyntax)
  /// `*`
  case star
  /// A column, table, `let`, parameter, `$left` or `$right`; the binder tells.
  case name(Name)
  /// `Device*`, where an operator takes patterns.
  case namePattern(NamePattern)
  /// `a.b`; also `database('x').T` and `$left.Key`.
  case member(Expression, Name)
  /// `database('x').T*`
  case memberPattern(Expression, NamePattern)
  /// `cluster('x').database('y')`
  case memberCall(Expression, FunctionCall)
  /// `a[0]`, `a['key']`, `a[-1]`, `a[expression]`
  case element(Expression, index: Expression)
  /// `f(x, y)`
  case call(FunctionCall)
  case unary(UnaryOperator, Expression)
  case binary(BinaryExpression)
  /// `a and b and c`: at least two operands, in order.
  case and([Expression])
  /// `a or b or c`: at least two operands, in order.
  case or([Expression])
  case between(BetweenExpression)
  case inList(InExpression)
  /// `(a, b) = f(x)` or `a = x`, where an operator or call takes names.
  case named([Name], Expression)
  case parenthesized(Expression)
  /// A source with operators, or operators alone.
  case pipeline(Pipeline)
  case dataTable(DataTable)
  case externalData(ExternalData)
  /// `materialize(T | …)`
  case materialize(Expression)
  /// `toscalar(T | …)`
  case toScalar(Conversion)
  /// `totable(x)`
  case toTable(Conversion)
  /// `entity_group [ … ]`
  case entityGroup([Expression])
  /// Nothing, where an expression was expected.
  case missing
}

/// `name(arguments)`
public struct FunctionCall: Hashable, Sendable {
  public var name: Name
  /// Arguments can be `.named`, `.star` and `.pipeline`.
  public var arguments: [Expression]
  /// From the name to the closing parenthesis.
  public var span: SourceSpan
}

/// `toscalar kind=nooptimization (T)`
public struct Conversion: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var operand: Expression
}

/// The prefix operators.
public enum UnaryOperator: String, Hashable, Sendable {
  case minus = "-"
  case plus = "+"
}

/// `left operation right`
public struct BinaryExpression: Hashable, Sendable {
  public var operation: BinaryOperator
  public var operationSpan: SourceSpan
  public var left: Expression
  public var right: Expression
}

/// The infix operators; the raw value is the usual spelling. Old spellings parse to the same cases.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equalFolded = "=~"
  case notEqualFolded = "!~"
  case has = "has"
  case notHas = "!has"
  case hasCS = "has_cs"
  case notHasCS = "!has_cs"
  case hasPrefix = "hasprefix"
  case notHasPrefix = "!hasprefix"
  case hasPrefixCS = "hasprefix_cs"
  case notHasPrefixCS = "!hasprefix_cs"
  case hasSuffix = "hassuffix"
  case notHasSuffix = "!hassuffix"
  case hasSuffixCS = "hassuffix_cs"
  case notHasSuffixCS = "!hassuffix_cs"
  case contains = "contains"
  case notContains = "!contains"
  case containsCS = "contains_cs"
  case notContainsCS = "!contains_cs"
  case startsWith = "startswith"
  case notStartsWith = "!startswith"
  case startsWithCS = "startswith_cs"
  case notStartsWithCS = "!startswith_cs"
  case endsWith = "endswith"
  case notEndsWith = "!endswith"
  case endsWithCS = "endswith_cs"
  case notEndsWithCS = "!endswith_cs"
  case like = "like"
  case notLike = "notlike"
  case likeCS = "likecs"
  case notLikeCS = "notlikecs"
  case matchesRegex = "matches regex"
  /// `column : 'term'`, in `search` only
  case searchTerm = ":"
}

/// `value between (low .. high)`
public struct BetweenExpression: Hashable, Sendable {
  /// `!between`
  public var isNegated: Bool
  public var operationSpan: SourceSpan
  public var value: Expression
  public var low: Expression
  public var high: Expression
}

/// `value in (items)` and its relatives.
public struct InExpression: Hashable, Sendable {
  public var operation: InOperator
  public var operationSpan: SourceSpan
  public var value: Expression
  /// One item can also be a table: `in (T)`, `in ((T | project x))`, `in (T | project x)`.
  public var items: [Expression]
}

/// The operators whose right side is a list in parentheses.
public enum InOperator: String, Hashable, Sendable, CaseIterable {
  case `in` = "in"
  case notIn = "!in"
  case inFolded = "in~"
  case notInFolded = "!in~"
  case hasAny = "has_any"
  case hasAll = "has_all"
}

/// `T | where … | take 5`. Also `print …`, `union …`, `range …` and the bodies of `mv-apply`, `partition`, `fork`,
/// which have no source.
public struct Pipeline: Hashable, Sendable {
  public var source: Expression?
  /// At least one.
  public var operators: [TabularOperator]
  public var span: SourceSpan
}

/// `datatable (a:long, b:string) [1, 'x', 2, 'y']`
public struct DataTable: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var schema: SchemaSyntax
  /// Row after row.
  public var values: [Expression]
}

/// `externaldata (a:string) [@'https://…'] with (format='csv')`
public struct ExternalData: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var schema: SchemaSyntax
  /// The addresses: literals, or names of constants.
  public var addresses: [Expression]
  public var properties: [OperatorParameter]
}
