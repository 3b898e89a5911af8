import Foundation
import Synchronization

/// Work on many items at once, on as many threads as there are processors.
///
/// A mistake in the compiler must not take the other rules with it: a thread that traps is left where it is, its item
/// has no result, and a new thread goes on behind it.
enum WorkerThreads {
  /// Some rules nest deeply, and the parser descends with them.
  private static let stackSize = 256 << 20

  private final class Queue<Result: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let results: Mutex<[Result?]>
    init(count: Int) { results = Mutex(Array(repeating: nil, count: count)) }
  }

  /// What leaves or traps is told to whoever waits, so that one works at a time.
  private static let turn = NSLock()

  /// The results of `body` for 0 ..< `count`, in order; nil where it trapped.
  static func map<Result: Sendable>(
    count: Int, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result?] {
    turn.lock()
    defer { turn.unlock() }
    let queue = Queue<Result>(count: count)
    TrapGuard.install()
    func start() {
      let thread = Thread {
        TrapGuard.enterThread()
        while true {
          let index = queue.next.add(1, ordering: .relaxed).oldValue
          guard index < count else { break }
          let result = body(index)
          queue.results.withLock { $0[index] = result }
        }
        TrapGuard.leaveThread()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    var running = max(1, min(threads, count))
    for _ in 0..<running { start() }
    while running > 0 {
      switch TrapGuard.wait() {
      case .left: running -= 1
      case .trapped: start()
      }
    }
    return queue.results.withLock { $0 }
  }
}

/// Keeps the process alive when a worker thread traps: the signal handler reports the thread and never returns.
enum TrapGuard {
  enum Event { case left, trapped }

  /// Written by the handler, which may call nothing but async-signal-safe functions: one byte an event.
  nonisolated(unsafe) private static var pipe: (read: Int32, write: Int32) = (-1, -1)
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()
  private static let signalStackSize = 1 << 16

  /// Must be called before threads enter. Traps elsewhere end the process as ever.
  static func install() {
    guard pipe.read < 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return }
    pipe = (ends[0], ends[1])
    _ = key
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { signal in
        if pthread_getspecific(TrapGuard.key) != nil {
          var event: UInt8 = 1
          _ = write(TrapGuard.pipe.write, &event, 1)
          while true { pause() }
        }
        Glibc.signal(signal, SIG_DFL)
        raise(signal)
      }
      action.sa_flags = Int32(SA_ONSTACK) | Int32(SA_NODEFER)
      sigaction(signal, &action, nil)
    }
  }

  /// Gives the thread a stack for the handler, so that a stack overflow is survived too.
  static func enterThread() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: signalStackSize, alignment: 16)
    var stack = stack_t()
    stack.ss_sp = memory
    stack.ss_size = signalStackSize
    sigaltstack(&stack, nil)
    pthread_setspecific(key, memory)
  }

  static func leaveThread() {
    if let memory = pthread_getspecific(key) {
      pthread_setspecific(key, nil)
      var stack = stack_t()
      stack.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&stack, nil)
      memory.deallocate()
    }
    var event: UInt8 = 0
    _ = write(pipe.write, &event, 1)
  }

  /// Waits until a thread leaves or traps.
  static func wait() -> Event {
    var event: UInt8 = 0
    while read(pipe.read, &event, 1) != 1 {}
    return event == 0 ? .left : .trapped
  }
}
