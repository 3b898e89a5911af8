import Foundation
import Testing

@testable import DetectorRuntime

/// The limits of an alert: one below, at, and one above each.
@Suite struct AlertLimitTests {
  private func alert(
    _ rows: [String], columns: [ColumnDefinition] = [.init("A", .string), .init("B", .string)],
    _ change: (inout RuleMetadata) -> Void
  ) throws -> [String: Any] {
    let events = rows.map { #"{"TimeGenerated":"2026-03-01T01:00:00Z","Type":"T",\#($0)}"# }
    let rule = copyingRule(columns) {
      $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerHour * 2)
      change(&$0)
    }
    let lines = try ScanFixture([rule], events.joined(separator: "\n"), ["--now", "2026-03-01T02:00:00Z"]).lines
    return try #require(lines.first)
  }

  private func entities(_ alert: [String: Any]) -> [[String: Any]] { alert["Entities"] as? [[String: Any]] ?? [] }

  private func details(_ alert: [String: Any]) -> [String: [String]] {
    (alert["ExtendedProperties"] as? [String: Any])?["Custom Details"] as? [String: [String]] ?? [:]
  }

  @Test(arguments: [1, 2, 3, 10])
  func mappingsShareFiveHundredEntities(mappings: Int) throws {
    let share = 500 / mappings
    for rows in [share - 1, share, share + 1] {
      let found = try alert((0..<rows).map { #""A":"host\#($0)""# }) {
        $0.entityMappings = (0..<mappings).map { _ in .init("Host", [.init("HostName", column: 0)]) }
      }
      #expect(entities(found).count == min(rows, share) * mappings, "\(rows) rows")
    }
  }

  @Test func entitiesEndAtSixtyFourKilobytes() throws {
    // {"$id":"1","Type":"host","HostName":"…"}
    func size(_ name: Int) throws -> (count: Int, bytes: Int) {
      let found = try alert([#""A":"\#(String(repeating: "x", count: name))""#]) {
        $0.entityMappings = [.init("Host", [.init("HostName", column: 0)])]
      }
      let names = entities(found).compactMap { $0["HostName"] as? String }
      return (names.count, names.first?.utf8.count ?? 0)
    }
    let overhead = #","HostName":"""#.utf8.count + "Host".utf8.count + 24
    let limit = AlertLimits.entityBytes - overhead
    #expect(try size(limit - 1) == (1, limit - 1))
    #expect(try size(limit) == (1, limit))
    #expect(try size(limit + 1) == (0, 0))
  }

  @Test func anIdentifierWithoutAValueIsLeftOut() throws {
    let found = try alert([#""A":"web","B":"""#, #""A":"","B":"""#, #""A":"web","B":"corp""#]) {
      $0.entityMappings = [.init("Host", [.init("HostName", column: 0), .init("NTDomain", column: 1)])]
    }
    let shown = entities(found).map { "\($0["$id"] ?? "") \($0["HostName"] ?? "-") \($0["NTDomain"] ?? "-")" }.sorted()
    #expect(shown.count == 2)
    #expect(Set(shown.map { $0.dropFirst(2) }) == ["web -", "web corp"])
  }

  @Test func twentyCustomDetails() throws {
    let keys: [StaticString] = [
      "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
    ]
    for count in [19, 20, 21] {
      let found = try alert([#""A":"x""#]) {
        $0.customDetails = keys.prefix(count).map { .init($0, column: 0) }
      }
      #expect(details(found).count == min(count, 20))
    }
  }

  @Test func fiftyValuesOfACustomDetail() throws {
    for count in [49, 50, 51] {
      let found = try alert((0..<count).map { #""A":"\#($0)""# }) { $0.customDetails = [.init("K", column: 0)] }
      #expect(details(found)["K"]?.count == min(count, 50))
    }
  }

  @Test func twoKilobytesOfCustomDetails() throws {
    for length in [2047, 2048, 2049] {
      let found = try alert([#""A":"\#(String(repeating: "x", count: length))""#]) {
        $0.customDetails = [.init("K", column: 0)]
      }
      #expect(details(found)["K"]?.count == (length <= 2048 ? 1 : 0))
    }
    let none = try alert([#""A":"""#]) { $0.customDetails = [.init("K", column: 0)] }
    #expect(details(none)["K"] == [])
  }

  @Test func nameAndDescriptionAreCut() throws {
    for (limit, isName) in [(256, true), (5 * 1024, false)] {
      for length in [limit - 1, limit, limit + 1] {
        let found = try alert([#""A":"\#(String(repeating: "x", count: length))""#]) {
          $0.alertNameFormat = [.column(0)]
          $0.alertDescriptionFormat = [.column(0)]
        }
        let text = found[isName ? "AlertName" : "Description"] as? String
        #expect(text?.utf8.count == min(length, limit))
      }
    }
  }

  @Test func overridesWithoutAValueFallBack() throws {
    let change: (inout RuleMetadata) -> Void = {
      $0.name = "Own name"
      $0.description = "Own description"
      $0.severity = "Low"
      $0.tactics = ["Impact"]
      $0.alertNameFormat = [.text("On "), .column(0)]
      $0.alertDescriptionFormat = [.text("Of "), .column(0)]
      $0.alertSeverityColumn = 0
      $0.alertTacticsColumn = 0
      $0.alertProperties = [.init("ProviderName", column: 0), .init("AlertLink", column: 0)]
    }
    for row in [#""A":"""#, #""B":"no A at all""#] {
      let found = try alert([row], change)
      #expect(found["AlertName"] as? String == "Own name")
      #expect(found["Description"] as? String == "Own description")
      #expect(found["AlertSeverity"] as? String == "Low")
      #expect(found["Tactics"] as? String == "Impact")
      #expect(found["ProviderName"] as? String == "rulec")
      #expect(found["AlertLink"] is NSNull)
    }
    let full = try alert([#""A":"informational""#], change)
    #expect(full["Description"] as? String == "Of informational")
    #expect(full["AlertSeverity"] as? String == "Informational")
    #expect(full["AlertLink"] as? String == "informational")
    #expect(try alert([#""A":"critical""#], change)["AlertSeverity"] as? String == "Low")
  }
}
