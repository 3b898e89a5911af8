/// Turns the results of a rule's runs into alerts, each a line of JSON in the shape of the `SecurityAlert` table, and
/// into incidents if they are asked for.
final class AlertOutput {
  private let definition: DetectorDefinition
  /// Looked for when the rule raises its first alert: most rules of a detector raise none.
  private lazy var timeColumn = definition.columns.definitions.firstIndex {
    $0.type == .dateTime && sameBytes($0.name, "TimeGenerated")
  }
  private let dedupes: Bool
  private let isSilent: Bool
  private let keepsIncidents: Bool
  /// Alerts by what they are about, with the time of the run that saw it first.
  private(set) var written: [StableHash: Int64] = [:]
  private(set) var incidents: IncidentGrouping
  private var oldest = Int64.max
  private let rowText = ByteBuffer(capacity: 1 << 12)
  /// Alerts written, and alerts left out because an earlier run wrote the same.
  private(set) var count = 0
  private(set) var repeated = 0

  init(_ definition: DetectorDefinition, _ settings: EngineSettings, _ closings: IncidentClosings) {
    self.definition = definition
    incidents = IncidentGrouping(closings)
    dedupes = settings.dedupes
    isSilent = settings.emission == .none
    keepsIncidents = settings.writesIncidents && definition.rule.incidents.isCreated
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

  // MARK: State

  func appendState(to buffer: ByteBuffer) {
    buffer.append(state: Int64(count))
    buffer.append(state: Int64(repeated))
    buffer.append(state: Int64(written.count))
    for (hash, time) in written {
      buffer.append(state: hash)
      buffer.append(state: time)
    }
    incidents.appendState(to: buffer)
  }

  func restore(from reader: inout StateReader) throws(StateReader.Damaged) {
    count = Int(try reader.long())
    repeated = Int(try reader.long())
    for _ in 0..<(try reader.count()) {
      let hash = try reader.hash()
      let time = try reader.long()
      written[hash] = time
      oldest = min(oldest, time)
    }
    try incidents.restore(from: &reader)
  }

  // MARK: Runs

  /// Writes the alerts of a run.
  func write(_ table: Table, at now: DateTime, windowStart: Int64?, to sink: any AlertSink) {
    forgetOld(now)
    switch definition.rule.eventGrouping {
    case .singleAlert:
      writeAlert(table, 0..<table.count, now, windowStart, sink)
    case .alertPerResult:
      let limit =
        switch definition.rule.kind {
        case .nrt: AlertLimits.alertsPerRunNRT
        case .scheduled, .hunting: AlertLimits.alertsPerRun
        }
      let single = table.count > limit ? limit - 1 : table.count
      for index in 0..<single { writeAlert(table, index..<(index + 1), now, windowStart, sink) }
      if table.count > single || table.count == 0 {
        writeAlert(table, single..<table.count, now, windowStart, sink)
      }
    }
  }

  /// Forgets alerts that no run from `now` on can repeat: the period of the first run that saw them has ended, so equal
  /// rows come from other events.
  private func forgetOld(_ now: DateTime) {
    let period = definition.rule.queryPeriod.ticks
    guard period > 0, !written.isEmpty, oldest <= now.ticks - period else { return }
    written = written.filter { $0.value > now.ticks - period }
    oldest = written.values.min() ?? .max
  }

  /// What the alert is about: rule, version and rows in any order; of an alert about nothing, the time.
  private func subject(_ table: Table, _ rows: Range<Int>, _ now: DateTime) -> (hash: StableHash, isDated: Bool) {
    var sum: (high: UInt64, low: UInt64) = (0, 0)
    var isDated = true
    let start = definition.rule.queryPeriod.ticks > 0 ? now.ticks - definition.rule.queryPeriod.ticks : .min
    for index in rows {
      let row = table[row: index]
      rowText.truncate()
      appendJSON(row: row, of: definition, to: rowText)
      var hash = StableHash()
      hash.add(rowText.text())
      sum = (sum.high &+ hash.high, sum.low &+ hash.low)
      isDated =
        isDated
        && definition.columns.indices.contains { column in
          guard definition.columns[column].type == .dateTime, let time = row.dateTime(column) else { return false }
          return time.ticks > start && time <= now
        }
    }
    var hash = StableHash()
    hash.add(Str(definition.rule.id))
    hash.add(Str(definition.rule.name))
    hash.add(Str(definition.rule.version))
    hash.add(UInt64(rows.count))
    hash.add(sum: sum)
    return (hash, isDated && !rows.isEmpty)
  }

  /// The alert's identity; nil if an earlier run whose period overlaps has written it.
  ///
  /// Rows that each say a time of the period are the same only if they come from the same events: they alone are the
  /// identity. Others, such as a count, may come again from other events: the run that saw them first belongs to it.
  private func identity(_ table: Table, _ rows: Range<Int>, _ now: DateTime) -> StableHash? {
    var (id, isDated) = subject(table, rows, now)
    if rows.isEmpty || !dedupes {
      id.add(UInt64(bitPattern: now.ticks))
      return id
    }
    guard written[id] == nil else { return nil }
    written[id] = now.ticks
    oldest = min(oldest, now.ticks)
    if !isDated { id.add(UInt64(bitPattern: now.ticks)) }
    return id
  }

  private func writeAlert(
    _ table: Table, _ rows: Range<Int>, _ now: DateTime, _ windowStart: Int64?, _ sink: any AlertSink
  ) {
    guard let id = identity(table, rows, now) else {
      repeated += 1
      return
    }
    count += 1
    guard !isSilent else { return }
    let rule = definition.rule
    let buffer = sink.buffer
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
    sink.endLine()
    if keepsIncidents { writeIncident(id, table, rows, now, start, end, sink) }
  }

  private func writeIncident(
    _ id: StableHash, _ table: Table, _ rows: Range<Int>, _ now: DateTime, _ start: DateTime, _ end: DateTime,
    _ sink: any AlertSink
  ) {
    let rule = definition.rule
    let first = rows.isEmpty ? nil : table[row: rows.lowerBound]
    let title = ByteBuffer()
    rule.appendFormatted(
      rule.alertNameFormat, default: rule.name, row: first, limit: RuleMetadata.maximumNameBytes, to: title)
    let severity = rule.severity(of: first)
    let key = IncidentGrouping.key(of: rule, table, rows, title: title.text(), severity: severity)
    let incident = incidents.add(alert: id, of: rule, key: key, title: title.text(), severity: severity, at: now.ticks)
    incidents.extend(incident, from: start.ticks, through: end.ticks)
    incidents.append(incident, of: rule, at: now, to: sink.buffer)
    sink.endLine()
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
