/// What a report says about the alerts of a scan. Takes their lines one by one and keeps sums; the details of the first
/// alerts are put into words at once.
final class AlertReport {
  /// Alerts with details, rows of an alert, bytes of a value, bytes of all details; entities that are counted, that are
  /// shown. The rest is counted, and the page says so.
  static let detailedAlerts = 1000
  static let shownRows = 20
  static let valueBytes = 1000
  static let detailBytes = 4 << 20
  static let countedEntities = 100_000
  static let shownEntities = 100

  static let severities = ["High", "Medium", "Low", "Informational"]

  struct Alert {
    let time: Int64
    let rule: Int
    /// A place in `severities`.
    let severity: Int
  }
  struct Entity {
    let type: String
    let text: String
    var alerts = 0
    var rules: Set<Int> = []
    var first = Int64.max
    var last = Int64.min
  }
  struct Tactic {
    var alerts = 0
    /// Alerts by technique; 0 if there is a rule for it, but no alert.
    var techniques: [String: Int] = [:]
  }
  struct Incident {
    let name: String
    var title = ""
    var severity = ""
    var alerts = 0
    var first = Int64.max
    var last = Int64.min
  }

  let rules: [RuleMetadata]
  private(set) var alerts: [Alert] = []
  private(set) var entities: [String: Entity] = [:]
  private(set) var uncountedEntities = 0
  private(set) var tactics: [String: Tactic] = [:]
  private(set) var incidents: [Incident] = []
  /// The HTML of the alerts that are shown in detail.
  let details = ByteBuffer(capacity: 1 << 16)
  private(set) var detailed = 0

  private let ruleByID: [String: Int]
  private var incidentByName: [String: Int] = [:]
  private let cx = EvaluationContext(now: DateTime(ticks: 0))

  init(rules: [RuleMetadata]) {
    self.rules = rules
    ruleByID = Dictionary(rules.enumerated().map { ($1.id.description, $0) }) { first, _ in first }
    for rule in rules {
      let techniques = rule.techniques.map(\.description)
      for (tactic, id) in Self.places(of: techniques, rule.tactics.map(\.description)) {
        if let id { tactics[tactic, default: Tactic()].techniques[id, default: 0] += 0 }
      }
    }
  }

  /// Takes an alert or an incident, a line of JSON.
  func add(_ line: Str) {
    defer { cx.arena.reset() }
    guard let object = parseJSONText(line, cx) else { return }
    if sameBytes(property(object, "Type", cx).string, "SecurityIncident") {
      addIncident(object)
    } else {
      addAlert(object)
    }
  }

  private func text(_ object: Value, _ name: Str) -> String { property(object, name, cx).string.description }

  private func time(_ object: Value, _ name: Str) -> Int64? {
    parseDateTime(property(object, name, cx).string)?.ticks
  }

  private func addAlert(_ object: Value) {
    guard let time = time(object, "TimeGenerated"), let rule = ruleByID[text(object, "AlertType")] else { return }
    let severity = Self.severities.firstIndex(of: text(object, "AlertSeverity")) ?? Self.severities.count - 1
    alerts.append(Alert(time: time, rule: rule, severity: severity))
    let stated = text(object, "Tactics").split(separator: ",").map { String($0.drop { $0 == " " }) }
    let techniques = property(object, "Techniques", cx).elements.map { $0.string.description }
    for tactic in Set(stated.map(Self.column)) { tactics[tactic, default: Tactic()].alerts += 1 }
    for (tactic, id) in Self.places(of: techniques, stated) {
      if let id { tactics[tactic, default: Tactic()].techniques[id, default: 0] += 1 }
    }
    for entity in property(object, "Entities", cx).elements { add(entity, of: rule, at: time) }
    if alerts.count <= Self.detailedAlerts, details.count < Self.detailBytes {
      detailed += 1
      appendDetails(of: object, number: alerts.count - 1, severity: severity)
    }
  }

  private func add(_ entity: Value, of rule: Int, at time: Int64) {
    let words = ByteBuffer(capacity: 64)
    let pairs = entity.pairs
    var type = ""
    for index in 0..<(pairs.count / 2) {
      let key = pairs[2 * index].string
      if sameBytes(key, "$id") { continue }
      if sameBytes(key, "Type") {
        type = pairs[2 * index + 1].string.description
        continue
      }
      if words.count > 0 { words.append(", ") }
      words.append(key)
      words.append(": ")
      appendText(pairs[2 * index + 1], to: words)
    }
    let text = words.text().description
    let key = "\(type) \(text)"
    guard entities[key] != nil || entities.count < Self.countedEntities else {
      uncountedEntities += 1
      return
    }
    var known = entities[key] ?? Entity(type: type, text: text)
    known.alerts += 1
    known.rules.insert(rule)
    known.first = min(known.first, time)
    known.last = max(known.last, time)
    entities[key] = known
  }

  private func addIncident(_ object: Value) {
    let name = text(object, "IncidentName")
    let index = incidentByName[name] ?? incidents.count
    if index == incidents.count {
      incidentByName[name] = index
      incidents.append(Incident(name: name))
    }
    incidents[index].title = text(object, "Title")
    incidents[index].severity = text(object, "Severity")
    incidents[index].alerts = property(object, "AlertIds", cx).elements.count
    incidents[index].first = time(object, "FirstActivityTime") ?? .max
    incidents[index].last = time(object, "LastActivityTime") ?? .min
  }

  // MARK: Tactics

  /// The column of what is no tactic of the matrix.
  static let otherTactic = "Other"

  private static func column(_ tactic: String) -> String {
    AttackMatrix.tacticNames.contains(tactic) ? tactic : otherTactic
  }

  /// Where techniques stand: below those of their tactics that are stated, or else below all of them.
  private static func places(of techniques: [String], _ stated: [String]) -> [(tactic: String, technique: String?)] {
    let columns = Set(stated.map(column))
    var places: [(String, String?)] = columns.map { ($0, nil) }
    for id in techniques {
      let own = AttackMatrix.covers(id) ? Set(AttackMatrix.tactics(of: id) ?? []) : []
      var chosen = own.intersection(columns)
      if chosen.isEmpty { chosen = own.isEmpty ? columns : own }
      if chosen.isEmpty { chosen = [otherTactic] }
      for tactic in chosen { places.append((tactic, id)) }
    }
    return places
  }
}
