extension QueryBinding {
  /// A saved function of the workspace, parsed when it is first used.
  func workspaceFunction(_ name: String) -> UserFunction? {
    if let known = workspaceFunctions[name] { return known }
    guard let saved = functions.function(named: name) else { return nil }
    let sink = DiagnosticSink()
    var parameters: [FunctionParameter] = []
    if !saved.parameters.isEmpty {
      let declaration = Parser.parse(
        "let f = (\(saved.parameters)) { 0 };", source: saved.source, into: DiagnosticSink())
      if case .let(_, .function(let function)) = declaration.statements.first?.kind {
        parameters = function.parameters
      }
    }
    let body = Parser.parse(saved.query, source: saved.source, into: sink)
    for diagnostic in sink.diagnostics { passOn(diagnostic) }
    var statements = body.statements
    var result: Expression?
    if case .expression(let expression) = statements.last?.kind {
      result = expression
      statements.removeLast()
    }
    let function = UserFunction(
      name: name, parameters: parameters, statements: statements, result: result, span: body.span, scope: Scope())
    workspaceFunctions[name] = function
    return function
  }

  /// A call: the body is bound with the arguments in place of the parameters.
  func call(
    _ function: UserFunction, arguments: [Expression], _ span: SourceSpan, in context: BindingContext,
    piped: BoundQuery? = nil
  ) -> Bound {
    if callStack.contains(where: { $0 === function }) {
      error(.recursiveFunction, "the function '\(function.name)' calls itself", at: span)
      return .faulty
    }
    guard callStack.count < 64 else {
      error(.recursiveFunction, "functions call each other more than 64 deep", at: span)
      return .faulty
    }
    guard let result = function.result else {
      error(.tableExpected, "the function '\(function.name)' has no result", at: span)
      return .faulty
    }
    var inner = BindingContext(scope: Scope(in: function.scope))
    inner.rows = context.rows
    guard declare(function, arguments, span, piped: piped, from: context, into: inner) else { return .faulty }
    callStack.append(function)
    defer { callStack.removeLast() }
    for statement in function.statements {
      if let extra = bind(statement, in: inner) {
        error(.unsupportedOperator, "a function has one result; remove this query", at: extra.span)
      }
    }
    var bound = bindAny(result, in: inner)
    if case .scalar(var value) = bound {
      value.span = span
      bound = .scalar(value)
    }
    return bound
  }

  /// Gives the parameters their arguments.
  private func declare(
    _ function: UserFunction, _ arguments: [Expression], _ span: SourceSpan, piped: BoundQuery?,
    from context: BindingContext, into inner: BindingContext
  ) -> Bool {
    var isFaulty = false
    var given: [String: Bound] = [:]
    var positional = function.parameters[...]
    var outer = context
    outer.aggregates = nil
    if let piped {
      guard let first = positional.popFirst() else {
        error(.argumentCount, "the function '\(function.name)' takes no table", at: span)
        return false
      }
      given[first.name.text] = .table(piped)
    }
    for argument in arguments {
      let parameter: FunctionParameter
      if case .named(let names, _) = argument.kind, let name = names.first {
        guard let match = function.parameters.first(where: { $0.name.text == name.text }) else {
          unknown(
            .unknownName, "the function '\(function.name)' has no parameter '\(name.text)'", name.text,
            among: function.parameters.map(\.name.text), at: name.span)
          isFaulty = true
          continue
        }
        parameter = match
      } else if let next = positional.first(where: { given[$0.name.text] == nil }) {
        parameter = next
      } else {
        error(
          .argumentCount,
          "'\(function.name)' takes \(counted(function.parameters.count)), not \(arguments.count)", at: span)
        return false
      }
      given[parameter.name.text] = bindArgument(argument, parameter, in: outer)
    }
    for parameter in function.parameters {
      let bound: Bound
      if let value = given[parameter.name.text] {
        bound = value
      } else if let value = parameter.defaultValue {
        bound = bindArgument(value, parameter, in: BindingContext(scope: function.scope))
      } else {
        error(
          .argumentCount, "'\(function.name)' needs an argument for '\(parameter.name.text)'", at: span)
        return false
      }
      switch bound {
      case .scalar(let value):
        inner.scope.declare(parameter.name.text, entry(value, for: parameter, context.rows))
      case .table(let table): inner.scope.declare(parameter.name.text, .table(table))
      case .faulty:
        inner.scope.declare(parameter.name.text, .faulty)
        isFaulty = true
      }
    }
    return !isFaulty
  }

  private func bindArgument(
    _ argument: Expression, _ parameter: FunctionParameter, in context: BindingContext
  ) -> Bound {
    switch parameter.type {
    case .tabular(let schema):
      guard let table = bindTable(argument, in: context.outsideRows) else { return .faulty }
      for wanted in schema.columns {
        let name = wanted.name.text
        guard let column = table.schema.column(named: name) else {
          error(
            .unknownColumn, "the table has no column '\(name)', which the function needs", at: argument.span)
          return .faulty
        }
        if let type = wanted.type.scalarType, conversionCost(column.type, to: type) == nil {
          error(
            .typeMismatch, "the function needs '\(name)' to be \(type.withArticle); it is \(column.type.withArticle)",
            at: argument.span)
          return .faulty
        }
      }
      return .table(table)
    case .scalar(let type):
      guard let value = bindScalar(argument, in: context) else { return .faulty }
      guard let wanted = type.scalarType else { return .scalar(value) }
      if wanted == .dynamic { return .scalar(forced(value, to: .dynamic)) }
      // Literals are longs where an int is meant.
      if wanted == .int, case .literal(.long(let number)) = value.kind, Int32(exactly: number) != nil {
        return .scalar(BoundExpression(.literal(.int(number)), .int, value.span))
      }
      return .scalar(conversionCost(value.type, to: wanted) == nil ? value : forced(value, to: wanted))
    }
  }

  /// An argument of another type than its parameter's is an error where the parameter is used.
  private func entry(_ value: BoundExpression, for parameter: FunctionParameter, _ rows: Rows) -> ScopeEntry {
    guard case .scalar(let type) = parameter.type, let wanted = type.scalarType, value.type != wanted,
      !isNullLiteral(value)
    else { return value.readsRow ? .rowValue(value, rows) : .scalar(value) }
    return .unfit("an argument of type \(wanted) is expected, not \(value.type)", value.span)
  }
}
