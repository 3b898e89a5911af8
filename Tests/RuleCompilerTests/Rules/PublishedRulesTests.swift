import Foundation
import Testing

@testable import RuleCompiler

/// Published rules must decode without an error. They are not part of this repository: the test reads the folder
/// `../shared/corpus` beside the package, and is skipped where there is none.
struct PublishedRulesTests {
  static let corpus = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/corpus")
  static let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)

  @Test(
    .enabled(if: hasCorpus, "there are no published rules in ../shared/corpus"),
    arguments: ["analytics", "hunting", "functions"])
  func decodeWithoutErrors(folder: String) throws {
    let root = Self.corpus.appendingPathComponent(folder)
    let names = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
    let paths = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    #expect(paths.count > 100)
    for path in paths {
      let data = try #require(FileManager.default.contents(atPath: root.appendingPathComponent(path).path))
      let sink = DiagnosticSink()
      let file = SourceFile(path: path, bytes: [UInt8](data))
      let document = try #require(RuleDocument.read(file, into: sink), "\(path)")
      #expect(document.isWorkspaceFunction == (folder == "functions"))
      let query =
        document.isWorkspaceFunction
        ? WorkspaceFunctionDocument.decode(document, into: sink)?.query
        : RuleDecoder.decode(document, into: sink)?.query
      #expect(!sink.hasErrors && query != nil, "\(path): \(sink.diagnostics.map(\.message))")
    }
  }
}
