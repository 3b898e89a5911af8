import DetectorRuntime

/// The spellings of a duration in rule documents: `5m`, `1d`, `PT5M`, `P1DT2H`, `01:30:00`, `1.00:00:00`.
enum RuleDuration {
  static let second: Int64 = 10_000_000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  /// - Returns: nil if the text is not a duration, or is negative, or has more than some thousand years.
  static func parse(_ text: String) -> TimeSpan? {
    let text = text.filter { $0 != " " }.lowercased()
    guard !text.isEmpty, text.utf8.count <= 40 else { return nil }
    if text.contains(":") { return clock(text) }
    if text.hasPrefix("p") { return iso(text.dropFirst()) }
    return units(text[...], ["d": day, "h": hour, "m": minute, "s": second], minimum: 1)
  }

  /// The shortest exact spelling: `90m`, `1d`.
  static func render(_ span: TimeSpan) -> String {
    for (unit, letter) in [(day, "d"), (hour, "h"), (minute, "m")] where span.ticks % unit == 0 && span.ticks != 0 {
      return "\(span.ticks / unit)\(letter)"
    }
    return "\(span.ticks / second)s"
  }

  /// `P` has been read: `1DT2H`, `T5M`, `2W`.
  private static func iso(_ text: Substring) -> TimeSpan? {
    let halves = text.split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
    let date = halves[0]
    let time = halves.count == 2 ? halves[1] : nil
    if time?.isEmpty == true || (time == nil && date.isEmpty) { return nil }
    guard let days = units(date, ["w": 7 * day, "d": day], minimum: 0),
      let rest = units(time ?? "", ["h": hour, "m": minute, "s": second], minimum: 0)
    else { return nil }
    return TimeSpan(ticks: days.ticks + rest.ticks)
  }

  /// Numbers with unit letters: `1d12h`.
  private static func units(_ text: Substring, _ units: [Character: Int64], minimum: Int) -> TimeSpan? {
    var total: Int64 = 0
    var number: Int64?
    var count = 0
    for character in text {
      if let digit = character.wholeNumberValue, character.isASCII {
        number = (number ?? 0) * 10 + Int64(digit)
        guard let number, number <= 1_000_000 else { return nil }
      } else {
        guard let unit = units[character], let value = number else { return nil }
        total += value * unit
        number = nil
        count += 1
      }
    }
    return number == nil && count >= minimum ? TimeSpan(ticks: total) : nil
  }

  /// `[d.]hh:mm:ss`.
  private static func clock(_ text: String) -> TimeSpan? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    var days: Int64 = 0
    if let dot = parts[0].firstIndex(of: ".") {
      guard let value = number(parts[0][..<dot], below: 1_000_000) else { return nil }
      days = value
      parts[0] = String(parts[0][parts[0].index(after: dot)...])
    }
    guard let hours = number(parts[0][...], below: 24), let minutes = number(parts[1][...], below: 60),
      let seconds = number(parts[2][...], below: 60)
    else { return nil }
    return TimeSpan(ticks: days * day + hours * hour + minutes * minute + seconds * second)
  }

  private static func number(_ text: Substring, below limit: Int64) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text).flatMap { $0 < limit ? $0 : nil }
  }
}
