// How generated code writes constants.

extension TimeSpan {
  @inlinable public static func days(_ count: Int64) -> TimeSpan {
    TimeSpan(ticks: count * 864_000_000_000)
  }
  @inlinable public static func hours(_ count: Int64) -> TimeSpan {
    TimeSpan(ticks: count * 36_000_000_000)
  }
  @inlinable public static func minutes(_ count: Int64) -> TimeSpan {
    TimeSpan(ticks: count * 600_000_000)
  }
  @inlinable public static func seconds(_ count: Int64) -> TimeSpan {
    TimeSpan(ticks: count * 10_000_000)
  }
  @inlinable public static func milliseconds(_ count: Int64) -> TimeSpan {
    TimeSpan(ticks: count * 10_000)
  }
}

extension DateTime {
  /// A time of the proleptic Gregorian calendar; the parts are taken to be in range.
  public static func utc(
    _ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int64 = 0, _ minute: Int64 = 0,
    _ second: Int64 = 0
  ) -> DateTime {
    // Days since 0001-01-01, years counted from March (Howard Hinnant's algorithm).
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 306
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return DateTime(ticks: seconds * 10_000_000)
  }
}

extension Value {
  @inlinable public static func bool(_ value: Bool) -> Value { Value(value) }
  @inlinable public static func int(_ value: Int64) -> Value { Value(int: value) }
  @inlinable public static func long(_ value: Int64) -> Value { Value(value) }
  @inlinable public static func real(_ value: Double) -> Value { Value(value) }
  @inlinable public static func string(_ value: Str) -> Value { Value(value) }
}
