import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Sets of rules: what one rule means for another.
@Suite struct GenerationTests {
  private func rule(id: String, name: String = "Same name", query: String = "SecurityEvent | take 1") -> String {
    """
    id: \(id)
    name: \(name)
    description: A rule.
    severity: Low
    kind: Scheduled
    queryFrequency: 1h
    queryPeriod: 1h
    triggerOperator: gt
    triggerThreshold: 0
    tactics: [Execution]
    query: \(query)
    version: 1.0.0

    """
  }

  private func generation(_ rules: [String]) throws -> Generation {
    let folder = NSTemporaryDirectory() + "GenerationTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try TextFile.makeFolder(folder)
    for (index, text) in rules.enumerated() { try TextFile.write(text, to: folder + "/rule\(index).yaml") }
    return try Generation(RuleSet(RuleFiles(paths: [folder])))
  }

  private let ids = ["6f0a2b7c-3d0e-4a57-9c50-0b6f1b7c9d11", "7f0a2b7c-3d0e-4a57-9c50-0b6f1b7c9d12"]

  @Test func rulesOfTheSameNameHaveTypesOfTheirOwn() throws {
    let set = try generation([rule(id: ids[0]), rule(id: ids[1])])
    #expect(set.isComplete)
    #expect(
      set.accepted.map(\.compiled.typeName) == ["SameName", "SameName_7f0a2b7c3d0e4a579c500b6f1b7c9d12"])
    #expect(set.conflicts.map(\.id) == [.ruleDuplicateName])
    #expect(set.conflicts.map(\.severity) == [.warning])
    let index = try #require(set.files().first { $0.name == OutputNaming.index })
    #expect(index.text.contains("SameName.definition"))
    #expect(index.text.contains("SameName_7f0a2b7c3d0e4a579c500b6f1b7c9d12.definition"))
  }

  @Test func rulesOfTheSameNameAndIdCannotStandTogether() throws {
    let set = try generation([rule(id: ids[0]), rule(id: ids[0])])
    #expect(!set.isComplete)
    #expect(set.refused.map(\.entry.name) == ["rule1.yaml"])
    #expect(set.conflicts.map(\.severity) == [.error])
    #expect(set.files().map(\.name) == ["rule0.detector.swift", OutputNaming.index, OutputNaming.watchlists])
  }

  @Test func refusedRulesAreNoPartOfTheResult() throws {
    let set = try generation([
      rule(id: ids[0]), rule(id: ids[1], name: "Wrong", query: "SecurityEvent | where NoColumn == 1"),
    ])
    #expect(!set.isComplete)
    #expect(set.refused.map(\.entry.name) == ["rule1.yaml"])
    #expect(set.accepted.map(\.entry.name) == ["rule0.yaml"])
    #expect(set.files().first { $0.name == OutputNaming.index }?.text.contains("Wrong") == false)
  }

  @Test func modulesGiveTheirListsToAProgram() throws {
    let set = try generation([rule(id: ids[0])])
    let names = set.files(asModule: true).map(\.name)
    #expect(names == ["rule0.detector.swift", OutputNaming.index])
    let module = set.files(asModule: true)[1].text
    #expect(module.contains("public let allDetectors: [DetectorDefinition] = [SameName.definition]"))
    let joined = set.compiler.index(ofModules: ["A", "B"])
    #expect(joined.contains("import A\nimport B\n"))
    #expect(joined.contains("= joinedDetectors([A.allDetectors, B.allDetectors])"))
  }

  /// A command whose rules have not changed since it last ran has nothing to do; whatever changes, it has.
  @Test func aStampHoldsForAllThatGeneratedFilesComeFrom() throws {
    let folder = NSTemporaryDirectory() + "GenerationTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let output = folder + "/Generated"
    for path in [output, folder + "/Rules/Functions", folder + "/Rules/Watchlists"] { try TextFile.makeFolder(path) }
    func write(_ text: String, _ file: String) throws { try TextFile.write(text, to: folder + "/" + file) }
    func stamp() throws -> GenerationStamp {
      try GenerationStamp(RuleFiles(paths: [folder + "/Rules"]), output: output)
    }
    func messages() throws -> String? { try stamp().messages(for: ["A.swift", "B.swift"]) }
    let files = ["Rules/a.yaml", "Rules/Functions/f.yaml", "Rules/Watchlists/w.csv", "Generated/A.swift"]
    for file in files + ["Generated/B.swift"] { try write("one", file) }
    #expect(try messages() == nil)
    try stamp().write(for: ["A.swift", "B.swift"], messages: "a: warning: one\nand two\n")
    #expect(try messages() == "a: warning: one\nand two\n")
    for file in files {
      try write("two", file)
      #expect(try messages() == nil, "\(file)")
      try write("one", file)
      #expect(try messages() != nil, "\(file)")
    }
    try write("one", "Rules/b.yaml")
    #expect(try messages() == nil)
    try FileManager.default.removeItem(atPath: folder + "/Rules/b.yaml")
    #expect(try messages() != nil)
    try FileManager.default.removeItem(atPath: folder + "/Generated/B.swift")
    #expect(try messages() == nil)
  }

  /// The tool is known by what it holds: linked again to the same bytes, it is the same tool.
  @Test func aToolIsKnownByItsContents() throws {
    let folder = NSTemporaryDirectory() + "GenerationTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try TextFile.makeFolder(folder)
    let tool = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    try FileManager.default.copyItem(atPath: tool, toPath: folder + "/copy")
    let identity = try #require(GenerationStamp.buildIdentity(of: tool))
    #expect(GenerationStamp.buildIdentity(of: folder + "/copy") == identity)
    try TextFile.write("no program", to: folder + "/text")
    #expect(GenerationStamp.buildIdentity(of: folder + "/text") == nil)
  }

  /// What a command says about its rules it says again, though it does not compile them again; it does if a file is not
  /// what it wrote.
  @Test func generatesAgainWhatSomebodyChanged() throws {
    let folder = NSTemporaryDirectory() + "GenerationTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try TextFile.makeFolder(folder + "/Rules")
    try TextFile.write(rule(id: ids[0]), to: folder + "/Rules/a.yaml")
    func generate() throws {
      try GenerateCommand.parse(["--output", folder + "/out", "--as-module", folder + "/Rules"]).run()
    }
    func generated() throws -> String { try String(contentsOfFile: folder + "/out/a.detector.swift", encoding: .utf8) }
    try generate()
    let first = try generated()
    #expect(FileManager.default.fileExists(atPath: folder + "/out/" + GenerationStamp.fileName))
    try TextFile.write("changed", to: folder + "/out/a.detector.swift")
    try generate()
    #expect(try generated() == first)
    try TextFile.write(rule(id: ids[0], name: "Other"), to: folder + "/Rules/a.yaml")
    try generate()
    #expect(try generated().contains("enum Other"))
    try TextFile.write(rule(id: ids[0], query: "NoSuchTable_"), to: folder + "/Rules/a.yaml")
    #expect(throws: (any Error).self) { try generate() }
    #expect(throws: (any Error).self) { try generate() }
    try TextFile.write(rule(id: ids[0]), to: folder + "/Rules/a.yaml")
    try generate()
    #expect(try generated() == first)
  }

  /// The program of rules that go to different modules of sixteen.
  private func joined(_ rules: [String]) throws -> JoinedModules {
    let folder = NSTemporaryDirectory() + "GenerationTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try TextFile.makeFolder(folder + "/Watchlists")
    for (index, text) in rules.enumerated() { try TextFile.write(text, to: folder + "/rule\(index).yaml") }
    let modules = rules.indices.map { OutputNaming.module(ofRuleAt: "rule\($0).yaml", count: 16) }
    #expect(Set(modules).count == rules.count)
    try TextFile.write("SearchKey,Name\na,b\n", to: folder + "/Watchlists/people.csv")
    return try JoinedModules(RuleSet(RuleFiles(paths: [folder])), (1...16).map { "Rules\($0)" })
  }

  @Test func theSameRuleInTwoModulesIsFound() throws {
    let same = try joined([rule(id: ids[0]), rule(id: ids[0])])
    #expect(same.diagnostics.map(\.id) == [.ruleDuplicateName])
    #expect(same.diagnostics.map(\.severity) == [.error])
    #expect(try joined([rule(id: ids[0]), rule(id: ids[1])]).diagnostics.isEmpty)
  }

  @Test func aProgramOfModulesHoldsTheWatchlists() throws {
    let files = try joined([rule(id: ids[0])]).files
    #expect(files.map(\.name) == [OutputNaming.index, OutputNaming.watchlists])
    #expect(files[1].text.contains("people"))
  }
}
