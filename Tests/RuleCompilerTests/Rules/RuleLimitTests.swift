import DetectorRuntime
import Testing

@testable import RuleCompiler

/// The service's limits for a rule's document: one below, at, and one above each.
struct RuleLimitTests {
  private func ids(_ yaml: String, query: String = "T") -> [DiagnosticID] {
    let head = "id: 11111111-2222-3333-4444-555555555555\nname: Case\nseverity: Low\nquery: \"\(query)\"\n"
    let sink = DiagnosticSink()
    _ = RuleDecoder.decode(SourceFile(path: "x.yaml", text: head + yaml), into: sink)
    return sink.diagnostics.map(\.id)
  }

  private func schedule(_ frequency: String, _ period: String, threshold: String = "0") -> String {
    """
    queryFrequency: \(frequency)
    queryPeriod: \(period)
    triggerOperator: gt
    triggerThreshold: \(threshold)

    """
  }

  /// A list of so many lines.
  private func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined() }

  @Test func queryOfTenThousandCharacters() {
    for (count, expected) in [(1, []), (9_999, []), (10_000, []), (10_001, [DiagnosticID.ruleQueryLength])] {
      #expect(ids("", query: String(repeating: "T", count: count)) == expected, "\(count)")
      // Characters, not bytes.
      #expect(ids("", query: String(repeating: "é", count: count)) == expected, "\(count)")
    }
  }

  @Test(arguments: [
    ("PT4M59S", "1d", [DiagnosticID.ruleInterval]), ("5m", "1d", []), ("PT5M1S", "1d", []),
    ("P13DT23H59M", "14d", []), ("14d", "14d", []), ("P14DT1M", "P14DT1M", [.ruleInterval, .ruleLookback]),
    ("5m", "PT4M59S", [.ruleLookback, .ruleInterval]), ("5m", "5m", []), ("5m", "6m", []),
    ("1d", "P13DT23H59M", []), ("1d", "14d", []), ("1d", "P14DT1M", [.ruleLookback]),
    ("59m", "1h", []), ("60m", "1h", []), ("61m", "1h", [.ruleInterval]),
    ("59m", "P1DT23H59M", []), ("59m", "2d", [.ruleInterval]), ("60m", "2d", []), ("61m", "2d", []),
    ("59m", "P2DT1M", [.ruleInterval]),
  ])
  func intervalAndLookback(frequency: String, period: String, expected: [DiagnosticID]) {
    #expect(ids(schedule(frequency, period)) == expected)
  }

  @Test func thresholdOfTenThousand() {
    for (threshold, expected) in [
      ("-1", [DiagnosticID.ruleTriggerThreshold]), ("0", []), ("1", []), ("9999", []), ("10000", []),
      ("10001", [.ruleTriggerThreshold]),
    ] {
      #expect(ids(schedule("1h", "1h", threshold: threshold)) == expected, "\(threshold)")
    }
  }

  @Test func suppressionOfADay() {
    for (length, expected) in [("PT23H59M", []), ("24h", []), ("PT24H1M", [DiagnosticID.ruleSuppression])] {
      let yaml = "suppressionEnabled: true\nsuppressionDuration: \(length)\n"
      #expect(ids(schedule("1h", "1h") + yaml) == expected, "\(length)")
    }
  }

  @Test func tenMappingsOfThreeIdentifiers() {
    let names = ["Name", "FullName", "NTDomain", "DnsDomain"]
    func yaml(_ mappings: Int, _ fields: Int) -> String {
      "entityMappings:\n"
        + lines(mappings) { _ in
          "  - entityType: Account\n    fieldMappings:\n"
            + lines(fields) { "      - {identifier: \(names[$0]), columnName: A}\n" }
        }
    }
    for (count, expected) in [(9, []), (10, []), (11, [DiagnosticID.ruleMappingLimit])] {
      #expect(ids(yaml(count, 1)) == expected, "\(count)")
    }
    for (count, expected) in [(2, []), (3, []), (4, [DiagnosticID.ruleMappingLimit])] {
      #expect(ids(yaml(1, count)) == expected, "\(count)")
    }
  }

  @Test func twentyCustomDetailsOfTwentyCharacters() {
    for (count, expected) in [(19, []), (20, []), (21, [DiagnosticID.ruleMappingLimit])] {
      #expect(ids("customDetails:\n" + lines(count) { "  K\($0): A\n" }) == expected, "\(count)")
    }
    for (length, expected) in [(19, []), (20, []), (21, [DiagnosticID.ruleCustomDetailKey])] {
      #expect(ids("customDetails:\n  \(String(repeating: "K", count: length)): A\n") == expected, "\(length)")
    }
  }

  @Test(arguments: ["alertDisplayNameFormat", "alertDescriptionFormat"])
  func formatsOfThreePlaceholders(key: String) {
    for (count, expected) in [(2, []), (3, []), (4, [DiagnosticID.ruleFormatPlaceholder])] {
      #expect(ids("alertDetailsOverride:\n  \(key): '\(lines(count) { "{{C\($0)}}" })'\n") == expected, "\(count)")
    }
    let limit = key == "alertDisplayNameFormat" ? RuleMetadata.maximumNameBytes : RuleMetadata.maximumDescriptionBytes
    #expect(limit == (key == "alertDisplayNameFormat" ? 256 : 5 * 1024))
    for (length, expected) in [(limit - 1, []), (limit, []), (limit + 1, [DiagnosticID.ruleFormatPlaceholder])] {
      let text = String(repeating: "x", count: length)
      #expect(ids("alertDetailsOverride:\n  \(key): '\(text)'\n") == expected, "\(length)")
    }
  }

  @Test func incidentsOfFiveMinutesToAWeek() {
    for (length, expected) in [
      ("PT4M59S", [DiagnosticID.ruleIncidentGrouping]), ("5m", []), ("PT5M1S", []), ("P6DT23H59M", []), ("7d", []),
      ("P7DT1M", [.ruleIncidentGrouping]),
    ] {
      let yaml =
        "incidentConfiguration:\n  groupingConfiguration:\n    enabled: true\n    lookbackDuration: \(length)\n"
      #expect(ids(schedule("1h", "1h") + yaml) == expected, "\(length)")
    }
  }

  @Test func scheduleOfAnNRTRuleIsNotRead() {
    #expect(ids("kind: NRT\n") == [])
    for key in ["queryFrequency: 1h", "queryPeriod: 1h", "triggerOperator: gt", "triggerThreshold: 0"] {
      #expect(ids("kind: NRT\n\(key)\n") == [.ruleScheduleIgnored], "\(key)")
    }
  }
}
