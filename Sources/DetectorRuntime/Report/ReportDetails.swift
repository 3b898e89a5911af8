// One alert of a report: what can be unfolded.

extension AlertReport {
  /// Appends the alert to `details`.
  func appendDetails(of alert: Value, number: Int, severity: Int) {
    let page = details
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    page.append("<details class=\"alert s")
    page.append(long: Int64(severity))
    page.append("\" id=\"a")
    page.append(long: Int64(number))
    page.append("\"><summary><time>")
    page.append(html: Self.shortTime(property(alert, "TimeGenerated", cx).string))
    page.append("</time> <span class=\"severity s")
    page.append(long: Int64(severity))
    page.append("\">")
    page.append(html: property(alert, "AlertSeverity", cx).string)
    page.append("</span> <b>")
    page.append(html: property(alert, "AlertName", cx).string)
    page.append("</b> <span class=\"quiet\">")
    let rows = property(alert, "RowCount", cx).long ?? 0
    page.append(long: rows)
    page.append(rows == 1 ? " row</span></summary>\n" : " rows</span></summary>\n")
    let description = property(alert, "Description", cx).string
    if description.count > 0 {
      page.append("<p>")
      page.append(html: description, limit: 5 * Self.valueBytes)
      page.append("</p>\n")
    }
    page.append("<dl>")
    field("Events", cx) {
      $0.append(html: Self.shortTime(property(alert, "StartTime", cx).string))
      $0.append(" to ")
      $0.append(html: Self.shortTime(property(alert, "EndTime", cx).string))
    }
    field("Tactics", cx) { $0.append(html: property(alert, "Tactics", cx).string) }
    field("Techniques", cx) { appendList(property(alert, "Techniques", cx), to: $0) }
    let extended = property(alert, "ExtendedProperties", cx)
    let custom = property(extended, "Custom Details", cx).pairs
    for index in 0..<(custom.count / 2) {
      field(custom[2 * index].string, cx) { appendList(custom[2 * index + 1], to: $0) }
    }
    field("Alert", cx) { $0.append(html: property(alert, "SystemAlertId", cx).string) }
    page.append("</dl>\n")
    appendEntities(property(alert, "Entities", cx).elements)
    appendRows(property(alert, "Rows", cx).elements, of: rows)
    page.append("</details>\n")
  }

  /// Appends a term and what it says, unless that is nothing.
  private func field(_ name: Str, _ cx: EvaluationContext, _ body: (ByteBuffer) -> Void) {
    let text = ByteBuffer(capacity: 64)
    body(text)
    guard text.count > 0 else { return }
    details.append("<dt>")
    details.append(html: name)
    details.append("</dt><dd>")
    details.append(text.text())
    details.append("</dd>")
  }

  private func appendList(_ list: Value, to page: ByteBuffer) {
    for (index, element) in list.elements.enumerated() {
      if index > 0 { page.append(", ") }
      append(element, to: page)
    }
  }

  private func append(_ value: Value, to page: ByteBuffer) {
    let text = ByteBuffer(capacity: 64)
    appendText(value, to: text)
    page.append(html: text.text(), limit: Self.valueBytes)
  }

  private func appendEntities(_ entities: UnsafeBufferPointer<Value>) {
    guard !entities.isEmpty else { return }
    details.append("<ul class=\"entities\">")
    for entity in entities.prefix(Self.shownEntities) {
      details.append("<li>")
      let pairs = entity.pairs
      var isFirst = true
      for index in 0..<(pairs.count / 2) where !sameBytes(pairs[2 * index].string, "$id") {
        if !isFirst { details.append(" ") }
        isFirst = false
        if sameBytes(pairs[2 * index].string, "Type") {
          details.append("<span class=\"kind\">")
          append(pairs[2 * index + 1], to: details)
          details.append("</span>")
        } else {
          details.append("<span class=\"quiet\">")
          details.append(html: pairs[2 * index].string)
          details.append("</span> ")
          append(pairs[2 * index + 1], to: details)
        }
      }
      details.append("</li>")
    }
    details.append("</ul>\n")
    appendRest(entities.count - Self.shownEntities, "entities")
  }

  private func appendRest(_ count: Int, _ what: Str) {
    guard count > 0 else { return }
    details.append("<p class=\"quiet\">and ")
    details.append(long: Int64(count))
    details.append(" more ")
    details.append(what)
    details.append("</p>\n")
  }

  /// A table of the rows, without the columns in which none of them has a value.
  private func appendRows(_ rows: UnsafeBufferPointer<Value>, of count: Int64) {
    let shown = rows.prefix(Self.shownRows)
    var columns: [Str] = []
    for row in shown {
      let pairs = row.pairs
      for index in 0..<(pairs.count / 2) where !Self.isEmpty(pairs[2 * index + 1]) {
        let name = pairs[2 * index].string
        if !columns.contains(where: { sameBytes($0, name) }) { columns.append(name) }
      }
    }
    guard !columns.isEmpty else { return }
    details.append("<div class=\"wide\"><table><thead><tr>")
    for column in columns {
      details.append("<th>")
      details.append(html: column, limit: Self.valueBytes)
      details.append("</th>")
    }
    details.append("</tr></thead><tbody>\n")
    for row in shown {
      details.append("<tr>")
      let pairs = row.pairs
      for column in columns {
        details.append("<td>")
        for index in 0..<(pairs.count / 2) where sameBytes(pairs[2 * index].string, column) {
          append(pairs[2 * index + 1], to: details)
        }
        details.append("</td>")
      }
      details.append("</tr>\n")
    }
    details.append("</tbody></table></div>\n")
    appendRest(Int(count) - shown.count, "rows")
  }

  private static func isEmpty(_ value: Value) -> Bool {
    value.isNull || (value.kind == .string && value.count == 0)
  }

  /// A time of the form 2026-03-01T12:30:00.0000000Z up to its seconds.
  static func shortTime(_ text: Str) -> String {
    var words = text.description.prefix(19)
    if let mark = words.firstIndex(of: "T") { words.replaceSubrange(mark...mark, with: " ") }
    return String(words)
  }

  static func shortTime(_ ticks: Int64) -> String {
    let text = ByteBuffer(capacity: 32)
    formatDateTime(DateTime(ticks: ticks), into: text)
    return shortTime(text.text())
  }
}
