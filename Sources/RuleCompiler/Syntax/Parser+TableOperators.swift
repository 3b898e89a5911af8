/// Operators that take other tables or queries.
extension Parser {
  // MARK: join, union

  mutating func parseJoin(requiresCondition: Bool) -> JoinOperator {
    let parameters = parseOperatorParameters()
    let right = parseRequiredScalar()
    var condition: JoinOperator.Condition?
    if accept(.on) {
      condition = .on(parseNonEmptyList { $0.parseScalar() })
    } else if !requiresCondition, accept(.where) {
      condition = .where(parseRequiredScalar())
    } else if requiresCondition {
      expect(.on)
    }
    return JoinOperator(parameters: parameters, right: right, condition: condition)
  }

  mutating func parseUnion() -> TabularOperatorKind {
    let parameters = parseOperatorParameters(also: ["best_effort"])
    return .union(
      UnionOperator(parameters: parameters, tables: parseNonEmptyList { $0.parseTableReference() }))
  }

  /// A table, a call, a name pattern, also with `database(…).` before it, or a query in parentheses.
  /// - Parameter allowsCalls: false where a parenthesis behind a name begins something else.
  mutating func parseTableReference(allowsCalls: Bool = true) -> Expression? {
    treeDepth = 1
    if at(.openParen) { return parsePath() }
    if let pattern = parseNamePattern() { return Expression(.namePattern(pattern), pattern.span) }
    let start = token.start
    var expression: Expression
    if allowsCalls, isCallAhead() {
      guard let call = parseCall() else { return nil }
      expression = Expression(.call(call), span(from: start))
    } else if let name = parseName() {
      expression = Expression(.name(name), name.span)
    } else {
      return allowsCalls ? parsePath() : nil
    }
    while true {
      let depth = treeDepth
      if accept(.dot) {
        guard
          let next = parseMember(of: expression, from: start, allowsPattern: true, allowsCalls: allowsCalls)
        else { return expression }
        expression = next
      } else if at(.openBracket) {
        expression = parseElement(of: expression, from: start)
      } else {
        return expression
      }
      addChainLink(depth, treeDepth)
    }
  }

  // MARK: search, find

  mutating func parseSearch() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let dataScope = parseDataScope()
    let tables = parseTablesClause() ?? []
    let start = token.start
    let predicate: Expression
    if at(.asterisk), peek().kind.binaryOperator == nil {
      let star = Expression(.star, span(advance()))
      if accept(.and) {
        let right = parseRequiredScalar()
        predicate = Expression(.and([star, right]), span(from: start))
      } else {
        predicate = star
      }
    } else {
      predicate = parseRequiredScalar()
    }
    return .search(
      SearchOperator(parameters: parameters, dataScope: dataScope, tables: tables, predicate: predicate))
  }

  mutating func parseFind() -> TabularOperatorKind {
    var dataScope = parseDataScope()
    let parameters = parseOperatorParameters()
    dataScope = dataScope ?? parseDataScope()
    let tables = parseTablesClause()
    if !parameters.isEmpty || tables != nil { expect(.where) } else { _ = accept(.where) }
    let predicate = parseRequiredScalar()
    var project: [FindOperator.Column]?
    if accept(.project) {
      project = parseNonEmptyList { $0.parseFindColumn() }
    } else if accept(.projectSmart) {
      project = []
    }
    let away = accept(.projectAwayOld) ? parseNonEmptyList { $0.parseFindColumn() } : nil
    return .find(
      FindOperator(
        dataScope: dataScope, parameters: parameters, tables: tables ?? [], predicate: predicate,
        project: project, projectAway: away))
  }

  private mutating func parseDataScope() -> Name? {
    guard accept(.datascope) else { return nil }
    expect(.equal)
    guard Parser.isWord(token) else { return parseRequiredName() }
    let token = advance()
    return Name(text(token), span(token))
  }

  /// `in (T1, T*)`
  private mutating func parseTablesClause() -> [Expression]? {
    guard accept(.in) else { return nil }
    let opening = open(.openParen)
    let tables = opening == nil ? [] : parseNonEmptyList { $0.parseFindTable() }
    close(.closeParen, opening: opening, isList: true)
    return tables
  }

  /// A table, or `T | as Name`.
  private mutating func parseFindTable() -> Expression? {
    let start = token.start
    guard let table = parseTableReference() else { return nil }
    guard at(.bar), peek().kind == .keyword(.as) else { return table }
    advance()
    let step = parseRequiredOperator()
    let span = span(from: start)
    return Expression(.pipeline(Pipeline(source: table, operators: [step], span: span)), span)
  }

  private mutating func parseFindColumn() -> FindOperator.Column? {
    if at(.asterisk) { return .star(span(advance())) }
    if at(.pack), peek().kind == .openParen {
      let start = token.start
      advance()
      let opening = open(.openParen)
      expect(.asterisk)
      close(.closeParen, opening: opening)
      return .pack(span(from: start))
    }
    guard let name = parseName() else { return nil }
    if name.text == "pack_all", let opening = open(.openParen) {
      close(.closeParen, opening: opening)
      return .pack(span(from: name.span.start))
    }
    return .name(name, type: accept(.colon) ? parseTypeName() : nil)
  }

  // MARK: Subqueries

  mutating func parseFacet() -> TabularOperatorKind {
    expect(.by)
    let columns = parseNonEmptyList { $0.parseTableReference(allowsCalls: false) }
    var subquery: Pipeline?
    if accept(.with) {
      if let opening = open(.openParen) {
        subquery = pipeline(parseSubquery())
        close(.closeParen, opening: opening)
      } else {
        let step = parseRequiredOperator()
        subquery = Pipeline(source: nil, operators: [step], span: step.span)
      }
    }
    return .facet(FacetOperator(columns: columns, subquery: subquery))
  }

  private func pipeline(_ expression: Expression?) -> Pipeline? {
    if case .pipeline(let pipeline) = expression?.kind { pipeline } else { nil }
  }

  mutating func parseFork() -> TabularOperatorKind {
    var branches: [ForkBranch] = []
    while true {
      let start = token.start
      let length = lengthOfName()
      var name: Name?
      if length > 0, peek(length).kind == .equal {
        name = parseName()
        advance()
      } else if !at(.openParen) {
        break
      }
      let opening = open(.openParen)
      let isOperator = keyword.map { OperatorNames.all.contains($0.rawValue) } ?? false
      let body = parseRequired { isOperator ? $0.parseSubquery() : $0.parsePipelineExpression() }
      close(.closeParen, opening: opening)
      branches.append(ForkBranch(name: name, body: body, span: span(from: start)))
    }
    if branches.isEmpty { expect(.openParen) }
    return .fork(branches)
  }

  mutating func parsePartition() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    expect(.by)
    let key = parseRequired { $0.parseTableReference(allowsCalls: false) }
    var scope: Expression?
    if accept(.in) {
      scope = parseRequired { parser in
        if parser.at(.dynamic) { return parser.parseDynamicLiteral() }
        let start = parser.token.start
        return parser.parseCall().map { Expression(.call($0), parser.span(from: start)) }
      }
    }
    let isQuery = at(.openBrace)
    let subquery: Expression
    if let opening = open(isQuery ? .openBrace : .openParen) {
      subquery = parseRequired { isQuery ? $0.parsePipelineExpression() : $0.parseSubquery() }
      close(isQuery ? .closeBrace : .closeParen, opening: opening)
    } else {
      expect(.openParen)
      subquery = missingExpression()
    }
    return .partition(
      PartitionOperator(parameters: parameters, key: key, scope: scope, subquery: subquery, isQuery: isQuery))
  }

  // MARK: mv-expand, mv-apply

  mutating func parseMvExpand() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let columns = parseNonEmptyList { $0.parseExpandedColumn() }
    let limit = accept(.limit) ? parseRequiredScalar() : nil
    return .mvExpand(MvExpandOperator(parameters: parameters, columns: columns, limit: limit))
  }

  mutating func parseMvApply() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    let columns: [ExpandedColumn]
    if at(.to) {
      let start = token.start
      let type = parseExpandedType()
      columns = [ExpandedColumn(expression: nil, type: type, span: span(from: start))]
    } else {
      columns = parseNonEmptyList { $0.parseExpandedColumn() }
    }
    let limit = accept(.limit) ? parseRequiredScalar() : nil
    let contextID = accept(.id) ? parseRequiredScalar() : nil
    expect(.on)
    let subquery: Expression
    if let opening = open(.openParen) {
      subquery = parseRequired { $0.parseSubquery() }
      close(.closeParen, opening: opening)
    } else {
      expect(.openParen)
      subquery = missingExpression()
    }
    return .mvApply(
      MvApplyOperator(
        parameters: parameters, columns: columns, limit: limit, contextID: contextID, subquery: subquery))
  }

  private mutating func parseExpandedColumn() -> ExpandedColumn? {
    let start = token.start
    guard let expression = parseNamedExpression() else { return nil }
    let type = parseExpandedType()
    return ExpandedColumn(expression: expression, type: type, span: span(from: start))
  }

  /// `to typeof(long)`
  private mutating func parseExpandedType() -> TypeOfSyntax? {
    guard accept(.to) else { return nil }
    if let type = parseTypeOfSyntax() { return type }
    report(.syntaxExpected, "expected 'typeof(…)' behind 'to'", at: gapSpan)
    return nil
  }
}
