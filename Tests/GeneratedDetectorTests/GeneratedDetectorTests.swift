import DetectorRuntime
import RuleCompiler
import Testing

@testable import detector
@testable import rulec

/// Runs the detectors that the build generated from `Rules` over the fixtures in `Rules/Tests`.
struct GeneratedDetectorTests {
  static let folder = Result { try DetectorCase.Folder("Rules") }

  @Test(arguments: try folder.get().cases)
  func givesTheExpectedRows(_ fixture: DetectorCase) throws {
    let differences = try fixture.differences(allDetectors, allWatchlists)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func everyRuleHasADetectorAndTestsInWhichItFiresAndDoesNot() throws {
    let folder = try Self.folder.get()
    #expect(folder.untested.isEmpty)
    #expect(DiagnosticRenderer.render(folder.diagnostics).isEmpty)
    #expect(allDetectors.count == folder.rules.count)
    for rule in folder.rules {
      #expect(folder.cases.contains { $0.test.rule == rule && !$0.test.test.rows.isEmpty }, "\(rule) must fire")
    }
  }
}
