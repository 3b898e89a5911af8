// Parts and boundaries of dates. Null if an argument is null or the result is out of range.
// https://learn.microsoft.com/kusto/query/startofday-function and the pages beside it

extension DateTime {
  /// The number of days since 0001-01-01, a Monday.
  var day: Int64 { ticks / TimeSpan.ticksPerDay }
  var timeOfDay: Int64 { ticks % TimeSpan.ticksPerDay }
  var date: CalendarDate { CalendarDate(daysSinceYearOne: day) }
  /// 0 is Sunday.
  var weekday: Int64 { (day + 1) % 7 }
  /// The number of months since January of the year 0.
  var month: Int64 { Int64(date.year * 12 + date.month - 1) }

  /// The beginning of a day.
  init?(day: Int64) {
    guard day.magnitude < 4_000_000 else { return nil }
    self.init(inRange: day * TimeSpan.ticksPerDay)
  }
  /// The beginning of a month, counted as in `month`.
  init?(month: Int64) {
    guard month.magnitude < 200_000 else { return nil }
    let (year, index) = month.flooredDivision(by: 12)
    self.init(day: CalendarDate(year: Int(year), month: Int(index) + 1, day: 1).daysSinceYearOne)
  }
}

/// `a + b * factor`, nil on overflow.
private func offset(_ a: Int64, _ b: Int64, times factor: Int64 = 1) -> Int64? {
  let (product, overflow) = b.multipliedReportingOverflow(by: factor)
  let (sum, sumOverflow) = a.addingReportingOverflow(product)
  return overflow || sumOverflow ? nil : sum
}

// MARK: Beginnings and ends of periods, `offset` periods later

public func startOfDay(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let date, let periods else { return nil }
  return offset(date.day, periods).flatMap(DateTime.init(day:))
}
/// Weeks start on Sunday.
public func startOfWeek(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let date, let periods else { return nil }
  return offset(date.day - date.weekday, periods, times: 7).flatMap(DateTime.init(day:))
}
public func startOfMonth(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let date, let periods else { return nil }
  return offset(date.month, periods).flatMap(DateTime.init(month:))
}
public func startOfYear(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let date, let periods else { return nil }
  return offset(Int64(date.date.year) * 12, periods, times: 12).flatMap(DateTime.init(month:))
}
public func endOfDay(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let periods, periods < .max else { return nil }
  return lastTick(of: startOfDay(date, periods), next: startOfDay(date, periods + 1))
}
public func endOfWeek(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let periods, periods < .max else { return nil }
  return lastTick(of: startOfWeek(date, periods), next: startOfWeek(date, periods + 1))
}
public func endOfMonth(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let periods, periods < .max else { return nil }
  return lastTick(of: startOfMonth(date, periods), next: startOfMonth(date, periods + 1))
}
public func endOfYear(_ date: DateTime?, _ periods: Int64?) -> DateTime? {
  guard let periods, periods < .max else { return nil }
  return lastTick(of: startOfYear(date, periods), next: startOfYear(date, periods + 1))
}

/// The end of the last period of the calendar is the last `datetime`.
private func lastTick(of start: DateTime?, next: DateTime?) -> DateTime? {
  if let next { return DateTime(ticks: next.ticks - 1) }
  return start == nil ? nil : .greatest
}

// MARK: Parts

/// The time since the beginning of the last Sunday, in whole days.
public func dayOfWeek(_ date: DateTime?) -> TimeSpan? {
  date.map { TimeSpan(ticks: $0.weekday * TimeSpan.ticksPerDay) }
}
public func dayOfMonth(_ date: DateTime?) -> Int64? { date.map { Int64($0.date.day) } }
public func dayOfYear(_ date: DateTime?) -> Int64? {
  date.map { $0.day - CalendarDate(year: $0.date.year, month: 1, day: 1).daysSinceYearOne + 1 }
}
public func hourOfDay(_ date: DateTime?) -> Int64? { date.map { $0.timeOfDay / TimeSpan.ticksPerHour } }
public func monthOfYear(_ date: DateTime?) -> Int64? { date.map { Int64($0.date.month) } }
public func yearOf(_ date: DateTime?) -> Int64? { date.map { Int64($0.date.year) } }
/// The week by ISO 8601: the first one is that with the year's first Thursday; weeks start on Monday.
public func weekOfYear(_ date: DateTime?) -> Int64? {
  guard let date else { return nil }
  let thursday = date.day - date.day % 7 + 3
  let year = CalendarDate(daysSinceYearOne: thursday).year
  return (thursday - CalendarDate(year: year, month: 1, day: 1).daysSinceYearOne) / 7 + 1
}

/// `weekofyear(date)`, the obsolete form: weeks begin on Sunday, the first of a year is that with its first Wednesday.
///
/// See `week-of-year-function.md`.
public func weekOfYearBySunday(_ date: DateTime?) -> Int64? {
  guard let date else { return nil }
  let wednesday = date.day - (date.day + 1) % 7 + 3
  let year = CalendarDate(daysSinceYearOne: wednesday).year
  return (wednesday - CalendarDate(year: year, month: 1, day: 1).daysSinceYearOne) / 7 + 1
}

/// The units of `datetime_add`, `datetime_diff` and `datetime_part`.
private enum Period {
  case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds
  case weekOfYear, dayOfYear

  init?(_ name: Str) {
    func isNamed(_ word: StaticString) -> Bool {
      let word = Str(word)
      return name.count == word.count && (0..<word.count).allSatisfy { asciiLowercase(name[$0]) == word[$0] }
    }
    if isNamed("year") {
      self = .years
    } else if isNamed("quarter") {
      self = .quarters
    } else if isNamed("month") {
      self = .months
    } else if isNamed("week") {
      self = .weeks
    } else if isNamed("day") {
      self = .days
    } else if isNamed("hour") {
      self = .hours
    } else if isNamed("minute") {
      self = .minutes
    } else if isNamed("second") {
      self = .seconds
    } else if isNamed("millisecond") {
      self = .milliseconds
    } else if isNamed("microsecond") {
      self = .microseconds
    } else if isNamed("nanosecond") {
      self = .nanoseconds
    } else if isNamed("week_of_year") || isNamed("weekofyear") {
      self = .weekOfYear
    } else if isNamed("dayofyear") {
      self = .dayOfYear
    } else {
      return nil
    }
  }

  /// Ticks of a unit of fixed length from a week down to a microsecond.
  var ticks: Int64? {
    switch self {
    case .weeks: 7 * TimeSpan.ticksPerDay
    case .days: TimeSpan.ticksPerDay
    case .hours: TimeSpan.ticksPerHour
    case .minutes: TimeSpan.ticksPerMinute
    case .seconds: TimeSpan.ticksPerSecond
    case .milliseconds: TimeSpan.ticksPerMillisecond
    case .microseconds: TimeSpan.ticksPerMicrosecond
    case .years, .quarters, .months, .nanoseconds, .weekOfYear, .dayOfYear: nil
    }
  }

  /// Months of a unit that is made of them.
  var months: Int64? {
    switch self {
    case .years: 12
    case .quarters: 3
    case .months: 1
    case .weeks, .days, .hours, .minutes, .seconds, .milliseconds, .microseconds, .nanoseconds, .weekOfYear,
      .dayOfYear:
      nil
    }
  }
}

/// `datetime_part(part, date)`; null if there is no such part.
public func dateTimePart(_ part: Str, _ date: DateTime?) -> Int64? {
  guard let date, let part = Period(part) else { return nil }
  let second = date.ticks % TimeSpan.ticksPerSecond
  switch part {
  case .years: return yearOf(date)
  case .quarters: return Int64((date.date.month + 2) / 3)
  case .months: return monthOfYear(date)
  case .days: return dayOfMonth(date)
  case .hours: return hourOfDay(date)
  case .minutes: return date.ticks / TimeSpan.ticksPerMinute % 60
  case .seconds: return date.ticks / TimeSpan.ticksPerSecond % 60
  case .milliseconds: return second / TimeSpan.ticksPerMillisecond
  case .microseconds: return second / TimeSpan.ticksPerMicrosecond
  case .nanoseconds: return second * 100
  case .weekOfYear: return weekOfYear(date)
  case .dayOfYear: return dayOfYear(date)
  case .weeks: return nil
  }
}

/// `datetime_add(period, amount, date)`: a day that the month does not have becomes its last one; null if there is no
/// such period.
public func dateTimeAdd(_ period: Str, _ amount: Int64?, _ date: DateTime?) -> DateTime? {
  guard let amount, let date, let period = Period(period) else { return nil }
  if let months = period.months {
    let day = date.date
    guard let start = offset(date.month, amount, times: months).flatMap(DateTime.init(month:)) else { return nil }
    let first = start.date
    let last = CalendarDate.daysInMonth(first.month, of: first.year)
    return DateTime(ticks: start.ticks + Int64(min(day.day, last) - 1) * TimeSpan.ticksPerDay + date.timeOfDay)
  }
  if let ticks = period.ticks { return offset(date.ticks, amount, times: ticks).flatMap(DateTime.init(inRange:)) }
  return period == .nanoseconds ? offset(date.ticks, amount / 100).flatMap(DateTime.init(inRange:)) : nil
}

/// `datetime_diff(period, a, b)`: how many boundaries between periods lie between the two dates; null if there is no such
/// period.
public func dateTimeDiff(_ period: Str, _ a: DateTime?, _ b: DateTime?) -> Int64? {
  guard let a, let b, let period = Period(period) else { return nil }
  switch period {
  case .years: return Int64(a.date.year - b.date.year)
  case .quarters: return a.month / 3 - b.month / 3
  case .months: return a.month - b.month
  case .weeks: return (a.day + 1) / 7 - (b.day + 1) / 7
  case .nanoseconds: return (a.ticks - b.ticks).multipliedReportingOverflow(by: 100).partialValue
  case .days, .hours, .minutes, .seconds, .milliseconds, .microseconds:
    return period.ticks.map { a.ticks / $0 - b.ticks / $0 }
  case .weekOfYear, .dayOfYear: return nil
  }
}

// MARK: Making dates and timespans

/// `make_datetime(year, month, day, hour, minute, second)`; null if there is no such moment.
public func makeDateTime(
  _ year: Int64?, _ month: Int64?, _ day: Int64?, _ hour: Int64?, _ minute: Int64?, _ second: Double?
) -> DateTime? {
  guard let year, let month, let day, let time = makeTimeSpan(0, hour, minute, second),
    let y = Int(exactly: year), let m = Int(exactly: month), let d = Int(exactly: day)
  else { return nil }
  let date = CalendarDate(year: y, month: m, day: d)
  guard date.isValid else { return nil }
  return DateTime(inRange: date.daysSinceYearOne * TimeSpan.ticksPerDay + time.ticks)
}

/// `make_timespan(day, hour, minute, second)`; null if the hour is not 0 … 23, the minute or second not 0 … 59.
public func makeTimeSpan(_ day: Int64?, _ hour: Int64?, _ minute: Int64?, _ second: Double?) -> TimeSpan? {
  guard let day, let hour, let minute, let second, (0...23).contains(hour), (0...59).contains(minute),
    second >= 0, second < 60, day.magnitude <= 10_675_198, let seconds = ticks(second * 10_000_000)
  else { return nil }
  let time = hour * TimeSpan.ticksPerHour + minute * TimeSpan.ticksPerMinute + min(seconds, 599_999_999)
  return offset(time, day, times: TimeSpan.ticksPerDay).map(TimeSpan.init(ticks:))
}

/// `make_timespan(hour, minute, second)`
public func makeTimeOfDay(_ hour: Int64?, _ minute: Int64?, _ second: Double?) -> TimeSpan? {
  makeTimeSpan(0, hour, minute, second)
}

// MARK: Unix time

private let unixEpoch: Int64 = 621_355_968_000_000_000

private func unixTime(_ count: Int64?, times ticks: Int64) -> DateTime? {
  count.flatMap { offset(unixEpoch, $0, times: ticks) }.flatMap(DateTime.init(inRange:))
}
public func dateTimeFromUnixSeconds(_ seconds: Double?) -> DateTime? {
  guard let seconds, let count = ticks(seconds * 10_000_000) else { return nil }
  return unixTime(count, times: 1)
}
public func dateTimeFromWholeUnixSeconds(_ seconds: Int64?) -> DateTime? { unixTime(seconds, times: 10_000_000) }
public func dateTimeFromUnixMilliseconds(_ milliseconds: Double?) -> DateTime? {
  guard let milliseconds, let count = ticks(milliseconds * 10_000) else { return nil }
  return unixTime(count, times: 1)
}
public func dateTimeFromWholeUnixMilliseconds(_ milliseconds: Int64?) -> DateTime? {
  unixTime(milliseconds, times: 10_000)
}
public func dateTimeFromUnixMicroseconds(_ microseconds: Double?) -> DateTime? {
  guard let microseconds, let count = ticks(microseconds * 10) else { return nil }
  return unixTime(count, times: 1)
}
public func dateTimeFromWholeUnixMicroseconds(_ microseconds: Int64?) -> DateTime? { unixTime(microseconds, times: 10) }
public func dateTimeFromUnixNanoseconds(_ nanoseconds: Double?) -> DateTime? {
  guard let nanoseconds, let count = ticks((nanoseconds / 100).rounded(.towardZero)) else { return nil }
  return unixTime(count, times: 1)
}
public func dateTimeFromWholeUnixNanoseconds(_ nanoseconds: Int64?) -> DateTime? {
  unixTime(nanoseconds.map { $0 / 100 }, times: 1)
}

// MARK: The time of the run

/// `now()`
public func currentTime(_ cx: EvaluationContext) -> DateTime { cx.now }
/// `now(offset)`
public func currentTimePlus(_ offset: TimeSpan?, _ cx: EvaluationContext) -> DateTime? { addToDateTime(cx.now, offset) }
/// `ago(timespan)`
public func timeAgo(_ span: TimeSpan?, _ cx: EvaluationContext) -> DateTime? { subtractFromDateTime(cx.now, span) }
