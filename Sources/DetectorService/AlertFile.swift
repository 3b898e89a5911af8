import DetectorRuntime
import Glibc

/// The file that alerts are appended to, or standard output.
final class AlertFile {
  /// A file, and the bytes in it.
  struct Place {
    var file: FileIdentity
    var length: Int
  }

  private let path: String?
  private var descriptor: Int32 = 1
  /// Nil for standard output.
  private(set) var place: Place?
  /// The file that has had the name until it was rotated, while nobody ran.
  private var predecessor: Int32 = -1
  private var isPredecessorGone = false

  init(path: String?) { self.path = path }

  deinit {
    if descriptor > 2 { close(descriptor) }
    if predecessor > 2 { close(predecessor) }
  }

  /// Opens the file.
  /// - Parameter keeping: what the state knows: what comes after that length was written before a crash, and is written
  ///   again. Nil if there is no state: what is there stays.
  func open(keeping: Place?) throws(Service.Failure) {
    guard let path else { return }
    let here = FileIdentity(at: path)
    let opened = try openFile(path)
    guard let keeping else { return }
    // A file that has only now been made may have got the number of one that is gone.
    guard here != nil ? opened.file.inode == keeping.file.inode : keeping.length == 0 else {
      try openPredecessor(of: path, keeping)
      return
    }
    guard opened.length >= keeping.length else {
      throw .output(
        "\(path) has \(opened.length) bytes, but \(keeping.length) have been written to it: it has been changed; "
          + "move it away and remove the state to begin anew")
    }
    guard ftruncate(descriptor, off_t(keeping.length)) == 0 else { throw failure(path) }
    place?.length = keeping.length
  }

  /// Finds the file that has been renamed, and cuts it to what the state knows.
  private func openPredecessor(of path: String, _ keeping: Place) throws(Service.Failure) {
    for sibling in Folder.files(in: Folder.parent(of: path))
    where FileIdentity(at: sibling)?.inode == keeping.file.inode {
      predecessor = Glibc.open(sibling, O_WRONLY | O_APPEND | O_CLOEXEC)
      var status = stat()
      if predecessor >= 0, fstat(predecessor, &status) == 0, Int(status.st_size) >= keeping.length {
        guard ftruncate(predecessor, off_t(keeping.length)) == 0 else { throw failure(sibling) }
        return
      }
    }
    isPredecessorGone = true
  }

  /// Writes the lines that were on their way in a crash: to the file that they belong to.
  /// - Parameter say: takes a sentence about lines that may be there twice.
  func finish(_ lines: ByteBuffer, say: (String) -> Void) throws(Service.Failure) {
    guard predecessor >= 0 else {
      if isPredecessorGone, lines.count > 0 {
        say("\(path ?? "") is not the file that it was: the last lines of that one may come again")
      }
      return try write(lines)
    }
    try writeAll(lines, to: predecessor)
    close(predecessor)
    predecessor = -1
    lines.truncate()
  }

  /// Opens the file of that name anew, after a rotation.
  func reopen() throws(Service.Failure) {
    guard let path else { return }
    if descriptor > 2 { close(descriptor) }
    _ = try openFile(path)
  }

  private func openFile(_ path: String) throws(Service.Failure) -> Place {
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw failure(path) }
    // A new file is there after a loss of power only if its folder has been written.
    let folder = Glibc.open(Folder.parent(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      defer { close(folder) }
      guard fsync(folder) == 0 || errno == EINVAL else { throw failure(path) }
    }
    let opened = Place(
      file: FileIdentity(
        device: Int64(bitPattern: UInt64(status.st_dev)), inode: Int64(bitPattern: UInt64(status.st_ino))),
      length: Int(status.st_size))
    place = opened
    return opened
  }

  private func failure(_ path: String) -> Service.Failure {
    .output("\(path): \(String(cString: strerror(errno)))")
  }

  /// Writes all of the buffer and empties it.
  func write(_ buffer: ByteBuffer) throws(Service.Failure) {
    guard buffer.count > 0 else { return }
    try writeAll(buffer, to: descriptor)
    place?.length += buffer.count
    buffer.truncate()
  }

  private func writeAll(_ buffer: ByteBuffer, to descriptor: Int32) throws(Service.Failure) {
    let bytes = buffer.bytes
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw failure(path ?? "standard output")
      }
    }
    if path != nil {
      guard fsync(descriptor) == 0 else { throw failure(path ?? "") }
    }
  }
}
