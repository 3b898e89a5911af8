// Reading KQL's numbers, truth values and guids from text; nil is "no value of this type".

extension Str {
  /// The text without ASCII white space at both ends.
  func trimmingWhitespace() -> Str {
    var start = 0
    var end = count
    while start < end, isWhitespace(base[start]) { start += 1 }
    while end > start, isWhitespace(base[end - 1]) { end -= 1 }
    return slice(start, end)
  }

  /// Whether the text is `word` but for the case of ASCII letters; `word` is lower-case.
  func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for index in 0..<count where asciiLowercase(base[index]) != word.utf8Start[index] { return false }
    return true
  }
}

@inline(__always) func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
@inline(__always) func isAsciiLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
@inline(__always) func asciiLowercase(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

/// The value of a hexadecimal digit, or nil.
@inline(__always) func hexValue(_ byte: UInt8) -> UInt8? {
  if byte &- 0x30 < 10 { return byte &- 0x30 }
  let letter = (byte | 0x20) &- 0x61
  return letter < 6 ? letter + 10 : nil
}

/// A whole number: decimal digits with a sign, or `0x` and up to 16 hexadecimal digits. White space around it is allowed.
public func parseLong(_ text: Str) -> Int64? {
  let text = text.trimmingWhitespace()
  guard text.count > 0 else { return nil }
  let negative = text[0] == UInt8(ascii: "-")
  var index = negative || text[0] == UInt8(ascii: "+") ? 1 : 0
  guard index < text.count else { return nil }
  if text.count > index + 2, text[index] == UInt8(ascii: "0"), text[index + 1] | 0x20 == UInt8(ascii: "x") {
    guard let bits = parseHex(text.slice(index + 2, text.count)) else { return nil }
    return negative ? 0 &- Int64(bitPattern: bits) : Int64(bitPattern: bits)
  }
  // Counting downwards reaches the least number too.
  var value: Int64 = 0
  while index < text.count {
    let digit = text[index] &- 0x30
    guard digit < 10 else { return nil }
    let (product, tooSmall) = value.multipliedReportingOverflow(by: 10)
    let (difference, below) = product.subtractingReportingOverflow(Int64(digit))
    guard !tooSmall, !below else { return nil }
    value = difference
    index += 1
  }
  if negative { return value }
  return value == .min ? nil : -value
}

/// 1 to 16 hexadecimal digits.
public func parseHex(_ text: Str) -> UInt64? {
  guard (1...16).contains(text.count) else { return nil }
  var bits: UInt64 = 0
  for byte in text.bytes {
    guard let nibble = hexValue(byte) else { return nil }
    bits = bits << 4 | UInt64(nibble)
  }
  return bits
}

/// A 32-bit whole number, as `parseLong`.
public func parseInt(_ text: Str) -> Int64? {
  guard let value = parseLong(text), Int64(Int32.min)...Int64(Int32.max) ~= value else { return nil }
  return value
}

/// The digits of a decimal number taken apart: `mantissa` × 10^`exponent`.
private struct DecimalParts {
  var isNegative = false
  var mantissa: UInt128 = 0
  var exponent = 0
  /// Whether digits were dropped that `mantissa` had no room for.
  var isRounded = false

  /// - Parameter keeping: how many significant digits to keep; the next one rounds.
  init?(_ text: Str, keeping limit: Int) {
    var index = 0
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var kept = 0
    var sawDigit = false
    var sawPoint = false
    var roundsUp = false
    scan: while index < text.count {
      let byte = text[index]
      if isDigit(byte) {
        sawDigit = true
        if kept < limit {
          mantissa = mantissa * 10 + UInt128(byte - 0x30)
          if mantissa != 0 { kept += 1 }
          if sawPoint { exponent -= 1 }
        } else {
          if !isRounded, byte >= UInt8(ascii: "5") { roundsUp = true }
          isRounded = true
          if !sawPoint { exponent += 1 }
        }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break scan
      }
      index += 1
    }
    guard sawDigit else { return nil }
    if roundsUp { mantissa += 1 }
    guard index < text.count else { return }
    guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    var negativeExponent = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      negativeExponent = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count else { return nil }
    var power = 0
    while index < text.count {
      guard isDigit(text[index]) else { return nil }
      power = min(power * 10 + Int(text[index] - 0x30), 100_000)
      index += 1
    }
    exponent += negativeExponent ? -power : power
  }
}

/// A real number: digits with an optional sign, point and exponent, `0x…`, `nan`, `inf`, `infinity` in any case.
public func parseReal(_ text: Str) -> Double? {
  let text = text.trimmingWhitespace()
  guard text.count > 0 else { return nil }
  guard let parts = DecimalParts(text, keeping: 19) else { return parseSpecialReal(text) }
  if !parts.isRounded, parts.mantissa <= 1 << 53, (-22...22).contains(parts.exponent) {
    // Both numbers are exact, so that one operation rounds correctly.
    let magnitude = Double(UInt64(parts.mantissa))
    let scaled =
      parts.exponent < 0
      ? magnitude / exactPowersOfTen(-parts.exponent) : magnitude * exactPowersOfTen(parts.exponent)
    return parts.isNegative ? -scaled : scaled
  }
  let start = text[0] == UInt8(ascii: "+") ? 1 : 0
  return Double(String(decoding: text.slice(start, text.count).bytes, as: UTF8.self))
}

private func exactPowersOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent { power *= 10 }
  return power
}

private func parseSpecialReal(_ text: Str) -> Double? {
  if text.isWord("nan") { return .nan }
  let isSigned = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+")
  let name = isSigned ? text.slice(1, text.count) : text
  if name.isWord("inf") || name.isWord("infinity") {
    return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity
  }
  if name.count > 2, name[0] == UInt8(ascii: "0"), name[1] | 0x20 == UInt8(ascii: "x") {
    return parseLong(text).map { Double($0) }
  }
  return nil
}

/// A decimal number of up to 34 significant digits; more are rounded. Nil if it is too great or no number.
public func parseDecimal(_ text: Str) -> Decimal? {
  guard let parts = DecimalParts(text.trimmingWhitespace(), keeping: 34) else { return nil }
  var mantissa = Int128(parts.mantissa)
  var exponent = parts.exponent
  if mantissa == 0 { return Decimal(mantissa: 0, scale: max(0, min(-exponent, 34))) }
  while exponent > 0 {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
    guard !overflow else { return nil }
    mantissa = product
    exponent -= 1
  }
  while exponent < -34 {
    mantissa /= 10
    exponent += 1
    if mantissa == 0 { exponent = max(exponent, -34) }
  }
  return Decimal(mantissa: parts.isNegative ? -mantissa : mantissa, scale: -exponent)
}

/// `true` and `false` in any case, or a whole number: 0 is false.
public func parseBool(_ text: Str) -> Bool? {
  let text = text.trimmingWhitespace()
  if text.isWord("true") { return true }
  if text.isWord("false") { return false }
  return parseLong(text).map { $0 != 0 }
}

/// The first 32 hexadecimal digits of the text as a guid. Hyphens may stand before the digits 9, 13, 17 and 21, braces
/// or parentheses around; what follows is ignored.
public func parseGuid(_ text: Str) -> Guid? {
  let text = text.trimmingWhitespace()
  var index = 0
  if text.count > 0, text[0] == UInt8(ascii: "{") || text[0] == UInt8(ascii: "(") { index = 1 }
  var high: UInt64 = 0
  var low: UInt64 = 0
  var digits = 0
  while digits < 32 {
    guard index < text.count else { return nil }
    let byte = text[index]
    index += 1
    if byte == UInt8(ascii: "-"), digits == 8 || digits == 12 || digits == 16 || digits == 20,
      text[index - 2] != UInt8(ascii: "-")
    {
      continue
    }
    guard let nibble = hexValue(byte) else { return nil }
    if digits < 16 { high = high << 4 | UInt64(nibble) } else { low = low << 4 | UInt64(nibble) }
    digits += 1
  }
  return Guid(high: high, low: low)
}
