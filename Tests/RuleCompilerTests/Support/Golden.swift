import Foundation
import Testing

/// Compares a text with a golden, or writes the golden if `RECORD_GOLDENS=1` is set.
/// - Parameter path: The file below `Goldens`, such as `Syntax/let-scalar.txt`.
func expectGolden(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let file = Golden.folder.appendingPathComponent(path)
  if Golden.isRecording {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    } catch {
      Issue.record("cannot write the golden \(path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: file.path) else {
    Issue.record(
      "there is no golden \(path); record it with RECORD_GOLDENS=1 and check it\n\(text)",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != text else { return }
  Issue.record("\(Golden.difference(expected, text, path))", sourceLocation: sourceLocation)
}

/// Where goldens are and how they are compared.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Goldens")

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" }

  /// The first line that differs, with the lines around it.
  static func difference(_ expected: String, _ actual: String, _ path: String) -> String {
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let common = zip(expectedLines, actualLines).prefix { $0 == $1 }.count
    let before = expectedLines[max(0, common - 2)..<common].map { "    \($0)" }
    let missing = expectedLines.dropFirst(common).prefix(5).map { "  - \($0)" }
    let added = actualLines.dropFirst(common).prefix(5).map { "  + \($0)" }
    return (["differs from the golden \(path) at line \(common + 1):"] + before + missing + added)
      .joined(separator: "\n")
  }
}
