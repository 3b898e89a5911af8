/// Names, and the keywords that can be names.
extension Parser {
  /// Where a name stands decides which keywords it can be.
  enum NamePosition {
    /// In an expression.
    case general
    /// Where only a name can stand: before `=` and `:`, in patterns.
    case extended
  }

  func isNameToken(_ token: Token, _ position: NamePosition = .general) -> Bool {
    switch token.kind {
    case .identifier: true
    case .keyword(let keyword):
      position == .general ? Keyword.names.contains(keyword) : Keyword.extendedNames.contains(keyword)
    case .reservedWord:
      position == .general
        ? ReservedWords.names.contains(text(token)) : ReservedWords.extendedNames.contains(text(token))
    default: false
    }
  }

  static func isWord(_ token: Token) -> Bool {
    switch token.kind {
    case .identifier, .keyword, .reservedWord: true
    default: false
    }
  }

  /// The number of tokens of the name at `offset`, 0 if there is none.
  func lengthOfName(at offset: Int = 0, _ position: NamePosition = .general) -> Int {
    let first = peek(offset)
    switch first.kind {
    case .openBracket:
      var length = 1
      while peek(offset + length).kind == .string { length += 1 }
      return length > 1 && peek(offset + length).kind == .closeBracket ? length + 1 : 0
    case .openBrace:
      return lengthOfBracedName(at: offset)
    default:
      return isNameToken(first, position) ? 1 : 0
    }
  }

  /// `{name}` or `{name[-1]}`, without blanks.
  private func lengthOfBracedName(at offset: Int) -> Int {
    guard Parser.isWord(peek(offset + 1)) else { return 0 }
    var length = 2
    if peek(offset + length).kind == .openBracket {
      length += peek(offset + length + 1).kind == .minus ? 2 : 1
      guard peek(offset + length).kind == .long, peek(offset + length + 1).kind == .closeBracket else {
        return 0
      }
      length += 2
    }
    guard peek(offset + length).kind == .closeBrace, areAdjacent(offset, count: length + 1) else { return 0 }
    return length + 1
  }

  mutating func parseName(_ position: NamePosition = .general) -> Name? {
    let length = lengthOfName(at: 0, position)
    guard length > 0 else { return nil }
    let first = advance()
    switch first.kind {
    case .openBracket:
      var content = ""
      for _ in 0..<(length - 2) { content += LiteralDecoder.string(textBytes(advance())) }
      advance()
      if content.isEmpty {
        reportLocal(.syntaxMissingName, "a name cannot be empty", at: span(from: first.start))
      }
      return Name(content, span(from: first.start), form: .bracketed)
    case .openBrace:
      var content = ""
      for _ in 0..<(length - 2) { content += text(advance()) }
      advance()
      return Name(content, span(from: first.start), form: .braced)
    default:
      return Name(text(first), span(first))
    }
  }

  /// A name, or a report and an empty name.
  mutating func parseRequiredName(_ position: NamePosition = .general) -> Name {
    if let name = parseName(position) { return name }
    if Parser.isWord(token), let text = nameNeedingBrackets() ?? (token.kind == .bad ? nil : text(token)) {
      report(
        .syntaxNameNeedsBrackets, "'\(text)' is a keyword; as a name it needs brackets", at: span(token),
        fix: "['\(text)']")
      return Name(text, span(advance()))
    }
    report(.syntaxMissingName, "expected a name\(beforeToken)", at: gapSpan)
    return Name("", SourceSpan(previousEnd, previousEnd, in: textSpan.source))
  }

  /// The keyword at the cursor, if what follows shows that it was meant as a name.
  func nameNeedingBrackets() -> String? {
    guard Parser.isWord(token) else { return nil }
    switch peek().kind {
    case .equalEqual, .bangEqual, .equalTilde, .bangTilde, .greater, .greaterOrEqual, .less, .lessOrEqual,
      .asterisk, .slash, .percent, .closeParen, .closeBracket, .closeBrace, .dot, .comma, .colon, .bar,
      .semicolon, .end:
      return text(token)
    case .keyword(let next):
      let isOperator =
        next == .and || next == .or || next == .between || next == .notBetween
        || next.stringOperator != nil || next.inOperator != nil
      return isOperator ? text(token) : nil
    default: return nil
    }
  }

  // MARK: Patterns

  /// The number of tokens of a name with wildcards at `offset`, 0 if there is none.
  func lengthOfNamePattern(at offset: Int = 0) -> Int {
    var length: Int
    if peek(offset).kind == .asterisk {
      length = 1
    } else if isNameToken(peek(offset), .extended), peek(offset + 1).kind == .asterisk,
      !peek(offset + 1).hasTrivia
    {
      length = 2
    } else {
      return 0
    }
    while true {
      let next = peek(offset + length)
      guard !next.hasTrivia, next.kind == .asterisk || next.kind == .long || isNameToken(next, .extended)
      else { return length }
      length += 1
    }
  }

  /// `T*`, `*Id`, or either in brackets.
  mutating func parseNamePattern() -> NamePattern? {
    let isBracketed = at(.openBracket) && lengthOfNamePattern(at: 1) > 0
    let start = token.start
    let opening = isBracketed ? open(.openBracket) : nil
    let length = lengthOfNamePattern()
    guard length > 0 else { return nil }
    var content = ""
    for _ in 0..<length { content += text(advance()) }
    if let opening { close(.closeBracket, opening: opening) }
    return NamePattern(text: content, span: span(from: start))
  }

  /// A name or name pattern, as `project-away` takes.
  mutating func parseNameOrPattern() -> Expression? {
    if let pattern = parseNamePattern() { return Expression(.namePattern(pattern), pattern.span) }
    return parseName().map { Expression(.name($0), $0.span) }
  }
}
