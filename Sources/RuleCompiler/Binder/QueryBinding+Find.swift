/// `find`: rows of several tables that fulfil a condition.
extension QueryBinding {
  func bindFind(_ find: FindOperator, _ step: TabularOperator, in context: BindingContext) -> BoundQuery? {
    guard !find.tables.isEmpty else {
      error(
        .unsupportedOperator, "'find' over all tables is not supported: name them, 'find in (T) …'",
        at: step.keyword.span)
      return nil
    }
    var tables: [(name: String, table: BoundQuery)] = []
    for expression in find.tables {
      if case .namePattern(let pattern) = expression.unparenthesized.kind {
        tables += matches(of: pattern, in: context)
      } else {
        guard let table = bindTable(expression, in: context.outsideRows) else { return nil }
        tables.append((sourceName(of: expression, table, index: tables.count), table))
      }
    }
    if let open = tables.first(where: { $0.table.schema.isOpen }) {
      error(
        .unsupportedOperator, "'find' over '\(open.name)', whose columns only the data knows, is not supported",
        at: step.keyword.span)
      return nil
    }
    // The condition sees the columns of all tables; a table without one reads null.
    var all: [ColumnSymbol] = []
    for column in tables.flatMap(\.table.schema.columns) where !all.contains(where: { $0.name == column.name }) {
      all.append(column)
    }
    let wide = context.over(RowSchema(all))
    guard let predicate = bindCondition(find.predicate, in: wide) else { return nil }
    let used = predicate.columns.reduce(into: [ColumnSymbol]()) { if !$0.contains($1) { $0.append($1) } }
    let searched =
      tables.count == 1
      ? tables
      : tables.filter { table in
        used.contains { column in table.table.schema.columns.contains { $0.name == column.name } }
      }
    guard let columns = findColumns(find, searched.map(\.table.schema.columns), used, all, wide, step.span) else {
      return nil
    }
    let label = find.parameters.named("withsource")?.word ?? "source_"
    let parts = searched.map { name, table in
      part(name, table, label, find.predicate, columns, used, packs: columns.packs, step.span, in: context)
    }
    guard !parts.contains(where: { $0 == nil }) else { return nil }
    let result = parts.compactMap { $0 }
    return result.count == 1 ? result[0] : unionNode(result, isInner: false, nil, [], step.span)
  }

  /// The columns that `find` returns.
  private struct FindColumns {
    var columns: [(name: String, type: ScalarType)]
    /// Whether the other columns come as a bag `pack_`.
    var packs: Bool
  }

  private func findColumns(
    _ find: FindOperator, _ tables: [[ColumnSymbol]], _ used: [ColumnSymbol], _ all: [ColumnSymbol],
    _ context: BindingContext, _ span: SourceSpan
  ) -> FindColumns? {
    if let away = find.projectAway, !away.isEmpty {
      error(.unsupportedOperator, "'project-away' of 'find' is not supported", at: span)
      return nil
    }
    var names: [(name: String, type: ScalarType)] = []
    var packs = false
    if let project = find.project, !project.isEmpty {
      for item in project {
        switch item {
        case .name(let name, let type):
          guard let column = all.first(where: { $0.name == name.text }) else {
            unknownColumn(name, in: RowSchema(all), context)
            return nil
          }
          names.append((name.text, type?.scalarType ?? column.type))
        case .pack: packs = true
        case .star(let place):
          error(.unsupportedOperator, "'*' in 'find … project' is not supported", at: place)
          return nil
        }
      }
    } else {
      let common =
        tables.first?.filter { column in
          tables.allSatisfy { $0.contains { $0.name == column.name } }
        } ?? []
      for column in common + used where !names.contains(where: { $0.name == column.name }) {
        names.append((column.name, column.type))
      }
      packs = tables.contains { $0.contains { column in !names.contains { $0.name == column.name } } }
    }
    for (name, type) in names {
      let types = Set(tables.flatMap { $0.filter { $0.name == name }.map(\.type) })
      if types.count > 1, commonType(types) == nil || type == .dynamic {
        error(
          .unsupportedOperator, "'\(name)' has several types in these tables, which 'find' does not support", at: span)
        return nil
      }
    }
    return FindColumns(columns: names, packs: packs)
  }

  private func commonType(_ types: Set<ScalarType>) -> ScalarType? {
    var result: ScalarType?
    for type in types.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let before = result else {
        result = type
        continue
      }
      guard let common = commonType(before, type) else { return nil }
      result = common
    }
    return result
  }

  /// One table: its rows that fulfil the condition, with the name of the table before them.
  private func part(
    _ name: String, _ table: BoundQuery, _ label: String, _ predicate: Expression, _ wanted: FindColumns,
    _ used: [ColumnSymbol], packs: Bool, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var own = table.schema.columns
    var missing: [BoundQuery.Computed] = []
    for column in used where !own.contains(where: { $0.name == column.name }) {
      let added = ColumnSymbol(column.name, column.type)
      missing.append(.init(added, BoundExpression(.literal(null(column.type)), column.type, span)))
    }
    own += missing.map(\.column)
    let input = missing.isEmpty ? table : BoundQuery(.extend(table, missing), schema: RowSchema(own), span: span)
    guard let condition = bindCondition(predicate, in: context.over(input.schema)) else { return nil }
    let filtered = BoundQuery(.filter(input, condition), schema: input.schema, span: span)
    var columns: [BoundQuery.Computed] = [
      .init(ColumnSymbol(label, .string), BoundExpression(.literal(.string(name)), .string, span))
    ]
    for (name, type) in wanted.columns {
      let value: BoundExpression
      if let column = own.first(where: { $0.name == name }) {
        value = forced(BoundExpression(.column(column), column.type, span), to: type)
      } else {
        value = BoundExpression(.literal(null(type)), type, span)
      }
      columns.append(.init(ColumnSymbol(name, type), value))
    }
    if packs {
      let rest = table.schema.columns.filter { column in !wanted.columns.contains { $0.name == column.name } }
      columns.append(.init(ColumnSymbol("pack_", .dynamic), BoundExpression(.packAll(rest), .dynamic, span)))
    }
    return BoundQuery(.project(filtered, columns), schema: RowSchema(columns.map(\.column)), span: span)
  }
}
