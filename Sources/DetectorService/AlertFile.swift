import DetectorRuntime
import Glibc

/// The file that alerts are appended to, or standard output.
final class AlertFile {
  private let path: String?
  private var descriptor: Int32 = 1
  /// Bytes in the file; 0 for standard output.
  private(set) var length = 0

  init(path: String?) { self.path = path }

  deinit { if descriptor > 2 { close(descriptor) } }

  /// Opens the file.
  /// - Parameter keeping: the length that the state knows: what comes after it was written before a crash, and is
  ///   written again. Nil if there is no state: what is there stays.
  func open(keeping: Int?) throws(Service.Failure) {
    guard let path else { return }
    let length = try openFile(path)
    guard let keeping else { return }
    guard length >= keeping else {
      throw .output(
        "\(path) has \(length) bytes, but \(keeping) have been written to it: it has been changed; "
          + "move it away and remove the state to begin anew")
    }
    guard ftruncate(descriptor, off_t(keeping)) == 0 else { throw failure(path) }
    self.length = keeping
  }

  /// Opens the file of that name anew, after a rotation.
  func reopen() throws(Service.Failure) {
    guard let path else { return }
    if descriptor > 2 { close(descriptor) }
    _ = try openFile(path)
  }

  private func openFile(_ path: String) throws(Service.Failure) -> Int {
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw failure(path) }
    length = Int(status.st_size)
    return length
  }

  private func failure(_ path: String) -> Service.Failure {
    .output("\(path): \(String(cString: strerror(errno)))")
  }

  /// Writes all of the buffer and empties it.
  func write(_ buffer: ByteBuffer) throws(Service.Failure) {
    guard buffer.count > 0 else { return }
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
      length += bytes.count
    }
    buffer.truncate()
  }
}
