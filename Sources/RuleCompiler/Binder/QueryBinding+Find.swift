/// `find`: rows of several tables that fulfil a condition.
extension QueryBinding {
  func bindFind(_ find: FindOperator, _ step: TabularOperator, in context: BindingContext) -> BoundQuery? {
    guard !find.tables.isEmpty else {
      error(
        .unsupportedOperator,
        "'find' without tables reads all of the workspace, which a rule cannot: name them, as in"
          + " 'find in (A, B) where …'", at: step.keyword.span)
      return nil
    }
    var tables: [(name: String, table: BoundQuery)] = []
    for expression in find.tables {
      if case .namePattern(let pattern) = expression.unparenthesized.kind {
        guard namesSomeTables(pattern, instead: "find in (A, B) where …") else { return nil }
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
    guard let (searched, used, all) = searchedTables(tables, find.predicate, in: context) else { return nil }
    guard let columns = findColumns(find, searched.map(\.table.schema.columns), used, all, context, step.span) else {
      return nil
    }
    let label = find.parameters.named("withsource")?.word ?? "source_"
    let parts = searched.map { name, table in
      part(name, table, label, find.predicate, columns, used, step.span, in: context)
    }
    guard !parts.contains(where: { $0 == nil }) else { return nil }
    let result = parts.compactMap { $0 }
    return result.count == 1 ? result[0] : unionNode(result, isInner: false, nil, [], step.span)
  }

  /// The tables that have a column which the predicate names, those columns, and the columns of all tables.
  ///
  /// The predicate can name the columns of all tables; one that a table does not have is null there. A column that has
  /// several types has in each table its own; a table for whose types the predicate makes no sense is not searched.
  private func searchedTables(
    _ tables: [(name: String, table: BoundQuery)], _ predicate: Expression, in context: BindingContext
  ) -> (searched: [(name: String, table: BoundQuery)], used: [ColumnSymbol], all: [ColumnSymbol])? {
    var all: [ColumnSymbol] = []
    for column in tables.flatMap(\.table.schema.columns) where !all.contains(where: { $0.name == column.name }) {
      all.append(column)
    }
    var used: [ColumnSymbol] = []
    var searched: [(name: String, table: BoundQuery)] = []
    var readsAll = false
    let start = checkpoint()
    var refused: [Diagnostic] = []
    for (name, table) in tables {
      let own = table.schema.columns
      let others = all.filter { column in !own.contains { $0.name == column.name } }
      var wide = context.over(RowSchema(own + others))
      wide.searchedColumns = []
      wide.ignoresStar = true
      let before = checkpoint()
      let tests = anyColumnTests
      let condition = searchPredicate(predicate, false, in: wide)
      readsAll = readsAll || anyColumnTests > tests
      guard let condition, !hasErrors(since: before) else {
        if refused.isEmpty { refused = Array(reported[before...]) }
        forget(since: before)
        continue
      }
      for column in condition.columns where !used.contains(where: { $0.name == column.name }) { used.append(column) }
      searched.append((name, table))
    }
    guard !searched.isEmpty else {
      forget(since: start)
      for diagnostic in refused { passOn(diagnostic) }
      return nil
    }
    // What the parts have to say is said when they are bound.
    forget(since: start)
    if tables.count > 1, !readsAll {
      searched.removeAll { _, table in
        !used.contains { column in table.schema.columns.contains { $0.name == column.name } }
      }
    }
    return (searched, used, all)
  }

  /// The columns that `find` returns.
  private struct FindColumns {
    struct Column {
      var name: String
      var type: ScalarType
      /// The column of the tables that it is made of.
      var source: String
      /// Whether it holds the values of the tables whose column has just this type.
      var isOneOfSeveral = false
    }
    var columns: [Column]
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
    var result = FindColumns(columns: [], packs: false)
    func types(of name: String) -> [ScalarType] {
      var types: [ScalarType] = []
      for column in tables.joined() where column.name == name && !types.contains(column.type) {
        types.append(column.type)
      }
      return types
    }
    if let project = find.project, !project.isEmpty {
      for item in project {
        switch item {
        case .name(let name, let given):
          guard let column = all.first(where: { $0.name == name.text }) else {
            unknownColumn(name, in: RowSchema(all), context)
            return nil
          }
          let types = types(of: name.text)
          if types.count > 1, given == nil {
            let list = types.map(\.rawValue).joined(separator: ", ")
            error(
              .typeMismatch,
              "'\(name.text)' has several types in these tables (\(list)): say which one the result has,"
                + " '\(name.text):\(types[0])'", at: name.span)
            return nil
          }
          let type = given?.scalarType ?? column.type
          result.columns.append(
            .init(name: types.count > 1 ? "\(name.text)_\(type)" : name.text, type: type, source: name.text))
        case .pack: result.packs = true
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
      for column in common + used where !result.columns.contains(where: { $0.source == column.name }) {
        let types = types(of: column.name)
        if types.count > 1 {
          for type in types {
            result.columns.append(
              .init(name: "\(column.name)_\(type)", type: type, source: column.name, isOneOfSeveral: true))
          }
        } else {
          result.columns.append(.init(name: column.name, type: types.first ?? column.type, source: column.name))
        }
      }
      result.packs = tables.contains { $0.contains { column in !result.columns.contains { $0.source == column.name } } }
    }
    return result
  }

  /// One table: its rows that fulfil the condition, with the name of the table before them.
  private func part(
    _ name: String, _ table: BoundQuery, _ label: String, _ predicate: Expression, _ wanted: FindColumns,
    _ used: [ColumnSymbol], _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var own = table.schema.columns
    var missing: [BoundQuery.Computed] = []
    for column in used where !own.contains(where: { $0.name == column.name }) {
      let added = ColumnSymbol(column.name, column.type)
      missing.append(.init(added, BoundExpression(.literal(null(column.type)), column.type, span)))
    }
    own += missing.map(\.column)
    let input = missing.isEmpty ? table : BoundQuery(.extend(table, missing), schema: RowSchema(own), span: span)
    var inner = context.over(input.schema)
    inner.searchedColumns = textColumns(table.schema.columns)
    guard let condition = searchPredicate(predicate, false, in: inner) else { return nil }
    let filtered = BoundQuery(.filter(input, condition), schema: input.schema, span: span)
    var columns: [BoundQuery.Computed] = [
      .init(ColumnSymbol(label, .string), BoundExpression(.literal(.string(name)), .string, span))
    ]
    for item in wanted.columns {
      let value: BoundExpression
      if let column = table.schema.columns.first(where: { $0.name == item.source }),
        !item.isOneOfSeveral || column.type == item.type
      {
        value = forced(BoundExpression(.column(column), column.type, span), to: item.type)
      } else {
        value = BoundExpression(.literal(null(item.type)), item.type, span)
      }
      columns.append(.init(ColumnSymbol(item.name, item.type), value))
    }
    if wanted.packs {
      let rest = table.schema.columns.filter { column in !wanted.columns.contains { $0.source == column.name } }
      columns.append(.init(ColumnSymbol("pack_", .dynamic), BoundExpression(.packAll(rest), .dynamic, span)))
    }
    return BoundQuery(.project(filtered, columns), schema: RowSchema(columns.map(\.column)), span: span)
  }
}
