import Foundation
import Testing

@testable import DetectorRuntime

/// `detector run`, killed again and again: what it has written in the end is what one undisturbed scan gives.
///
/// `KILL_POINTS=1000 swift test --filter KillTests` for more than the usual number.
@Suite struct KillTests {
  private static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
  private static let detector = package.appending(path: ".build/debug/detector")

  private let folder = FileManager.default.temporaryDirectory.appending(path: "kill-\(UUID().uuidString)")
  private var events: URL { folder.appending(path: "events.ndjson") }

  private func process(_ words: [String], errors: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = Self.detector
    process.arguments = words
    process.standardError = errors ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  private func decompress() throws {
    // In the order of their times, so that none is late.
    let key = Data("\"TimeGenerated\":\"".utf8)
    let lines = try BundledEvents.ndjson().split(separator: 0x0A).map { line -> (time: String, line: Data) in
      guard let place = line.range(of: key) else { return ("", line) }
      return (String(decoding: line[place.upperBound...].prefix(28), as: UTF8.self), line)
    }
    let sorted = lines.sorted { $0.time < $1.time }.map(\.line)
    try Data(sorted.joined(separator: [0x0A]) + [0x0A]).write(to: events)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: detector.path), "the detector has not been built"))
  func killedRunsGiveTheAlertsOfOneScan() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try decompress()
    let expected = folder.appending(path: "expected")
    try process(["scan", events.path, "--quiet", "--output", expected.path]).waitUntilExit()
    let output = folder.appending(path: "alerts")
    let words = [
      "run", events.path, "--clock", "event", "--commit", "200", "--no-follow", "--output", output.path, "--state",
      folder.appending(path: "state").path,
    ]
    let points = ProcessInfo.processInfo.environment["KILL_POINTS"].flatMap { Int($0) } ?? 30
    var ends = 0
    for _ in 0..<points {
      let run = try process(words)
      usleep(UInt32.random(in: 1000...120_000))
      if !run.isRunning { ends += 1 }
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      if ends > 0 {
        // It came to its end: begin anew.
        #expect(try Data(contentsOf: output) == Data(contentsOf: expected))
        try FileManager.default.removeItem(at: output)
        try FileManager.default.removeItem(at: folder.appending(path: "state"))
        ends = 0
      }
    }
    let errors = Pipe()
    let last = try process(words, errors: errors)
    let summary = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    #expect(summary.contains("read 2993 events: 2993 evaluated, 0 rejected"), "\(summary)")
    #expect(try Data(contentsOf: output) == Data(contentsOf: expected))
    #expect(try Data(contentsOf: expected).count > 1000)
  }
}
