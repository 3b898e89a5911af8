import Glibc

/// What signals have asked for.
enum Signals {
  // Written by handlers in the same thread.
  nonisolated(unsafe) private static var stop: sig_atomic_t = 0
  nonisolated(unsafe) private static var reopen: sig_atomic_t = 0

  static func install() {
    signal(SIGTERM) { _ in Signals.stop = 1 }
    signal(SIGINT) { _ in Signals.stop = 1 }
    signal(SIGHUP) { _ in Signals.reopen = 1 }
    // Who starts a detector may have blocked them for itself.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  static var isStopping: Bool { stop != 0 }

  /// Whether HUP has come since the last call.
  static func takeReopen() -> Bool {
    guard reopen != 0 else { return false }
    reopen = 0
    return true
  }
}
