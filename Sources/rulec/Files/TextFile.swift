import Foundation

/// Reading and writing whole files.
enum TextFile {
  static func bytes(of path: String) throws(CommandError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandError("\(path): cannot be read")
    }
    return [UInt8](data)
  }

  static func makeFolder(_ path: String) throws(CommandError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError("\(path): the folder cannot be made")
    }
  }

  static func write(_ text: String, to path: String) throws(CommandError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError("\(path): cannot be written")
    }
  }

  /// Writes only if the file would change, so that builds which look at modification times stay incremental.
  /// - Returns: whether the file was written.
  @discardableResult
  static func writeIfChanged(_ text: String, to path: String) throws(CommandError) -> Bool {
    if let old = FileManager.default.contents(atPath: path), old.elementsEqual(text.utf8) { return false }
    try write(text, to: path)
    return true
  }
}
