/// Expressions, from `or` down to the operands of a string operator.
extension Parser {
  /// `a = x`, `(a, b) = x`, or any expression without a name.
  mutating func parseNamedExpression() -> Expression? {
    let start = token.start
    let length = lengthOfName(at: 0, .extended)
    if length > 0, peek(length).kind == .equal {
      let name = parseRequiredName(.extended)
      return parseNamedValue([name], from: start)
    }
    let dashed = lengthOfDashedName()
    if dashed > 1, peek(dashed).kind == .equal {
      var text = ""
      for _ in 0..<dashed { text += self.text(advance()) }
      let name = Name(text, span(from: start))
      reportLocal(
        .syntaxNameNeedsBrackets, "a name with '-' needs brackets", at: name.span, fix: "['\(text)']")
      return parseNamedValue([name], from: start)
    }
    if let length = lengthOfNameList(), peek(length).kind == .equal {
      let opening = open(.openParen)
      let names = parseCommaList { $0.parseName(.extended) }
      close(.closeParen, opening: opening)
      return parseNamedValue(names, from: start)
    }
    return parseScalar()
  }

  private mutating func parseNamedValue(_ names: [Name], from start: Int) -> Expression {
    expect(.equal)
    let value = parseRequired { $0.parseScalar() }
    return Expression(.named(names, value), span(from: start))
  }

  /// The number of tokens of `a-b-c`, which is no name without brackets.
  private func lengthOfDashedName() -> Int {
    guard Parser.isWord(token) else { return 0 }
    var length = 1
    while !peek(length).hasTrivia, Parser.isWord(peek(length)) || peek(length).kind == .minus { length += 1 }
    return length
  }

  /// The number of tokens of `(a, b)`; nil if there is something else.
  private func lengthOfNameList() -> Int? {
    guard at(.openParen) else { return nil }
    var offset = 1
    while true {
      let length = lengthOfName(at: offset, .extended)
      guard length > 0 else { return nil }
      offset += length
      switch peek(offset).kind {
      case .comma: offset += 1
      case .closeParen: return offset + 1
      default: return nil
      }
    }
  }

  /// An expression without a name and without `|`.
  mutating func parseScalar() -> Expression? {
    nested { $0.parseOr() }
  }

  mutating func parseOr() -> Expression? {
    parseOperands(separatedBy: .or, { $0.parseAnd() }, make: ExpressionKind.or)
  }

  private mutating func parseAnd() -> Expression? {
    parseOperands(separatedBy: .and, { $0.parseBinary(.equality) }, make: ExpressionKind.and)
  }

  private mutating func parseOperands(
    separatedBy keyword: Keyword, _ parse: (inout Parser) -> Expression?,
    make: ([Expression]) -> ExpressionKind
  ) -> Expression? {
    let start = token.start
    guard let first = parse(&self) else { return nil }
    guard at(keyword) else { return first }
    var depth = treeDepth
    var operands = [first]
    while accept(keyword) {
      operands.append(parseRequired(parse))
      depth = max(depth, treeDepth)
    }
    treeDepth = depth + 1
    return Expression(make(operands), span(from: start))
  }

  /// An operand and the operators behind it that bind at least as tightly as `minimum`.
  private mutating func parseBinary(_ minimum: Precedence) -> Expression? {
    let start = token.start
    guard var left = parseStar(minimum) ?? parseSigned() else { return nil }
    // What may still follow: behind `a + b` no tighter operator, behind `a < b` no second comparison either.
    var isAllowed: (Precedence) -> Bool = { _ in true }
    var hasEquality = false
    while let (operation, strength) = token.kind.binaryOperator, strength >= minimum, isAllowed(strength) {
      let leftDepth = treeDepth
      let operationSpan = span(advance())
      let right = parseRequired { parser in
        if let next = strength.next { parser.parseBinary(next) } else { parser.parseSigned() }
      }
      addChainLink(leftDepth, treeDepth)
      left = Expression(
        .binary(
          BinaryExpression(operation: operation, operationSpan: operationSpan, left: left, right: right)),
        span(from: start))
      isAllowed = { strength.chains ? $0 <= strength : $0 < strength }
      hasEquality = hasEquality || strength == .equality
    }
    return minimum == .equality && !hasEquality ? parseListOperator(left, from: start) : left
  }

  /// `*` as the left side of an operator, which means any column: in `search` and `find`.
  private mutating func parseStar(_ minimum: Precedence) -> Expression? {
    guard at(.asterisk), let (operation, strength) = peek().kind.binaryOperator, strength >= minimum,
      strength == .string || operation == .equal
    else { return nil }
    treeDepth = 1
    return Expression(.star, span(advance()))
  }

  /// `x in (…)`, `x between (…)`
  private mutating func parseListOperator(_ value: Expression, from start: Int) -> Expression {
    guard let keyword else { return value }
    if keyword == .between || keyword == .notBetween {
      return parseBetween(value, isNegated: keyword == .notBetween, from: start)
    }
    // `make-series … on t in range(…)` is a clause of its own.
    guard let operation = keyword.inOperator, keyword != .in || peek().kind != .keyword(.range) else {
      return value
    }
    let depth = treeDepth
    let operationSpan = span(advance())
    let items: [Expression]
    if let opening = open(.openParen) {
      items =
        isQueryAhead()
        ? [parseRequired { $0.parsePipelineExpression() }] : parseNonEmptyList { $0.parseScalar() }
      close(.closeParen, opening: opening, isList: true)
    } else {
      report(.syntaxExpected, "'\(operation.rawValue)' takes a list in parentheses", at: gapSpan)
      items = [parseBinary(.comparison) ?? missingExpression()]
    }
    treeDepth = max(depth, treeDepth) + 1
    return Expression(
      .inList(InExpression(operation: operation, operationSpan: operationSpan, value: value, items: items)),
      span(from: start))
  }

  private mutating func parseBetween(_ value: Expression, isNegated: Bool, from start: Int) -> Expression {
    let depth = treeDepth
    let operationSpan = span(advance())
    let opening = open(.openParen)
    if opening == nil { report(.syntaxExpected, "'between' takes a range: (low .. high)", at: gapSpan) }
    let low = parseRequired { $0.parseScalar() }
    let lowDepth = treeDepth
    expect(.dotDot)
    let high = parseRequired { $0.parseScalar() }
    if let opening { close(.closeParen, opening: opening) }
    treeDepth = max(depth, lowDepth, treeDepth) + 1
    return Expression(
      .between(
        BetweenExpression(
          isNegated: isNegated, operationSpan: operationSpan, value: value, low: low, high: high)),
      span(from: start))
  }

  /// Whether the list of `in` is a query: it begins with an operator, or has a `|` of its own.
  private func isQueryAhead() -> Bool {
    if isOperatorAhead() { return true }
    var depth = 0
    var offset = 0
    while true {
      switch peek(offset).kind {
      case .end, .semicolon: return false
      case .comma where depth == 0: return false
      case .openParen: depth += 1
      case .closeParen:
        if depth == 0 { return false }
        depth -= 1
      case .bar where depth == 0: return true
      default: break
      }
      offset += 1
    }
  }

  private mutating func parseSigned() -> Expression? {
    let start = token.start
    let operation: UnaryOperator
    switch token.kind {
    case .minus: operation = .minus
    case .plus: operation = .plus
    default: return parsePath()
    }
    let sign = advance()
    // The smallest long has no positive counterpart.
    if operation == .minus, at(.long), text(token) == "9223372036854775808" {
      advance()
      return Expression(.literal(.long(.min)), span(from: sign.start))
    }
    let operand = parseRequired { $0.parsePath() }
    treeDepth += 1
    return Expression(.unary(operation, operand), span(from: start))
  }
}
