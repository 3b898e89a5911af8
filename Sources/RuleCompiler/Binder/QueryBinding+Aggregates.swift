/// Collects the aggregates that stand inside expressions: `round(avg(x), 2)`.
final class AggregateCollector {
  var aggregates: [BoundQuery.Aggregate] = []
}

/// One result of a call of an aggregate.
struct AggregateResult {
  /// The name inferred for it; nil: `Column1`.
  var name: String?
  /// Where `summarize` computes it.
  var column: ColumnSymbol
  /// The column of the input that it is a value of, if it is one.
  var source: ColumnSymbol?
}

extension QueryBinding {
  func isAggregate(_ name: String) -> Bool {
    catalog.aggregates[name] != nil || conditionalAggregates[name] != nil || Self.rowAggregates.contains(name)
  }

  /// Aggregates that give values of one row.
  static let rowAggregates: Set<String> = [
    "arg_max", "arg_min", "argmax", "argmin", "take_any", "any", "take_anyif", "anyif",
  ]

  /// A call of an aggregate, with the columns it gives.
  func bindAggregate(
    _ call: FunctionCall, keys: Set<ColumnSymbol>, in context: BindingContext
  ) -> (aggregates: [BoundQuery.Aggregate], results: [AggregateResult])? {
    var plain = context
    plain.aggregates = nil
    switch call.name.text {
    case "arg_max", "arg_min", "argmax", "argmin": return bindArgExtreme(call, keys: keys, in: plain)
    case "take_any", "any": return bindAnyRow(call, keys: keys, in: plain)
    case "take_anyif", "anyif": return bindAnyRowIf(call, in: plain)
    case "percentile", "percentiles": return bindPercentiles(call, "percentile", in: plain)
    case "percentilew", "percentilesw": return bindPercentiles(call, "percentilew", in: plain)
    default:
      guard let (aggregate, type) = bindPlainAggregate(call, in: plain) else { return nil }
      _ = type
      let name = resultName(of: Expression(.call(call), call.span), in: context)
      return ([aggregate], [AggregateResult(name: name, column: aggregate.columns[0])])
    }
  }

  /// An aggregate inside of an expression: its value as a column.
  func bindNestedAggregate(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard let (aggregates, results) = bindAggregate(call, keys: [], in: context), let first = results.first else {
      return nil
    }
    context.aggregates?.aggregates += aggregates
    return BoundExpression(.column(first.column), first.column.type, call.span)
  }

  // MARK: Aggregates of the catalog

  private func bindPlainAggregate(
    _ call: FunctionCall, in context: BindingContext
  ) -> (BoundQuery.Aggregate, ScalarType)? {
    let name = call.name.text
    var arguments: [BoundExpression] = []
    for argument in call.arguments {
      guard let value = bindScalar(argument, in: context) else { return nil }
      arguments.append(value)
    }
    if let symbol = catalog.aggregates[name] {
      if name == "count", let condition = arguments.first, arguments.count == 1, condition.type == .bool {
        return conditional(symbol, [], condition, [], call)
      }
      guard let signature = aggregateSignature(symbol, rows: arguments) else {
        reportMismatch(symbol, arguments, call)
        return nil
      }
      return makeAggregate(symbol, signature, arguments, filter: nil, call)
    }
    guard let symbol = conditionalAggregates[name] else { return nil }
    // The predicate stands behind the row arguments, before the constants.
    for count in Set(symbol.signatures.map(\.parameters.count)).sorted() where arguments.count > count {
      let rows = Array(arguments[..<count])
      let rest = Array(arguments[(count + 1)...])
      if let made = conditional(symbol, rows, arguments[count], rest, call, isSilent: true) { return made }
    }
    reportMismatch(symbol, arguments, call)
    return nil
  }

  private func conditional(
    _ symbol: AggregateSymbol, _ rows: [BoundExpression], _ condition: BoundExpression, _ rest: [BoundExpression],
    _ call: FunctionCall, isSilent: Bool = false
  ) -> (BoundQuery.Aggregate, ScalarType)? {
    guard let signature = aggregateSignature(symbol, rows: rows + rest), signature.parameters.count == rows.count,
      conversionCost(condition.type, to: .bool) != nil
    else {
      if !isSilent { reportMismatch(symbol, rows + [condition] + rest, call) }
      return nil
    }
    return makeAggregate(symbol, signature, rows + rest, filter: forced(condition, to: .bool), call)
  }

  private func makeAggregate(
    _ symbol: AggregateSymbol, _ signature: AggregateSignature, _ arguments: [BoundExpression],
    filter: BoundExpression?, _ call: FunctionCall
  ) -> (BoundQuery.Aggregate, ScalarType)? {
    let rows = zip(arguments, signature.parameters).map { argument($0, for: $1) }
    var constants: [Constant] = []
    for (value, parameter) in zip(arguments.dropFirst(signature.parameters.count), signature.constants) {
      let converted = argument(value, for: parameter)
      guard case .literal(let constant) = converted.kind else {
        error(.constantExpected, "this argument of '\(call.name.text)' must be constant", at: value.span)
        return nil
      }
      constants.append(constant)
    }
    let missing = signature.constants.count - constants.count
    constants += signature.defaults.suffix(missing)
    let column = hiddenColumn(signature.returns)
    let aggregate = BoundQuery.Aggregate(
      .symbol(symbol, signature, arguments: rows, constants: constants), filter: filter, columns: [column],
      span: call.span)
    return (aggregate, signature.returns)
  }

  /// The cheapest signature for row arguments followed by constants.
  func aggregateSignature(_ symbol: AggregateSymbol, rows arguments: [BoundExpression]) -> AggregateSignature? {
    var best: (cost: Int, signature: AggregateSignature)?
    for signature in symbol.signatures {
      let parameters = signature.parameters + signature.constants
      guard arguments.count <= parameters.count,
        arguments.count >= parameters.count - signature.defaults.count
      else { continue }
      var total = 0
      var fits = true
      for (value, parameter) in zip(arguments, parameters) {
        if let cost = cost(value, parameter) { total += cost } else { fits = false }
      }
      if fits, best.map({ total < $0.cost }) ?? true { best = (total, signature) }
    }
    return best?.signature
  }

  private func reportMismatch(_ symbol: AggregateSymbol, _ arguments: [BoundExpression], _ call: FunctionCall) {
    let types = arguments.map { "\($0.type)" }.joined(separator: ", ")
    let counts = Set(symbol.signatures.flatMap { $0.parameters.count...($0.parameters.count + $0.constants.count) })
    let isConditional = call.name.text != symbol.name && conditionalAggregates[call.name.text] != nil
    if counts.contains(arguments.count - (isConditional ? 1 : 0)) {
      error(
        .typeMismatch, "'\(call.name.text)' does not take (\(types)); it is \(spelled(symbol, call.name.text))",
        at: call.span)
    } else {
      error(
        .argumentCount,
        "'\(call.name.text)' does not take \(counted(arguments.count)); it is \(spelled(symbol, call.name.text))",
        at: call.span)
    }
  }

  /// The forms of an aggregate, as a message shows them.
  private func spelled(_ symbol: AggregateSymbol, _ name: String) -> String {
    let condition = name != symbol.name && conditionalAggregates[name] != nil ? ["condition"] : []
    var forms: [String] = []
    for signature in symbol.signatures {
      let required = signature.constants.count - signature.defaults.count
      let constants = signature.constants.enumerated().map { index, constant in
        index < required ? spelled(constant) : "[\(spelled(constant))]"
      }
      let form =
        "\(name)(\((signature.parameters.map { spelled($0) } + condition + constants).joined(separator: ", ")))"
      if !forms.contains(form) { forms.append(form) }
    }
    return forms.prefix(3).joined(separator: " or ") + (forms.count > 3 ? " or …" : "")
  }

  /// `percentile(x, 95)`, `percentiles(x, 5, 95)`, `percentilesw(x, weight, 5, 95)`: a column for each.
  private func bindPercentiles(
    _ call: FunctionCall, _ function: String, in context: BindingContext
  ) -> (aggregates: [BoundQuery.Aggregate], results: [AggregateResult])? {
    guard let symbol = catalog.aggregates[function], let rows = symbol.signatures.first?.parameters.count,
      call.arguments.count > rows, call.name.text != function || call.arguments.count == rows + 1
    else {
      error(.argumentCount, "'\(call.name.text)' takes a value and percentages", at: call.span)
      return nil
    }
    var values: [BoundExpression] = []
    for argument in call.arguments.prefix(rows) {
      guard let value = bindScalar(argument, in: context) else { return nil }
      values.append(value)
    }
    let name = resultName(of: call.arguments[0], in: context) ?? ""
    var aggregates: [BoundQuery.Aggregate] = []
    var results: [AggregateResult] = []
    for argument in call.arguments.dropFirst(rows) {
      guard let percentage = bindScalar(argument, in: context) else { return nil }
      guard let signature = aggregateSignature(symbol, rows: values + [percentage]) else {
        reportMismatch(symbol, values + [percentage], call)
        return nil
      }
      guard let (aggregate, _) = makeAggregate(symbol, signature, values + [percentage], filter: nil, call) else {
        return nil
      }
      aggregates.append(aggregate)
      results.append(
        AggregateResult(name: "percentile_\(name)_\(fragment(percentage))", column: aggregate.columns[0]))
    }
    return (aggregates, results)
  }

  /// `percentiles_array(x, 5, 95)` and `percentilesw_array(x, weight, dynamic([5, 95]))`: an array of percentiles.
  func bindPercentilesArray(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    let function = call.name.text == "percentiles_array" ? "percentile" : "percentilew"
    guard let symbol = catalog.aggregates[function], let rows = symbol.signatures.first?.parameters.count,
      let packing = catalog.functions["pack_array"]
    else { return nil }
    guard let collector = context.aggregates else {
      error(
        .aggregateExpected, "the aggregate '\(call.name.text)' can stand in 'summarize' only", at: call.name.span)
      return nil
    }
    guard call.arguments.count > rows else {
      error(.argumentCount, "'\(call.name.text)' takes a value and percentages", at: call.span)
      return nil
    }
    var plain = context
    plain.aggregates = nil
    guard let values = scalars(call.arguments.prefix(rows), in: plain),
      let given = scalars(call.arguments.dropFirst(rows), in: plain)
    else { return nil }
    var percentages = given
    if given.count == 1, given[0].type == .dynamic {
      guard case .literal(.dynamic(.array(let elements))) = given[0].kind else {
        error(.constantExpected, "the percentages must be a constant array", at: given[0].span)
        return nil
      }
      percentages = []
      for element in elements {
        guard case .scalar(let constant) = element else {
          error(.invalidArgument, "the percentages must be an array of numbers", at: given[0].span)
          return nil
        }
        percentages.append(BoundExpression(.literal(constant), constant.type, given[0].span))
      }
    }
    var columns: [BoundExpression] = []
    for percentage in percentages {
      guard let signature = aggregateSignature(symbol, rows: values + [percentage]) else {
        reportMismatch(symbol, values + [percentage], call)
        return nil
      }
      guard let (aggregate, _) = makeAggregate(symbol, signature, values + [percentage], filter: nil, call) else {
        return nil
      }
      collector.aggregates.append(aggregate)
      columns.append(BoundExpression(.column(aggregate.columns[0]), aggregate.columns[0].type, call.span))
    }
    guard let signature = bestSignature(packing.signatures, for: columns) else { return nil }
    return makeCall(packing, signature, columns, call.span)
  }

  /// A number as part of a name: `99.9` is `99_9`.
  private func fragment(_ value: BoundExpression) -> String {
    let text: String
    switch value.kind {
    case .literal(.long(let number)), .literal(.int(let number)): text = "\(number)"
    case .literal(.real(let number)):
      text = number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    default: text = ""
    }
    return String(text.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }
}
