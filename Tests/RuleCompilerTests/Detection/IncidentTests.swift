import Foundation
import Testing

@testable import DetectorRuntime

@Suite struct IncidentTests {
  private let columns: [ColumnDefinition] = [
    .init("TimeGenerated", .dateTime), .init("Host", .string), .init("User", .string), .init("N", .long),
  ]

  private func event(_ minute: Int, host: String = "h", user: String = "u") -> String {
    let time = String(format: "2026-03-01T%02d:%02d:00Z", minute / 60, minute % 60)
    return #"{"TimeGenerated":"\#(time)","Type":"T","Host":"\#(host)","User":"\#(user)","N":\#(minute)}"#
  }

  private func incidents(_ events: [String], _ change: (inout RuleMetadata) -> Void) throws -> [[String: Any]] {
    let rule = copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: 5 * TimeSpan.ticksPerMinute)
      $0.queryPeriod = TimeSpan(ticks: 5 * TimeSpan.ticksPerMinute)
      $0.eventGrouping = .alertPerResult
      $0.entityMappings = [
        .init("Host", [.init("HostName", column: 1)]), .init("Account", [.init("Name", column: 2)]),
      ]
      $0.customDetails = [.init("Who", column: 2)]
      $0.incidents.isGrouped = true
      change(&$0)
    }
    return try ScanFixture([rule], events.joined(separator: "\n"), ["--incidents"]).lines
      .filter { $0["Type"] as? String == "SecurityIncident" }
  }

  /// How many alerts each incident has in the end, by its creation.
  private func sizes(_ lines: [[String: Any]]) -> [Int] {
    var order: [String] = []
    var last: [String: Int] = [:]
    for line in lines {
      let name = line["IncidentName"] as? String ?? ""
      if last[name] == nil { order.append(name) }
      last[name] = (line["AlertIds"] as? [String])?.count
    }
    return order.compactMap { last[$0] }
  }

  @Test func alertsJoinByTheirEntities() throws {
    let events = [event(1, host: "a"), event(11, host: "b"), event(21, host: "a"), event(31, host: "a", user: "v")]
    #expect(sizes(try incidents(events) { _ in }) == [2, 1, 1])
    #expect(sizes(try incidents(events) { $0.incidents.matching = .anyAlert }) == [4])
    #expect(sizes(try incidents(events) { $0.incidents.isGrouped = false }) == [1, 1, 1, 1])
    #expect(try incidents(events) { $0.incidents.isCreated = false }.isEmpty)
    let byHost = try incidents(events) {
      $0.incidents.matching = .selected
      $0.incidents.entityTypes = ["host"]
    }
    #expect(sizes(byHost) == [3, 1])
    let byDetail = try incidents(events) {
      $0.incidents.matching = .selected
      $0.incidents.customDetails = ["Who"]
    }
    #expect(sizes(byDetail) == [3, 1])
    let byTitle = try incidents(events) {
      $0.alertNameFormat = [.text("At "), .column(1)]
      $0.incidents.matching = .selected
      $0.incidents.alertDetails = [.displayName]
    }
    #expect(sizes(byTitle) == [3, 1])
    #expect(byTitle.first?["Title"] as? String == "At a")
  }

  @Test func alertsWithoutEntitiesStandAlone() throws {
    let events = [event(1, host: "", user: ""), event(11, host: "", user: "")]
    #expect(sizes(try incidents(events) { _ in }) == [1, 1])
  }

  @Test func theWindowBeginsWithTheIncident() throws {
    for (minutes, expected) in [(29, [2]), (30, [2]), (31, [2]), (36, [1, 1])] as [(Int, [Int])] {
      let found = try incidents([event(1), event(minutes)]) {
        $0.incidents.lookback = TimeSpan(ticks: 30 * TimeSpan.ticksPerMinute)
      }
      // Runs are at 5 minutes and at the next multiple of 5.
      #expect(sizes(found) == expected, "\(minutes)")
    }
  }

  @Test(arguments: [149, 150, 151])
  func anIncidentIsFullWithOneHundredAndFiftyAlerts(alerts: Int) throws {
    let events = (0..<alerts).map {
      event(1 + 5 * ($0 / 100)).replacingOccurrences(of: #""N":"#, with: #""N":1\#($0)"#)
    }
    let found = try incidents(events) { $0.incidents.matching = .anyAlert }
    #expect(sizes(found) == (alerts <= 150 ? [alerts] : [150, alerts - 150]))
  }

  @Test func closedIncidentsAreReopenedIfTheRuleSaysSo() {
    for reopens in [false, true] {
      var rule = RuleMetadata()
      rule.incidents.isGrouped = true
      rule.incidents.matching = .anyAlert
      rule.incidents.reopensClosed = reopens
      var grouping = IncidentGrouping()
      func add(_ number: UInt64) -> IncidentGrouping.Incident {
        var alert = StableHash()
        alert.add(number)
        let index = grouping.add(
          alert: alert, of: rule, key: StableHash(), title: "t", severity: "Low", at: Int64(number))
        return grouping.open[index]
      }
      let first = add(1)
      let isKnown = grouping.close(first.id.guid)
      #expect(isKnown)
      let second = add(2)
      #expect((second.id == first.id) == reopens)
      #expect(second.wasReopened == reopens)
      let third = add(3)
      #expect(third.id == second.id)
    }
  }
}
