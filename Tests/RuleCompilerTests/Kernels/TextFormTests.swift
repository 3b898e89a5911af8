import Testing

@testable import DetectorRuntime

/// How values are written as text and read from it.
@Suite struct TextFormTests {
  private let cx = EvaluationContext(now: DateTime(ticks: 0))

  private func text(_ value: Value) -> String { textOf(value, cx).description }

  @Test(arguments: [
    (1.0, "1"), (-0.5, "-0.5"), (0.1, "0.1"), (1e15, "1e+15"), (1e20, "1e+20"),
    (123456789012345.6, "123456789012345.6"),
    (1.5e-7, "1.5e-07"), (0.0001, "0.0001"), (1e-5, "1e-05"), (0.1 + 0.2, "0.30000000000000004"), (.nan, "NaN"),
    (.infinity, "Infinity"), (1e300, "1e+300"),
  ])
  func realsAreShort(number: Double, expected: String) {
    #expect(text(Value(number)) == expected)
    if number.isFinite { #expect(parseReal(cx.arena.copy(expected)) == number) }
  }

  @Test(arguments: [
    ("2015-12-31 23:59:59.9", "2015-12-31T23:59:59.9000000Z"), ("12-02-2022", "2022-12-02T00:00:00.0000000Z"),
    ("2014-05-25T08:20:03.123456Z", "2014-05-25T08:20:03.1234560Z"), ("2014-11-08", "2014-11-08T00:00:00.0000000Z"),
    ("Sat, 8 Nov 14 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z"), ("8 Nov 14 15:05", "2014-11-08T15:05:00.0000000Z"),
    ("Saturday, 08-Nov-14 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z"),
    ("2023-08-30T23:00:00+02:00", "2023-08-30T21:00:00.0000000Z"),
    ("11/8/2014 3:05:02 PM", "2014-11-08T15:05:02.0000000Z"),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
    ("2020-02-30", ""), ("2020-01-01T24:00:00", ""), ("yesterday", ""), ("", ""),
  ])
  func datesAreRead(input: String, expected: String) {
    #expect(text(Value(parseDateTime(cx.arena.copy(input)))) == expected)
  }

  @Test(arguments: [
    ("0.00:03:00", "00:03:00"), ("1.02:04:45", "1.02:04:45"), ("-1.02:04:45.5", "-1.02:04:45.5000000"),
    ("1.5h", "01:30:00"),
    ("15 seconds", "00:00:15"), ("25min", "00:25:00"), ("2", "2.00:00:00"), ("10ms", "00:00:00.0100000"),
    ("1tick", "00:00:00.0000001"), ("24:00:00", ""), ("1w", ""), ("", ""),
  ])
  func timespansAreRead(input: String, expected: String) {
    #expect(text(Value(parseTimeSpan(cx.arena.copy(input)))) == expected)
  }

  @Test(
    arguments: [
      ("123", 123), ("-9223372036854775808", Int64.min), ("0x1F", 31), (" 4 ", 4), ("+7", 7),
      ("9223372036854775808", nil),
      ("", nil), ("1.5", nil), ("nan", nil), ("--1", nil),
    ] as [(String, Int64?)])
  func longsAreRead(input: String, expected: Int64?) {
    #expect(parseLong(cx.arena.copy(input)) == expected)
  }

  @Test func everyDayOfTheCalendarIsItself() {
    for day in stride(from: Int64(0), to: 3_652_059, by: 13) {
      let date = CalendarDate(daysSinceYearOne: day)
      #expect(date.isValid && date.daysSinceYearOne == day)
    }
  }

  @Test func decimalsKeepTheirDigits() {
    for input in ["0.05", "-12.345", "100", "123.45678", "0.0000001"] {
      #expect(text(Value(parseDecimal(cx.arena.copy(input)), cx)) == input)
    }
    #expect(parseDecimal("1e5").map { text(Value($0, cx)) } == "100000")
    #expect(parseDecimal("x") == nil)
  }

  @Test func guidsAreTheFirst32Digits() {
    for input: Str in [
      "0123456789abcdef0123456789ABCDEF", "{01234567-89ab-cdef-0123-456789abcdef}",
      "0123456789ab-cdef-0123-456789abcdef",
    ] {
      #expect(text(Value(parseGuid(input), cx)) == "01234567-89ab-cdef-0123-456789abcdef")
    }
    #expect(parseGuid("a string that is no guid") == nil)
  }
}
