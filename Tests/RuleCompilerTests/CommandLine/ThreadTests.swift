import Foundation
import Testing

@testable import DetectorRuntime

/// Reading on several threads gives what reading on one gives.
struct ThreadTests {
  private static let columns = [
    ColumnDefinition("TimeGenerated", .dateTime), ColumnDefinition("Text", .string), ColumnDefinition("N", .long),
  ]

  /// What a scan of files with the given contents has come to.
  private struct Reading: Equatable {
    var output: String
    var evaluated: [Int]
    var rejected: [String]
    var lines: Int
    var failures: [String]
  }

  private func read(
    _ files: [Data], threads: Int, partSize: Int = 512, now: String? = nil, name: String = "events"
  ) throws -> Reading {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("threads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var sources: [ByteSource] = []
    for (index, file) in files.enumerated() {
      let path = folder.appendingPathComponent("\(name)-\(index)").path
      try file.write(to: URL(fileURLWithPath: path))
      sources.append(try ByteSource(path: path))
    }
    let path = folder.appendingPathComponent("output").path
    let output = try #require(OutputStream(path: path, appends: false))
    var settings = EngineSettings()
    settings.emission = .rows
    let arena = Arena()
    settings.now = now.flatMap { text in withExtendedLifetime(arena) { parseDateTime(arena.copy(text)) } }
    let engine = DetectorEngine([copyingRule(Self.columns)], ReferenceLists([], .init()), settings, output)
    var failures: [String] = []
    if threads > 1 {
      let reading = ParallelReading(engine, sources, threads: threads, partSize: partSize) { _, _, _ in true }
      failures = try #require(reading.read())
    } else {
      for source in sources {
        do throws(ByteSource.Failure) { try engine.read(source) } catch {
          failures.append("\(source.name) \(error.text)")
        }
      }
    }
    engine.finish()
    output.flush()
    let examples = engine.ledger.examples.enumerated().flatMap { reason, examples in
      examples.map { "\(reason) \(URL(fileURLWithPath: $0.input).lastPathComponent) \($0.line) \($0.offset)" }
    }
    return Reading(
      output: try String(contentsOfFile: path, encoding: .utf8),
      evaluated: [engine.recordCount, engine.dispatcher.withoutTime] + engine.dispatcher.readings.map(\.count),
      rejected: engine.ledger.counts.map { "\($0)" } + examples, lines: engine.dispatcher.unread["U"] ?? 0,
      failures: failures.map { String($0.drop { $0 != " " }) })
  }

  private func expectSame(_ files: [Data], now: String? = nil, _ place: SourceLocation = #_sourceLocation) throws {
    let one = try read(files, threads: 1, now: now)
    for (threads, partSize) in [(2, 512), (3, 97), (4, 4000)] {
      let several = try read(files, threads: threads, partSize: partSize, now: now)
      #expect(several == one, "\(threads) threads, parts of \(partSize) bytes", sourceLocation: place)
    }
  }

  private func record(_ number: Int, _ pick: inout SeededGenerator) -> String {
    let table = pick.next() % 8 == 0 ? "U" : "T"
    let time = pick.next() % 6 == 0 ? "" : ",\"TimeGenerated\":\"2026-03-01T\(10 + number % 9):00:00Z\""
    return
      "{\"Type\":\"\(table)\"\(time),\"Text\":\"\(String(repeating: "x", count: Int(pick.next() % 40)))\",\"N\":\(number)}"
  }

  @Test func linesOfAllKinds() throws {
    var pick = SeededGenerator(seed: 7)
    for _ in 0..<8 {
      var files: [Data] = []
      for _ in 0..<Int(1 + pick.next() % 3) {
        var text = ""
        for number in 0..<300 {
          let line = record(number, &pick)
          switch pick.next() % 12 {
          case 0: text += String(line.prefix(Int(pick.next() % UInt64(line.count)))) + "\n"
          case 1: text += "\n  \r\n" + line + "\r\n"
          case 2: text += line + " x\n"
          case 3: text += "[" + line + "," + line + "]\n"
          case 4: text += "{\"records\":[" + line + "]}\n"
          default: text += line + "\n"
          }
        }
        files.append(Data(text.utf8))
      }
      try expectSame(files)
    }
  }

  @Test func recordsOverSeveralLines() throws {
    var pick = SeededGenerator(seed: 8)
    let records = (0..<200).map { record($0, &pick) }
    let pretty = records.map { $0.replacingOccurrences(of: ",", with: ",\n ") }.joined(separator: "\n")
    let array = "[" + records.joined(separator: ",\n") + "]"
    let mixed = records.joined(separator: "\n") + "\n" + array + "\n" + pretty
    let open = records.joined(separator: "\n") + "\n{\"records\":[" + records.joined(separator: ",\n")
    for text in [pretty, array, mixed, open] {
      try expectSame([Data(text.utf8), Data(records.joined(separator: "\n").utf8)])
    }
  }

  @Test func oneEvaluation() throws {
    var pick = SeededGenerator(seed: 9)
    let text = (0..<400).map { record($0, &pick) }.joined(separator: "\n")
    try expectSame([Data(text.utf8)], now: "2026-03-01T15:00:00Z")
  }

  @Test func filesThatEndEarly() throws {
    var pick = SeededGenerator(seed: 10)
    let text = (0..<100).map { record($0, &pick) }.joined(separator: "\n")
    // The header of a gzip file, and nothing behind it.
    let broken = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
    try expectSame([Data(text.utf8), broken, Data(text.utf8)])
  }

  @Test func strictReadingLeavesItToOneThread() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("threads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("events").path
    try String(repeating: "{\"Type\":\"T\"}\n{\"Type\":\n", count: 100).write(
      toFile: path, atomically: true, encoding: .utf8)
    var settings = EngineSettings()
    settings.isStrict = true
    let engine = DetectorEngine(
      [copyingRule(Self.columns)], ReferenceLists([], .init()), settings, OutputStream(descriptor: 2))
    let reading = ParallelReading(engine, [try ByteSource(path: path)], threads: 2, partSize: 256) { _, _, _ in true }
    #expect(reading.read() == nil)
    #expect(engine.recordCount == 0)
  }

  @Test(arguments: ["1", "2"]) func keptEventsBeyondTheLimitFailTheScan(threads: String) throws {
    let line =
      "{\"Type\":\"T\",\"TimeGenerated\":\"2026-03-01T00:00:00Z\",\"Text\":\"\(String(repeating: "x", count: 500))\"}\n"
    let events = String(repeating: line, count: 12000)
    let rule = copyingRule(Self.columns) { $0.eventGrouping = .singleAlert }
    let options = ["--emit", "rows", "--threads", threads, "--now", "2026-03-01T00:00:00Z", "--memory-limit"]
    let failed = try ScanFixture([rule], events, options + ["2"])
    #expect(failed.exitCode == 1)
    #expect(failed.lines.isEmpty)
    let fitting = try ScanFixture([rule], events, options + ["200"])
    #expect(fitting.exitCode == 0)
    #expect(fitting.lines.count == 12000)
  }

  @Test func threadsDoNotGoWithLateness() {
    let words = ["scan", "/dev/null", "--threads", "2", "--lateness", "1m"]
    #expect(DetectorCommandLine.run([copyingRule(Self.columns)], words) == 64)
  }
}
