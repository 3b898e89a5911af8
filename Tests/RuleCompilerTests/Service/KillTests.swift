import Foundation
import Testing

@testable import DetectorRuntime

/// `detector run` over files that are appended to and rotated, killed again and again: what it has written in the end is
/// what one undisturbed scan gives.
///
/// `KILL_POINTS=1000 KILL_EVENTS=FILE DETECTOR=PATH swift test --filter KillTests` for more than the usual number, over
/// other events (NDJSON in the order of their times), by another detector.
@Suite struct KillTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "kill-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private static let environment = ProcessInfo.processInfo.environment

  /// The events, with some lines among them that are none.
  private func events() throws -> Data {
    if let path = Self.environment["KILL_EVENTS"] { return try Data(contentsOf: URL(filePath: path)) }
    var lines = try BundledEvents.sortedLines().map(\.line)
    for place in stride(from: lines.count - 1, to: 0, by: -500) { lines.insert(Data("{\"broken\":".utf8), at: place) }
    return Data(lines.joined(separator: [0x0A])) + [0x0A]
  }

  @Test(.enabled(if: DetectorProcess.isThere, "the detector has not been built"))
  func killedRunsGiveTheAlertsOfOneScan() throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: path("in"), withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let events = try events()
    try events.write(to: folder.appending(path: "all"))
    let scan = try DetectorProcess(["scan", path("all"), "--output", path("expected")]).finish()
    #expect(scan.code == 0)
    let expected = try Data(contentsOf: folder.appending(path: "expected"))
    #expect(expected.count > 1000)

    let words = [
      "run", path("in"), "--clock", "event", "--idle", "0s", "--commit", "200", "--output", path("alerts"), "--state",
      path("state"),
    ]
    let points = Self.environment["KILL_POINTS"].flatMap { Int($0) } ?? 30
    var written = 0
    var withAlerts = 0
    // How long a run may live. On a busy machine a run needs longer to get anywhere.
    var longest: UInt32 = 120_000
    var size = 0
    var withNewAlerts = 0
    for point in 1...points {
      // The next piece ends anywhere; the file of one that ends with its line may get another name.
      var end = events.count * point / points
      let rotates = point % 7 == 0
      if rotates { end = events[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? end }
      if end > written {
        try append(events[written..<end])
        written = end
      }
      if rotates { try manager.moveItem(atPath: path("in/log"), toPath: path("in/log.\(point)")) }
      let run = try DetectorProcess(words)
      usleep(UInt32.random(in: 1000...longest))
      run.send(SIGKILL)
      #expect(run.finish().code == -SIGKILL)
      let alerts = (try? manager.attributesOfItem(atPath: path("alerts"))[.size] as? Int) ?? 0
      if alerts > 0 { withAlerts += 1 }
      if alerts > size { withNewAlerts += 1 }
      longest = alerts > size ? max(120_000, longest / 2) : min(longest + longest / 4, 4_000_000)
      size = alerts
    }
    let last = try DetectorProcess(words + ["--no-follow"]).finish()
    #expect(last.code == 0)
    #expect(withAlerts > points / 4, "most runs were killed before they wrote anything")
    #expect(withNewAlerts > 2, "runs after a restart wrote nothing")
    let found = try Data(contentsOf: folder.appending(path: "alerts"))
    #expect(found == expected, "\(lineCount(found)) lines instead of \(lineCount(expected))")
    // read N events (…): E evaluated, R rejected
    let ledger = { (text: String) in
      text.split(separator: "\n").first?.replacing(#/ \(.*\)/#, with: "").description ?? ""
    }
    #expect(ledger(last.errors) == ledger(scan.errors))
    #expect(last.errors.contains("\nrejected ") == scan.errors.contains("\nrejected "))
  }

  private func append(_ bytes: Data) throws {
    if !FileManager.default.fileExists(atPath: path("in/log")) {
      _ = FileManager.default.createFile(atPath: path("in/log"), contents: nil)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path("in/log")))
    try file.seekToEnd()
    try file.write(contentsOf: bytes)
    try file.close()
  }

  private func lineCount(_ data: Data) -> Int { data.count { $0 == 0x0A } }
}
