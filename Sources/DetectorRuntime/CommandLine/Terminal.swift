#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes to standard error.
package func writeError(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    var written = 0
    while written < bytes.count {
      let count = write(2, bytes.baseAddress! + written, bytes.count - written)
      guard count > 0 else { return }
      written += count
    }
  }
}

/// The system's time.
package func systemTime() -> DateTime {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return DateTime(
    ticks: Schedule.epoch + Int64(now.tv_sec) * TimeSpan.ticksPerSecond + Int64(now.tv_nsec) / 100)
}

/// Seconds on a clock that only goes forward.
package func monotonicSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

func isErrorOutputTerminal() -> Bool { isatty(2) == 1 }
