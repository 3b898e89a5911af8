extension DiagnosticID {
  /// What the diagnostic means, in one sentence. Together the sentences are the catalogue of diagnostics.
  public var summary: String {
    switch self {
    case .ruleAnchor: "YAML anchors and aliases are not read."
    case .ruleCustomDetailKey: "The key of a custom detail is longer than the service takes."
    case .ruleDuplicateKey: "A key is written twice in one mapping."
    case .ruleDuration: "A text is not a duration such as 5m, 1h, 14d or PT5M."
    case .ruleEmptyDocument: "A file holds no rule."
    case .ruleEventGrouping: "The aggregation kind is not SingleAlert or AlertPerResult."
    case .ruleFlag: "A text is not true or false."
    case .ruleFormatPlaceholder:
      "A {{Column}} placeholder is not well formed, or there are more than the service takes."
    case .ruleFunctionParameter: "A parameter of a workspace function lacks its name or type."
    case .ruleID: "The id of a rule is not a GUID."
    case .ruleIncidentGrouping:
      "A setting of the grouping of alerts into incidents is not one the service knows."
    case .ruleInterval: "The interval of a rule leaves gaps or is outside the limits of the service."
    case .ruleKind: "The kind of a rule is not Scheduled, NRT or Hunting."
    case .ruleLookback: "The lookback of a rule is outside the limits of the service."
    case .ruleMappingLimit:
      "A rule has more entity mappings, identifiers or custom details than the service takes."
    case .ruleMissingID: "A rule has no id."
    case .ruleMissingKey: "A key that belongs there is missing."
    case .ruleMissingName: "A rule or workspace function has no name."
    case .ruleMissingQuery: "A rule or workspace function has no query."
    case .ruleMissingSchedule: "A scheduled rule does not say when it runs or how far back it looks."
    case .ruleMultipleDocuments: "A file holds more than one YAML document."
    case .ruleNameCollision: "Two rules would be generated under one name."
    case .ruleNotUTF8: "A file is not UTF-8 text."
    case .ruleQueryLength: "The query of a rule is longer than the service takes."
    case .ruleResultColumn: "A rule uses a column that its query does not return."
    case .ruleScheduleIgnored: "An NRT rule has a key of a schedule, which is not read."
    case .ruleSeverity: "The severity of a rule is not High, Medium, Low or Informational."
    case .ruleSuppression: "The suppression of a rule has no duration or a longer one than the service takes."
    case .ruleTableSchema: "A file of table schemas cannot be used."
    case .ruleTactic: "A tactic is not one of the ATT&CK tactics that the service knows."
    case .ruleTechnique: "A technique is not an ATT&CK id such as T1059 or T1059.001."
    case .ruleTooDeep: "Lists and mappings are nested too deep."
    case .ruleTooLarge: "A file is too large for a rule."
    case .ruleTriggerOperator: "The trigger operator is not gt, lt, eq or ne."
    case .ruleTriggerThreshold:
      "The trigger threshold is not a number of rows, or is above the limit of the service."
    case .ruleUnknownEntityType: "An entity type is not one that the service knows."
    case .ruleUnknownIdentifier:
      "An identifier of an entity, or a property of an alert, is not one that the service knows."
    case .ruleUnknownKey: "A key is not known and is not read."
    case .ruleValueKind: "A value is a list or mapping where a text belongs, or the other way round."
    case .ruleVersion: "The version of a rule is not MAJOR.MINOR.PATCH."
    case .ruleYAML: "A file is not well-formed YAML."

    case .ambiguousColumn: "A column name stands for more than one column."
    case .argumentCount: "A function is called with too few or too many arguments."
    case .typeMismatch: "A value has a type that cannot stand there."
    case .unknownColumn: "A column is not known at this place of the query."
    case .unknownFunction: "A function is not known."
    case .unknownName: "A name is not known."
    case .unknownTable: "A table is not known."

    case .unsupportedFunction: "A function of KQL is not compiled."
    case .unsupportedOperator: "An operator of KQL is not compiled."
    case .unsupportedPlugin: "A plugin of evaluate is not compiled."
    }
  }
}
