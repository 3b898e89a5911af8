// `tostring`, `tolong`, … from a value of any type. What cannot be converted is null.
// Functions named `…Itself` convert a type to itself.

/// `tobool` of a bool
public func boolItself(_ value: Bool?) -> Bool? { value }
/// `tolong` of a long
public func longItself(_ value: Int64?) -> Int64? { value }
/// `toreal` of a real
public func realItself(_ value: Double?) -> Double? { value }
/// `todecimal` of a decimal
public func decimalItself(_ value: Decimal?) -> Decimal? { value }
/// `todatetime` of a datetime
public func dateTimeItself(_ value: DateTime?) -> DateTime? { value }
/// `totimespan` of a timespan
public func timeSpanItself(_ value: TimeSpan?) -> TimeSpan? { value }
/// `toguid` of a guid
public func guidItself(_ value: Guid?) -> Guid? { value }
/// `tostring` of a string
public func textItself(_ text: Str) -> Str { text }

/// `tolong(value)`: reals are truncated, datetime and timespan give their ticks, text is read as a whole number.
public func longOf(_ value: Value) -> Int64? {
  switch value.kind {
  case .int, .long, .dateTime, .timeSpan: Int64(bitPattern: value.payload)
  case .bool: Int64(value.payload)
  case .real: truncated(Double(bitPattern: value.payload))
  case .decimal: value.decimal.flatMap(wholePart)
  case .string: parseLong(value.unsafeText)
  case .null, .guid, .array, .bag, .json: nil
  }
}

/// `toint(value)`: as `tolong`, null beyond 32 bits.
public func intOf(_ value: Value) -> Int64? { longOf(value).flatMap(narrowed) }
/// `toint` of a long.
public func intOfLong(_ value: Int64?) -> Int64? { value.flatMap(narrowed) }
/// `tolong` of a real.
public func longOfReal(_ value: Double?) -> Int64? { value.flatMap(truncated) }

private func narrowed(_ value: Int64) -> Int64? {
  value >= Int64(Int32.min) && value <= Int64(Int32.max) ? value : nil
}

private func truncated(_ value: Double) -> Int64? {
  value > -9.3e18 && value < 9.3e18 ? Int64(exactly: value.magnitude < 0x1p53 ? Double(Int64(value)) : value) : nil
}

private func wholePart(_ value: Decimal) -> Int64? {
  var mantissa = value.mantissa
  for _ in 0..<value.scale { mantissa /= 10 }
  return Int64(exactly: mantissa)
}

/// `toreal(value)`: datetime and timespan give their ticks.
public func realOf(_ value: Value) -> Double? {
  switch value.kind {
  case .int, .long, .dateTime, .timeSpan: Double(Int64(bitPattern: value.payload))
  case .bool: Double(value.payload)
  case .real: Double(bitPattern: value.payload)
  case .decimal: value.nearestReal
  case .string: parseReal(value.unsafeText)
  case .null, .guid, .array, .bag, .json: nil
  }
}

/// `todecimal(value)`
public func decimalOf(_ value: Value, _ cx: EvaluationContext) -> Decimal? {
  switch value.kind {
  case .int, .long, .dateTime, .timeSpan: Decimal(mantissa: Int128(Int64(bitPattern: value.payload)), scale: 0)
  case .bool: Decimal(mantissa: Int128(value.payload), scale: 0)
  case .real: parseDecimal(textOf(value, cx))
  case .decimal: value.decimal
  case .string: parseDecimal(value.unsafeText)
  case .null, .guid, .array, .bag, .json: nil
  }
}

/// `tobool(value)`: a number is true unless it is zero.
public func boolOf(_ value: Value) -> Bool? {
  switch value.kind {
  case .bool: value.payload != 0
  case .int, .long: value.payload != 0
  case .real: Double(bitPattern: value.payload) != 0
  case .decimal: value.decimal.map { $0.mantissa != 0 }
  case .string: parseBool(value.unsafeText)
  case .null, .dateTime, .timeSpan, .guid, .array, .bag, .json: nil
  }
}

/// `todatetime(value)`: a whole number counts ticks.
public func dateTimeOf(_ value: Value) -> DateTime? {
  switch value.kind {
  case .dateTime: value.dateTime
  case .int, .long: dateTimeOfTicks(value.long)
  case .string: parseDateTime(value.unsafeText)
  case .null, .bool, .real, .decimal, .timeSpan, .guid, .array, .bag, .json: nil
  }
}

private func dateTimeOfTicks(_ ticks: Int64?) -> DateTime? {
  guard let ticks, ticks >= 0, ticks <= DateTime.greatest.ticks else { return nil }
  return DateTime(ticks: ticks)
}

/// `todatetime(text)`
public func dateTimeOfText(_ text: Str) -> DateTime? { parseDateTime(text) }

/// `totimespan(value)`: a whole number counts ticks.
public func timeSpanOf(_ value: Value) -> TimeSpan? {
  switch value.kind {
  case .timeSpan: value.timeSpan
  case .int, .long: TimeSpan(ticks: Int64(bitPattern: value.payload))
  case .string: parseTimeSpan(value.unsafeText)
  case .null, .bool, .real, .decimal, .dateTime, .guid, .array, .bag, .json: nil
  }
}

/// `toguid(value)`
public func guidOf(_ value: Value) -> Guid? {
  switch value.kind {
  case .guid: value.guid
  case .string: parseGuid(value.unsafeText)
  case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .array, .bag, .json: nil
  }
}

/// `tostring` of a long.
public func textOfLong(_ value: Int64?, _ cx: EvaluationContext) -> Str {
  guard let value else { return .empty }
  return cx.text { $0.append(long: value) }
}

/// `gettype(value)`: the name of the type a value has.
public func typeName(_ value: Value) -> Str {
  switch value.kind {
  case .null: "null"
  case .bool: "bool"
  case .int: "int"
  case .long: "long"
  case .real: "real"
  case .decimal: "decimal"
  case .dateTime: "datetime"
  case .timeSpan: "timespan"
  case .guid: "guid"
  case .string: "string"
  case .array: "array"
  case .bag: "dictionary"
  case .json: value.unsafeText.trimmingWhitespace().base.pointee == UInt8(ascii: "[") ? "array" : "dictionary"
  }
}

/// `isnull(value)`; a string is never null.
public func isNullValue(_ value: Value) -> Bool { value.isNull }
/// `isnotnull(value)`
public func isNotNullValue(_ value: Value) -> Bool { !value.isNull }
/// `isempty` of a value: null or the empty string.
public func isEmptyValue(_ value: Value) -> Bool { value.isNull || value.kind == .string && value.count == 0 }
/// `isnotempty` of a value
public func isNotEmptyValue(_ value: Value) -> Bool { !isEmptyValue(value) }
/// `isempty` of a string
public func isEmptyText(_ text: Str) -> Bool { text.isEmpty }
/// `isnotempty` of a string
public func isNotEmptyText(_ text: Str) -> Bool { !text.isEmpty }

/// `tohex(value, minimumLength)`: two's complement in lower-case digits, with zeros in front up to the length.
/// A negative number whose length is 8 is written in 32 bits.
public func hexText(_ value: Int64?, _ minimumLength: Int64?, _ cx: EvaluationContext) -> Str {
  guard let value else { return .empty }
  let minimum = Int(max(0, min(minimumLength ?? 0, 16)))
  var bits = UInt64(bitPattern: value)
  if value < 0, minimum == 8, value >= Int64(Int32.min) { bits &= 0xFFFF_FFFF }
  return cx.text { buffer in
    let length = max(minimum, max(1, (67 - bits.leadingZeroBitCount) / 4))
    for index in stride(from: length - 1, through: 0, by: -1) {
      buffer.append(hexDigit(UInt8(truncatingIfNeeded: bits >> UInt64(4 * index) & 15)))
    }
  }
}
