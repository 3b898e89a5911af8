/// What a name of a query stands for, besides columns and tables.
enum ScopeEntry {
  /// A constant, or a reference to a `let` variable, or the argument for a parameter.
  case scalar(BoundExpression)
  /// The argument for a parameter, if it reads the row in which the function is called; the rows in which it can be read.
  case rowValue(BoundExpression, Rows)
  /// The key of the `partition` around, a column that no query can name otherwise.
  case partitionKey(ColumnSymbol)
  case table(BoundQuery)
  case function(UserFunction)
  /// A parameter whose argument is of another type: an error where it is used.
  case unfit(String, SourceSpan)
  /// Something that could not be bound; it silences whoever uses it.
  case faulty
}

/// The names that `let`, `as` and parameters introduce; an inner scope sees those of the outer ones.
final class Scope {
  private let outer: Scope?
  private var entries: [String: ScopeEntry] = [:]

  init(in outer: Scope? = nil) { self.outer = outer }

  subscript(_ name: String) -> ScopeEntry? { entries[name] ?? outer?[name] }

  func isDeclaredHere(_ name: String) -> Bool { entries[name] != nil }

  func declare(_ name: String, _ entry: ScopeEntry) { entries[name] = entry }

  /// All names, for suggestions and wildcards, sorted.
  var names: [String] { Array(Set(entries.keys).union(outer?.names ?? [])).sorted() }
}

/// A function declared by `let`, or saved in the workspace.
final class UserFunction {
  let name: String
  let parameters: [FunctionParameter]
  let statements: [Statement]
  let result: Expression?
  let span: SourceSpan
  /// What the body sees besides its parameters.
  let scope: Scope
  let isView: Bool

  init(
    name: String, parameters: [FunctionParameter], statements: [Statement], result: Expression?,
    span: SourceSpan, scope: Scope, isView: Bool = false
  ) {
    self.name = name
    self.parameters = parameters
    self.statements = statements
    self.result = result
    self.span = span
    self.scope = scope
    self.isView = isView
  }

  var canBeCalledWithoutArguments: Bool { parameters.allSatisfy { $0.defaultValue != nil } }
}

/// Rows that expressions are bound over: the same object for all that is computed for the same row.
final class Rows {}

/// What surrounds an expression.
struct BindingContext {
  var scope: Scope
  /// A query inside an expression has rows of its own.
  var rows = Rows()
  /// The columns of the operator's input; nil outside of an operator.
  var row: RowSchema?
  /// The columns of the right side of a join.
  var right: RowSchema?
  /// Not nil where aggregates may stand.
  var aggregates: AggregateCollector?
  /// The relation that `invoke`, `partition` and `mv-apply` hand on.
  var pipeInput: BoundQuery?
  /// The columns that a term of `search` is looked for in.
  var searchedColumns: [ColumnSymbol] = []
  /// Whether `*` stands for no column, to learn which ones a predicate names.
  var ignoresStar = false
  /// The steps of the `scan` whose conditions and assignments are bound.
  var scan: ScanNames?

  init(scope: Scope) { self.scope = scope }

  func over(_ row: RowSchema) -> BindingContext {
    var context = self
    context.row = row
    context.rows = Rows()
    context.right = nil
    context.aggregates = nil
    context.pipeInput = nil
    context.scan = nil
    return context
  }

  /// For a query inside an expression: it does not see the columns around it.
  var outsideRows: BindingContext { BindingContext(scope: scope) }
}

/// A bound expression: a scalar or a table.
enum Bound {
  case scalar(BoundExpression)
  case table(BoundQuery)
  /// An error that has been reported.
  case faulty
}
