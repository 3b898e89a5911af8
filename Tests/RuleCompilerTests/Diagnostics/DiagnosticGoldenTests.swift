import Foundation
import Testing

@testable import RuleCompiler

/// `Goldens/Diagnostics/<id>.yaml` is a file that provokes the diagnostic, `<id>.txt` what is printed for it.
struct DiagnosticGoldenTests {
  static let folder = Golden.folder.appendingPathComponent("Diagnostics")

  /// What `rulec` reports about files and sets of rules, which no single rule can provoke.
  static let reportedByTheTool: Set<DiagnosticID> = [
    .internalError, .ruleDuplicateFile, .ruleDuplicateName, .ruleUnreadable,
  ]

  /// The ids that `diagnostics(of:)` can report.
  static let ids = DiagnosticID.allCases.filter { !reportedByTheTool.contains($0) }

  @Test(arguments: ids)
  func hasAGolden(id: DiagnosticID) throws {
    let diagnostics = try Self.diagnostics(of: id)
    #expect(diagnostics.contains { $0.id == id }, "\(id.rawValue).yaml must provoke it")
    let text = DiagnosticRenderer.render(diagnostics) + (DiagnosticRenderer.summary(diagnostics) ?? "") + "\n"
    expectGolden(text, "Diagnostics/\(id.rawValue).txt")
  }

  @Test func summariesAreSentences() {
    for id in DiagnosticID.allCases {
      #expect(id.summary.hasSuffix(".") && id.summary.first?.isUppercase == true, "\(id.rawValue)")
    }
  }

  static func file(_ name: String) throws -> SourceFile {
    let url = folder.appendingPathComponent(name)
    var bytes = [UInt8](try Data(contentsOf: url))
    if name == "rule-too-large.yaml" {
      while bytes.count <= YAMLReader.sizeLimit { bytes += bytes }
    }
    return SourceFile(path: "Rules/\(name)", bytes: bytes)
  }

  static func diagnostics(of id: DiagnosticID) throws -> [ResolvedDiagnostic] {
    let file = try file("\(id.rawValue).yaml")
    let sink = DiagnosticSink()
    if id == .ruleTableSchema {
      _ = TableSchemaFile.read(file, into: sink)
      return DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    if id == .ruleFixture {
      _ = RuleFixture.decode(file, into: sink)
      return DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    if id == .ruleWatchlist {
      _ = WatchlistFile.read(file, alias: "Accounts", into: sink)
      return DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    guard let document = RuleDocument.read(file, into: sink) else {
      return DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    if document.isWorkspaceFunction, id != .ruleIsFunction {
      _ = WorkspaceFunctionDocument.decode(document, into: sink)
      return DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    return Compiler(options: CompilerOptions()).compile(path: file.path, bytes: file.bytes).resolvedDiagnostics
  }
}
