/// `parse`, `parse-kv`, `scan` and `render`.
extension Parser {
  // MARK: parse

  mutating func parseParse() -> ParseOperator {
    let parameters = parseOperatorParameters(also: ["flags"])
    let input = parseRequiredScalar()
    expect(.with)
    var pattern: [ParseOperator.Piece] = []
    while let piece = parsePatternPiece() { pattern.append(piece) }
    return ParseOperator(parameters: parameters, input: input, pattern: pattern)
  }

  private mutating func parsePatternPiece() -> ParseOperator.Piece? {
    let start = token.start
    switch token.kind {
    case .asterisk:
      return .star(span(advance()))
    case .string:
      var content = ""
      while at(.string) { content += LiteralDecoder.string(textBytes(advance())) }
      return .text(content, span(from: start))
    default:
      guard lengthOfName(at: 0, .extended) > 0 || at(.colon) else { return nil }
      let name = parseRequiredName(.extended)
      return .column(name, type: accept(.colon) ? parseTypeName() : nil)
    }
  }

  mutating func parseParseKV() -> TabularOperatorKind {
    let input = parseRequiredScalar()
    expect(.as)
    let keys = parseRequiredSchema()
    let properties = accept(.with) ? parsePropertyList() : []
    return .parseKV(ParseKVOperator(input: input, keys: keys, properties: properties))
  }

  // MARK: scan

  mutating func parseScan() -> TabularOperatorKind {
    let parameters = parseOperatorParameters()
    var orderBy: [OrderedExpression] = []
    if accept(.order) {
      expect(.by)
      orderBy = parseNonEmptyList { $0.parseOrdered() }
    }
    var partitionBy: [Expression] = []
    if accept(.partition) {
      expect(.by)
      partitionBy = parseNonEmptyList { $0.parseScalar() }
    }
    var declarations: [FunctionParameter] = []
    if accept(.declare) {
      let opening = open(.openParen)
      declarations = opening == nil ? [] : parseCommaList { $0.parseFunctionParameter() }
      close(.closeParen, opening: opening)
    }
    expect(.with)
    let opening = open(.openParen)
    var steps: [ScanOperator.Step] = []
    while at(.step) { steps.append(parseScanStep()) }
    close(.closeParen, opening: opening)
    return .scan(
      ScanOperator(
        parameters: parameters, orderBy: orderBy, partitionBy: partitionBy, declarations: declarations,
        steps: steps))
  }

  private mutating func parseScanStep() -> ScanOperator.Step {
    let start = advance().start
    let name = parseRequiredName(.extended)
    let isOptional = accept(.optional)
    var output: Name?
    if accept(.output) {
      expect(.equal)
      if Parser.isWord(token) {
        let token = advance()
        output = Name(text(token), span(token))
      } else {
        output = parseRequiredName()
      }
    }
    expect(.colon)
    let condition = parseRequiredScalar()
    var assignments: [ScanOperator.Assignment] = []
    if accept(.fatArrow) {
      assignments = parseNonEmptyList { parser -> ScanOperator.Assignment? in
        guard let name = parser.parseName(.extended) else { return nil }
        parser.expect(.equal)
        return ScanOperator.Assignment(name: name, value: parser.parseRequiredScalar())
      }
    }
    if !expect(.semicolon) {
      skipToBoundary()
      if accept(.semicolon) { endRecovery() }
    }
    return ScanOperator.Step(
      name: name, isOptional: isOptional, output: output, condition: condition, assignments: assignments,
      span: span(from: start))
  }

  // MARK: render

  mutating func parseRender() -> TabularOperatorKind {
    let chart: Name
    if Parser.isWord(token) {
      let token = advance()
      chart = Name(text(token), span(token))
    } else {
      chart = parseRequiredName()
    }
    var properties: [OperatorParameter] = []
    while Parser.isWord(token), peek().kind == .equal || at(.by) || at(.with) && peek().kind != .openParen {
      properties += at(.by) || at(.with) ? [parseOldRenderProperty()] : parseOneProperty()
    }
    if accept(.with) { properties += parsePropertyList(allowsLeadingComma: true) }
    return .render(RenderOperator(chart: chart, properties: properties))
  }

  private mutating func parseOneProperty() -> [OperatorParameter] {
    parseOperatorParameters(also: [text(token)])
  }

  /// `by a, b` and `with 'x'`, which have no `=`.
  private mutating func parseOldRenderProperty() -> OperatorParameter {
    let first = advance()
    let values = parseNonEmptyList { $0.parseValue() ?? $0.parseNameOrPattern() }
    return OperatorParameter(
      name: Name(text(first), span(first)), values: values.isEmpty ? [missingExpression()] : values,
      span: span(from: first.start))
  }
}
