import Foundation

/// A folder of rules to compare: on disk, or as a git revision has it (`REVISION:PATH`).
struct RuleTree {
  /// What the user wrote.
  let title: String
  let files: RuleFiles
  /// Where a git revision was unpacked; removed by `discard`.
  private let unpacked: String?

  init(_ argument: String) throws(CommandError) {
    self.title = argument
    if FileManager.default.fileExists(atPath: argument) {
      self.files = try RuleFiles(paths: [argument])
      self.unpacked = nil
    } else if let colon = argument.firstIndex(of: ":") {
      let folder = NSTemporaryDirectory() + "rulec-\(UUID().uuidString)"
      let path = String(argument[argument.index(after: colon)...])
      // The last folder's name is part of generated code: keep it.
      let root = folder + "/" + (path.split(separator: "/").last.map(String.init) ?? "Rules")
      try GitRevision(String(argument[..<colon])).unpack(path, to: root)
      self.files = try RuleFiles(paths: [root])
      self.unpacked = folder
    } else {
      throw CommandError("\(argument): no such folder; a git revision is written REVISION:PATH")
    }
  }

  func discard() {
    if let unpacked { try? FileManager.default.removeItem(atPath: unpacked) }
  }
}
