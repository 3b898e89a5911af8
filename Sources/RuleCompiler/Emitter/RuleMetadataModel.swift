/// A rule's metadata as the emitter needs it: columns already resolved to positions.
public struct RuleMetadataModel {
  public struct Field {
    public var name: String
    public var column: Int
    public init(_ name: String, column: Int) {
      self.name = name
      self.column = column
    }
  }
  public enum FormatPart {
    case text(String)
    case column(Int)
  }

  public var id = ""
  public var name = ""
  public var description = ""
  public var severity = ""
  /// A case of `RuleMetadata.Kind`.
  public var kind = "scheduled"
  public var tactics: [String] = []
  public var techniques: [String] = []
  public var version = ""
  /// Ticks of 100 ns
  public var queryFrequency: Int64 = 0
  public var queryPeriod: Int64 = 0
  /// A case of `RuleMetadata.TriggerOperator`.
  public var triggerOperator = "greaterThan"
  public var triggerThreshold: Int64 = 0
  public var suppressionDuration: Int64?
  /// A case of `RuleMetadata.EventGrouping`.
  public var eventGrouping = "singleAlert"
  public var entityMappings: [(type: String, fields: [Field])] = []
  public var customDetails: [Field] = []
  public var alertNameFormat: [FormatPart] = []
  public var alertDescriptionFormat: [FormatPart] = []
  public var alertSeverityColumn: Int?
  public var alertTacticsColumn: Int?
  public var alertProperties: [Field] = []
  public var incidents: Incidents?
  /// Identifies the code of the query.
  public var fingerprint = ""
  public var givesRowsWithoutEvents = false

  /// `RuleMetadata.Incidents`, as far as the rule says something about it.
  public struct Incidents {
    public var isCreated: Bool
    public var isGrouped: Bool
    public var reopensClosed: Bool
    /// Ticks of 100 ns
    public var lookback: Int64
    /// A case of `RuleMetadata.Incidents.Matching`.
    public var matching: String
    public var entityTypes: [String]
    /// Cases of `RuleMetadata.Incidents.AlertDetail`.
    public var alertDetails: [String]
    public var customDetails: [String]
  }

  public init() {}

  var declaration: SwiftDeclaration {
    var body: [SwiftStatement] = [
      .var("rule", type: "RuleMetadata", .call("RuleMetadata", []))
    ]
    func set(_ name: String, _ value: SwiftExpression) {
      body.append(.assign(.member(.name("rule"), name), value))
    }
    func add(_ name: String, _ arguments: [SwiftExpression.Argument]) {
      body.append(.expression(.call(.member(.name("rule"), name), arguments)))
    }
    func texts(_ list: [String]) -> SwiftExpression { .array(list.map { .string($0) }) }
    func details(_ list: [Field]) -> SwiftExpression {
      .array(
        list.map { field in
          .call(
            .name("RuleMetadata.CustomDetail"),
            [.init(nil, .string(field.name)), .init("column", .integer(Int128(field.column)))])
        })
    }
    func format(_ parts: [FormatPart]) -> SwiftExpression {
      .array(
        parts.map { part in
          switch part {
          case .text(let text): .named("RuleMetadata.FormatPart", "text", [.string(text)])
          case .column(let index):
            .named("RuleMetadata.FormatPart", "column", [.integer(Int128(index))])
          }
        })
    }
    set("id", .string(id))
    set("name", .string(name))
    set("description", .string(description))
    set("severity", .string(severity))
    set("kind", .member(.name("RuleMetadata.Kind"), kind))
    for tactic in tactics { add("addTactic", [.init(nil, .string(tactic))]) }
    for technique in techniques { add("addTechnique", [.init(nil, .string(technique))]) }
    if !version.isEmpty { set("version", .string(version)) }
    if queryFrequency != 0 { set("queryFrequency", SwiftExpression.timeSpan(queryFrequency)) }
    if queryPeriod != 0 { set("queryPeriod", SwiftExpression.timeSpan(queryPeriod)) }
    set("triggerOperator", .member(.name("RuleMetadata.TriggerOperator"), triggerOperator))
    set("triggerThreshold", .integer(Int128(triggerThreshold)))
    if let suppressionDuration {
      set("suppressionDuration", SwiftExpression.timeSpan(suppressionDuration))
    }
    set("eventGrouping", .member(.name("RuleMetadata.EventGrouping"), eventGrouping))
    for mapping in entityMappings {
      add("addEntity", [.init(nil, .string(mapping.type))])
      for field in mapping.fields {
        add("addField", [.init(nil, .string(field.name)), .init("column", .integer(Int128(field.column)))])
      }
    }
    if !customDetails.isEmpty { set("customDetails", details(customDetails)) }
    if !alertNameFormat.isEmpty { set("alertNameFormat", format(alertNameFormat)) }
    if !alertDescriptionFormat.isEmpty {
      set("alertDescriptionFormat", format(alertDescriptionFormat))
    }
    if let alertSeverityColumn {
      set("alertSeverityColumn", .integer(Int128(alertSeverityColumn)))
    }
    if let alertTacticsColumn { set("alertTacticsColumn", .integer(Int128(alertTacticsColumn))) }
    if !alertProperties.isEmpty { set("alertProperties", details(alertProperties)) }
    if let incidents {
      set("incidents.isCreated", .boolean(incidents.isCreated))
      set("incidents.isGrouped", .boolean(incidents.isGrouped))
      if incidents.isGrouped {
        set("incidents.reopensClosed", .boolean(incidents.reopensClosed))
        set("incidents.lookback", SwiftExpression.timeSpan(incidents.lookback))
        set("incidents.matching", .member(.name("RuleMetadata.Incidents.Matching"), incidents.matching))
        if !incidents.entityTypes.isEmpty { set("incidents.entityTypes", texts(incidents.entityTypes)) }
        if !incidents.alertDetails.isEmpty {
          set(
            "incidents.alertDetails",
            .array(incidents.alertDetails.map { .member(.name("RuleMetadata.Incidents.AlertDetail"), $0) }))
        }
        if !incidents.customDetails.isEmpty { set("incidents.customDetails", texts(incidents.customDetails)) }
      }
    }
    if !fingerprint.isEmpty { set("fingerprint", .string(fingerprint)) }
    if givesRowsWithoutEvents { set("givesRowsWithoutEvents", .boolean(true)) }
    body.append(.returning(.name("rule")))
    return .property(modifiers: "@_optimize(none) private static ", "rule", type: "RuleMetadata", body)
  }
}
