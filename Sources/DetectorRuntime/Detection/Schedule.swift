/// The times at which a rule runs: its frequency's multiples, counted from 1970-01-01T00:00:00Z or from a given time.
struct Schedule {
  /// 1970-01-01T00:00:00Z in ticks; a whole number of days, and of every usual frequency that divides a day.
  static let epoch: Int64 = 621_355_968_000_000_000

  /// Ticks between two runs.
  let frequency: Int64
  /// The first run there may be; further ones follow at the frequency.
  let start: Int64?

  /// - Parameters:
  ///   - rule: an NRT rule runs each minute, a rule without a frequency each day.
  ///   - start: if not nil, no run is before it, and all are counted from it.
  init(_ rule: RuleMetadata, start: DateTime? = nil) {
    switch rule.kind {
    case .nrt: frequency = TimeSpan.ticksPerMinute
    case .scheduled, .hunting:
      frequency = rule.queryFrequency.ticks > 0 ? rule.queryFrequency.ticks : TimeSpan.ticksPerDay
    }
    self.start = start?.ticks
  }

  /// The first run at or after `time`.
  func firstRun(from time: Int64) -> Int64 {
    if let start, time <= start { return start }
    let origin = start ?? Self.epoch
    let (quotient, remainder) = (time - origin).flooredDivision(by: frequency)
    return origin + (remainder == 0 ? quotient : quotient + 1) * frequency
  }
}
