/// Query text in, syntax out. Parsing never fails: it returns a tree in any case and reports what is wrong.
///
/// A recursive descent over the tokens, after the grammar of Kusto.Language. Within one operator or statement only the
/// first mistake is reported; the parser then goes on at the next `|`, `;` or closing parenthesis.
public struct Parser {
  /// How deep expressions and queries can be nested.
  static let nestingLimit = 100
  /// How deep a tree can get through chains such as `a + b + c` and `a.b.c`.
  static let chainLimit = 1_500

  /// Behind so many mistakes the text is hardly a query.
  static let mistakeLimit = 100

  private let bytes: [UInt8]
  private let source: SourceID
  private let sink: DiagnosticSink
  let tokens: [Token]
  /// The index of the next token.
  var index = 0
  /// How many brackets the parser is inside of.
  var openBrackets = 0
  /// How many expressions and queries the parser is inside of.
  private var nesting = 0
  /// The depth of the tree parsed last; see `chainLimit`.
  var treeDepth = 0
  /// True from a mistake on until the parser has found its way again.
  private(set) var isRecovering = false
  private var isAborted = false
  private var mistakes = 0

  /// Parses a whole query text.
  /// - Parameters:
  ///   - text: The query, without what YAML puts around it.
  ///   - source: Names the text in all spans.
  ///   - sink: Gets the diagnostics; all their ids begin with `syntax-`.
  public static func parse(
    _ text: String, source: SourceID = .rule, into sink: DiagnosticSink
  ) -> QuerySyntax {
    var parser = Parser(text, source: source, sink: sink)
    return parser.parseQuery()
  }

  /// Parses one expression, scalar or tabular.
  public static func parseExpression(
    _ text: String, source: SourceID = .rule, into sink: DiagnosticSink
  ) -> Expression {
    var parser = Parser(text, source: source, sink: sink)
    let expression = parser.parseRequired { $0.parsePipelineExpression() }
    if parser.token.kind != .end { parser.reportUnexpected() }
    return expression
  }

  private init(_ text: String, source: SourceID, sink: DiagnosticSink) {
    var lexer = Lexer(text)
    tokens = lexer.tokens()
    bytes = lexer.bytes
    self.source = source
    self.sink = sink
    for problem in lexer.problems {
      sink.error(
        problem.id, problem.message, at: SourceSpan(problem.start, problem.end, in: source), fix: problem.fix)
    }
  }
}

// MARK: Tokens

extension Parser {
  /// The next token.
  var token: Token { tokens[index] }

  /// A token further on; `.end` behind the last.
  func peek(_ offset: Int = 1) -> Token { tokens[min(index + offset, tokens.count - 1)] }

  func at(_ kind: TokenKind) -> Bool { tokens[index].kind == kind }
  func at(_ keyword: Keyword) -> Bool { tokens[index].kind == .keyword(keyword) }

  /// The keyword that the next token is.
  var keyword: Keyword? { if case .keyword(let keyword) = tokens[index].kind { keyword } else { nil } }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  mutating func accept(_ kind: TokenKind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }
  mutating func accept(_ keyword: Keyword) -> Bool { accept(.keyword(keyword)) }

  /// Takes the token, or reports that it is missing.
  @discardableResult
  mutating func expect(_ kind: TokenKind) -> Bool {
    if accept(kind) { return true }
    let spelling = kind.spelling
    report(.syntaxExpected, "expected '\(spelling)'\(beforeToken)", at: gapSpan, fix: spelling)
    return false
  }
  @discardableResult
  mutating func expect(_ keyword: Keyword) -> Bool { expect(.keyword(keyword)) }

  func text(_ token: Token) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
  func textBytes(_ token: Token) -> [UInt8] { Array(bytes[token.start..<token.end]) }
  func span(_ token: Token) -> SourceSpan { SourceSpan(token.start, token.end, in: source) }

  /// From `start` to the end of the last token taken.
  func span(from start: Int) -> SourceSpan { SourceSpan(start, max(start, previousEnd), in: source) }

  /// The end of the last token taken.
  var previousEnd: Int { index > 0 ? tokens[index - 1].end : 0 }
  var textSpan: SourceSpan { SourceSpan(0, bytes.count, in: source) }

  /// Whether tokens are written without anything between them, up to `count` tokens from `offset` on.
  func areAdjacent(_ offset: Int, count: Int) -> Bool {
    (1..<max(count, 1)).allSatisfy { !peek(offset + $0).hasTrivia }
  }
}

// MARK: Reports

extension Parser {
  /// Reports a mistake of the structure, unless the parser is still recovering from another one.
  mutating func report(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    guard !isRecovering else { return }
    isRecovering = true
    sink.error(id, message, at: span, notes: notes, fix: fix)
    mistakes += 1
    if mistakes == Parser.mistakeLimit { abort() }
  }

  /// Reports a mistake that does not disturb the structure.
  func reportLocal(_ id: DiagnosticID, _ message: String, at span: SourceSpan, fix: String? = nil) {
    guard !isAborted else { return }
    sink.error(id, message, at: span, fix: fix)
  }

  func warn(_ id: DiagnosticID, _ message: String, at span: SourceSpan) {
    guard !isAborted, !isRecovering else { return }
    sink.warning(id, message, at: span)
  }

  /// Where something is missing: the next token, or the end of the last one if the line ends there.
  var gapSpan: SourceSpan {
    let gap = bytes[previousEnd..<token.start]
    let isEndOfLine = token.kind == .end || gap.contains(0x0A) || gap.contains(0x0D)
    return isEndOfLine ? SourceSpan(previousEnd, previousEnd, in: source) : span(token)
  }

  /// ` before 'x'` or ` at the end of the query`
  var beforeToken: String { token.kind == .end ? " at the end of the query" : " before \(shown(token))" }

  /// A token in a message: its text, shortened, in quotes.
  func shown(_ token: Token) -> String {
    guard token.kind != .end else { return "the end of the query" }
    let text = text(token).prefix { !$0.isNewline }
    return text.count > 24 ? "'\(text.prefix(20))…'" : "'\(text)'"
  }

  mutating func reportUnexpected() {
    if token.kind == .bad {
      reportBadCharacter()
    } else if token.kind == .bar, peek().kind == .bar, !peek().hasTrivia {
      report(
        .syntaxBadCharacter, "'||' is no operator of the query language; 'or' is",
        at: span(token).union(span(peek())), fix: "or")
    } else if token.kind == .equal {
      report(
        .syntaxUnexpected, "'=' is not expected here; a comparison is written '=='", at: span(token),
        fix: "==")
    } else if token.kind == .end {
      report(.syntaxUnexpected, "the query ends too early", at: gapSpan)
    } else if index > 0, text(tokens[index - 1]) == "not" {
      report(
        .syntaxUnexpected, "'not' is a function and takes its condition in parentheses: 'not(…)'",
        at: span(tokens[index - 1]))
    } else {
      report(.syntaxUnexpected, "\(shown(token)) is not expected here", at: span(token))
    }
  }

  private mutating func reportBadCharacter() {
    let text = text(token)
    switch text {
    case "&":
      let isDouble = peek().kind == .bad && !peek().hasTrivia && self.text(peek()) == "&"
      report(
        .syntaxBadCharacter, "'\(isDouble ? "&&" : "&")' is no operator of the query language; 'and' is",
        at: isDouble ? span(token).union(span(peek())) : span(token), fix: "and")
    case "!":
      report(
        .syntaxBadCharacter, "'!' is no operator of the query language; write not(…)", at: span(token))
    default:
      report(.syntaxBadCharacter, "\(shown(token)) is not part of the query language", at: span(token))
    }
  }

  mutating func reportMissingExpression() {
    if let keywordText = nameNeedingBrackets() {
      let token = advance()
      report(
        .syntaxNameNeedsBrackets, "'\(keywordText)' is a keyword; as a name it needs brackets",
        at: span(token), fix: "['\(keywordText)']")
    } else if token.kind == .bad {
      reportBadCharacter()
    } else {
      report(.syntaxMissingExpression, "expected an expression\(beforeToken)", at: gapSpan)
    }
  }

  func missingExpression() -> Expression {
    Expression(.missing, SourceSpan(previousEnd, previousEnd, in: source))
  }

  /// The element, or a report and a missing expression.
  mutating func parseRequired(_ parse: (inout Parser) -> Expression?) -> Expression {
    if let expression = parse(&self) { return expression }
    reportMissingExpression()
    return missingExpression()
  }
}

// MARK: Recovery

extension Parser {
  /// The parser knows again where it is.
  mutating func endRecovery() {
    if !isAborted { isRecovering = false }
  }

  /// Skips to the next `|` or `;`, or to a closing bracket of a construct that the parser is inside of.
  mutating func skipToBoundary() {
    var depth = 0
    while true {
      switch token.kind {
      case .end, .semicolon: return
      case .bar where depth == 0: return
      case .openParen, .openBracket, .openBrace: depth += 1
      case .closeParen, .closeBracket, .closeBrace:
        if depth == 0, openBrackets > 0 { return }
        depth = max(0, depth - 1)
      default: break
      }
      advance()
    }
  }

  /// Reports what stands between the end of an operator and the next boundary, and skips it.
  mutating func finishOperator() {
    switch token.kind {
    case .end, .semicolon, .bar: return
    case .closeParen, .closeBracket, .closeBrace:
      if openBrackets > 0 { return }
    default: break
    }
    if let word = operatorWithoutBar {
      report(
        .syntaxMissingBar, "'\(word)' begins an operator; there is no '|' before it", at: span(token),
        fix: "| \(word)")
    } else {
      reportUnexpected()
    }
    skipToBoundary()
  }

  /// The operator keyword that stands here, on a line of its own, where `|` was forgotten.
  private var operatorWithoutBar: String? {
    guard let keyword, bytes[previousEnd..<token.start].contains(0x0A) else { return nil }
    return OperatorNames.all.contains(keyword.rawValue) ? keyword.rawValue : nil
  }

  /// Takes an opening bracket; nil if there is none.
  mutating func open(_ kind: TokenKind) -> Token? {
    guard at(kind) else { return nil }
    openBrackets += 1
    return advance()
  }

  /// Takes the bracket that closes `opening`. If it is missing, reports that and skips to it, if it is still to come
  /// before the next `|` or `;`.
  /// - Parameter isList: whether a comma could have come instead.
  mutating func close(_ kind: TokenKind, opening: Token?, isList: Bool = false) {
    if !at(kind) {
      let notes = opening.map {
        [Diagnostic.Note("\(shown($0)) is opened here", at: .query(span($0)))]
      }
      report(
        .syntaxExpected, "expected \(isList ? "',' or " : "")'\(kind.spelling)'\(beforeToken)", at: gapSpan,
        notes: notes ?? [], fix: isList && token.kind != .end ? nil : kind.spelling)
      let position = index
      skipToBoundary()
      guard at(kind), opening != nil else {
        index = position
        if opening != nil { openBrackets -= 1 }
        return
      }
    }
    endRecovery()
    advance()
    if opening != nil { openBrackets -= 1 }
  }

  /// Parses something nested. Beyond the limit, reports that and gives up.
  mutating func nested<Result>(_ parse: (inout Parser) -> Result?) -> Result? {
    guard nesting < Parser.nestingLimit else {
      giveUp("this is nested too deep")
      return nil
    }
    nesting += 1
    defer { nesting -= 1 }
    return parse(&self)
  }

  /// Ends parsing because the query is too complex.
  mutating func giveUp(_ message: String) {
    isRecovering = false
    report(.syntaxNesting, message, at: span(token))
    abort()
  }

  private mutating func abort() {
    isAborted = true
    index = tokens.count - 1
  }

  /// Notes one more link of a chain of operators whose operands have the depths given.
  mutating func addChainLink(_ left: Int, _ right: Int) {
    treeDepth = max(left, right) + 1
    if treeDepth > Parser.chainLimit { giveUp("this expression is too long") }
  }
}

// MARK: Lists

extension Parser {
  /// Elements with commas between them. A comma behind the last is an error unless `allowsTrailingComma`.
  mutating func parseCommaList<Element>(
    allowsTrailingComma: Bool = false, _ parse: (inout Parser) -> Element?,
    missing: (inout Parser) -> Void = { $0.reportMissingExpression() }
  ) -> [Element] {
    var elements: [Element] = []
    var depth = 0
    while true {
      let position = index
      if let element = parse(&self) {
        elements.append(element)
      } else if at(.comma) || !elements.isEmpty {
        if allowsTrailingComma, !at(.comma) { break }
        missing(&self)
      } else {
        break
      }
      depth = max(depth, treeDepth)
      guard at(.comma) else { break }
      advance()
      if index == position { break }
    }
    treeDepth = depth
    return elements
  }

  /// A comma list with at least one element.
  mutating func parseNonEmptyList<Element>(_ parse: (inout Parser) -> Element?) -> [Element] {
    let elements = parseCommaList(parse)
    if elements.isEmpty { reportMissingExpression() }
    return elements
  }
}
