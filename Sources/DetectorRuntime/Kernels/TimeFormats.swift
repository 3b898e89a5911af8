// format_datetime(), format_timespan(), format_bytes()
// https://learn.microsoft.com/kusto/query/format-datetime-function

#if canImport(Glibc)
  import Glibc
#endif

/// The parts of a moment or a timespan that format elements name.
private struct ClockParts {
  var day: UInt64
  var month: UInt64?
  var year: UInt64?
  /// Within the day.
  var ticks: UInt64

  var hour: UInt64 { ticks / 36_000_000_000 }
  var minute: UInt64 { ticks / 600_000_000 % 60 }
  var second: UInt64 { ticks / 10_000_000 % 60 }
  /// 100 ns units of the second.
  var fraction: UInt64 { ticks % 10_000_000 }
  var isTimeSpan: Bool { year == nil }

  /// Appends the element made of `count` times the letter; false if there is no such element.
  func append(_ letter: UInt8, _ count: Int, to buffer: ByteBuffer) -> Bool {
    func number(_ value: UInt64, atMost limit: Int = 2) -> Bool {
      if count > limit { return false }
      buffer.append(digits: value, width: count)
      return true
    }
    switch letter {
    case UInt8(ascii: "d"): return number(day, atMost: isTimeSpan ? 8 : 2)
    case UInt8(ascii: "H"): return number(hour)
    case UInt8(ascii: "h"): return number(isTimeSpan ? hour : (hour + 11) % 12 + 1)
    case UInt8(ascii: "m"): return number(minute)
    case UInt8(ascii: "s"): return number(second)
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      if count > 7 { return false }
      var (value, width) = (fraction, count)
      for _ in count..<7 { value /= 10 }
      if letter == UInt8(ascii: "F") {
        while width > 0, value % 10 == 0 {
          value /= 10
          width -= 1
        }
      }
      if width > 0 { buffer.append(digits: value, width: width) }
      return true
    case UInt8(ascii: "M"):
      guard let month else { return false }
      return number(month)
    case UInt8(ascii: "y"):
      guard let year, count != 3 else { return false }
      return count == 4 ? number(year, atMost: 4) : number(year % 100)
    case UInt8(ascii: "t"):
      if isTimeSpan || count != 2 { return false }
      buffer.append(hour < 12 ? "AM" : "PM")
      return true
    default: return false
    }
  }

  /// The whole format; other letters are copied. Empty if an element does not exist.
  func text(_ format: Str, _ cx: EvaluationContext) -> Str {
    var isValid = true
    let text = cx.text { buffer in
      var index = 0
      while index < format.count {
        let letter = format[index]
        guard ClockParts.isElement(letter, isTimeSpan) else {
          buffer.append(letter)
          index += 1
          continue
        }
        var end = index + 1
        while end < format.count, format[end] == letter { end += 1 }
        isValid = append(letter, end - index, to: buffer) && isValid
        index = end
      }
    }
    return isValid ? text : .empty
  }

  private static func isElement(_ letter: UInt8, _ isTimeSpan: Bool) -> Bool {
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s"),
      UInt8(ascii: "f"), UInt8(ascii: "F"):
      true
    case UInt8(ascii: "M"), UInt8(ascii: "y"), UInt8(ascii: "t"): !isTimeSpan
    default: false
    }
  }
}

/// `format_datetime(date, format)`; empty if the date is null or the format has an element that does not exist.
public func formattedDateTime(_ date: DateTime?, _ format: Str, _ cx: EvaluationContext) -> Str {
  guard let date else { return .empty }
  let day = date.date
  let parts = ClockParts(
    day: UInt64(day.day), month: UInt64(day.month), year: UInt64(day.year), ticks: UInt64(date.timeOfDay))
  return parts.text(format, cx)
}

/// `format_timespan(timespan, format)`; the sign is dropped. Empty if the timespan is null or the format has an element
/// that does not exist.
public func formattedTimeSpan(_ span: TimeSpan?, _ format: Str, _ cx: EvaluationContext) -> Str {
  guard let span else { return .empty }
  let day = UInt64(TimeSpan.ticksPerDay)
  let (days, ticks) = span.ticks.magnitude.quotientAndRemainder(dividingBy: day)
  return ClockParts(day: days, month: nil, year: nil, ticks: ticks).text(format, cx)
}

/// `format_bytes(size, precision, units)`: `10.1 KB`; the largest unit that leaves at least 1 if `units` is empty. Empty if
/// the size is null or there is no such unit.
public func formattedBytes(_ size: Double?, _ precision: Int64?, _ units: Str, _ cx: EvaluationContext) -> Str {
  guard let size, let precision else { return .empty }
  let names: [Str] = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"]
  var index = 0
  if units.isEmpty {
    var rest = abs(size)
    while rest >= 1024, index + 1 < names.count {
      rest /= 1024
      index += 1
    }
  } else {
    guard let named = names.firstIndex(where: { sameBytes($0, units) }) else { return .empty }
    index = named
  }
  var scaled = size
  for _ in 0..<index { scaled /= 1024 }
  guard let rounded = roundReal(scaled, precision) else { return .empty }
  return cx.text { buffer in
    formatReal(rounded, into: buffer)
    buffer.append(UInt8(ascii: " "))
    buffer.append(names[index])
  }
}
