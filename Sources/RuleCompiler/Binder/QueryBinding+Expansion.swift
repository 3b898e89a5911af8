/// `mv-expand` and `mv-apply`.
extension QueryBinding {
  private struct Expansion {
    var items: [BoundQuery.Expanded] = []
    var columns: [ColumnSymbol]
    var itemIndex: ColumnSymbol?
    var bagAsArray: Bool
  }

  func bindMvExpand(
    _ expand: MvExpandOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let expansion = expansion(expand.columns, expand.parameters, input, in: context) else { return nil }
    var limit: BoundExpression?
    if let written = expand.limit {
      guard let count = bindCount(written, in: context) else { return nil }
      limit = count
    }
    return BoundQuery(
      .mvExpand(
        input, expansion.items, bagAsArray: expansion.bagAsArray, itemIndex: expansion.itemIndex, rowLimit: limit),
      schema: RowSchema(expansion.columns, open: input.schema.open), span: span)
  }

  func bindMvApply(
    _ apply: MvApplyOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    if let id = apply.contextID {
      error(.unsupportedOperator, "'id' of 'mv-apply' is not supported", at: id.span)
      return nil
    }
    guard let expansion = expansion(apply.columns, apply.parameters, input, in: context) else { return nil }
    var limit: BoundExpression?
    if let written = apply.limit {
      guard let count = bindCount(written, in: context) else { return nil }
      limit = count
    }
    let rows = BoundQuery(
      .applyRows, schema: RowSchema(expansion.columns, open: input.schema.open), span: span)
    var inner = context.outsideRows
    inner.pipeInput = rows
    let body: BoundQuery?
    switch apply.subquery.unparenthesized.kind {
    case .pipeline(let pipeline): body = bindPipeline(pipeline, in: inner)
    default: body = bindTable(apply.subquery, in: inner)
    }
    guard let subquery = body else { return nil }
    // The outer row's columns stay, but for those expanded; the subquery's take the place of those of the same name.
    let expanded = Set(
      apply.columns.compactMap { item -> String? in
        if case .name(let name)? = item.expression?.unparenthesized.kind { name.text } else { nil }
      })
    var columns = input.schema.columns.filter { !expanded.contains($0.name) }
    for column in subquery.schema.columns {
      if let index = columns.firstIndex(where: { $0.name == column.name }) {
        columns[index] = column
      } else {
        columns.append(column)
      }
    }
    return BoundQuery(
      .mvApply(
        input, expansion.items, bagAsArray: expansion.bagAsArray, itemIndex: expansion.itemIndex, rowLimit: limit,
        applyInput: rows, subquery: subquery),
      schema: RowSchema(columns, open: input.schema.open), span: span)
  }

  private func expansion(
    _ columns: [ExpandedColumn], _ parameters: [OperatorParameter], _ input: BoundQuery, in context: BindingContext
  ) -> Expansion? {
    let bagKind = (parameters.named("bagexpansion") ?? parameters.named("kind"))?.word ?? "bag"
    guard bagKind == "bag" || bagKind == "array" else {
      error(.invalidArgument, "'bagexpansion' is 'bag' or 'array'", at: parameters[0].span)
      return nil
    }
    var builder = ProjectionBuilder()
    builder.passThrough(input.schema.columns, span: input.span)
    var isFaulty = false
    var names: [String] = []
    for item in columns {
      guard let expression = item.expression else {
        error(.unsupportedOperator, "'mv-apply' needs a value to expand", at: item.span)
        return nil
      }
      var inner = expression
      var name: Name?
      if case .named(let written, let value) = expression.kind { (inner, name) = (value, written.first) }
      guard let value = bindScalar(inner, in: context) else {
        isFaulty = true
        continue
      }
      guard value.type == .dynamic || value.type == .unknown else {
        error(.typeMismatch, "only a dynamic can be expanded, not \(value.type.withArticle)", at: inner.span)
        isFaulty = true
        continue
      }
      var type = value.type
      if case .scalar(let written) = item.type { type = written.scalarType ?? .dynamic }
      let before = builder.columns
      if let name {
        declare(name.text, value, to: &builder, replacing: true, type: type, at: name.span)
      } else if let column = resultColumn(inner, value) {
        declare(column.name, value, to: &builder, replacing: true, type: type, at: inner.span)
      } else {
        add(inner, value, to: &builder, replacing: true, style: .expand, type: type, in: context)
      }
      if let new = builder.columns.first(where: { !before.contains($0) }) { names.append(new.name) }
    }
    if isFaulty { return nil }
    var items: [BoundQuery.Expanded] = []
    for name in names {
      guard let entry = builder.entries.first(where: { $0.column.name == name }) else { continue }
      items.append(BoundQuery.Expanded(entry.column, forced(entry.value, to: .dynamic)))
    }
    var index: ColumnSymbol?
    if let name = parameters.named("with_itemindex")?.word {
      let column = ColumnSymbol(name, .long)
      index = builder.add(column, BoundExpression(.column(column), .long, input.span))
    }
    return Expansion(items: items, columns: builder.columns, itemIndex: index, bagAsArray: bagKind == "array")
  }
}
