// The alerts of a report over time: all together, and of each rule.

extension ReportPage {
  private static let bins = 120
  private static let lanes = 100

  /// Times as places on the axis.
  private struct Axis {
    let first: Int64
    let last: Int64

    init(_ alerts: [AlertReport.Alert]) {
      var first = alerts.map(\.time).min() ?? 0
      var last = alerts.map(\.time).max() ?? 0
      if first == last {
        first = max(first - TimeSpan.ticksPerHour, 0)
        last += TimeSpan.ticksPerHour
      }
      (self.first, self.last) = (first, last)
    }

    func bin(_ time: Int64) -> Int {
      min(Int(Double(time - first) / Double(last - first) * Double(ReportPage.bins)), ReportPage.bins - 1)
    }

    func time(_ share: Double) -> Int64 { first + Int64(Double(last - first) * share) }
  }

  func writeTimeline() {
    guard !report.alerts.isEmpty else { return }
    let axis = Axis(report.alerts)
    page.append("<section id=\"timeline\"><h2>Alerts over time</h2>\n<div class=\"lanes\">\n")
    page.append("<span></span>")
    writeStack(axis)
    var counts = report.rules.map { _ in 0 }
    for alert in report.alerts { counts[alert.rule] += 1 }
    let order = counts.indices.filter { counts[$0] > 0 }
      .sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    for rule in order.prefix(Self.lanes) {
      page.append("<span class=\"name\">")
      page.append(html: Str(report.rules[rule].name))
      page.append(" <span class=\"quiet\">")
      append(number: counts[rule])
      page.append("</span></span>")
      writeLane(rule, axis)
    }
    page.append("<span></span><div class=\"axis\">")
    for quarter in 0...4 {
      page.append("<time>")
      page.append(html: AlertReport.shortTime(axis.time(Double(quarter) / 4)))
      page.append("</time>")
    }
    page.append("</div></div>\n")
    if order.count > Self.lanes {
      page.append("<p class=\"quiet\">")
      append(number: order.count - Self.lanes)
      page.append(" rules with fewer alerts are in the first row only</p>\n")
    }
    page.append("</section>\n")
  }

  /// All alerts, by severity, one upon the other.
  private func writeStack(_ axis: Axis) {
    let levels = AlertReport.severities.count
    var counts = [[Int]](repeating: [Int](repeating: 0, count: levels), count: Self.bins)
    for alert in report.alerts { counts[axis.bin(alert.time)][alert.severity] += 1 }
    let most = max(counts.map { $0.reduce(0, +) }.max() ?? 1, 1)
    begin(height: 80, "alerts over time, by severity")
    for (bin, levels) in counts.enumerated() {
      var below = 0
      for (severity, count) in levels.enumerated().reversed() where count > 0 {
        let bottom = 80 - 78 * below / most
        below += count
        let top = 80 - 78 * below / most
        bar(bin, top, max(bottom - top, 1), severity) {
          append(count, "alert", "alerts")
          page.append(" of severity ")
          page.append(html: AlertReport.severities[severity])
          page.append(" up to ")
          page.append(html: AlertReport.shortTime(axis.time(Double(bin + 1) / Double(Self.bins))))
        }
      }
    }
    page.append("</svg>\n")
  }

  /// The alerts of one rule; each bar leads to its first alert.
  private func writeLane(_ rule: Int, _ axis: Axis) {
    var counts = [Int](repeating: 0, count: Self.bins)
    var severities = [Int](repeating: AlertReport.severities.count - 1, count: Self.bins)
    var firsts = [Int?](repeating: nil, count: Self.bins)
    for (number, alert) in report.alerts.enumerated() where alert.rule == rule {
      let bin = axis.bin(alert.time)
      counts[bin] += 1
      severities[bin] = min(severities[bin], alert.severity)
      if firsts[bin] == nil, number < report.detailed { firsts[bin] = number }
    }
    let most = max(counts.max() ?? 1, 1)
    begin(height: 20, "alerts of a rule over time")
    for (bin, count) in counts.enumerated() where count > 0 {
      if let first = firsts[bin] {
        page.append("<a href=\"#a")
        append(number: first)
        page.append("\">")
      }
      let height = 6 + 13 * count / most
      bar(bin, 20 - height, height, severities[bin]) {
        append(count, "alert", "alerts")
        page.append(" up to ")
        page.append(html: AlertReport.shortTime(axis.time(Double(bin + 1) / Double(Self.bins))))
      }
      if firsts[bin] != nil { page.append("</a>") }
    }
    page.append("</svg>\n")
  }

  private func begin(height: Int, _ label: Str) {
    page.append("<svg viewBox=\"0 0 ")
    append(number: Self.bins * 10)
    page.append(" ")
    append(number: height)
    page.append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
    page.append(label)
    page.append("\" class=\"h")
    append(number: height)
    page.append("\">")
  }

  private func bar(_ bin: Int, _ top: Int, _ height: Int, _ severity: Int, title: () -> Void) {
    page.append("<rect class=\"s")
    append(number: severity)
    page.append("\" x=\"")
    append(number: bin * 10 + 1)
    page.append("\" y=\"")
    append(number: top)
    page.append("\" width=\"8\" height=\"")
    append(number: height)
    page.append("\"><title>")
    title()
    page.append("</title></rect>")
  }

  // MARK: The matrix

  /// Tactics in the order of ATT&CK, below each the techniques that rules look for; those with alerts stand out.
  func writeMatrix() {
    let names = AttackMatrix.orderedTactics + [AlertReport.otherTactic]
    guard names.contains(where: { report.tactics[$0] != nil }) else { return }
    page.append("<section id=\"matrix\"><h2>ATT&amp;CK</h2>\n<div class=\"matrix\">\n")
    for name in names {
      guard let tactic = report.tactics[name] else { continue }
      page.append("<div class=\"tactic\"><h3>")
      page.append(html: Self.spaced(name))
      if tactic.alerts > 0 {
        page.append(" <span class=\"quiet\">")
        append(number: tactic.alerts)
        page.append("</span>")
      }
      page.append("</h3>")
      for (id, count) in tactic.techniques.sorted(by: { $0.key < $1.key }) {
        page.append(count > 0 ? "<span class=\"hit\">" : "<span class=\"quiet\">")
        page.append(html: id)
        if count > 0 {
          page.append(" <b>")
          append(number: count)
          page.append("</b>")
        }
        page.append("</span>")
      }
      page.append("</div>\n")
    }
    page.append("</div>\n<p class=\"quiet\">Numbers are alerts; without a number: a rule looks for it, but has raised ")
    page.append("none.</p></section>\n")
  }

  /// The words of a name such as `LateralMovement`.
  private static func spaced(_ name: String) -> String {
    var words = ""
    for letter in name {
      if letter.isUppercase, !words.isEmpty { words.append(" ") }
      words.append(letter)
    }
    return words
  }
}
