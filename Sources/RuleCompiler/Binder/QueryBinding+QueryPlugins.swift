/// Plugins that are bound as the query that says what they mean.
extension QueryBinding {
  func bindQueryPlugin(
    _ plugin: QueryPlugin, _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan,
    in context: BindingContext
  ) -> BoundQuery? {
    let arguments = evaluate.call.arguments
    guard arguments.count >= plugin.parameters.count else {
      error(
        .argumentCount, "'\(plugin.name)' takes at least \(plugin.parameters.count) arguments, not \(arguments.count)",
        at: evaluate.call.span)
      return nil
    }
    guard hasNoSchema(evaluate) else { return nil }
    let inner = BindingContext(scope: Scope())
    var columns: [BoundQuery.Computed] = []
    var written: [String: String] = [:]
    var types: [String: ScalarType] = [:]
    var texts: [String] = []
    var calendar: String?
    func take(_ column: ColumnSymbol, as name: String, _ value: BoundExpression) {
      columns.append(.init(ColumnSymbol(name, column.type), value))
      written[name] = column.name
      types[name] = column.type
      texts.append(column.name)
    }
    for (argument, parameter) in zip(arguments, plugin.parameters) {
      switch parameter {
      case .column(let name):
        guard let (column, value) = pluginColumn(argument, plugin, in: context) else { return nil }
        take(column, as: name, value)
      case .constant(let name):
        guard let value = bindScalar(argument, in: context.outsideRows) else { return nil }
        if name == "Step", case .literal(.string(let word)) = value.kind {
          guard plugin.takesCalendar, ["week", "month", "year"].contains(word) else {
            error(.unsupportedPlugin, "'\(plugin.name)' by '\(word)' is not supported", at: argument.span)
            return nil
          }
          calendar = word
        }
        texts.append(constantText(value))
        inner.scope.declare(name, .scalar(value))
      }
    }
    let dimensions = arguments.dropFirst(plugin.parameters.count)
    for (index, argument) in dimensions.enumerated() {
      guard let (column, value) = pluginColumn(argument, plugin, in: context) else { return nil }
      take(column, as: "_dim\(index)", value)
    }
    let named = BoundQuery(.project(input, columns), schema: RowSchema(columns.map(\.column)), span: span)
    inner.scope.declare("_input", .table(named))
    let shape = QueryPlugin.Shape(dimensions: dimensions.count, calendar: calendar)
    guard
      let result = bindText(plugin.query(shape), of: evaluate.call.name.text, at: evaluate.call.span, in: inner)
    else { return nil }
    if let reading = plugin.reading { say(reading, of: evaluate.call.name) }
    if let resultName = plugin.resultName { written["_result"] = resultName(texts) }
    return renamed(result, written, as: types, span)
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
