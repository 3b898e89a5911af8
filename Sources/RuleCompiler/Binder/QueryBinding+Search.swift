/// `search`: a predicate that can leave the columns open.
extension QueryBinding {
  func bindSearch(
    _ search: SearchOperator, _ input: BoundQuery?, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    guard input != nil || !search.tables.isEmpty else {
      error(
        .unsupportedOperator, "'search' over all tables is not supported: name them, 'search in (T) …'",
        at: step.keyword.span)
      return nil
    }
    var source = input
    if !search.tables.isEmpty {
      let union = UnionOperator(parameters: [], tables: search.tables)
      guard let table = bindUnion(union, nil, step.span, in: context) else { return nil }
      source = table
    }
    guard let source, !source.schema.isOpen else {
      error(
        .unsupportedOperator, "'search' over a table without a fixed schema is not supported", at: step.keyword.span)
      return nil
    }
    if case .union = source.kind {
      error(
        .unsupportedOperator, "'search' over more than one table is not supported: use 'union'", at: step.keyword.span)
      return nil
    }
    let kind = search.parameters.named("kind")?.word ?? "default"
    let isCaseSensitive = kind == "case_sensitive"
    guard let predicate = searchPredicate(search.predicate, isCaseSensitive, in: context.over(source.schema)) else {
      return nil
    }
    // The name of the table comes first.
    guard case .table(let name) = source.kind else {
      return BoundQuery(.filter(source, predicate), schema: source.schema, span: step.span)
    }
    let filtered = BoundQuery(.filter(source, predicate), schema: source.schema, span: step.span)
    if input != nil { return filtered }
    let label = ColumnSymbol("$table", .string)
    let columns =
      [BoundQuery.Computed(label, BoundExpression(.literal(.string(name)), .string, step.span))]
      + source.schema.columns.map { BoundQuery.Computed($0, BoundExpression(.column($0), $0.type, step.span)) }
    return BoundQuery(.project(filtered, columns), schema: RowSchema(columns.map(\.column)), span: step.span)
  }

  private func searchPredicate(
    _ expression: Expression, _ isCaseSensitive: Bool, in context: BindingContext
  ) -> BoundExpression? {
    switch expression.kind {
    case .star: return BoundExpression(.literal(.bool(true)), .bool, expression.span)
    case .parenthesized(let inner): return searchPredicate(inner, isCaseSensitive, in: context)
    case .literal(.string(let text)):
      let columns = context.row?.columns.filter { $0.type == .string || $0.type == .dynamic } ?? []
      var result: BoundExpression?
      for column in columns {
        let value = BoundExpression(.column(column), column.type, expression.span)
        guard let test = term(value, text, isCaseSensitive, expression.span) else { return nil }
        result = result.map { BoundExpression(.or($0, test), .bool, expression.span) } ?? test
      }
      return result ?? BoundExpression(.literal(.bool(false)), .bool, expression.span)
    case .and(let operands), .or(let operands):
      var isAnd = false
      if case .and = expression.kind { isAnd = true }
      var result: BoundExpression?
      for operand in operands {
        guard let test = searchPredicate(operand, isCaseSensitive, in: context) else { return nil }
        result = result.map { BoundExpression(isAnd ? .and($0, test) : .or($0, test), .bool, expression.span) } ?? test
      }
      return result
    case .call(let call) where call.name.text == "not" && call.arguments.count == 1:
      return searchPredicate(call.arguments[0], isCaseSensitive, in: context).map { negation(of: $0, expression.span) }
    case .binary(let binary) where binary.operation == .searchTerm:
      guard let value = bindScalar(binary.left, in: context),
        let text = constantString(binary.right, "the term", in: context)
      else { return nil }
      return term(value, text, isCaseSensitive, expression.span)
    default: return bindCondition(expression, in: context)
    }
  }

  /// A term with `*` at an end matches the beginning or end of a word.
  private func term(
    _ value: BoundExpression, _ text: String, _ isCaseSensitive: Bool, _ span: SourceSpan
  ) -> BoundExpression? {
    let opens = text.hasPrefix("*")
    let closes = text.hasSuffix("*") && text.count > 1
    let core = String(text.dropFirst(opens ? 1 : 0).dropLast(closes ? 1 : 0))
    guard !core.contains("*") else {
      error(.unsupportedOperator, "a '*' inside of a search term is not supported", at: span)
      return nil
    }
    if core.isEmpty { return BoundExpression(.literal(.bool(true)), .bool, span) }
    let name = opens && closes ? "contains" : opens ? "hassuffix" : closes ? "hasprefix" : "has"
    let operand = BoundExpression(.literal(.string(core)), .string, span)
    return operate(isCaseSensitive ? name + "_cs" : name, [value, operand], span, at: span)
  }
}
