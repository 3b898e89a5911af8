import Foundation
import Testing

@testable import DetectorRuntime

struct ProfileTests {
  private static let events = """
    {"Type":"T","N":1,"TimeGenerated":"2026-03-01T00:00:01Z"}
    {"Type":"T","N":2,"TimeGenerated":"2026-03-01T00:00:02Z"}
    {"Type":"T","N":2,"TimeGenerated":"2026-03-01T00:00:03Z"}

    """

  /// A rule whose events have N equal to 2, and whose own test accepts those of the given seconds.
  private static func rule(_ name: StaticString, keeps: Bool) -> DetectorDefinition {
    var rule = RuleMetadata()
    rule.name = name
    let columns: ColumnList = "N:long"
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: columns, keptColumns: 1, requirements: [.number(0, isIn: [2])],
          matches: { row, _ in keeps && row.long(0) == 2 })
      ], columns: columns, isOpen: false, evaluate: { tables, _ in tables[0] })
  }

  private func profile(usesFilter: Bool) throws -> [[String]] {
    var settings = EngineSettings()
    settings.isProfiled = true
    settings.usesFilter = usesFilter
    settings.emission = .none
    let engine = DetectorEngine(
      [Self.rule("quiet", keeps: false), Self.rule("busy", keeps: true)], ReferenceLists([], .init()), settings,
      OutputStream(descriptor: 2))
    let bytes = Array(Self.events.utf8)
    var place = RecordPlace()
    let failure = bytes.withUnsafeBufferPointer { engine.read($0, of: "events", &place, isLast: true) }
    #expect(failure == nil)
    engine.finish()
    return ScanProfile(engine, readingSeconds: 0, threads: 1).text.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
  }

  @Test func countsWhatEachRuleTestsAndKeeps() throws {
    let lines = try profile(usesFilter: true)
    let quiet = try #require(lines.first { $0.last == "quiet" })
    let busy = try #require(lines.first { $0.last == "busy" })
    // Tested, kept, test ms, runs, rows, run ms, name.
    #expect([quiet[0], quiet[1], quiet[4]] == ["2", "0", "0"])
    #expect([busy[0], busy[1], busy[4]] == ["2", "2", "2"])
  }

  @Test func withoutTheFilterEachEventIsTested() throws {
    let busy = try #require(try profile(usesFilter: false).first { $0.last == "busy" })
    #expect([busy[0], busy[1]] == ["3", "2"])
  }
}
