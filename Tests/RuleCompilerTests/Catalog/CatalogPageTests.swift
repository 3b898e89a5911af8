import Foundation
import Testing

@testable import RuleCompiler
@testable import rulec

/// The pages about what rules can use, against what the compiler does.
@Suite struct CatalogPageTests {
  private static let pages = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../Sources/RuleCompiler/RuleCompiler.docc").standardizedFileURL

  /// The table of Supported-KQL.md is what `rulec list-functions --format markdown` prints.
  @Test func pageOfFunctionsHoldsTheCatalog() throws {
    let file = Self.pages.appendingPathComponent("Supported-KQL.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(page.range(of: "| name | kind |"))
    let expected = page[..<start.lowerBound] + ListFunctionsCommand.markdown(of: .standard)
    guard page != expected else { return }
    if Golden.isRecording {
      try Data(expected.utf8).write(to: file)
    } else {
      Issue.record("\(Golden.difference(page, String(expected), "Supported-KQL.md"))")
    }
  }

  /// Each piece of Swift on Generated-code.md stands in the rule's golden, line by line in this order.
  @Test func pageOfGeneratedCodeQuotesTheRule() throws {
    let page = try String(contentsOf: Self.pages.appendingPathComponent("Generated-code.md"), encoding: .utf8)
    let golden = Golden.folder.appendingPathComponent("Rules/program-run-from-downloads.detector.swift")
    let generated = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map(String.init)
    var place = 0
    var isSwift = false
    var quoted = 0
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isSwift = line == "```swift"
        continue
      }
      // `// …` stands for lines left out.
      guard isSwift, !line.isEmpty, !line.hasSuffix("// …") else { continue }
      quoted += 1
      guard let found = generated[place...].firstIndex(of: String(line)) else {
        Issue.record("Generated-code.md has a line that is not generated any more, or not here: \(line)")
        return
      }
      place = found + 1
    }
    #expect(quoted > 50)
  }
}
