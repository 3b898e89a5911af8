import Foundation
import Testing

@testable import RuleCompiler

/// The folders of `Goldens` and the files that tests compare with. Add a line for each new folder.
enum GoldenIndex {
  static var folders: [String: [String]] {
    [
      "Bound": PlanAndEmitGoldenTests.cases.map { $0.name + ".txt" },
      "Diagnostics": DiagnosticGoldenTests.ids.flatMap { [$0.rawValue + ".yaml", $0.rawValue + ".txt"] },
      "Emit": PlanAndEmitGoldenTests.cases.map { $0.name + ".swift" },
      "Plan": PlanAndEmitGoldenTests.cases.map { $0.name + ".txt" },
      "Rules": PlanAndEmitGoldenTests.ruleNames.map { OutputNaming.fileName(forRuleAt: $0 + ".yaml") },
      "Syntax": SyntaxGoldenTests.cases.map { $0.name + ".txt" },
    ]
  }
}

struct GoldenIndexTests {
  @Test func everyGoldenBelongsToATest() throws {
    let manager = FileManager.default
    let found = try manager.contentsOfDirectory(atPath: Golden.folder.path).filter { $0 != "README.md" }
    for folder in found.sorted() {
      guard let known = GoldenIndex.folders[folder] else {
        Issue.record("no test reads the goldens in \(folder)")
        continue
      }
      let files = try manager.contentsOfDirectory(atPath: Golden.folder.appendingPathComponent(folder).path)
      let orphans = Set(files).subtracting(known)
      #expect(orphans.isEmpty, "no test reads these goldens in \(folder): \(orphans.sorted())")
    }
  }

  @Test func namesOfGoldensAreUnique() {
    for (folder, names) in GoldenIndex.folders {
      #expect(Set(names).count == names.count, "a name occurs twice in \(folder)")
    }
  }
}
