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

  private func closing(_ minute: Int, _ name: String, status: String = "Closed") -> String {
    let time = String(format: "2026-03-01T%02d:%02d:00Z", minute / 60, minute % 60)
    return #"{"TimeGenerated":"\#(time)","Type":"SecurityIncident","IncidentName":"\#(name)","Status":"\#(status)"}"#
  }

  @Test func closedIncidentsAreReopenedIfTheRuleSaysSo() throws {
    let events = [1, 11, 21, 31].map { event($0) }
    func lines(_ closings: [String], reopens: Bool = true) throws -> [[String: Any]] {
      try incidents(closings + events) {
        $0.incidents.matching = .anyAlert
        $0.incidents.reopensClosed = reopens
      }
    }
    let name = try #require(try lines([]).first?["IncidentName"] as? String)
    func states(_ lines: [[String: Any]]) -> [String] { lines.map { $0["Status"] as? String ?? "" } }

    // Runs are at 5, 15, 25 and 35 minutes.
    #expect(sizes(try lines([closing(16, name)])) == [4])
    #expect(states(try lines([closing(16, name)])) == ["New", "New", "Active", "Active"])
    #expect(sizes(try lines([closing(16, name)], reopens: false)) == [2, 2])
    #expect(states(try lines([closing(16, name)], reopens: false)) == ["New", "New", "New", "New"])
    // Closed before it was opened, after the last run, or not at all.
    #expect(sizes(try lines([closing(5, name)], reopens: false)) == [4])
    #expect(sizes(try lines([closing(6, name)], reopens: false)) == [1, 3])
    #expect(sizes(try lines([closing(15, name)], reopens: false)) == [1, 3])
    #expect(sizes(try lines([closing(36, name)], reopens: false)) == [4])
    #expect(sizes(try lines([closing(16, name, status: "Active")], reopens: false)) == [4])
    #expect(sizes(try lines([closing(16, "someone else's")], reopens: false)) == [4])
    // Closed twice: what came before it was reopened does not count again.
    #expect(
      states(try lines([closing(6, name), closing(26, name)])) == ["New", "Active", "Active", "Active"])
  }
}
