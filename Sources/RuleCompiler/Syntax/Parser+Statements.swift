/// Statements: `let`, `set`, `declare`, `alias`, `restrict` and queries.
extension Parser {
  mutating func parseQuery() -> QuerySyntax {
    while accept(.directive) {}
    var statements: [Statement] = []
    while !at(.end) {
      let position = index
      let statement = parseStatement()
      if let statement { statements.append(statement) }
      var isLet = false
      if case .let = statement?.kind { isLet = true }
      finishStatement(isLet: isLet, madeProgress: index > position)
    }
    return QuerySyntax(statements: statements, span: textSpan)
  }

  /// Takes the `;`. Without one, reports that and goes on with the next statement, if one seems to begin here.
  private mutating func finishStatement(isLet: Bool, madeProgress: Bool) {
    if accept(.semicolon) || at(.end) {
      endRecovery()
      return
    }
    if madeProgress, isStatementAhead() || isLet && Parser.isWord(token) {
      reportMissingSemicolon()
      return
    }
    reportUnexpected()
    skipToSemicolon()
    _ = accept(.semicolon)
    endRecovery()
  }

  private mutating func reportMissingSemicolon() {
    report(
      .syntaxMissingSemicolon, "expected ';' before the next statement",
      at: SourceSpan(previousEnd, previousEnd, in: textSpan.source), fix: ";")
    endRecovery()
  }

  private mutating func skipToSemicolon() {
    while !at(.end), !at(.semicolon) { advance() }
  }

  /// Whether a statement begins here that cannot be an expression.
  private func isStatementAhead() -> Bool {
    guard let keyword else { return false }
    switch keyword {
    case .alias: return peek().kind == .keyword(.database)
    case .let: return lengthOfName(at: 1) > 0 || peek(2).kind == .equal || peek().kind == .equal
    case .declare: return peek().kind == .keyword(.pattern) || peek().kind == .keyword(.queryParameters)
    case .restrict: return peek().kind == .keyword(.access)
    case .set: return true
    default: return false
    }
  }

  private mutating func parseStatement() -> Statement? {
    let start = token.start
    let kind: StatementKind?
    if isStatementAhead(), let keyword {
      switch keyword {
      case .alias: kind = parseAlias()
      case .let: kind = parseLet()
      case .set: kind = parseSet()
      case .restrict: kind = parseRestrict()
      default: kind = peek().kind == .keyword(.pattern) ? parsePattern() : parseQueryParameters()
      }
    } else {
      if at(.bar) { report(.syntaxMissingExpression, "expected a table before '|'", at: span(token)) }
      kind = parsePipelineExpression().map { .expression($0) }
    }
    return kind.map { Statement(kind: $0, span: span(from: start)) }
  }

  // MARK: let

  private mutating func parseLet() -> StatementKind {
    advance()
    let name = parseRequiredName()
    expect(.equal)
    if isFunctionAhead() { return .let(name, .function(parseFunction())) }
    return .let(name, .expression(parseRequired { $0.parsePipelineExpression() }))
  }

  /// Whether `(…) {` or `view (…) {` begins here, to be told from an expression in parentheses.
  private func isFunctionAhead() -> Bool {
    let offset = at(.view) ? 1 : 0
    guard peek(offset).kind == .openParen else { return false }
    switch peek(offset + 1).kind {
    case .closeParen, .asterisk: return true
    default:
      let length = lengthOfName(at: offset + 1, .extended)
      return length > 0 && peek(offset + 1 + length).kind == .colon
    }
  }

  private mutating func parseFunction() -> FunctionDeclaration {
    let start = token.start
    let isView = accept(.view)
    let parameters = parseFunctionParameters()
    let body = parseFunctionBody()
    return FunctionDeclaration(isView: isView, parameters: parameters, body: body, span: span(from: start))
  }

  private mutating func parseFunctionParameters() -> [FunctionParameter] {
    let opening = open(.openParen)
    let parameters = opening == nil ? [] : parseCommaList { $0.parseFunctionParameter() }
    close(.closeParen, opening: opening, isList: true)
    return parameters
  }

  /// `name: type = default` or `T: (a:long, *)`
  mutating func parseFunctionParameter() -> FunctionParameter? {
    guard lengthOfName(at: 0, .extended) > 0 || at(.colon) else { return nil }
    let start = token.start
    let name = parseRequiredName(.extended)
    expect(.colon)
    let type: FunctionParameter.Kind =
      at(.openParen) ? .tabular(parseRequiredSchema()) : .scalar(parseTypeName())
    var defaultValue: Expression?
    if accept(.equal) {
      defaultValue = parseRequired { parser in
        if let value = parser.parseValue() { return value }
        return parser.parseName().map { Expression(.name($0), $0.span) }
      }
    }
    return FunctionParameter(name: name, type: type, defaultValue: defaultValue, span: span(from: start))
  }

  private mutating func parseFunctionBody() -> FunctionBody {
    let start = token.start
    guard let opening = open(.openBrace) else {
      report(
        .syntaxExpected, "expected '{' with the body of the function\(beforeToken)", at: gapSpan, fix: "{")
      skipToSemicolon()
      return FunctionBody(statements: [], result: nil, span: span(from: start))
    }
    let body: (statements: [Statement], result: Expression?) =
      nested { $0.parseBodyStatements() } ?? ([], nil)
    close(.closeBrace, opening: opening)
    return FunctionBody(statements: body.statements, result: body.result, span: span(from: start))
  }

  private mutating func parseBodyStatements() -> (statements: [Statement], result: Expression?)? {
    var statements: [Statement] = []
    var result: Expression?
    while !at(.closeBrace), !at(.end) {
      let position = index
      let statement = parseStatement()
      let isLast = at(.closeBrace) || at(.semicolon) && peek().kind == .closeBrace
      switch statement?.kind {
      case .expression(let expression):
        if result != nil {
          report(
            .syntaxUnexpected, "only the last statement of a function can be a query", at: expression.span)
        }
        result = expression
      case .let, .queryParameters:
        if let statement { statements.append(statement) }
        if at(.closeBrace) {
          report(.syntaxMissingSemicolon, "expected ';' behind the statement", at: gapSpan, fix: ";")
        }
      case .set, .pattern, .alias, .restrict:
        if let statement {
          report(.syntaxUnexpected, "a function can contain 'let' only", at: statement.span)
        }
      case nil: break
      }
      if isLast {
        _ = accept(.semicolon)
        break
      }
      if accept(.semicolon) {
        endRecovery()
      } else if index > position, isStatementAhead() || result == nil && Parser.isWord(token) {
        reportMissingSemicolon()
      } else {
        break
      }
    }
    return (statements, result)
  }

  // MARK: Others

  private mutating func parseSet() -> StatementKind {
    advance()
    let name = parseRequiredName()
    guard accept(.equal) else { return .set(name, nil) }
    return .set(name, parseRequired { $0.parseScalar() })
  }

  private mutating func parseAlias() -> StatementKind {
    advance()
    expect(.database)
    let name = parseRequiredName()
    expect(.equal)
    return .alias(name, parseRequired { $0.parseScalar() })
  }

  private mutating func parseQueryParameters() -> StatementKind {
    advance()
    expect(.queryParameters)
    let opening = open(.openParen)
    let parameters = opening == nil ? [] : parseNonEmptyList { $0.parseFunctionParameter() }
    close(.closeParen, opening: opening, isList: true)
    return .queryParameters(parameters)
  }

  private mutating func parseRestrict() -> StatementKind {
    advance()
    expect(.access)
    expect(.to)
    let opening = open(.openParen)
    let tables = opening == nil ? [] : parseNonEmptyList { $0.parseTableReference() }
    close(.closeParen, opening: opening, isList: true)
    if accept(.with) { _ = parsePropertyList() }
    return .restrict(tables)
  }

  /// `declare pattern p = (…)[…] { … }`: only the name is read, up to the `;` behind the braces.
  private mutating func parsePattern() -> StatementKind {
    advance()
    advance()
    let name = parseRequiredName()
    var depth = 0
    while !at(.end), depth > 0 || !at(.semicolon) {
      switch token.kind {
      case .openParen, .openBracket, .openBrace: depth += 1
      case .closeParen, .closeBracket, .closeBrace: depth -= 1
      default: break
      }
      advance()
    }
    if depth > 0 { report(.syntaxUnexpected, "the query ends within this pattern", at: name.span) }
    return .pattern(name)
  }
}
