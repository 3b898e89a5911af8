import Foundation
import Synchronization

/// Work on many items at once, on as many threads as there are processors.
enum WorkerThreads {
  /// Some rules nest deeply, and the parser descends with them.
  private static let stackSize = 256 << 20

  private final class Queue<Result: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let results: Mutex<[Result?]>
    init(count: Int) { results = Mutex(Array(repeating: nil, count: count)) }
  }

  /// The results of `body` for 0 ..< `count`, in order.
  static func map<Result: Sendable>(
    count: Int, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let queue = Queue<Result>(count: count)
    let group = DispatchGroup()
    for _ in 0..<max(1, min(threads, count)) {
      group.enter()
      let thread = Thread {
        while true {
          let index = queue.next.add(1, ordering: .relaxed).oldValue
          guard index < count else { break }
          let result = body(index)
          queue.results.withLock { $0[index] = result }
        }
        group.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    group.wait()
    return queue.results.withLock { $0.compactMap { $0 } }
  }
}
