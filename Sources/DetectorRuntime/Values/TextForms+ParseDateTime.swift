// Reading a KQL `datetime` from text: ISO 8601, RFC 822, RFC 850, the sortable forms, and month/day/year with AM or PM.

/// The point in time that a text names, in UTC; without an offset the text is taken as UTC. A text without a date is nil.
public func parseDateTime(_ text: Str) -> DateTime? {
  var parser = DateTimeParser(text: text.trimmingWhitespace())
  return parser.parse()
}

private struct DateTimeParser {
  let text: Str
  var index = 0
  var date = CalendarDate(year: 0, month: 1, day: 1)
  /// Ticks since midnight.
  var time: Int64 = 0
  /// Ticks to subtract for UTC.
  var offset: Int64 = 0

  mutating func parse() -> DateTime? {
    guard text.count > 0 else { return nil }
    skipWeekday()
    guard parseDate(), date.isValid else { return nil }
    if index < text.count {
      guard skipDateTimeSeparator(), index < text.count else { return finish() }
      guard parseTime(), parseZone() else { return nil }
    }
    return finish()
  }

  private func finish() -> DateTime? {
    guard index == text.count else { return nil }
    let ticks = date.daysSinceYearOne * TimeSpan.ticksPerDay + time - offset
    return ticks >= 0 && ticks <= DateTime.greatest.ticks ? DateTime(ticks: ticks) : nil
  }

  private var byte: UInt8 { index < text.count ? text[index] : 0 }

  private mutating func skipBlanks() {
    while index < text.count, isWhitespace(text[index]) { index += 1 }
  }

  private mutating func word() -> Str {
    let start = index
    while index < text.count, isAsciiLetter(text[index]) { index += 1 }
    return text.slice(start, index)
  }

  /// `Sat, ` or `Saturday, `: what the date says about itself is not checked.
  private mutating func skipWeekday() {
    let start = index
    let name = word()
    if name.count >= 3, byte == UInt8(ascii: ",") {
      index += 1
      skipBlanks()
    } else if name.count >= 3, isWhitespace(byte), DateTimeParser.month(name) == nil {
      skipBlanks()
    } else {
      index = start
    }
  }

  private mutating func parseDate() -> Bool {
    if isAsciiLetter(byte) { return parseMonthFirst() }
    let start = index
    guard let first = scanDigits(text, &index, limit: 8) else { return false }
    let width = index - start
    if width == 8 {
      date = CalendarDate(year: Int(first / 10_000), month: Int(first / 100 % 100), day: Int(first % 100))
      return true
    }
    if width == 4 {
      date.year = Int(first)
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
        let separator = byte
        index += 1
        if isAsciiLetter(byte) {
          guard let month = DateTimeParser.month(word()) else { return false }
          date.month = month
        } else {
          guard let month = scanDigits(text, &index, limit: 2) else { return false }
          date.month = Int(month)
        }
        guard byte == separator else { return index == text.count }
        index += 1
        guard let day = scanDigits(text, &index, limit: 2) else { return false }
        date.day = Int(day)
        return true
      }
      // A year alone.
      return index == text.count
    }
    guard width <= 2 else { return false }
    return byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || isWhitespace(byte) ? parseAfterFirstNumber(first) : false
  }

  /// `8 Nov 14`, `08-Nov-14`, or month and day in the order of the invariant culture: `11/08/2014`.
  private mutating func parseAfterFirstNumber(_ first: Int64) -> Bool {
    let separator = byte
    index += 1
    if isWhitespace(separator) { skipBlanks() }
    if isAsciiLetter(byte) {
      guard let month = DateTimeParser.month(word()) else { return false }
      date.day = Int(first)
      date.month = month
      if byte == UInt8(ascii: ",") { index += 1 }
      if byte == separator { index += 1 }
      skipBlanks()
      return parseYear()
    }
    guard !isWhitespace(separator), let second = scanDigits(text, &index, limit: 2), byte == separator
    else { return false }
    index += 1
    date.month = Int(first)
    date.day = Int(second)
    return parseYear()
  }

  /// `November 8, 2014`, `Nov 8 2014`, and `Nov 8 15:05:02 2014` of ctime.
  private mutating func parseMonthFirst() -> Bool {
    guard let month = DateTimeParser.month(word()) else { return false }
    date.month = month
    if byte == UInt8(ascii: ".") { index += 1 }
    guard isWhitespace(byte) || byte == UInt8(ascii: "-") else { return false }
    index += 1
    skipBlanks()
    guard let day = scanDigits(text, &index, limit: 2) else { return false }
    date.day = Int(day)
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-") { index += 1 }
    skipBlanks()
    let start = index
    if scanDigits(text, &index, limit: 2) != nil, byte == UInt8(ascii: ":") {
      index = start
      guard parseTime(), isWhitespace(byte) else { return false }
      skipBlanks()
      return parseYear()
    }
    index = start
    return parseYear()
  }

  /// Four digits, or two: 00 … 49 are 2000 … 2049, 50 … 99 are 1950 … 1999.
  private mutating func parseYear() -> Bool {
    let start = index
    guard let year = scanDigits(text, &index, limit: 4) else { return false }
    switch index - start {
    case 4: date.year = Int(year)
    case 2: date.year = Int(year < 50 ? 2000 + year : 1900 + year)
    default: return false
    }
    return true
  }

  private mutating func skipDateTimeSeparator() -> Bool {
    if byte | 0x20 == UInt8(ascii: "t"), index + 1 < text.count, isDigit(text[index + 1]) {
      index += 1
      return true
    }
    if byte == UInt8(ascii: ",") { index += 1 }
    if isWhitespace(byte) {
      skipBlanks()
      return true
    }
    // `2014-11-08Z`, `2014-11-08+02:00`
    if byte | 0x20 == UInt8(ascii: "z") || byte == UInt8(ascii: "+") { return parseZone() }
    return false
  }

  /// `hh:mm[:ss[.fffffff]] [AM|PM]`
  private mutating func parseTime() -> Bool {
    guard isDigit(byte) else { return true }
    guard var hours = scanDigits(text, &index, limit: 2), byte == UInt8(ascii: ":") else { return false }
    index += 1
    guard let minutes = scanDigits(text, &index, limit: 2) else { return false }
    var seconds: Int64 = 0
    var fraction: Int64 = 0
    if byte == UInt8(ascii: ":") {
      index += 1
      guard let field = scanDigits(text, &index, limit: 2) else { return false }
      seconds = field
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
        index += 1
        guard let ticks = scanFraction(text, &index) else { return false }
        fraction = ticks
      }
    }
    let beforeBlanks = index
    skipBlanks()
    if byte | 0x20 == UInt8(ascii: "a") || byte | 0x20 == UInt8(ascii: "p") {
      let isAfternoon = byte | 0x20 == UInt8(ascii: "p")
      let name = word()
      if name.isWord("am") || name.isWord("pm") {
        guard (1...12).contains(hours) else { return false }
        hours = hours % 12 + (isAfternoon ? 12 : 0)
      } else {
        index = beforeBlanks
      }
    } else {
      index = beforeBlanks
    }
    guard hours < 24, minutes < 60, seconds < 60 else { return false }
    time = ((hours * 60 + minutes) * 60 + seconds) * TimeSpan.ticksPerSecond + fraction
    return true
  }

  /// `Z`, `GMT`, `UTC`, `+hh:mm`, `-hhmm`, `+hh`, or a North American zone of RFC 822.
  private mutating func parseZone() -> Bool {
    skipBlanks()
    guard index < text.count else { return true }
    if isAsciiLetter(byte) {
      let name = word()
      guard let hours = DateTimeParser.zoneHours(name) else { return false }
      offset = hours * TimeSpan.ticksPerHour
      guard hours == 0, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return true }
    }
    guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return false }
    let isWest = byte == UInt8(ascii: "-")
    index += 1
    let start = index
    guard var hours = scanDigits(text, &index, limit: 4) else { return false }
    var minutes: Int64 = 0
    if index - start > 2 {
      (hours, minutes) = (hours / 100, hours % 100)
    } else if byte == UInt8(ascii: ":") {
      index += 1
      guard let field = scanDigits(text, &index, limit: 2) else { return false }
      minutes = field
    }
    guard hours <= 14, minutes < 60 else { return false }
    offset = (hours * 60 + minutes) * TimeSpan.ticksPerMinute * (isWest ? -1 : 1)
    return true
  }

  private static func zoneHours(_ name: Str) -> Int64? {
    if name.isWord("z") || name.isWord("gmt") || name.isWord("utc") || name.isWord("ut") { return 0 }
    if name.isWord("edt") { return -4 }
    if name.isWord("est") || name.isWord("cdt") { return -5 }
    if name.isWord("cst") || name.isWord("mdt") { return -6 }
    if name.isWord("mst") || name.isWord("pdt") { return -7 }
    if name.isWord("pst") { return -8 }
    return nil
  }

  /// 1 … 12 of an English month's name or its first three letters.
  private static func month(_ name: Str) -> Int? {
    if name.isWord("jan") || name.isWord("january") { return 1 }
    if name.isWord("feb") || name.isWord("february") { return 2 }
    if name.isWord("mar") || name.isWord("march") { return 3 }
    if name.isWord("apr") || name.isWord("april") { return 4 }
    if name.isWord("may") { return 5 }
    if name.isWord("jun") || name.isWord("june") { return 6 }
    if name.isWord("jul") || name.isWord("july") { return 7 }
    if name.isWord("aug") || name.isWord("august") { return 8 }
    if name.isWord("sep") || name.isWord("sept") || name.isWord("september") { return 9 }
    if name.isWord("oct") || name.isWord("october") { return 10 }
    if name.isWord("nov") || name.isWord("november") { return 11 }
    if name.isWord("dec") || name.isWord("december") { return 12 }
    return nil
  }
}
