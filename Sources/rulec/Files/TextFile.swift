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
  ///
  /// On Linux the Swift compiler's driver compares these times in whole seconds: a file that changes twice within one
  /// would pass for unchanged. The new time is therefore at least one second past the old one, if need be ahead of
  /// the clock.
  /// - Returns: whether the file was written.
  @discardableResult
  static func writeIfChanged(_ text: String, to path: String) throws(CommandError) -> Bool {
    guard let old = FileManager.default.contents(atPath: path) else {
      try write(text, to: path)
      return true
    }
    if old.elementsEqual(text.utf8) { return false }
    let before = modificationTime(of: path)
    try write(text, to: path)
    if let before, let after = modificationTime(of: path), floor(after) <= floor(before) {
      let later = Date(timeIntervalSince1970: floor(before) + 1)
      try? FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: path)
    }
    return true
  }

  /// Seconds since 1970.
  static func modificationTime(of path: String) -> Double? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970
  }
}
