import Foundation
import Testing

@testable import DetectorRuntime

@Suite struct AlertTests {
  private let columns: [ColumnDefinition] = [
    .init("TimeGenerated", .dateTime), .init("Host", .string), .init("Level", .string), .init("N", .long),
  ]

  private func event(_ time: String, host: String = "h", level: String = "", n: Int = 0) -> String {
    #"{"TimeGenerated":"2026-03-01T\#(time)Z","Type":"T","Host":"\#(host)","Level":"\#(level)","N":\#(n)}"#
  }

  private func alerts(
    _ events: [String], now: Bool = true, _ change: (inout RuleMetadata) -> Void
  ) throws -> [[String: Any]] {
    let rule = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: TimeSpan.ticksPerHour)
      $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerHour * 2)
      change(&$0)
    }
    return try ScanFixture(
      [rule], events.joined(separator: "\n"), now ? ["--now", "2026-03-01T02:00:00Z"] : []
    ).lines
  }

  @Test func triggerAtAndAroundItsThreshold() throws {
    let events = (1...3).map { event("01:00:0\($0)") }
    for (trigger, expected) in [
      (RuleMetadata.TriggerOperator.greaterThan, [1, 0, 0]), (.lessThan, [0, 0, 1]), (.equal, [0, 1, 0]),
      (.notEqual, [1, 0, 1]),
    ] {
      let counts = try [2, 3, 4].map { threshold in
        try alerts(events) {
          $0.triggerOperator = trigger
          $0.triggerThreshold = Int64(threshold)
        }.count
      }
      #expect(counts == expected, "\(trigger)")
    }
  }

  @Test func alertPerResultHasALimit() throws {
    for (kind, limit) in [(RuleMetadata.Kind.scheduled, 150), (.nrt, 30)] {
      for rows in [limit - 1, limit, limit + 1, limit + 50] {
        let found = try alerts((0..<rows).map { event("01:00:00", n: $0) }) {
          $0.kind = kind
          $0.eventGrouping = .alertPerResult
        }
        #expect(found.count == min(rows, limit))
        #expect(found.dropLast().allSatisfy { $0["RowCount"] as? Int == 1 })
        #expect(found.last?["RowCount"] as? Int == max(1, rows - limit + 1))
      }
    }
  }

  @Test func theIdentityIsWhatTheAlertSaw() throws {
    let a = event("01:00:00", host: "a")
    let b = event("01:00:00", host: "b")
    func id(_ events: [String], version: StaticString = "1.0.0") throws -> String? {
      try alerts(events) { $0.version = version }.first?["SystemAlertId"] as? String
    }
    let first = try #require(try id([a, b]))
    #expect(try id([b, a]) == first)
    #expect(try id([a]) != first)
    #expect(try id([a, b], version: "1.0.1") != first)
    // The same on every machine and in every build.
    #expect(first == "c4462ab5-c2ab-1cdb-5827-6a06751b73c7")
  }

  @Test func overlappingWindowsAlertOnce() throws {
    let found = try alerts([event("00:30:00"), event("03:30:00")], now: false) { _ in }
    #expect(
      found.compactMap { $0["TimeGenerated"] as? String } == [
        "2026-03-01T01:00:00.0000000Z", "2026-03-01T04:00:00.0000000Z",
      ])
  }

  @Test func suppressionSkipsRunsUntilItsEnd() throws {
    let events = (0..<6).map { event("0\($0):30:00", n: $0) }
    func times(_ hours: Int64) throws -> [String] {
      try alerts(events, now: false) {
        $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerHour)
        $0.suppressionDuration = TimeSpan(ticks: hours * TimeSpan.ticksPerHour)
      }.compactMap { ($0["TimeGenerated"] as? String)?.dropFirst(11).prefix(2).description }
    }
    #expect(try times(1) == ["01", "02", "03", "04", "05", "06"])
    #expect(try times(3) == ["01", "04"])
  }

  @Test func namesSeverityAndTacticsFromColumns() throws {
    let change: (inout RuleMetadata) -> Void = {
      $0.name = "Own name"
      $0.tactics = ["Persistence", "Impact"]
      $0.severity = "Low"
      $0.alertNameFormat = [.text("On "), .column(1)]
      $0.alertSeverityColumn = 2
      $0.alertTacticsColumn = 2
      $0.alertProperties = [.init("ProductName", column: 1)]
    }
    let full = try #require(try alerts([event("01:00:00", host: "web", level: "high")], change).first)
    #expect(full["AlertName"] as? String == "On web")
    #expect(full["AlertSeverity"] as? String == "High")
    #expect(full["Tactics"] as? String == "high")
    #expect(full["ProductName"] as? String == "web")
    let empty = try #require(try alerts([event("01:00:00", host: "")], change).first)
    #expect(empty["AlertName"] as? String == "Own name")
    #expect(empty["AlertSeverity"] as? String == "Low")
    #expect(empty["Tactics"] as? String == "Persistence, Impact")
    let long = try #require(
      try alerts([event("01:00:00", host: String(repeating: "é", count: 200))], change).first)
    #expect((long["AlertName"] as? String)?.utf8.count == 255)
  }

  @Test func entitiesAndDetailsKeepWithinTheirLimits() throws {
    let events = (0..<600).map { event("01:00:00", host: "host\($0)", n: $0 % 60) }
    let alert = try #require(
      try alerts(events + [event("01:00:00", host: "")]) {
        $0.entityMappings = [
          .init("Host", [.init("HostName", column: 1)]), .init("Account", [.init("Name", column: 3)]),
        ]
        $0.customDetails = [.init("Numbers", column: 3)]
      }.first)
    let entities = try #require(alert["Entities"] as? [[String: Any]])
    #expect(entities.count { $0["Type"] as? String == "host" } == 250)
    #expect(entities.count { $0["Type"] as? String == "account" } == 60)
    let details = (alert["ExtendedProperties"] as? [String: Any])?["Custom Details"] as? [String: [String]]
    #expect(details?["Numbers"]?.count == 50)
    #expect(alert["RowCount"] as? Int == 601)
  }
}
