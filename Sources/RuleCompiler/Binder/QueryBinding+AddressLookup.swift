/// `evaluate ipv4_lookup(table, address, range, [keys…], [return_unmatched])` and `ipv6_lookup`: a join.
extension QueryBinding {
  func bindAddressLookup(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    if let schema = evaluate.schema {
      error(.unsupportedPlugin, "'\(call.name.text)' with a declared schema is not supported", at: schema.span)
      return nil
    }
    guard call.arguments.count >= 3 else {
      error(
        .argumentCount,
        "'\(call.name.text)' is \(call.name.text)(table, address, range, [keys…], [return_unmatched])", at: call.span)
      return nil
    }
    guard let table = bindTable(call.arguments[0], in: context.outsideRows),
      let address = addressKey(call.arguments[1], input.schema, in: context),
      let range = addressKey(call.arguments[2], table.schema, in: context)
    else { return nil }
    var pairs: [KeyPair] = [(address, range)]
    var keepsUnmatched = false
    var dropped: Set<ColumnSymbol> = []
    for argument in call.arguments.dropFirst(3) {
      if case .name(let name) = argument.unparenthesized.kind, input.schema.column(named: name.text) != nil {
        guard let pair = commonKey(name, input.schema, table.schema) else { return nil }
        if case .column(let column) = pair.right.kind { dropped.insert(column) }
        pairs.append(pair)
        continue
      }
      var inner = argument
      if case .named(let names, let value) = argument.kind, names.first?.text == "return_unmatched" { inner = value }
      guard let value = bindScalar(inner, in: context.outsideRows) else { return nil }
      guard case .literal(.bool(let flag)) = value.kind else {
        error(.invalidArgument, "'return_unmatched' is true or false", at: argument.span)
        return nil
      }
      keepsUnmatched = flag
    }
    let kind: BoundQuery.JoinKind =
      call.name.text == "ipv4_lookup"
      ? keepsUnmatched ? .ipv4LeftOuter : .ipv4Inner : keepsUnmatched ? .ipv6LeftOuter : .ipv6Inner
    let joined = joinNode(
      kind, input, table, pairs, [(.left, input.schema), (.right, table.schema)], dropping: dropped, span)
    return call.name.text == "ipv4_lookup" ? joined : withTableFirst(joined, span)
  }

  /// `ipv6_lookup` gives the columns of the looked-up table first.
  private func withTableFirst(_ joined: BoundQuery, _ span: SourceSpan) -> BoundQuery {
    guard case .join(_, _, _, _, let joinColumns) = joined.kind else { return joined }
    let columns = joinColumns.entries.filter { $0.side == .right } + joinColumns.entries.filter { $0.side == .left }
    let computed = columns.map {
      BoundQuery.Computed($0.column, BoundExpression(.column($0.column), $0.column.type, span))
    }
    return BoundQuery(
      .project(joined, computed), schema: RowSchema(columns.map(\.column), open: joined.schema.open), span: span)
  }

  /// A column that holds addresses or ranges, as text.
  private func addressKey(_ expression: Expression, _ row: RowSchema, in context: BindingContext) -> BoundExpression? {
    var inside = context
    inside.row = row
    guard let value = bindScalar(expression, in: inside) else { return nil }
    guard value.type == .string || value.type == .dynamic || value.type == .unknown else {
      error(.typeMismatch, "an address is a string, not \(value.type.withArticle)", at: expression.span)
      return nil
    }
    return forced(value, to: .string)
  }
}
