#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `detector scan`: reads events, then (or meanwhile) runs the rules at the times of their schedules.
package final class ScanCommand {
  private let engine: DetectorEngine
  private let output: OutputStream
  /// What a page is to be made of, and where.
  private let report: (alerts: AlertReport, page: OutputStream)?
  private let isStreaming: Bool
  private let threads: Int
  /// How many bytes the events that rules keep may take.
  private let memoryLimit: Int
  /// Whether they have come to take more.
  private var isOverLimit = false
  private var nextProgress = 0.0

  init(
    _ definitions: [DetectorDefinition], _ lists: ReferenceLists, _ settings: EngineSettings, isStreaming: Bool,
    threads: Int, memoryLimit: Int, _ output: OutputStream, page: OutputStream?
  ) {
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.output = output
    self.isStreaming = isStreaming
    report = page.map { (AlertReport(rules: definitions.map(\.rule)), $0) }
    var settings = settings
    var sink: any AlertSink = output
    if let report {
      // Alerts have to be put together for the page, whether or not they are written.
      sink = ReportSink(report.alerts, output, handsOn: settings.emission == .alerts)
      settings.emission = .alerts
    }
    engine = DetectorEngine(definitions, lists, settings, sink)
    if isStreaming { engine.followEventTime() }
  }

  static func run(
    _ definitions: [DetectorDefinition], _ watchlists: [WatchlistDefinition], _ words: [String]
  ) throws(UsageError) -> Int32 {
    let arguments = try Arguments(
      words,
      options: EngineSettings.options + ReferenceLists.Files.optionNames + [
        "--now", "--output", "--lateness", "--threads", "--memory-limit", "--last", "--html",
      ],
      flags: EngineSettings.flags + ["--quiet", "--profile", "--skim"])
    var settings = try EngineSettings(arguments)
    settings.now = try arguments.time("--now")
    if let last = try arguments.number("--last", in: 1...1_000_000) {
      guard settings.now == nil, arguments.last("--emit") == nil else {
        throw UsageError("--last writes runs of the schedule: give neither --now nor --emit with it")
      }
      settings.keptRuns = last
      settings.emission = .none
    }
    if arguments.last("--html") != nil, settings.keptRuns > 0 || settings.emission == .rows {
      throw UsageError("--html is about alerts: give neither --last nor --emit rows with it")
    }
    settings.isProfiled = arguments.has("--profile")
    let lateness = try arguments.timeSpan("--lateness")
    if let lateness { (settings.delay, settings.delayOfNRT) = (lateness, lateness) }
    if settings.now != nil, lateness != nil {
      throw UsageError("--lateness is for a replay; with --now there is one run only")
    }
    let threads = try arguments.number("--threads", in: 1...256) ?? 1
    let megabytes = try arguments.number("--memory-limit", in: 1...Int.max >> 20)
    if threads > 1, lateness != nil {
      throw UsageError("--threads is for reading everything before the first run; with --lateness there is one thread")
    }
    let chosen = try RuleChoice.choose(definitions, arguments)
    if arguments.has("--skim") {
      settings.skims = true
      if settings.isStrict { throw UsageError("--skim passes over malformed records: do not give --strict with it") }
      if !settings.usesFilter { throw UsageError("--no-dispatch tests every event: do not give --skim with it") }
      do throws(LineSkim.Unsuited) {
        _ = try LineSkim(chosen, settings)
      } catch {
        throw UsageError("--skim cannot pass over lines: \(error.text)")
      }
    }
    guard !arguments.operands.isEmpty else {
      throw UsageError("scan needs files of events, or - for standard input")
    }
    // A wrong name is a mistake to know about before reading the others.
    var sources: [ByteSource] = []
    for path in arguments.operands {
      do throws(ByteSource.Failure) {
        sources.append(try ByteSource(path: path))
      } catch {
        throw UsageError("\(path) \(error.text)")
      }
    }
    let output = try arguments.last("--output").map(openOutput) ?? OutputStream(descriptor: 1)
    let page = try arguments.last("--html").map(openOutput)
    let lists = ReferenceLists(watchlists, try ReferenceLists.Files(arguments))
    let command = ScanCommand(
      chosen, lists, settings, isStreaming: lateness != nil, threads: threads,
      memoryLimit: megabytes.map { $0 << 20 } ?? .max, output, page: page)
    try lists.load(isStrict: settings.isStrict)
    for warning in lists.warnings { writeError("detector: warning: \(warning)\n") }
    return command.scan(sources, isQuiet: arguments.has("--quiet"))
  }

  private static func openOutput(_ path: String) throws(UsageError) -> OutputStream {
    guard let file = OutputStream(path: path, appends: false) else {
      throw UsageError("\(path): \(String(cString: strerror(errno)))")
    }
    return file
  }

  private func scan(_ sources: [ByteSource], isQuiet: Bool) -> Int32 {
    let start = monotonicSeconds()
    let showsProgress = !isQuiet && isErrorOutputTerminal()
    let reader = engine.reader
    var failures: [String] = []
    engine.onTrouble = { writeError("detector: \($0)\n") }
    var sources = sources
    if threads > 1, sources.allSatisfy(\.isFile) {
      let size = sources.reduce(0) { $0 + $1.size }
      let reading = ParallelReading(engine, sources, threads: threads) { [unowned self] events, bytes, kept in
        if showsProgress { showProgress(bytes, of: size, events, bytes, since: start) }
        if kept > memoryLimit { isOverLimit = true }
        return !output.isClosed && !isOverLimit
      }
      if let troubles = reading.read() {
        failures = troubles
        sources = []
      }
    }
    for source in sources where !isOverLimit {
      engine.dispatcher.onPause = { [unowned self] in
        if showsProgress {
          showProgress(source.bytesRead, of: source.size, reader.recordCount, reader.byteCount, since: start)
        }
        if memoryLimit != .max, engine.survivorBytes > memoryLimit { isOverLimit = true }
        return !output.isClosed && !isOverLimit
      }
      do throws(ByteSource.Failure) {
        try engine.read(source)
      } catch {
        failures.append("\(source.name) \(error.text)")
      }
      if reader.isStopped || output.isClosed { break }
    }
    let readingSeconds = monotonicSeconds() - start
    if isOverLimit {
      failures.append(
        "the events that rules keep take more than --memory-limit; most are kept by '\(engine.largestRule)'")
    } else if !reader.isStopped {
      engine.finish()
    }
    if engine.settings.keptRuns > 0 { engine.writeHistories() }
    output.flush()
    writePage()
    if showsProgress { writeError("\r\u{1B}[K") }
    if !isQuiet || !failures.isEmpty || reader.isStopped {
      let summary = ScanSummary(
        dispatcher: engine.dispatcher, ledger: engine.ledger, recordCount: reader.recordCount,
        byteCount: reader.byteCount, seconds: readingSeconds, failures: failures,
        isStopped: reader.isStopped,
        rules: engine.rules.map {
          .init(
            name: $0.metadata.name, runs: $0.runs, rows: $0.rows, alerts: $0.alerts.count,
            repeated: $0.alerts.repeated)
        }, countsAlerts: engine.settings.emission != .rows)
      writeError(isQuiet ? summary.problems : summary.text)
    }
    if engine.settings.isProfiled {
      writeError(ScanProfile(engine, readingSeconds: readingSeconds, threads: threads).text)
    }
    if let failure = output.failure ?? report?.page.failure {
      writeError("detector: the output cannot be written: \(failure)\n")
      return 74
    }
    return failures.isEmpty && !reader.isStopped ? 0 : 1
  }

  private func writePage() {
    guard let report else { return }
    let figures = ReportPage.Figures(
      events: engine.reader.recordCount, rejected: engine.ledger.total, earliest: engine.dispatcher.clock.earliest,
      latest: engine.dispatcher.clock.latest,
      rules: engine.rules.map {
        .init(runs: $0.runs, rows: $0.rows, alerts: $0.alerts.count, repeated: $0.alerts.repeated)
      })
    ReportPage(report.alerts, figures, into: report.page.buffer).write()
    report.page.flush()
  }

  // MARK: Progress

  private func showProgress(_ done: Int, of size: Int, _ events: Int, _ bytes: Int, since start: Double) {
    let time = monotonicSeconds()
    guard time >= nextProgress else { return }
    nextProgress = time + 0.1
    let speed = Int(Double(bytes) / 1e6 / max(time - start, 0.001))
    var bar = ""
    if size > 0 {
      let share = min(Double(done) / Double(size), 1)
      let filled = Int(share * 30)
      bar =
        "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        + "] \(Int(share * 100))% "
    }
    writeError("\r\u{1B}[K\(bar)\(events) events, \(speed) MB/s")
  }
}
