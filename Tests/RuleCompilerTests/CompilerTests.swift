import Foundation
import RuleCompiler
import Testing

/// The compiler as a whole.
@Suite struct CompilerTests {
  /// Rules of ours and the documents of the diagnostics' goldens, good and bad.
  private static let documents: [String] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let folders = [tests.appendingPathComponent("../../Rules"), tests.appendingPathComponent("Goldens/Diagnostics")]
    return folders.flatMap { folder -> [String] in
      let files = FileManager.default.enumerator(at: folder.standardizedFileURL, includingPropertiesForKeys: nil)
      return (files?.allObjects as? [URL] ?? []).map(\.path).filter { $0.hasSuffix(".yaml") }
    }.sorted()
  }()

  @Test func acceptsTheSameRulesWithoutWritingThem() throws {
    let (writing, checking) = (Compiler(options: .init()), Compiler(options: .init(emitsSwift: false)))
    var accepted = 0
    for path in Self.documents {
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
      let written = writing.compile(path: path, bytes: bytes)
      let checked = checking.compile(path: path, bytes: bytes)
      #expect((written.swift != nil) == written.isAccepted, "\(path)")
      #expect(checked.isAccepted == written.isAccepted && checked.swift == nil, "\(path)")
      #expect(checked.diagnostics.count == written.diagnostics.count, "\(path)")
      accepted += checked.isAccepted ? 1 : 0
    }
    #expect(accepted > 10 && accepted < Self.documents.count)
  }

  @Test func allTablesAreNotUnited() {
    let query = Compiler(options: .init()).compileQuery("union * | distinct Type", id: "All")
    #expect(query.swift == nil)
    #expect(query.diagnostics.map(\.id) == [.unsupportedOperator])
  }
}
