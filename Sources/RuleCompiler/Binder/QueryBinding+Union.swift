extension QueryBinding {
  func bindUnion(
    _ union: UnionOperator, _ input: BoundQuery?, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let isFuzzy = union.parameters.named("isfuzzy")?.word == "true"
    let kind = union.parameters.named("kind")?.word ?? "outer"
    guard kind == "outer" || kind == "inner" else {
      error(
        .invalidArgument, "the kind of a union is 'inner' or 'outer'", at: union.parameters.named("kind")?.span ?? span)
      return nil
    }
    var inputs: [BoundQuery] = []
    var names: [String] = []
    if let input {
      inputs.append(input)
      names.append(sourceName(input, index: 0))
    }
    var isFaulty = false
    for table in union.tables {
      if case .namePattern(let pattern) = table.unparenthesized.kind {
        guard namesSomeTables(pattern, instead: "union A, B") else { return nil }
        for (name, match) in matches(of: pattern, in: context) {
          inputs.append(match)
          names.append(name)
        }
      } else if let bound = bindUnionTable(table, isFuzzy: isFuzzy, isFaulty: &isFaulty, in: context) {
        inputs.append(bound)
        names.append(sourceName(of: table, bound, index: inputs.count - 1))
      }
    }
    if isFaulty { return nil }
    guard !inputs.isEmpty else {
      error(.unknownTable, "none of the tables of the union exists", at: span)
      return nil
    }
    let columnNames = Set(inputs.flatMap { $0.schema.columns.map(\.name) })
    guard inputs.count * columnNames.count <= Self.mostUnionCells else {
      error(
        .unsupportedOperator,
        "a union of \(inputs.count) tables with \(columnNames.count) columns in all is not supported: name those that the rule"
          + " needs", at: span)
      return nil
    }
    let sourceColumn = union.parameters.named("withsource")?.word ?? union.parameters.named("with_source")?.word
    return unionNode(inputs, isInner: kind == "inner", sourceColumn, names, span)
  }

  /// A table of the union; nil if it does not exist and the union is fuzzy.
  private func bindUnionTable(
    _ table: Expression, isFuzzy: Bool, isFaulty: inout Bool, in context: BindingContext
  ) -> BoundQuery? {
    let before = checkpoint()
    let bound = bindTable(table, in: context.outsideRows)
    // A saved function that does not fit the tables of this workspace: its columns without rows.
    if isFuzzy, hasErrors(since: before), areErrors(since: before, outside: table.span.source) {
      forget(since: before)
      warning(
        .unknownTable, "left out of the union: the function does not fit the tables of this workspace", at: table.span)
      return bound.map { BoundQuery(.values([]), schema: RowSchema($0.schema.columns), span: table.span) }
    }
    if let bound { return bound }
    guard hasErrors(since: before) else {
      // What is wrong has been said where it was declared.
      isFaulty = true
      return nil
    }
    let missing: Set<DiagnosticID> = [.unknownTable, .unknownFunction]
    if isFuzzy, hasOnly(missing, since: before) {
      forget(since: before)
      note(.unknownTable, "left out of the union: this table does not exist", at: table.span)
    } else {
      isFaulty = true
    }
    return nil
  }

  /// Whether the pattern leaves out some tables; reports one that does not.
  func namesSomeTables(_ pattern: NamePattern, instead: String) -> Bool {
    guard pattern.text == "*" else { return true }
    error(
      .unsupportedOperator,
      "the service does not allow all tables of the workspace in a rule: name them, as in '\(instead)'",
      at: pattern.span)
    return false
  }

  func matches(of pattern: NamePattern, in context: BindingContext) -> [(String, BoundQuery)] {
    var result: [(String, BoundQuery)] = []
    for name in tables.tableNames.sorted() where pattern.matches(name) {
      if let table = table(named: name, pattern.span) { result.append((name, table)) }
    }
    for name in context.scope.names where pattern.matches(name) {
      if case .function(let function) = context.scope[name], function.isView, function.parameters.isEmpty,
        case .table(let table) = call(function, arguments: [], pattern.span, in: context)
      {
        result.append((name, table))
      }
    }
    if result.isEmpty { error(.unknownTable, "no table matches '\(pattern.text)'", at: pattern.span) }
    return result
  }

  func sourceName(of expression: Expression, _ bound: BoundQuery, index: Int) -> String {
    if case .name(let name) = expression.unparenthesized.kind { return name.text }
    return sourceName(bound, index: index)
  }

  /// The name for a `withsource` column: that of the table, or `union_arg0`.
  private func sourceName(_ query: BoundQuery, index: Int) -> String {
    switch query.kind {
    case .table(let name): name
    case .filter(let input, _): sourceName(input, index: index)
    default: "union_arg\(index)"
    }
  }

  /// Tables times columns: `union *` over all that are known would take minutes and gigabytes.
  private static let mostUnionCells = 1_000_000

  // MARK: Columns

  func unionNode(
    _ inputs: [BoundQuery], isInner: Bool, _ sourceColumn: String?, _ names: [String], _ span: SourceSpan
  ) -> BoundQuery {
    var order: [String] = []
    var types: [String: [ScalarType]] = [:]
    // A relation without rows cannot make the types of a column differ.
    let filled = inputs.filter { !$0.hasNoRows }
    let fromFilled = Set(filled.flatMap { $0.schema.columns.map(\.name) })
    for input in inputs {
      for column in input.schema.columns {
        if types[column.name] == nil {
          order.append(column.name)
          types[column.name] = []
        }
        if input.hasNoRows, fromFilled.contains(column.name) { continue }
        types[column.name, default: []].append(column.type)
      }
    }
    var unique = UniqueNames()
    var source: ColumnSymbol?
    if let sourceColumn {
      source = ColumnSymbol(sourceColumn, .string)
      unique.add(sourceColumn)
    }
    // There may be hundreds of inputs with thousands of columns.
    let columnsByName = inputs.map { Dictionary(grouping: $0.schema.columns, by: \.name) }
    var entries: [BoundQuery.UnionColumns.Entry] = []
    for name in order {
      let variants = variants(of: types[name] ?? [])
      for type in variants {
        let column = ColumnSymbol(unique.unique(variants.count > 1 ? "\(name)_\(type)" : name), type)
        let sources = zip(inputs, columnsByName).map { input, byName in
          let named = byName[name] ?? []
          return named.first { $0.type == type || variants.count == 1 || $0.type == .unknown && type == variants[0] }
            ?? (variants.count == 1 && named.isEmpty ? input.schema.unlistedColumn(named: name) : nil)
        }
        if isInner, sources.contains(where: { $0 == nil }) { continue }
        entries.append(.init(column, sources))
      }
    }
    let columns = BoundQuery.UnionColumns(entries)
    var open: OpenColumns?
    if !isInner, inputs.contains(where: { $0.schema.open != nil }) {
      func onDemand(_ column: ColumnSymbol) -> Bool {
        let sources = inputs.map { $0.schema.open?.column(named: column.name) }
        guard sources.contains(where: { $0 != nil }) else { return false }
        columns.entries.append(.init(column, sources))
        return true
      }
      // The values of the others are converted to the first type that is known.
      func type(_ name: String) -> ScalarType {
        inputs.lazy.compactMap { $0.schema.open?.type(named: name) }.first { $0 != .unknown } ?? .unknown
      }
      open = OpenColumns(haveRest: inputs.contains { $0.schema.isOpen }, onDemand: onDemand, type: type)
    }
    let schema = RowSchema((source.map { [$0] } ?? []) + entries.map(\.column), open: open)
    return BoundQuery(
      .union(inputs, columns: columns, sourceName: source, sourceNames: names), schema: schema, span: span)
  }

  /// The types that a column of the union has, given those of the inputs in order: one result column for each.
  ///
  /// A column that only the data knows takes the type that another input knows. Where the first two inputs agree, the
  /// column keeps its name and their type, as in Microsoft's own binder, and the values of others are converted.
  private func variants(of types: [ScalarType]) -> [ScalarType] {
    let known = types.filter { $0 != .unknown }
    guard let first = known.first else { return [.unknown] }
    if known.count > 1, known[1] == first { return [first] }
    var seen: Set<ScalarType> = []
    return known.filter { seen.insert($0).inserted }
  }
}

extension RowSchema {
  /// A column that is there for certain, or may be, though it is not listed.
  fileprivate func unlistedColumn(named name: String) -> ColumnSymbol? {
    isOpen || QueryBinding.standardColumns[name] != nil ? open?.column(named: name) : nil
  }
}

extension BoundQuery {
  /// Whether this is a relation of constants without any.
  fileprivate var hasNoRows: Bool { if case .values(let rows) = kind { rows.isEmpty } else { false } }
}
