import Foundation
import Testing

@testable import rulec

/// What the page Architecture promises about the sources.
@Suite struct ArchitectureTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  private static func folders(of target: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: sources.appendingPathComponent(target), includingPropertiesForKeys: [.isDirectoryKey]
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true && $0.pathExtension != "docc" }
    .map(\.lastPathComponent).sorted()
  }

  /// The Swift files below a folder of `Sources` that import a module, by path.
  private static func files(of target: String, importing module: String) throws -> [String] {
    let root = sources.appendingPathComponent(target).path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
    #expect(paths.count > 50, "\(target) has its sources here")
    return try paths.sorted().filter { path in
      try String(contentsOfFile: root + "/" + path, encoding: .utf8).split(whereSeparator: \.isNewline).contains {
        line in
        let code = line.drop { $0 == " " || $0 == "\t" }
        guard !code.hasPrefix("//") else { return false }
        // `import M`, `public import M`, `@preconcurrency import M`, `import struct M.X`
        let words = code.split { $0 == " " || $0 == "." }
        guard let place = words.firstIndex(of: "import") else { return false }
        return words[(place + 1)...].prefix(2).contains { $0 == module }
      }
    }
  }

  @Test(arguments: ["RuleCompiler", "DetectorRuntime"])
  func pageHasAParagraphForEachFolder(target: String) throws {
    let page = try String(
      contentsOf: Self.sources.appendingPathComponent("RuleCompiler/RuleCompiler.docc/Architecture.md"), encoding: .utf8
    )
    let start = try #require(page.range(of: "## Code map: Sources/\(target)\n"))
    let rest = page[start.upperBound...]
    let section = rest.range(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    let folders = try Self.folders(of: target)
    #expect(!folders.isEmpty)
    for folder in folders {
      #expect(section.contains("\n**\(folder).** "), "Architecture.md says nothing about Sources/\(target)/\(folder)")
    }
  }

  @Test func runtimeDoesWithoutFoundation() throws {
    #expect(try Self.files(of: "DetectorRuntime", importing: "Foundation") == [])
  }

  @Test func oneFileKnowsLibyaml() throws {
    #expect(try Self.files(of: "RuleCompiler", importing: "CYAML") == ["Rules/YAMLReader.swift"])
    #expect(try Self.files(of: "DetectorRuntime", importing: "CYAML") == [])
  }

  @Test func changesOfHeadersAreNoted() throws {
    let script = Self.sources.deletingLastPathComponent().appendingPathComponent("Scripts/note-headers").path
    let check = try Subprocess.run("/usr/bin/env", ["bash", script, "--check"])
    #expect(check.succeeded, "\(check.output)")
  }
}
