import Foundation
import Testing

@testable import RuleCompiler

/// Published rules must decode without an error.
struct PublishedRulesTests {
  @Test(
    .enabled(if: SharedData.isPresent, "\(SharedData.absence)"),
    arguments: ["analytics", "hunting", "functions"])
  func decodeWithoutErrors(folder: String) throws {
    let root = SharedData.folder.appendingPathComponent("corpus/\(folder)")
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
        : RuleDecoder.decode(document, into: sink).query
      #expect(!sink.hasErrors && query != nil, "\(path): \(sink.diagnostics.map(\.message))")
    }
  }
}
