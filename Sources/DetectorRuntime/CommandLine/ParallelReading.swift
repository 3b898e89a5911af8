/// Reads files on several threads, into an engine that then has what it would have had from reading them one by one.
///
/// A plain file of lines is read in parts, each from a line's start to a line's start; other files are read whole. Each
/// thread has a lane of its own and takes the next part when it has done one. Records may turn out not to be lines, if an
/// array or a record goes on behind the end of a part: then all is read again, that file whole.
final class ParallelReading {
  private struct Part {
    let source: Int
    /// The range of bytes in which its lines begin; nil for all of the file.
    let lines: Range<Int>?
  }
  private struct Outcome {
    var ledger: RejectLedger
    var lines: Int
    var failure: String?
  }

  /// Bytes of a part.
  static let partSize = 1 << 21

  private let engine: DetectorEngine
  private let threads: Int
  private let sources: [ByteSource]
  private let partSize: Int
  /// Called now and then by any thread; false stops the reading.
  private let onPause: Pause

  /// Takes the numbers of events and bytes read so far, and of the bytes that kept events take.
  typealias Pause = (_ events: Int, _ bytes: Int, _ kept: Int) -> Bool

  private let lock = Lock()
  /// Files that are not lines.
  private var whole: Set<Int> = []
  private var parts: [Part] = []
  private var outcomes: [Outcome?] = []
  private var next = 0
  private var isStopped = false
  /// Whether `onPause` has said so.
  private var isCancelled = false
  private var progress: [(events: Int, bytes: Int, kept: Int)] = []

  init(
    _ engine: DetectorEngine, _ sources: [ByteSource], threads: Int, partSize: Int = ParallelReading.partSize,
    onPause: @escaping Pause
  ) {
    self.engine = engine
    self.sources = sources
    self.threads = threads
    self.partSize = partSize
    self.onPause = onPause
  }

  /// Reads all sources, which have to be files.
  /// - Returns: what is wrong with files that could not be read to their end; nil if a malformed record stopped the
  ///   reading, and nothing has been read.
  func read() -> [String]? {
    for (index, source) in sources.enumerated() where !ByteSource.beginsWithLine(source) { whole.insert(index) }
    while true {
      plan()
      let lanes = (0..<min(threads, parts.count)).map { _ in ScanLane(of: engine) }
      progress = lanes.map { _ in (0, 0, 0) }
      runOnThreads(lanes.count) { work(lanes[$0], $0) }
      if lanes.contains(where: \.reader.isStopped) { return nil }
      if isStopped, !isCancelled { continue }
      for lane in lanes { lane.moveContents(to: engine) }
      return finish()
    }
  }

  private func plan() {
    parts = []
    for (index, source) in sources.enumerated() {
      guard !whole.contains(index), source.size >= 2 * partSize else {
        parts.append(Part(source: index, lines: nil))
        continue
      }
      let count = source.size / partSize
      for part in 0..<count {
        let end = part == count - 1 ? Int.max : (part + 1) * partSize
        parts.append(Part(source: index, lines: part * partSize..<end))
      }
    }
    outcomes = Array(repeating: nil, count: parts.count)
    next = 0
    isStopped = false
  }

  private func work(_ lane: ScanLane, _ number: Int) {
    lane.dispatcher.onPause = { [unowned self, unowned lane] in
      lock.withLock {
        progress[number] = (lane.reader.recordCount, lane.reader.byteCount, lane.survivorBytes)
        let all = progress.reduce((0, 0, 0)) { ($0.0 + $1.events, $0.1 + $1.bytes, $0.2 + $1.kept) }
        if !onPause(all.0, all.1, all.2) {
          isStopped = true
          isCancelled = true
        }
        return !isStopped
      }
    }
    while true {
      let taken: (Int, Part)? = lock.withLock {
        guard !isStopped, next < parts.count else { return nil }
        next += 1
        return (next - 1, parts[next - 1])
      }
      guard let (index, part) = taken else { return }
      lane.dispatcher.noTime = SurvivorStore.noTime + Int64(index)
      lane.reader.ledger = RejectLedger()
      var failure: String?
      let path = sources[part.source].name
      do throws(ByteSource.Failure) {
        let source: ByteSource
        if let lines = part.lines {
          source = try ByteSource(path: path, lines: lines)
        } else {
          source = try ByteSource(path: path)
        }
        try lane.reader.read(source, lane.dispatcher)
      } catch {
        failure = "\(path) \(error.text)"
      }
      lock.withLock {
        outcomes[index] = Outcome(
          ledger: lane.reader.ledger, lines: lane.reader.line - 1, failure: failure)
        if lane.reader.isStopped { isStopped = true }
        if let lines = part.lines, lines.upperBound != .max, lane.reader.endsInside {
          whole.insert(part.source)
          isStopped = true
        }
      }
    }
  }

  /// Joins what is wrong with the parts, in their order.
  private func finish() -> [String] {
    var failures: [String] = []
    var lines = 0
    for (index, outcome) in outcomes.enumerated() {
      guard let outcome else { continue }
      if index > 0, parts[index - 1].source != parts[index].source { lines = 0 }
      engine.ledger.append(outcome.ledger, lines: lines)
      lines += outcome.lines
      if let failure = outcome.failure { failures.append(failure) }
    }
    return failures
  }
}
