/// `scan`: sequences of rows, found by the conditions of steps.
extension QueryBinding {
  func bindScan(
    _ scan: ScanOperator, _ input: BoundQuery, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    if let first = scan.orderBy.first {
      error(.unsupportedOperator, "'order by' inside 'scan' is not supported: sort the rows before it", at: first.span)
      return nil
    }
    if let first = scan.partitionBy.first {
      error(
        .unsupportedOperator, "'partition by' inside 'scan' is not supported: write 'partition by key (scan …)'",
        at: first.span)
      return nil
    }
    var matchID: ColumnSymbol?
    for parameter in scan.parameters where !parameter.name.text.hasPrefix("hint.") {
      guard parameter.name.text == "with_match_id", let name = parameter.word else {
        error(.unsupportedOperator, "'\(parameter.name.text)' of 'scan' is not supported", at: parameter.span)
        return nil
      }
      matchID = ColumnSymbol(name, .long)
    }
    guard !scan.steps.isEmpty else {
      error(.syntaxExpected, "'scan' needs a step: 'step name: condition;'", at: step.keyword.span)
      return nil
    }
    guard let declared = declarations(scan, input.schema, in: context), areDistinct(scan.steps.map(\.name)) else {
      return nil
    }
    let names = ScanNames(steps: scan.steps.map(\.name.text), input: input.schema, declared: declared)
    var inner = context
    inner.scan = names
    var steps: [BoundQuery.Scan.Step] = []
    for (index, step) in scan.steps.enumerated() {
      names.current = index
      if let bound = bind(step, declared, in: inner) { steps.append(bound) }
    }
    guard steps.count == scan.steps.count else { return nil }
    let added = declared.map(\.column) + [matchID].compactMap { $0 }
    return BoundQuery(
      .scan(
        input, .init(steps: steps, declared: declared.map(\.column), matchID: matchID, remembered: names.remembered)),
      schema: RowSchema(input.schema.columns + added, open: input.schema.open), span: step.span)
  }

  private func areDistinct(_ names: [Name]) -> Bool {
    var seen: Set<String> = []
    guard let twice = names.first(where: { !seen.insert($0.text).inserted }) else { return true }
    error(.duplicateName, "there is already a step '\(twice.text)'", at: twice.span)
    return false
  }

  /// The declared columns and their defaults.
  private func declarations(
    _ scan: ScanOperator, _ input: RowSchema, in context: BindingContext
  ) -> [(column: ColumnSymbol, otherwise: Constant)]? {
    var result: [(column: ColumnSymbol, otherwise: Constant)] = []
    for declaration in scan.declarations {
      guard case .scalar(let name) = declaration.type, let type = name.scalarType else { return nil }
      let text = declaration.name.text
      if input.columns.contains(where: { $0.name == text }) || result.contains(where: { $0.column.name == text }) {
        error(.duplicateName, "there is already a column '\(text)'", at: declaration.name.span)
        return nil
      }
      var otherwise: Constant = type == .string ? .string("") : .null(type)
      if let written = declaration.defaultValue {
        guard let bound = bindScalar(written, in: context.outsideRows),
          let value = converted(bound, to: type, as: "default")
        else { return nil }
        guard let constant = constant(value) else {
          error(.constantExpected, "the default of '\(text)' must be a constant", at: written.span)
          return nil
        }
        otherwise = constant
      }
      result.append((ColumnSymbol(text, type), otherwise))
    }
    return result
  }

  private func bind(
    _ step: ScanOperator.Step, _ declared: [(column: ColumnSymbol, otherwise: Constant)], in context: BindingContext
  ) -> BoundQuery.Scan.Step? {
    if step.isOptional {
      error(.unsupportedOperator, "an optional step of 'scan' is not supported", at: step.name.span)
      return nil
    }
    var output = BoundQuery.Scan.Output.all
    if let written = step.output {
      guard let known = BoundQuery.Scan.Output(rawValue: written.text) else {
        unknown(
          .invalidArgument, "the output of a step is 'all', 'last' or 'none', not '\(written.text)'", written.text,
          among: ["all", "last", "none"], at: written.span)
        return nil
      }
      output = known
    }
    guard let condition = bindCondition(step.condition, in: context) else { return nil }
    var values = declared.map { BoundExpression(.literal($0.otherwise), $0.column.type, step.span) }
    for assignment in step.assignments {
      let name = assignment.name
      guard let index = declared.firstIndex(where: { $0.column.name == name.text }) else {
        unknown(
          .unknownColumn, "'scan' does not declare a column '\(name.text)'", name.text,
          among: declared.map(\.column.name), at: name.span)
        return nil
      }
      guard let bound = bindScalar(assignment.value, in: context),
        let value = converted(bound, to: declared[index].column.type)
      else { return nil }
      values[index] = value
    }
    return .init(name: step.name.text, condition: condition, values: values, output: output)
  }

  /// `step.column`; nil if `step` is no step of the `scan` around.
  func bindStepMember(
    _ value: Expression, _ name: Name, _ span: SourceSpan, in context: BindingContext
  ) -> Bound? {
    guard let scan = context.scan, case .name(let step) = value.kind,
      let index = scan.steps.firstIndex(of: step.text), scan.input.columns.first(where: { $0.name == step.text }) == nil
    else { return nil }
    guard index <= scan.current else {
      error(
        .unknownName, "the state of step '\(scan.steps[scan.current])' knows the steps up to it, not '\(step.text)'",
        at: span)
      return .faulty
    }
    guard let column = scan.column(name.text, ofStep: index) else {
      unknown(
        .unknownColumn, "there is no column '\(name.text)' here", name.text,
        among: scan.input.columns.map(\.name) + scan.declared.map(\.column.name), at: name.span)
      return .faulty
    }
    return .scalar(BoundExpression(.column(column), column.type, span))
  }
}
