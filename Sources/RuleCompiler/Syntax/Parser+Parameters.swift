/// `name=value` behind the keyword of an operator.
extension Parser {
  /// What values a parameter takes.
  private enum ValueForm {
    case any
    /// Names, with commas between them.
    case nameList
  }

  /// Parameters that every operator reads, whether it knows them or not.
  private static let commonParameters: Set<String> = [
    "bagexpansion", "bin_legacy", "__crossCluster", "__crossDB", "decodeblocks", "expandoutput", "__id",
    "isfuzzy", "__isFuzzy", "kind", "__noWithSource", "__packedColumn", "__sourceColumnIndex", "cycles",
    "with_match_id", "with_itemindex", "withsource", "with_source", "with_step_name", "force_remote",
  ]

  /// Properties of `render` that take a list of columns.
  private static let listProperties: Set<String> = ["ycolumns", "anomalycolumns", "series"]

  /// The number of tokens of the name of a parameter at `offset`: a known one, or `hint.` with anything behind it.
  func lengthOfParameterName(at offset: Int = 0, also names: Set<String> = []) -> Int {
    let first = peek(offset)
    guard Parser.isWord(first) else { return 0 }
    let text = text(first)
    if Parser.commonParameters.contains(text) || names.contains(text) || text.hasPrefix("hint.") { return 1 }
    let isHint =
      text == "hint" && peek(offset + 1).kind == .dot && Parser.isWord(peek(offset + 2))
      && areAdjacent(offset, count: 3)
    return isHint ? 3 : 0
  }

  /// The parameters behind the keyword of an operator.
  /// - Parameter names: Parameters that only this operator has.
  mutating func parseOperatorParameters(also names: Set<String> = []) -> [OperatorParameter] {
    var parameters: [OperatorParameter] = []
    while true {
      let length = lengthOfParameterName(also: names)
      guard length > 0, peek(length).kind == .equal else { return parameters }
      parameters.append(parseParameter(nameLength: length, form: .any))
    }
  }

  /// `with (name=value, name=value)`, from the parenthesis on.
  mutating func parsePropertyList(allowsLeadingComma: Bool = false) -> [OperatorParameter] {
    let opening = open(.openParen)
    var properties: [OperatorParameter] = []
    if opening != nil {
      if allowsLeadingComma { _ = accept(.comma) }
      properties = parseBareProperties()
    }
    close(.closeParen, opening: opening, isList: true)
    return properties
  }

  /// `name=value, name=value`
  mutating func parseBareProperties() -> [OperatorParameter] {
    parseCommaList { parser in
      let length = Parser.isWord(parser.token) ? 1 : parser.lengthOfName(at: 0, .extended)
      guard length > 0 else { return nil }
      let isList = Parser.listProperties.contains(parser.text(parser.token))
      return parser.parseParameter(nameLength: length, form: isList ? .nameList : .any)
    }
  }

  private mutating func parseParameter(nameLength: Int, form: ValueForm) -> OperatorParameter {
    let start = token.start
    let name: Name
    if at(.openBracket), let bracketed = parseName() {
      name = bracketed
    } else {
      var text = ""
      for _ in 0..<nameLength { text += self.text(advance()) }
      name = Name(text, span(from: start))
    }
    expect(.equal)
    var values = [parseRequired { $0.parseParameterValue() }]
    if form == .nameList {
      // A comma can also lead to the next property.
      while at(.comma), Parser.isWord(peek()) || peek().kind == .openBracket, peek(2).kind != .equal {
        advance()
        values.append(parseRequired { $0.parseParameterValue() })
      }
    }
    return OperatorParameter(name: name, values: values, span: span(from: start))
  }

  /// A literal, a word (also a keyword), or a call such as `strcat('a', 'b')`.
  private mutating func parseParameterValue() -> Expression? {
    if let value = parseValue() { return value }
    if let name = parseName() { return Expression(.name(name), name.span) }
    guard Parser.isWord(token) else { return nil }
    let token = advance()
    return Expression(.name(Name(text(token), span(token))), span(token))
  }
}
