import Foundation
import Testing

@testable import DetectorRuntime

/// A summary that is kept up to date as events come gives what a loop over all of them gives, byte for byte.
/// `PROPERTY_SEED=N` takes other events.
@Suite struct SummaryTests {
  private static let minute = TimeSpan.ticksPerMinute

  /// The bytes that a scan writes.
  private func output(_ rule: DetectorDefinition, _ files: [[String]], _ options: [String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("summary-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var words = ["scan", "--quiet", "--output", folder.appendingPathComponent("output").path] + options
    for (index, lines) in files.enumerated() {
      let path = folder.appendingPathComponent("events-\(index)")
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: path)
      words.append(path.path)
    }
    #expect(DetectorCommandLine.run([rule], words) == 0)
    return try String(contentsOf: folder.appendingPathComponent("output"), encoding: .utf8)
  }

  /// Frequency and period in minutes: periods side by side, sliding ones, some that share no whole part but minutes.
  private static let schedules: [(Int64, Int64)] = [(60, 60), (60, 180), (30, 45), (10, 10), (7, 13)]

  @Test(arguments: SummaryFixture.Keys.allCases, [false, true])
  func givesWhatALoopGives(_ keys: SummaryFixture.Keys, takesNumbersOnly: Bool) throws {
    // Where keys are computed, rows are kept in any case.
    guard keys != .computed || !takesNumbersOnly else { return }
    var pick = SeededGenerator(seed: SeededGenerator.seed)
    for (frequency, period) in Self.schedules {
      let fixture = SummaryFixture(
        keys: keys, frequency: frequency * Self.minute, period: period * Self.minute,
        takesNumbersOnly: takesNumbersOnly)
      let events = SummaryFixture.events(400, over: 30_000, disorder: 600, &pick)
      let shuffled = events.shuffled(using: &pick)
      for options in [
        [], ["--emit", "rows"], ["--lateness", "600s", "--emit", "rows"],
        ["--now", "2026-03-01T05:00:00Z", "--emit", "rows"], ["--start", "2026-03-01T00:03:00Z", "--emit", "rows"],
      ] {
        for keepsAll in [true, false] {
          let expected = try output(fixture.loop(keepsAll: keepsAll), [events], options)
          let rule = fixture.summary(keepsAll: keepsAll)
          #expect(try output(rule, [events], options) == expected, "\(frequency) \(period) \(options)")
          #expect(try output(rule, [events], options + ["--no-summaries"]) == expected)
          guard !options.contains("--lateness") else { continue }
          #expect(try output(rule, [shuffled], options) == expected, "shuffled \(options)")
          let halves = [Array(shuffled[..<150]), Array(shuffled[150...])]
          #expect(try output(rule, halves, options + ["--threads", "2"]) == expected, "threads \(options)")
        }
      }
    }
  }

  /// Batches of a thousand rows, and more groups than a block holds.
  @Test(arguments: [false, true]) func manyRowsAndGroups(takesNumbersOnly: Bool) throws {
    var pick = SeededGenerator(seed: 3)
    let fixture = SummaryFixture(
      keys: .column, frequency: 60 * Self.minute, period: 120 * Self.minute, takesNumbersOnly: takesNumbersOnly)
    let events = (0..<9000).map { number in
      let second = number / 3
      let name = Int.random(in: 0..<4000, using: &pick)
      return """
        {"Type":"T","TimeGenerated":"2026-03-01T0\(second / 3600):\(String(format: "%02d", second / 60 % 60)):\
        \(String(format: "%02d", second % 60))Z","A":"name of group \(name)","B":"b\(name % 7)","N":\(number % 11)}
        """
    }
    let expected = try output(fixture.loop(), [events], ["--emit", "rows"])
    #expect(expected.utf8.count > (takesNumbersOnly ? 500_000 : 1_000_000))
    #expect(try output(fixture.summary(), [events], ["--emit", "rows"]) == expected)
    #expect(try output(fixture.summary(), [events.reversed()], ["--emit", "rows"]) == expected)
  }

  // MARK: State

  /// A detector that is stopped after every `step` events and goes on from its state.
  private func runInSteps(_ rule: DetectorDefinition, _ events: [String], step: Int) throws -> String {
    final class Lines: AlertSink {
      let buffer = ByteBuffer(capacity: 1 << 12)
      var isClosed: Bool { false }
      func endLine() { buffer.append(0x0A) }
    }
    let lines = Lines()
    var settings = EngineSettings()
    settings.emission = .rows
    settings.delay = TimeSpan(ticks: 10 * Self.minute)
    var kept: [[UInt8]] = []
    var states: (rule: [UInt8], engine: [UInt8])?
    for start in stride(from: 0, to: events.count, by: step) {
      let engine = DetectorEngine([rule], ReferenceLists([], .init()), settings, lines)
      engine.beginState()
      engine.followEventTime()
      if let states {
        #expect(states.engine.withUnsafeBufferPointer { engine.restoreState(from: $0) })
        #expect(states.rule.withUnsafeBufferPointer { engine.restoreState(ofRule: 0, from: $0) })
        for bytes in kept {
          #expect(bytes.withUnsafeBufferPointer { engine.restoreSurvivors(ofRule: 0, source: 0, from: $0) })
        }
      }
      let end = min(start + step, events.count)
      let piece = Array((events[start..<end].joined(separator: "\n") + "\n").utf8)
      var place = RecordPlace()
      var clock = InputClock(latest: engine.clockTime ?? .min)
      clock.expect(atWall: DateTime(ticks: 0), tolerance: .max)
      engine.changeInput(clock, others: .max)
      _ = piece.withUnsafeBufferPointer { engine.read($0, of: "events", &place, isLast: true) }
      if end == events.count { engine.finish() }
      let buffer = ByteBuffer(capacity: 64)
      if engine.appendNewSurvivors(ofRule: 0, source: 0, to: buffer) != nil { kept.append(Array(buffer.bytes)) }
      buffer.truncate()
      engine.appendState(ofRule: 0, to: buffer)
      let ruleState = Array(buffer.bytes)
      buffer.truncate()
      engine.appendState(to: buffer)
      states = (ruleState, Array(buffer.bytes))
    }
    return lines.buffer.text().description
  }

  @Test(arguments: [false, true]) func goesOnFromItsState(takesNumbersOnly: Bool) throws {
    var pick = SeededGenerator(seed: SeededGenerator.seed &+ 1)
    let fixture = SummaryFixture(
      keys: .column, frequency: 30 * Self.minute, period: 90 * Self.minute, takesNumbersOnly: takesNumbersOnly)
    let events = SummaryFixture.events(3000, over: 30_000, disorder: 500, &pick)
    let expected = try runInSteps(fixture.loop(), events, step: 10_000)
    #expect(expected.split(separator: "\n").count > 50)
    for step in [10_000, 2900, 1100, 300] {
      #expect(try runInSteps(fixture.summary(), events, step: step) == expected, "\(step)")
    }
  }

  // MARK: Memory

  @Test func memoryIsThatOfTheGroups() throws {
    let fixture = SummaryFixture(keys: .column, frequency: 60 * Self.minute, period: 60 * Self.minute)
    func bytes(_ rule: DetectorDefinition) -> Int {
      final class Nothing: AlertSink {
        let buffer = ByteBuffer()
        var isClosed: Bool { false }
        func endLine() {}
      }
      let engine = DetectorEngine([rule], ReferenceLists([], .init()), EngineSettings(), Nothing())
      let event = #"{"Type":"T","TimeGenerated":"2026-03-01T00:20:00Z","A":"one","B":"b","N":5}"#
      let piece = Array(String(repeating: event + "\n", count: 50_000).utf8)
      var place = RecordPlace()
      _ = piece.withUnsafeBufferPointer { engine.read($0, of: "events", &place, isLast: true) }
      return engine.survivorBytes
    }
    #expect(bytes(fixture.summary()) < 300_000)
    #expect(bytes(fixture.loop()) > 4_000_000)
  }
}
