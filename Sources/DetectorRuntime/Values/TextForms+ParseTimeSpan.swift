// Reading a KQL `timespan` from text.

/// A timespan in one of the forms `[-][d.]hh:mm[:ss[.fffffff]]`, number and unit (`1.5h`, `15 seconds`), or a number of days.
public func parseTimeSpan(_ text: Str) -> TimeSpan? {
  var text = text.trimmingWhitespace()
  guard text.count > 0 else { return nil }
  let negative = text[0] == UInt8(ascii: "-")
  if negative { text = text.slice(1, text.count) }
  guard text.count > 0, isDigit(text[0]) || text[0] == UInt8(ascii: ".") else { return nil }
  var hasColon = false
  for byte in text.bytes where byte == UInt8(ascii: ":") { hasColon = true }
  guard let ticks = hasColon ? parseClockForm(text) : parseUnitForm(text) else { return nil }
  return TimeSpan(ticks: negative ? -ticks : ticks)
}

/// Digits from `index` on, at most `limit` of them; `index` moves behind them.
func scanDigits(_ text: Str, _ index: inout Int, limit: Int = 18) -> Int64? {
  let start = index
  var value: Int64 = 0
  while index < text.count, index - start < limit, isDigit(text[index]) {
    value = value * 10 + Int64(text[index] - 0x30)
    index += 1
  }
  return index > start ? value : nil
}

/// The digits behind a point as ticks: seven count, further ones are dropped.
func scanFraction(_ text: Str, _ index: inout Int) -> Int64? {
  let start = index
  var ticks: Int64 = 0
  while index < text.count, isDigit(text[index]) {
    if index - start < 7 { ticks = ticks * 10 + Int64(text[index] - 0x30) }
    index += 1
  }
  guard index > start else { return nil }
  for _ in min(index - start, 7)..<7 { ticks *= 10 }
  return ticks
}

/// `[d.]hh:mm[:ss[.fffffff]]`, or `d:hh:mm:ss`.
private func parseClockForm(_ text: Str) -> Int64? {
  var index = 0
  guard var hours = scanDigits(text, &index, limit: 8) else { return nil }
  var days: Int64 = 0
  if index < text.count, text[index] == UInt8(ascii: ".") {
    index += 1
    days = hours
    guard let field = scanDigits(text, &index, limit: 2) else { return nil }
    hours = field
  }
  guard index < text.count, text[index] == UInt8(ascii: ":") else { return nil }
  index += 1
  guard var minutes = scanDigits(text, &index, limit: 2) else { return nil }
  var seconds: Int64 = 0
  var fraction: Int64 = 0
  if index < text.count, text[index] == UInt8(ascii: ":") {
    index += 1
    guard let field = scanDigits(text, &index, limit: 2) else { return nil }
    seconds = field
    if index < text.count, text[index] == UInt8(ascii: ":") {
      index += 1
      guard days == 0, let last = scanDigits(text, &index, limit: 2) else { return nil }
      (days, hours, minutes, seconds) = (hours, minutes, seconds, last)
    }
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      guard let ticks = scanFraction(text, &index) else { return nil }
      fraction = ticks
    }
  }
  guard index == text.count, hours < 24, minutes < 60, seconds < 60, days <= 10_675_199 else { return nil }
  let wholeSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  let (ticks, tooMany) = wholeSeconds.multipliedReportingOverflow(by: TimeSpan.ticksPerSecond)
  let (sum, beyond) = ticks.addingReportingOverflow(fraction)
  return tooMany || beyond ? nil : sum
}

/// A number, then a unit, with or without a blank between; without a unit, days.
private func parseUnitForm(_ text: Str) -> Int64? {
  var end = 0
  while end < text.count, isDigit(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
  let unitText = text.slice(end, text.count).trimmingWhitespace()
  guard let unit = unitText.isEmpty ? TimeSpan.ticksPerDay : ticksOfUnit(unitText),
    let number = parseDecimal(text.slice(0, end))
  else { return nil }
  // Exact for what a literal can say: the mantissa has at most 34 digits, the unit 12.
  let (product, overflow) = number.mantissa.multipliedReportingOverflow(by: Int128(unit))
  guard !overflow else { return nil }
  var ticks = product
  for _ in 0..<number.scale { ticks /= 10 }
  return Int64(exactly: ticks)
}

/// The ticks of a unit's name in any spelling of KQL, or nil.
func ticksOfUnit(_ unit: Str) -> Int64? {
  if unit.isWord("d") || unit.isWord("day") || unit.isWord("days") { return TimeSpan.ticksPerDay }
  if unit.isWord("h") || unit.isWord("hr") || unit.isWord("hrs") || unit.isWord("hour") || unit.isWord("hours") {
    return TimeSpan.ticksPerHour
  }
  if unit.isWord("m") || unit.isWord("min") || unit.isWord("minute") || unit.isWord("minutes") {
    return TimeSpan.ticksPerMinute
  }
  if unit.isWord("s") || unit.isWord("sec") || unit.isWord("second") || unit.isWord("seconds") {
    return TimeSpan.ticksPerSecond
  }
  if unit.isWord("ms") || unit.isWord("milli") || unit.isWord("millis") || unit.isWord("millisec")
    || unit.isWord("millisecond") || unit.isWord("milliseconds")
  {
    return TimeSpan.ticksPerMillisecond
  }
  if unit.isWord("micro") || unit.isWord("micros") || unit.isWord("microsec")
    || unit.isWord("microsecond") || unit.isWord("microseconds")
  {
    return TimeSpan.ticksPerMicrosecond
  }
  if unit.isWord("tick") || unit.isWord("ticks") { return 1 }
  return nil
}
