// The proleptic Gregorian calendar behind `datetime`, and the units of ticks.

extension TimeSpan {
  /// The number of 100 ns ticks in a day.
  public static var ticksPerDay: Int64 { 864_000_000_000 }
  /// The number of ticks in an hour.
  public static var ticksPerHour: Int64 { 36_000_000_000 }
  /// The number of ticks in a minute.
  public static var ticksPerMinute: Int64 { 600_000_000 }
  /// The number of ticks in a second.
  public static var ticksPerSecond: Int64 { 10_000_000 }
  /// The number of ticks in a millisecond.
  public static var ticksPerMillisecond: Int64 { 10_000 }
  /// The number of ticks in a microsecond.
  public static var ticksPerMicrosecond: Int64 { 10 }
}

extension DateTime {
  /// The last tick of the year 9999: the greatest `datetime`. The least is tick 0.
  public static var greatest: DateTime { DateTime(ticks: 3_155_378_975_999_999_999) }
}

extension Int64 {
  /// The quotient rounded down and the remainder, which is never negative; `divisor` > 0.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// A day by year, month and day of the month.
public struct CalendarDate: Hashable, Sendable {
  /// 1 … 9999 in a `datetime`
  public var year: Int
  /// 1 … 12
  public var month: Int
  /// 1 … 31
  public var day: Int

  /// A day, which need not exist; see `isValid`.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Parameter days: days since 0001-01-01.
  public init(daysSinceYearOne days: Int64) {
    // Years are counted from March, so that the leap day is the last day of the year.
    let (era, dayOfEra) = (days + 306).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
  }

  /// Days since 0001-01-01.
  public var daysSinceYearOne: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
    let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 306
  }

  /// Whether February of the year has 29 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of a month, 1 … 12.
  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether the day exists and a `datetime` can hold it (years 1 … 9999).
  public var isValid: Bool {
    (1...9999).contains(year) && (1...12).contains(month) && day >= 1
      && day <= CalendarDate.daysInMonth(month, of: year)
  }
}
