import DetectorRuntime

/// When a rule runs, when it fires, what becomes of its alerts.
extension RuleDecoder {
  /// Decodes the schedule, suppression, event grouping and incident keys. The schedule stays nil if the rule cannot
  /// run; the sink then holds an error.
  func decodeSchedule(into rule: inout AnalyticRule) {
    rule.suppression = suppression()
    rule.eventGrouping = eventGrouping()
    rule.incidents = incidents()
    if rule.kind == .nrt {
      for key in Self.scheduleKeys {
        guard let entry = entry(key) else { continue }
        report(
          .ruleScheduleIgnored, .warning, "an NRT rule runs every minute; '\(entry.key)' is not read",
          entry.keyRange)
      }
      let minute = Located(TimeSpan(ticks: RuleDuration.minute), document.range.lowerBound..<document.range.lowerBound)
      rule.schedule = AnalyticRule.Schedule(
        queryFrequency: minute, queryPeriod: minute, triggerOperator: .greaterThan, triggerThreshold: 0)
      return
    }
    let frequency = requiredDuration("queryFrequency", "how often the rule runs")
    let period = requiredDuration("queryPeriod", "how far back each run looks")
    let threshold = triggerThreshold()
    let triggerOperator = triggerOperator()
    if let frequency, let period { checkLimits(frequency, period) }
    guard let frequency, let period, let threshold, let triggerOperator else { return }
    rule.schedule = AnalyticRule.Schedule(
      queryFrequency: frequency, queryPeriod: period, triggerOperator: triggerOperator,
      triggerThreshold: threshold)
  }

  private func requiredDuration(_ key: String, _ meaning: String) -> Located<TimeSpan>? {
    guard entry(key) != nil else {
      report(.ruleMissingSchedule, .error, "the rule has no '\(key)': \(meaning)", missingRange(key))
      return nil
    }
    guard let span = duration(entry(key)) else { return nil }
    guard span.value.ticks > 0 else {
      report(.ruleDuration, .error, "'\(key)' must be longer than nothing", span.range)
      return nil
    }
    return span
  }

  private func duration(_ entry: YAMLEntry?) -> Located<TimeSpan>? {
    guard let text = nodes.text(entry) else { return nil }
    guard let span = RuleDuration.parse(text.value) else {
      report(
        .ruleDuration, .error, "'\(text.value)' is not a duration such as 5m, 1h, 14d or PT5M", text.range)
      return nil
    }
    return Located(span, text.range)
  }

  private func checkLimits(_ frequency: Located<TimeSpan>, _ period: Located<TimeSpan>) {
    let limits = TimeSpan(ticks: 5 * RuleDuration.minute)...TimeSpan(ticks: 14 * RuleDuration.day)
    if !limits.contains(frequency.value) {
      report(.ruleInterval, .warning, "the service takes a 'queryFrequency' of 5m to 14d", frequency.range)
    }
    if !limits.contains(period.value) {
      report(.ruleLookback, .warning, "the service takes a 'queryPeriod' of 5m to 14d", period.range)
    }
    if frequency.value > period.value {
      report(
        .ruleInterval, .warning,
        "the rule runs every \(RuleDuration.render(frequency.value)) but looks back only "
          + "\(RuleDuration.render(period.value)): events between runs are never seen", frequency.range)
    }
    if period.value.ticks >= 2 * RuleDuration.day, frequency.value.ticks < RuleDuration.hour {
      report(
        .ruleInterval, .warning,
        "a rule that looks back 2d or more runs at most once an hour in the service", frequency.range)
    }
  }

  private func triggerThreshold() -> Int64? {
    guard let text = text("triggerThreshold") else {
      report(
        .ruleMissingKey, .warning, "the rule has no 'triggerThreshold'; it is taken as 0",
        missingRange("triggerThreshold"))
      return 0
    }
    guard let threshold = Int64(text.value), threshold >= 0 else {
      report(
        .ruleTriggerThreshold, .error, "'\(text.value)' is not a number of rows", text.range)
      return nil
    }
    if threshold > 10_000 {
      report(.ruleTriggerThreshold, .warning, "the service takes a threshold of 0 to 10000", text.range)
    }
    return threshold
  }

  private func triggerOperator() -> RuleMetadata.TriggerOperator? {
    guard let text = text("triggerOperator") else {
      report(
        .ruleMissingKey, .warning, "the rule has no 'triggerOperator'; it is taken as gt",
        missingRange("triggerOperator"))
      return .greaterThan
    }
    switch text.value.lowercased() {
    case "gt", "greaterthan": return .greaterThan
    case "lt", "lessthan": return .lessThan
    case "eq", "equal", "equals": return .equal
    case "ne", "notequal", "notequals": return .notEqual
    default:
      report(
        .ruleTriggerOperator, .error, "'\(text.value)' is not a trigger operator: gt, lt, eq or ne", text.range,
        fix: closest(to: text.value, in: ["gt", "lt", "eq", "ne", "GreaterThan", "LessThan", "Equal", "NotEqual"]))
      return nil
    }
  }

  private func suppression() -> AnalyticRule.Suppression? {
    let isEnabled = nodes.flag(entry("suppressionEnabled"))
    guard let span = duration(entry("suppressionDuration")) else {
      if isEnabled == true, entry("suppressionDuration") == nil {
        report(
          .ruleSuppression, .warning, "'suppressionEnabled' without a 'suppressionDuration' is taken as 5h",
          entry("suppressionEnabled")?.keyRange ?? missingRange("suppressionDuration"))
        return AnalyticRule.Suppression(isEnabled: true, duration: TimeSpan(ticks: 5 * RuleDuration.hour))
      }
      return nil
    }
    if span.value.ticks > RuleDuration.day {
      report(.ruleSuppression, .warning, "the service suppresses for 24h at most", span.range)
    }
    return AnalyticRule.Suppression(isEnabled: isEnabled ?? false, duration: span.value)
  }

  private func eventGrouping() -> RuleMetadata.EventGrouping {
    guard let settings = entry("eventGroupingSettings") else { return .singleAlert }
    let entries = nodes.mapping(settings.value, settings.key) ?? []
    nodes.warnUnknownKeys(entries, known: ["aggregationKind"], of: "'eventGroupingSettings'")
    guard let text = nodes.text(entries.entry("aggregationKind")) else { return .singleAlert }
    switch SentinelVocabulary.canonical(text.value, in: ["SingleAlert", "AlertPerResult"]) {
    case "SingleAlert": return .singleAlert
    case "AlertPerResult": return .alertPerResult
    case _:
      report(
        .ruleEventGrouping, .error, "'\(text.value)' is not SingleAlert or AlertPerResult", text.range,
        fix: closest(to: text.value, in: ["SingleAlert", "AlertPerResult"]))
      return .singleAlert
    }
  }

  private func incidents() -> AnalyticRule.IncidentConfiguration? {
    guard let entry = entry("incidentConfiguration") else { return nil }
    let entries = nodes.mapping(entry.value, entry.key) ?? []
    nodes.warnUnknownKeys(entries, known: ["createIncident", "groupingConfiguration"], of: "'\(entry.key)'")
    var incidents = AnalyticRule.IncidentConfiguration()
    incidents.createsIncident = nodes.flag(entries.entry("createIncident")) ?? true
    guard let grouping = entries.entry("groupingConfiguration"), !grouping.value.isEmpty else { return incidents }
    let settings = nodes.mapping(grouping.value, grouping.key) ?? []
    nodes.warnUnknownKeys(
      settings,
      known: [
        "enabled", "reopenClosedIncident", "lookbackDuration", "matchingMethod", "entitiesMatchingMethod",
        "groupByEntities", "groupByAlertDetails", "groupByCustomDetails",
      ], of: "'\(grouping.key)'")
    incidents.groupsAlerts = nodes.flag(settings.entry("enabled")) ?? false
    incidents.reopensClosedIncident = nodes.flag(settings.entry("reopenClosedIncident")) ?? false
    if let lookback = duration(settings.entry("lookbackDuration")) {
      incidents.lookback = lookback.value
      if lookback.value.ticks < 5 * RuleDuration.minute || lookback.value.ticks > 7 * RuleDuration.day {
        report(.ruleIncidentGrouping, .warning, "the service groups over 5m to 7d", lookback.range)
      }
    }
    if let method = nodes.text(settings.entry("matchingMethod") ?? settings.entry("entitiesMatchingMethod")) {
      incidents.matching = matching(method)
    }
    incidents.entities = nodes.texts(settings.entry("groupByEntities")).map(\.value)
    incidents.alertDetails = nodes.texts(settings.entry("groupByAlertDetails")).map(\.value)
    incidents.customDetails = nodes.texts(settings.entry("groupByCustomDetails")).map(\.value)
    return incidents
  }

  private func matching(_ method: Located<String>) -> AnalyticRule.IncidentConfiguration.Matching {
    let names = AnalyticRule.IncidentConfiguration.Matching.allCases.map(\.rawValue)
    let spelling: String? =
      switch method.value.lowercased() {
      case "all": "AllEntities"
      case "none": "AnyAlert"
      case "custom": "Selected"
      case _: SentinelVocabulary.canonical(method.value, in: names)
      }
    if let matching = spelling.flatMap(AnalyticRule.IncidentConfiguration.Matching.init(rawValue:)) {
      return matching
    }
    report(
      .ruleIncidentGrouping, .error, "'\(method.value)' is not a way to match: AllEntities, AnyAlert or Selected",
      method.range, fix: closest(to: method.value, in: names))
    return .allEntities
  }
}
