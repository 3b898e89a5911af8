import DetectorRuntime
import RuleCompiler
import Testing

@Suite struct CalendarKernelTests {
  let fixture = KernelFixture()

  private static let cases: [(function: String, arguments: [Value], expected: String)] = [
    ("startofday", [date("2017-01-01 10:10:17"), long(-1)], "2016-12-31T00:00:00.0000000Z"),
    ("startofweek", [date("2017-01-01 10:10:17"), long(-1)], "2016-12-25T00:00:00.0000000Z"),
    ("startofweek", [date("2017-01-07 23:59:59.999")], "2017-01-01T00:00:00.0000000Z"),
    ("startofmonth", [date("2017-01-01 10:10:17"), long(-1)], "2016-12-01T00:00:00.0000000Z"),
    ("startofyear", [date("2017-05-01 10:10:17"), long(1)], "2018-01-01T00:00:00.0000000Z"),
    ("endofday", [date("2017-01-01 10:10:17"), long(1)], "2017-01-02T23:59:59.9999999Z"),
    ("endofweek", [date("2017-01-08")], "2017-01-14T23:59:59.9999999Z"),
    ("endofmonth", [date("2020-02-10")], "2020-02-29T23:59:59.9999999Z"),
    ("endofyear", [date("2020-02-29 23:59:59")], "2020-12-31T23:59:59.9999999Z"),
    ("endofyear", [date("9999-05-01")], "9999-12-31T23:59:59.9999999Z"),
    ("startofday", [date("0001-01-01"), long(-1)], "null"),
    ("startofday", [date("2017-01-01"), long(9_223_372_036_854_775_807)], "null"),
    ("dayofweek", [date("1947-11-30 10:00:05")], "00:00:00"),
    ("dayofweek", [date("1970-05-11")], "1.00:00:00"),
    ("dayofmonth", [date("2015-12-14")], "14"),
    ("dayofyear", [date("2015-12-14")], "348"),
    ("hourofday", [date("2015-12-14 18:54")], "18"),
    ("getyear", [date("2015-10-12")], "2015"),
    ("monthofyear", [date("2015-10-12")], "10"),
    ("week_of_year", [date("2020-12-31")], "53"),
    ("week_of_year", [date("2020-06-15")], "25"),
    ("week_of_year", [date("1970-01-01")], "1"),
    ("week_of_year", [date("2000-01-01")], "52"),
    ("weekofyear", [date("2015-01-01")], "53"),
    ("weekofyear", [date("2015-01-04")], "1"),
    ("weekofyear", [date("2015-01-10")], "1"),
    ("weekofyear", [date("2015-01-11")], "2"),
    ("datetime_part", [string("year"), date("2017-10-30 01:02:03.7654321")], "2017"),
    ("datetime_part", [string("quarter"), date("2017-10-30 01:02:03.7654321")], "4"),
    ("datetime_part", [string("month"), date("2017-10-30 01:02:03.7654321")], "10"),
    ("datetime_part", [string("week_of_year"), date("2017-10-30 01:02:03.7654321")], "44"),
    ("datetime_part", [string("day"), date("2017-10-30 01:02:03.7654321")], "30"),
    ("datetime_part", [string("dayOfYear"), date("2017-10-30 01:02:03.7654321")], "303"),
    ("datetime_part", [string("hour"), date("2017-10-30 01:02:03.7654321")], "1"),
    ("datetime_part", [string("minute"), date("2017-10-30 01:02:03.7654321")], "2"),
    ("datetime_part", [string("second"), date("2017-10-30 01:02:03.7654321")], "3"),
    ("datetime_part", [string("millisecond"), date("2017-10-30 01:02:03.7654321")], "765"),
    ("datetime_part", [string("microsecond"), date("2017-10-30 01:02:03.7654321")], "765432"),
    ("datetime_part", [string("nanosecond"), date("2017-10-30 01:02:03.7654321")], "765432100"),
    ("datetime_part", [string("era"), date("2017-10-30")], "null"),
    ("datetime_diff", [string("year"), date("2017-01-01"), date("2000-12-31")], "17"),
    ("datetime_diff", [string("quarter"), date("2017-07-01"), date("2017-03-30")], "2"),
    ("datetime_diff", [string("month"), date("2017-01-01"), date("2015-12-30")], "13"),
    ("datetime_diff", [string("week"), date("2017-10-29 00:00"), date("2017-09-30 23:59")], "5"),
    ("datetime_diff", [string("day"), date("2017-10-29 00:00"), date("2017-09-30 23:59")], "29"),
    ("datetime_diff", [string("hour"), date("2017-10-31 01:00"), date("2017-10-30 23:59")], "2"),
    ("datetime_diff", [string("minute"), date("2017-10-30 23:05:01"), date("2017-10-30 23:00:59")], "5"),
    ("datetime_diff", [string("second"), date("2017-10-30 23:00:10.100"), date("2017-10-30 23:00:00.900")], "10"),
    (
      "datetime_diff", [string("millisecond"), date("2017-10-30 23:00:00.200100"), date("2017-10-30 23:00:00.100900")],
      "100"
    ),
    (
      "datetime_diff",
      [string("microsecond"), date("2017-10-30 23:00:00.1009001"), date("2017-10-30 23:00:00.1008009")], "100"
    ),
    (
      "datetime_diff",
      [string("nanosecond"), date("2017-10-30 23:00:00.0000000"), date("2017-10-30 23:00:00.0000007")], "-700"
    ),
    ("datetime_add", [string("year"), long(-5), date("2017-01-01")], "2012-01-01T00:00:00.0000000Z"),
    ("datetime_add", [string("quarter"), long(12), date("2017-01-01")], "2020-01-01T00:00:00.0000000Z"),
    ("datetime_add", [string("month"), long(-15), date("2017-01-01")], "2015-10-01T00:00:00.0000000Z"),
    ("datetime_add", [string("Week"), long(100), date("2017-01-01")], "2018-12-02T00:00:00.0000000Z"),
    ("datetime_add", [string("month"), long(1), date("2017-01-31 05:00")], "2017-02-28T05:00:00.0000000Z"),
    ("datetime_add", [string("nanosecond"), long(250), date("2017-01-31")], "2017-01-31T00:00:00.0000002Z"),
    ("make_datetime", [long(2017), long(10), long(1)], "2017-10-01T00:00:00.0000000Z"),
    (
      "make_datetime", [long(2017), long(10), long(1), long(12), long(11), real(0.1234567)],
      "2017-10-01T12:11:00.1234567Z"
    ),
    ("make_datetime", [long(2017), long(2), long(29)], "null"),
    ("make_timespan", [long(1), long(12), long(30), real(55.123)], "1.12:30:55.1230000"),
    ("make_timespan", [long(1), long(15), real(10)], "01:15:10"),
    ("unixtime_seconds_todatetime", [long(1546300800)], "2019-01-01T00:00:00.0000000Z"),
    ("unixtime_milliseconds_todatetime", [long(1546300800000)], "2019-01-01T00:00:00.0000000Z"),
    ("unixtime_microseconds_todatetime", [long(1546300800000000)], "2019-01-01T00:00:00.0000000Z"),
    ("unixtime_nanoseconds_todatetime", [long(1546300800000000000)], "2019-01-01T00:00:00.0000000Z"),
    ("unixtime_seconds_todatetime", [real(1546300800.5)], "2019-01-01T00:00:00.5000000Z"),
    ("unixtime_seconds_todatetime", [long(99999999999999)], "null"),
    ("format_datetime", [date("2017-01-29 09:00:05"), string("yy-MM-dd [HH:mm:ss]")], "17-01-29 [09:00:05]"),
    (
      "format_datetime", [date("2009-06-15T13:05:30.6175420"), string("yyyy-M-d h:mm tt fff FFFFFFF")],
      "2009-6-15 1:05 PM 617 617542"
    ),
    ("format_datetime", [date("2009-06-15"), string("yyy")], ""),
    ("format_timespan", [span("29.09:00:05.12345"), string("dd.hh:mm:ss:FF")], "29.09:00:05:12"),
    ("format_timespan", [span("29.09:00:05.12345"), string("ddd.h:mm:ss [fffffff]")], "029.9:00:05 [1234500]"),
  ]

  @Test func resultsAreAsDocumented() {
    for (function, arguments, expected) in Self.cases {
      let result = fixture.text(fixture.call(function, arguments))
      #expect(result == expected, "\(function)(\(arguments.map { fixture.text($0) }.joined(separator: ", ")))")
    }
  }

  @Test func everyNameOfAPeriodIsKnown() throws {
    let (earlier, later) = (date("2020-01-01"), date("2021-05-02 03:04:05.678"))
    for name in try #require(Catalog.standard.functions["datetime_part"]).choices {
      #expect(!fixture.call("datetime_part", Value(fixture.cx.arena.copy(name)), later).isNull, "\(name)")
    }
    for name in try #require(Catalog.standard.functions["datetime_diff"]).choices {
      let period = Value(fixture.cx.arena.copy(name.uppercased()))
      #expect((fixture.call("datetime_diff", period, later, earlier).long ?? 0) > 0, "\(name)")
      #expect(!fixture.call("datetime_add", period, long(100), earlier).isNull, "\(name)")
    }
  }

  @Test func timeOfTheRun() {
    #expect(fixture.call("now").dateTime == fixture.cx.now)
    #expect(fixture.call("ago", span("1d")).dateTime?.ticks == fixture.cx.now.ticks - 864_000_000_000)
    #expect(fixture.call("now", span("-1d")).dateTime == fixture.call("ago", span("1d")).dateTime)
  }
}
