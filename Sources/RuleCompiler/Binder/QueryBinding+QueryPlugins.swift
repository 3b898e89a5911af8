/// Plugins that are bound as the query that says what they mean.
extension QueryBinding {
  func bindQueryPlugin(
    _ plugin: QueryPlugin, _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan,
    in context: BindingContext
  ) -> BoundQuery? {
    var rest = evaluate.call.arguments[...]
    var plugin = plugin
    if let short = plugin.short?(), rest.count == short.parameters.count { plugin = short }
    guard rest.count >= plugin.leastArguments else {
      error(
        .argumentCount, "'\(plugin.name)' takes at least \(plugin.leastArguments) arguments, not \(rest.count)",
        at: evaluate.call.span)
      return nil
    }
    guard hasNoSchema(evaluate) else { return nil }
    let inner = BindingContext(scope: Scope())
    var columns: [BoundQuery.Computed] = []
    var written: [String: String] = [:]
    var types: [String: ScalarType] = [:]
    var texts: [String] = []
    var shape = QueryPlugin.Shape(dimensions: 0)
    func take(_ column: ColumnSymbol, as name: String, _ value: BoundExpression) {
      columns.append(.init(ColumnSymbol(name, column.type), value))
      written[name] = column.name
      types[name] = column.type
      texts.append(column.name)
    }
    // In a table that may have any column, a name that the query declares is none.
    func isColumn(_ argument: Expression) -> Bool {
      guard case .name(let name) = argument.unparenthesized.kind else { return false }
      if input.schema.columns.contains(where: { $0.name == name.text }) { return true }
      return context.scope[name.text] == nil && input.schema.column(named: name.text) != nil
    }
    for parameter in plugin.parameters {
      if case .optionalConstant(let name) = parameter {
        if rest.first.map(isColumn) ?? true { continue }
        shape.given.insert(name)
      }
      guard let argument = rest.popFirst() else { return nil }
      switch parameter {
      case .column(let name):
        guard let (column, value) = pluginColumn(argument, plugin, in: context) else { return nil }
        take(column, as: name, value)
      case .constantArray(let name):
        guard let value = bindScalar(argument, in: context.outsideRows) else { return nil }
        guard case .literal(.dynamic(.array(let elements))) = value.kind, !elements.isEmpty else {
          error(.constantExpected, "'\(plugin.name)' takes an array of constants here", at: argument.span)
          return nil
        }
        shape.lengths[name] = elements.count
        texts.append("")
        inner.scope.declare(name, .scalar(value))
      case .constant(let name), .optionalConstant(let name):
        guard let value = bindScalar(argument, in: context.outsideRows) else { return nil }
        if name == "Step", case .literal(.string(let word)) = value.kind {
          guard plugin.takesCalendar, ["week", "month", "year"].contains(word) else {
            error(.unsupportedPlugin, "'\(plugin.name)' by '\(word)' is not supported", at: argument.span)
            return nil
          }
          shape.calendar = word
        }
        texts.append(constantText(value))
        inner.scope.declare(name, .scalar(value))
      }
    }
    if let ids = plugin.lookback, let last = rest.last, !isColumn(last) {
      rest.removeLast()
      guard let known = lookback(last, written[ids] ?? ids, plugin, in: context) else { return nil }
      inner.scope.declare("_lookback", .table(known))
      shape.hasLookback = true
    }
    shape.dimensions = rest.count
    for (index, argument) in rest.enumerated() {
      guard let (column, value) = pluginColumn(argument, plugin, in: context) else { return nil }
      take(column, as: "_dim\(index)", value)
    }
    let named = BoundQuery(.project(input, columns), schema: RowSchema(columns.map(\.column)), span: span)
    inner.scope.declare("_input", .table(named))
    guard
      let result = bindText(plugin.query(shape), of: evaluate.call.name.text, at: evaluate.call.span, in: inner)
    else { return nil }
    if let reading = plugin.reading { say(reading, of: evaluate.call.name) }
    for (name, column) in plugin.results {
      written[name] = column.name(texts)
      if let argument = column.typeOf { types[name] = types[argument] }
    }
    return renamed(result, written, as: types, span)
  }

  /// The column of this name of a table that a plugin takes.
  private func lookback(
    _ argument: Expression, _ name: String, _ plugin: QueryPlugin, in context: BindingContext
  ) -> BoundQuery? {
    guard let table = bindTable(argument, in: context.outsideRows) else { return nil }
    guard let column = table.schema.column(named: name) else {
      error(.unknownColumn, "the table that '\(plugin.name)' looks back at has no column '\(name)'", at: argument.span)
      return nil
    }
    let ids = ColumnSymbol(name, column.type)
    let value = BoundExpression(.column(column), column.type, argument.span)
    return BoundQuery(.project(table, [.init(ids, value)]), schema: RowSchema([ids]), span: argument.span)
  }

  /// Tells the author how a detail is read that the page of a plugin leaves open.
  func say(_ reading: String, of plugin: Name) {
    warning(
      .pluginReading, "the page of '\(plugin.text)' leaves details open, which are read so: \(reading)", at: plugin.span
    )
  }

  /// The table with some columns under other names and as other types.
  func renamed(
    _ table: BoundQuery, _ names: [String: String], as types: [String: ScalarType] = [:], _ span: SourceSpan
  ) -> BoundQuery {
    let columns = table.schema.columns.map { column in
      let type = types[column.name] ?? column.type
      return BoundQuery.Computed(
        ColumnSymbol(names[column.name] ?? column.name, type),
        forced(BoundExpression(.column(column), column.type, span), to: type))
    }
    return BoundQuery(.project(table, columns), schema: RowSchema(columns.map(\.column)), span: span)
  }

  /// Binds the text that says what a plugin or operator means; what is wrong in it is told of the place where it is used.
  func bindText(_ text: String, of name: String, at span: SourceSpan, in context: BindingContext) -> BoundQuery? {
    // The text is no part of the rule: its places have no words of their own.
    let query = Parser.parse(text, source: SourceID(-1), into: DiagnosticSink())
    let before = checkpoint()
    var result: BoundQuery?
    for statement in query.statements {
      if let expression = bind(statement, in: context) { result = bindTable(expression, in: context) }
    }
    if hasErrors(since: before) || result == nil {
      let reason = reported[before...].first { $0.severity == .error }?.message ?? "the arguments do not fit"
      forget(since: before)
      error(.typeMismatch, "'\(name)' cannot take these arguments: \(reason)", at: span)
      return nil
    }
    return result
  }

  private func pluginColumn(
    _ argument: Expression, _ plugin: QueryPlugin, in context: BindingContext
  ) -> (ColumnSymbol, BoundExpression)? {
    guard let value = bindScalar(argument, in: context) else { return nil }
    guard case .column(let column) = value.kind else {
      error(.columnExpected, "'\(plugin.name)' takes a column here", at: argument.span)
      return nil
    }
    return (column, value)
  }

  /// A constant as it stands in the name of a column.
  private func constantText(_ value: BoundExpression) -> String {
    switch value.kind {
    case .literal(.int(let number)), .literal(.long(let number)): "\(number)"
    case .literal(.real(let number)): constantText(number)
    default: ""
    }
  }

  /// A number without a point if it is whole.
  func constantText(_ number: Double) -> String { number == number.rounded() ? "\(Int64(number))" : "\(number)" }
}
