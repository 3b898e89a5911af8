import Foundation
import Testing

@testable import RuleCompiler

/// Queries that others have published must parse as they do for Microsoft's own parser.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct PublishedQueriesTests {
  @Test func rulesParseAsInTheOracle() throws {
    for rule in try SharedData.objects("corpus/binder-oracle.ndjson") {
      let path = try #require(rule["path"] as? String)
      let isExpected = try #require(rule["parse_ok"] as? Bool)
      let query = try #require(text(ofQueryIn: "corpus/" + path, keys: ["query"]), "\(path)")
      #expect(isParsed(query) == isExpected, "\(path)")
    }
  }

  @Test func documentedQueriesParse() throws {
    for file in ["conformance/cases.ndjson", "conformance/string-operators.ndjson"] {
      for one in try SharedData.objects(file) {
        let query = try #require(one["query"] as? String)
        #expect(isParsed(query), "\(one["id"] ?? "")")
      }
    }
  }

  @Test func workspaceFunctionsParse() throws {
    let folder = SharedData.folder.appendingPathComponent("corpus/functions")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".yaml")
    }
    #expect(names.count > 50)
    for name in names.sorted() {
      guard let query = text(ofQueryIn: "corpus/functions/" + name, keys: ["ParserQuery", "FunctionQuery"])
      else { continue }
      #expect(isParsed(query), "\(name)")
    }
  }

  private func isParsed(_ query: String) -> Bool {
    let sink = DiagnosticSink()
    _ = Parser.parse(query, into: sink)
    return !sink.diagnostics.contains { $0.severity == .error && $0.id.rawValue.hasPrefix("syntax-") }
  }

  private func text(ofQueryIn path: String, keys: [String]) -> String? {
    guard let data = FileManager.default.contents(atPath: SharedData.folder.appendingPathComponent(path).path)
    else { return nil }
    let sink = DiagnosticSink()
    let document = YAMLReader.read(SourceFile(path: path, bytes: Array(data)), into: sink)
    return document?.mapping?.first { keys.contains($0.key) }?.value.scalar?.text
  }
}
