extension QueryBinding {
  /// Binds a whole query: its statements in order, of which the last gives the result.
  func bind(_ query: QuerySyntax) -> BoundQuery? {
    let context = BindingContext(scope: Scope())
    var result: (expression: Expression, bound: Bound)?
    for statement in query.statements {
      guard let expression = bind(statement, in: context) else { continue }
      if let earlier = result?.expression {
        error(.unsupportedOperator, "a rule has one result; remove this query", at: earlier.span)
      }
      // It does not see what is declared behind it.
      result = (expression, bindAny(expression, in: context))
    }
    guard let (expression, bound) = result else {
      if reported.isEmpty {
        error(.tableExpected, "the query has no result: it ends behind a declaration", at: query.span)
      }
      return nil
    }
    switch bound {
    case .table(let table): return table
    case .scalar:
      error(.tableExpected, "the query gives a single value, not a table", at: expression.span)
      return nil
    case .faulty: return nil
    }
  }

  /// Binds a declaration into the context's scope.
  /// - Returns: the expression, if the statement is one.
  func bind(_ statement: Statement, in context: BindingContext) -> Expression? {
    switch statement.kind {
    case .let(let name, let value):
      bindLet(name, value, in: context)
    case .set(let name, let value):
      bindSet(name, value)
    case .queryParameters(let parameters):
      for parameter in parameters { bindQueryParameter(parameter, in: context) }
    case .pattern(let name):
      error(.unsupportedOperator, "'declare pattern' is not supported", at: name.span)
      context.scope.declare(name.text, .faulty)
    case .alias(let name, _):
      error(.unsupportedOperator, "'alias database' is not supported: a rule reads one workspace", at: name.span)
    case .restrict:
      error(.unsupportedOperator, "'restrict access' is not supported", at: statement.span)
    case .expression(let expression):
      return expression
    }
    return nil
  }

  private func bindLet(_ name: Name, _ value: LetValue, in context: BindingContext) {
    guard !name.isMissing else { return }
    if context.scope.isDeclaredHere(name.text) {
      error(.duplicateName, "'\(name.text)' is already declared", at: name.span)
    }
    switch value {
    case .function(let declaration):
      let function = UserFunction(
        name: name.text, parameters: declaration.parameters, statements: declaration.body.statements,
        result: declaration.body.result, span: name.span, scope: context.scope, isView: declaration.isView)
      context.scope.declare(name.text, .function(function))
    case .expression(let expression):
      // In the body of a function it may read the row in which the function is called.
      var outside = context.outsideRows
      outside.rows = context.rows
      switch bindAny(expression, in: outside) {
      case .table(let table): context.scope.declare(name.text, .table(table))
      case .scalar(let scalar) where scalar.readsRow:
        context.scope.declare(name.text, .rowValue(scalar, context.rows))
      case .scalar(let scalar): context.scope.declare(name.text, .scalar(shared(scalar, as: name.text)))
      case .faulty: context.scope.declare(name.text, .faulty)
      }
    }
  }

  /// A constant as it is; anything else as a variable, computed once.
  func shared(_ value: BoundExpression, as name: String) -> BoundExpression {
    switch value.kind {
    case .literal, .variable: value
    default:
      BoundExpression(.variable(LetVariable(name: name, value: value)), value.type, value.span)
    }
  }

  private func bindQueryParameter(_ parameter: FunctionParameter, in context: BindingContext) {
    let name = parameter.name
    guard let value = parameter.defaultValue, case .scalar(let type) = parameter.type else {
      error(
        .unsupportedOperator, "the query parameter '\(name.text)' has no value: a rule cannot ask for one",
        at: parameter.span)
      context.scope.declare(name.text, .faulty)
      return
    }
    guard let bound = bindScalar(value, in: context), let wanted = type.scalarType,
      let converted = converted(bound, to: wanted)
    else {
      context.scope.declare(name.text, .faulty)
      return
    }
    context.scope.declare(name.text, .scalar(converted))
  }

  /// Request properties that change what a query returns. The others say how the service runs it, such as
  /// `notruncation`, and mean nothing here.
  private static let resultProperties: Set<String> = [
    "query_cursor_after_default", "query_cursor_before_or_at_default", "query_cursor_current",
    "query_datetimescope_column",
    "query_datetimescope_from", "query_datetimescope_to", "query_language", "query_now", "query_take_max_records",
  ]

  private func bindSet(_ name: Name, _ value: Expression?) {
    guard !Self.resultProperties.contains(name.text) else {
      error(
        .unsupportedOperator, "the request property '\(name.text)' changes what a query returns and is not supported",
        at: name.span)
      return
    }
    requestProperties[name.text] = value
  }
}
