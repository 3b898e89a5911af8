import Foundation
import Testing

@testable import RuleCompiler
@testable import rulec

/// The same rules give the same bytes, wherever, in whatever order and language.
@Suite struct DeterminismTests {
  private static let rules = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Rules")
    .standardizedFileURL.path

  /// The tool that was built together with the tests.
  private static let tool: String = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent("rulec").path
  }()

  private static func documents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: rules).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  /// Runs `rulec generate` and gives the files that it wrote.
  private static func generate(
    _ arguments: [String], into folder: String, in current: String, environment: [String: String] = [:]
  ) throws -> [String: Data] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["generate", "--output", folder] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: current)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return files
  }

  @Test func generatesTheSameBytesEverywhere() throws {
    let scratch = NSTemporaryDirectory() + "rulec-determinism-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let moved = scratch + "/some where/else/Rules"
    try FileManager.default.createDirectory(atPath: scratch + "/some where/else", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.rules, toPath: moved)

    let documents = try Self.documents()
    let first = try Self.generate([Self.rules], into: scratch + "/first", in: "/")
    // A file for each rule, the index and the watchlists.
    #expect(first.count == documents.count + 2)

    let again = try Self.generate([Self.rules], into: scratch + "/again", in: "/")
    #expect(again == first, "a second time")
    let elsewhere = try Self.generate(["Rules"], into: scratch + "/elsewhere", in: scratch + "/some where/else")
    #expect(elsewhere == first, "in another folder")
    let reversed = documents.reversed().map { Self.rules + "/" + $0 }
    let reordered = try Self.generate(["--root", Self.rules] + reversed, into: scratch + "/reordered", in: "/")
    #expect(reordered == first, "in another order of files")
    for locale in ["tr_TR.UTF-8", "de_DE.UTF-8", "C"] {
      let environment = ["LC_ALL": locale, "LANG": locale, "LANGUAGE": locale, "TZ": "Pacific/Apia"]
      let foreign = try Self.generate(
        [Self.rules], into: scratch + "/" + locale, in: "/", environment: environment)
      #expect(foreign == first, "under \(locale)")
    }
  }
}
