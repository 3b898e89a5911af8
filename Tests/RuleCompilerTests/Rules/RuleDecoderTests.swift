import DetectorRuntime
import Testing

@testable import RuleCompiler

struct RuleDecoderTests {
  private func decode(_ yaml: String) -> (rule: AnalyticRule?, ids: [DiagnosticID]) {
    let sink = DiagnosticSink()
    let rule = RuleDecoder.decode(SourceFile(path: "x.yaml", text: yaml), into: sink)
    return (rule, sink.diagnostics.map(\.id))
  }

  private let head = "id: 11111111-2222-3333-4444-555555555555\nname: Case\nquery: T\n"

  @Test func mistakesOfTheDocumentHideNoneOfTheQuery() {
    let document = """
      name: Case
      kind: Sheduled
      queryFrequency: soon
      queryPeriod: 1h
      triggerThreshold: many
      query: |
        SecurityEvent
        | where EventId == 4688
        | extend x = tolowr(Account)
      """
    let rule = Compiler(options: CompilerOptions()).compile(path: "x.yaml", bytes: Array(document.utf8))
    let errors = rule.diagnostics.filter { $0.severity == .error }.map(\.id)
    #expect(
      errors == [
        .ruleKind, .ruleMissingID, .ruleDuration, .ruleTriggerThreshold, .unknownColumn, .unknownFunction,
      ])
    #expect(rule.rule?.name.value == "Case" && rule.swift == nil)
  }

  @Test func decodesEveryKey() throws {
    let yaml = """
      id: 11111111-2222-3333-4444-555555555555
      name: 'Case'
      description: |
        'Finds what should not be there.'
      severity: high
      status: Available
      requiredDataConnectors:
        - connectorId: SecurityEvents
          dataTypes:
            - SecurityEvent
      queryFrequency: PT1H
      queryPeriod: P1DT12H
      triggerOperator: GreaterThan
      triggerThreshold: 3
      tactics: [CommandandControl, Initial access]
      relevantTechniques: [T1071]
      subTechniques: [t1071.001]
      Tags:
        - Log4j
        - Schema: ASIMDns
          SchemaVersion: 0.1.1
      query: T | take 1
      entityMappings:
        - entityType: host
          fieldMappings:
            - identifier: hostname
              columnName: Computer
      sentinelEntitiesMappings:
        - columnName: Entities
      customDetails:
        Command: CommandLine
      alertDetailsOverride:
        alertDisplayNameFormat: 'On {{ Computer }}: {{User}}!'
        alertDescriptionFormat: Plain
        alertSeverityColumnName: Sev
        alertTacticsColumnName: Tac
        alertDynamicProperties:
          - alertProperty: alertLink
            value: Link
      eventGroupingSettings: {aggregationKind: alertPerResult}
      incidentConfiguration:
        createIncident: true
        groupingConfiguration:
          enabled: true
          reopenClosedIncident: false
          lookbackDuration: 3d
          matchingMethod: Selected
          groupByEntities: [Host]
          groupByAlertDetails: []
          groupByCustomDetails: [Command]
      suppressionDuration: 5h
      suppressionEnabled: false
      metadata:
        source: {kind: Community}
        categories: {domains: [Security, Identity]}
      version: 1.0.2
      kind: scheduled

      """
    let (decoded, ids) = decode(yaml)
    let rule = try #require(decoded)
    #expect(ids == [])
    #expect(rule.kind == .scheduled && rule.severity == .high && rule.status == "Available")
    #expect(rule.description == "Finds what should not be there.")
    #expect(rule.requiredDataConnectors.map(\.connectorID) == ["SecurityEvents"])
    #expect(rule.requiredDataConnectors[0].dataTypes == ["SecurityEvent"])
    let schedule = try #require(rule.schedule)
    #expect(schedule.queryFrequency.value.ticks == RuleDuration.hour)
    #expect(schedule.queryPeriod.value.ticks == 36 * RuleDuration.hour)
    #expect(schedule.triggerOperator == .greaterThan && schedule.triggerThreshold == 3)
    #expect(rule.tactics.map(\.value) == ["CommandAndControl", "InitialAccess"])
    #expect(rule.techniques.map(\.value) == ["T1071", "T1071.001"])
    #expect(
      rule.tags == [
        .word("Log4j"), .pair(key: "Schema", value: "ASIMDns"), .pair(key: "SchemaVersion", value: "0.1.1"),
      ])
    #expect(rule.entityMappings[0].entityType.value == "Host")
    #expect(rule.entityMappings[0].fields[0].identifier.value == "HostName")
    #expect(rule.sentinelEntityColumns.map(\.value) == ["Entities"])
    #expect(rule.customDetails.map(\.key.value) == ["Command"])
    let texts = rule.alertDetails.nameFormat.map { part in
      switch part {
      case .text(let text): text
      case .column(let column): "<\(column.value)>"
      }
    }
    #expect(texts == ["On ", "<Computer>", ": ", "<User>", "!"])
    #expect(rule.alertDetails.descriptionFormat == [.text("Plain")])
    #expect(rule.alertDetails.severityColumn?.value == "Sev" && rule.alertDetails.tacticsColumn?.value == "Tac")
    #expect(rule.alertDetails.dynamicProperties.map(\.property.value) == ["AlertLink"])
    #expect(rule.eventGrouping == .alertPerResult)
    let incidents = try #require(rule.incidents)
    #expect(incidents.createsIncident && incidents.groupsAlerts && !incidents.reopensClosedIncident)
    #expect(incidents.matching == .selected && incidents.entities == ["Host"])
    #expect(incidents.lookback.ticks == 3 * RuleDuration.day && incidents.customDetails == ["Command"])
    #expect(rule.suppression?.isEnabled == false && rule.suppression?.duration.ticks == 5 * RuleDuration.hour)
    #expect(rule.metadata.map(\.path) == ["source.kind", "categories.domains", "categories.domains"])
    #expect(rule.version == "1.0.2")
    #expect(
      rule.resultColumnUses.map(\.column.value) == [
        "Computer", "Entities", "CommandLine", "Computer", "User", "Sev", "Tac", "Link",
      ])
  }

  @Test func takesARuleWithoutScheduleAsHunting() throws {
    let (rule, ids) = decode(head + "tactics:\nrelevantTechniques: []\ntags: null\n")
    #expect(try #require(rule).kind == .hunting)
    #expect(rule?.schedule == nil && rule?.severity == .medium && rule?.tactics.isEmpty == true)
    #expect(ids == [])
  }

  @Test func runsNRTEveryMinute() throws {
    let (rule, ids) = decode(head + "kind: NRT\nseverity: Low\n")
    let schedule = try #require(rule?.schedule)
    #expect(schedule.queryFrequency.value.ticks == RuleDuration.minute)
    #expect(schedule.triggerOperator == .greaterThan && schedule.triggerThreshold == 0)
    #expect(ids == [])
  }

  @Test(arguments: [
    ("5m", 300), ("1d", 86400), ("PT5M", 300), ("P1D", 86400), ("P1DT2H", 93600), ("1h30m", 5400), ("P2W", 1_209_600),
    ("01:30:00", 5400), ("1.00:00:05", 86405), ("pt0s", 0),
  ])
  func readsDurations(text: String, seconds: Int64) {
    #expect(RuleDuration.parse(text)?.ticks == seconds * RuleDuration.second)
  }

  @Test(arguments: ["", "5", "m", "P", "PT", "5x", "-5m", "P5M", "25:00:00", "1:2", "99999999999999999999d"])
  func refusesOtherDurations(text: String) {
    #expect(RuleDuration.parse(text) == nil)
  }

  @Test func namesTheColumnThatWasMeant() throws {
    let mapping =
      "entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - {identifier: Address, columnName: ip}\n"
    let rule = try #require(decode(head + mapping).rule)
    #expect(rule.validateAgainstResult(columns: ["ip"], isOpen: false).isEmpty)
    #expect(rule.validateAgainstResult(columns: [], isOpen: true).isEmpty)
    let diagnostic = try #require(rule.validateAgainstResult(columns: ["Ip"], isOpen: false).first)
    #expect(diagnostic.fix == "Ip" && diagnostic.severity == .warning && diagnostic.id == .ruleResultColumn)
  }
}
