/// `sort`, `top`, `count`, `sample-distinct`, `top-hitters`.
extension QueryBinding {
  func bindSort(
    _ keys: [OrderedExpression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let bound = keys.compactMap { sortKey($0, in: context) }
    return BoundQuery(.sort(input, bound), schema: input.schema, span: span)
  }

  func sortKey(_ key: OrderedExpression, in context: BindingContext) -> BoundQuery.SortKey? {
    guard let value = bindScalar(key.expression, in: context) else { return nil }
    let ascending: Bool
    switch key.direction {
    case .ascending: ascending = true
    case .descending, nil: ascending = false
    case .naturalAscending, .naturalDescending:
      error(.unsupportedOperator, "sorting by 'granny-asc' or 'granny-desc' is not supported", at: key.span)
      return nil
    }
    let nullsFirst = key.nulls.map { $0 == .first } ?? ascending
    return BoundQuery.SortKey(value: value, ascending: ascending, nullsFirst: nullsFirst)
  }

  func bindTop(
    _ top: TopOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let count = bindCount(top.count, in: context), let key = sortKey(top.key, in: context) else {
      return input
    }
    return BoundQuery(.top(input, count: count, [key]), schema: input.schema, span: span)
  }

  func bindSampleDistinct(
    _ sample: SampleDistinctOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let count = bindCount(sample.count, in: context), let value = bindScalar(sample.column, in: context)
    else { return nil }
    guard case .column(let column) = value.kind else {
      error(.columnExpected, "'sample-distinct' takes a column", at: sample.column.span)
      return nil
    }
    return BoundQuery(
      .sampleDistinct(input, count: count, of: column), schema: RowSchema([ColumnSymbol(column.name, column.type)]),
      span: span)
  }

  /// `count`: one row with the number of rows.
  func bindCount(_ alias: Name?, _ input: BoundQuery, _ span: SourceSpan) -> BoundQuery? {
    let column = ColumnSymbol(alias?.text ?? "Count", .long)
    guard let aggregate = countAggregate(column, span) else { return nil }
    return BoundQuery(
      .summarize(input, keys: [], aggregates: [aggregate]), schema: RowSchema([column]), span: span)
  }

  private func countAggregate(_ column: ColumnSymbol, _ span: SourceSpan) -> BoundQuery.Aggregate? {
    guard let symbol = catalog.aggregates["count"],
      let signature = symbol.signatures.first(where: { $0.parameters.isEmpty })
    else {
      error(.unsupportedFunction, "the aggregate 'count' is not supported", at: span)
      return nil
    }
    return BoundQuery.Aggregate(
      .symbol(symbol, signature, arguments: [], constants: signature.defaults), filter: nil, columns: [column],
      span: span)
  }

  /// `top-hitters n of x [by y]`: the `n` values of `x` with the largest count or sum. Computed exactly.
  func bindTopHitters(
    _ hitters: TopHittersOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let count = bindCount(hitters.count, in: context), let key = bindScalar(hitters.column, in: context)
    else { return nil }
    let name = resultName(of: hitters.column, in: context) ?? defaultColumnName(avoiding: input.schema)
    let keyColumn = ColumnSymbol(name, key.type)
    let aggregate: BoundQuery.Aggregate
    if let weight = hitters.weight {
      guard let value = bindScalar(weight, in: context), let symbol = catalog.aggregates["sum"],
        let signature = aggregateSignature(symbol, rows: [value])
      else { return nil }
      let column = ColumnSymbol("approximate_sum_\(resultName(of: weight, in: context) ?? "")", value.type)
      aggregate = BoundQuery.Aggregate(
        .symbol(
          symbol, signature, arguments: [argument(value, for: signature.parameters[0])], constants: signature.defaults),
        filter: nil, columns: [column], span: span)
    } else {
      let column = ColumnSymbol("approximate_count_\(name)", .long)
      guard let counted = countAggregate(column, span) else { return nil }
      aggregate = counted
    }
    let total = aggregate.columns[0]
    let summary = BoundQuery(
      .summarize(input, keys: [.init(keyColumn, key)], aggregates: [aggregate]),
      schema: RowSchema([keyColumn, total]), span: span)
    let order = BoundQuery.SortKey(
      value: BoundExpression(.column(total), total.type, span), ascending: false, nullsFirst: false)
    return BoundQuery(.top(summary, count: count, [order]), schema: summary.schema, span: span)
  }
}
