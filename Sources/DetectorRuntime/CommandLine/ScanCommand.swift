#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `detector scan`: reads events, then (or meanwhile) runs the rules at the times of their schedules.
final class ScanCommand {
  enum Emission { case alerts, rows, none }

  struct Options {
    var emission = Emission.alerts
    var now: DateTime?
    var table: String?
    var isStrict = false
    var lateness: TimeSpan?
  }

  /// A rule, and where its schedule is.
  private final class ScheduledRule {
    let run: RuleRun
    let schedule: Schedule
    let alerts: AlertOutput
    /// The next run; nil before the first.
    var next: Int64?
    /// No run before this time, after an alert.
    var suppressedUntil = Int64.min
    /// Whether the last run over no events at all returned nothing and raised no alert.
    var isSilentWithoutEvents = false
    var rows = 0
    var runs = 0

    init(_ definition: DetectorDefinition, _ cx: EvaluationContext) {
      run = RuleRun(definition, cx)
      schedule = Schedule(definition.rule)
      alerts = AlertOutput(definition)
    }
  }

  private let options: Options
  private let output: OutputStream
  private let rules: [ScheduledRule]
  private let dispatcher: EventDispatcher
  private let ledger = RejectLedger()
  /// Times up to here have been evaluated (`--lateness`).
  private var watermark = Int64.min
  private var nextProgress = 0.0

  init(_ definitions: [DetectorDefinition], _ options: Options, _ output: OutputStream) {
    self.options = options
    self.output = output
    let cx = RuleRun.makeContext()
    rules = definitions.map { ScheduledRule($0, cx) }
    dispatcher = EventDispatcher(table: options.table)
    for rule in rules {
      for (source, store) in zip(rule.run.definition.sources, rule.run.stores) {
        let window = options.now.map {
          TableReading.Window(after: rule.run.windowStart($0), through: $0.ticks)
        }
        dispatcher.add(source, store, window: window ?? .unlimited)
      }
    }
  }

  static func run(_ definitions: [DetectorDefinition], _ words: [String]) throws(UsageError) -> Int32 {
    let arguments = try Arguments(
      words, options: ["--now", "--emit", "--table", "--rule", "--output", "--lateness"],
      flags: ["--strict", "--quiet"])
    var options = Options()
    switch arguments.last("--emit") ?? "alerts" {
    case "alerts": options.emission = .alerts
    case "rows": options.emission = .rows
    case "none": options.emission = .none
    case let other: throw UsageError("--emit is alerts, rows or none, not \(other)")
    }
    options.now = try arguments.time("--now")
    options.lateness = try arguments.timeSpan("--lateness")
    if options.now != nil, options.lateness != nil {
      throw UsageError("--lateness is for a replay; with --now there is one run only")
    }
    options.table = arguments.last("--table")
    options.isStrict = arguments.has("--strict")
    let chosen = try choose(definitions, arguments.all("--rule"))
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
    let output: OutputStream
    if let path = arguments.last("--output") {
      guard let file = OutputStream(path: path, appends: false) else {
        throw UsageError("\(path): \(String(cString: strerror(errno)))")
      }
      output = file
    } else {
      output = OutputStream(descriptor: 1)
    }
    return ScanCommand(chosen, options, output).scan(sources, isQuiet: arguments.has("--quiet"))
  }

  private static func choose(
    _ definitions: [DetectorDefinition], _ names: [String]
  ) throws(UsageError) -> [DetectorDefinition] {
    guard !names.isEmpty else { return definitions }
    for name in names
    where !definitions.contains(where: { $0.rule.id.description == name || $0.rule.name.description == name }) {
      let close = definitions.map(\.rule.name.description).min { distance($0, name) < distance($1, name) }
      throw UsageError("no rule is called '\(name)'\(close.map { "; the closest name is '\($0)'" } ?? "")")
    }
    return definitions.filter {
      names.contains($0.rule.id.description) || names.contains($0.rule.name.description)
    }
  }

  private func scan(_ sources: [ByteSource], isQuiet: Bool) -> Int32 {
    let start = monotonicSeconds()
    let showsProgress = !isQuiet && isErrorOutputTerminal()
    let reader = RecordReader(walker: dispatcher.walker, ledger: ledger, strict: options.isStrict)
    var failures: [String] = []
    for source in sources {
      dispatcher.onPause = { [unowned self] in
        if options.lateness != nil { evaluateToWatermark() }
        if showsProgress { showProgress(source, reader, since: start) }
        return !output.isClosed
      }
      do throws(ByteSource.Failure) {
        try reader.read(source, dispatcher)
      } catch {
        failures.append("\(source.name) \(error.text)")
      }
      if reader.isStopped || output.isClosed { break }
    }
    let readingSeconds = monotonicSeconds() - start
    if !reader.isStopped { evaluateRest() }
    output.flush()
    if showsProgress { writeError("\r\u{1B}[K") }
    if !isQuiet || !failures.isEmpty || reader.isStopped {
      let summary = ScanSummary(
        dispatcher: dispatcher, ledger: ledger, recordCount: reader.recordCount,
        byteCount: reader.byteCount, seconds: readingSeconds, failures: failures,
        isStopped: reader.isStopped,
        rules: rules.map {
          .init(
            name: $0.run.definition.rule.name, runs: $0.runs, rows: $0.rows, alerts: $0.alerts.count,
            repeated: $0.alerts.repeated)
        }, countsAlerts: options.emission != .rows)
      writeError(isQuiet ? summary.problems : summary.text)
    }
    if let failure = output.failure {
      writeError("detector: the output cannot be written: \(failure)\n")
      return 74
    }
    return failures.isEmpty && !reader.isStopped ? 0 : 1
  }

  // MARK: Runs

  private func evaluateRest() {
    if let now = options.now {
      for rule in rules { evaluate(rule, at: now.ticks) }
      return
    }
    guard dispatcher.earliest <= dispatcher.latest else { return }
    for rule in rules {
      let from = rule.next ?? rule.schedule.firstRun(from: dispatcher.earliest)
      evaluate(rule, from: from, through: rule.schedule.firstRun(from: dispatcher.latest))
    }
  }

  /// Runs all that no event still to come can change, and forgets what no later run can see.
  private func evaluateToWatermark() {
    guard let lateness = options.lateness, dispatcher.earliest <= dispatcher.latest else { return }
    let time = dispatcher.latest - lateness.ticks
    // Not after every piece of input: a run costs more than a piece.
    guard time > watermark else { return }
    watermark = time
    dispatcher.lateAfter = time
    for rule in rules {
      let from = rule.next ?? rule.schedule.firstRun(from: dispatcher.earliest)
      guard from <= time else { continue }
      evaluate(rule, from: from, through: time)
      if let next = rule.next {
        rule.run.drop(before: DateTime(ticks: next))
      }
    }
  }

  /// Runs the rule at the times of its schedule. Runs over periods without any event are counted, but not repeated
  /// while they return nothing: a single event with a wrong date may lie centuries before the others.
  private func evaluate(_ rule: ScheduledRule, from: Int64, through: Int64) {
    let frequency = rule.schedule.frequency
    var time = from
    while time <= through, !output.isClosed {
      let survivor = rule.run.firstSurvivor(from: DateTime(ticks: time))
      let isEmpty = survivor.map { $0 > time } ?? true
      if isEmpty, rule.isSilentWithoutEvents {
        let next = min(survivor.map(rule.schedule.firstRun) ?? .max, rule.schedule.firstRun(from: through + 1))
        rule.runs += Int((next - time) / frequency)
        time = next
        continue
      }
      let isSilent = evaluate(rule, at: time)
      if isEmpty { rule.isSilentWithoutEvents = isSilent }
      time += frequency
    }
    rule.next = time
  }

  /// Runs the rule once; true if it returns nothing and raises no alert.
  @discardableResult
  private func evaluate(_ rule: ScheduledRule, at time: Int64) -> Bool {
    guard time >= rule.suppressedUntil else { return false }
    let now = DateTime(ticks: time)
    rule.runs += 1
    return rule.run.evaluate(at: now) { table, _ in
      rule.rows += table.count
      let isTriggered = rule.alerts.isTriggered(table.count)
      switch options.emission {
      case .rows: write(rows: table, of: rule.run.definition, at: now)
      case .alerts, .none:
        guard isTriggered else { break }
        if let duration = rule.run.definition.rule.suppressionDuration {
          rule.suppressedUntil = time + duration.ticks
        }
        rule.alerts.write(
          table, at: now, windowStart: rule.run.windowStart(now), to: output.buffer
        ) {
          if options.emission == .none { output.buffer.truncate() } else { output.endLine() }
        }
      }
      return table.count == 0 && !isTriggered
    }
  }

  private func write(rows table: Table, of definition: DetectorDefinition, at now: DateTime) {
    for index in 0..<table.count where !output.isClosed {
      output.buffer.append("{\"rule\":")
      appendJSON(
        string: Str(definition.rule.id.utf8CodeUnitCount > 0 ? definition.rule.id : definition.rule.name),
        to: output.buffer)
      if options.now == nil {
        output.buffer.append(",\"time\":")
        appendJSON(Value(now), to: output.buffer)
      }
      output.buffer.append(",\"row\":")
      appendJSON(row: table[row: index], of: definition, to: output.buffer)
      output.buffer.append(0x7D)
      output.endLine()
    }
  }

  // MARK: Progress

  private func showProgress(_ source: ByteSource, _ reader: RecordReader, since start: Double) {
    let time = monotonicSeconds()
    guard time >= nextProgress else { return }
    nextProgress = time + 0.1
    let speed = Int(Double(reader.byteCount) / 1e6 / max(time - start, 0.001))
    var bar = ""
    if source.size > 0 {
      let share = min(Double(source.bytesRead) / Double(source.size), 1)
      let filled = Int(share * 30)
      bar =
        "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        + "] \(Int(share * 100))% "
    }
    writeError("\r\u{1B}[K\(bar)\(reader.recordCount) events, \(speed) MB/s")
  }
}
