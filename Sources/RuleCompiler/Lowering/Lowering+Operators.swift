import DetectorRuntime

extension Lowering {
  private func lowerSource(_ query: BoundQuery, table: String, list: ListSource?) -> LoweredQuery {
    let columns = query.schema.columns + (query.schema.open?.demanded ?? [])
    var rest: ColumnSymbol?
    var all = columns
    if query.schema.isOpen {
      let record = ColumnSymbol("$record", .dynamic)
      all.append(record)
      rest = record
    }
    let node = PlanNode(.source(PlanSource(table: table, list: list, columns: all)), columns: all, source(query))
    guard keepsRest, let record = rest else { return LoweredQuery(node: node, rest: nil) }
    // Of the whole record, what is not already a column is the rest.
    return hiding(query.schema.columns.map(\.name), in: LoweredQuery(node: node, rest: record), SourceText.none)
  }

  /// The query without the columns, of those that only the data knows, that match one of the patterns.
  func hiding(_ patterns: [String], in query: LoweredQuery, _ text: SourceText) -> LoweredQuery {
    guard let rest = query.rest, keepsRest else { return query }
    let kernel = KernelReference(
      "withoutColumns", [.value, .values], returns: .value, nullable: true, needsContext: true)
    let value = PlanExpression(
      .call(kernel, [.column(rest)] + patterns.map { .constant(.string($0)) }), .dynamic, nullable: true)
    let remaining = ColumnSymbol("$rest", .dynamic)
    return LoweredQuery(
      node: adding([.init(column: remaining, value: value)], to: query.node, text), rest: remaining)
  }

  /// Adds a value to the aggregate that gives whole rows: of those that give parts of rows, the one that gives most.
  private func carry(_ source: ColumnSymbol, as column: ColumnSymbol, in aggregates: inout [PlanNode.Aggregate]) {
    let whole = aggregates.indices.max { aggregates[$0].rowWidth < aggregates[$1].rowWidth }
    guard let index = whole else { return }
    switch aggregates[index].function {
    case .argExtreme(let isMax, let key, let values):
      aggregates[index].function = .argExtreme(isMax: isMax, key: key, values: values + [.column(source)])
    case .anyRow(let values): aggregates[index].function = .anyRow(values + [.column(source)])
    case .state, .collectBag: return
    }
    aggregates[index].columns.append(column)
  }

  mutating func lowerOperator(_ query: BoundQuery) -> LoweredQuery {
    let text = source(query)
    switch query.kind {
    case .table(let name): return lowerSource(query, table: name, list: nil)
    case .list(let list): return lowerSource(query, table: list.name, list: list)

    case .values(let rows):
      let values = rows.map { row in row.map { lower($0) } }
      return LoweredQuery(
        node: PlanNode(.values(values), columns: query.schema.columns, text), rest: nil)

    case .range(let from, let to, let step):
      return LoweredQuery(
        node: PlanNode(
          .range(from: lower(from), to: lower(to), step: lower(step)),
          columns: query.schema.columns, text), rest: nil)

    case .filter(let input, let predicate):
      var below = lower(input)
      let condition = lower(predicate)
      let (narrowed, remaining) = narrowing(takingWindows(below.node, text), by: condition.conjuncts, text)
      below.node = narrowed
      guard let test = remaining.joined() else { return below }
      return LoweredQuery(
        node: appending(.filter(test, text), to: below.node, columns: below.node.columns, text), rest: below.rest)

    case .extend(let input, let computed):
      var below = lower(input)
      let steps = computed.map { PlanNode.Computed(column: $0.column, value: lower($0.value)) }
      below.node = takingWindows(below.node, text)
      return LoweredQuery(
        node: appending(
          .compute(steps, text), to: below.node,
          columns: below.node.columns + steps.map(\.column), text),
        rest: below.rest)

    case .project(let input, let computed):
      var below = lower(input)
      let steps = computed.map { PlanNode.Computed(column: $0.column, value: lower($0.value)) }
      below.node = takingWindows(below.node, text)
      var columns = steps.map(\.column)
      var rest: ColumnSymbol?
      if query.schema.isOpen {
        rest = below.rest
        columns += below.rest.map { [$0] } ?? []
      }
      columns += query.schema.open?.demanded.filter(below.node.columns.contains) ?? []
      let projected = LoweredQuery(
        node: appending(.compute(steps, text), to: below.node, columns: columns, text), rest: rest)
      let hidden = query.schema.open?.hidden ?? []
      return hidden.isEmpty ? projected : hiding(hidden.map(\.text), in: projected, text)

    case .summarize(let input, let keys, let aggregates):
      let below = lower(input)
      var loweredKeys = keys.map { PlanNode.Computed(column: $0.column, value: lower($0.value)) }
      var loweredAggregates = aggregates.map { lower($0) }
      // What a `*` stands for that only the data knows.
      var rest: ColumnSymbol?
      if query.schema.isOpen, keepsRest, let source = below.rest {
        let carried = ColumnSymbol("$rest", .dynamic)
        rest = carried
        if aggregates.isEmpty {
          loweredKeys.append(.init(column: carried, value: .column(source)))
        } else {
          carry(source, as: carried, in: &loweredAggregates)
        }
      }
      let node = PlanNode(
        .summarize(below.node, keys: loweredKeys, aggregates: loweredAggregates),
        columns: loweredKeys.map(\.column) + loweredAggregates.flatMap(\.columns), text)
      return LoweredQuery(node: node, rest: rest)

    case .join(let kind, let left, let right, let on, let columns):
      return lowerJoin(query, kind, left, right, on: on, columns: columns)

    case .union(let inputs, let columns, let sourceName, let sourceNames):
      return lowerUnion(query, inputs, columns.entries, sourceName, sourceNames)

    case .sort(let input, let keys):
      let (below, sortKeys, columns) = lowerSortKeys(input, keys, text)
      return LoweredQuery(
        node: PlanNode(.sort(below.node, sortKeys), columns: columns, text), rest: below.rest)

    case .top(let input, let count, let keys):
      let (below, sortKeys, columns) = lowerSortKeys(input, keys, text)
      return LoweredQuery(
        node: PlanNode(.top(below.node, lower(count), sortKeys), columns: columns, text),
        rest: below.rest)

    case .take(let input, let count):
      let below = lower(input)
      return LoweredQuery(
        node: PlanNode(.take(below.node, lower(count)), columns: below.node.columns, text),
        rest: below.rest)

    case .sample(let input, let count):
      let below = lower(input)
      return LoweredQuery(
        node: PlanNode(.sample(below.node, lower(count)), columns: below.node.columns, text),
        rest: below.rest)

    case .sampleDistinct(let input, let count, let column):
      let below = lower(input)
      // The result column is the schema's only one.
      let result = query.schema.columns[0]
      let step = PlanNode.Computed(column: result, value: .column(column))
      let single = appending(.compute([step], .none), to: below.node, columns: [result], text)
      return LoweredQuery(
        node: PlanNode(.sampleDistinct(single, lower(count), result), columns: [result], text),
        rest: nil)

    case .scan(let input, let scan): return lowerScan(query, lower(input), scan)

    case .tableFunction(let input, let function):
      let below = lower(input)
      let inputs = function.inputs.map { PlanNode.Computed(column: $0.column, value: lower($0.value)) }
      let table = appending(.compute(inputs, .none), to: below.node, columns: inputs.map(\.column), text)
      let node = PlanNode(
        .tableFunction(table, name: function.name, arguments: function.arguments.map { lower($0) }),
        columns: query.schema.columns, text)
      return LoweredQuery(node: node, rest: nil)

    case .mvExpand(let input, let items, let bagAsArray, let itemIndex, let rowLimit):
      let below = lower(input)
      let (expansion, conversion) = lowerExpansion(items, bagAsArray, itemIndex, rowLimit)
      var columns = below.node.columns + expansion.items.map(\.element)
      if let itemIndex { columns.append(itemIndex) }
      let expanded = appending(.expand(expansion, text), to: below.node, columns: columns, text)
      let converted = appending(
        .compute(conversion, .none), to: expanded, columns: columns + conversion.map(\.column),
        text)
      return LoweredQuery(node: converted, rest: below.rest)

    case .mvApply(
      let input, let items, let bagAsArray, let itemIndex, let rowLimit, let applyInput,
      let subquery):
      return lowerApply(
        query, input, items, bagAsArray, itemIndex, rowLimit, applyInput, subquery)

    case .applyRows:
      // The enclosing operator has entered its rows under this node before it lowers the body.
      preconditionFailure("rows of an mv-apply outside of it")

    case .parse(let input, let expression, let kind, let pieces, let isWhere):
      let below = lower(input)
      var regex: PlanNode.ParseRegex?
      if case .regex(let flags) = kind { regex = parseRegex(pieces, flags, query.span) }
      var isRelaxed = false
      if case .relaxed = kind { isRelaxed = true }
      let step = PlanNode.ParseStep(
        text: convert(lower(expression), to: .string, query.span), isRelaxed: isRelaxed,
        pieces: pieces.map { lowerPiece($0, query.span) }, isWhere: isWhere, regex: regex)
      return LoweredQuery(
        node: appending(
          .parse(step, text), to: below.node, columns: below.node.columns + step.columns, text),
        rest: below.rest)

    case .parseKeyValue(let input, let expression, let keys, let options):
      return lowerKeyValues(lower(input), expression, keys, options, text, query.span)

    case .bagUnpack(let input, let column, let prefix, let ignored, let fixed):
      return lowerBagUnpack(query, input, column, prefix: prefix, ignored: ignored, fixed: fixed)

    case .pivot(let input, let key, let aggregate, let by):
      return lowerPivot(query, input, key: key, aggregate, by: by)

    case .serialize(let input, let computed):
      var below = lower(input)
      let steps = computed.map { PlanNode.Computed(column: $0.column, value: lower($0.value)) }
      below.node = adding(steps, to: takingWindows(below.node, text), text)
      return below

    case .makeSeries(let input, let series):
      let below = lower(input)
      let lowered = PlanNode.Series(
        keys: series.by.map { .init(column: $0.column, value: lower($0.value)) },
        aggregates: series.aggregates.map { lower($0) },
        defaults: series.defaults.map { lower($0) }, axis: series.axis,
        axisValue: lower(series.axisValue), from: series.from.map { lower($0) },
        to: series.to.map { lower($0) }, step: lower(series.step), isInclusive: series.isInclusive,
        isNeverEmpty: series.isNeverEmpty && series.by.isEmpty)
      return LoweredQuery(
        node: PlanNode(.makeSeries(below.node, lowered), columns: query.schema.columns, text),
        rest: nil)
    }
  }

  /// The pieces of a `parse kind=regex` as one expression that begins where the text does.
  ///
  /// See `parse-operator.md`: `*` is `.*?`, a whole number `-?\\d+`; other columns take all that the rest leaves them,
  /// unless the flag `U` makes them take as little as possible.
  private mutating func parseRegex(
    _ pieces: [BoundQuery.ParsePiece], _ flags: String, _ span: SourceSpan
  ) -> PlanNode.ParseRegex? {
    var text = "\\A"
    var groupCount = 0
    var groups: [Int] = []
    for piece in pieces {
      switch piece {
      case .skip: text += ".*?"
      case .literal(let literal):
        text += "(?:\(literal))"
        // What is wrong in a piece must not be repaired by another.
        guard case .pattern = pattern(.constant(.string(literal)), span).kind,
          let outcome = try? RegexCompiler.explain(literal)
        else { return nil }
        groupCount += outcome.groupCount
      case .column(let column):
        groupCount += 1
        groups.append(groupCount)
        text += column.type == .long || column.type == .int ? "(-?\\d+)" : "(.*)"
      }
    }
    return PlanNode.ParseRegex(pattern: pattern(.constant(.string(text)), span, flags: flags), groups: groups)
  }

  /// `parse-kv`: an array of the keys' values, then each converted to the type of its column.
  private mutating func lowerKeyValues(
    _ below: LoweredQuery, _ expression: BoundExpression, _ keys: [ColumnSymbol],
    _ options: BoundQuery.ParseKeyValueOptions, _ text: SourceText, _ span: SourceSpan
  ) -> LoweredQuery {
    func strings(_ texts: [String]) -> PlanExpression {
      .constant(.dynamic(.array(texts.map { .scalar(.string($0)) })))
    }
    let source = convert(lower(expression), to: .string, expression.span)
    let names = strings(keys.map(\.name))
    let call: PlanExpression.Kind
    if let regex = options.regex {
      if let outcome = try? RegexCompiler.explain(regex), outcome.groupCount != 2 {
        refuse(.invalidArgument, "the regular expression of 'parse-kv' must have two groups: key and value", span)
      }
      call = .call(
        KernelReference(
          "parseKeyValuesRegex", [.string, .value, .string], returns: .value, nullable: false, needsContext: true),
        [source, names, pattern(.constant(.string(regex)), span)])
    } else {
      call = .call(
        KernelReference(
          "parseKeyValues", [.string, .value, .string, .string, .value, .string, .bool], returns: .value,
          nullable: false, needsContext: true),
        [
          source, names, .constant(.string(options.pairDelimiter)), .constant(.string(options.keyValueDelimiter)),
          strings(options.quotes), .constant(.string(options.escape ?? "")), .constant(.bool(options.greedy)),
        ])
    }
    let pairs = ColumnSymbol("$pairs", .dynamic)
    let found = adding(
      [.init(column: pairs, value: PlanExpression(call, .dynamic, nullable: false))], to: below.node, text)
    let computed = keys.enumerated().map { index, column in
      let value = convert(element(.column(pairs), .constant(.long(Int64(index)))), to: .string, span)
      return PlanNode.Computed(column: column, value: convert(value, to: column.type, span))
    }
    return LoweredQuery(node: adding(computed, to: found, text), rest: below.rest)
  }

  private func lowerPiece(_ piece: BoundQuery.ParsePiece, _ span: SourceSpan)
    -> PlanNode.ParsePiece
  {
    switch piece {
    case .skip: return .skip
    case .literal(let text): return .literal(text)
    case .column(let column):
      let text = ColumnSymbol(column.name, .string)
      return .column(column, text: text, value: convert(.column(text), to: column.type, span))
    }
  }

  private mutating func lowerScan(
    _ query: BoundQuery, _ below: LoweredQuery, _ scan: BoundQuery.Scan
  ) -> LoweredQuery {
    let steps = scan.steps.map { step in
      PlanNode.Scan.Step(
        condition: lower(step.condition), values: step.values.map { lower($0) }, output: step.output)
    }
    let columns = below.node.columns + scan.declared + [scan.matchID].compactMap { $0 }
    let lowered = PlanNode.Scan(
      steps: steps, declared: scan.declared, matchID: scan.matchID, remembered: scan.remembered)
    return LoweredQuery(node: PlanNode(.scan(below.node, lowered), columns: columns, source(query)), rest: below.rest)
  }

  mutating func lowerSortKeys(
    _ input: BoundQuery, _ keys: [BoundQuery.SortKey], _ text: SourceText
  ) -> (LoweredQuery, [PlanNode.SortKey], [ColumnSymbol]) {
    var below = lower(input)
    let columns = below.node.columns
    var computed: [PlanNode.Computed] = []
    var sortKeys: [PlanNode.SortKey] = []
    for key in keys {
      let value = lower(key.value)
      let column: ColumnSymbol
      if case .column(let plain) = value.kind {
        column = plain
      } else {
        column = ColumnSymbol("$sort\(computed.count)", value.type)
        computed.append(.init(column: column, value: value))
      }
      sortKeys.append(
        .init(column: column, ascending: key.ascending, nullsFirst: key.nullsFirst))
    }
    if !computed.isEmpty {
      below.node = appending(
        .compute(computed, .none), to: below.node, columns: columns + computed.map(\.column), text)
    }
    return (below, sortKeys, columns)
  }

  func adding(
    _ computed: [PlanNode.Computed], to node: PlanNode, _ text: SourceText
  ) -> PlanNode {
    computed.isEmpty
      ? node
      : appending(
        .compute(computed, .none), to: node, columns: node.columns + computed.map(\.column), text)
  }

  mutating func lowerUnion(
    _ query: BoundQuery, _ inputs: [BoundQuery], _ entries: [BoundQuery.UnionColumns.Entry],
    _ sourceName: ColumnSymbol?, _ sourceNames: [String]
  ) -> LoweredQuery {
    var columns: [ColumnSymbol] = entries.map(\.column)
    let below = inputs.map { lower($0) }
    var rest: ColumnSymbol?
    if query.schema.isOpen, below.contains(where: { $0.rest != nil }) {
      rest = ColumnSymbol("$rest", .dynamic)
    }
    var branches: [PlanNode.Branch] = []
    for (index, input) in below.enumerated() {
      var values: [PlanExpression] = entries.map { entry in
        guard let source = entry.sources[index] else { return nullValue(entry.column.type) }
        return convert(.column(source), to: entry.column.type, query.span)
      }
      if sourceName != nil { values.append(.constant(.string(sourceNames[index]))) }
      if rest != nil {
        values.append(input.rest.map { .column($0) } ?? nullValue(.dynamic))
      }
      branches.append(.init(node: input.node, values: values))
    }
    if let sourceName { columns.append(sourceName) }
    if let rest { columns.append(rest) }
    return LoweredQuery(
      node: PlanNode(.union(branches), columns: columns, source(query)), rest: rest)
  }

  func nullValue(_ type: ScalarType) -> PlanExpression {
    .constant(type == .string ? .string("") : .null(type))
  }

  mutating func lowerExpansion(
    _ items: [BoundQuery.Expanded], _ bagAsArray: Bool, _ itemIndex: ColumnSymbol?,
    _ rowLimit: BoundExpression?
  ) -> (PlanNode.Expansion, [PlanNode.Computed]) {
    var expanded: [PlanNode.Expansion.Item] = []
    var conversion: [PlanNode.Computed] = []
    for item in items {
      let value = lower(item.value)
      let isDynamic = item.column.type == .dynamic || item.column.type == .unknown
      let element = isDynamic ? item.column : ColumnSymbol(item.column.name, .dynamic)
      expanded.append(.init(value: value, element: element))
      if !isDynamic {
        var cell = PlanExpression.column(element)
        if let filter = RuntimeAPI.elementFilter(item.column.type) {
          cell = PlanExpression(.call(filter, [cell]), .dynamic, nullable: true)
        }
        conversion.append(
          .init(column: item.column, value: convert(cell, to: item.column.type, item.value.span)))
      }
    }
    return (
      PlanNode.Expansion(
        items: expanded, bagAsArray: bagAsArray, itemIndex: itemIndex,
        rowLimit: rowLimit.map { lower($0) }), conversion
    )
  }

  mutating func lowerApply(
    _ query: BoundQuery, _ input: BoundQuery, _ items: [BoundQuery.Expanded], _ bagAsArray: Bool,
    _ itemIndex: ColumnSymbol?, _ rowLimit: BoundExpression?, _ applyInput: BoundQuery,
    _ subquery: BoundQuery
  ) -> LoweredQuery {
    let below = lower(input)
    let text = source(query)
    let (expansion, conversion) = lowerExpansion(items, bagAsArray, itemIndex, rowLimit)
    var columns = below.node.columns + expansion.items.map(\.element)
    if let itemIndex { columns.append(itemIndex) }
    let rows = PlanNode.ApplyRows(columns: columns)
    // The conversion to the types asked for comes first in the body.
    let start = PlanNode(.applyRows(rows), columns: columns, text)
    nodes[ObjectIdentifier(applyInput)] = LoweredQuery(
      node: adding(conversion, to: start, text), rest: nil)
    let body = lower(subquery)
    let node = PlanNode(
      .apply(below.node, expansion, rows, body: body.node),
      columns: body.node.columns + below.node.columns.filter { !body.node.columns.contains($0) }, text)
    return LoweredQuery(node: node, rest: below.rest)
  }

  /// The node with the window functions that the expressions just lowered asked for.
  mutating func takingWindows(_ node: PlanNode, _ text: SourceText) -> PlanNode {
    guard !pendingWindows.isEmpty else { return node }
    defer { pendingWindows = [] }
    // One after the other: a window can read another one, as in `row_window_session(t, 1h, 1m, x != prev(x))`.
    return pendingWindows.reduce(node) { below, window in
      PlanNode(.windows(below, [window]), columns: below.columns + [window.column], text)
    }
  }

  mutating func lower(_ aggregate: BoundQuery.Aggregate) -> PlanNode.Aggregate {
    let function: PlanNode.Aggregate.Function
    switch aggregate.function {
    case .symbol(_, let signature, let arguments, let constants):
      function = .state(
        name: signature.state, constants: constants,
        arguments: zip(arguments, signature.parameters).map { lowerArgument($0, $1) },
        result: signature.result, resultNullable: signature.resultNullable)
    case .argExtreme(let isMax, let key, let values):
      function = .argExtreme(isMax: isMax, key: lower(key), values: values.map { lower($0) })
    case .anyRow(let values):
      function = .anyRow(values.map { lower($0) })
    }
    return PlanNode.Aggregate(
      function: function, filter: aggregate.filter.map { lower($0) }, columns: aggregate.columns,
      text: SourceText(text(aggregate.span)))
  }

  mutating func lowerBagUnpack(
    _ query: BoundQuery, _ input: BoundQuery, _ column: ColumnSymbol, prefix: String,
    ignored: [String], fixed: [ColumnSymbol]?
  ) -> LoweredQuery {
    let below = lower(input)
    let text = source(query)
    let bag = PlanExpression.column(column)
    let demanded = (query.schema.open?.demanded ?? []) + (fixed ?? [])
    let computed = demanded.map { target -> PlanNode.Computed in
      guard target.name.hasPrefix(prefix), !ignored.contains(where: { prefix + $0 == target.name }) else {
        return .init(column: target, value: nullValue(target.type))
      }
      let name = String(target.name.dropFirst(prefix.count))
      return .init(
        column: target,
        value: convert(property(bag, name), to: target.type, query.span))
    }
    var node = adding(computed, to: below.node, text)
    var rest: ColumnSymbol?
    if query.schema.isOpen, keepsRest {
      let excluded =
        query.schema.columns.map { PlanExpression.constant(.string($0.name)) }
        + ignored.map { .constant(.string(prefix + $0)) }
      let open = ColumnSymbol("$rest", .dynamic)
      rest = open
      let openBag = PlanExpression(
        .call(
          KernelReference(
            "openBag", [.value, .string, .values], returns: .value, nullable: true,
            needsContext: true), [bag, .constant(.string(prefix))] + excluded), .dynamic,
        nullable: true)
      node = adding([.init(column: open, value: openBag)], to: node, text)
    }
    return LoweredQuery(node: node, rest: rest)
  }

  mutating func lowerPivot(
    _ query: BoundQuery, _ input: BoundQuery, key: BoundExpression,
    _ aggregate: BoundQuery.Aggregate, by: [ColumnSymbol]
  ) -> LoweredQuery {
    let below = lower(input)
    let text = source(query)
    let keyText = convert(lower(key), to: .string, query.span)
    let byColumns = query.schema.columns
    let demanded = query.schema.open?.demanded ?? []
    let one = lower(aggregate)
    guard keepsRest else {
      // Only the columns that the query names matter: the aggregate over the rows with that key.
      let keys = zip(byColumns, by).map { PlanNode.Computed(column: $0, value: .column($1)) }
      let named = demanded.map { target in
        var copy = one
        let isKey = PlanExpression(
          .inLiterals(.exact, keyText, [target.name]), .bool, nullable: false)
        copy.filter =
          one.filter.map { PlanExpression(.and($0, isKey), .bool, nullable: $0.nullable) } ?? isKey
        copy.columns = [ColumnSymbol(target.name, aggregate.columns[0].type)]
        return copy
      }
      let node = PlanNode(
        .summarize(below.node, keys: keys, aggregates: named),
        columns: byColumns + named.flatMap(\.columns), text)
      let conversion = zip(demanded, named).map { target, aggregate in
        PlanNode.Computed(
          column: target,
          value: convert(.column(aggregate.columns[0]), to: target.type, query.span))
      }
      return LoweredQuery(node: adding(conversion, to: node, text), rest: nil)
    }
    // By columns and key first, then a bag of key → value for each group of the columns.
    let groupKey = ColumnSymbol("$pivotKey", .string)
    let groupColumns = byColumns.map { ColumnSymbol($0.name, $0.type) }
    var inner = one
    inner.columns = [ColumnSymbol("$pivotValue", aggregate.columns[0].type)]
    let grouped = PlanNode(
      .summarize(
        below.node,
        keys: zip(groupColumns, by).map { .init(column: $0, value: .column($1)) } + [
          .init(column: groupKey, value: keyText)
        ], aggregates: [inner]), columns: groupColumns + [groupKey] + inner.columns, text)
    let rest = ColumnSymbol("$rest", .dynamic)
    let bag = PlanNode.Aggregate(
      function: .collectBag(
        key: .column(groupKey),
        value: PlanExpression(.cell(.column(inner.columns[0])), .dynamic, nullable: true),
        of: inner),
      filter: nil, columns: [rest], text: .none)
    let node = PlanNode(
      .summarize(
        grouped, keys: zip(byColumns, groupColumns).map { .init(column: $0, value: .column($1)) },
        aggregates: [bag]), columns: byColumns + [rest], text)
    let members = demanded.map {
      PlanNode.Computed(
        column: $0, value: convert(property(.column(rest), $0.name), to: $0.type, query.span))
    }
    return LoweredQuery(node: adding(members, to: node, text), rest: rest)
  }
}

extension PlanNode.Aggregate {
  /// How many values of one row it gives.
  fileprivate var rowWidth: Int {
    switch function {
    case .argExtreme, .anyRow: columns.count
    case .state, .collectBag: 0
    }
  }
}
