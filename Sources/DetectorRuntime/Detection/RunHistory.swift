/// The last runs of a rule, for `detector scan --last N`.
struct RunHistory {
  struct Run {
    let time: Int64
    /// Result rows; nil if the run was left out by suppression.
    let rows: Int?
    let isTriggered: Bool
    /// Alerts written: fewer than triggered runs would give where an earlier run has written the same.
    let alerts: Int
  }

  private let limit: Int
  private var all: [Run] = []

  /// - Parameter limit: how many runs are kept.
  init(limit: Int) { self.limit = limit }

  /// By time.
  var runs: ArraySlice<Run> { all.suffix(limit) }

  mutating func add(_ run: Run) {
    guard limit > 0 else { return }
    // Runs that are too old go in one piece now and then.
    if all.count >= 2 * limit { all.removeFirst(limit) }
    all.append(run)
  }

  /// Adds runs without rows from `time` on, at the frequency, to before `next`; left out before `suppressedUntil`.
  mutating func addEmpty(from time: Int64, to next: Int64, every frequency: Int64, suppressedUntil: Int64) {
    let count = (next - time) / frequency
    for index in max(0, count - Int64(limit))..<max(0, count) {
      let now = time + index * frequency
      add(Run(time: now, rows: now < suppressedUntil ? nil : 0, isTriggered: false, alerts: 0))
    }
  }
}

extension DetectorEngine {
  /// Writes a line for each run that the rules' histories hold.
  func writeHistories() {
    for rule in rules {
      for run in rule.history.runs where !sink.isClosed {
        let buffer = sink.buffer
        buffer.append("{\"rule\":")
        appendJSON(string: Str(rule.metadata.name), to: buffer)
        buffer.append(",\"time\":")
        appendJSON(Value(DateTime(ticks: run.time)), to: buffer)
        buffer.append(",\"rows\":")
        if let rows = run.rows { buffer.append(long: Int64(rows)) } else { buffer.append("null") }
        buffer.append(run.isTriggered ? ",\"triggered\":true" : ",\"triggered\":false")
        buffer.append(run.rows == nil ? ",\"suppressed\":true" : ",\"suppressed\":false")
        buffer.append(",\"alerts\":")
        buffer.append(long: Int64(run.alerts))
        buffer.append(0x7D)
        sink.endLine()
      }
    }
  }
}
