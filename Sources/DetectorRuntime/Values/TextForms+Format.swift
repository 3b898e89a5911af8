// How KQL writes its scalar values as text: what `tostring`, `strcat` and the result writers produce.

/// Appends `true` or `false`.
public func formatBool(_ value: Bool, into buffer: ByteBuffer) {
  buffer.append(value ? "true" : "false")
}

/// Appends the shortest decimal text that reads back as the same number.
///
/// Whole numbers have no point, numbers from 1e15 on and below 1e-4 an exponent (`1e+20`).
/// Not-a-number is `NaN`, the infinities are `Infinity` and `-Infinity`.
///
/// - Parameter wholeSuffix: appended to a whole number; `.0` inside dynamic values.
public func formatReal(_ value: Double, wholeSuffix: Str = "", into buffer: ByteBuffer) {
  guard value.isFinite else {
    buffer.append(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    return
  }
  if value.magnitude < 1e15, value == Double(Int64(value)) {
    if value.sign == .minus { buffer.append(UInt8(ascii: "-")) }
    buffer.append(digits: UInt64(value.magnitude), width: 1)
    buffer.append(wholeSuffix)
    return
  }
  var description = value.description
  description.withUTF8 { formatShortest($0, into: buffer) }
}

/// Rewrites the text of Swift (`0.1`, `1.5e-07`, `9007199254740993.0`), digit for digit, to KQL's choice of exponent.
private func formatShortest(_ text: UnsafeBufferPointer<UInt8>, into buffer: ByteBuffer) {
  var digits: (UInt64, Int) = (0, 0)  // the significant digits as one number, and how many they are
  var exponent = 0
  var afterPoint = 0
  var sawPoint = false
  var index = 0
  if text[0] == UInt8(ascii: "-") {
    buffer.append(UInt8(ascii: "-"))
    index = 1
  }
  while index < text.count {
    let byte = text[index]
    index += 1
    if byte == UInt8(ascii: ".") {
      sawPoint = true
    } else if byte == UInt8(ascii: "e") {
      let negative = text[index] == UInt8(ascii: "-")
      index += 1
      var number = 0
      while index < text.count {
        number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      exponent = negative ? -number : number
    } else {
      digits.0 = digits.0 * 10 + UInt64(byte - UInt8(ascii: "0"))
      if sawPoint { afterPoint += 1 }
    }
  }
  while digits.0 != 0, digits.0 % 10 == 0 {
    digits.0 /= 10
    afterPoint -= 1
  }
  var rest = digits.0
  while rest > 0 {
    digits.1 += 1
    rest /= 10
  }
  // value = digits × 10^(exponent - afterPoint); `point` is where the point stands among the digits
  let point = digits.1 + exponent - afterPoint
  if point > 15 || point < -3 {
    appendScientific(digits.0, count: digits.1, exponent: point - 1, into: buffer)
  } else if point <= 0 {
    buffer.append("0.")
    buffer.append(digits: digits.0, width: digits.1 - point)
  } else if point >= digits.1 {
    buffer.append(digits: digits.0, width: 1)
    for _ in digits.1..<point { buffer.append(UInt8(ascii: "0")) }
  } else {
    let scale = powerOfTen(digits.1 - point)
    buffer.append(digits: digits.0 / scale, width: 1)
    buffer.append(UInt8(ascii: "."))
    buffer.append(digits: digits.0 % scale, width: digits.1 - point)
  }
}

private func appendScientific(_ digits: UInt64, count: Int, exponent: Int, into buffer: ByteBuffer) {
  let scale = powerOfTen(count - 1)
  buffer.append(digits: digits / scale, width: 1)
  if count > 1 {
    buffer.append(UInt8(ascii: "."))
    buffer.append(digits: digits % scale, width: count - 1)
  }
  buffer.append(exponent < 0 ? "e-" : "e+")
  buffer.append(digits: UInt64(exponent.magnitude), width: 2)
}

func powerOfTen(_ exponent: Int) -> UInt64 {
  var power: UInt64 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

/// Appends `-123.4500`: all digits of the scale, no exponent.
public func formatDecimal(_ value: Decimal, into buffer: ByteBuffer) {
  if value.mantissa < 0 { buffer.append(UInt8(ascii: "-")) }
  let start = buffer.count
  var rest = value.mantissa.magnitude
  // Digits come out last first and are turned round at the end.
  repeat {
    let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
    buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    rest = quotient
    if value.scale > 0, buffer.count - start == value.scale { buffer.append(UInt8(ascii: ".")) }
  } while rest != 0 || buffer.count - start <= value.scale + (value.scale > 0 ? 1 : 0)
  buffer.reverse(from: start)
}

/// Appends `2023-08-30T23:00:00.0000000Z`.
public func formatDateTime(_ value: DateTime, into buffer: ByteBuffer) {
  let (days, ticks) = value.ticks.flooredDivision(by: TimeSpan.ticksPerDay)
  let date = CalendarDate(daysSinceYearOne: days)
  buffer.append(digits: UInt64(max(date.year, 0)), width: 4)
  buffer.append(UInt8(ascii: "-"))
  buffer.append(digits: UInt64(date.month), width: 2)
  buffer.append(UInt8(ascii: "-"))
  buffer.append(digits: UInt64(date.day), width: 2)
  buffer.append(UInt8(ascii: "T"))
  appendTimeOfDay(UInt64(ticks), into: buffer)
  buffer.append(UInt8(ascii: "."))
  buffer.append(digits: UInt64(ticks % TimeSpan.ticksPerSecond), width: 7)
  buffer.append(UInt8(ascii: "Z"))
}

/// Appends `[-][d.]hh:mm:ss[.fffffff]`.
public func formatTimeSpan(_ value: TimeSpan, into buffer: ByteBuffer) {
  if value.ticks < 0 { buffer.append(UInt8(ascii: "-")) }
  let ticks = value.ticks.magnitude
  let ticksPerDay = UInt64(TimeSpan.ticksPerDay)
  if ticks >= ticksPerDay {
    buffer.append(digits: ticks / ticksPerDay, width: 1)
    buffer.append(UInt8(ascii: "."))
  }
  appendTimeOfDay(ticks % ticksPerDay, into: buffer)
  let fraction = ticks % UInt64(TimeSpan.ticksPerSecond)
  if fraction != 0 {
    buffer.append(UInt8(ascii: "."))
    buffer.append(digits: fraction, width: 7)
  }
}

private func appendTimeOfDay(_ ticks: UInt64, into buffer: ByteBuffer) {
  let seconds = ticks / UInt64(TimeSpan.ticksPerSecond)
  buffer.append(digits: seconds / 3600, width: 2)
  buffer.append(UInt8(ascii: ":"))
  buffer.append(digits: seconds / 60 % 60, width: 2)
  buffer.append(UInt8(ascii: ":"))
  buffer.append(digits: seconds % 60, width: 2)
}

/// Appends `74be27de-1e4e-49d9-b579-fe0b331d3642`.
public func formatGuid(_ value: Guid, into buffer: ByteBuffer) {
  let place = buffer.grow(by: 36)
  var index = 0
  for nibble in 0..<32 {
    if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
      place[index] = UInt8(ascii: "-")
      index += 1
    }
    let half = nibble < 16 ? value.high : value.low
    place[index] = hexDigit(UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (nibble & 15)) & 15))
    index += 1
  }
}

/// The lower-case hexadecimal digit of 0 … 15.
func hexDigit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}

extension ByteBuffer {
  /// Turns the bytes from `start` on round.
  func reverse(from start: Int) {
    let length = count - start
    truncate(start)
    let place = grow(by: length)
    var bytes = UnsafeMutableBufferPointer(start: place, count: length)
    bytes.reverse()
  }
}
