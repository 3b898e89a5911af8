/// The page of a report: one HTML file without scripts and without anything from elsewhere.
struct ReportPage {
  /// What the scan has read and run.
  struct Figures {
    let events: Int
    let rejected: Int
    let earliest: Int64
    let latest: Int64
    /// For each rule of the report.
    let rules: [Rule]

    struct Rule {
      let runs: Int
      let rows: Int
      let alerts: Int
      let repeated: Int
    }
  }

  let report: AlertReport
  let figures: Figures
  let page: ByteBuffer

  init(_ report: AlertReport, _ figures: Figures, into page: ByteBuffer) {
    self.report = report
    self.figures = figures
    self.page = page
  }

  func write() {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n")
    page.append("<meta http-equiv=\"Content-Security-Policy\" ")
    page.append("content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n")
    page.append("<meta name=\"viewport\" content=\"width=device-width\"/>")
    page.append("<title>Detector report</title>\n<style>")
    page.append(Self.style)
    page.append("</style></head>\n<body>\n")
    writeHead()
    writeTimeline()
    writeMatrix()
    writeEntities()
    writeIncidents()
    writeRules()
    writeAlerts()
    page.append("</body></html>\n")
  }

  func append(number: Int) { page.append(long: Int64(number)) }

  /// Appends a number with what it counts.
  func append(_ count: Int, _ one: StaticString, _ many: StaticString) {
    append(number: count)
    page.append(" ")
    page.append(Str(count == 1 ? one : many))
  }

  // MARK: Head

  private func writeHead() {
    page.append("<header><h1>Detector report</h1>\n<p>")
    append(figures.events, "event", "events")
    page.append(" read, ")
    append(number: figures.rejected)
    page.append(" rejected")
    if figures.earliest <= figures.latest {
      page.append("; of ")
      page.append(html: AlertReport.shortTime(figures.earliest))
      page.append(" to ")
      page.append(html: AlertReport.shortTime(figures.latest))
      page.append(" UTC")
    }
    page.append("</p>\n<p class=\"figures\">")
    append(report.alerts.count, "alert", "alerts")
    for (index, severity) in AlertReport.severities.enumerated() {
      let count = report.alerts.count { $0.severity == index }
      guard count > 0 else { continue }
      page.append(" <span class=\"severity s")
      append(number: index)
      page.append("\">")
      append(number: count)
      page.append(" ")
      page.append(html: severity)
      page.append("</span>")
    }
    page.append("</p></header>\n")
  }

  // MARK: Entities

  private func writeEntities() {
    guard !report.entities.isEmpty else { return }
    let all = report.entities.values.sorted {
      if $0.rules.count != $1.rules.count { return $0.rules.count > $1.rules.count }
      if $0.alerts != $1.alerts { return $0.alerts > $1.alerts }
      return ($0.type, $0.text) < ($1.type, $1.text)
    }
    page.append("<section id=\"entities\"><h2>Entities</h2>\n<div class=\"wide\"><table><thead><tr><th>Type</th>")
    page.append("<th>Identifiers</th><th class=\"n\">Rules</th><th class=\"n\">Alerts</th><th>First alert</th>")
    page.append("<th>Last alert</th></tr></thead><tbody>\n")
    for entity in all.prefix(AlertReport.shownEntities) {
      page.append("<tr><td>")
      page.append(html: entity.type)
      page.append("</td><td>")
      append(long: entity.text)
      page.append("</td><td class=\"n\">")
      append(number: entity.rules.count)
      page.append("</td><td class=\"n\">")
      append(number: entity.alerts)
      page.append("</td><td>")
      page.append(html: AlertReport.shortTime(entity.first))
      page.append("</td><td>")
      page.append(html: AlertReport.shortTime(entity.last))
      page.append("</td></tr>\n")
    }
    page.append("</tbody></table></div>\n")
    let left = all.count - AlertReport.shownEntities
    if left > 0 { note(left, report.uncountedEntities == 0 ? "more entities" : "more entities, at least") }
    page.append("</section>\n")
  }

  private func append(long text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress {
        page.append(html: Str(base: base, count: bytes.count), limit: AlertReport.valueBytes)
      }
    }
  }

  private func note(_ count: Int, _ what: Str) {
    page.append("<p class=\"quiet\">and ")
    append(number: count)
    page.append(" ")
    page.append(what)
    page.append("</p>\n")
  }

  // MARK: Incidents

  private func writeIncidents() {
    guard !report.incidents.isEmpty else { return }
    page.append("<section id=\"incidents\"><h2>Incidents</h2>\n<div class=\"wide\"><table><thead><tr><th>Title</th>")
    page.append("<th>Severity</th><th class=\"n\">Alerts</th><th>First activity</th><th>Last activity</th></tr>")
    page.append("</thead><tbody>\n")
    for incident in report.incidents.prefix(AlertReport.detailedAlerts) {
      page.append("<tr><td>")
      page.append(html: incident.title)
      page.append("</td><td>")
      page.append(html: incident.severity)
      page.append("</td><td class=\"n\">")
      append(number: incident.alerts)
      page.append("</td><td>")
      page.append(html: AlertReport.shortTime(incident.first))
      page.append("</td><td>")
      page.append(html: AlertReport.shortTime(incident.last))
      page.append("</td></tr>\n")
    }
    page.append("</tbody></table></div>\n")
    let left = report.incidents.count - AlertReport.detailedAlerts
    if left > 0 { note(left, "more incidents") }
    page.append("</section>\n")
  }

  // MARK: Rules

  private func writeRules() {
    page.append("<section id=\"rules\"><h2>Rules</h2>\n<div class=\"wide\"><table><thead><tr><th>Rule</th>")
    page.append("<th>Severity</th><th>Techniques</th><th class=\"n\">Runs</th><th class=\"n\">Rows</th>")
    page.append("<th class=\"n\">Alerts</th><th class=\"n\">Repetitions left out</th></tr></thead><tbody>\n")
    for (rule, figures) in zip(report.rules, figures.rules) {
      page.append(figures.alerts > 0 ? "<tr><td>" : "<tr class=\"quiet\"><td>")
      page.append(html: Str(rule.name))
      page.append("</td><td>")
      page.append(html: Str(rule.severity))
      page.append("</td><td>")
      for (index, technique) in rule.techniques.enumerated() {
        if index > 0 { page.append(" ") }
        page.append(html: Str(technique))
      }
      page.append("</td>")
      for number in [figures.runs, figures.rows, figures.alerts, figures.repeated] {
        page.append("<td class=\"n\">")
        append(number: number)
        page.append("</td>")
      }
      page.append("</tr>\n")
    }
    page.append("</tbody></table></div></section>\n")
  }

  // MARK: Alerts

  private func writeAlerts() {
    page.append("<section id=\"alerts\"><h2>Alerts</h2>\n")
    if report.detailed > 0 {
      page.append("<p class=\"filter\">")
      for (index, severity) in AlertReport.severities.enumerated() {
        page.append("<label><input type=\"checkbox\" checked=\"checked\" id=\"f")
        append(number: index)
        page.append("\"/> ")
        page.append(html: severity)
        page.append("</label> ")
      }
      page.append("</p>\n")
    } else {
      page.append("<p>No rule has raised an alert.</p>\n")
    }
    page.append(report.details.text())
    let left = report.alerts.count - report.detailed
    if left > 0 {
      note(left, "more alerts, which are in the figures above; the detector's output has all of them in full")
    }
    page.append("</section>\n")
  }
}
