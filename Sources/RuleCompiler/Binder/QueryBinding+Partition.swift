/// `partition by key (subquery)`: the subquery for the rows of each key.
extension QueryBinding {
  /// Gathers the rows of each key into arrays, a column each, and applies the subquery to them: `mv-apply`.
  func bindPartition(
    _ partition: PartitionOperator, _ input: BoundQuery, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    let span = step.span
    guard !partition.isQuery, partition.scope == nil else {
      error(
        .unsupportedOperator, "this form of 'partition' is not supported: write 'partition by key (subquery)'",
        at: step.keyword.span)
      return nil
    }
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
}
