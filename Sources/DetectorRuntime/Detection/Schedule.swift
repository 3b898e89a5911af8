/// The times at which a rule runs: multiples of its frequency, counted from 1970-01-01T00:00:00Z.
struct Schedule {
  /// 1970-01-01T00:00:00Z in ticks; a whole number of days, and of every usual frequency that divides a day.
  static let epoch: Int64 = 621_355_968_000_000_000

  /// Ticks between two runs.
  let frequency: Int64

  /// - Parameter rule: an NRT rule runs each minute, a rule without a frequency each day.
  init(_ rule: RuleMetadata) {
    switch rule.kind {
    case .nrt: frequency = TimeSpan.ticksPerMinute
    case .scheduled, .hunting:
      frequency = rule.queryFrequency.ticks > 0 ? rule.queryFrequency.ticks : TimeSpan.ticksPerDay
    }
  }

  /// The first run at or after `time`.
  func firstRun(from time: Int64) -> Int64 {
    let (quotient, remainder) = (time - Self.epoch).flooredDivision(by: frequency)
    return Self.epoch + (remainder == 0 ? quotient : quotient + 1) * frequency
  }

  /// The runs that see the events from `earliest` to `latest`, in order.
  func runs(from earliest: Int64, through latest: Int64) -> StrideThrough<Int64> {
    stride(from: firstRun(from: earliest), through: firstRun(from: latest), by: Int64.Stride(frequency))
  }
}
