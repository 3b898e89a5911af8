/// `evaluate`.
extension QueryBinding {
  func bindEvaluate(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let name = evaluate.call.name
    switch name.text {
    case "bag_unpack": return bindBagUnpack(evaluate, input, span, in: context)
    case "pivot": return bindPivot(evaluate, input, span, in: context)
    case "ipv4_lookup", "ipv6_lookup": return bindAddressLookup(evaluate, input, span, in: context)
    case "geo_line_lookup", "geo_polygon_lookup": return bindGeoLookup(evaluate, input, span, in: context)
    case "narrow": return bindNarrow(evaluate, input, span)
    case "autocluster": return bindAutocluster(evaluate, input, span, in: context)
    case "basket": return bindBasket(evaluate, input, span, in: context)
    case "diffpatterns": return bindDiffpatterns(evaluate, input, span, in: context)
    case "sequence_detect": return bindSequenceDetect(evaluate, input, span, in: context)
    case "rows_near": return bindRowsNear(evaluate, input, span, in: context)
    case "dcount_intersect": return bindDistinctIntersect(evaluate, input, span, in: context)
    default:
      if let plugin = QueryPlugin.all[name.text] {
        return bindQueryPlugin(plugin, evaluate, input, span, in: context)
      }
      if KnownNames.plugins.contains(name.text) {
        error(.unsupportedPlugin, "the plugin '\(name.text)' is not supported" + because(name.text), at: name.span)
      } else {
        unknown(
          .unknownFunction, "there is no plugin '\(name.text)'", name.text, among: KnownNames.plugins.sorted(),
          at: name.span)
      }
      return nil
    }
  }

  private func bindPivot(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    guard let first = call.arguments.first else {
      error(.argumentCount, "'pivot' is pivot(column, [aggregate], [columns…])", at: call.span)
      return nil
    }
    guard let key = bindScalar(first, in: context) else { return nil }
    guard case .column(let pivot) = key.kind else {
      error(.columnExpected, "'pivot' takes a column", at: first.span)
      return nil
    }
    var aggregated: ColumnSymbol?
    let aggregate: BoundQuery.Aggregate
    if call.arguments.count > 1 {
      guard case .call(let inner) = call.arguments[1].unparenthesized.kind, isAggregate(inner.name.text) else {
        error(.aggregateExpected, "the second argument of 'pivot' is an aggregate", at: call.arguments[1].span)
        return nil
      }
      guard let (aggregates, results) = bindAggregate(inner, keys: [], in: context) else { return nil }
      guard aggregates.count == 1, results.count == 1 else {
        error(.aggregateExpected, "'pivot' takes an aggregate of one value", at: inner.span)
        return nil
      }
      aggregate = aggregates[0]
      if let argument = inner.arguments.first, let value = bindScalar(argument, in: context),
        case .column(let column) = value.kind
      {
        aggregated = column
      }
    } else {
      let counter = FunctionCall(name: Name("count", call.name.span), arguments: [], span: call.span)
      guard let (aggregates, _) = bindAggregate(counter, keys: [], in: context) else { return nil }
      aggregate = aggregates[0]
    }
    var by: [ColumnSymbol] = []
    for argument in call.arguments.dropFirst(2) {
      guard let value = bindScalar(argument, in: context) else { return nil }
      guard case .column(let column) = value.kind else {
        error(.columnExpected, "'pivot' groups by columns", at: argument.span)
        return nil
      }
      by.append(column)
    }
    if call.arguments.count <= 2 { by = input.schema.columns.filter { $0 != pivot && $0 != aggregated } }
    let columns = by.map { ColumnSymbol($0.name, $0.type) }
    let open = OpenColumns()
    let pivoted = BoundQuery(
      .pivot(input, key: key, aggregate: aggregate, by: by), schema: RowSchema(columns, open: open), span: span)
    guard let schema = evaluate.schema else { return pivoted }
    guard schema.star == nil else {
      error(.unsupportedPlugin, "a declared schema of 'pivot' with '*' is not supported", at: schema.span)
      return nil
    }
    let declared = symbols(schema).compactMap { target -> BoundQuery.Computed? in
      guard let source = columns.first(where: { $0.name == target.name }) ?? open.column(named: target.name) else {
        return nil
      }
      return .init(target, forced(BoundExpression(.column(source), source.type, span), to: target.type))
    }
    return BoundQuery(.project(pivoted, declared), schema: RowSchema(declared.map(\.column)), span: span)
  }

  /// `narrow`: a row for each cell, with the number of its row, the name of its column and its text.
  private func bindNarrow(_ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan) -> BoundQuery? {
    guard !input.schema.isOpen, evaluate.call.arguments.isEmpty,
      let pack = catalog.functions["bag_pack"] ?? catalog.functions["pack"],
      let list = catalog.functions["pack_array"]
    else {
      error(.unsupportedPlugin, "the plugin 'narrow' is not supported here", at: evaluate.call.name.span)
      return nil
    }
    let row = ColumnSymbol("Row", .long)
    let start = BoundExpression(.literal(.long(0)), .long, span)
    let numbered = BoundQuery(
      .serialize(input, [.init(row, BoundExpression(.window(.rowNumber(start: start, restart: nil)), .long, span))]),
      schema: RowSchema(input.schema.columns.filter { $0.name != "Row" } + [row]), span: span)
    func text(_ text: String) -> BoundExpression { BoundExpression(.literal(.string(text)), .string, span) }
    var cells: [BoundExpression] = []
    for column in input.schema.columns {
      let value = forced(BoundExpression(.column(column), column.type, span), to: .string)
      let operands = [text("c"), text(column.name), text("v"), value]
      guard let signature = bestSignature(pack.signatures, for: operands) else { return nil }
      cells.append(makeCall(pack, signature, operands, span))
    }
    guard let signature = bestSignature(list.signatures, for: cells) else { return nil }
    let cell = hiddenColumn(.dynamic)
    let expanded = BoundQuery(
      .mvExpand(
        numbered, [.init(cell, makeCall(list, signature, cells, span))], bagAsArray: false, itemIndex: nil,
        rowLimit: nil),
      schema: RowSchema(numbered.schema.columns + [cell]), span: span)
    func part(_ name: String) -> BoundExpression {
      forced(
        BoundExpression(.member(BoundExpression(.column(cell), .dynamic, span), name), .dynamic, span), to: .string)
    }
    let result: [BoundQuery.Computed] = [
      .init(ColumnSymbol("Row", .long), BoundExpression(.column(row), .long, span)),
      .init(ColumnSymbol("Column", .string), part("c")), .init(ColumnSymbol("Value", .string), part("v")),
    ]
    return BoundQuery(.project(expanded, result), schema: RowSchema(result.map(\.column)), span: span)
  }
}
