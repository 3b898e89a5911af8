extension RuleMetadataModel {
  /// What the detector keeps of a rule. A use of a column that the query does not return is left out: the rule's author has been told.
  public init(_ rule: AnalyticRule, columns: [String]) {
    self.init()
    func position(_ column: Located<String>) -> Int? { columns.firstIndex(of: column.value) }
    id = rule.id.value
    name = rule.name.value
    description = rule.description
    severity = rule.severity.rawValue
    kind = "\(rule.kind)"
    tactics = rule.tactics.map(\.value)
    techniques = rule.techniques.map(\.value)
    version = rule.version ?? ""
    if let schedule = rule.schedule {
      queryFrequency = schedule.queryFrequency.value.ticks
      queryPeriod = schedule.queryPeriod.value.ticks
      triggerOperator = "\(schedule.triggerOperator)"
      triggerThreshold = schedule.triggerThreshold
    }
    if let suppression = rule.suppression, suppression.isEnabled {
      suppressionDuration = suppression.duration.ticks
    }
    eventGrouping = "\(rule.eventGrouping)"
    entityMappings = rule.entityMappings.compactMap { mapping in
      let fields = mapping.fields.compactMap { field in
        position(field.column).map { Field(field.identifier.value, column: $0) }
      }
      return fields.isEmpty ? nil : (type: mapping.entityType.value, fields: fields)
    }
    customDetails = rule.customDetails.compactMap { detail in
      position(detail.column).map { Field(detail.key.value, column: $0) }
    }
    alertNameFormat = format(rule.alertDetails.nameFormat, position)
    alertDescriptionFormat = format(rule.alertDetails.descriptionFormat, position)
    alertSeverityColumn = rule.alertDetails.severityColumn.flatMap(position)
    alertTacticsColumn = rule.alertDetails.tacticsColumn.flatMap(position)
    alertProperties = rule.alertDetails.dynamicProperties.compactMap { property in
      position(property.column).map { Field(property.property.value, column: $0) }
    }
    incidents = rule.incidents.map(Incidents.init)
  }

  /// Empty, which means the rule's own text, if a column is missing.
  private func format(
    _ parts: [AnalyticRule.FormatPart], _ position: (Located<String>) -> Int?
  ) -> [FormatPart] {
    var result: [FormatPart] = []
    for part in parts {
      switch part {
      case .text(let text): result.append(.text(text))
      case .column(let column):
        guard let index = position(column) else { return [] }
        result.append(.column(index))
      }
    }
    return result
  }
}

extension RuleMetadataModel.Incidents {
  init(_ rule: AnalyticRule.IncidentConfiguration) {
    isCreated = rule.createsIncident
    isGrouped = rule.groupsAlerts
    reopensClosed = rule.reopensClosedIncident
    lookback = rule.lookback.ticks
    matching =
      switch rule.matching {
      case .allEntities: "allEntities"
      case .anyAlert: "anyAlert"
      case .selected: "selected"
      }
    entityTypes = rule.entities.map { $0.lowercased() }
    alertDetails = rule.alertDetails.compactMap {
      switch $0.lowercased() {
      case "displayname": "displayName"
      case "severity": "severity"
      case _: nil
      }
    }
    customDetails = rule.customDetails
  }
}
