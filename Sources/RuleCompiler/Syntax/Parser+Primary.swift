/// Paths, calls and what stands alone.
extension Parser {
  /// `a.b['c'][0]`, `f(x).y`, `database('x').T`
  mutating func parsePath() -> Expression? {
    let start = token.start
    guard var expression = parsePrimary() else { return nil }
    while true {
      let depth = treeDepth
      switch token.kind {
      case .dot:
        advance()
        guard let next = parseMember(of: expression, from: start, allowsPattern: false) else {
          return expression
        }
        expression = next
      case .openBracket:
        expression = parseElement(of: expression, from: start)
      default:
        return expression
      }
      addChainLink(depth, treeDepth)
    }
  }

  /// What stands behind the `.` of a path.
  mutating func parseMember(
    of target: Expression, from start: Int, allowsPattern: Bool, allowsCalls: Bool = true
  ) -> Expression? {
    if allowsPattern, lengthOfNamePattern() > 0, let pattern = parseNamePattern() {
      return Expression(.memberPattern(target, pattern), span(from: start))
    }
    if allowsCalls, isCallAhead(), let call = parseCall() {
      return Expression(.memberCall(target, call), span(from: start))
    }
    if at(.openBracket), lengthOfName() == 0 { return parseElement(of: target, from: start) }
    if let name = parseName() { return Expression(.member(target, name), span(from: start)) }
    if Parser.isWord(token) {
      let special = keyword?.isSpecialName == true
      if !special {
        reportLocal(
          .syntaxNameNeedsBrackets, "'\(text(token))' is a keyword; as a name it needs brackets",
          at: span(token), fix: "['\(text(token))']")
      }
      let token = advance()
      return Expression(.member(target, Name(text(token), span(token))), span(from: start))
    }
    report(.syntaxMissingName, "expected a name\(beforeToken)", at: gapSpan)
    return nil
  }

  mutating func parseElement(of target: Expression, from start: Int) -> Expression {
    let opening = open(.openBracket)
    let index = parseRequired { $0.parseScalar() }
    close(.closeBracket, opening: opening)
    return Expression(.element(target, index: index), span(from: start))
  }

  private mutating func parsePrimary() -> Expression? {
    treeDepth = 1
    switch token.kind {
    case .string, .bool, .long, .real, .timespan, .typed, .bareGuid:
      return parseLiteral()
    case .openParen:
      return parseParenthesized()
    case .keyword(let keyword):
      switch keyword {
      case .dynamic:
        if peek().kind == .openParen { return parseDynamicLiteral() }
      case .typeOf:
        if peek().kind == .openParen { return parseTypeOf() }
      case .dataTable:
        if nameNeedingBrackets() == nil { return parseDataTable() }
      case .externalData, .externalDataOld:
        if nameNeedingBrackets() == nil { return parseExternalData() }
      case .toScalar, .toTable:
        if nameNeedingBrackets() == nil { return parseConversion(keyword) }
      case .materialize:
        if peek().kind == .openParen { return parseMaterialize() }
      case .entityGroup:
        if peek().kind == .openBracket { return parseEntityGroup() }
      case .materializedViewCombine, .contextualDataTable:
        return parseUnsupportedSource()
      default:
        break
      }
    default:
      break
    }
    if isCallAhead() {
      let start = token.start
      return parseCall().map { Expression(.call($0), span(from: start)) }
    }
    return parseNameExpression()
  }

  private mutating func parseNameExpression() -> Expression? {
    let name: Name
    if let parsed = parseName() {
      name = parsed
    } else if let keyword, keyword.isSpecialName {
      let token = advance()
      name = Name(text(token), span(token))
    } else if at(.openBracket), let pattern = parseNamePattern() {
      return Expression(.namePattern(pattern), pattern.span)
    } else if let text = nameNeedingBrackets() {
      let token = advance()
      reportLocal(
        .syntaxNameNeedsBrackets, "'\(text)' is a keyword; as a name it needs brackets", at: span(token),
        fix: "['\(text)']")
      name = Name(text, span(token))
    } else {
      return nil
    }
    // `T datascope=hotcache` picks data that a detector does not tell apart.
    if accept(.datascope) {
      expect(.equal)
      if Parser.isWord(token) {
        advance()
      } else {
        report(.syntaxMissingName, "expected a data scope", at: gapSpan)
      }
    }
    return Expression(.name(name), name.span)
  }

  private mutating func parseParenthesized() -> Expression {
    let start = token.start
    let opening = open(.openParen)
    let inner = parseRequired { $0.parsePipelineExpression() }
    close(.closeParen, opening: opening)
    treeDepth += 1
    return Expression(.parenthesized(inner), span(from: start))
  }

  // MARK: Calls

  func isCallAhead(_ offset: Int = 0) -> Bool {
    let length = lengthOfName(at: offset)
    return length > 0 && peek(offset + length).kind == .openParen
  }

  /// `f(x, name = y, *)`
  mutating func parseCall() -> FunctionCall? {
    guard isCallAhead(), let name = parseName() else { return nil }
    let opening = open(.openParen)
    let arguments = parseCommaList { $0.parseArgument() }
    close(.closeParen, opening: opening, isList: true)
    treeDepth += 1
    return FunctionCall(name: name, arguments: arguments, span: span(from: name.span.start))
  }

  private mutating func parseArgument() -> Expression? {
    if at(.asterisk), peek().kind == .closeParen || peek().kind == .comma {
      treeDepth = 1
      return Expression(.star, span(advance()))
    }
    return parseNamedExpression()
  }

  // MARK: Sources

  /// `datatable (a:long) [1, 2]`
  private mutating func parseDataTable() -> Expression {
    let start = advance().start
    let parameters = parseOperatorParameters()
    let schema = parseRequiredSchema()
    let opening = open(.openBracket)
    var values: [Expression] = []
    if opening != nil {
      _ = accept(.comma)
      values = parseCommaList(allowsTrailingComma: true) { $0.parseValue() }
    }
    close(.closeBracket, opening: opening, isList: true)
    return Expression(
      .dataTable(DataTable(parameters: parameters, schema: schema, values: values)), span(from: start))
  }

  /// `externaldata (a:string) [@'https://…'] with (format='csv')`
  private mutating func parseExternalData() -> Expression {
    let start = advance().start
    let parameters = parseOperatorParameters()
    let schema = parseRequiredSchema()
    let opening = open(.openBracket)
    var addresses: [Expression] = []
    if opening != nil {
      addresses = parseCommaList(allowsTrailingComma: true) { $0.parsePipelineExpression() }
    }
    close(.closeBracket, opening: opening, isList: true)
    let properties = accept(.with) ? parsePropertyList() : []
    return Expression(
      .externalData(
        ExternalData(parameters: parameters, schema: schema, addresses: addresses, properties: properties)),
      span(from: start))
  }

  /// `toscalar(T)`, `totable(x)`
  private mutating func parseConversion(_ keyword: Keyword) -> Expression {
    let start = advance().start
    let parameters = parseOperatorParameters()
    let opening = open(.openParen)
    if opening == nil { expect(.openParen) }
    let operand = parseRequired { $0.parsePipelineExpression() }
    if let opening { close(.closeParen, opening: opening) }
    treeDepth += 1
    let conversion = Conversion(parameters: parameters, operand: operand)
    return Expression(keyword == .toScalar ? .toScalar(conversion) : .toTable(conversion), span(from: start))
  }

  private mutating func parseMaterialize() -> Expression {
    let start = advance().start
    let opening = open(.openParen)
    let operand = parseRequired { $0.parsePipelineExpression() }
    close(.closeParen, opening: opening)
    treeDepth += 1
    return Expression(.materialize(operand), span(from: start))
  }

  /// `entity_group [cluster('x').database('y'), …]`
  private mutating func parseEntityGroup() -> Expression {
    let start = advance().start
    let opening = open(.openBracket)
    let members = parseNonEmptyList { $0.parseScalar() }
    close(.closeBracket, opening: opening, isList: true)
    return Expression(.entityGroup(members), span(from: start))
  }

  /// A source that rulec does not compile, kept as an operator that the binder refuses.
  private mutating func parseUnsupportedSource() -> Expression {
    let start = token.start
    let step = parseUnsupportedOperator()
    return Expression(
      .pipeline(Pipeline(source: nil, operators: [step], span: step.span)), span(from: start))
  }
}
