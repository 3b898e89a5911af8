import Foundation
import RuleCompiler

/// The text of a new rule and of its tests.
struct RuleScaffold {
  let name: String
  let table: String
  /// A column of the table with text in it, for the example of a condition.
  private let column: String
  /// A column that names a machine, if the table has one.
  private let host: String?

  private static let hosts = ["Computer", "DeviceName", "DvcHostname", "HostName"]
  private static let examples = [
    "Activity", "ActionType", "OperationName", "OperationNameValue", "EventType", "ProcessCommandLine", "Message",
  ]
  /// Columns that every table has.
  private static let common: Set<String> = ["TenantId", "Type", "SourceSystem", "MG", "_ResourceId", "_SubscriptionId"]

  /// Throws if the table is not known.
  init(name: String, table: String, tableFiles: [String]) throws(CommandError) {
    var tables = TableCatalog.standard
    let sink = DiagnosticSink()
    for path in tableFiles {
      tables = tables.adding(
        TableSchemaFile.read(SourceFile(path: path, bytes: try TextFile.bytes(of: path)), into: sink))
    }
    guard let schema = tables.table(named: table) else {
      let hint = tables.suggestion(for: table).map { "; did you mean '\($0)'?" } ?? ""
      throw CommandError("there is no table '\(table)'\(hint)")
    }
    let texts = schema.columns.filter { $0.type == .string && !Self.common.contains($0.name) }.map(\.name)
    let host = Self.hosts.first { texts.contains($0) }
    let others = texts.filter { $0 != host }
    guard let column = Self.examples.first(where: { others.contains($0) }) ?? others.first else {
      throw CommandError("the table '\(table)' has no column with text that a rule could begin with")
    }
    self.host = host
    self.column = column
    self.name = name
    self.table = table
  }

  /// The name in small letters, its words joined by hyphens.
  var fileName: String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return (words.isEmpty ? "rule" : words.joined(separator: "-")) + ".yaml"
  }

  func rule(id: String) -> String {
    let columns = ["TimeGenerated", host, column].compactMap { $0 }.joined(separator: ", ")
    let entities =
      host.map {
        """
        entityMappings:
          - entityType: Host
            fieldMappings:
              - identifier: FullName
                columnName: \($0)

        """
      } ?? ""
    return """
      id: \(id)
      name: \(JSONText.string(name).text)
      description: |
        What the rule finds, and why that is worth a look.
      severity: Medium
      queryFrequency: 1h
      queryPeriod: 1h
      triggerOperator: gt
      triggerThreshold: 0
      tactics:
        - Execution
      relevantTechniques:
        - T1059
      query: |
        \(table)
        | where \(column) == "something rare"
        | project \(columns)
      \(entities)version: 1.0.0
      kind: Scheduled

      """
  }

  var fixture: String {
    let machine = host.map { "\"\($0)\":\"host1\"," } ?? ""
    func event(_ value: String) -> String {
      "{\"Type\":\"\(table)\",\"TimeGenerated\":\"2026-03-02T11:30:00Z\",\(machine)\"\(column)\":\"\(value)\"}"
    }
    return """
      # Events, and the exact rows that the rule has to return for them at the time 'now'; columns that a row leaves
      # out hold nothing. A near miss is a case with 'rows: []'.
      now: 2026-03-02T12:00:00Z
      cases:
        - name: something rare happens
          events: |
            \(event("something rare"))
          rows: |
            {"TimeGenerated":"2026-03-02T11:30:00Z",\(machine)"\(column)":"something rare"}
        - name: something ordinary happens
          events: |
            \(event("something ordinary"))
          rows: []

      """
  }
}
