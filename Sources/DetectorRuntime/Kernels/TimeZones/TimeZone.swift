/// A zone of the packed table: what clocks there show, at any time.
struct TimeZone {
  /// Where the zone begins in `PackedTimeZones.zones`.
  private let start: Int

  // MARK: Reading the table

  private static func digits(_ text: Str, _ start: Int, _ count: Int) -> Int {
    var number = 0
    for index in start..<(start + count) { number = number << 6 | value(text[index]) }
    return number
  }

  private static func value(_ digit: UInt8) -> Int {
    switch digit {
    case 0x30...0x39: Int(digit) - 0x30
    case 0x41...0x5A: Int(digit) - 0x41 + 10
    case 0x61...0x7A: Int(digit) - 0x61 + 36
    case 0x2D: 62
    default: 63
    }
  }

  /// The name at a place, in the order of the lower-case forms.
  static func name(_ index: Int) -> Str {
    let starts = Str(PackedTimeZones.starts)
    return Str(PackedTimeZones.names).slice(digits(starts, 7 * index, 3), digits(starts, 7 * index + 7, 3) - 1)
  }

  /// The zone of a name in any letter case; nil if there is none.
  init?(named name: Str) {
    var (low, high) = (0, PackedTimeZones.count)
    while low < high {
      let middle = (low + high) / 2
      switch Self.order(Self.name(middle), name) {
      case 0:
        start = Self.digits(Str(PackedTimeZones.starts), 7 * middle + 3, 4)
        return
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

  private static func order(_ a: Str, _ b: Str) -> Int {
    for index in 0..<min(a.count, b.count) {
      let difference = Int(asciiLowercase(a[index])) - Int(asciiLowercase(b[index]))
      if difference != 0 { return difference }
    }
    return a.count - b.count
  }

  private func time(_ index: Int) -> Int { Self.digits(zones, start + 6 + 9 * index, 6) - 1 << 34 }
  private func offset(at place: Int) -> Int { Self.digits(zones, place, 3) - 1 << 17 }
  private var zones: Str { Str(PackedTimeZones.zones) }

  // MARK: Offsets

  /// Seconds that clocks are ahead of UTC at a time, in seconds since 1970.
  func offset(atSecond second: Int) -> Int {
    let count = Self.digits(zones, start + 3, 3)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if time(middle) <= second { low = middle + 1 } else { high = middle }
    }
    let rule = start + 6 + 9 * count
    if low < count || zones[rule] == 0x2D {
      return low == 0 ? offset(at: start) : offset(at: start + 6 + 9 * (low - 1) + 6)
    }
    let (standard, other) = (offset(at: rule + 1), offset(at: rule + 4))
    let day = Int(Int64(second + standard).flooredDivision(by: 86_400).quotient)
    let year = CalendarDate(daysSinceYearOne: Int64(day + Self.daysBefore1970)).year
    let begin = beginning(rule + 7, in: year) - standard
    let end = beginning(rule + 14, in: year) - other
    let isOther = begin < end ? begin <= second && second < end : begin <= second || second < end
    return isOther ? other : standard
  }

  private static let daysBefore1970 = 719_162

  /// When a rule begins in a year, in seconds of local time since 1970.
  private func beginning(_ place: Int, in year: Int) -> Int {
    let month = Self.digits(zones, place, 1)
    let week = Self.digits(zones, place + 1, 1)
    let dayOfWeek = Self.digits(zones, place + 2, 1)
    let time = Self.digits(zones, place + 3, 4) - 1 << 23
    let first = Int(CalendarDate(year: year, month: month, day: 1).daysSinceYearOne)
    let next = Int(
      CalendarDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1).daysSinceYearOne)
    // 0001-01-01 was a Monday; Sunday is 0.
    var day = first + (dayOfWeek - (first + 1) % 7 + 7) % 7 + 7 * (week - 1)
    while day >= next { day -= 7 }
    return (day - Self.daysBefore1970) * 86_400 + time
  }
}
