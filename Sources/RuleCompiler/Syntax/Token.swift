/// What a token is.
enum TokenKind: Hashable, Sendable {
  /// A name that is not a keyword.
  case identifier
  case keyword(Keyword)
  /// A keyword that the grammar does not mention; see `ReservedWords`.
  case reservedWord

  // MARK: Literals
  case string
  case bool
  case long
  case real
  case timespan
  /// `datetime(…)`, `int(…)` and so on, up to the parenthesis
  case typed(ScalarType)
  /// A guid without `guid(…)`, which KQL has only inside `dynamic(…)`
  case bareGuid

  // MARK: Punctuation
  case openParen
  case closeParen
  case openBracket
  case closeBracket
  case openBrace
  case closeBrace
  case bar
  case dot
  case dotDot
  case plus
  case minus
  case asterisk
  case slash
  case percent
  case less
  case lessOrEqual
  case lessBar
  case lessGreater
  case greater
  case greaterOrEqual
  case equal
  case equalEqual
  case fatArrow
  case equalTilde
  case bangEqual
  case bangTilde
  case colon
  case semicolon
  case comma
  case at
  case question

  // MARK: Others
  /// `#…` to the end of the line
  case directive
  /// A character that KQL does not have.
  case bad
  case end
}

/// A piece of the query text with the blanks and comments before it.
struct Token: Hashable, Sendable {
  var kind: TokenKind
  /// Where the trivia before the token begins; equal to `start` if there is none.
  var triviaStart: Int
  var start: Int
  var end: Int

  var hasTrivia: Bool { triviaStart < start }
}

extension TokenKind {
  /// The name in a token dump.
  var dumpName: String {
    switch self {
    case .identifier: "identifier"
    case .keyword: "keyword"
    case .reservedWord: "reserved"
    case .string: "string"
    case .bool: "bool"
    case .long: "long"
    case .real: "real"
    case .timespan: "timespan"
    case .typed(let type): "\(type.rawValue)-literal"
    case .bareGuid: "guid"
    case .directive: "directive"
    case .bad: "bad"
    case .end: "end"
    case .openParen, .closeParen, .openBracket, .closeBracket, .openBrace, .closeBrace, .bar, .dot, .dotDot,
      .plus, .minus, .asterisk, .slash, .percent, .less, .lessOrEqual, .lessBar, .lessGreater, .greater,
      .greaterOrEqual, .equal, .equalEqual, .fatArrow, .equalTilde, .bangEqual, .bangTilde, .colon,
      .semicolon, .comma, .at, .question:
      "punctuation"
    }
  }

  /// The spelling of tokens that have only one.
  var spelling: String {
    switch self {
    case .keyword(let keyword): keyword.rawValue
    case .openParen: "("
    case .closeParen: ")"
    case .openBracket: "["
    case .closeBracket: "]"
    case .openBrace: "{"
    case .closeBrace: "}"
    case .bar: "|"
    case .dot: "."
    case .dotDot: ".."
    case .plus: "+"
    case .minus: "-"
    case .asterisk: "*"
    case .slash: "/"
    case .percent: "%"
    case .less: "<"
    case .lessOrEqual: "<="
    case .lessBar: "<|"
    case .lessGreater: "<>"
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equal: "="
    case .equalEqual: "=="
    case .fatArrow: "=>"
    case .equalTilde: "=~"
    case .bangEqual: "!="
    case .bangTilde: "!~"
    case .colon: ":"
    case .semicolon: ";"
    case .comma: ","
    case .at: "@"
    case .question: "?"
    case .identifier, .reservedWord, .string, .bool, .long, .real, .timespan, .typed, .bareGuid, .directive,
      .bad, .end:
      ""
    }
  }
}
