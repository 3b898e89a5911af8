/// `search`: a predicate that can leave the columns open.
extension QueryBinding {
  func bindSearch(
    _ search: SearchOperator, _ input: BoundQuery?, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    guard input != nil || !search.tables.isEmpty else {
      error(
        .unsupportedOperator,
        "the service does not allow a search over all tables of the workspace in a rule: name them, as in"
          + " 'search in (A, B) \"text\"'", at: step.keyword.span)
      return nil
    }
    let kind = search.parameters.named("kind")?.word ?? "default"
    guard ["default", "case_insensitive", "case_sensitive"].contains(kind) else {
      error(
        .invalidArgument, "the kind of a search is 'default', 'case_insensitive' or 'case_sensitive'",
        at: search.parameters.named("kind")?.span ?? step.span)
      return nil
    }
    var tables = input.map { [(name: "", table: $0)] } ?? []
    for expression in search.tables {
      if case .namePattern(let pattern) = expression.unparenthesized.kind {
        guard namesSomeTables(pattern, instead: "search in (A, B) …") else { return nil }
        tables += matches(of: pattern, in: context).map { (name: $0, table: $1) }
      } else {
        guard let table = bindTable(expression, in: context.outsideRows) else { return nil }
        tables.append((sourceName(of: expression, table, index: tables.count), table))
      }
    }
    if let open = tables.first(where: { $0.table.schema.isOpen }) {
      error(
        .unsupportedOperator,
        "'search' over \(open.name.isEmpty ? "a table" : "'\(open.name)'") without a fixed schema is not supported",
        at: step.keyword.span)
      return nil
    }
    guard !tables.isEmpty else { return nil }
    let parts = searched(tables, search.predicate, kind == "case_sensitive", step.span, in: context)
    guard parts.count == tables.count else { return nil }
    if input != nil { return parts[0] }
    // The name of the table comes first.
    let labelled = zip(tables, parts).map { table, part in
      let label = ColumnSymbol("$table", .string)
      let columns =
        [BoundQuery.Computed(label, BoundExpression(.literal(.string(table.name)), .string, step.span))]
        + part.schema.columns.map { BoundQuery.Computed($0, BoundExpression(.column($0), $0.type, step.span)) }
      return BoundQuery(.project(part, columns), schema: RowSchema(columns.map(\.column)), span: step.span)
    }
    return labelled.count == 1 ? labelled[0] : unionNode(labelled, isInner: false, nil, [], step.span)
  }

  /// The rows of each table that fulfil the predicate. It can name the columns of all tables; one that a table does not
  /// have is null there.
  private func searched(
    _ tables: [(name: String, table: BoundQuery)], _ predicate: Expression, _ isCaseSensitive: Bool,
    _ span: SourceSpan, in context: BindingContext
  ) -> [BoundQuery] {
    var all: [ColumnSymbol] = []
    for column in tables.flatMap(\.table.schema.columns) where !all.contains(where: { $0.name == column.name }) {
      all.append(column)
    }
    // Which columns it names, besides those that a term is looked for in.
    var wide = context.over(RowSchema(all))
    wide.searchedColumns = []
    guard let named = searchPredicate(predicate, isCaseSensitive, in: wide)?.columns else { return [] }
    var result: [BoundQuery] = []
    for (_, table) in tables {
      var missing: [BoundQuery.Computed] = []
      for column in named {
        let known = table.schema.columns + missing.map(\.column)
        if known.contains(where: { $0.name == column.name }) { continue }
        let value = BoundExpression(.literal(null(column.type)), column.type, span)
        missing.append(.init(ColumnSymbol(column.name, column.type), value))
      }
      let columns = table.schema.columns + missing.map(\.column)
      let input = missing.isEmpty ? table : BoundQuery(.extend(table, missing), schema: RowSchema(columns), span: span)
      var inner = context.over(RowSchema(columns))
      inner.searchedColumns = textColumns(table.schema.columns)
      guard let condition = searchPredicate(predicate, isCaseSensitive, in: inner) else { return [] }
      result.append(BoundQuery(.filter(input, condition), schema: table.schema, span: span))
    }
    return result
  }

  func searchPredicate(
    _ expression: Expression, _ isCaseSensitive: Bool, in context: BindingContext
  ) -> BoundExpression? {
    switch expression.kind {
    case .star: return BoundExpression(.literal(.bool(true)), .bool, expression.span)
    case .parenthesized(let inner): return searchPredicate(inner, isCaseSensitive, in: context)
    case .literal(.string(let text)):
      return anyColumn(context.searchedColumns, expression.span, expression.span) { value in
        term(value, text, isCaseSensitive, expression.span)
      }
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
