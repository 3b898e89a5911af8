/// The tabular operators, by keyword.
extension Parser {
  /// The operator that begins here, or nil.
  mutating func parseOperator() -> TabularOperator? {
    guard let keyword else { return nil }
    // `count()` and `range()` are functions.
    if keyword == .count || keyword == .range, peek().kind == .openParen { return nil }
    if Parser.unsupportedOperators.contains(keyword) { return parseUnsupportedOperator() }
    guard let parse = Parser.operatorParsers[keyword] else { return nil }
    let first = advance()
    let kind = parse(&self)
    return TabularOperator(
      kind: kind, keyword: Name(text(first), span(first)), span: span(from: first.start))
  }

  private static let unsupportedOperators: Set<Keyword> = [
    .executeAndCache, .partitionBy, .macroExpand, .makeGraph, .graphMatch, .graphShortestPaths, .graphToTable,
    .graphMarkComponents, .graphWhereNodes, .graphWhereEdges, .inlineExternalTable,
  ]

  /// What parses the rest of each operator, behind its keyword.
  private static let operatorParsers: [Keyword: @Sendable (inout Parser) -> TabularOperatorKind] = [
    .as: { .as(AsOperator(parameters: $0.parseOperatorParameters(), name: $0.parseRequiredName())) },
    .assertSchema: { .assertSchema($0.parseRequiredSchema()) },
    .consume: { .consume($0.parseOperatorParameters()) },
    .count: { .count(alias: $0.accept(.as) ? $0.parseRequiredName() : nil) },
    .distinct: { $0.parseDistinct() },
    .evaluate: { $0.parseEvaluate() },
    .extend: { .extend($0.parseNonEmptyList { $0.parseNamedExpression() }) },
    .facet: { $0.parseFacet() },
    .filter: { $0.parseFilter() },
    .where: { $0.parseFilter() },
    .find: { $0.parseFind() },
    .fork: { $0.parseFork() },
    .getSchema: { .getSchema($0.parseOperatorParameters()) },
    .invoke: { $0.parseInvoke() },
    .join: { .join($0.parseJoin(requiresCondition: false)) },
    .lookup: { .lookup($0.parseJoin(requiresCondition: true)) },
    .makeSeries: { $0.parseMakeSeries() },
    .mvApply: { $0.parseMvApply() },
    .mvDashApply: { $0.parseMvApply() },
    .mvExpand: { $0.parseMvExpand() },
    .mvDashExpand: { $0.parseMvExpand() },
    .parse: { .parse($0.parseParse()) },
    .parseWhere: { .parseWhere($0.parseParse()) },
    .parseKv: { $0.parseParseKV() },
    .partition: { $0.parsePartition() },
    .print: { .print($0.parseNonEmptyList { $0.parseNamedExpression() }) },
    .project: { .project($0.parseCommaList { $0.parseNamedExpression() }) },
    .projectAway: { .projectAway($0.parseCommaList { $0.parseNameOrPattern() }) },
    .projectByNames: { .projectByNames($0.parseCommaList { $0.parseScalar() }) },
    .projectKeep: { .projectKeep($0.parseCommaList { $0.parseNameOrPattern() }) },
    .projectRename: { .projectRename($0.parseCommaList { $0.parseNamedExpression() }) },
    .projectReorder: { .projectReorder($0.parseCommaList { $0.parseReorderedColumn() }) },
    .range: { $0.parseRange() },
    .reduce: { $0.parseReduce() },
    .render: { $0.parseRender() },
    .sample: { .sample($0.parseCounted()) },
    .sampleDistinct: { $0.parseSampleDistinct() },
    .scan: { $0.parseScan() },
    .search: { $0.parseSearch() },
    .serialize: { $0.parseSerialize() },
    .sort: { $0.parseSort() },
    .order: { $0.parseSort() },
    .summarize: { $0.parseSummarize() },
    .take: { .take($0.parseCounted()) },
    .limit: { .take($0.parseCounted()) },
    .top: { $0.parseTop() },
    .topHitters: { $0.parseTopHitters() },
    .topNested: { $0.parseTopNested() },
    .union: { $0.parseUnion() },
  ]

  mutating func parseRequiredNamed() -> Expression { parseRequired { $0.parseNamedExpression() } }
  mutating func parseRequiredScalar() -> Expression { parseRequired { $0.parseScalar() } }
}

// MARK: Rows and columns

extension Parser {
  private mutating func parseDistinct() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let columns = parseNonEmptyList { parser -> Expression? in
      parser.at(.asterisk)
        ? Expression(.star, parser.span(parser.advance())) : parser.parseNamedExpression()
    }
    return .distinct(DistinctOperator(parameters: parameters, columns: columns))
  }

  private mutating func parseFilter() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let predicate = parseRequiredNamed()
    if case .named(let names, _) = predicate.kind {
      let name = names[0]
      reportLocal(
        .syntaxAssignment, "'=' gives a name; a comparison is written '=='",
        at: SourceSpan(name.span.start, predicate.span.end, in: name.span.source),
        fix: nil)
    }
    return .filter(FilterOperator(parameters: parameters, predicate: predicate))
  }

  private mutating func parseCounted() -> CountedOperator {
    CountedOperator(parameters: parseOperatorParameters(), count: parseRequiredNamed())
  }

  private mutating func parseSampleDistinct() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let count = parseRequiredNamed()
    expect(.of)
    return .sampleDistinct(
      SampleDistinctOperator(parameters: parameters, count: count, column: parseRequiredNamed()))
  }

  private mutating func parseSerialize() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    return .serialize(
      SerializeOperator(parameters: parameters, columns: parseCommaList { $0.parseNamedExpression() }))
  }

  private mutating func parseReorderedColumn() -> ReorderedColumn? {
    guard let column = parseNameOrPattern() else { return nil }
    return ReorderedColumn(column: column, order: parseOrder())
  }

  /// `asc`, `desc`, `granny-asc`, `granny-desc`
  private mutating func parseOrder() -> SortDirection? {
    let direction: SortDirection
    switch keyword {
    case .asc: direction = .ascending
    case .desc: direction = .descending
    case .grannyAsc: direction = .naturalAscending
    case .grannyDesc: direction = .naturalDescending
    default: return nil
    }
    advance()
    return direction
  }

  /// `x desc nulls last`
  mutating func parseOrdered() -> OrderedExpression? {
    let start = token.start
    guard let expression = parseNamedExpression() else { return nil }
    let direction = parseOrder()
    var nulls: OrderedExpression.Nulls?
    if accept(.nulls) {
      if accept(.first) {
        nulls = .first
      } else if accept(.last) {
        nulls = .last
      } else {
        report(.syntaxExpected, "expected 'first' or 'last'\(beforeToken)", at: gapSpan)
      }
    }
    return OrderedExpression(
      expression: expression, direction: direction, nulls: nulls, span: span(from: start))
  }

  private mutating func parseRequiredOrdered() -> OrderedExpression {
    if let ordered = parseOrdered() { return ordered }
    reportMissingExpression()
    let missing = missingExpression()
    return OrderedExpression(expression: missing, direction: nil, nulls: nil, span: missing.span)
  }

  private mutating func parseSort() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    expect(.by)
    return .sort(SortOperator(parameters: parameters, keys: parseNonEmptyList { $0.parseOrdered() }))
  }

  private mutating func parseTop() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let count = parseRequiredNamed()
    expect(.by)
    return .top(TopOperator(parameters: parameters, count: count, key: parseRequiredOrdered()))
  }

  private mutating func parseTopHitters() -> TabularOperatorKind {
    let count = parseRequiredNamed()
    expect(.of)
    let column = parseRequiredNamed()
    let weight = accept(.by) ? parseRequiredNamed() : nil
    return .topHitters(TopHittersOperator(count: count, column: column, weight: weight))
  }

  private mutating func parseTopNested() -> TabularOperatorKind {
    var clauses: [TopNestedClause] = []
    var start = tokens[index - 1].start
    while true {
      let count = at(.of) ? nil : parseNamedExpression()
      expect(.of)
      let column = parseRequiredNamed()
      var others: Expression?
      if accept(.with) {
        expect(.others)
        expect(.equal)
        others = parseRequired { $0.parseValue() ?? $0.parseScalar() }
      }
      expect(.by)
      let key = parseRequiredOrdered()
      clauses.append(
        TopNestedClause(count: count, column: column, others: others, key: key, span: span(from: start)))
      guard accept(.comma) else { break }
      start = token.start
      expect(.topNested)
    }
    return .topNested(clauses)
  }

  private mutating func parseReduce() -> TabularOperatorKind {
    let parameters = parseOperatorParameters(also: ["threshold", "characters"])
    expect(.by)
    let key = parseRequiredNamed()
    let properties = accept(.with) ? parseBareProperties() : []
    return .reduce(ReduceOperator(parameters: parameters, key: key, properties: properties))
  }

  private mutating func parseRange() -> TabularOperatorKind {
    let name = parseRequiredName()
    expect(.from)
    let from = parseRequiredScalar()
    expect(.to)
    let to = parseRequiredScalar()
    expect(.step)
    return .range(RangeOperator(name: name, from: from, to: to, step: parseRequiredScalar()))
  }
}

// MARK: Aggregation

extension Parser {
  private mutating func parseSummarize() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let aggregates = at(.by) && !isNameAhead() ? [] : parseCommaList { $0.parseNamedExpression() }
    let start = token.start
    guard accept(.by) else {
      return .summarize(
        SummarizeOperator(parameters: parameters, aggregates: aggregates, by: [], bin: nil, bySpan: nil))
    }
    let by = parseNonEmptyList { parser in
      parser.isLegacyBinAhead() ? nil : parser.parseNamedExpression()
    }
    var bin: Expression?
    if isLegacyBinAhead() {
      advance()
      advance()
      bin = parseRequiredScalar()
    }
    return .summarize(
      SummarizeOperator(
        parameters: parameters, aggregates: aggregates, by: by, bin: bin, bySpan: span(from: start)))
  }

  /// Whether a keyword is used as the name of `name = …`.
  private func isNameAhead() -> Bool { peek().kind == .equal }

  /// `bin=1h` behind the keys
  private func isLegacyBinAhead() -> Bool {
    guard at(.bin), peek().kind == .equal else { return false }
    switch peek(2).kind {
    case .long, .real, .timespan, .typed, .string, .bool: return true
    default: return false
    }
  }

  private mutating func parseMakeSeries() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let aggregates = parseNonEmptyList { parser -> MakeSeriesOperator.Aggregate? in
      guard let expression = parser.parseNamedExpression() else { return nil }
      var defaultValue: Expression?
      if parser.accept(.default) {
        parser.expect(.equal)
        defaultValue = parser.parseRequiredNamed()
      }
      return MakeSeriesOperator.Aggregate(expression: expression, defaultValue: defaultValue)
    }
    expect(.on)
    let axis = parseRequiredNamed()
    let range = parseMakeSeriesRange()
    let by = accept(.by) ? parseNonEmptyList { $0.parseNamedExpression() } : []
    return .makeSeries(
      MakeSeriesOperator(parameters: parameters, aggregates: aggregates, axis: axis, range: range, by: by))
  }

  private mutating func parseMakeSeriesRange() -> MakeSeriesOperator.Range {
    if accept(.in) {
      expect(.range)
      let opening = open(.openParen)
      let bounds = opening == nil ? [] : parseCommaList { $0.parseNamedExpression() }
      close(.closeParen, opening: opening)
      return .inRange(bounds)
    }
    let from = accept(.from) ? parseRequiredScalar() : nil
    let to = accept(.to) ? parseRequiredScalar() : nil
    expect(.step)
    return .fromTo(from: from, to: to, step: parseRequiredScalar())
  }

  private mutating func parseEvaluate() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let start = token.start
    let call: FunctionCall
    if let parsed = parseCall() {
      call = parsed
    } else {
      let name = parseRequiredName()
      expect(.openParen)
      call = FunctionCall(name: name, arguments: [], span: span(from: start))
    }
    let schema = accept(.colon) ? parseRequiredSchema() : nil
    return .evaluate(EvaluateOperator(parameters: parameters, call: call, schema: schema))
  }

  private mutating func parseInvoke() -> TabularOperatorKind {
    let start = token.start
    guard let call = parseCall() else {
      let name = parseRequiredName()
      expect(.openParen)
      return .invoke(
        Expression(.call(FunctionCall(name: name, arguments: [], span: span(from: start))), span(from: start))
      )
    }
    var expression = Expression(.call(call), span(from: start))
    while at(.dot), isCallAhead(1) {
      advance()
      guard let next = parseCall() else { break }
      expression = Expression(.memberCall(expression, next), span(from: start))
    }
    return .invoke(expression)
  }
}
