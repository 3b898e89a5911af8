import Testing

@testable import RuleCompiler

struct LexerTests {
  static let tokenCases: [(String, [TokenKind])] = [
    ("", []),
    ("a_1 $left Δ", [.identifier, .identifier, .bad]),
    ("a.b..c", [.identifier, .dot, .identifier, .dotDot, .identifier]),
    ("1..5", [.long, .dotDot, .long]),
    ("1.5 1. 1e3 1.5E-2", [.real, .real, .real, .real]),
    ("1d 1.5h 10ms 3minutes 5tick", [.timespan, .timespan, .timespan, .timespan, .timespan]),
    ("0x1F 0x 3Dchart 1abc", [.long, .identifier, .reservedWord, .identifier]),
    (
      "make-series makeseries make - series",
      [
        .keyword(.makeSeries), .identifier, .identifier, .minus, .identifier,
      ]
    ),
    ("project-awayX", [.identifier, .minus, .identifier]),
    (
      "!in~ !in in~ in !has_cs !=  !~ =~",
      [
        .keyword(.notInFolded), .keyword(.notIn), .keyword(.inFolded), .keyword(.in), .keyword(.notHasCs),
        .bangEqual, .bangTilde, .equalTilde,
      ]
    ),
    ("matches regex matches  regex", [.keyword(.matchesRegex), .identifier, .reservedWord]),
    (
      "< <= <> <| > >= = == => ",
      [
        .less, .lessOrEqual, .lessGreater, .lessBar, .greater, .greaterOrEqual, .equal, .equalEqual,
        .fatArrow,
      ]
    ),
    (
      "long(5) long (5) datetime(2024-01-01)",
      [
        .typed(.long), .keyword(.longType), .openParen, .long, .closeParen, .typed(.datetime),
      ]
    ),
    ("true TRUE True tRue trues", [.bool, .bool, .bool, .identifier, .identifier]),
    ("'a' \"b\" @'c' h'd' H@\"e\" h", [.string, .string, .string, .string, .string, .identifier]),
    ("```a\n'b'``` ~~~c~~~", [.string, .string]),
    ("'it''s'", [.string, .string]),
    ("@'it''s'", [.string]),
    ("a // comment 'x\nb", [.identifier, .identifier]),
    ("74be27de-1e4e-49d9-b579-fe0b331d3642", [.bareGuid]),
    ("\u{FEFF}a\u{00A0}\u{2003}b\r\nc", [.identifier, .identifier, .identifier]),
    ("a@b ?", [.identifier, .at, .identifier, .question]),
  ]

  @Test(arguments: tokenCases.indices)
  func kindsOfTokens(_ index: Int) {
    let (text, expected) = LexerTests.tokenCases[index]
    var lexer = Lexer(text)
    #expect(lexer.tokens().map(\.kind) == expected + [.end], "\(text)")
  }

  @Test func tokensAndTriviaCoverTheText() {
    let text = " T // all\n|where a=='x'  "
    var lexer = Lexer(text)
    let tokens = lexer.tokens()
    var position = 0
    for token in tokens {
      #expect(token.triviaStart == position)
      #expect(token.start >= token.triviaStart && token.end >= token.start)
      position = token.end
    }
    #expect(position == text.utf8.count)
  }

  @Test func dumpShowsPlacesAndComments() {
    let text = "T // all\n| where a == 'x\\n'"
    #expect(
      TokenDump.dump(text) == """
        1:1\tidentifier\tT
        1:3\tcomment\t// all
        2:1\tpunctuation\t|
        2:3\tkeyword\twhere
        2:9\tidentifier\ta
        2:11\tpunctuation\t==
        2:14\tstring\t'x\\n'
        2:19\tend

        """)
  }
}
