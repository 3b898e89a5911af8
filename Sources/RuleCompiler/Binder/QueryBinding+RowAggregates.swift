/// `arg_max`, `arg_min`, `take_any`: aggregates that give values of one row.
extension QueryBinding {
  /// A value that the aggregate takes from its row.
  private struct RowValue {
    var name: String
    var value: BoundExpression
    var source: ColumnSymbol?
  }

  func bindArgExtreme(
    _ call: FunctionCall, keys: Set<ColumnSymbol>, in context: BindingContext
  ) -> (aggregates: [BoundQuery.Aggregate], results: [AggregateResult])? {
    let isMax = call.name.text.hasSuffix("max")
    let isOld = !call.name.text.contains("_")
    let prefix = isMax ? "max" : "min"
    guard let first = call.arguments.first else {
      error(.argumentCount, "'\(call.name.text)' takes the value to compare, then those to return", at: call.span)
      return nil
    }
    var key: Expression = first
    var keyName: String?
    if case .named(let names, let inner) = first.kind { (key, keyName) = (inner, names.first?.text) }
    guard let keyValue = bindScalar(key, in: context) else { return nil }
    if keyValue.type == .dynamic {
      error(.typeMismatch, "'\(call.name.text)' cannot compare values of type dynamic", at: key.span)
      return nil
    }
    let primary = keyName ?? resultName(of: first, in: context) ?? ""
    let keyColumn = resultColumn(key, keyValue)
    guard
      let values = rowValues(
        Array(call.arguments.dropFirst()), firstIndex: 1, keys: keys, used: keyColumn.map { [$0] } ?? [],
        unnamed: { isOld ? "arg\($0)" : "\(prefix)_\(primary)_arg\($0)" }, in: context)
    else { return nil }
    let columns = [hiddenColumn(keyValue.type)] + values.map { hiddenColumn($0.value.type) }
    let aggregate = BoundQuery.Aggregate(
      .argExtreme(isMax: isMax, key: keyValue, values: values.map(\.value)), filter: nil, columns: columns,
      span: call.span)
    func spelled(_ name: String) -> String { isOld ? "\(prefix)_\(primary)_\(name)" : name }
    let nameOfKey = isOld ? "\(prefix)_\(primary)" : primary.isEmpty ? "\(prefix)_" : primary
    var results = [AggregateResult(name: nameOfKey, column: columns[0])]
    for (value, column) in zip(values, columns.dropFirst()) {
      results.append(AggregateResult(name: spelled(value.name), column: column, source: isOld ? nil : value.source))
    }
    return ([aggregate], results)
  }

  func bindAnyRow(
    _ call: FunctionCall, keys: Set<ColumnSymbol>, in context: BindingContext
  ) -> (aggregates: [BoundQuery.Aggregate], results: [AggregateResult])? {
    let isOld = call.name.text == "any"
    guard !call.arguments.isEmpty else {
      error(.argumentCount, "'\(call.name.text)' takes the values to return", at: call.span)
      return nil
    }
    guard
      let values = rowValues(
        call.arguments, firstIndex: 0, keys: keys, used: [],
        unnamed: { isOld && call.arguments.count == 1 ? "" : isOld ? "arg\($0)" : "any_arg\($0)" }, in: context)
    else { return nil }
    let columns = values.map { hiddenColumn($0.value.type) }
    let aggregate = anyRow(values.map(\.value), isSingle: call.arguments.count == 1, nil, columns, call.span)
    let results = zip(values, columns).map { value, column in
      AggregateResult(
        name: isOld ? "any_\(value.name)" : value.name, column: column, source: isOld ? nil : value.source)
    }
    return ([aggregate], results)
  }

  func bindAnyRowIf(
    _ call: FunctionCall, in context: BindingContext
  ) -> (aggregates: [BoundQuery.Aggregate], results: [AggregateResult])? {
    guard call.arguments.count == 2 else {
      error(.argumentCount, "'\(call.name.text)' takes a value and a condition", at: call.span)
      return nil
    }
    guard let value = bindScalar(call.arguments[0], in: context),
      let condition = bindCondition(call.arguments[1], in: context)
    else { return nil }
    let column = hiddenColumn(value.type)
    let aggregate = anyRow([value], isSingle: true, condition, [column], call.span)
    let inferred = resultName(of: call.arguments[0], in: context)
    let name = call.name.text == "anyif" ? "anyif_\(inferred ?? "")" : inferred
    return ([aggregate], [AggregateResult(name: name, column: column)])
  }

  /// The values of one row; of a single column one that is not null or empty, if there is any.
  private func anyRow(
    _ values: [BoundExpression], isSingle: Bool, _ filter: BoundExpression?, _ columns: [ColumnSymbol],
    _ span: SourceSpan
  ) -> BoundQuery.Aggregate {
    if isSingle, values.count == 1, case .column = values[0].kind, values[0].type != .unknown,
      let symbol = catalog.aggregates["take_any"], let signature = aggregateSignature(symbol, rows: values)
    {
      return BoundQuery.Aggregate(
        .symbol(
          symbol, signature, arguments: [argument(values[0], for: signature.parameters[0])],
          constants: signature.defaults), filter: filter, columns: columns, span: span)
    }
    return BoundQuery.Aggregate(.anyRow(values), filter: filter, columns: columns, span: span)
  }

  /// The values to return. `*` leaves out the keys and what is returned already.
  private func rowValues(
    _ arguments: [Expression], firstIndex: Int, keys: Set<ColumnSymbol>, used: Set<ColumnSymbol>,
    unnamed: (Int) -> String, in context: BindingContext
  ) -> [RowValue]? {
    let hasStar = arguments.contains { if case .star = $0.kind { true } else { false } }
    var taken = used
    var values: [RowValue] = []
    var isFaulty = false
    func take(_ column: ColumnSymbol, as name: String, _ value: BoundExpression) {
      let isTaken = taken.contains(column) || keys.contains(column)
      if hasStar, isTaken { return }
      taken.insert(column)
      // A column that is there already is a value of its own, which gets a name of its own.
      values.append(RowValue(name: name, value: value, source: isTaken ? nil : column))
    }
    for (offset, argument) in arguments.enumerated() {
      if case .star = argument.kind {
        for column in starColumns(at: argument.span, in: context) {
          take(column, as: column.name, BoundExpression(.column(column), column.type, argument.span))
        }
        continue
      }
      var inner = argument
      var name: String?
      if case .named(let names, let expression) = argument.kind { (inner, name) = (expression, names.first?.text) }
      guard let value = bindScalar(inner, in: context) else {
        isFaulty = true
        continue
      }
      if let column = resultColumn(inner, value) {
        take(column, as: name ?? column.name, value)
      } else {
        let inferred = name ?? resultName(of: inner, in: context)
        let spelled = inferred.flatMap { $0.isEmpty ? nil : $0 } ?? unnamed(firstIndex + offset)
        values.append(RowValue(name: spelled, value: value, source: nil))
      }
    }
    return isFaulty ? nil : values
  }

  /// The columns behind a `*`: those of the input, and of an open one those that an earlier pass found to be wanted.
  private func starColumns(at span: SourceSpan, in context: BindingContext) -> [ColumnSymbol] {
    guard let row = context.row else { return [] }
    var columns = row.columns
    if row.isOpen {
      for name in knownDemands[span] ?? [] {
        if let column = row.column(named: name), !columns.contains(column) { columns.append(column) }
      }
    }
    return columns
  }
}
