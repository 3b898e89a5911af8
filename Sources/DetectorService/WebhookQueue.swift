import DetectorRuntime
import Glibc
import Synchronization

/// Lines on their way to a webhook: a thread posts them one after the other, again and again until each is taken.
///
/// The queue is bounded by whoever adds to it: `isFull` says when to wait. A line leaves it when the receiver has
/// answered with success, or has refused the line for what it says.
final class WebhookQueue: Sendable {
  struct Line: Sendable {
    /// Its number, counted from the very first line.
    let number: Int64
    let bytes: [UInt8]
  }

  struct Figures: Sendable {
    var delivered = 0
    var refused = 0
    var retries = 0
    /// Lines and bytes that wait.
    var lines = 0
    var bytes = 0
    /// The number of the last line that has left.
    var last: Int64 = 0
  }

  private struct State: Sendable {
    /// Those before `first` have left.
    var lines: [Line] = []
    var first = 0
    var figures = Figures()
    var isStopped = false
  }

  private let state = Mutex(State())
  private let limit: Int
  /// Bytes in these pipes wake the thread, and whoever waits for it.
  private let wakeThread: (read: Int32, write: Int32)
  private let wakeOthers: (read: Int32, write: Int32)
  private let shown: String
  /// What a failure makes the thread wait, in seconds: doubled each time.
  private let backoff: (first: Double, most: Double)

  /// - Parameters:
  ///   - client: used by the queue's thread only.
  ///   - limit: bytes that may wait.
  init(
    _ client: sending any WebhookClient, shown: String, limit: Int, backoff: (first: Double, most: Double)
  ) throws(Service.Failure) {
    self.limit = limit
    self.shown = shown
    self.backoff = backoff
    wakeThread = try Self.pipe()
    wakeOthers = try Self.pipe()
    let start = Unmanaged.passRetained(Start(self, client))
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { WebhookQueue.main($0) }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw .output("webhook has no thread: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }

  /// What the thread begins with.
  private final class Start {
    let queue: WebhookQueue
    let client: any WebhookClient
    init(_ queue: WebhookQueue, _ client: any WebhookClient) { (self.queue, self.client) = (queue, client) }
  }

  private static func main(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    // Signals are for the thread that reads.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
    start.queue.deliver(by: start.client)
    return nil
  }

  private static func pipe() throws(Service.Failure) -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw .output("webhook has no pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  private static func wake(_ pipe: (read: Int32, write: Int32)) {
    var byte: UInt8 = 0
    _ = write(pipe.write, &byte, 1)
  }

  // MARK: For others

  /// Readable when a line has left.
  var descriptor: Int32 { wakeOthers.read }

  var figures: Figures { state.withLock { $0.figures } }
  var isFull: Bool { state.withLock { $0.figures.bytes >= limit } }
  var isEmpty: Bool { state.withLock { $0.figures.lines == 0 } }

  func add(_ lines: [Line]) {
    guard !lines.isEmpty else { return }
    state.withLock {
      if $0.first > 1024 || $0.first == $0.lines.count {
        $0.lines.removeFirst($0.first)
        $0.first = 0
      }
      $0.lines += lines
      $0.figures.lines += lines.count
      for line in lines { $0.figures.bytes += line.bytes.count }
    }
    Self.wake(wakeThread)
  }

  /// Forgets what woke `descriptor`.
  func noteWoken() { Self.drain(wakeOthers.read) }

  /// Lets the thread end after the request that it is waiting for.
  func stop() {
    state.withLock { $0.isStopped = true }
    Self.wake(wakeThread)
  }

  // MARK: The thread

  private static func drain(_ descriptor: Int32) {
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    while read(descriptor, &bytes, 32) > 0 {}
  }

  private func wait(seconds: Double?) {
    var waiting = pollfd(fd: wakeThread.read, events: Int16(POLLIN), revents: 0)
    guard let seconds else {
      _ = poll(&waiting, 1, -1)
      Self.drain(wakeThread.read)
      return
    }
    // New lines do not make a failed request come sooner; only the end does.
    let end = monotonicSeconds() + seconds
    while !state.withLock({ $0.isStopped }) {
      let left = end - monotonicSeconds()
      guard left > 0 else { return }
      if poll(&waiting, 1, Int32(min(left * 1000 + 1, 60_000))) > 0 { Self.drain(wakeThread.read) }
    }
  }

  private func deliver(by client: any WebhookClient) {
    var pause = backoff.first
    var isFailing = false
    while true {
      let (line, isStopped) = state.withLock { ($0.first < $0.lines.count ? $0.lines[$0.first] : nil, $0.isStopped) }
      if isStopped { return }
      guard let line else {
        wait(seconds: nil)
        continue
      }
      let key = line.bytes.withUnsafeBufferPointer { stableName(of: $0) }
      let problem: String
      var retryAfter: Int?
      switch client.post(line.bytes, key: key) {
      case .status(200..<300, _):
        leave(line, isRefused: false)
        if isFailing { writeError("detector: the webhook \(shown) takes alerts again\n") }
        isFailing = false
        pause = backoff.first
        continue
      case .status(let status, _) where Self.isAboutTheLine(status):
        writeError(
          "detector: the webhook \(shown) refuses a line (\(status)): " + String(decoding: line.bytes, as: UTF8.self)
            + "\n")
        leave(line, isRefused: true)
        continue
      case .status(let status, let seconds):
        problem = "it answers with \(status)"
        retryAfter = seconds
      case .failed(let reason): problem = reason
      }
      if !isFailing { writeError("detector: the webhook \(shown) fails: \(problem); it is tried again\n") }
      isFailing = true
      state.withLock { $0.figures.retries += 1 }
      wait(seconds: max(pause, min(Double(retryAfter ?? 0), backoff.most)))
      pause = min(pause * 2, backoff.most)
    }
  }

  /// Whether another try with the same line is of no use: malformed, too large, of a wrong type.
  private static func isAboutTheLine(_ status: Int) -> Bool { [400, 413, 415, 422].contains(status) }

  private func leave(_ line: Line, isRefused: Bool) {
    state.withLock {
      $0.first += 1
      $0.figures.lines -= 1
      $0.figures.bytes -= line.bytes.count
      $0.figures.last = line.number
      if isRefused { $0.figures.refused += 1 } else { $0.figures.delivered += 1 }
    }
    Self.wake(wakeOthers)
  }
}
