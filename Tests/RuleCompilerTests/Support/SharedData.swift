import Foundation

/// The test data beside the package: rules, conformance cases, schemas. Tests that need it are skipped without it.
enum SharedData {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// What the skipped tests say.
  static let absence = "the folder ../shared with the test data is not there"

  /// The lines of a file of JSON objects.
  static func objects(_ path: String) throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
