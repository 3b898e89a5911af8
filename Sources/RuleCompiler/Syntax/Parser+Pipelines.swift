/// Pipelines: sources and operators with `|` between them.
extension Parser {
  /// `T | where … | take 5`, or any expression if there is no `|`.
  mutating func parsePipelineExpression() -> Expression? {
    nested { $0.parsePipelineOrScalar() }
  }

  private mutating func parsePipelineOrScalar() -> Expression? {
    let start = token.start
    var operators: [TabularOperator] = []
    var source: Expression?
    if isOperatorAhead() || keyword.map(Parser.isLeadingOnly) == true, let first = parseOperator() {
      operators.append(first)
    } else {
      source = parseOr()
      if source == nil, !at(.bar) || !isRecovering {
        guard let first = parseOperator() else { return nil }
        operators.append(first)
      }
    }
    if operators.isEmpty, !at(.bar) {
      finishSource()
      if !at(.bar) { return source }
    } else {
      finishOperator()
    }
    parseSteps(into: &operators)
    let span = span(from: start)
    return Expression(.pipeline(Pipeline(source: source, operators: operators, span: span)), span)
  }

  /// Operators that stand at the head of a query although they are no names.
  private static func isLeadingOnly(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .find, .print, .search, .union, .macroExpand: true
    default: false
    }
  }

  /// The operators of `mv-apply … on (…)` and its like: no source, at least one operator.
  mutating func parseSubquery() -> Expression? {
    nested { parser in
      let start = parser.token.start
      var operators = [parser.parseRequiredOperator()]
      parser.finishOperator()
      parser.parseSteps(into: &operators)
      let span = parser.span(from: start)
      return Expression(.pipeline(Pipeline(source: nil, operators: operators, span: span)), span)
    }
  }

  private mutating func parseSteps(into operators: inout [TabularOperator]) {
    while at(.bar) {
      endRecovery()
      advance()
      operators.append(parseRequiredOperator())
      finishOperator()
    }
    treeDepth = 1
  }

  /// Behind the source of a query, an operator on a line of its own has lost its `|`.
  private mutating func finishSource() {
    guard case .keyword(let keyword) = token.kind, OperatorNames.all.contains(keyword.rawValue),
      !Keyword.names.contains(keyword) || Parser.isWord(peek())
    else { return }
    switch keyword {
    // These also begin clauses of the operators that take a source.
    case .as, .project, .find: return
    default: finishOperator()
    }
  }

  /// Whether an operator begins here, where keywords can also be names.
  func isOperatorAhead() -> Bool {
    guard let keyword else { return false }
    let next = peek()
    switch keyword {
    case .evaluate:
      return lengthOfName(at: 1) > 0 || lengthOfParameterName(at: 1) > 0
    case .facet:
      return next.kind == .keyword(.by)
    case .partition, .reduce:
      return next.kind == .keyword(.by) || lengthOfParameterName(at: 1) > 0
    case .range:
      let length = lengthOfName(at: 1)
      return length > 0 && peek(1 + length).kind == .keyword(.from)
    case .inlineExternalTable:
      return next.kind == .openParen || next.kind == .keyword(.kind)
    case .render:
      return Parser.isWord(next)
    case .fork, .lookup, .partitionBy:
      return false
    case .as, .assertSchema, .executeAndCache, .find, .graphMatch, .graphToTable, .graphShortestPaths,
      .graphMarkComponents, .graphWhereNodes, .graphWhereEdges, .invoke, .macroExpand, .makeGraph,
      .makeSeries,
      .mvDashApply, .mvDashExpand, .parseWhere, .parseKv, .print, .project, .projectAway, .projectKeep,
      .projectRename, .projectByNames, .projectReorder, .sample, .sampleDistinct, .search, .topHitters,
      .topNested, .union, .where:
      return true
    default:
      return false
    }
  }

  /// The operator behind a `|`, or a report and an invalid operator.
  mutating func parseRequiredOperator() -> TabularOperator {
    // `project-awy` is several tokens.
    let isDashed = peek().kind == .minus && Parser.isWord(peek(2)) && areAdjacent(0, count: 3)
    if !isDashed, let step = parseOperator() { return step }
    let start = token.start
    if Parser.isWord(token) {
      var length = 1
      while !peek(length).hasTrivia, Parser.isWord(peek(length)) || peek(length).kind == .minus {
        length += 1
      }
      var text = ""
      for _ in 0..<length { text += self.text(advance()) }
      let name = Name(text, span(from: start))
      let suggestion = OperatorNames.nearest(to: text)
      report(
        .syntaxUnknownOperator,
        "there is no operator '\(text)'\(suggestion.map { "; did you mean '\($0)'?" } ?? "")", at: name.span,
        fix: suggestion)
      skipToBoundary()
      return TabularOperator(kind: .invalid, keyword: name, span: span(from: start))
    }
    if at(.bad) {
      reportUnexpected()
    } else if at(.bar), !token.hasTrivia {
      index -= 1
      reportUnexpected()
      advance()
      advance()
      skipToBoundary()
    } else {
      report(.syntaxMissingOperator, "expected an operator behind '|'", at: gapSpan)
    }
    return TabularOperator(
      kind: .invalid, keyword: Name("", span(from: previousEnd)), span: span(from: previousEnd))
  }

  /// Reads over an operator that rulec does not compile.
  mutating func parseUnsupportedOperator() -> TabularOperator {
    let first = advance()
    skipToBoundary()
    return TabularOperator(
      kind: .unsupported, keyword: Name(text(first), span(first)), span: span(from: first.start))
  }
}
