import DetectorRuntime
import Testing

@Suite struct ArithmeticKernelTests {
  let fixture = KernelFixture()

  private static let cases: [(function: String, arguments: [Value], expected: String)] = [
    ("+", [long(1), long(2)], "3"),
    ("+", [long(9_223_372_036_854_775_807), long(1)], "-9223372036854775808"),
    ("+", [long(nil), long(1)], "null"),
    ("-", [real(4), real(3.5)], "0.5"),
    ("*", [long(5), span("2m")], "00:10:00"),
    ("*", [real(1.5), span("1h")], "01:30:00"),
    ("/", [long(7), long(2)], "3"),
    ("/", [long(-7), long(2)], "-3"),
    ("/", [long(1), long(0)], "null"),
    ("/", [real(1), real(0)], "Infinity"),
    ("/", [real(0), real(0)], "NaN"),
    ("/", [span("15ms"), span("10ms")], "1.5"),
    ("/", [span("10d"), long(2)], "5.00:00:00"),
    ("/", [span("10d"), long(0)], "null"),
    ("%", [long(14), long(12)], "2"),
    ("%", [long(-14), long(12)], "10"),
    ("%", [long(14), long(-12)], "2"),
    ("%", [long(-14), long(-12)], "10"),
    ("%", [long(5), long(0)], "null"),
    ("%", [real(10.5), real(3)], "1.5"),
    ("%", [real(-1), real(3)], "2"),
    ("%", [span("15d"), span("4d")], "3.00:00:00"),
    ("%", [date("2024-01-15 14:45:30"), span("12h")], "02:45:30"),
    ("+", [date("2022-03-06T20:00"), span("5m")], "2022-03-06T20:05:00.0000000Z"),
    ("-", [date("2022-03-06T20:00"), span("5m")], "2022-03-06T19:55:00.0000000Z"),
    ("-", [date("1997-06-25"), date("1910-06-11")], "31791.00:00:00"),
    ("-", [date("0001-01-01"), span("1d")], "null"),
    ("+", [span("10s"), span("1s")], "00:00:11"),
    ("negate", [long(4)], "-4"),
    ("negate", [span("10d")], "-10.00:00:00"),
    ("-", [real(nil), real(1)], "null"),
  ]

  @Test func resultsAreAsDocumented() {
    for (function, arguments, expected) in Self.cases {
      let result = fixture.text(fixture.call(function, arguments))
      #expect(result == expected, "\(function)(\(arguments.map { fixture.text($0) }.joined(separator: ", ")))")
    }
  }

  private static let decimals: [(function: String, a: Str, b: Str, expected: String)] = [
    ("+", "1.1", "2.2", "3.3"),
    ("-", "5.5", "2.2", "3.3"),
    ("*", "1.5", "2.0", "3"),
    ("/", "7.5", "2.5", "3"),
    ("/", "1", "3", "0.3333333333333333333333333333333333"),
    ("/", "2", "3", "0.6666666666666666666666666666666667"),
    ("/", "1", "0", "null"),
    ("%", "-7.5", "2", "0.5"),
    ("*", "99999999999999999", "99999999999999999", "9999999999999999800000000000000001"),
    ("*", "99999999999999999999", "99999999999999999999", "null"),
    ("+", "9999999999999999999999999999999999", "0.4", "9999999999999999999999999999999999"),
    ("+", "0.1", "-0.1", "0"),
    ("-", "1", "0.0000000000000000000000000000000001", "0.9999999999999999999999999999999999"),
  ]

  @Test func decimalsAreExact() {
    for (function, a, b, expected) in Self.decimals {
      let result = fixture.text(fixture.call(function, fixture.decimal(a), fixture.decimal(b)))
      #expect(result == expected, "\(a) \(function) \(b)")
    }
  }

  @Test func decimalsRoundHalvesAwayFromZero() {
    #expect(fixture.text(fixture.call("round", fixture.decimal("3.14159"), long(2))) == "3.14")
    #expect(fixture.text(fixture.call("round", fixture.decimal("-2.5"), long(0))) == "-3")
    #expect(fixture.text(fixture.call("ceiling", fixture.decimal("-2.5"))) == "-2")
    #expect(fixture.text(fixture.call("bin", fixture.decimal("-2.5"), fixture.decimal("1"))) == "-3")
  }

  @Test func dynamicsAddByWhatTheyHold() {
    let cx = fixture.cx
    #expect(addDynamics(long(1), long(2), cx).long == 3)
    #expect(addDynamics(long(1), real(2.5), cx).real == 3.5)
    #expect(fixture.text(subtractDynamics(date("2020-01-02"), date("2020-01-01"), cx)) == "1.00:00:00")
    #expect(addDynamics(long(1), string("2"), cx).isNull)
    #expect(negateDynamic(real(2), cx).real == -2)
  }
}
