extension QueryBinding {
  func bindSummarize(
    _ summarize: SummarizeOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    if let bin = summarize.bin {
      error(.unsupportedOperator, "'bin=' is not supported: write 'by bin(column, size)'", at: bin.span)
    }
    var builder = ProjectionBuilder()
    bindKeys(summarize.by, to: &builder, of: "summarize", in: context)
    let keys = builder.entries
    let keyColumns = Set(
      keys.compactMap { entry in
        if case .column(let column) = entry.value.kind { column } else { nil }
      })
    builder.excludeAll()

    var aggregates: [BoundQuery.Aggregate] = []
    for item in summarize.aggregates {
      aggregates += addAggregate(item, keys: keyColumns, to: &builder, in: context)
    }
    let results = Array(builder.entries.dropFirst(keys.count))
    let open = openStar(summarize, input)
    return assemble(input, keys, aggregates, results, open: open, span)
  }

  /// Adds the columns of a `by` clause.
  func bindKeys(
    _ keys: [Expression], to builder: inout ProjectionBuilder, of name: String, in context: BindingContext
  ) {
    for key in keys {
      let before = builder.entries.count
      addColumns(key, to: &builder, style: .project, in: context)
      for entry in builder.entries[before...] where entry.column.type == .dynamic {
        error(
          .typeMismatch,
          "'\(name)' cannot group by '\(entry.column.name)' of type dynamic; convert it, as with 'tostring'",
          at: key.span)
      }
    }
  }

  /// Adds the columns of one item of `summarize`.
  /// - Returns: the aggregates that compute them.
  private func addAggregate(
    _ item: Expression, keys: Set<ColumnSymbol>, to builder: inout ProjectionBuilder, in context: BindingContext
  ) -> [BoundQuery.Aggregate] {
    var names: [Name] = []
    var inner = item
    if case .named(let written, let value) = item.kind { (names, inner) = (written, value) }
    if let call = aggregateCall(inner, in: context) {
      guard let (aggregates, results) = bindAggregate(call, keys: keys, in: context) else {
        addPlaceholder(item, names, to: &builder, in: context)
        return []
      }
      for (index, result) in results.enumerated() {
        let value = BoundExpression(.column(result.column), result.column.type, inner.span)
        if index < names.count {
          declare(names[index].text, value, to: &builder, replacing: false, at: names[index].span)
        } else if result.source.map({ builder.isExcluded($0) }) != true {
          let name = result.name.flatMap { $0.isEmpty ? nil : $0 } ?? defaultColumnName(avoiding: nil)
          builder.add(ColumnSymbol(name, result.column.type), value)
        }
      }
      if names.count > results.count {
        error(.argumentCount, "there are more names than values", at: names[results.count].span)
      }
      return aggregates
    }
    // An expression around aggregates.
    var collecting = context
    let collector = AggregateCollector()
    collecting.aggregates = collector
    guard let value = bindScalar(inner, in: collecting) else {
      addPlaceholder(item, names, to: &builder, in: context)
      return []
    }
    let computed = Set(collector.aggregates.flatMap(\.columns))
    if let stray = value.columns.first(where: { !computed.contains($0) }) {
      error(.aggregateExpected, "'\(stray.name)' must stand inside of an aggregate", at: inner.span)
    }
    if let name = names.first {
      declare(name.text, value, to: &builder, replacing: false, at: name.span)
    } else {
      let name = resultName(of: inner, in: context).flatMap { $0.isEmpty ? nil : $0 }
      builder.add(ColumnSymbol(name ?? defaultColumnName(avoiding: nil), value.type), value)
    }
    return collector.aggregates
  }

  /// The call, if the expression is one of an aggregate.
  private func aggregateCall(_ expression: Expression, in context: BindingContext) -> FunctionCall? {
    guard case .call(let call) = expression.unparenthesized.kind, isAggregate(call.name.text) else { return nil }
    return context.scope[call.name.text] == nil ? call : nil
  }

  private func addPlaceholder(
    _ item: Expression, _ names: [Name], to builder: inout ProjectionBuilder, in context: BindingContext
  ) {
    let value = placeholder(item.span)
    let name = names.first?.text ?? resultName(of: item, in: context) ?? defaultColumnName(avoiding: nil)
    builder.add(ColumnSymbol(name, .unknown), value)
  }

  /// The node: where a result is more than an aggregate, a projection behind it.
  private func assemble(
    _ input: BoundQuery, _ keys: [BoundQuery.Computed], _ aggregates: [BoundQuery.Aggregate],
    _ results: [BoundQuery.Computed], open: OpenColumns?, _ span: SourceSpan
  ) -> BoundQuery {
    let keyColumns = keys.map(\.column)
    var final: [ColumnSymbol: ColumnSymbol] = [:]
    var isDirect = true
    for result in results {
      if case .column(let column) = result.value.kind, final[column] == nil {
        final[column] = result.column
      } else {
        isDirect = false
      }
    }
    let computed = aggregates.flatMap(\.columns)
    guard isDirect, computed.count == results.count else {
      let summary = BoundQuery(
        .summarize(input, keys: keys, aggregates: aggregates), schema: RowSchema(keyColumns + computed), span: span)
      let passed = keyColumns.map { BoundQuery.Computed($0, BoundExpression(.column($0), $0.type, span)) }
      return BoundQuery(
        .project(summary, passed + results), schema: RowSchema(keyColumns + results.map(\.column), open: open),
        span: span)
    }
    let renamed = aggregates.map { aggregate in
      var aggregate = aggregate
      aggregate.columns = aggregate.columns.map { final[$0] ?? $0 }
      return aggregate
    }
    return BoundQuery(
      .summarize(input, keys: keys, aggregates: renamed),
      schema: RowSchema(keyColumns + results.map(\.column), open: open), span: span)
  }

  /// `arg_max(x, *)` over an open relation passes on what is wanted later.
  private func openStar(_ summarize: SummarizeOperator, _ input: BoundQuery) -> OpenColumns? {
    for item in summarize.aggregates {
      var inner = item
      if case .named(_, let value) = item.kind { inner = value }
      if case .call(let call) = inner.unparenthesized.kind, Self.rowAggregates.contains(call.name.text),
        let open = starColumns(call.arguments, input)
      {
        return open
      }
    }
    return nil
  }
}

extension BoundExpression {
  /// The operands, in order.
  var operands: [BoundExpression] {
    switch kind {
    case .literal, .column, .toScalar, .variable, .now, .packAll: []
    case .call(_, _, let arguments): arguments
    case .and(let a, let b), .or(let a, let b), .element(let a, let b), .inArray(_, let a, let b): [a, b]
    case .not(let a), .convert(let a), .member(let a, _), .inTable(_, let a, _): [a]
    case .conditional(let arms, let otherwise): arms.flatMap { [$0.condition, $0.value] } + [otherwise]
    case .coalesce(let values): values
    case .inList(_, let a, let items): [a] + items
    case .window(let function): function.operands
    }
  }

  /// Whether it is not the same for all rows of its operator.
  var readsRow: Bool {
    switch kind {
    case .column, .packAll, .window: true
    default: operands.contains(where: \.readsRow)
    }
  }

  /// The columns of its own row that the expression reads, in order, with repetitions.
  var columns: [ColumnSymbol] {
    switch kind {
    case .column(let column): [column]
    case .packAll(let columns): columns
    default: operands.flatMap(\.columns)
    }
  }
}

extension WindowFunction {
  var operands: [BoundExpression] {
    switch self {
    case .neighbour(let value, _, let otherwise): [value, otherwise]
    case .rowNumber(let start, let restart): [start] + (restart.map { [$0] } ?? [])
    case .rowCumulativeSum(let value, let restart): [value] + (restart.map { [$0] } ?? [])
    case .rowRank(let value, _, let restart): [value] + (restart.map { [$0] } ?? [])
    case .rowWindowSession(let value, let first, let between, let restart):
      [value, first, between] + (restart.map { [$0] } ?? [])
    }
  }
}
