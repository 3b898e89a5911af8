import DetectorRuntime
import Glibc

/// A detector at work: reads inputs, drives the engine, writes alerts, keeps its state.
///
/// One thread does everything in turn, so that a slow output holds up the inputs instead of filling memory.
final class Service {
  struct Options {
    var usesEventTime = false
    var follows = true
    var isQuiet = false
    var idleSeconds = 10.0
    var stateFolder: String?
    var output: String?
    var webhook: WebhookAddress?
    /// Bytes that may wait for the webhook.
    var queueLimit = 16 << 20
    /// Seconds to wait after a failure of the webhook: at first, and at most.
    var backoff = (first: 0.25, most: 60.0)
    var memoryLimit: Int?
    var metricsPort: UInt16?
    /// Records after which the state is kept at the latest.
    var commitRecords = 100_000
  }

  enum Failure: Error {
    case state(String)
    case input(String)
    case output(String)
    case usage(String)

    var text: String {
      switch self {
      case .usage(let text): text
      case .state(let text): "the state \(text)"
      case .input(let text): "the input \(text)"
      case .output(let text): "the output \(text)"
      }
    }
    var exitCode: Int32 {
      switch self {
      case .usage: 64
      case .state: 73
      case .input, .output: 74
      }
    }
  }

  private static let commitSeconds = 1.0
  /// How long a stop waits for the webhook.
  private static let drainSeconds = 10.0

  private let options: Options
  private let settings: EngineSettings
  private let engine: DetectorEngine
  private let lines = LineQueue()
  /// Nil if alerts go to the webhook alone.
  private let output: AlertFile?
  private let webhook: WebhookQueue?
  /// The number of the last line for the webhook, and of the last that the state knows to have left.
  private var lastLine: Int64 = 0
  private var lastLeft: Int64 = 0
  private let files: InputFiles
  private var inputs: [Input] { files.inputs }
  private var store: StateStore?
  private var recordsAtCommit = 0
  private var lastCommit = monotonicSeconds()
  private var isDirty = false
  private var hasCaughtUp = false
  /// Whether the inputs have ended, and the last runs are made.
  private var isFinishing = false
  /// Whether runs are due that wait until lines have been written; nothing is read before they are made.
  private var isBehind = false
  /// The time up to which runs are made.
  private var aim = Int64.min
  private let start = monotonicSeconds()
  private var metrics: MetricsServer?

  init(
    _ definitions: [DetectorDefinition], _ lists: ReferenceLists, _ settings: EngineSettings, _ options: Options,
    inputs: [String]
  ) throws(Failure) {
    self.options = options
    self.settings = settings
    files = InputFiles(inputs, follows: options.follows) { writeError("detector: \($0)\n") }
    engine = DetectorEngine(definitions, lists, settings, lines)
    output = options.webhook == nil || options.output != nil ? AlertFile(path: options.output) : nil
    webhook = try Self.makeWebhook(options)
    engine.onTrouble = { writeError("detector: \($0)\n") }
    if options.usesEventTime { engine.followEventTime() } else { engine.followWallClock() }
  }

  private static func makeWebhook(_ options: Options) throws(Failure) -> WebhookQueue? {
    guard let address = options.webhook else { return nil }
    guard address.isSecure else {
      return try WebhookQueue(
        PlainWebhookClient(address), shown: address.shown, limit: options.queueLimit, backoff: options.backoff)
    }
    return try WebhookQueue(
      SecureWebhookClient(address), shown: address.shown, limit: options.queueLimit, backoff: options.backoff)
  }

  func run() throws(Failure) {
    Signals.install()
    if let folder = options.stateFolder {
      let store = try StateStore(folder: folder)
      engine.beginState()
      try store.restore(engine) { writeError("detector: \($0)\n") }
      let waiting = try store.fact("lines") ?? []
      try output?.open(keeping: try store.output())
      waiting.withUnsafeBufferPointer {
        if let base = $0.baseAddress { lines.buffer.append(Str(base: base, count: $0.count)) }
      }
      try output?.finish(lines.buffer) { writeError("detector: \($0)\n") }
      lines.buffer.truncate()
      try resumeWebhook(store)
      self.store = store
    } else {
      try output?.open(keeping: nil)
    }
    if !options.usesEventTime { engine.startSchedules(from: systemTime().ticks) }
    if let port = options.metricsPort { metrics = try MetricsServer(port: port) }
    try files.begin(try store?.positions() ?? [])
    try loop()
  }

  private func loop() throws(Failure) {
    var lastLook = monotonicSeconds()
    while true {
      // A receiver that is slow or away holds up what would give it more to take.
      let isHeldUp = webhook?.isFull ?? false
      let didRead = try isHeldUp || isBehind ? false : readOnce()
      if !didRead, !isHeldUp { hasCaughtUp = true }
      if !isHeldUp { advance() }
      if let limit = options.memoryLimit { engine.keepWithin(bytes: limit) }
      if lines.buffer.count > 0 || hasNewAnswers || !files.forgotten.isEmpty { isDirty = true }
      let now = monotonicSeconds()
      if isDirty,
        engine.recordCount - recordsAtCommit >= options.commitRecords || now - lastCommit >= Self.commitSeconds
          || lines.isLarge
      {
        try commit()
      }
      metrics?.serve { [unowned self] in metricsText() }
      if Signals.takeReopen() {
        try commit()
        try output?.reopen()
        // The state has to know the new file before a line is in it.
        try commit()
      }
      if Signals.isStopping || engine.isStopped { break }
      if !didRead, !isHeldUp, !isBehind, files.haveEnded {
        isFinishing = true
        advance()
        if !isBehind { break }
      }
      if options.follows, now - lastLook > 1 {
        lastLook = now
        files.look()
        files.release { [unowned self] in taker(of: $0) }
      }
      if !didRead, !isBehind || isHeldUp { wait() }
    }
    try commitAll()
    try drainWebhook()
    if !options.isQuiet { writeError(summary) }
  }

  /// Makes the runs that are due, as far as their lines can be held.
  private func advance() {
    if isFinishing {
      isBehind = !engine.finish(while: { [lines] in !lines.isLarge })
    } else if !options.usesEventTime, hasCaughtUp {
      if !isBehind { aim = systemTime().ticks }
      isBehind = !engine.advance(to: aim, while: { [lines] in !lines.isLarge })
    }
  }

  private func wait() {
    var descriptors = [pollfd(fd: metrics?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)]
    if let webhook { descriptors.append(pollfd(fd: webhook.descriptor, events: Int16(POLLIN), revents: 0)) }
    if !(webhook?.isFull ?? false), inputs.contains(where: { $0.isStandardInput && !$0.hasEnded }) {
      descriptors.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0))
    }
    _ = poll(&descriptors, nfds_t(descriptors.count), 50)
    webhook?.noteWoken()
  }

  // MARK: The webhook

  /// Takes up the lines that an earlier run has left.
  private func resumeWebhook(_ store: StateStore) throws(Failure) {
    let waiting = try store.outbox()
    lastLine = waiting.last?.number ?? 0
    lastLeft = (waiting.first?.number ?? 1) - 1
    if let webhook {
      webhook.add(waiting)
    } else if !waiting.isEmpty {
      writeError("detector: \(waiting.count) lines wait in the state for a webhook; give --webhook to send them\n")
    }
  }

  /// Whether lines have left since the state was kept.
  private var hasNewAnswers: Bool {
    guard let webhook, store != nil else { return false }
    return webhook.figures.last > lastLeft
  }

  /// The lines that are on their way out, each with its number.
  private func numberedLines() -> [WebhookQueue.Line] {
    guard webhook != nil else { return [] }
    return lines.buffer.bytes.split(separator: 0x0A).enumerated().map {
      WebhookQueue.Line(number: lastLine + 1 + Int64($0.offset), bytes: Array($0.element))
    }
  }

  /// Waits until all lines have left; after a signal not for long.
  private func drainWebhook() throws(Failure) {
    guard let webhook else { return }
    let begin = monotonicSeconds()
    while !webhook.isEmpty, !Signals.isStopping || monotonicSeconds() - begin < Self.drainSeconds {
      metrics?.serve { [unowned self] in metricsText() }
      wait()
      if hasNewAnswers, monotonicSeconds() - lastCommit >= Self.commitSeconds { try commit() }
    }
    webhook.stop()
    if hasNewAnswers { try commit() }
    let left = webhook.figures.lines
    guard left > 0 else { return }
    guard store != nil else {
      throw .output("webhook has not taken \(left) lines, and without --state they are lost")
    }
    writeError("detector: \(left) lines wait in the state for the webhook\n")
  }

  // MARK: Inputs

  /// Reads a piece of the input that is furthest behind and has something; false if none has.
  private func readOnce() throws(Failure) -> Bool {
    let order = inputs.indices.sorted {
      inputs[$0].clock.latest != inputs[$1].clock.latest
        ? inputs[$0].clock.latest < inputs[$1].clock.latest : $0 < $1
    }
    var hasNews = false
    for index in order {
      let input = inputs[index]
      guard !input.hasEnded else { continue }
      var hasHanded = false
      let take = taker(of: input)
      let outcome = try input.read { bytes, place, isLast in
        hasHanded = true
        return take(bytes, &place, isLast)
      }
      if outcome == .bytes { hasNews = true }
      if hasHanded { return true }
    }
    if options.usesEventTime, !hasNews, !inputs.isEmpty { followOthers() }
    return hasNews
  }

  /// Reads what an input has for the engine.
  private func taker(of input: Input) -> Input.Taker {
    { [unowned self, unowned input] bytes, place, isLast in
      isDirty = true
      return read(bytes, of: input, &place, isLast: isLast)
    }
  }

  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, of input: Input, _ place: inout RecordPlace, isLast: Bool
  ) -> String? {
    let now = systemTime()
    guard options.usesEventTime else {
      engine.setArrival(now)
      return engine.read(bytes, of: input.name, &place, isLast: isLast)
    }
    let elapsed = input.position.heard == .min ? 0 : now.ticks - input.position.heard
    input.clock.expect(atWall: now, after: elapsed, tolerance: settings.ahead.ticks)
    engine.changeInput(input.clock, others: latestOfOthers(but: input))
    defer {
      input.clock = engine.inputClock
      input.position.latest = input.clock.latest
      input.position.heard = now.ticks
    }
    return engine.read(bytes, of: input.name, &place, isLast: isLast)
  }

  /// Lets inputs that have gone quiet not hold up the others any longer.
  private func followOthers() {
    let latest = inputs.map { latestOfOthers(but: $0) }.min() ?? .max
    guard let own = inputs.map(\.clock).max(by: { $0.latest < $1.latest }), own.latest != .min else { return }
    engine.changeInput(own, others: latest == .max ? own.latest : latest)
  }

  /// How far the input has come that is furthest behind, among those that may still bring something soon: those that have
  /// more to be read, or had until a moment ago.
  private func latestOfOthers(but input: Input) -> Int64 {
    let now = monotonicSeconds()
    var latest = Int64.max
    for other in inputs
    where other !== input && !other.hasEnded
      && (!other.isAtEnd || other.goneSince == nil && now - other.lastNews < options.idleSeconds)
    {
      latest = min(latest, other.clock.latest)
    }
    return latest
  }

  // MARK: State and output

  /// Keeps the state, then writes the lines that it says are on their way.
  private func commit() throws(Failure) {
    lastCommit = monotonicSeconds()
    recordsAtCommit = engine.recordCount
    isDirty = false
    let posts = numberedLines()
    let left = webhook?.figures.last ?? lastLeft
    let isForFile = output != nil
    try store?.commit(
      engine, inputs, forgotten: files.forgotten,
      lines: isForFile ? lines.buffer.bytes : .init(start: nil, count: 0), output: output?.place, posts: posts,
      left: left)
    files.clearForgotten()
    lastLeft = max(left, lastLeft)
    lastLine += Int64(posts.count)
    try output?.write(lines.buffer)
    lines.buffer.truncate()
    webhook?.add(posts)
  }

  /// Keeps the state so that it knows that all lines have been written.
  private func commitAll() throws(Failure) {
    let hadLines = lines.buffer.count > 0
    try commit()
    if hadLines { try commit() }
  }

  private var summary: String {
    let rejected = engine.rejected.filter { $0.count > 0 }
    let total = rejected.reduce(0) { $0 + $1.count }
    var text = "read \(engine.recordCount) events: \(engine.recordCount - total) evaluated, \(total) rejected"
    if engine.lateCount > 0 { text += ", \(engine.lateCount) late" }
    if engine.aheadCount > 0 { text += ", \(engine.aheadCount) far ahead" }
    text += "\n"
    for (reason, count) in rejected { text += "rejected \(count): \(reason)\n" }
    for rule in engine.figures where rule.alerts > 0 {
      text += "\(rule.name): \(rule.alerts) alerts in \(rule.runs) runs\n"
    }
    return text
  }

  // MARK: Metrics

  private func metricsText() -> String {
    var text = ""
    func family(_ name: String, _ type: String, _ values: [(labels: String, value: String)]) {
      text += "# TYPE detector_\(name) \(type)\n"
      for (labels, value) in values { text += "detector_\(name)\(labels) \(value)\n" }
    }
    func label(_ name: String, _ value: String) -> String {
      var escaped = ""
      for character in value {
        switch character {
        case "\\": escaped += "\\\\"
        case "\"": escaped += "\\\""
        case "\n": escaped += "\\n"
        case _: escaped.append(character)
        }
      }
      return "{\(name)=\"\(escaped)\"}"
    }
    let rejected = engine.rejected
    let total = rejected.reduce(0) { $0 + $1.count }
    family("records_read_total", "counter", [("", "\(engine.recordCount)")])
    family("records_evaluated_total", "counter", [("", "\(engine.recordCount - total)")])
    family("records_rejected_total", "counter", rejected.map { (label("reason", $0.reason), "\($0.count)") })
    family("records_late_total", "counter", [("", "\(engine.lateCount)")])
    family("records_ahead_total", "counter", [("", "\(engine.aheadCount)")])
    if let webhook = webhook?.figures {
      family("webhook_delivered_total", "counter", [("", "\(webhook.delivered)")])
      family("webhook_refused_total", "counter", [("", "\(webhook.refused)")])
      family("webhook_retries_total", "counter", [("", "\(webhook.retries)")])
      family("webhook_queue_lines", "gauge", [("", "\(webhook.lines)")])
      family("webhook_queue_bytes", "gauge", [("", "\(webhook.bytes)")])
    }
    let figures = engine.figures
    family("alerts_total", "counter", figures.map { (label("rule", $0.name), "\($0.alerts)") })
    family("runs_total", "counter", figures.map { (label("rule", $0.name), "\($0.runs)") })
    family(
      "evaluation_seconds_total", "counter", figures.map { (label("rule", $0.name), "\($0.evaluationSeconds)") })
    family("state_bytes", "gauge", figures.map { (label("rule", $0.name), "\($0.survivorBytes)") })
    family("rule_disabled", "gauge", figures.map { (label("rule", $0.name), $0.disabled == nil ? "0" : "1") })
    let clock = options.usesEventTime ? engine.clockTime : systemTime().ticks
    family(
      "lag_seconds", "gauge",
      figures.compactMap { rule in
        guard let clock, let next = rule.nextRun else { return nil }
        return (label("rule", rule.name), "\(max(0, (clock - next) / 10_000_000))")
      })
    return text
  }
}

/// The lines on their way out.
private final class LineQueue: AlertSink {
  let buffer = ByteBuffer(capacity: 1 << 16)
  var isClosed: Bool { false }
  var isLarge: Bool { buffer.count > 1 << 20 }
  func endLine() { buffer.append(0x0A) }
}
