import Foundation
import Testing

@testable import DetectorRuntime

/// A detector that runs: what it answers about itself, what signals do, what a slow reader of its alerts does.
@Suite struct SignalTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "signal-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private func contents(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  private func wait(_ what: String, until isSo: () throws -> Bool) throws {
    for _ in 0..<400 {
      if try isSo() { return }
      usleep(50_000)
    }
    Issue.record("\(what) has not come")
  }

  private func answer(_ port: Int, _ target: String) -> String {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
    }
    guard isConnected else { return "" }
    let request = Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    _ = send(socket, request, request.count, 0)
    var text = [UInt8]()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(socket, &piece, piece.count, 0), count > 0 { text += piece[..<count] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The values of a family of metrics by their labels.
  private func values(_ metrics: String, _ family: String) -> [String: Double] {
    var values: [String: Double] = [:]
    for line in metrics.split(whereSeparator: \.isNewline) where line.hasPrefix("detector_\(family)") {
      guard let blank = line.lastIndex(of: " ") else { continue }
      let name = line[..<blank].dropFirst("detector_\(family)".count)
      guard name.isEmpty || name.hasPrefix("{") else { continue }
      values[String(name)] = Double(line[line.index(after: blank)...])
    }
    return values
  }

  @Test(.enabled(if: DetectorProcess.isThere, "the detector has not been built"))
  func aFolderWithoutFilesIsFollowed() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "in"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let detector = try DetectorProcess([
      "run", path("in"), "--clock", "event", "--lateness", "0m", "--emit", "rows", "--output", path("rows"),
    ])
    usleep(300_000)
    #expect(detector.process.isRunning)
    let lines = try BundledEvents.sortedLines().map(\.line)
    try Data(lines.joined(separator: [0x0A])).write(to: URL(filePath: path("part")))
    try FileManager.default.moveItem(atPath: path("part"), toPath: path("in/events"))
    try wait("a row") { !contents("rows").isEmpty }
    detector.send(SIGTERM)
    #expect(detector.finish().code == 0)
  }

  @Test(.enabled(if: DetectorProcess.isThere, "the detector has not been built"))
  func metricsReopeningAndStopping() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = try BundledEvents.sortedLines().map(\.line)
    let half = Data(lines[..<1500].joined(separator: [0x0A])) + Data("\n[1]\n".utf8)
    let rest = Data(lines[1500...].joined(separator: [0x0A])) + Data("\n".utf8)
    try (half + rest).write(to: folder.appending(path: "all"))
    _ = try DetectorProcess(["scan", path("all"), "--output", path("expected"), "--quiet"]).finish()
    try half.write(to: folder.appending(path: "events"))

    let port = try ReceiverFixture.deadPort()
    let words = [
      "run", path("events"), "--clock", "event", "--output", path("alerts"), "--state", path("state"), "--metrics-port",
      "\(port)",
    ]
    let run = try DetectorProcess(words)
    try wait("an alert") { !contents("alerts").isEmpty }
    try wait("the end of the input") { values(answer(port, "/metrics"), "records_read_total")[""] == 1501 }
    #expect(answer(port, "/health").hasSuffix("\r\n\r\nok\n"))
    #expect(answer(port, "/other").hasPrefix("HTTP/1.1 404 "))
    let metrics = answer(port, "/metrics")
    #expect(metrics.contains("Content-Type: text/plain; version=0.0.4"))
    #expect(values(metrics, "records_evaluated_total")[""] == 1500)
    let rejected = values(metrics, "records_rejected_total")
    #expect(rejected["{reason=\"the record is not a JSON object\"}"] == 1)
    #expect(rejected.values.reduce(0, +) == 1)
    for family in ["records_late_total", "records_ahead_total"] { #expect(values(metrics, family)[""] == 0) }
    let rules = Set(values(metrics, "alerts_total").keys)
    #expect(rules.count > 10)
    for family in ["runs_total", "evaluation_seconds_total", "state_bytes", "rule_disabled", "lag_seconds"] {
      #expect(Set(values(metrics, family).keys) == rules, "\(family)")
    }
    #expect(values(metrics, "state_bytes").values.contains { $0 > 0 })
    #expect(values(metrics, "evaluation_seconds_total").values.contains { $0 > 0 })
    try wait("the alerts that are counted") {
      let counted = values(answer(port, "/metrics"), "alerts_total").values.reduce(0, +)
      return Int(counted) == contents("alerts").split(separator: "\n").count
    }

    // As logrotate does it.
    try FileManager.default.moveItem(atPath: path("alerts"), toPath: path("alerts.1"))
    run.send(SIGHUP)
    try wait("the new file") { FileManager.default.fileExists(atPath: path("alerts")) }
    let events = try FileHandle(forWritingTo: folder.appending(path: "events"))
    try events.seekToEnd()
    try events.write(contentsOf: rest)
    try wait("an alert in the new file") { !contents("alerts").isEmpty }
    run.send(SIGTERM)
    let end = run.finish()
    #expect(end.code == 0)
    #expect(end.errors.contains(" evaluated, 1 rejected\n"))
    // The checkpoint leaves nothing beside the database.
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("state")) == ["state.sqlite"])
    let last = try DetectorProcess(words + ["--no-follow"]).finish()
    #expect(last.code == 0)
    #expect(last.errors.hasPrefix("read 2994 events: 2993 evaluated, 1 rejected\n"))
    #expect(contents("alerts.1") + contents("alerts") == contents("expected"))
  }

  @Test(.enabled(if: DetectorProcess.isThere, "the detector has not been built"))
  func aReaderThatIsSlowLosesNothing() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = try BundledEvents.sortedLines().map(\.line)
    try Data(lines.joined(separator: [0x0A])).write(to: folder.appending(path: "events"))
    _ = try DetectorProcess(["scan", path("events"), "--incidents", "--output", path("expected"), "--quiet"]).finish()
    // More than a pipe takes.
    #expect(contents("expected").utf8.count > 1 << 16)
    let output = Pipe()
    let run = try DetectorProcess(
      ["run", path("events"), "--clock", "event", "--incidents", "--no-follow", "--quiet"], output: output)
    sleep(2)
    #expect(run.process.isRunning)
    let found = output.fileHandleForReading.readDataToEndOfFile()
    #expect(run.finish().code == 0)
    #expect(String(decoding: found, as: UTF8.self) == contents("expected"))
  }
}
