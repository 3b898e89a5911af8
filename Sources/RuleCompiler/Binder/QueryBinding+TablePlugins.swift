/// Plugins of `evaluate` that a function of the runtime computes over the whole table.
extension QueryBinding {
  /// `rows_near(condition, rows, [rows after])`: the rows near those for which the condition is true.
  func bindRowsNear(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let arguments = evaluate.call.arguments
    guard (2...3).contains(arguments.count) else {
      error(.argumentCount, "'rows_near' is rows_near(condition, rows, [rows after])", at: evaluate.call.span)
      return nil
    }
    guard isClosed(input, evaluate), let condition = bindCondition(arguments[0], in: context) else { return nil }
    var counts: [BoundExpression] = []
    for argument in arguments.dropFirst() {
      guard let count = constantInteger(argument, "the number of rows", in: context.outsideRows) else { return nil }
      counts.append(BoundExpression(.literal(.long(count)), .long, argument.span))
    }
    if counts.count == 1 { counts.append(counts[0]) }
    let passed = input.schema.columns.map { copy($0, span) }
    let near = BoundQuery.Computed(hiddenColumn(.bool), condition)
    return BoundQuery(
      .tableFunction(input, .init(name: "rowsNear", inputs: [near] + passed, arguments: counts)),
      schema: RowSchema(input.schema.columns.map { ColumnSymbol($0.name, $0.type) }), span: span)
  }

  /// `basket([threshold], [weight], [dimensions], [wildcards…])`: what many rows have in common.
  func bindBasket(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard isClosed(input, evaluate) else { return nil }
    var arguments = evaluate.call.arguments.map(Optional.some)
    for (index, argument) in arguments.enumerated() {
      if case .literal(.string("~"))? = argument?.kind { arguments[index] = nil }
    }
    func argument(_ index: Int) -> Expression? { index < arguments.count ? arguments[index] : nil }
    var threshold = 0.05
    if let written = argument(0) {
      guard let bound = bindScalar(written, in: context.outsideRows), let value = converted(bound, to: .real) else {
        return nil
      }
      guard case .literal(.real(let share)) = value.kind, (0.015...1).contains(share) else {
        error(.invalidArgument, "the threshold of 'basket' is a constant from 0.015 to 1", at: written.span)
        return nil
      }
      threshold = share
    }
    var weight = BoundExpression(.literal(.real(1)), .real, span)
    var weightColumn: ColumnSymbol?
    if let written = argument(1) {
      guard let value = bindScalar(written, in: context) else { return nil }
      guard case .column(let column) = value.kind, column.type.isNumeric else {
        error(.columnExpected, "the weight of 'basket' is a column of numbers", at: written.span)
        return nil
      }
      weightColumn = column
      weight = forced(value, to: .real)
    }
    var dimensions: Int64 = 5
    if let written = argument(2) {
      guard let count = constantInteger(written, "the number of dimensions", in: context.outsideRows) else {
        return nil
      }
      dimensions = count
    }
    guard let wildcards = wildcards(arguments.dropFirst(3).map { $0 }, in: context) else { return nil }
    let columns = input.schema.columns
    let passed = columns.map { copy($0, span) }
    let mined = columns.map { BoundExpression(.literal(.bool($0 != weightColumn)), .bool, span) }
    let pack = columns.map { wildcards[$0.type] ?? BoundExpression(.literal(null($0.type)), $0.type, span) }
    guard let minedArray = array(mined, span), let wildcardArray = array(pack, span) else { return nil }
    let result = [
      ColumnSymbol("SegmentId", .long), ColumnSymbol("Count", .long), ColumnSymbol("Percent", .real),
    ]
    return BoundQuery(
      .tableFunction(
        input,
        .init(
          name: "frequentPatterns", inputs: [.init(hiddenColumn(.real), weight)] + passed,
          arguments: [
            BoundExpression(.literal(.real(threshold)), .real, span),
            BoundExpression(.literal(.long(dimensions)), .long, span), minedArray, wildcardArray,
          ])),
      schema: RowSchema(result + columns.map { ColumnSymbol($0.name, $0.type) }), span: span)
  }

  /// What stands for any value in the columns of each type.
  private func wildcards(
    _ arguments: [Expression?], in context: BindingContext
  ) -> [ScalarType: BoundExpression]? {
    var result: [ScalarType: BoundExpression] = [:]
    for case let argument? in arguments {
      guard let value = bindScalar(argument, in: context.outsideRows) else { return nil }
      guard constant(value) != nil else {
        error(.constantExpected, "a wildcard must be a constant", at: argument.span)
        return nil
      }
      result[value.type] = value
    }
    return result
  }

  private func array(_ values: [BoundExpression], _ span: SourceSpan) -> BoundExpression? {
    guard let pack = catalog.functions["pack_array"], let signature = bestSignature(pack.signatures, for: values)
    else { return nil }
    return makeCall(pack, signature, values, span)
  }

  /// `dcount_intersect(sketch…)`: how many values the first sketch has, the first two have in common, the first three, …
  func bindDistinctIntersect(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    guard (2...16).contains(call.arguments.count) else {
      error(.argumentCount, "'dcount_intersect' takes 2 to 16 sketches of 'hll'", at: call.span)
      return nil
    }
    var sketches: [BoundQuery.Computed] = []
    for (index, argument) in call.arguments.enumerated() {
      guard let value = bindScalar(argument, in: context) else { return nil }
      guard case .column(let column) = value.kind, column.type == .dynamic || column.type == .unknown else {
        error(.columnExpected, "'dcount_intersect' takes columns with sketches of 'hll'", at: argument.span)
        return nil
      }
      sketches.append(.init(ColumnSymbol("_s\(index)", .dynamic), forced(value, to: .dynamic)))
    }
    let inner = BindingContext(scope: Scope())
    let named = BoundQuery(.project(input, sketches), schema: RowSchema(sketches.map(\.column)), span: span)
    inner.scope.declare("_input", .table(named))
    let counts = sketches.indices.map { index in
      let names = (0...index).map { "_s\($0)" }.joined(separator: ", ")
      return "s\(index) = array_length(\(index == 0 ? names : "set_intersect(\(names))"))"
    }
    return bindText("_input | project \(counts.joined(separator: ", "))", of: call.name.text, at: call.span, in: inner)
  }

  private func copy(_ column: ColumnSymbol, _ span: SourceSpan) -> BoundQuery.Computed {
    .init(ColumnSymbol(column.name, column.type), BoundExpression(.column(column), column.type, span))
  }

  private func isClosed(_ input: BoundQuery, _ evaluate: EvaluateOperator) -> Bool {
    if let schema = evaluate.schema {
      error(.unsupportedPlugin, "'\(evaluate.call.name.text)' with a declared schema is not supported", at: schema.span)
      return false
    }
    if input.schema.isOpen {
      error(
        .unsupportedPlugin,
        "'\(evaluate.call.name.text)' over a table whose columns only the data knows is not supported: 'project' them",
        at: evaluate.call.name.span)
      return false
    }
    return true
  }
}
