#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock of the operating system.
final class Lock {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// Calls `body` with 0 ..< `count`, each on a thread of its own, 0 on this one; returns when all have.
///
/// A number whose thread cannot be started is called on this one, after 0.
func runOnThreads(_ count: Int, _ body: (Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    var left: [Int] = []
    for number in 1..<max(count, 1) {
      let start = Unmanaged.passRetained(ThreadStart(number, body))
      if let thread = startThread(start.toOpaque()) {
        threads.append(thread)
      } else {
        start.release()
        left.append(number)
      }
    }
    body(0)
    for number in left { body(number) }
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class ThreadStart {
  let number: Int
  let body: (Int) -> Void

  init(_ number: Int, _ body: @escaping (Int) -> Void) {
    self.number = number
    self.body = body
  }

  static func run(_ context: UnsafeMutableRawPointer) {
    let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
    start.body(start.number)
  }
}

#if canImport(Darwin)
  private func startThread(_ context: UnsafeMutableRawPointer) -> pthread_t? {
    var thread: pthread_t?
    let error = pthread_create(
      &thread, nil,
      { context in
        ThreadStart.run(context)
        return nil
      }, context)
    return error == 0 ? thread : nil
  }
#else
  private func startThread(_ context: UnsafeMutableRawPointer) -> pthread_t? {
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        if let context { ThreadStart.run(context) }
        return nil
      }, context)
    return error == 0 ? thread : nil
  }
#endif
