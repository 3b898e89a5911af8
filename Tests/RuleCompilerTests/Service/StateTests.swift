import Foundation
import Testing

@testable import DetectorRuntime
@testable import DetectorService

/// What a restart finds in the state, and what it does about rules and outputs that are not what they were.
@Suite final class StateTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Counts the events of the last hour, every ten minutes.
  private func counting(_ name: StaticString, _ fingerprint: StaticString) -> DetectorDefinition {
    let copy = copyingRule([.init("TimeGenerated", .dateTime)]) {
      $0.id = name
      $0.name = name
      $0.fingerprint = fingerprint
      $0.queryFrequency = TimeSpan(ticks: 10 * TimeSpan.ticksPerMinute)
      $0.queryPeriod = TimeSpan(ticks: 60 * TimeSpan.ticksPerMinute)
    }
    return DetectorDefinition(
      rule: copy.rule, sources: copy.sources, columns: "Count:long", isOpen: false
    ) { tables, cx in
      let result = Table(width: 1, cx)
      guard tables[0].count > 0 else { return result }
      result.put(Value(Int64(tables[0].count)))
      result.endRow()
      return result
    }
  }

  /// Evaluates what has come and goes on next time; gives the counts of a rule's new alerts.
  private func run(_ rules: [DetectorDefinition], _ options: [String] = []) throws -> [String: [Int]] {
    try? FileManager.default.removeItem(atPath: path("alerts"))
    let code = DetectorApplication.run(
      rules,
      ["run", folder.appending(path: "in").path, "--clock", "event", "--no-follow", "--quiet", "--no-dedupe"]
        + ["--state", path("state"), "--output", path("alerts")] + options)
    #expect(code == 0)
    var counts: [String: [Int]] = [:]
    for line in try text("alerts").split(separator: "\n") {
      let alert = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let row = (alert["Rows"] as? [[String: Any]])?.first
      counts[alert["AlertName"] as? String ?? "", default: []].append(row?["Count"] as? Int ?? -1)
    }
    return counts
  }

  private func appendEvents(_ minutes: [Int]) throws {
    let lines = minutes.map {
      #"{"TimeGenerated":"2026-03-01T\#(String(format: "%02d:%02d", $0 / 60, $0 % 60)):00Z","Type":"T"}"# + "\n"
    }
    let file = path("in")
    if !FileManager.default.fileExists(atPath: file) { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(lines.joined().utf8))
    try handle.close()
  }

  @Test func aRuleThatHasChangedBeginsAnewAndOthersGoOn() throws {
    try appendEvents([5, 15, 25])
    #expect(try run([counting("A", "1"), counting("B", "1")]) == ["A": [1, 2, 3], "B": [1, 2, 3]])
    // Another code, and a rule that is gone, as the state is read.
    var said: [String] = []
    let settings = EngineSettings()
    let changed = DetectorEngine(
      [counting("A", "2")], ReferenceLists([]), settings, OutputStream(descriptor: 1))
    try? FileManager.default.copyItem(atPath: path("state"), toPath: path("copy"))
    try StateStore(folder: path("copy")).restore(changed) { said.append($0) }
    #expect(
      said == [
        "the rule 'A' has changed: its state is dropped, and it begins anew",
        "there is no rule 'B B' any more: its state is dropped",
      ])
    // Both see the new events; only B still knows the old ones.
    try appendEvents([35, 45])
    #expect(try run([counting("A", "2"), counting("B", "1")]) == ["A": [1, 2], "B": [4, 5]])
    // And a new rule begins with what is new.
    try appendEvents([55])
    #expect(
      try run([counting("A", "2"), counting("B", "1"), counting("C", "1")]) == ["A": [3], "B": [6], "C": [1]])
  }

  @Test func runsGoOnAsEventsComeAfterARestart() throws {
    try appendEvents([5, 15, 25])
    #expect(try run([counting("A", "1")]) == ["A": [1, 2, 3]])
    let nowhere = open("/dev/null", O_WRONLY)
    defer { close(nowhere) }
    let engine = DetectorEngine(
      [counting("A", "1")], ReferenceLists([]), EngineSettings(), OutputStream(descriptor: nowhere))
    engine.followEventTime()
    try StateStore(folder: path("state")).restore(engine) { Issue.record("\($0)") }
    engine.changeInput(InputClock(latest: try #require(engine.clockTime)), others: .max)
    let line = Array(#"{"TimeGenerated":"2026-03-01T00:55:00Z","Type":"T"}"#.utf8) + [0x0A]
    var place = RecordPlace()
    let before = engine.figures[0].runs
    #expect(line.withUnsafeBufferPointer { engine.read($0, of: "in", &place, isLast: false) } == nil)
    #expect(engine.figures[0].runs > before)
  }

  @Test func aDisabledRuleBeginsAnewAfterARestart() throws {
    try appendEvents([5, 15, 25])
    let greedy = copyingRule([.init("TimeGenerated", .dateTime)]) {
      $0.id = "Greedy"
      $0.name = "Greedy"
      $0.queryFrequency = TimeSpan(ticks: 10 * TimeSpan.ticksPerMinute)
      $0.queryPeriod = TimeSpan(ticks: 60 * TimeSpan.ticksPerMinute)
    }
    let rules = [greedy, counting("B", "1")]
    #expect(try run(rules, ["--max-rows", "2"]).mapValues(\.count) == ["Greedy": 2, "B": 3])
    var said: [String] = []
    let engine = DetectorEngine(rules, ReferenceLists([]), EngineSettings(), OutputStream(descriptor: 1))
    try FileManager.default.copyItem(atPath: path("state"), toPath: path("copy"))
    try StateStore(folder: path("copy")).restore(engine) { said.append($0) }
    #expect(said.count == 1 && said[0].hasPrefix("the rule 'Greedy' was disabled (its result of 3 rows is beyond"))
    #expect(engine.figures[0].survivors == 0 && engine.figures[1].survivors == 3)
    try appendEvents([35, 45])
    #expect(try run(rules, ["--max-rows", "2"]).mapValues(\.count) == ["Greedy": 2, "B": 2])
  }

  // MARK: The output

  private func buffer(_ text: String) -> ByteBuffer {
    let buffer = ByteBuffer()
    for byte in text.utf8 { buffer.append(byte) }
    return buffer
  }

  @Test func linesThatWereOnTheirWayGoToTheFileThatTheyBelongTo() throws {
    let file = AlertFile(path: path("alerts"))
    try file.open(keeping: nil)
    try file.write(buffer("1\n2\n"))
    let known = try #require(file.place)
    // These are in the state as well, and some of them in the file.
    try file.write(buffer("3\n"))
    for name in ["alerts", "alerts.1"] {
      if name == "alerts.1" { try FileManager.default.moveItem(atPath: path("alerts"), toPath: path(name)) }
      var said: [String] = []
      let again = AlertFile(path: path("alerts"))
      try again.open(keeping: known)
      try again.finish(buffer("3\n4\n")) { said.append($0) }
      #expect(try text(name) == "1\n2\n3\n4\n")
      #expect(said.isEmpty)
      if name == "alerts.1" {
        try again.write(buffer("5\n"))
        #expect(try text("alerts") == "5\n" && text(name) == "1\n2\n3\n4\n")
        #expect(again.place?.length == 2 && again.place?.file != known.file)
      }
    }
  }

  @Test func anOutputThatIsGoneIsSaid() throws {
    let file = AlertFile(path: path("alerts"))
    try file.open(keeping: nil)
    try file.write(buffer("1\n2\n"))
    let known = try #require(file.place)
    try Data("9\n".utf8).write(to: folder.appending(path: "other"))
    try FileManager.default.removeItem(atPath: path("alerts"))
    var said: [String] = []
    let again = AlertFile(path: path("alerts"))
    try again.open(keeping: known)
    try again.finish(buffer("")) { said.append($0) }
    #expect(said.isEmpty)
    try again.finish(buffer("2\n")) { said.append($0) }
    #expect(said.count == 1)
    #expect(try text("alerts") == "2\n")
    // One that somebody has cut is not written to.
    let longer = AlertFile.Place(file: try #require(again.place).file, length: 100)
    #expect(throws: Service.Failure.self) { try AlertFile(path: self.path("alerts")).open(keeping: longer) }
  }
}
