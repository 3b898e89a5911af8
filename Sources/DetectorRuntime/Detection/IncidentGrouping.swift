/// The incidents of a rule: which alert belongs to which, and their lines in the shape of the `SecurityIncident` table.
struct IncidentGrouping {
  /// An incident takes so many alerts; the next one starts another.
  static let maximumAlerts = 150

  struct Incident {
    let id: StableHash
    /// What an alert must have in common with it; nil if no other alert may join.
    let key: StableHash?
    let title: String
    var severity: String
    let created: Int64
    var firstActivity: Int64
    var lastActivity: Int64
    var alerts: [StableHash]
    /// When it was opened last: what was closed before does not count.
    var opened: Int64
    var wasReopened = false
  }

  /// The incidents that may take further alerts, by age.
  private(set) var open: [Incident] = []
  private let closings: IncidentClosings

  init(_ closings: IncidentClosings) { self.closings = closings }

  /// Takes an alert.
  /// - Parameter key: what it must have in common with an incident's alerts to join it.
  /// - Returns: the incident's place in `open`, valid until the next alert.
  mutating func add(
    alert: StableHash, of rule: RuleMetadata, key: StableHash?, title: Str, severity: StaticString, at now: Int64
  ) -> Int {
    let lookback = rule.incidents.lookback.ticks
    open.removeAll { now - $0.created > lookback || $0.key == nil }
    // The last one: those before it are full, or closed for good.
    if let key, let index = open.lastIndex(where: { $0.key == key }), open[index].alerts.count < Self.maximumAlerts,
      !isClosed(open[index], now) || rule.incidents.reopensClosed
    {
      if isClosed(open[index], now) {
        open[index].wasReopened = true
        open[index].opened = now
      }
      open[index].alerts.append(alert)
      if Self.rank(severity.description) > Self.rank(open[index].severity) {
        open[index].severity = severity.description
      }
      return index
    }
    var id = alert
    id.add("incident")
    open.append(
      Incident(
        id: id, key: key, title: title.description, severity: severity.description, created: now,
        firstActivity: .max, lastActivity: .min, alerts: [alert], opened: now))
    return open.count - 1
  }

  private func isClosed(_ incident: Incident, _ now: Int64) -> Bool {
    closings.isClosed(incident.id.guid, after: incident.opened, by: now)
  }

  private static func rank(_ severity: String) -> Int {
    ["Informational", "Low", "Medium", "High"].firstIndex(of: severity) ?? -1
  }

  mutating func extend(_ index: Int, from start: Int64, through end: Int64) {
    open[index].firstActivity = min(open[index].firstActivity, start)
    open[index].lastActivity = max(open[index].lastActivity, end)
  }

  // MARK: State

  func appendState(to buffer: ByteBuffer) {
    buffer.append(state: Int64(open.count))
    for incident in open {
      buffer.append(state: incident.id)
      buffer.append(state: incident.key == nil ? 0 : 1)
      if let key = incident.key { buffer.append(state: key) }
      buffer.append(state: incident.title)
      buffer.append(state: incident.severity)
      for number in [incident.created, incident.firstActivity, incident.lastActivity] { buffer.append(state: number) }
      buffer.append(state: Int64(incident.alerts.count))
      for alert in incident.alerts { buffer.append(state: alert) }
      buffer.append(state: incident.opened)
      buffer.append(state: incident.wasReopened ? 1 : 0)
    }
  }

  mutating func restore(from reader: inout StateReader) throws(StateReader.Damaged) {
    open = []
    for _ in 0..<(try reader.count()) {
      let id = try reader.hash()
      let key = try reader.long() == 1 ? try reader.hash() : nil
      var incident = Incident(
        id: id, key: key, title: try reader.text().description, severity: try reader.text().description,
        created: try reader.long(), firstActivity: try reader.long(), lastActivity: try reader.long(), alerts: [],
        opened: 0)
      for _ in 0..<(try reader.count()) { incident.alerts.append(try reader.hash()) }
      incident.opened = try reader.long()
      incident.wasReopened = try reader.long() == 1
      open.append(incident)
    }
  }

  // MARK: What alerts have in common

  /// What an alert over `rows` must share with an incident; nil if it is to have its own.
  static func key(
    of rule: RuleMetadata, _ table: Table, _ rows: Range<Int>, title: Str, severity: StaticString
  ) -> StableHash? {
    let incidents = rule.incidents
    guard incidents.isGrouped else { return nil }
    var key = StableHash()
    switch incidents.matching {
    case .anyAlert: return key
    case .allEntities:
      // Alerts without entities have nothing in common.
      return addEntities(of: rule, table, rows, to: &key, where: { _ in true }) ? key : nil
    case .selected:
      var hasAll = true
      for type in incidents.entityTypes {
        let found = addEntities(of: rule, table, rows, to: &key) { isSameWord($0, Str(type)) }
        hasAll = hasAll && found
      }
      for detail in incidents.alertDetails {
        switch detail {
        case .displayName: key.add(title)
        case .severity: key.add(Str(severity))
        }
      }
      for name in incidents.customDetails {
        for detail in rule.customDetails where sameBytes(Str(detail.key), Str(name)) {
          addCells(detail.column, table, rows, to: &key)
        }
      }
      return hasAll ? key : nil
    }
  }

  /// Adds the set of entities whose type passes; false if there are none.
  private static func addEntities(
    of rule: RuleMetadata, _ table: Table, _ rows: Range<Int>, to key: inout StableHash, where passes: (Str) -> Bool
  ) -> Bool {
    var seen: Set<StableHash> = []
    for mapping in rule.entityMappings where passes(Str(mapping.entityType)) {
      for index in rows {
        let text = ByteBuffer()
        text.append(Str(mapping.entityType))
        let empty = text.count
        for field in mapping.fields { appendIdentifier(field, table[row: index], to: text) }
        guard text.count > empty else { continue }
        var hash = StableHash()
        hash.add(text.text())
        seen.insert(hash)
      }
    }
    add(seen, to: &key)
    return !seen.isEmpty
  }

  private static func addCells(_ column: Int, _ table: Table, _ rows: Range<Int>, to key: inout StableHash) {
    var seen: Set<StableHash> = []
    for index in rows {
      let text = ByteBuffer()
      appendText(table[row: index].value(column), to: text)
      var hash = StableHash()
      hash.add(text.text())
      seen.insert(hash)
    }
    add(seen, to: &key)
  }

  private static func add(_ hashes: Set<StableHash>, to key: inout StableHash) {
    var sum: (high: UInt64, low: UInt64) = (0, 0)
    for hash in hashes { sum = (sum.high &+ hash.high, sum.low &+ hash.low) }
    key.add(UInt64(hashes.count))
    key.add(sum: sum)
  }

  // MARK: Lines

  /// Appends the incident as it is now.
  func append(_ index: Int, of rule: RuleMetadata, at now: DateTime, to buffer: ByteBuffer) {
    let incident = open[index]
    buffer.append("{\"TimeGenerated\":")
    appendJSON(Value(now), to: buffer)
    buffer.append(",\"Type\":\"SecurityIncident\",\"IncidentName\":\"")
    formatGuid(incident.id.guid, into: buffer)
    // The title is the text of a JSON string already.
    buffer.append("\",\"Title\":")
    append(incident.title, to: buffer)
    buffer.append(",\"Description\":")
    appendJSON(string: Str(rule.description), to: buffer)
    buffer.append(",\"Severity\":\"")
    append(incident.severity, to: buffer)
    buffer.append("\",\"Status\":")
    buffer.append(incident.wasReopened ? "\"Active\"" : "\"New\"")
    buffer.append(",\"CreatedTime\":")
    appendJSON(Value(DateTime(ticks: incident.created)), to: buffer)
    buffer.append(",\"LastModifiedTime\":")
    appendJSON(Value(now), to: buffer)
    buffer.append(",\"FirstActivityTime\":")
    appendJSON(Value(DateTime(ticks: incident.firstActivity)), to: buffer)
    buffer.append(",\"LastActivityTime\":")
    appendJSON(Value(DateTime(ticks: incident.lastActivity)), to: buffer)
    buffer.append(",\"RelatedAnalyticRuleIds\":[")
    appendJSON(string: Str(rule.id), to: buffer)
    buffer.append("],\"AlertIds\":[")
    for (position, alert) in incident.alerts.enumerated() {
      if position > 0 { buffer.append(0x2C) }
      buffer.append(0x22)
      formatGuid(alert.guid, into: buffer)
      buffer.append(0x22)
    }
    buffer.append("],\"AdditionalData\":{\"alertsCount\":")
    buffer.append(long: Int64(incident.alerts.count))
    buffer.append("}}")
  }

  private func append(_ text: String, to buffer: ByteBuffer) {
    var text = text
    text.withUTF8 { buffer.append(Str(base: $0.baseAddress ?? Str.empty.base, count: $0.count)) }
  }
}
