/// `partition by key (subquery)`: the subquery for the rows of each key; `partition by key { query }`: the query for each key.
extension QueryBinding {
  /// Gathers the rows of each key into arrays, a column each, and applies the subquery to them: `mv-apply`.
  func bindPartition(
    _ partition: PartitionOperator, _ input: BoundQuery, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    let span = step.span
    guard partition.scope == nil else {
      error(
        .unsupportedOperator, "this form of 'partition' is not supported: write 'partition by key (subquery)'",
        at: step.keyword.span)
      return nil
    }
    if partition.isQuery { return bindQueryPartition(partition, input, span, in: context) }
    guard !input.schema.isOpen, let symbol = catalog.aggregates["make_list_with_nulls"] else {
      error(
        .unsupportedOperator, "'partition' over a table without a fixed schema is not supported", at: step.keyword.span)
      return nil
    }
    guard let key = bindScalar(partition.key, in: context) else { return nil }
    if key.type == .dynamic {
      error(
        .typeMismatch, "'partition' cannot group by a dynamic; convert it, as with 'tostring'", at: partition.key.span)
      return nil
    }
    var aggregates: [BoundQuery.Aggregate] = []
    var items: [BoundQuery.Expanded] = []
    for column in input.schema.columns {
      let value = BoundExpression(.column(column), column.type, span)
      guard let signature = aggregateSignature(symbol, rows: [value]) else { return refuse(step) }
      let list = hiddenColumn(.dynamic)
      aggregates.append(
        BoundQuery.Aggregate(
          .symbol(
            symbol, signature, arguments: [argument(value, for: signature.parameters[0])], constants: signature.defaults
          ),
          filter: nil, columns: [list], span: span))
      items.append(
        BoundQuery.Expanded(
          ColumnSymbol(column.name, column.type), BoundExpression(.column(list), .dynamic, span)))
    }
    let group = hiddenColumn(key.type)
    let gathered = BoundQuery(
      .summarize(input, keys: [.init(group, key)], aggregates: aggregates),
      schema: RowSchema([group] + aggregates.flatMap(\.columns)), span: span)
    let rows = BoundQuery(
      .applyRows, schema: RowSchema(gathered.schema.columns + items.map(\.column)), span: span)
    // The subquery sees the columns of the table only.
    let visible = BoundQuery(
      .project(rows, items.map { .init($0.column, BoundExpression(.column($0.column), $0.column.type, span)) }),
      schema: RowSchema(items.map(\.column)), span: span)
    var inner = context.outsideRows
    inner.pipeInput = visible
    let body: BoundQuery?
    switch partition.subquery.unparenthesized.kind {
    case .pipeline(let pipeline): body = bindPipeline(pipeline, in: inner)
    default: body = bindTable(partition.subquery, in: inner)
    }
    guard let subquery = body else { return nil }
    return BoundQuery(
      .mvApply(
        gathered, items, bagAsArray: false, itemIndex: nil, rowLimit: nil, applyInput: rows, subquery: subquery),
      schema: RowSchema(subquery.schema.columns, open: subquery.schema.open), span: span)
  }

  /// The query with a source of its own, for each key: to each key the rows of the source are joined, and what follows the
  /// source is applied to them, `mv-apply`.
  private func bindQueryPartition(
    _ partition: PartitionOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let key = bindScalar(partition.key, in: context) else { return nil }
    guard case .name(let name) = partition.key.unparenthesized.kind, case .column = key.kind else {
      error(.columnExpected, "'partition by … { … }' takes a column", at: partition.key.span)
      return nil
    }
    guard key.type != .dynamic else {
      error(
        .typeMismatch, "'partition' cannot group by a dynamic; convert it, as with 'tostring'", at: partition.key.span)
      return nil
    }
    let group = hiddenColumn(key.type)
    partitionKeys.insert(group.name)
    let keys = BoundQuery(
      .summarize(input, keys: [.init(group, key)], aggregates: []), schema: RowSchema([group]), span: span)
    // One row for each key.
    let one = BoundQuery.Expanded(
      hiddenColumn(.dynamic), BoundExpression(.literal(.dynamic(.array([.scalar(.long(0))]))), .dynamic, span))
    let rows = BoundQuery(.applyRows, schema: RowSchema([group, one.column]), span: span)
    let left = BoundQuery(
      .project(rows, [.init(group, BoundExpression(.column(group), group.type, span))]), schema: RowSchema([group]),
      span: span)
    var inner = context.outsideRows
    inner.scope = Scope(in: context.scope)
    inner.scope.declare(name.text, .partitionKey(group))
    guard let result = bindQuery(partition.subquery, joinedTo: left, in: inner) else { return nil }
    let kept = result.schema.columns.filter { $0.name != group.name }
    let subquery = BoundQuery(
      .project(result, kept.map { .init($0, BoundExpression(.column($0), $0.type, span)) }), schema: RowSchema(kept),
      span: span)
    return BoundQuery(
      .mvApply(
        keys, [one], bagAsArray: false, itemIndex: nil, rowLimit: nil, applyInput: rows, subquery: subquery),
      schema: RowSchema(kept), span: span)
  }

  /// A query whose source has the columns of the table besides its own, a row for each pair.
  private func bindQuery(_ query: Expression, joinedTo table: BoundQuery, in context: BindingContext) -> BoundQuery? {
    if case .pipeline(let pipeline) = query.unparenthesized.kind, let source = pipeline.source {
      guard let joined = bindQuery(source, joinedTo: table, in: context) else { return nil }
      var piped = context
      piped.pipeInput = joined
      return bindPipeline(Pipeline(source: nil, operators: pipeline.operators, span: pipeline.span), in: piped)
    }
    guard let source = bindTable(query, in: context) else { return nil }
    guard !source.schema.isOpen else {
      error(
        .unsupportedOperator, "'partition by … { … }' over a table without a fixed schema is not supported",
        at: query.span)
      return nil
    }
    let zero = BoundExpression(.literal(.long(0)), .long, query.span)
    return joinNode(
      .inner, table, source, [(zero, zero)], [(.left, table.schema), (.right, source.schema)], dropping: [],
      query.span)
  }
}
