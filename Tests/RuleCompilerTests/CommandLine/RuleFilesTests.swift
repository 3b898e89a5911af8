import Foundation
import RuleCompiler
import Testing

@testable import rulec

@Suite struct RuleFilesTests {
  /// A folder with the given files, removed at the end.
  private func withFiles(_ names: [String], _ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "RuleFilesTests-\(UUID().uuidString)/Rules"
    defer { try? FileManager.default.removeItem(atPath: URL(fileURLWithPath: folder).deletingLastPathComponent().path) }
    try TextFile.makeFolder(folder)
    for name in names {
      let path = folder + "/" + name
      try TextFile.makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      try TextFile.write("name: x\n", to: path)
    }
    try body(folder)
  }

  private let names = [
    "b.yaml", "a.yml", "Office/c.yaml", "Functions/f.yaml", "Office/Functions/g.yml", "Watchlists/w.csv",
    "Watchlists/readme.md", "Tables/t.json", ".hidden/d.yaml", "Detector.swift",
  ]

  @Test func foldersAreSearchedInOrder() throws {
    try withFiles(names) { folder in
      let files = try RuleFiles(paths: [folder])
      #expect(files.rules.map(\.name) == ["Office/c.yaml", "a.yml", "b.yaml"])
      #expect(files.rules.map(\.label) == ["Rules/Office/c.yaml", "Rules/a.yml", "Rules/b.yaml"])
      #expect(files.functions.map { $0.dropFirst(folder.count) } == ["/Functions/f.yaml", "/Office/Functions/g.yml"])
      #expect(files.watchlists.map { $0.dropFirst(folder.count) } == ["/Watchlists/w.csv"])
      #expect(files.tables.map { $0.dropFirst(folder.count) } == ["/Tables/t.json"])
    }
  }

  @Test func aFileUsesWhatLiesBesideItOrAbove() throws {
    try withFiles(names.filter { !$0.hasPrefix("Office/Functions") }) { folder in
      let files = try RuleFiles(paths: [folder + "/Office/c.yaml"])
      #expect(files.rules.map(\.label) == ["Office/c.yaml"])
      #expect(files.functions.map { URL(fileURLWithPath: $0).lastPathComponent } == ["f.yaml"])
    }
  }

  @Test func testsAreNamedLikeTheirRules() throws {
    try withFiles(["Office/c.yaml", "Office/Tests/c.yaml", "Office/Tests/More/d.yaml", "Tests/a.yml"]) { folder in
      let names = try RuleFiles(paths: [folder]).fixtures.map(\.name)
      #expect(names == ["Office/More/d.yaml", "Office/c.yaml", "a.yml"])
    }
  }

  @Test func aRootGivesNamesToFiles() throws {
    try withFiles(names) { folder in
      let files = try RuleFiles(paths: [folder + "/Office/c.yaml"], root: folder)
      #expect(files.rules.map(\.name) == ["Office/c.yaml"])
      #expect(files.rules.map(\.label) == ["Rules/Office/c.yaml"])
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    #expect(throws: CommandError.self) { try RuleFiles(paths: ["/nonexistent/rules"]) }
    try withFiles(["notes.txt"]) { folder in
      let files = try RuleFiles(paths: [folder])
      #expect(throws: CommandError.self) { try files.withRules(below: [folder]) }
    }
    try withFiles(["x.txt"]) { folder in
      #expect(throws: CommandError.self) { try RuleFiles(paths: [folder + "/x.txt"]) }
    }
  }

  @Test func unchangedFilesAreNotWritten() throws {
    try withFiles(["a.yaml"]) { folder in
      let same = try TextFile.writeIfChanged("name: x\n", to: folder + "/a.yaml")
      let changed = try TextFile.writeIfChanged("name: y\n", to: folder + "/a.yaml")
      let bytes = try TextFile.bytes(of: folder + "/a.yaml")
      #expect(!same)
      #expect(changed)
      #expect(bytes == Array("name: y\n".utf8))
    }
  }
}
