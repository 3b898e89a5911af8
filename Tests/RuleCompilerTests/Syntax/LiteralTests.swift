import Testing

@testable import RuleCompiler

struct LiteralTests {
  static let day: Int64 = 864_000_000_000
  static let year2024: Int64 = 638_396_640_000_000_000

  static let values: [(String, Constant)] = [
    ("true", .bool(true)),
    ("False", .bool(false)),
    ("bool(null)", .null(.bool)),
    ("bool(1)", .bool(true)),
    ("5", .long(5)),
    ("0xFF", .long(255)),
    ("0xFFFFFFFFFFFFFFFF", .long(-1)),
    ("9223372036854775807", .long(.max)),
    ("-9223372036854775808", .long(.min)),
    ("long(-7)", .long(-7)),
    ("long( 0x10 )", .long(16)),
    ("long(null)", .null(.long)),
    ("int(5)", .int(5)),
    ("int(-2147483648)", .int(-2_147_483_648)),
    ("int(0xFFFFFFFF)", .int(-1)),
    ("int(null)", .null(.int)),
    ("1.5", .real(1.5)),
    ("1e3", .real(1000)),
    ("real(-0.25)", .real(-0.25)),
    ("double(2)", .real(2)),
    ("real(+inf)", .real(.infinity)),
    ("decimal(1.50)", .decimal(mantissa: 150, scale: 2)),
    ("1d", .timespan(day)),
    ("1.5h", .timespan(day / 16)),
    ("30m", .timespan(day / 48)),
    ("10s", .timespan(100_000_000)),
    ("2ms", .timespan(20_000)),
    ("3microseconds", .timespan(30)),
    ("4tick", .timespan(4)),
    ("700nanoseconds", .timespan(7)),
    ("timespan(1.02:03:04.5)", .timespan(day + 73_845_000_000)),
    ("time(2)", .timespan(2 * day)),
    ("time('12:00:00')", .timespan(day / 2)),
    ("timespan(null)", .null(.timespan)),
    ("datetime(2024-01-01)", .datetime(year2024)),
    ("datetime(2024-01-01T12:00:00Z)", .datetime(year2024 + day / 2)),
    ("datetime(2024-01-01 00:00:00.0000001)", .datetime(year2024 + 1)),
    ("datetime(\"2024-01-01\")", .datetime(year2024)),
    ("datetime(2024 - 01 - 01)", .datetime(year2024)),
    ("datetime(2024, 1, 1)", .datetime(year2024)),
    ("date(2024-01-01)", .datetime(year2024)),
    ("datetime(null)", .null(.datetime)),
    ("datetime(min)", .datetime(0)),
    (
      "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
      .guid(high: 0x74be_27de_1e4e_49d9, low: 0xb579_fe0b_331d_3642)
    ),
    ("guid(null)", .null(.guid)),
    ("dynamic(null)", .dynamic(.null)),
    (
      "dynamic([1, -2.5, 'x', true, null, {\"a\": []}])",
      .dynamic(
        .array([
          .scalar(.long(1)), .scalar(.real(-2.5)), .scalar(.string("x")), .scalar(.bool(true)), .null,
          .bag([.init(key: "a", value: .array([]))]),
        ]))
    ),
    (
      "dynamic({'b': 1, 'a': datetime(2024-01-01)})",
      .dynamic(
        .bag([
          .init(key: "b", value: .scalar(.long(1))), .init(key: "a", value: .scalar(.datetime(year2024))),
        ]))
    ),
    ("dynamic(1d)", .dynamic(.scalar(.timespan(day)))),
  ]

  @Test(arguments: values.indices)
  func literalHasItsValue(_ index: Int) {
    let (text, expected) = LiteralTests.values[index]
    let sink = DiagnosticSink()
    let expression = Parser.parseExpression(text, into: sink)
    #expect(sink.diagnostics.map(\.message) == [], "\(text)")
    #expect(expression.kind == .literal(expected), "\(text)")
  }

  static let strings: [(String, String)] = [
    (#"'a"b'"#, #"a"b"#),
    (#""a'b""#, "a'b"),
    (#"'it\'s\t\\'"#, "it's\t\\"),
    (#"'\u00e9\x41\101\0'"#, "éAA\0"),
    (#"'\ud83d\ude00'"#, "😀"),
    (#"'\U0001F600'"#, "😀"),
    (#"'\ud83d!'"#, "\u{FFFD}!"),
    (#"@'a\b''c'"#, #"a\b'c"#),
    (#"@"a""b""#, #"a"b"#),
    (#"h'secret'"#, "secret"),
    (#"H@"\x""#, #"\x"#),
    ("```\na 'b' \\n```", "\na 'b' \\n"),
    ("~~~a~~~", "a"),
    ("'a' 'b'\n\"c\"", "abc"),
    ("''", ""),
    ("'é€😀'", "é€😀"),
  ]

  @Test(arguments: strings.indices)
  func stringIsDecoded(_ index: Int) {
    let (text, expected) = LiteralTests.strings[index]
    let sink = DiagnosticSink()
    let expression = Parser.parseExpression(text, into: sink)
    #expect(sink.diagnostics.map(\.message) == [], "\(text)")
    #expect(expression.kind == .literal(.string(expected)), "\(text)")
  }

  @Test(arguments: [
    ("99999999999999999999", DiagnosticID.literalRange),
    ("int(5000000000)", .literalRange),
    ("int(0x1FFFFFFFF)", .literalRange),
    ("int(abc)", .malformedLiteral),
    ("long(1.5)", .malformedLiteral),
    ("datetime(2024-13-01)", .malformedLiteral),
    ("datetime(8:00 AM)", .malformedLiteral),
    ("guid(xyz)", .malformedLiteral),
    ("timespan(soon)", .malformedLiteral),
    ("dynamic([1, x])", .syntaxBadLiteral),
    ("dynamic({'a' 1})", .syntaxExpected),
    ("'a\\d'", .syntaxBadEscape),
    ("'a", .syntaxUnterminatedString),
    ("```a", .syntaxUnterminatedString),
    ("datetime(2024-01-01", .syntaxExpected),
    ("74be27de-1e4e-49d9-b579-fe0b331d3642", .syntaxBareGuid),
  ])
  func badLiteralIsReported(_ text: String, _ id: DiagnosticID) {
    let sink = DiagnosticSink()
    _ = Parser.parseExpression(text, into: sink)
    #expect(sink.diagnostics.map(\.id) == [id])
  }

  @Test func constantsPrintAsLiterals() {
    for (text, value) in LiteralTests.values {
      let sink = DiagnosticSink()
      let again = Parser.parseExpression(value.literalText, into: sink)
      switch (value, again.kind) {
      case (.long(let number), .unary(.minus, _)) where number < 0: break
      default: #expect(again.kind == .literal(value), "\(text) prints as \(value.literalText)")
      }
    }
  }
}
