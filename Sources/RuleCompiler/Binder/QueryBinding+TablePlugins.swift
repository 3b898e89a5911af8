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

  /// `sequence_detect(time, longest step, longest sequence, name = condition…, columns…)`: events that follow each other.
  func bindSequenceDetect(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let arguments = evaluate.call.arguments
    guard arguments.count >= 4 else {
      error(
        .argumentCount,
        "'sequence_detect' is sequence_detect(time, longest step, longest sequence, name = condition…, [columns…])",
        at: evaluate.call.span)
      return nil
    }
    guard hasNoSchema(evaluate), let time = bindScalar(arguments[0], in: context) else { return nil }
    guard case .column(let timeline) = time.kind, timeline.type == .datetime else {
      error(.columnExpected, "the timeline of 'sequence_detect' is a column of type datetime", at: arguments[0].span)
      return nil
    }
    var windows: [BoundExpression] = []
    for argument in arguments[1...2] {
      guard let bound = bindScalar(argument, in: context.outsideRows),
        let window = converted(bound, to: .timespan, as: "window")
      else { return nil }
      windows.append(window)
    }
    var inputs = [BoundQuery.Computed(hiddenColumn(.datetime), time)]
    var isEvent: BoundExpression?
    var times: [ColumnSymbol] = []
    var shared: [ColumnSymbol] = []
    // The conditions end where a column that is none begins.
    for argument in arguments[3...] {
      var condition = argument
      if case .named(_, let value) = argument.kind { condition = value }
      guard let value = bindScalar(condition, in: context) else { return nil }
      if times.isEmpty || shared.isEmpty && value.type == .bool {
        guard let holds = converted(value, to: .bool, as: "condition") else { return nil }
        guard let name = resultName(of: argument, in: context) else {
          error(
            .unsupportedPlugin, "a step of 'sequence_detect' without a name is not supported: write 'step = (…)'",
            at: argument.span)
          return nil
        }
        times.append(ColumnSymbol("\(name)_\(timeline.name)", .datetime))
        inputs.append(.init(hiddenColumn(.bool), holds))
        isEvent = isEvent.map { BoundExpression(.or($0, holds), .bool, span) } ?? holds
      } else {
        guard case .column(let column) = value.kind, condition == argument else {
          error(.columnExpected, "'sequence_detect' takes a column here", at: argument.span)
          return nil
        }
        shared.append(ColumnSymbol(column.name, column.type))
        inputs.append(.init(ColumnSymbol(column.name, column.type), value))
      }
    }
    let columns = shared + times + [ColumnSymbol("Duration", .timespan)]
    if let twice = columns.first(where: { column in columns.filter { $0.name == column.name }.count > 1 }) {
      error(.duplicateName, "'sequence_detect' gives two columns '\(twice.name)'", at: evaluate.call.span)
      return nil
    }
    say(
      "each combination of times of the steps is one row, once; a step may be at the time of the step before it, even the"
        + " same event; times exactly a window apart are within it", of: evaluate.call.name)
    // Rows that are events of no step need not be kept.
    let events = isEvent.map { BoundQuery(.filter(input, $0), schema: input.schema, span: span) } ?? input
    let count = BoundExpression(.literal(.long(Int64(times.count))), .long, span)
    return BoundQuery(
      .tableFunction(events, .init(name: "detectedSequences", inputs: inputs, arguments: [count] + windows)),
      schema: RowSchema(columns), span: span)
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

  func copy(_ column: ColumnSymbol, _ span: SourceSpan) -> BoundQuery.Computed {
    .init(ColumnSymbol(column.name, column.type), BoundExpression(.column(column), column.type, span))
  }

  /// Whether the columns of the input are known, and none are declared for the result; else an error.
  func isClosed(_ input: BoundQuery, _ evaluate: EvaluateOperator) -> Bool {
    guard hasNoSchema(evaluate) else { return false }
    guard input.schema.isOpen else { return true }
    error(
      .unsupportedPlugin,
      "'\(evaluate.call.name.text)' over a table whose columns only the data knows is not supported: 'project' them",
      at: evaluate.call.name.span)
    return false
  }

  /// Whether no columns are declared for the result; else an error.
  func hasNoSchema(_ evaluate: EvaluateOperator) -> Bool {
    guard let schema = evaluate.schema else { return true }
    error(.unsupportedPlugin, "'\(evaluate.call.name.text)' with a declared schema is not supported", at: schema.span)
    return false
  }
}
