import DetectorRuntime

/// Turns a rule document into a typed rule. Spellings that published rules use are taken as meant; what makes the
/// rule unusable is an error, what the service would complain about a warning.
public struct RuleDecoder {
  /// Every key that a rule may have.
  static let knownKeys = [
    "id", "name", "displayName", "description", "severity", "status", "requiredDataConnectors", "queryFrequency",
    "queryPeriod", "triggerOperator", "triggerThreshold", "tactics", "relevantTechniques", "techniques",
    "subTechniques", "tags", "query", "entityMappings", "sentinelEntitiesMappings", "customDetails",
    "alertDetailsOverride", "eventGroupingSettings", "incidentConfiguration", "suppressionDuration",
    "suppressionEnabled", "metadata", "version", "kind", "alertRuleTemplateName", "enabled", "templateVersion",
  ]

  static let scheduleKeys = ["queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"]

  let document: RuleDocument
  let sink: DiagnosticSink
  let nodes: NodeDecoding

  /// Reads and decodes the rule in a file.
  ///
  /// A rule with mistakes is decoded as far as it goes, so that all of them show at once; the sink then holds an error.
  /// - Returns: nil if the file is no rule document at all, or a workspace function.
  public static func decode(_ file: SourceFile, into sink: DiagnosticSink) -> AnalyticRule? {
    guard let document = RuleDocument.read(file, into: sink) else { return nil }
    if document.isWorkspaceFunction {
      sink.report(
        Diagnostic(
          .ruleIsFunction, .error,
          "this is a workspace function, not a rule: it belongs into the folder Functions beside the rules, or behind "
            + "--functions", at: .file(start: document.range.lowerBound, end: document.range.lowerBound)))
      return nil
    }
    return decode(document, into: sink)
  }

  public static func decode(_ document: RuleDocument, into sink: DiagnosticSink) -> AnalyticRule {
    RuleDecoder(
      document: document, sink: sink, nodes: NodeDecoding(file: document.file, sink: sink)
    ).rule()
  }

  func entry(_ key: String) -> YAMLEntry? { document.entry(key) }
  func text(_ key: String) -> Located<String>? { nodes.text(entry(key)) }

  func report(
    _ id: DiagnosticID, _ severity: Severity, _ message: String, _ range: Range<Int>, fix: String? = nil
  ) {
    nodes.report(id, severity, message, range, fix: fix)
  }

  /// The place for "this is missing": the key if it is there without a value, else the start of the document.
  func missingRange(_ key: String) -> Range<Int> {
    document.entries.entry(key)?.keyRange ?? document.range.lowerBound..<document.range.lowerBound
  }

  private func rule() -> AnalyticRule {
    nodes.warnUnknownKeys(document.entries, known: Self.knownKeys, of: "a rule")
    let kind = kind()
    let query = query()
    let id = text("id")
    if let id {
      check(id: id)
    } else {
      report(.ruleMissingID, .error, "the rule has no 'id'", missingRange("id"))
    }
    let name = text("name") ?? text("displayName")
    if name == nil { report(.ruleMissingName, .error, "the rule has no 'name'", missingRange("name")) }

    var rule = AnalyticRule(
      file: document.file, kind: kind, id: id ?? Located("", missingRange("id")),
      name: name.map { Located(nodes.unwrapped($0.value), $0.range) } ?? Located("", missingRange("name")),
      query: query)
    rule.description = text("description").map { nodes.unwrapped($0.value) } ?? ""
    rule.severity = severity(kind)
    rule.status = text("status")?.value
    rule.version = version()
    rule.requiredDataConnectors = dataConnectors()
    rule.tactics = tactics()
    rule.techniques = techniques()
    checkTactics(of: rule.techniques, rule.tactics)
    rule.tags = tags()
    rule.metadata = metadata()
    if kind != .hunting { decodeSchedule(into: &rule) }
    decodeResultUse(into: &rule)
    return rule
  }

  // MARK: Identity

  private func kind() -> RuleMetadata.Kind {
    let hasSchedule = Self.scheduleKeys.contains { document.entries.entry($0) != nil }
    guard let kind = text("kind") else { return hasSchedule ? .scheduled : .hunting }
    switch kind.value.lowercased() {
    case "scheduled":
      if hasSchedule { return .scheduled }
      // Hunting queries are published with this kind and no key of a schedule.
      report(
        .ruleMissingSchedule, .warning,
        "the rule has no key of a schedule; it is taken as a hunting query", kind.range)
      return .hunting
    case "nrt": return .nrt
    case "hunting", "huntingquery", "hunting query": return .hunting
    default:
      report(
        .ruleKind, .error,
        "'\(kind.value)' is not a kind of rule that has a query of its own: Scheduled, NRT or Hunting", kind.range,
        fix: closest(to: kind.value, in: ["Scheduled", "NRT", "Hunting"]))
      return hasSchedule ? .scheduled : .hunting
    }
  }

  private func query() -> EmbeddedSource? {
    guard let entry = entry("query") else {
      report(.ruleMissingQuery, .error, "the rule has no 'query'", missingRange("query"))
      return nil
    }
    guard let scalar = entry.value.scalar else {
      report(.ruleValueKind, .error, "'query' must be a text, not \(entry.value.kindName)", entry.value.range)
      return nil
    }
    let length = scalar.text.unicodeScalars.count
    if length > 10_000 {
      report(
        .ruleQueryLength, .warning,
        "the query has \(length) characters; the service takes 10000", entry.keyRange)
    }
    return EmbeddedSource(file: document.file, scalar: scalar, range: entry.value.range)
  }

  private func check(id: Located<String>) {
    let groups = id.value.split(separator: "-", omittingEmptySubsequences: false)
    let isGuid =
      groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    if !isGuid { report(.ruleID, .warning, "the id '\(id.value)' is not a GUID", id.range) }
  }

  private func version() -> String? {
    guard let version = text("version") else { return nil }
    let parts = version.value.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count != 3 || !parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) {
      report(
        .ruleVersion, .warning, "the version '\(version.value)' is not MAJOR.MINOR.PATCH", version.range)
    }
    return version.value
  }

  private func severity(_ kind: RuleMetadata.Kind) -> AnalyticRule.Severity {
    guard let severity = text("severity") else {
      if kind != .hunting {
        report(
          .ruleMissingKey, .warning, "the rule has no 'severity'; it is taken as Medium", missingRange("severity"))
      }
      return .medium
    }
    let names = AnalyticRule.Severity.allCases.map(\.rawValue)
    if let name = SentinelVocabulary.canonical(severity.value, in: names) {
      return AnalyticRule.Severity(rawValue: name) ?? .medium
    }
    report(
      .ruleSeverity, kind == .hunting ? .warning : .error,
      "'\(severity.value)' is not a severity: High, Medium, Low or Informational", severity.range,
      fix: closest(to: severity.value, in: names))
    return .medium
  }

  // MARK: Classification

  private func tactics() -> [Located<String>] {
    nodes.texts(entry("tactics")).map { tactic in
      if let name = SentinelVocabulary.canonical(tactic.value, in: SentinelVocabulary.tactics) {
        return Located(name, tactic.range)
      }
      report(
        .ruleTactic, .warning, "'\(tactic.value)' is not an ATT&CK tactic that the service knows", tactic.range,
        fix: closest(to: tactic.value, in: SentinelVocabulary.tactics))
      return tactic
    }
  }

  private func techniques() -> [Located<String>] {
    var techniques: [Located<String>] = []
    for key in ["relevantTechniques", "techniques", "subTechniques"] {
      for technique in nodes.texts(entry(key)) {
        let id = technique.value.uppercased()
        if !isTechnique(id) {
          report(
            .ruleTechnique, .warning, "'\(technique.value)' is not an ATT&CK technique id (T1059, T1059.001)",
            technique.range)
        } else if AttackMatrix.covers(id), AttackMatrix.tactics(of: id) == nil {
          report(
            .ruleTechnique, .warning,
            "ATT&CK \(AttackMatrix.version) for Enterprise has no technique \(id); it may have been revoked",
            technique.range)
        }
        if !techniques.contains(where: { $0.value == id }) { techniques.append(Located(id, technique.range)) }
      }
    }
    return techniques
  }

  /// Warns of techniques that serve none of the rule's tactics. Nothing can be said beside a tactic of another matrix.
  private func checkTactics(of techniques: [Located<String>], _ tactics: [Located<String>]) {
    let stated = Set(tactics.map(\.value))
    guard !stated.isEmpty, stated.isSubset(of: AttackMatrix.tacticNames) else { return }
    for technique in techniques {
      guard let own = AttackMatrix.tactics(of: technique.value), stated.isDisjoint(with: own) else { continue }
      report(
        .ruleTechniqueTactic, .warning,
        "the technique \(technique.value) serves \(own.joined(separator: " and ")), which is not among the rule's tactics",
        technique.range)
    }
  }

  private func isTechnique(_ id: String) -> Bool {
    let parts = id.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = { (text: Substring) in text.allSatisfy { $0.isASCII && $0.isNumber } }
    return id.hasPrefix("T") && (1...2).contains(parts.count) && parts[0].count == 4 && isNumber(parts[0])
      && (parts.count == 1 || parts[1].count == 3 && isNumber(parts[1]))
  }

  private func tags() -> [AnalyticRule.Tag] {
    nodes.items(entry("tags")).flatMap { node -> [AnalyticRule.Tag] in
      guard let pairs = node.mapping else { return nodes.text(node, "tags").map { [.word($0.value)] } ?? [] }
      return pairs.compactMap { pair in
        nodes.text(pair).map { .pair(key: pair.key, value: $0.value) }
      }
    }
  }

  private func dataConnectors() -> [AnalyticRule.DataConnector] {
    nodes.items(entry("requiredDataConnectors")).compactMap { node in
      guard let entries = nodes.mapping(node, "requiredDataConnectors"),
        let connector = nodes.text(entries.entry("connectorId"))
      else { return nil }
      return AnalyticRule.DataConnector(
        connectorID: connector.value, dataTypes: nodes.texts(entries.entry("dataTypes")).map(\.value))
    }
  }

  private func metadata() -> [(path: String, value: String)] {
    var leaves: [(path: String, value: String)] = []
    func collect(_ node: YAMLNode, _ path: String) {
      switch node.content {
      case .scalar(let scalar): if !node.isEmpty { leaves.append((path, nodes.trimmed(scalar.text))) }
      case .sequence(let items): for item in items { collect(item, path) }
      case .mapping(let entries):
        for entry in entries { collect(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)") }
      }
    }
    if let metadata = entry("metadata") { collect(metadata.value, "") }
    return leaves
  }
}
