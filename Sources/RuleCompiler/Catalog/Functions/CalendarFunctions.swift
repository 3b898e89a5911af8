import DetectorRuntime

/// Parts, beginnings and ends of dates; how dates and timespans are made of numbers.
enum CalendarFunctions {
  static let all: [FunctionSymbol] = boundaries + parts + periods + makers + formats + zones

  // MARK: Beginnings and ends of periods

  private static let boundaries: [FunctionSymbol] = [
    boundary(
      "startofday", "The beginning of the day", Kernel("startOfDay", startOfDay), .firstArgument,
      examples: [FunctionExample("startofday(datetime(2017-01-01 10:10:17), -1)", yields: "datetime(2016-12-31)")]),
    boundary(
      "startofweek", "The beginning of the week, on Sunday,", Kernel("startOfWeek", startOfWeek),
      examples: [FunctionExample("startofweek(datetime(2017-01-04 10:10:17))", yields: "datetime(2017-01-01)")]),
    boundary(
      "startofmonth", "The beginning of the month", Kernel("startOfMonth", startOfMonth),
      examples: [FunctionExample("startofmonth(datetime(2017-01-04 10:10:17), 1)", yields: "datetime(2017-02-01)")]),
    boundary(
      "startofyear", "The beginning of the year", Kernel("startOfYear", startOfYear),
      examples: [FunctionExample("startofyear(datetime(2017-05-04 10:10:17))", yields: "datetime(2017-01-01)")]),
    boundary(
      "endofday", "The last tick of the day", Kernel("endOfDay", endOfDay),
      examples: [
        FunctionExample("endofday(datetime(2017-01-01 10:10:17))", yields: "datetime(2017-01-01 23:59:59.9999999)")
      ]),
    boundary(
      "endofweek", "The last tick of the week, on Saturday,", Kernel("endOfWeek", endOfWeek),
      examples: [
        FunctionExample("endofweek(datetime(2017-01-01 10:10:17))", yields: "datetime(2017-01-07 23:59:59.9999999)")
      ]),
    boundary(
      "endofmonth", "The last tick of the month", Kernel("endOfMonth", endOfMonth),
      examples: [
        FunctionExample("endofmonth(datetime(2017-01-01 10:10:17), 1)", yields: "datetime(2017-02-28 23:59:59.9999999)")
      ]),
    boundary(
      "endofyear", "The last tick of the year", Kernel("endOfYear", endOfYear),
      examples: [
        FunctionExample("endofyear(datetime(2017-05-01 10:10:17))", yields: "datetime(2017-12-31 23:59:59.9999999)")
      ]),
  ]

  private static func boundary(
    _ name: String, _ summary: String, _ kernel: Kernel, _ resultName: ResultName = .none, examples: [FunctionExample]
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: "\(summary) that a date is in, or of the one a number of periods later.",
      signatures: [Signature([.datetime, .long], defaults: [.long(0)], returns: .datetime, kernel)],
      resultName: resultName, examples: examples, documentation: "\(name)-function")
  }

  // MARK: Parts

  private static let parts: [FunctionSymbol] = [
    FunctionSymbol(
      "dayofweek", summary: "The whole days since the last Sunday, as a timespan.",
      signatures: [Signature([.datetime], returns: .timespan, Kernel("dayOfWeek", dayOfWeek))],
      examples: [FunctionExample("dayofweek(datetime(1970-05-11))", yields: "1d")],
      documentation: "day-of-week-function"),
    part(
      "dayofmonth", "The day of the month, 1 … 31.", Kernel("dayOfMonth", dayOfMonth), "day-of-month-function",
      examples: [FunctionExample("dayofmonth(datetime(2015-12-14))", yields: "int(14)")]),
    part(
      "dayofyear", "The day of the year, 1 … 366.", Kernel("dayOfYear", dayOfYear), "day-of-year-function",
      examples: [FunctionExample("dayofyear(datetime(2015-12-14))", yields: "int(348)")]),
    part(
      "hourofday", "The hour of the day, 0 … 23.", Kernel("hourOfDay", hourOfDay), "hour-of-day-function",
      examples: [FunctionExample("hourofday(datetime(2015-12-14 18:54))", yields: "int(18)")]),
    part(
      "monthofyear", "The month, 1 … 12.", Kernel("monthOfYear", monthOfYear), "month-of-year-function",
      examples: [FunctionExample("monthofyear(datetime(2015-12-14))", yields: "int(12)")]),
    part(
      "getmonth", "The month, 1 … 12.", Kernel("monthOfYear", monthOfYear), "getmonth-function",
      examples: [FunctionExample("getmonth(datetime(2015-10-12))", yields: "int(10)")]),
    part(
      "getyear", "The year.", Kernel("yearOf", yearOf), "getyear-function",
      examples: [FunctionExample("getyear(datetime(2015-10-12))", yields: "int(2015)")]),
    part(
      "week_of_year", "The week by ISO 8601.", Kernel("weekOfYear", weekOfYear), "week-of-year-function",
      examples: [FunctionExample("week_of_year(datetime(2020-12-31))", yields: "int(53)")]),
    part(
      "weekofyear", "The week, where the first of a year is that with its first Wednesday.",
      Kernel("weekOfYearBySunday", weekOfYearBySunday), "week-of-year-function",
      examples: [FunctionExample("weekofyear(datetime(2015-12-14))", yields: "int(50)")]),
    FunctionSymbol(
      "datetime_part", aliases: ["datepart"], summary: "A part of a date, chosen by its name.",
      signatures: [Signature([.string, .datetime], returns: .int, Kernel("dateTimePart", dateTimePart))],
      choices: partNames,
      examples: [FunctionExample("datetime_part('quarter', datetime(2017-10-30))", yields: "int(4)")],
      documentation: "datetime-part-function"),
  ]

  private static func part(
    _ name: String, _ summary: String, _ kernel: Kernel, _ page: String, examples: [FunctionExample]
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.datetime], returns: .int, kernel)], examples: examples,
      documentation: page)
  }

  // MARK: Periods

  private static let periodNames = [
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond",
  ]
  private static let partNames = [
    "year", "quarter", "month", "week_of_year", "weekofyear", "day", "dayofyear", "hour", "minute", "second",
    "millisecond", "microsecond", "nanosecond",
  ]

  private static let periods: [FunctionSymbol] = [
    FunctionSymbol(
      "datetime_add", summary: "A date some periods later.",
      signatures: [
        Signature([.string, .long, .datetime], returns: .datetime, Kernel("dateTimeAdd", dateTimeAdd))
      ],
      choices: periodNames,
      examples: [
        FunctionExample("datetime_add('month', 1, datetime(2017-01-31))", yields: "datetime(2017-02-28)")
      ],
      documentation: "datetime-add-function"),
    FunctionSymbol(
      "datetime_diff", summary: "The number of boundaries between periods that lie between two dates.",
      signatures: [
        Signature([.string, .datetime, .datetime], returns: .long, Kernel("dateTimeDiff", dateTimeDiff))
      ],
      choices: periodNames,
      examples: [
        FunctionExample("datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31))", yields: "17")
      ],
      documentation: "datetime-diff-function"),
    FunctionSymbol(
      "now", summary: "The time of the run.",
      signatures: [
        Signature([], returns: .datetime, Kernel("currentTime", currentTime)),
        Signature([.timespan], returns: .datetime, Kernel("currentTimePlus", currentTimePlus)),
      ],
      examples: [FunctionExample("now() - now(-1d)", yields: "1d")], documentation: "now-function"),
    FunctionSymbol(
      "ago", summary: "The time of the run less a timespan.",
      signatures: [Signature([.timespan], returns: .datetime, Kernel("timeAgo", timeAgo))],
      examples: [FunctionExample("now() - ago(1h)", yields: "1h")], documentation: "ago-function"),
  ]

  // MARK: Making dates and timespans

  private static let makers: [FunctionSymbol] = [
    FunctionSymbol(
      "make_datetime", summary: "The date of year, month, day, hour, minute and second.",
      signatures: [
        Signature(
          [.long, .long, .long, .long, .long, .real], defaults: [.long(0), .long(0), .real(0)], returns: .datetime,
          Kernel("makeDateTime", makeDateTime))
      ],
      examples: [FunctionExample("make_datetime(2017, 10, 1, 12, 10)", yields: "datetime(2017-10-01 12:10)")],
      documentation: "make-datetime-function"),
    FunctionSymbol(
      "make_timespan", summary: "The timespan of days, hours, minutes and seconds.",
      signatures: [
        Signature(
          [.long, .long, .real], defaults: [.real(0)], returns: .timespan, Kernel("makeTimeOfDay", makeTimeOfDay)),
        Signature([.long, .long, .long, .real], returns: .timespan, Kernel("makeTimeSpan", makeTimeSpan)),
      ],
      examples: [FunctionExample("make_timespan(1, 12, 30, 55.123)", yields: "time(1.12:30:55.123)")],
      documentation: "make-timespan-function"),
    unixTime(
      "seconds", Kernel("dateTimeFromWholeUnixSeconds", dateTimeFromWholeUnixSeconds),
      Kernel("dateTimeFromUnixSeconds", dateTimeFromUnixSeconds),
      examples: [FunctionExample("unixtime_seconds_todatetime(1546300800)", yields: "datetime(2019-01-01)")]),
    unixTime(
      "milliseconds", Kernel("dateTimeFromWholeUnixMilliseconds", dateTimeFromWholeUnixMilliseconds),
      Kernel("dateTimeFromUnixMilliseconds", dateTimeFromUnixMilliseconds),
      examples: [FunctionExample("unixtime_milliseconds_todatetime(1546300800000)", yields: "datetime(2019-01-01)")]),
    unixTime(
      "microseconds", Kernel("dateTimeFromWholeUnixMicroseconds", dateTimeFromWholeUnixMicroseconds),
      Kernel("dateTimeFromUnixMicroseconds", dateTimeFromUnixMicroseconds),
      examples: [FunctionExample("unixtime_microseconds_todatetime(1546300800000000)", yields: "datetime(2019-01-01)")]),
    unixTime(
      "nanoseconds", Kernel("dateTimeFromWholeUnixNanoseconds", dateTimeFromWholeUnixNanoseconds),
      Kernel("dateTimeFromUnixNanoseconds", dateTimeFromUnixNanoseconds),
      examples: [
        FunctionExample("unixtime_nanoseconds_todatetime(1546300800000000000)", yields: "datetime(2019-01-01)")
      ]),
  ]

  private static func unixTime(_ unit: String, _ whole: Kernel, _ fractional: Kernel, examples: [FunctionExample])
    -> FunctionSymbol
  {
    FunctionSymbol(
      "unixtime_\(unit)_todatetime", summary: "The date a number of \(unit) after 1970-01-01.",
      signatures: [
        Signature([.long], returns: .datetime, whole), Signature([.real], returns: .datetime, fractional),
      ],
      examples: examples, documentation: "unixtime-\(unit)-todatetime-function")
  }

  // MARK: Text

  private static let formats: [FunctionSymbol] = [
    FunctionSymbol(
      "format_datetime", summary: "A date as text, put together as a format says.",
      signatures: [Signature([.datetime, .string], returns: .string, Kernel("formattedDateTime", formattedDateTime))],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]')", yields: "'17-01-29 [09:00:05]'")
      ],
      documentation: "format-datetime-function"),
    FunctionSymbol(
      "format_timespan", summary: "A timespan as text, put together as a format says.",
      signatures: [Signature([.timespan, .string], returns: .string, Kernel("formattedTimeSpan", formattedTimeSpan))],
      resultName: .firstArgument,
      examples: [
        FunctionExample("format_timespan(time(29.09:00:05.12345), 'dd.hh:mm:ss:FF')", yields: "'29.09:00:05:12'")
      ],
      documentation: "format-timespan-function"),
  ]

  private static let zoneNames: [String] = {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    return withExtendedLifetime(cx) { timeZoneNames(cx).elements.map { $0.string.description } }
  }()

  private static let zones: [FunctionSymbol] = [
    FunctionSymbol(
      "datetime_utc_to_local", summary: "What clocks in a time zone show at a time.",
      signatures: [
        Signature([.datetime, .string], returns: .datetime, Kernel("utcToLocal", utcToLocal))
      ],
      choices: zoneNames, choicePlace: 1,
      examples: [
        FunctionExample(
          "datetime_utc_to_local(datetime(2022-07-11 22:18:48.467862), 'US/Pacific')",
          yields: "datetime(2022-07-11 15:18:48.467862)"),
        FunctionExample(
          "datetime_utc_to_local(datetime(2022-07-11 22:18:48.467862), 'Australia/Canberra')",
          yields: "datetime(2022-07-12 08:18:48.467862)"),
      ],
      documentation: "datetime-utc-to-local-function"),
    FunctionSymbol(
      "datetime_local_to_utc", summary: "The time at which clocks in a time zone show a time.",
      signatures: [
        Signature([.datetime, .string], returns: .datetime, Kernel("localToUTC", localToUTC))
      ],
      choices: zoneNames, choicePlace: 1,
      examples: [
        FunctionExample(
          "datetime_local_to_utc(datetime(2020-02-02 20:02:20), 'US/Pacific')",
          yields: "datetime(2020-02-03 04:02:20)"),
        FunctionExample(
          "datetime_local_to_utc(datetime(2022-03-27 02:00), 'Europe/Brussels')", yields: "datetime(2022-03-27)"),
      ],
      documentation: "datetime-local-to-utc-function"),
    FunctionSymbol(
      "datetime_list_timezones", summary: "The names of all time zones.",
      signatures: [Signature([], returns: .dynamic, Kernel("timeZoneNames", timeZoneNames))],
      examples: [
        FunctionExample("array_index_of(datetime_list_timezones(), 'Europe/Paris') >= 0", yields: "true")
      ],
      documentation: "datetime-list-timezones"),
  ]
}
