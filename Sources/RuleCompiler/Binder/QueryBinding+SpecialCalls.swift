/// The functions that the binder itself knows: they look at types, names, rows or the time of the run.
extension QueryBinding {
  /// - Returns: nil if the function is not one of them.
  func bindSpecialCall(_ call: FunctionCall, in context: BindingContext) -> Bound? {
    let value: BoundExpression?
    switch call.name.text {
    case "iff", "iif": value = bindIff(call, in: context)
    case "case": value = bindCase(call, in: context)
    case "coalesce": value = bindCoalesce(call, in: context)
    case "not": value = bindNot(call, in: context)
    case "now": value = bindNow(call, in: context)
    case "ago": value = bindAgo(call, in: context)
    case "ingestion_time": value = bindIngestionTime(call, in: context)
    case "column_ifexists", "columnifexists": value = bindColumnIfExists(call, in: context)
    case "pack_all": value = bindPackAll(call, in: context)
    case "bag_pack_columns": value = bindBagPackColumns(call, in: context)
    case "column_names_of": value = bindColumnNames(call, in: context)
    case "assert": value = bindAssertion(call, in: context)
    case "percentiles_array", "percentilesw_array": value = bindPercentilesArray(call, in: context)
    case "bin_auto": value = bindBinAuto(call, in: context)
    case "toscalar", "materialize":
      guard let argument = call.arguments.first, call.arguments.count == 1 else {
        error(.argumentCount, "'\(call.name.text)' takes 1 argument", at: call.span)
        return .faulty
      }
      let kind: ExpressionKind =
        call.name.text == "toscalar"
        ? .toScalar(Conversion(parameters: [], operand: argument)) : .materialize(argument)
      return bindAny(Expression(kind, call.span), in: context)
    case "table": return bindTableFunction(call, in: context)
    case "_GetWatchlist": return bindWatchlist(call, in: context)
    case "_GetWatchlistAlias" where call.arguments.isEmpty: return .table(watchlistAliases(call.span))
    case "prev", "next", "row_number", "row_cumsum", "row_rank", "row_rank_dense", "row_rank_min", "row_window_session":
      value = bindWindow(call, in: context)
    default: return nil
    }
    return value.map { .scalar($0) } ?? .faulty
  }

  func takesArguments(_ call: FunctionCall, _ counts: ClosedRange<Int>, _ form: String) -> Bool {
    if counts.contains(call.arguments.count) { return true }
    error(
      .argumentCount, "'\(call.name.text)' does not take \(call.arguments.count) arguments; it is \(form)",
      at: call.span)
    return false
  }

  func scalars(_ arguments: some Sequence<Expression>, in context: BindingContext) -> [BoundExpression]? {
    var result: [BoundExpression] = []
    var isFaulty = false
    for argument in arguments {
      if let value = bindScalar(argument, in: context) { result.append(value) } else { isFaulty = true }
    }
    return isFaulty ? nil : result
  }

  // MARK: Choices

  /// The values in the type common to all.
  private func unified(
    _ values: [BoundExpression], of name: String, ignoringDynamic: Bool = false
  ) -> (type: ScalarType, values: [BoundExpression])? {
    var type: ScalarType?
    let hasScalar = ignoringDynamic && values.contains { $0.type != .dynamic }
    for value in values where !hasScalar || value.type != .dynamic {
      if isNullLiteral(value), value.type != type, type != nil { continue }
      guard let before = type else {
        type = value.type
        continue
      }
      if let common = commonType(before, value.type) {
        type = common
      } else if values.first.map(isNullLiteral) == true, before == values[0].type {
        type = value.type
      } else {
        error(
          .typeMismatch,
          "the values of '\(name)' must have one type; this is \(value.type.withArticle), not \(before.withArticle)",
          at: value.span)
        return nil
      }
    }
    guard let type else { return nil }
    return (type, values.map { forced($0, to: type) })
  }

  private func bindIff(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 3...3, "\(call.name.text)(condition, then, else)") else { return nil }
    return bindArms(call, in: context)
  }

  private func bindCase(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard call.arguments.count >= 3, call.arguments.count % 2 == 1 else {
      error(
        .argumentCount, "'case' takes pairs of condition and value, then a value for all other rows",
        at: call.span)
      return nil
    }
    return bindArms(call, in: context)
  }

  private func bindArms(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    var conditions: [BoundExpression] = []
    var values: [BoundExpression] = []
    let last = call.arguments.count - 1
    for (index, argument) in call.arguments.enumerated() {
      if index < last, index % 2 == 0 {
        if let condition = bindCondition(argument, in: context) { conditions.append(condition) }
      } else if let value = bindScalar(argument, in: context) {
        values.append(value)
      }
    }
    guard conditions.count + values.count == call.arguments.count,
      let (type, unified) = unified(values, of: call.name.text, ignoringDynamic: true), let otherwise = unified.last
    else { return nil }
    let arms = zip(conditions, unified).map { BoundExpression.Arm(condition: $0, value: $1) }
    return BoundExpression(.conditional(arms, otherwise: otherwise), type, call.span)
  }

  private func bindCoalesce(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 2...64, "coalesce(value, value, …)"), let values = scalars(call.arguments, in: context),
      let (type, unified) = unified(values, of: "coalesce")
    else { return nil }
    return BoundExpression(.coalesce(unified), type, call.span)
  }

  private func bindNot(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 1...1, "not(condition)"), let value = bindCondition(call.arguments[0], in: context)
    else { return nil }
    return negation(of: value, call.span)
  }

  // MARK: Time

  private func bindNow(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 0...1, "now([offset])"), let arguments = scalars(call.arguments, in: context) else {
      return nil
    }
    let now = BoundExpression(.now, .datetime, call.span)
    guard let offset = arguments.first else { return now }
    guard let span = converted(offset, to: .timespan) else { return nil }
    return operate("+", [now, span], call.span, at: call.name.span)
  }

  private func bindAgo(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 1...1, "ago(timespan)"), let value = bindScalar(call.arguments[0], in: context),
      let span = converted(value, to: .timespan)
    else { return nil }
    return operate("-", [BoundExpression(.now, .datetime, call.span), span], call.span, at: call.name.span)
  }

  /// When the record came in. Files do not tell; the time of the event stands for it.
  private func bindIngestionTime(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 0...0, "ingestion_time()") else { return nil }
    if let column = context.row?.columns.first(where: { $0.name == "TimeGenerated" && $0.type == .datetime }) {
      return BoundExpression(.column(column), .datetime, call.span)
    }
    return BoundExpression(.literal(.null(.datetime)), .datetime, call.span)
  }

  // MARK: Names

  private func bindColumnIfExists(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 2...2, "column_ifexists('name', default)"),
      let name = constantString(call.arguments[0], "the name of the column", in: context),
      let otherwise = bindScalar(call.arguments[1], in: context)
    else { return nil }
    guard let row = context.row else {
      error(.columnExpected, "'\(call.name.text)' needs the columns of a table", at: call.span)
      return nil
    }
    if let column = row.columns.first(where: { $0.name == name }) {
      return BoundExpression(.column(column), column.type, call.span)
    }
    // Whether there is a column that is not listed only the data knows; a missing one reads as null.
    if let column = row.open?.column(named: name) {
      let value = forced(BoundExpression(.column(column), column.type, call.span), to: otherwise.type)
      return BoundExpression(.coalesce([value, otherwise]), otherwise.type, call.span)
    }
    return otherwise
  }

  // MARK: Tables

  private func bindTableFunction(_ call: FunctionCall, in context: BindingContext) -> Bound {
    guard takesArguments(call, 1...2, "table('name')"),
      let name = constantString(call.arguments[0], "the name of the table", in: context)
    else { return .faulty }
    if case .table(let table) = context.scope[name] { return .table(table) }
    guard let table = table(named: name, call.arguments[0].span) else {
      unknownTable(name, call.arguments[0].span, context.scope)
      return .faulty
    }
    return .table(table)
  }
}
