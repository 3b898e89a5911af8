import Testing

@testable import RuleCompiler

/// What the parser says about mistakes, and where. `①` marks the begin of the first diagnostic, and so on.
struct SyntaxDiagnosticTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var query: String
    /// Id and fix of each diagnostic, in order.
    var expected: [Expected]
    struct Expected: Sendable, Equatable {
      var id: DiagnosticID
      var fix: String?
    }

    init(_ query: String, _ expected: (DiagnosticID, String?)...) {
      self.query = query
      self.expected = expected.map { Expected(id: $0.0, fix: $0.1) }
    }
    var testDescription: String { query }
  }

  static let cases: [Case] = [
    // Operators
    Case("T | ①whre a", (.syntaxUnknownOperator, "where")),
    Case("T | ①Where a", (.syntaxUnknownOperator, "where")),
    Case("T | ①project-awy a", (.syntaxUnknownOperator, "project-away")),
    Case(
      "T | ①frobnicate a, (b | c) | ②tke 1", (.syntaxUnknownOperator, nil), (.syntaxUnknownOperator, "take")),
    Case("T |①", (.syntaxMissingOperator, nil)),
    Case("①| take 1", (.syntaxMissingExpression, nil)),
    Case("T\n①where a\n", (.syntaxMissingBar, "| where")),
    Case("T | take 5 ①6", (.syntaxUnexpected, nil)),
    Case("T | where ①not a == 1", (.syntaxUnexpected, nil)),
    Case("T | sort ①a", (.syntaxExpected, "by")),
    Case("T | parse a ①'x' b", (.syntaxExpected, "with")),
    Case("T | make-series count() on t from a to b ①by c", (.syntaxExpected, "step")),
    Case("T | sort by a nulls ①never", (.syntaxExpected, nil)),
    Case("T | mv-apply a ①| take 1", (.syntaxExpected, "on")),
    Case("T | mv-expand a to ①long", (.syntaxExpected, nil)),
    Case("T | evaluate bag_unpack ①a", (.syntaxExpected, "(")),
    Case("T | scan with (step s: a => b = 1①)", (.syntaxExpected, ";")),
    // Expressions
    Case("T | where a == ①| take 1", (.syntaxMissingExpression, nil)),
    Case("T | where ①and b", (.syntaxMissingExpression, nil)),
    Case("T | extend a,①", (.syntaxMissingExpression, nil)),
    Case("T | extend a = f(1 ①2), b", (.syntaxExpected, nil)),
    Case("T | extend a = f(1, ①| take 1", (.syntaxMissingExpression, nil)),
    Case("T | where (a and b①", (.syntaxExpected, ")")),
    Case("T | where (a and b)①) | take 1", (.syntaxUnexpected, nil)),
    Case("T | where a in ①'x'", (.syntaxExpected, nil)),
    Case("T | where a between ①1 .. 2", (.syntaxExpected, nil)),
    Case("T | where a between (1 ①, 2)", (.syntaxExpected, "..")),
    Case("T | where a == b ①== c", (.syntaxUnexpected, nil)),
    Case("T | where a < b ①< c", (.syntaxUnexpected, nil)),
    Case("T | where ①a = 1", (.syntaxAssignment, nil)),
    Case("T | join U on a ①= b", (.syntaxUnexpected, "==")),
    Case("T | where a ①&& b", (.syntaxBadCharacter, "and")),
    Case("T | where a ①|| b", (.syntaxBadCharacter, "or")),
    Case("T | where ①!a", (.syntaxBadCharacter, nil)),
    Case("T | where a == ①Δ", (.syntaxBadCharacter, nil)),
    Case("T | where a.①1", (.syntaxMissingName, nil)),
    // Names and types
    Case("T | project ①title, b", (.syntaxNameNeedsBrackets, "['title']")),
    Case("T | extend ①a-b = 1", (.syntaxNameNeedsBrackets, "['a-b']")),
    Case("T | as ①5", (.syntaxMissingName, nil)),
    Case("let f = (x:①lng) { x }; f(1)", (.syntaxUnknownType, "long")),
    Case("datatable (a:long ①b:long) [1]", (.syntaxExpected, nil)),
    Case("datatable (a:long, ①, b:long) [1, 2]", (.syntaxExtraComma, nil)),
    // Statements
    Case("let x = 5①\nT | take x", (.syntaxMissingSemicolon, ";")),
    Case("let x = 5①\nlet y = 6; T", (.syntaxMissingSemicolon, ";")),
    Case("let f = () { let y = 1① T | take y }; f()", (.syntaxMissingSemicolon, ";")),
    Case("let ①= 5; T", (.syntaxMissingName, nil)),
    Case("let x ①5; T", (.syntaxExpected, "=")),
    Case("let f = (a:long) ①T; f(1)", (.syntaxExpected, "{")),
    Case("T | take 1 ①) ; U | ②tak 2", (.syntaxUnexpected, nil), (.syntaxUnknownOperator, "take")),
    // Literals do not disturb what is around them.
    Case(
      "T | where a == ①'x\n| where b == datetime(2024-01-01②\n| take③", (.syntaxUnterminatedString, nil),
      (.syntaxExpected, ")"), (.syntaxMissingExpression, nil)),
    Case(
      "T | where a matches regex '①\\d+' | ②wher b", (.syntaxBadEscape, "\\\\d"),
      (.syntaxUnknownOperator, "where")),
  ]

  @Test(arguments: cases)
  func diagnostics(_ one: Case) {
    let marked = MarkedText(one.query)
    let sink = DiagnosticSink()
    _ = Parser.parse(marked.text, into: sink)
    // What the lexer says comes first; here the order is that of the text.
    let found = sink.diagnostics.map { diagnostic -> (place: Int, Diagnostic) in
      if case .query(let span) = diagnostic.location { (span.start, diagnostic) } else { (-1, diagnostic) }
    }.sorted { $0.place < $1.place }
    #expect(found.map { Case.Expected(id: $0.1.id, fix: $0.1.fix) } == one.expected)
    let places = found.map(\.place)
    let expected = zip(MarkedText.markers, one.expected).map { marked.offsets[$0.0] ?? -1 }
    #expect(places == expected, "\(sink.diagnostics.map(\.message))")
  }

  @Test func messagesName() {
    let sink = DiagnosticSink()
    _ = Parser.parse("T | whre a | extend b = f(1 2)", into: sink)
    #expect(
      sink.diagnostics.map(\.message) == [
        "there is no operator 'whre'; did you mean 'where'?", "expected ',' or ')' before '2'",
      ])
    #expect(sink.diagnostics[1].notes.map(\.message) == ["'(' is opened here"])
  }

  @Test func idsOfTheSyntaxBeginWithIt() {
    for id in DiagnosticID.allCases {
      #expect("\(id)".hasPrefix("syntax") == id.rawValue.hasPrefix("syntax-"))
    }
  }
}
