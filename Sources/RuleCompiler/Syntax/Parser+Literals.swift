/// Literals, `dynamic(…)`, `typeof(…)` and schemas.
extension Parser {
  /// A literal of one token; strings that follow each other are one string.
  mutating func parseLiteral() -> Expression? {
    let start = token.start
    switch token.kind {
    case .string:
      var content = ""
      while at(.string) { content += LiteralDecoder.string(textBytes(advance())) }
      return Expression(.literal(.string(content)), span(from: start))
    case .bareGuid:
      let token = advance()
      reportLocal(
        .syntaxBareGuid, "a guid is written guid(…)", at: span(token), fix: "guid(\(text(token)))")
      return Expression(.literal(constant(token)), span(token))
    case .bool, .long, .real, .timespan, .typed:
      let token = advance()
      return Expression(.literal(constant(token)), span(token))
    default:
      return nil
    }
  }

  /// The value of a token; reports what has none. The grammar takes anything between the parentheses of
  /// `datetime(…)`, so that is no mistake of the syntax.
  private func constant(_ token: Token) -> Constant {
    let text = text(token)
    do {
      return try LiteralDecoder.constant(token.kind, text[...])
    } catch {
      let type: ScalarType =
        switch token.kind {
        case .typed(let type): type
        case .long: .long
        case .real: .real
        case .timespan: .timespan
        default: .guid
        }
      switch error {
      case .malformed:
        reportLocal(
          .malformedLiteral, "\(shown(token)) is no value of type \(type.rawValue)", at: span(token))
      case .outOfRange:
        reportLocal(.literalRange, "\(shown(token)) does not fit the type \(type.rawValue)", at: span(token))
      }
      return .null(type)
    }
  }

  /// What can stand in a `datatable` or as a default: any literal, also with a sign.
  mutating func parseValue() -> Expression? {
    treeDepth = 1
    switch token.kind {
    case .plus, .minus:
      let number = peek()
      guard !number.hasTrivia, number.kind == .long || number.kind == .real || number.kind == .timespan
      else { return nil }
      return parseSignedNumber()
    case .keyword(.dynamic): return parseDynamicLiteral()
    case .keyword(.typeOf): return parseTypeOf()
    case .openBrace: return parseName().map { Expression(.name($0), $0.span) }
    default: return parseLiteral()
    }
  }

  /// A sign and a number as one literal.
  private mutating func parseSignedNumber() -> Expression {
    let sign = advance()
    let number = advance()
    let isNegative = sign.kind == .minus
    if isNegative, number.kind == .long, text(number) == "9223372036854775808" {
      return Expression(.literal(.long(.min)), span(from: sign.start))
    }
    let value = constant(number)
    return Expression(.literal(isNegative ? value.negated : value), span(from: sign.start))
  }

  // MARK: dynamic

  /// `dynamic({"a": [1, null]})`
  mutating func parseDynamicLiteral() -> Expression? {
    guard at(.dynamic), peek().kind == .openParen else { return nil }
    let start = advance().start
    let opening = open(.openParen)
    let value = parseRequiredJSON()
    close(.closeParen, opening: opening)
    treeDepth = 1
    return Expression(.literal(.dynamic(value)), span(from: start))
  }

  private mutating func parseRequiredJSON() -> DynamicConstant {
    if let value = nested({ $0.parseJSON() }) { return value }
    if Parser.isWord(token) {
      report(
        .syntaxBadLiteral, "\(shown(token)) is no literal; dynamic(…) takes literals only", at: span(token))
      advance()
    } else {
      report(.syntaxBadLiteral, "expected a value\(beforeToken)", at: gapSpan)
    }
    return .null
  }

  private mutating func parseJSON() -> DynamicConstant? {
    switch token.kind {
    case .long, .real:
      return .scalar(constant(advance()))
    case .minus:
      guard peek().kind == .long || peek().kind == .real else { return nil }
      if case .literal(let value) = parseSignedNumber().kind { return .scalar(value) }
      return nil
    case .string:
      var content = ""
      while at(.string) { content += LiteralDecoder.string(textBytes(advance())) }
      return .scalar(.string(content))
    case .bool, .timespan, .typed, .bareGuid:
      let value = constant(advance())
      if case .null = value { return .null }
      return .scalar(value)
    case .keyword(.null):
      advance()
      return .null
    case .keyword(.dynamic):
      guard case .literal(.dynamic(let value)) = parseDynamicLiteral()?.kind else { return nil }
      return value
    case .openBracket:
      let opening = open(.openBracket)
      let values = parseCommaList(
        { parser in parser.nested { $0.parseJSON() } }, missing: { _ = $0.parseRequiredJSON() })
      close(.closeBracket, opening: opening, isList: true)
      return .array(values)
    case .openBrace:
      let opening = open(.openBrace)
      let properties = parseCommaList({ $0.parseJSONProperty() }, missing: { $0.reportMissingJSONKey() })
      close(.closeBrace, opening: opening, isList: true)
      return .bag(properties)
    default:
      return nil
    }
  }

  private mutating func reportMissingJSONKey() {
    report(.syntaxBadLiteral, "expected a key in quotes\(beforeToken)", at: gapSpan)
  }

  private mutating func parseJSONProperty() -> DynamicConstant.Property? {
    guard at(.string) else {
      if !at(.closeBrace) { reportMissingJSONKey() }
      return nil
    }
    let key = LiteralDecoder.string(textBytes(advance()))
    expect(.colon)
    return DynamicConstant.Property(key: key, value: parseRequiredJSON())
  }

  // MARK: Types

  /// `typeof(long)`, `typeof(a:long, *)`
  mutating func parseTypeOf() -> Expression? {
    let start = token.start
    guard let type = parseTypeOfSyntax() else { return nil }
    return Expression(.typeOf(type), span(from: start))
  }

  mutating func parseTypeOfSyntax() -> TypeOfSyntax? {
    guard at(.typeOf), peek().kind == .openParen else { return nil }
    advance()
    if Parser.isWord(peek()), peek(2).kind == .closeParen {
      let opening = open(.openParen)
      let type = parseTypeName()
      close(.closeParen, opening: opening)
      return .scalar(type)
    }
    return .row(parseRequiredSchema())
  }

  /// The name of a scalar type. Reports what is none.
  mutating func parseTypeName() -> TypeName {
    guard Parser.isWord(token) else {
      report(.syntaxUnknownType, "expected the name of a type\(beforeToken)", at: gapSpan)
      return TypeName(text: "", span: gapSpan)
    }
    let token = advance()
    let type = TypeName(text: text(token), span: span(token))
    if type.scalarType == nil {
      let suggestion = closest(to: type.text, in: TypeName.common)
      reportLocal(
        .syntaxUnknownType,
        "there is no type '\(type.text)'\(suggestion.map { "; did you mean '\($0)'?" } ?? "")",
        at: type.span, fix: suggestion)
    }
    return type
  }

  // MARK: Schemas

  /// `(a:long, b:string, *)`, or a report and an empty schema.
  mutating func parseRequiredSchema() -> SchemaSyntax {
    if let schema = parseSchema() { return schema }
    report(.syntaxExpected, "expected a schema such as (Name:string)\(beforeToken)", at: gapSpan)
    return SchemaSyntax(
      columns: [], star: nil, span: SourceSpan(previousEnd, previousEnd, in: textSpan.source))
  }

  mutating func parseSchema() -> SchemaSyntax? {
    guard let opening = open(.openParen) else { return nil }
    var star: SourceSpan?
    _ = accept(.comma)
    let columns = parseCommaList(allowsTrailingComma: true) { parser -> ColumnDeclaration?? in
      if parser.at(.asterisk) {
        star = parser.span(parser.advance())
        return .some(nil)
      }
      parser.skipExtraCommas()
      return parser.parseColumnDeclaration().map { .some($0) }
    }
    close(.closeParen, opening: opening, isList: true)
    return SchemaSyntax(columns: columns.compactMap { $0 }, star: star, span: span(from: opening.start))
  }

  /// `a:long, , b:long` occurs in published functions.
  private mutating func skipExtraCommas() {
    while at(.comma) { warn(.syntaxExtraComma, "there is nothing before this comma", at: span(advance())) }
  }

  private mutating func parseColumnDeclaration() -> ColumnDeclaration? {
    guard lengthOfName(at: 0, .extended) > 0 || at(.colon) || nameNeedingBrackets() != nil else { return nil }
    let name = parseRequiredName(.extended)
    expect(.colon)
    return ColumnDeclaration(name: name, type: parseTypeName())
  }
}

extension TypeName {
  /// The names that suggestions offer.
  static let common = [
    "bool", "int", "long", "real", "double", "decimal", "datetime", "timespan", "guid", "string", "dynamic",
  ]
}

extension Constant {
  /// The number with the other sign; other values unchanged.
  var negated: Constant {
    switch self {
    case .int(let value): .int(0 &- value)
    case .long(let value): .long(0 &- value)
    case .real(let value): .real(-value)
    case .decimal(let mantissa, let scale): .decimal(mantissa: 0 &- mantissa, scale: scale)
    case .timespan(let value): .timespan(0 &- value)
    case .null, .bool, .datetime, .guid, .string, .dynamic: self
    }
  }
}
