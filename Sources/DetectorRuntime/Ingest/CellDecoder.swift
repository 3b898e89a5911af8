// Raw values of a record as typed cells.

/// The cell of a column of the given type. A value that the type cannot hold is null.
func decodeCell(_ raw: RawValue, _ type: ColumnType, _ cx: EvaluationContext) -> Value {
  switch raw.kind {
  case .null: return type == .string ? .emptyString : .null
  case .string: return decodeCell(text: decodeText(raw, cx), type, cx)
  case .number: return cell(ofNumber: raw.text, type, cx)
  case .yes, .no:
    let isTrue = raw.kind == .yes
    switch type {
    case .bool, .dynamic: return Value(isTrue)
    case .int: return Value(int: isTrue ? 1 : 0)
    case .long: return Value(isTrue ? Int64(1) : 0)
    case .real: return Value(isTrue ? 1.0 : 0.0)
    case .string: return Value(isTrue ? Str("true") : Str("false"))
    case .decimal, .dateTime, .timeSpan, .guid: return .null
    }
  case .object, .array:
    switch type {
    case .dynamic, .string:
      let text = decodeContainer(raw, cx)
      let kind: Value.Kind = type == .string ? .string : .json
      return Value(
        kind: kind, payload: UInt64(UInt(bitPattern: text.base)), count: UInt32(text.count))
    case .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid: return .null
    }
  }
}

/// The same for what most cells are, plain texts and short numbers; nil for others.
@inline(__always)
func decodePlainCell(_ raw: RawValue, _ type: ColumnType) -> Value? {
  if type == .string {
    guard raw.kind == .string, raw.isPlain else { return nil }
    return Value(raw.text)
  }
  guard raw.kind == .number, type == .int || type == .long, let number = decodeShortInteger(raw.text)
  else { return nil }
  return type == .int ? Value(int: number) : Value(number)
}

/// A string's text, unescaped and well-formed.
@inline(__always)
func decodeText(_ raw: RawValue, _ cx: EvaluationContext) -> Str {
  raw.isPlain ? raw.text : decodeWritten(raw, cx)
}

private func decodeWritten(_ raw: RawValue, _ cx: EvaluationContext) -> Str {
  let text = raw.hasEscapes ? unescape(raw.text, cx.arena) : raw.text
  return raw.hasNonASCII ? wellFormed(text, cx.arena) : text
}

/// The text of an object or array, its escapes left alone.
private func decodeContainer(_ raw: RawValue, _ cx: EvaluationContext) -> Str {
  raw.hasNonASCII ? wellFormed(raw.text, cx.arena) : raw.text
}

/// A whole record as a dynamic.
func decodeRecord(_ record: Str, _ cx: EvaluationContext) -> Value {
  let text = wellFormed(record, cx.arena)
  return Value(kind: .json, payload: UInt64(UInt(bitPattern: text.base)), count: UInt32(text.count))
}

/// A text as a cell of the given type; null if the type cannot hold it.
func decodeCell(text: Str, _ type: ColumnType, _ cx: EvaluationContext) -> Value {
  switch type {
  case .string, .dynamic: return Value(text)
  case .bool: return Value(parseBool(text))
  case .int: return Value(int: parseInt(text))
  case .long: return Value(parseLong(text))
  case .real: return Value(parseReal(text))
  case .decimal: return Value(parseDecimal(text), cx)
  case .dateTime: return Value(decodeDateTime(text))
  case .timeSpan: return Value(parseTimeSpan(text))
  case .guid: return Value(parseGuid(text), cx)
  }
}

/// - Parameter text: a number of a record, behind which further bytes can be read.
private func cell(ofNumber text: Str, _ type: ColumnType, _ cx: EvaluationContext) -> Value {
  switch type {
  case .string: return Value(text)
  case .dynamic:
    if let long = decodeInteger(text) { return Value(long) }
    return Value(parseReal(text))
  case .bool: return Value(parseReal(text).map { $0 != 0 })
  case .int:
    guard let long = decodeShortInteger(text) ?? decodeWhole(text), Int64(Int32.min)...Int64(Int32.max) ~= long
    else { return .null }
    return Value(int: long)
  case .long: return Value(decodeShortInteger(text) ?? decodeWhole(text))
  case .real: return Value(parseReal(text))
  case .decimal: return Value(parseDecimal(text), cx)
  case .dateTime, .timeSpan, .guid: return .null
  }
}

/// The integer that `text` is the decimal form of; nil for a fraction, an exponent or a number beyond 64 bits.
@inline(__always)
func decodeInteger(_ text: Str) -> Int64? {
  let isNegative = text.base[0] == 0x2D
  var at = isNegative ? 1 : 0
  // Eighteen digits cannot overflow.
  guard text.count - at <= 18, text.count > at else { return decodeLongInteger(text) }
  var value: Int64 = 0
  while at < text.count {
    let digit = text.base[at] &- 0x30
    guard digit <= 9 else { return nil }
    value = value &* 10 &+ Int64(digit)
    at += 1
  }
  return isNegative ? -value : value
}

/// The number that the last `count` bytes of a word say, one to eight digits; nil if other bytes are among them.
@inline(__always)
private func decodeDigits(_ written: UInt64, count: Int) -> Int64? {
  // Zeros in front of them.
  let before = UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* (8 &- count))
  let zeros: UInt64 = 0x3030_3030_3030_3030
  let word = written & before | zeros & ~before
  guard ((word &+ 0x4646_4646_4646_4646) | (word &- zeros)) & 0x8080_8080_8080_8080 == 0 else { return nil }
  let pairs = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
  let fours = (pairs &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
  return Int64(truncatingIfNeeded: (fours &* 42_949_672_960_001) &>> 32)
}

/// The integer that a text of one to eight digits is; nil for any other.
/// - Parameter text: seven bytes behind its first can be read.
@inline(__always)
private func decodeShortInteger(_ text: Str) -> Int64? {
  guard 1...8 ~= text.count else { return nil }
  return decodeDigits(word(text.base) &<< UInt64(truncatingIfNeeded: 8 &* (8 &- text.count)), count: text.count)
}

private func decodeLongInteger(_ text: Str) -> Int64? {
  let isNegative = text.base[0] == 0x2D
  var value: Int64 = 0
  for at in (isNegative ? 1 : 0)..<text.count {
    let digit = text.base[at] &- 0x30
    guard digit <= 9 else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    // Built downwards, since the least integer has no positive counterpart.
    let (difference, underflow) = product.subtractingReportingOverflow(Int64(digit))
    if overflow || underflow { return nil }
    value = difference
  }
  return isNegative ? value : value == .min ? nil : -value
}

/// A number as a long: fractions are cut off, as `tolong` does with a real; nil beyond 64 bits.
private func decodeWhole(_ text: Str) -> Int64? {
  if let long = decodeInteger(text) { return long }
  guard let real = parseReal(text) else { return nil }
  return Int64(exactly: real.rounded(.towardZero))
}

/// A `datetime`, with a fast path for what exports write: `2026-02-28T22:00:00.0997910Z`.
@inline(__always)
func decodeDateTime(_ text: Str) -> DateTime? {
  decodeIsoTime(text) ?? parseDateTime(text)
}

/// `yyyy-MM-ddTHH:mm:ss[.f…]Z`, at most 7 digits of fraction; nil for any other form.
private func decodeIsoTime(_ text: Str) -> DateTime? {
  guard text.count >= 20, let clock = decodeIsoClock(text), let date = decodeIsoDate(text) else { return nil }
  return DateTime(ticks: date + clock)
}

/// Two decimal digits; a byte that is none is noted in `bad`.
@inline(__always)
private func decimalPair(_ p: Bytes, _ bad: inout UInt8) -> Int {
  let high = p[0] &- 0x30
  let low = p[1] &- 0x30
  bad |= (high > 9 ? 1 : 0) | (low > 9 ? 1 : 0)
  return Int(high) * 10 + Int(low)
}

/// The ticks of the day that the first ten bytes, `yyyy-MM-dd`, say.
private func decodeIsoDate(_ text: Str) -> Int64? {
  let p = text.base
  guard p[4] == 0x2D, p[7] == 0x2D else { return nil }
  var bad: UInt8 = 0
  let year = decimalPair(p, &bad) * 100 + decimalPair(p + 2, &bad)
  let month = decimalPair(p + 5, &bad)
  let day = decimalPair(p + 8, &bad)
  guard bad == 0, year >= 1, 1...12 ~= month, day >= 1 else { return nil }
  guard day <= 28 || day <= CalendarDate.daysInMonth(month, of: year) else { return nil }
  return CalendarDate(year: year, month: month, day: day).daysSinceYearOne * TimeSpan.ticksPerDay
}

/// The ticks within the day that the rest, from the `T` on, says.
@inline(__always)
private func decodeIsoClock(_ text: Str) -> Int64? {
  let p = text.base
  guard p[10] == 0x54, p[13] == 0x3A, let seconds = decodeIsoSeconds(text) else { return nil }
  var bad: UInt8 = 0
  let hour = decimalPair(p + 11, &bad)
  let minute = decimalPair(p + 14, &bad)
  guard bad == 0, hour < 24, minute < 60 else { return nil }
  return Int64(hour * 60 + minute) * 60 * TimeSpan.ticksPerSecond + seconds
}

/// The ticks within the minute that the rest, from the second colon on, says.
@inline(__always)
private func decodeIsoSeconds(_ text: Str) -> Int64? {
  let p = text.base
  let count = text.count
  guard p[16] == 0x3A, p[count - 1] == 0x5A else { return nil }
  var bad: UInt8 = 0
  let second = decimalPair(p + 17, &bad)
  guard bad == 0, second < 60 else { return nil }
  var fraction: Int64 = 0
  if count > 20 {
    let digits = count - 21
    guard p[19] == 0x2E, 1...7 ~= digits else { return nil }
    // The point and the digits, by a word that ends with them.
    guard let written = decodeDigits(word(p + count - 9), count: digits) else { return nil }
    fraction = written
    for _ in digits..<7 { fraction *= 10 }
  }
  return Int64(second) * TimeSpan.ticksPerSecond + fraction
}

/// Decodes the times of events one after the other: most are of the minute of the one before.
struct EventTimes {
  /// The last minute as it was written, and its ticks.
  private var minute: (UInt64, UInt64) = (0, 0)
  private var ticks: Int64 = 0

  /// What `decodeCell` gives for a `datetime`.
  @inline(__always)
  mutating func decode(_ raw: RawValue, _ cx: EvaluationContext) -> DateTime? {
    guard raw.kind == .string, raw.isPlain, raw.count >= 20, (word(raw.start), word(raw.start + 8)) == minute,
      let seconds = decodeIsoSeconds(raw.text)
    else { return decodeAnother(raw, cx) }
    return DateTime(ticks: ticks + seconds)
  }

  @inline(never)
  private mutating func decodeAnother(_ raw: RawValue, _ cx: EvaluationContext) -> DateTime? {
    guard raw.kind == .string, raw.isPlain, raw.count >= 20, let clock = decodeIsoClock(raw.text),
      let seconds = decodeIsoSeconds(raw.text), let date = decodeIsoDate(raw.text)
    else { return decodeCell(raw, .dateTime, cx).dateTime }
    minute = (word(raw.start), word(raw.start + 8))
    ticks = date + clock - seconds
    return DateTime(ticks: date + clock)
  }
}
