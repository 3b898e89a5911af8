import Testing

/// A field of a rule that a text is put into.
struct HostileField: Sendable, CustomTestStringConvertible {
  let name: String
  /// The rule document with a text in the field.
  let document: @Sendable (String) -> String
  /// Whether the text becomes a name in Swift.
  var isName = false
  var testDescription: String { name }

  /// All places of a rule document where its author writes freely.
  static let all = keys + queries

  /// A source with few columns, so that trees are short.
  private static let table = "SecurityEvent | project Account, Computer, EventID, EventData"

  /// A rule as YAML; lines given replace or follow those that a rule must have.
  private static func rule(
    id: String = "c0ffee00-0000-4000-8000-000000000001", name: String = "A rule",
    query: String = "\(table)", _ more: String = ""
  ) -> String {
    """
    id: \(HostileText.yaml(id))
    name: \(HostileText.yaml(name))
    severity: Low
    kind: Scheduled
    queryFrequency: 1h
    queryPeriod: 1h
    triggerOperator: gt
    triggerThreshold: 0
    query: \(HostileText.yaml(query))
    \(more)
    """
  }

  private static func key(_ name: String, _ lines: @escaping @Sendable (String) -> String) -> HostileField {
    HostileField(name: name) { rule(lines(HostileText.yaml($0))) }
  }

  private static func query(_ name: String, _ query: @escaping @Sendable (String) -> String) -> HostileField {
    HostileField(name: name) { rule(query: query($0)) }
  }

  private static func name(_ name: String, _ query: @escaping @Sendable (String) -> String) -> HostileField {
    HostileField(name: name, document: { rule(query: query($0)) }, isName: true)
  }

  private static let keys = [
    HostileField(name: "id") { rule(id: $0) },
    HostileField(name: "name", document: { rule(name: $0) }, isName: true),
    key("description") { "description: \($0)" },
    key("status") { "status: \($0)" },
    key("version") { "version: \($0)" },
    key("tactics") { "tactics: [\($0)]" },
    key("relevantTechniques") { "relevantTechniques: [\($0)]" },
    key("tag") { "tags: [\($0)]" },
    key("tag key") { "tags: [{\($0): x}]" },
    key("tag value") { "tags: [{Schema: \($0)}]" },
    key("metadata key") { "metadata: {\($0): x}" },
    key("metadata value") { "metadata: {author: {name: \($0)}}" },
    key("connector") { "requiredDataConnectors: [{connectorId: \($0), dataTypes: [SecurityEvent]}]" },
    key("data type") { "requiredDataConnectors: [{connectorId: x, dataTypes: [\($0)]}]" },
    key("entity type") {
      "entityMappings: [{entityType: \($0), fieldMappings: [{identifier: Name, columnName: Account}]}]"
    },
    key("entity identifier") {
      "entityMappings: [{entityType: Host, fieldMappings: [{identifier: \($0), columnName: Account}]}]"
    },
    key("entity column") {
      "entityMappings: [{entityType: Host, fieldMappings: [{identifier: HostName, columnName: \($0)}]}]"
    },
    key("sentinel entities") { "sentinelEntitiesMappings: [{columnName: \($0)}]" },
    key("custom detail key") { "customDetails: {\($0): Account}" },
    key("custom detail column") { "customDetails: {Who: \($0)}" },
    key("alert name") { "alertDetailsOverride: {alertDisplayNameFormat: \($0)}" },
    key("alert description") { "alertDetailsOverride: {alertDescriptionFormat: \($0)}" },
    key("alert severity column") { "alertDetailsOverride: {alertSeverityColumnName: \($0)}" },
    key("alert property") {
      "alertDetailsOverride: {alertDynamicProperties: [{alertProperty: \($0), value: Account}]}"
    },
    key("grouping") { "incidentConfiguration: {groupingConfiguration: {groupByCustomDetails: [\($0)]}}" },
    key("unknown key") { "\($0): x" },
  ]

  private static let queries = [
    query("literal in double quotes") { "\(table) | where Account == \(HostileText.quoted($0))" },
    query("literal in single quotes") { "\(table) | where Account =~ \(HostileText.quoted($0, by: "'"))" },
    query("bare literal") { "\(table) | extend X = strcat(Account, \(HostileText.bare($0)))" },
    query("verbatim literal") {
      "\(table) | extend X = strcat(Account, @'\($0.replacing("'", with: "''"))')"
    },
    query("hidden literal") { "\(table) | extend X = strcat(Account, h\(HostileText.quoted($0)))" },
    query("multi-line literal") { "\(table) | extend X = strcat(Account, ```\($0)```)" },
    // The letter is beyond ASCII, so that no text is a term that is searched for as a whole: that is another tree.
    query("has") { "\(table) | where Account has \(HostileText.quoted("öq" + $0 + "q"))" },
    query("list") {
      let list = (0..<20).map { "\"item\($0)\"" }.joined(separator: ", ")
      return "\(table) | where Account in~ (\(list), \(HostileText.quoted("q" + $0)))"
    },
    query("short list") { "\(table) | where Account in ('a', \(HostileText.quoted("q" + $0)))" },
    query("regular expression") {
      "\(table) | where Account matches regex \(HostileText.quoted("q" + HostileText.pattern($0)))"
    },
    query("dynamic literal") { "\(table) | extend X = dynamic([\(HostileText.quoted($0))])" },
    query("dynamic key") {
      "\(table) | extend X = pack_dictionary(\(HostileText.quoted("q" + $0)), Account)"
    },
    query("property") { "\(table) | extend X = parse_json(EventData)[\(HostileText.quoted($0))]" },
    query("column") { "\(table) | extend [\(HostileText.quoted("q" + $0))] = Account" },
    name("bare column") { "\(table) | project [\(HostileText.bare($0))] = strlen(Account)" },
    name("column in a filter") {
      let name = "[\(HostileText.quoted($0))]"
      return "\(table) | extend \(name) = tolower(Account) | where \(name) has 'x' and \(name) != 'y'"
    },
    query("renamed column") { "\(table) | project-rename [\(HostileText.quoted("q" + $0))] = Account" },
    query("summarised column") {
      "\(table) | summarize [\(HostileText.quoted("q" + $0))] = count() by Account | where Account != ''"
    },
    name("group") {
      let name = "[\(HostileText.quoted("q" + $0))]"
      return "\(table) | summarize make_set(Computer) by \(name) = tolower(Account) | sort by \(name) asc"
    },
    name("let") {
      let name = "[\(HostileText.quoted($0))]"
      return "let \(name) = toscalar(SecurityEvent | count); \(table) | where EventID > \(name)"
    },
    name("let table") {
      let name = "[\(HostileText.quoted($0))]"
      return
        "let \(name) = \(table) | where EventID == 1 | summarize n = count() by Account; \(name) | join (\(name)) on Account"
    },
    query("table") { "[\(HostileText.quoted("q" + $0 + "_CL"))] | where TimeGenerated > ago(1h)" },
    query("withsource") { "union withsource=[\(HostileText.quoted("q" + $0))] SecurityEvent, Event | count" },
    name("datatable") { "datatable([\(HostileText.quoted($0))]: string)[\(HostileText.quoted($0))]" },
    query("parse") { "\(table) | parse Account with \(HostileText.quoted("q" + $0)) X:long *" },
    query("parse-kv") {
      "\(table) | parse-kv Account as (a: string) with (pair_delimiter=\(HostileText.quoted("q" + $0)))"
    },
    query("mv-expand") {
      "\(table) | mv-expand [\(HostileText.quoted("q" + $0))] = split(Account, 'x') to typeof(string)"
    },
    query("bag_unpack") {
      "\(table) | project d = parse_json(EventData) | evaluate bag_unpack(d, \(HostileText.quoted("q" + $0)))"
    },
    query("comment") { "\(table) // \($0)\n| where EventID == 1" },
    query("comment between conditions") { "\(table) | where EventID == 1 // \($0)\n and Account == 'x'" },
    query("text after the query") { "\(table)\n| take 5\n// \($0)" },
  ]
}
