public import DetectorRuntime

/// A Sentinel analytic rule or hunting query, as its YAML says it: everything typed, nothing resolved against tables.
public struct AnalyticRule: Sendable {
  public var file: SourceFile
  public var kind: RuleMetadata.Kind
  /// Usually a GUID in lower case; empty if the document has none, which is an error.
  public var id: Located<String>
  /// Likewise empty if the document has none.
  public var name: Located<String>
  /// Without the literal quotes that some published rules wrap it in.
  public var description: String = ""
  /// The query's text, mapped to the file; nil if the document has none, which is an error.
  public var query: EmbeddedSource?

  /// Hunting queries often have none; the service then takes Medium.
  public var severity: Severity = .medium
  /// `Available`, `Experimental` …
  public var status: String?
  /// MAJOR.MINOR.PATCH by convention.
  public var version: String?
  public var requiredDataConnectors: [DataConnector] = []
  /// Canonical names: `InitialAccess`, `CommandAndControl` …; a name that is not known stays as written.
  public var tactics: [Located<String>] = []
  /// MITRE ATT&CK ids, `T1059` or `T1059.001`, from `relevantTechniques`, `techniques` and `subTechniques`.
  public var techniques: [Located<String>] = []
  public var tags: [Tag] = []
  /// The leaves of `metadata`: path (`source.kind`) and text, in the file's order.
  public var metadata: [(path: String, value: String)] = []

  /// When it runs; nil for a hunting query, or if a key of it is wrong. NRT rules run every minute over the last minute.
  public var schedule: Schedule?
  public var suppression: Suppression?
  public var eventGrouping: RuleMetadata.EventGrouping = .singleAlert
  public var incidents: IncidentConfiguration?

  public var entityMappings: [EntityMapping] = []
  /// `sentinelEntitiesMappings`: columns that hold entities as JSON.
  public var sentinelEntityColumns: [Located<String>] = []
  public var customDetails: [CustomDetail] = []
  public var alertDetails = AlertDetails()

  /// How bad the rule's author takes a detection to be.
  public enum Severity: String, CaseIterable, Sendable {
    case informational = "Informational"
    case low = "Low"
    case medium = "Medium"
    case high = "High"
  }

  public struct DataConnector: Sendable {
    public var connectorID: String
    public var dataTypes: [String]
  }

  /// A label: a word, or pairs such as `Schema: ASIMDns`.
  public enum Tag: Sendable, Equatable {
    case word(String)
    case pair(key: String, value: String)
  }

  public struct Schedule: Sendable {
    /// How often the rule runs.
    public var queryFrequency: Located<TimeSpan>
    /// How far back each run looks.
    public var queryPeriod: Located<TimeSpan>
    public var triggerOperator: RuleMetadata.TriggerOperator
    /// Compared with the number of result rows.
    public var triggerThreshold: Int64
  }

  public struct Suppression: Sendable {
    public var isEnabled: Bool
    /// How long the rule stays silent after an alert.
    public var duration: TimeSpan
  }

  public struct EntityMapping: Sendable {
    /// The canonical name if it is known, else as written.
    public var entityType: Located<String>
    public var fields: [FieldMapping]
  }
  public struct FieldMapping: Sendable {
    public var identifier: Located<String>
    public var column: Located<String>
  }
  public struct CustomDetail: Sendable {
    public var key: Located<String>
    public var column: Located<String>
  }

  /// What an alert takes from its result row in place of the rule's own texts.
  public struct AlertDetails: Sendable {
    /// Empty = the rule's name.
    public var nameFormat: [FormatPart] = []
    /// Empty = the rule's description.
    public var descriptionFormat: [FormatPart] = []
    public var severityColumn: Located<String>?
    public var tacticsColumn: Located<String>?
    public var dynamicProperties: [DynamicProperty] = []
  }
  /// A piece of a format: literal text, or a `{{Column}}`.
  public enum FormatPart: Sendable, Equatable {
    case text(String)
    case column(Located<String>)
  }
  /// An alert property (`AlertLink`, `ProductName` …) and the column it comes from.
  public struct DynamicProperty: Sendable {
    public var property: Located<String>
    public var column: Located<String>
  }

  public struct IncidentConfiguration: Sendable {
    public enum Matching: String, CaseIterable, Sendable {
      case allEntities = "AllEntities"
      case anyAlert = "AnyAlert"
      case selected = "Selected"
    }
    public var createsIncident = true
    public var groupsAlerts = false
    public var reopensClosedIncident = false
    /// How old an incident may be to take a further alert.
    public var lookback = TimeSpan(ticks: 5 * 36_000_000_000)
    public var matching = Matching.allEntities
    /// Entity types, when `matching` is `selected`.
    public var entities: [String] = []
    public var alertDetails: [String] = []
    public var customDetails: [String] = []
  }
}

extension AnalyticRule {
  /// How far back each run looks, in ticks, if it sees events by their `TimeGenerated`; an NRT rule may see them by their
  /// arrival.
  var periodOfEventTime: Int64? {
    kind == .scheduled ? schedule?.queryPeriod.value.ticks : nil
  }
}
