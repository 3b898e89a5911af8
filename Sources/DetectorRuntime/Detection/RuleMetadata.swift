/// Everything about a rule but its query, as static data of the generated detector.
public struct RuleMetadata: Sendable {
  public enum Kind: UInt8, Sendable { case scheduled, nrt, hunting }
  public enum TriggerOperator: UInt8, Sendable { case greaterThan, lessThan, equal, notEqual }
  public enum EventGrouping: UInt8, Sendable { case singleAlert, alertPerResult }

  /// One identifier of an entity, read from a result column.
  public struct FieldMapping: Sendable {
    public let identifier: StaticString
    /// Position in `DetectorDefinition.columns`.
    public let column: Int
    public init(_ identifier: StaticString, column: Int) {
      self.identifier = identifier
      self.column = column
    }
  }
  public struct EntityMapping: Sendable {
    public let entityType: StaticString
    public fileprivate(set) var fields: [FieldMapping]
    public init(_ entityType: StaticString, _ fields: [FieldMapping]) {
      self.entityType = entityType
      self.fields = fields
    }
  }
  public struct CustomDetail: Sendable {
    public let key: StaticString
    public let column: Int
    public init(_ key: StaticString, column: Int) {
      self.key = key
      self.column = column
    }
  }
  /// A piece of an alert's name or description format: literal text, or the value of a result column.
  public enum FormatPart: Sendable {
    case text(StaticString)
    case column(Int)
  }

  /// How the rule's alerts become incidents.
  public struct Incidents: Sendable {
    public enum Matching: UInt8, Sendable { case allEntities, anyAlert, selected }
    /// The parts of an alert that `selected` can compare besides entities and custom details.
    public enum AlertDetail: UInt8, Sendable { case displayName, severity }

    /// If not, the rule has alerts but no incidents.
    public var isCreated = true
    /// Whether alerts join incidents; if not, each has its own.
    public var isGrouped = false
    public var reopensClosed = false
    /// The age up to which an incident takes further alerts.
    public var lookback = TimeSpan(ticks: 5 * TimeSpan.ticksPerHour)
    public var matching = Matching.allEntities
    /// Of `selected`: entity types, in lower case, and keys of custom details.
    public var entityTypes: [StaticString] = []
    public var alertDetails: [AlertDetail] = []
    public var customDetails: [StaticString] = []

    public init() {}
  }

  public var id: StaticString = ""
  public var name: StaticString = ""
  public var description: StaticString = ""
  public var severity: StaticString = "Medium"
  public var kind: Kind = .scheduled
  public var tactics: [StaticString] = []
  public var techniques: [StaticString] = []
  public var version: StaticString = ""
  /// How often the rule runs; also of an NRT rule (one minute).
  public var queryFrequency = TimeSpan(ticks: 0)
  /// How far back each run looks; 0 = everything there is (a hunting query).
  public var queryPeriod = TimeSpan(ticks: 0)
  public var triggerOperator: TriggerOperator = .greaterThan
  public var triggerThreshold: Int64 = 0
  public var suppressionDuration: TimeSpan?
  public var eventGrouping: EventGrouping = .singleAlert
  public var entityMappings: [EntityMapping] = []
  public var customDetails: [CustomDetail] = []
  /// Empty = the rule's own name.
  public var alertNameFormat: [FormatPart] = []
  public var alertDescriptionFormat: [FormatPart] = []
  public var alertSeverityColumn: Int?
  public var alertTacticsColumn: Int?
  /// `alertDynamicProperties`: property name and column.
  public var alertProperties: [CustomDetail] = []
  public var incidents = Incidents()
  /// Changes with the generated code of the query, and with nothing else: survivors that another code has kept are of no use.
  public var fingerprint: StaticString = ""
  /// Whether the query gives rows though there is no event: `print`, a `datatable`, or a count of nothing.
  public var givesRowsWithoutEvents = false

  public init() {}
}

/// What generated code calls: an array literal in code that is not optimised looks up the array's type each time, which was an
/// eighth of what a detector of many rules does when it starts.
extension RuleMetadata {
  public mutating func addTactic(_ name: StaticString) { tactics.append(name) }

  public mutating func addTechnique(_ id: StaticString) { techniques.append(id) }

  /// Begins the mapping of an entity; its fields follow.
  public mutating func addEntity(_ type: StaticString) { entityMappings.append(EntityMapping(type, [])) }

  /// Adds a field to the entity that was added last.
  public mutating func addField(_ identifier: StaticString, column: Int) {
    entityMappings[entityMappings.count - 1].fields.append(FieldMapping(identifier, column: column))
  }
}
