import DetectorRuntime
import Foundation
import Testing

@testable import detector

/// Runs the detectors that the build generated from `Rules` over their fixtures.
struct GeneratedDetectorTests {
  @Test(arguments: DetectorCase.all)
  func givesTheExpectedRows(_ fixture: DetectorCase) throws {
    let id = try fixture.ruleID()
    let definition = try #require(
      allDetectors.first { $0.rule.id.description == id }, "no detector was generated from the rule")
    let expected = try fixture.expectation()
    #expect(definition.columns.map(\.name.description) == expected.columns)
    #expect(!expected.rows.isEmpty, "a fixture must fire")
    let rows = try fixture.rows(of: definition, allWatchlists, at: expected.now)
    #expect(rows == expected.rows)
  }

  @Test func everyRuleHasAFixtureAndADetector() throws {
    let rules = Set(DetectorCase.all.map(\.name))
    #expect(try DetectorCase.folders() == rules)
    #expect(allDetectors.count == rules.count)
  }
}
