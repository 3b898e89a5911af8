import Foundation
import Testing

@testable import DetectorRuntime

/// However events come, the alerts are those of one scan, to the byte: in another order within the lateness, in pieces of
/// any size, through standard input, files, or both.
///
/// `PROPERTY_SEED=N MIXTURES=100 swift test --filter MixtureTests` for other mixtures and more of them.
@Suite struct MixtureTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "mixture-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private static let count = ProcessInfo.processInfo.environment["MIXTURES"].flatMap { Int($0) } ?? 8

  @Test(.enabled(if: DetectorProcess.isThere, "the detector has not been built"))
  func mixturesGiveTheAlertsOfOneScan() throws {
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let events = try BundledEvents.sortedLines()
    try Data(events.map(\.line).joined(separator: [0x0A])).write(to: folder.appending(path: "all"))
    #expect(
      try DetectorProcess(["scan", path("all"), "--incidents", "--output", path("expected")]).finish().code == 0)
    let expected = try Data(contentsOf: folder.appending(path: "expected"))
    #expect(expected.count > 1000)

    var generator = SeededGenerator(seed: SeededGenerator.seed)
    for number in 0..<Self.count {
      let lateness = [0, 1, 5, 60].randomElement(using: &generator) ?? 0
      let most = Int64(lateness) * TimeSpan.ticksPerMinute
      let shuffled = events.map { (key: $0.time + Int64.random(in: 0...most, using: &generator), line: $0.line) }
        .sorted { $0.key < $1.key }.map(\.line)
      // 0 is standard input, if there is one.
      let files = Int.random(in: 0...4, using: &generator)
      let hasInput = files == 0 || Bool.random(using: &generator)
      var parts = [[Data]](repeating: [], count: files + 1)
      for line in shuffled { parts[Int.random(in: (hasInput ? 0 : 1)...files, using: &generator)].append(line) }
      let name = "in\(number)"
      try manager.createDirectory(atPath: path(name), withIntermediateDirectories: true)
      var inputs: [String] = hasInput ? ["-"] : []
      for (index, part) in parts.enumerated().dropFirst() {
        try text(of: part, &generator).write(to: folder.appending(path: "\(name)/\(index)"))
        if index == 1 { inputs.append(path("\(name)/1")) }
        if index == 2 { inputs.append(path(name)) }
      }
      let pipe = Pipe()
      let run = try DetectorProcess(
        ["run"] + inputs + ["--clock", "event", "--lateness", "\(lateness)m", "--no-follow", "--incidents"]
          + ["--output", path("alerts\(number)")], input: pipe)
      try feed(hasInput ? text(of: parts[0], &generator) : Data(), to: pipe.fileHandleForWriting, &generator)
      let end = run.finish()
      #expect(end.code == 0)
      let found = try Data(contentsOf: folder.appending(path: "alerts\(number)"))
      let what = "mixture \(number): \(files) files, lateness \(lateness)m, \(hasInput ? "standard input" : "none")"
      #expect(found == expected, "\(what): \(end.errors)")
      #expect(end.errors.contains("read \(events.count) events: \(events.count) evaluated, 0 rejected"), "\(what)")
    }
  }

  /// Lines, one array, or the envelope that exports have.
  private func text(of lines: [Data], _ generator: inout SeededGenerator) -> Data {
    switch Int.random(in: 0...3, using: &generator) {
    case 0: Data("[".utf8) + lines.joined(separator: Data(",\n".utf8)) + Data("]".utf8)
    case 1: Data("{\"records\":[".utf8) + lines.joined(separator: Data(",".utf8)) + Data("]}\n".utf8)
    case _: Data(lines.joined(separator: [0x0A])) + (Bool.random(using: &generator) ? Data([0x0A]) : Data())
    }
  }

  /// Writes pieces of any size, now and then with a pause.
  private func feed(_ text: Data, to handle: FileHandle, _ generator: inout SeededGenerator) throws {
    var start = 0
    while start < text.count {
      let size = [1, 100, 5000, 100_000, 1_000_000].randomElement(using: &generator) ?? 1
      let end = min(start + Int.random(in: 1...size, using: &generator), text.count)
      try handle.write(contentsOf: text[start..<end])
      start = end
      if Int.random(in: 0..<20, using: &generator) == 0 { usleep(2000) }
    }
    try handle.close()
  }
}
