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

  /// The published analytics rules that no service would run, why, and what we say about them.
  private static let broken: [String: (id: DiagnosticID, reason: String)] = [
    "ASimWebSession/PotentiallyHarmfulFileTypes.yaml": (.syntaxExpected, "a regular expression stands without quotes"),
    "LastPass/HighlySensitivePasswordAccessed.yaml": (.syntaxMissingExpression, "'timestamp =' has no value"),
    "MicrosoftInsiderRiskManagement/InsiderRiskHighUserAlertsCorrelation.yaml": (
      .invalidArgument, "the threshold of 'basket' is less than its page allows"
    ),
    "MultipleDataSources/UserAgentSearch_log4j.yaml": (
      .unknownColumn, "a branch of the union names a column that its parser does not give"
    ),
    "PaloAltoCDL/PaloAltoCDLInboundRiskPorts.yaml": (.unknownColumn, "the parser does not give 'DstPortNumber'"),
    "PaloAltoCDL/PaloAltoCDLPossiblePortScan.yaml": (.unknownColumn, "the parser does not give 'DstPortNumber'"),
  ]

  /// Every other rule compiles, or uses a construct that is refused by name.
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
  func onlyBrokenRulesAreFaulty() throws {
    let corpus = SharedData.folder.appendingPathComponent("corpus")
    func files(_ folder: String) throws -> [String] {
      let names = try #require(FileManager.default.enumerator(atPath: corpus.appendingPathComponent(folder).path))
      return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
    }
    let functions = try files("functions").map { corpus.appendingPathComponent("functions/\($0)").path }
    let compiler = Compiler(options: CompilerOptions(functionPaths: functions))
    for path in try files("analytics") {
      // Compiling all of them takes long without optimisation; these names are spread over the alphabet.
      guard Self.broken[path] != nil || path.utf8.reduce(0, { ($0 &* 31 &+ Int($1)) & 0xFFFF }) % 12 == 0 else {
        continue
      }
      let data = try Data(contentsOf: corpus.appendingPathComponent("analytics/\(path)"))
      let outcome = compiler.compile(path: path, bytes: [UInt8](data))
      let errors = outcome.diagnostics.filter { $0.severity == .error }.map(\.id)
      if let (id, reason) = Self.broken[path] {
        #expect(errors.contains(id), "\(path): \(reason); \(errors)")
      } else {
        #expect(errors.allSatisfy { $0.rawValue.hasPrefix("unsupported-") }, "\(path): \(errors)")
      }
    }
  }
}
