/// `evaluate ipv4_lookup(…)` and `ipv6_lookup(…)`.
extension QueryBinding {
  /// A join of all pairs of rows, of which those stay whose addresses match.
  func bindAddressLookup(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    let isVersion4 = call.name.text == "ipv4_lookup"
    guard call.arguments.count >= 3 else {
      error(
        .argumentCount, "'\(call.name.text)' is \(call.name.text)(table, address, range, [keys…], [return_unmatched])",
        at: call.span)
      return nil
    }
    guard let match = catalog.functions[isVersion4 ? "ipv4_is_match" : "ipv6_is_match"] else {
      error(.unsupportedPlugin, "the plugin '\(call.name.text)' is not supported", at: call.name.span)
      return nil
    }
    guard let table = bindTable(call.arguments[0], in: context.outsideRows) else { return nil }
    guard let address = bindScalar(call.arguments[1], in: context),
      let range = bindScalar(call.arguments[2], in: context.over(table.schema))
    else { return nil }
    var keepsUnmatched = false
    var keys: [(name: Name, left: ColumnSymbol, right: ColumnSymbol)] = []
    for argument in call.arguments.dropFirst(3) {
      var inner = argument
      if case .named(_, let value) = argument.kind { inner = value }
      if case .name(let name) = inner.kind, let left = input.schema.column(named: name.text),
        let right = table.schema.column(named: name.text)
      {
        keys.append((name, left, right))
      } else if let flag = bindScalar(inner, in: context.outsideRows) {
        guard case .literal(.bool(let value)) = flag.kind else {
          error(.constantExpected, "'return_unmatched' must be 'true' or 'false'", at: argument.span)
          return nil
        }
        keepsUnmatched = value
      } else {
        return nil
      }
    }

    // Rows are numbered to tell, behind the join, which found nothing.
    let row = hiddenColumn(.long)
    let start = BoundExpression(.literal(.long(0)), .long, span)
    let left = !keepsUnmatched ? input : BoundQuery(
      .serialize(input, [.init(row, BoundExpression(.window(.rowNumber(start: start, restart: nil)), .long, span))]),
      schema: RowSchema(input.schema.columns + [row], open: input.schema.open), span: span)
    let pairs = keys.isEmpty ? [(left: start, right: start)] : keys.map { key in
      (
        left: BoundExpression(.column(key.left), key.left.type, key.name.span),
        right: BoundExpression(.column(key.right), key.right.type, key.name.span)
      )
    }
    let joined = lookupJoin(.inner, left, table, pairs, dropping: keys.map(\.right), span)
    guard case .join(_, _, _, _, let columns) = joined.kind else { return nil }
    // The addresses, as columns behind the join.
    let moved = Dictionary(columns.entries.map { ($0.source, $0.column) }) { first, _ in first }
    guard case .column(let addressColumn) = address.kind, case .column(let rangeColumn) = range.kind,
      let movedAddress = moved[addressColumn], let movedRange = moved[rangeColumn]
    else {
      error(.columnExpected, "'\(call.name.text)' takes columns", at: call.arguments[1].span)
      return nil
    }
    let operands = [movedAddress, movedRange].map {
      forced(BoundExpression(.column($0), $0.type, span), to: .string)
    }
    guard let signature = bestSignature(match.signatures, for: operands) else {
      reportMismatch(match, operands, call.span)
      return nil
    }
    let isMatch = forced(makeCall(match, signature, operands, span), to: .bool)
    let matched = BoundQuery(.filter(joined, isMatch), schema: joined.schema, span: span)
    guard keepsUnmatched, let number = moved[row] else { return ordered(matched, isVersion4, table, moved, span) }
    let unmatched = lookupJoin(
      .leftAnti, left, matched,
      [(BoundExpression(.column(row), .long, span), BoundExpression(.column(number), .long, span))], dropping: [], span)
    let all = unionNode([matched, unmatched], isInner: false, nil, [], span)
    let kept = all.schema.columns.filter { $0.name != row.name }
    let result = BoundQuery(
      .project(all, kept.map { .init($0, BoundExpression(.column($0), $0.type, span)) }),
      schema: RowSchema(kept, open: all.schema.open), span: span)
    guard case .union(_, let united, _, _) = all.kind else { return result }
    var final: [ColumnSymbol: ColumnSymbol] = [:]
    for entry in united.entries {
      if let source = entry.sources.first ?? nil { final[source] = entry.column }
    }
    return ordered(result, isVersion4, table, moved.compactMapValues { final[$0] }, span)
  }

  /// `ipv6_lookup` gives the columns of the looked-up table first.
  private func ordered(
    _ query: BoundQuery, _ isVersion4: Bool, _ table: BoundQuery, _ moved: [ColumnSymbol: ColumnSymbol],
    _ span: SourceSpan
  ) -> BoundQuery {
    guard !isVersion4 else { return query }
    let first = table.schema.columns.compactMap { moved[$0] }.filter(query.schema.columns.contains)
    let columns = first + query.schema.columns.filter { !first.contains($0) }
    return BoundQuery(
      .project(query, columns.map { .init($0, BoundExpression(.column($0), $0.type, span)) }),
      schema: RowSchema(columns, open: query.schema.open), span: span)
  }

  private func lookupJoin(
    _ kind: BoundQuery.JoinKind, _ left: BoundQuery, _ right: BoundQuery,
    _ pairs: [(left: BoundExpression, right: BoundExpression)], dropping keys: [ColumnSymbol], _ span: SourceSpan
  ) -> BoundQuery {
    let sides: [(BoundQuery.JoinColumn.Side, RowSchema)] =
      kind == .leftAnti ? [(.left, left.schema)] : [(.left, left.schema), (.right, right.schema)]
    return joinNode(kind, left, right, pairs, sides, dropping: Set(keys), span)
  }
}
