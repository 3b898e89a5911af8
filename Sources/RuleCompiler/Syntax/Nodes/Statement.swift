/// A whole query text.
public struct QuerySyntax: Hashable, Sendable {
  /// In order. A query that can run has exactly one `.expression`, as its last; the parser does not enforce that.
  public var statements: [Statement]
  public var span: SourceSpan
}

/// One statement; the `;` does not belong to it.
public struct Statement: Hashable, Sendable {
  public var kind: StatementKind
  public var span: SourceSpan
}

/// The statements.
public indirect enum StatementKind: Hashable, Sendable {
  /// `let name = value`
  case `let`(Name, LetValue)
  /// `set name = value` or `set name`
  case set(Name, Expression?)
  /// `declare query_parameters (x:long = 5)`
  case queryParameters([FunctionParameter])
  /// `declare pattern name …`; only the name is kept.
  case pattern(Name)
  /// `alias database name = expression`
  case alias(Name, Expression)
  /// `restrict access to (…)`
  case restrict([Expression])
  /// A query.
  case expression(Expression)
}

/// What a `let` gives a name to.
public enum LetValue: Hashable, Sendable {
  /// A scalar or a table.
  case expression(Expression)
  /// `(x:long) { … }` or `view () { … }`
  case function(FunctionDeclaration)
}

/// A function in a query.
public struct FunctionDeclaration: Hashable, Sendable {
  public var isView: Bool
  public var parameters: [FunctionParameter]
  public var body: FunctionBody
  public var span: SourceSpan
}

/// `{ let x = 1; T | take x }`
public struct FunctionBody: Hashable, Sendable {
  /// `let` and `declare query_parameters`
  public var statements: [Statement]
  /// The result; nil in an empty body.
  public var result: Expression?
  /// With the braces.
  public var span: SourceSpan
}

/// `name: type = default`
public struct FunctionParameter: Hashable, Sendable {
  /// The type.
  public enum Kind: Hashable, Sendable {
    case scalar(TypeName)
    /// `T:(a:long, *)`, `T:(*)`
    case tabular(SchemaSyntax)
  }
  public var name: Name
  public var type: Kind
  /// A literal, or a word as a `.name`.
  public var defaultValue: Expression?
  public var span: SourceSpan
}
