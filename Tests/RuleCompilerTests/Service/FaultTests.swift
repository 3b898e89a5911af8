import Foundation
import Testing

@testable import DetectorRuntime

/// A detector whose files fail: it goes on, or stops and says why; started again, it gives the alerts of one scan.
///
/// `FAULT_POINTS=200 swift test --filter FaultTests` for more than the usual calls.
@Suite struct FaultTests {
  private static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
  private static let detector = package.appending(path: ".build/debug/detector")
  private static let compiler = "/usr/bin/cc"
  private static let canRun = [detector.path, compiler].allSatisfy { FileManager.default.fileExists(atPath: $0) }

  private let folder = FileManager.default.temporaryDirectory.appending(path: "fault-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> (code: Int32, errors: String) {
    let process = Process()
    process.executableURL = Self.detector
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    return (process.terminationStatus, text)
  }

  private func writeEvents() throws {
    try BundledEvents.ndjson().write(to: folder.appending(path: "events"))
  }

  @Test(
    .enabled(if: canRun, "the detector has not been built, or there is no cc"),
    arguments: ["short", "enospc", "eio", "fsync"])
  func faultsNeverGiveAWrongSetOfAlerts(kind: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try writeEvents()
    let build = Process()
    build.executableURL = URL(filePath: Self.compiler)
    build.arguments = [
      "-shared", "-fPIC", "-o", path("faults.so"), Self.package.appending(path: "Tests/Faults/faults.c").path, "-ldl",
    ]
    try build.run()
    build.waitUntilExit()
    try #require(build.terminationStatus == 0)
    // What comes late is late for both.
    let common = [path("events"), "--lateness", "3650d"]
    _ = try run(["scan"] + common + ["--quiet", "--output", path("expected")])
    let expected = try Data(contentsOf: folder.appending(path: "expected"))
    #expect(expected.count > 1000)

    let count = ProcessInfo.processInfo.environment["FAULT_POINTS"].flatMap { Int($0) }
    var stops = 0
    for point in count.map({ Array(1...$0) }) ?? [1, 2, 3, 5, 8, 13, 21, 34, 55] {
      for stays in [false, true] {
        try? manager.removeItem(at: folder.appending(path: "out"))
        try manager.createDirectory(at: folder.appending(path: "out"), withIntermediateDirectories: true)
        let words =
          ["run"] + common + ["--clock", "event", "--commit", "300", "--no-follow", "--quiet"]
          + ["--output", path("out/alerts"), "--state", path("out/state")]
        var environment = [
          "LD_PRELOAD": path("faults.so"), "FAULT_FOLDER": path("out"), "FAULT_KIND": kind, "FAULT_AT": "\(point)",
        ]
        if stays { environment["FAULT_STAYS"] = "1" }
        let first = try run(words, environment)
        let place = "\(kind) at \(point)\(stays ? " and on" : ""): \(first.errors)"
        if first.code == 0 {
          #expect(try Data(contentsOf: folder.appending(path: "out/alerts")) == expected, "\(place)")
        } else {
          stops += 1
          #expect([73, 74].contains(first.code) && first.errors.hasPrefix("detector: the "), "\(place)")
        }
        let second = try run(words)
        #expect(second.code == 0 && second.errors.isEmpty, "\(place), then \(second.errors)")
        #expect(try Data(contentsOf: folder.appending(path: "out/alerts")) == expected, "\(place)")
      }
    }
    #expect(kind == "short" ? stops == 0 : stops > 4)
  }
}
