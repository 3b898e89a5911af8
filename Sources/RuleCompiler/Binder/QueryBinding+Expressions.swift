extension QueryBinding {
  /// Binds an expression that must be a scalar.
  func bindScalar(_ expression: Expression, in context: BindingContext) -> BoundExpression? {
    switch bindAny(expression, in: context) {
    case .scalar(let scalar): return scalar
    case .table:
      error(.scalarExpected, "a single value is expected here, not a table", at: expression.span)
      return nil
    case .faulty: return nil
    }
  }

  /// Binds an expression that must be a table.
  func bindTable(_ expression: Expression, in context: BindingContext) -> BoundQuery? {
    switch bindAny(expression, in: context) {
    case .table(let table): return table
    case .scalar:
      error(.tableExpected, "a table is expected here, not a single value", at: expression.span)
      return nil
    case .faulty: return nil
    }
  }

  func bindAny(_ expression: Expression, in context: BindingContext) -> Bound {
    switch expression.kind {
    case .literal(let constant):
      return .scalar(BoundExpression(.literal(constant), constant.type, expression.span))
    case .name(let name):
      return bindName(name, in: context)
    case .parenthesized(let inner):
      return bindAny(inner, in: context)
    case .member(let value, let name):
      return bindMember(value, name, expression.span, in: context)
    case .element(let value, let index):
      return scalar(bindElement(value, index, expression.span, in: context))
    case .call(let call):
      return bindCall(call, in: context)
    case .memberCall(let value, let call):
      return bindMemberCall(value, call, expression.span, in: context)
    case .unary(let operation, let operand):
      return scalar(bindUnary(operation, operand, expression.span, in: context))
    case .binary(let binary):
      return scalar(bindBinary(binary, expression.span, in: context))
    case .and(let operands):
      return scalar(bindLogical(operands, in: context) { .and($0, $1) })
    case .or(let operands):
      return scalar(bindLogical(operands, in: context) { .or($0, $1) })
    case .between(let between):
      return scalar(bindBetween(between, expression.span, in: context))
    case .inList(let membership):
      return scalar(bindMembership(membership, expression.span, in: context))
    case .named(_, let value):
      return bindAny(value, in: context)
    case .pipeline(let pipeline):
      return bindPipeline(pipeline, in: context).map { .table($0) } ?? .faulty
    case .dataTable(let table):
      return bindDataTable(table, expression.span, in: context).map { .table($0) } ?? .faulty
    case .materialize(let inner):
      return bindTable(inner, in: context.outsideRows).map { .table($0) } ?? .faulty
    case .toTable(let conversion):
      return bindTable(conversion.operand, in: context.outsideRows).map { .table($0) } ?? .faulty
    case .toScalar(let conversion):
      if case .name(let name) = conversion.operand.unparenthesized.kind,
        case .partitionKey? = context.scope[name.text]
      {
        return bindName(name, in: context)
      }
      return scalar(bindToScalar(conversion.operand, expression.span, in: context))
    case .externalData(let data):
      return bindExternalData(data, expression.span, in: context).map { .table($0) } ?? .faulty
    case .typeOf:
      error(.scalarExpected, "'typeof' cannot stand here", at: expression.span)
      return .faulty
    case .memberPattern(let value, _):
      if let place = otherPlace(value) {
        refuseOtherPlace(place)
      } else {
        error(.scalarExpected, "a pattern of names cannot stand here", at: expression.span)
      }
      return .faulty
    case .star, .namePattern:
      error(.scalarExpected, "a pattern of names cannot stand here", at: expression.span)
      return .faulty
    case .entityGroup:
      error(.unsupportedOperator, "entity groups are not supported: a rule reads one workspace", at: expression.span)
      return .faulty
    case .missing:
      return .faulty
    }
  }

  private func scalar(_ value: BoundExpression?) -> Bound { value.map { .scalar($0) } ?? .faulty }

  // MARK: Names

  private func bindName(_ name: Name, in context: BindingContext) -> Bound {
    guard !name.isMissing else { return .faulty }
    if name.form == .braced {
      error(.unknownName, "'{\(name.text)}' is a placeholder of another program; write a value", at: name.span)
      return .faulty
    }
    if let column = declaredColumn(name.text, in: context) {
      return .scalar(BoundExpression(.column(column), column.type, name.span))
    }
    if let entry = context.scope[name.text] {
      switch entry {
      case .scalar(var value):
        value.span = name.span
        return .scalar(value)
      case .rowValue(var value, let rows):
        guard rows === context.rows else {
          error(
            .columnExpected,
            "'\(name.text)' comes from the row around this query, which cannot depend on it; use 'join' or 'lookup'",
            at: name.span)
          return .faulty
        }
        value.span = name.span
        return .scalar(value)
      case .partitionKey(let key):
        guard let column = context.row?.columns.first(where: { $0.name == key.name }) else {
          error(
            .unsupportedOperator,
            "the key of 'partition' can be read in the rows of the subquery's source only, before an operator that "
              + "makes new ones", at: name.span)
          return .faulty
        }
        return .scalar(BoundExpression(.column(column), column.type, name.span))
      case .table(let table): return .table(table)
      case .faulty: return .faulty
      case .unfit(let message, let span):
        error(.typeMismatch, message, at: span)
        return .faulty
      case .function(let function):
        if function.canBeCalledWithoutArguments {
          return call(function, arguments: [], name.span, in: context)
        }
        error(.argumentCount, "the function '\(name.text)' needs arguments", at: name.span)
        return .faulty
      }
    }
    if name.text == "$left" || name.text == "$right" {
      error(.columnExpected, "'\(name.text)' must be followed by a column", at: name.span)
      return .faulty
    }
    if name.text == "_GetWatchlistAlias", context.row == nil { return .table(watchlistAliases(name.span)) }
    if let function = workspaceFunction(name.text), function.canBeCalledWithoutArguments {
      return call(function, arguments: [], name.span, in: context)
    }
    if context.row == nil || tables.schema(named: name.text) != nil, let table = table(named: name.text, name.span) {
      return .table(table)
    }
    if let column = context.row?.open?.column(named: name.text) {
      return .scalar(BoundExpression(.column(column), column.type, name.span))
    }
    if let row = context.row {
      unknownColumn(name, in: row, context)
    } else {
      unknownTable(name.text, name.span, context.scope)
    }
    return .faulty
  }

  private func declaredColumn(_ name: String, in context: BindingContext) -> ColumnSymbol? {
    context.row?.columns.first { $0.name == name } ?? context.right?.columns.first { $0.name == name }
      ?? context.row?.open?.demanded.first { $0.name == name }
  }

  func unknownColumn(_ name: Name, in row: RowSchema, _ context: BindingContext) {
    if catalog.functions[name.text] != nil || catalog.aggregates[name.text] != nil {
      error(.argumentCount, "the function '\(name.text)' needs an argument list: '\(name.text)(…)'", at: name.span)
      return
    }
    if name.text == "Timestamp", row.columns.contains(where: { $0.name == "TimeGenerated" }) {
      let message = "there is no column 'Timestamp' here: in a workspace the time of an event is 'TimeGenerated'"
      error(.unknownColumn, message, at: name.span, fix: "TimeGenerated")
      return
    }
    unknown(
      .unknownColumn, "there is no column '\(name.text)' here", name.text,
      among: row.columns.map(\.name) + context.scope.names, at: name.span)
  }

  func unknownTable(_ name: String, _ span: SourceSpan, _ scope: Scope) {
    unknown(
      .unknownTable, "there is no table or function '\(name)'", name,
      among: scope.names + tables.tableNames + functions.functionNames,
      orElse: "a table of your own belongs into Tables/ beside the rules, a workspace function into Functions/, or "
        + "behind --functions", at: span)
  }

  // MARK: Members and elements

  private func bindMember(
    _ value: Expression, _ name: Name, _ span: SourceSpan, in context: BindingContext
  ) -> Bound {
    if case .name(let side) = value.kind, let right = context.right, let left = context.row {
      let row: RowSchema? = side.text == "$left" ? left : side.text == "$right" ? right : nil
      if let row {
        guard let column = row.column(named: name.text) else {
          unknownColumn(name, in: row, context)
          return .faulty
        }
        return .scalar(BoundExpression(.column(column), column.type, span))
      }
    }
    if let bound = bindStepMember(value, name, span, in: context) { return bound }
    if let place = otherPlace(value), context.scope[place.name.text] == nil {
      refuseOtherPlace(place)
      return .faulty
    }
    guard let bound = bindScalar(value, in: context) else { return .faulty }
    guard let dynamic = dynamicValue(bound, "a member") else { return .faulty }
    if let known = constantMember(dynamic, name.text) {
      return .scalar(BoundExpression(.literal(known), known.type, span))
    }
    return .scalar(BoundExpression(.member(dynamic, name.text), bound.type == .unknown ? .unknown : .dynamic, span))
  }

  private func bindElement(
    _ value: Expression, _ index: Expression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    guard let bound = bindScalar(value, in: context), let key = bindScalar(index, in: context),
      let dynamic = dynamicValue(bound, "an element")
    else { return nil }
    let type: ScalarType = bound.type == .unknown ? .unknown : .dynamic
    if case .literal(.string(let name)) = key.kind {
      return BoundExpression(.member(dynamic, name), type, span)
    }
    switch key.type {
    case .string, .long, .dynamic, .unknown:
      return BoundExpression(.element(dynamic, key), type, span)
    case .int:
      return converted(key, to: .long).map { BoundExpression(.element(dynamic, $0), type, span) }
    case .bool, .real, .decimal, .datetime, .timespan, .guid:
      error(.typeMismatch, "an index is a long or a string, not \(key.type.withArticle)", at: index.span)
      return nil
    }
  }

  private func dynamicValue(_ value: BoundExpression, _ what: String) -> BoundExpression? {
    if value.type == .dynamic || value.type == .unknown { return value }
    error(.typeMismatch, "only a dynamic has \(what), not \(value.type.withArticle)", at: value.span)
    return nil
  }

  private func constantMember(_ value: BoundExpression, _ name: String) -> Constant? {
    guard case .literal(.dynamic(.bag(let properties))) = value.kind,
      let property = properties.last(where: { $0.key == name })
    else { return nil }
    return .dynamic(property.value)
  }

  // MARK: Scalars of queries

  private func bindToScalar(
    _ operand: Expression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    switch bindAny(operand, in: context.outsideRows) {
    case .scalar(let value): return value
    case .faulty: return nil
    case .table(let table):
      guard let first = table.schema.columns.first else {
        error(.columnExpected, "the table has no columns", at: span)
        return nil
      }
      return BoundExpression(.toScalar(table), first.type, span)
    }
  }
}
