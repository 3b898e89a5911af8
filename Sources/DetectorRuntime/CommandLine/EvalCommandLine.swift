#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A query compiled for `rulec eval`.
public struct EvalCase: Sendable {
  public let id: StaticString
  public let definition: DetectorDefinition

  public init(_ id: StaticString, _ definition: DetectorDefinition) {
    self.id = id
    self.definition = definition
  }
}

/// The program that `rulec eval` builds: evaluates a list of compiled queries, one line of NDJSON each.
///
///     PROGRAM [--from K] [--to K] [--batch N] [--events FILE]… [--table NAME] [--watchlist ALIAS=FILE]…
///             [--external ADDRESS=FILE]… [--geoip FILE] [--now TIME] [--time-limit SECONDS] --output FILE
///
/// Evaluates the cases from one position to before another. Lines are appended to FILE:
/// `{"id":…,"result":{"columns":[…],"types":[…],"rows":[[…]]}}`. A case that crashes or takes too long gets
/// `{"id":…,"error":…}`, and the program starts itself again behind it; each line is written before the next case
/// begins. Exit code: 0, or 64 for a mistake in the command line or unreadable events.
public enum EvalCommandLine {

  /// Runs the program's command line.
  /// - Parameter watchlists: those compiled in.
  public static func run(_ cases: [EvalCase], watchlists: [WatchlistDefinition] = []) {
    do throws(UsageError) {
      try evaluate(cases, watchlists)
    } catch {
      writeError("eval: \(error.text)\n")
      exit(64)
    }
  }

  private static func evaluate(_ cases: [EvalCase], _ watchlists: [WatchlistDefinition]) throws(UsageError) {
    let arguments = try Arguments(
      Array(CommandLine.arguments.dropFirst()),
      options: ["--from", "--to", "--events", "--table", "--now", "--output", "--time-limit", "--batch"]
        + ReferenceLists.Files.optionNames, flags: [])
    guard let path = arguments.last("--output") else { throw UsageError("--output FILE is missing") }
    guard let first = Int(arguments.last("--from") ?? "0") else { throw UsageError("--from needs a number") }
    guard let end = Int(arguments.last("--to") ?? "\(cases.count)") else { throw UsageError("--to needs a number") }
    let last = min(cases.count, end)
    guard let limit = UInt32(arguments.last("--time-limit") ?? "20") else {
      throw UsageError("--time-limit needs a number of seconds")
    }
    // Cases whose events are read together: few enough that their survivors fit in memory.
    guard let batch = Int(arguments.last("--batch") ?? "8"), batch > 0 else {
      throw UsageError("--batch needs a number")
    }
    let now = try arguments.time("--now") ?? systemTime()
    let events = arguments.all("--events") + arguments.operands
    let files = try ReferenceLists.Files(arguments)
    guard let output = OutputStream(path: path, appends: true) else {
      throw UsageError("\(path): \(String(cString: strerror(errno)))")
    }
    CaseGuard.install(restarting: arguments, output: path)
    var index = first
    while index < last {
      let batchEnd = min(index + (events.isEmpty ? 1 : batch), last)
      // Cases are not to be told that they do not use what another one does.
      var filesOfBatch = files
      if !cases[index..<batchEnd].contains(where: \.definition.readsPlaces) { filesOfBatch.places = nil }
      let lists = ReferenceLists(watchlists, filesOfBatch)
      let cx = RuleRun.makeContext(lists)
      let groups = SummaryGroups()
      let runs = cases[index..<batchEnd].map { RuleRun($0.definition, lists, nil, groups, cx) }
      try lists.load()
      for warning in lists.warnings { writeError("eval: warning: \(warning)\n") }
      if runs.contains(where: { !$0.stores.isEmpty }) {
        CaseGuard.begin(cases[index].id, index: index, batch: runs.count, seconds: limit)
        try read(events, arguments.last("--table"), runs, now)
        CaseGuard.end()
      }
      for run in runs {
        CaseGuard.begin(cases[index].id, index: index, batch: 1, seconds: limit)
        output.buffer.append("{\"id\":")
        appendJSON(string: Str(cases[index].id), to: output.buffer)
        output.buffer.append(",\"result\":")
        run.evaluate(at: now) { table, _ in
          appendJSON(result: table, of: cases[index].definition, to: output.buffer)
        }
        CaseGuard.end()
        output.buffer.append("}\n")
        output.flush()
        index += 1
      }
    }
  }

  private static func read(
    _ files: [String], _ table: String?, _ runs: [RuleRun], _ now: DateTime
  ) throws(UsageError) {
    let dispatcher = EventDispatcher(table: table)
    for run in runs {
      let after = run.windowStart(now)
      for (source, store) in zip(run.definition.sources, run.stores) {
        let window = TableReading.Window(after: after, through: now.ticks)
        dispatcher.add(source, store, window: window)
      }
    }
    let reader = RecordReader(walker: dispatcher.walker, ledger: RejectLedger(), strict: false)
    for file in files {
      do throws(ByteSource.Failure) {
        try reader.read(try ByteSource(path: file), dispatcher)
      } catch {
        throw UsageError("\(file) \(error.text)")
      }
    }
  }
}
