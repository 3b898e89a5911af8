/// Turns the results of a rule's runs into alerts, each a line of JSON in the shape of the `SecurityAlert` table.
final class AlertOutput {
  private let definition: DetectorDefinition
  private let timeColumn: Int?
  /// The alerts written so far and the time of the run; windows that overlap see the same rows again.
  private var written: [StableHash: Int64] = [:]
  private let rowText = ByteBuffer(capacity: 1 << 12)
  /// Alerts written, and alerts left out because an earlier run wrote the same.
  private(set) var count = 0
  private(set) var repeated = 0

  init(_ definition: DetectorDefinition) {
    self.definition = definition
    timeColumn = definition.columns.firstIndex {
      $0.type == .dateTime && sameBytes(Str($0.name), "TimeGenerated")
    }
  }

  /// Whether a run with so many result rows raises an alert.
  func isTriggered(_ rows: Int) -> Bool {
    let threshold = definition.rule.triggerThreshold
    switch definition.rule.triggerOperator {
    case .greaterThan: return Int64(rows) > threshold
    case .lessThan: return Int64(rows) < threshold
    case .equal: return Int64(rows) == threshold
    case .notEqual: return Int64(rows) != threshold
    }
  }

  /// Writes the alerts of a run. `endLine` is called after each.
  func write(
    _ table: Table, at now: DateTime, windowStart: Int64?, to buffer: ByteBuffer, endLine: () -> Void
  ) {
    switch definition.rule.eventGrouping {
    case .singleAlert:
      writeAlert(table, 0..<table.count, now, windowStart, buffer, endLine)
    case .alertPerResult:
      let limit =
        switch definition.rule.kind {
        case .nrt: AlertLimits.alertsPerRunNRT
        case .scheduled, .hunting: AlertLimits.alertsPerRun
        }
      let single = table.count > limit ? limit - 1 : table.count
      for index in 0..<single { writeAlert(table, index..<(index + 1), now, windowStart, buffer, endLine) }
      if table.count > single || table.count == 0 {
        writeAlert(table, single..<table.count, now, windowStart, buffer, endLine)
      }
    }
    forgetOld(now)
  }

  /// An alert can be repeated only while its rows are in the window.
  private func forgetOld(_ now: DateTime) {
    let period = definition.rule.queryPeriod.ticks
    guard written.count > 4096, period > 0 else { return }
    written = written.filter { $0.value > now.ticks - period - TimeSpan.ticksPerDay }
  }

  /// What the alert saw: rule, version and rows in any order; of an alert about nothing, the time.
  private func identity(_ table: Table, _ rows: Range<Int>, _ now: DateTime) -> StableHash {
    var sum: (high: UInt64, low: UInt64) = (0, 0)
    for index in rows {
      rowText.truncate()
      appendJSON(row: table[row: index], of: definition, to: rowText)
      var hash = StableHash()
      hash.add(rowText.text())
      sum = (sum.high &+ hash.high, sum.low &+ hash.low)
    }
    var hash = StableHash()
    hash.add(Str(definition.rule.id))
    hash.add(Str(definition.rule.name))
    hash.add(Str(definition.rule.version))
    hash.add(UInt64(rows.count))
    hash.add(sum: sum)
    if rows.isEmpty { hash.add(UInt64(bitPattern: now.ticks)) }
    return hash
  }

  private func writeAlert(
    _ table: Table, _ rows: Range<Int>, _ now: DateTime, _ windowStart: Int64?,
    _ buffer: ByteBuffer, _ endLine: () -> Void
  ) {
    let id = identity(table, rows, now)
    guard written[id] == nil else {
      written[id] = now.ticks
      repeated += 1
      return
    }
    written[id] = now.ticks
    count += 1
    let rule = definition.rule
    let first = rows.isEmpty ? nil : table[row: rows.lowerBound]
    let (start, end) = timeRange(table, rows, now, windowStart)

    buffer.append("{\"TimeGenerated\":")
    appendJSON(Value(now), to: buffer)
    buffer.append(",\"Type\":\"SecurityAlert\",\"SystemAlertId\":\"")
    formatGuid(id.guid, into: buffer)
    buffer.append("\",\"AlertName\":")
    rule.appendFormatted(
      rule.alertNameFormat, default: rule.name, row: first, limit: RuleMetadata.maximumNameBytes,
      to: buffer)
    buffer.append(",\"AlertSeverity\":")
    appendJSON(string: Str(rule.severity(of: first)), to: buffer)
    buffer.append(",\"Description\":")
    rule.appendFormatted(
      rule.alertDescriptionFormat, default: rule.description, row: first,
      limit: RuleMetadata.maximumDescriptionBytes, to: buffer)
    buffer.append(",\"Tactics\":")
    rule.appendTactics(of: first, to: buffer)
    appendProperty("Techniques", first, buffer) {
      buffer.append(0x5B)
      for (index, technique) in rule.techniques.enumerated() {
        if index > 0 { buffer.append(0x2C) }
        appendJSON(string: Str(technique), to: buffer)
      }
      buffer.append(0x5D)
    }
    appendProperty("ProviderName", first, buffer) { buffer.append("\"rulec\"") }
    appendProperty("ProductName", first, buffer) { buffer.append("\"rulec detector\"") }
    buffer.append(",\"AlertType\":")
    appendJSON(string: Str(rule.id), to: buffer)
    buffer.append(",\"StartTime\":")
    appendJSON(Value(start), to: buffer)
    buffer.append(",\"EndTime\":")
    appendJSON(Value(end), to: buffer)
    buffer.append(",\"Entities\":")
    appendEntities(table, rows, rule, to: buffer)
    buffer.append(",\"ExtendedProperties\":{\"Rule Version\":")
    appendJSON(string: Str(rule.version), to: buffer)
    buffer.append(",\"Custom Details\":")
    appendCustomDetails(table, rows, rule, to: buffer)
    buffer.append(0x7D)
    let own: [StaticString] = ["Techniques", "ProviderName", "ProductName"]
    for property in rule.alertProperties
    where !own.contains(where: { sameBytes(Str($0), Str(property.key)) }) {
      appendProperty(property.key, first, buffer) { buffer.append("null") }
    }
    buffer.append(",\"RowCount\":")
    buffer.append(long: Int64(rows.count))
    buffer.append(",\"Rows\":[")
    for index in rows.prefix(AlertLimits.rows) {
      if index > rows.lowerBound { buffer.append(0x2C) }
      appendJSON(row: table[row: index], of: definition, to: buffer)
    }
    buffer.append("]}")
    endLine()
  }

  /// Appends a field that a dynamic property of the rule may replace.
  private func appendProperty(
    _ name: StaticString, _ row: Row?, _ buffer: ByteBuffer, default own: () -> Void
  ) {
    buffer.append(0x2C)
    appendJSON(string: Str(name), to: buffer)
    buffer.append(0x3A)
    let property = definition.rule.alertProperties.first { sameBytes(Str($0.key), Str(name)) }
    if let property, let value = row?.value(property.column), !value.isNull,
      value.kind != .string || value.count > 0
    {
      appendJSON(value, to: buffer)
    } else {
      own()
    }
  }

  /// From the first to the last `TimeGenerated` of the rows; of rows without it, the window.
  private func timeRange(
    _ table: Table, _ rows: Range<Int>, _ now: DateTime, _ windowStart: Int64?
  ) -> (start: DateTime, end: DateTime) {
    var range: (start: DateTime, end: DateTime)?
    if let timeColumn {
      for index in rows {
        guard let time = table[row: index].dateTime(timeColumn) else { continue }
        range = range.map { (min($0.start, time), max($0.end, time)) } ?? (time, time)
      }
    }
    return range ?? (DateTime(ticks: windowStart ?? now.ticks), now)
  }
}
