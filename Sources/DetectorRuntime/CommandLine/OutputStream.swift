#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Buffered writing to a file descriptor.
package final class OutputStream: AlertSink {
  /// Bytes that wait to be written; append here.
  package let buffer = ByteBuffer(capacity: 1 << 17)
  /// Whether the reader has gone away (`detector … | head`); what follows is thrown away.
  package private(set) var isClosed = false
  /// The error of the last write that failed, but for a closed pipe.
  package private(set) var failure: String?
  private let descriptor: Int32

  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// Opens `path` for writing; nil, with `errno` set, if that fails.
  package init?(path: String, appends: Bool) {
    descriptor = open(path, O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC), 0o644)
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    flush()
    if descriptor > 2 { close(descriptor) }
  }

  /// Ends a line; writes if enough has come together.
  package func endLine() {
    buffer.append(0x0A)
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Writes what waits.
  package func flush() {
    let bytes = buffer.bytes
    var written = 0
    while written < bytes.count, !isClosed {
      let count = write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count > 0 {
        written += count
      } else if errno == EPIPE {
        isClosed = true
      } else if errno != EINTR, errno != EAGAIN {
        failure = String(cString: strerror(errno))
        isClosed = true
      }
    }
    buffer.truncate()
  }
}
