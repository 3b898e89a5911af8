/// What a scan says when it ends: every record read is either evaluated or rejected, and the numbers show it.
struct ScanSummary {
  struct Rule {
    let name: StaticString
    let runs: Int
    let rows: Int
    let alerts: Int
    let repeated: Int
  }

  let dispatcher: EventDispatcher
  let ledger: RejectLedger
  let recordCount: Int
  let byteCount: Int
  let seconds: Double
  let failures: [String]
  let isStopped: Bool
  let rules: [Rule]
  let countsAlerts: Bool

  var text: String {
    let megabytes = Double(byteCount) / 1e6
    var text = "read \(recordCount) events (\(rounded(megabytes)) MB in \(rounded(seconds)) s, "
    text += "\(Int(megabytes / max(seconds, 0.000_001))) MB/s): "
    text += "\(recordCount - ledger.total) evaluated, \(ledger.total) rejected\n"
    if dispatcher.passedOver > 0 {
      text += "  \(dispatcher.passedOver) of them passed over unchecked (--skim): no rule looks for a text in them\n"
    }
    for reading in dispatcher.readings where reading.count > 0 {
      text += "  \(reading.count) \(reading.name.description)\n"
    }
    for (name, count) in dispatcher.unread.sorted(by: { $0.key < $1.key }) {
      text += "  \(count) \(name), which no rule reads\n"
    }
    if dispatcher.withoutTime > 0 {
      text += "  \(dispatcher.withoutTime) of them without a readable TimeGenerated: in no rule's period\n"
    }
    if dispatcher.lateCount > 0 {
      text += "  \(dispatcher.lateCount) of them later than --lateness allows: earlier runs have missed them\n"
    }
    if dispatcher.clock.aheadCount > 0 {
      text += "  \(dispatcher.clock.aheadCount) of them far ahead of those around them: they have not moved the clock\n"
    }
    text += problems
    for rule in rules where rule.alerts > 0 || rule.rows > 0 {
      text += "\(rule.name): "
      if countsAlerts {
        text += "\(rule.alerts) alerts"
        if rule.repeated > 0 { text += " (\(rule.repeated) repetitions left out)" }
        text += ", "
      }
      text += "\(rule.rows) rows in \(rule.runs) runs\n"
    }
    let silent = rules.count { $0.alerts == 0 && $0.rows == 0 }
    if silent > 0 { text += "\(silent) of \(rules.count) rules returned nothing\n" }
    return text
  }

  /// Rejected records with the places of the first of each kind, and inputs that failed.
  var problems: String {
    var text = ""
    for reason in RejectReason.allCases {
      let count = ledger.counts[Int(reason.rawValue)]
      guard count > 0 else { continue }
      text += "rejected \(count): \(reason.text)\n"
      let examples = ledger.examples[Int(reason.rawValue)]
      for example in examples {
        text += "  \(example.input):\(example.line): byte \(example.offset)\n"
      }
      if count > examples.count { text += "  and \(count - examples.count) more\n" }
    }
    if isStopped { text += "stopped at the first malformed record (--strict)\n" }
    for failure in failures { text += "error: \(failure)\n" }
    return text
  }

  /// With two digits after the point.
  private func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
