import Foundation

/// A commit, branch or tag of the git repository that the tool runs in.
struct GitRevision {
  let name: String
  init(_ name: String) { self.name = name }

  /// Writes the files below `path`, as they are in the revision, to `folder`.
  func unpack(_ path: String, to folder: String) throws(CommandError) {
    guard let git = Subprocess.find("git") else { throw CommandError("git is not on the PATH") }
    let tree = "\(name):\(path)"
    let listing = try Subprocess.runForData(git, ["ls-tree", "-r", "-z", "--name-only", tree])
    guard listing.status == 0 else { throw CommandError("\(tree): git knows no such folder") }
    let names = listing.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.contains("\n") }
    try TextFile.makeFolder(folder)
    let prefix = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
    let request = folder + ".request"
    try TextFile.write(names.map { "\(name):\(prefix)\($0)\n" }.joined(), to: request)
    let batch = try Subprocess.runForData(git, ["cat-file", "--batch"], input: request)
    var rest = batch.output[...]
    for file in names {
      // `<id> blob <size>`, a line end, the bytes, a line end.
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      let header = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      guard header.count == 3, let size = Int(header[2]), rest.count > size else { continue }
      let url = URL(fileURLWithPath: folder + "/" + file)
      try TextFile.makeFolder(url.deletingLastPathComponent().path)
      do { try Data(rest.prefix(size)).write(to: url) } catch { throw CommandError("\(url.path): cannot be written") }
      rest = rest.dropFirst(size + 1)
    }
  }
}
