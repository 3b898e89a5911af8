import DetectorRuntime
import Glibc

/// `detector run`: reads its command line, then hands over to `Service`.
enum RunCommand {
  static let help = """
    detector run INPUT…: evaluates the rules over events as they come.

    INPUT is a file, which is followed through appending, rotation and truncation; a folder, whose files are; or - for
    standard input. JSON records one after the other, arrays of them or {"records":[…]}, over any lines; not compressed.
      --clock wall      rules run by the system's clock (default), late by --delay and --nrt-delay (5m and 2m); NRT
                        rules see events by the time of their arrival
              event     rules run by the events' own time, late by --lateness (5m): the same alerts as `detector scan`
                        gives, as long as no event is later than that
      --ahead SPAN      an event that is further ahead of its input (10m) may have a wrong date: it does not move the
                        clock before others say so, too
      --idle SPAN       with several inputs and --clock event: one without new events for so long (10s) does not hold
                        up the others
      --no-follow       stop at the end of the inputs, and make the runs that are left
      --state DIR       keep what is needed to go on after a stop or a crash (SQLite)
      --commit N        keep it after N records at the latest (100000), and each second
      --output FILE     append alerts there; with --state each is there once, whatever happens. Standard output, and
                        what follows a crash there, may see an alert twice, with the same SystemAlertId.
      --webhook URL     post each alert there (http or https; https by libcurl), again and again until it is taken: with
                        growing pauses, up to a minute. Without --output, only there. What waits is in the state; an alert
                        that was being posted in a crash may come twice, with the same Idempotency-Key.
      --webhook-header 'NAME: VALUE'   sent along; @FILE for a file of such lines. May be repeated
      --webhook-ca FILE                certificates to trust instead of the system's
      --queue N         megabytes that may wait for the webhook (16); beyond, no input is read
      --memory-limit N  megabytes that kept events may take; beyond, the rule that keeps most is disabled
      --max-line N      megabytes a record may have (64); longer ones are rejected
      --metrics-port N  health and Prometheus metrics at http://127.0.0.1:N/health and /metrics
      --emit, --table, --rule, --start, --max-rows (500000), --max-result (64), --max-time, --incidents, --no-dedupe, --watchlist, --external,
      --geoip, --quiet: as for scan

    TERM and INT end it after what has been read is kept; HUP opens the output again.
    Exit codes: 0 done; 64 a mistake in the command line; 73 the state cannot be used; 74 an input or the output failed.

    """

  static func run(
    _ definitions: [DetectorDefinition], _ watchlists: [WatchlistDefinition], _ words: [String]
  ) throws(UsageError) -> Int32 {
    let arguments = try Arguments(
      words,
      options: EngineSettings.options + ReferenceLists.Files.optionNames + [
        "--clock", "--lateness", "--delay", "--nrt-delay", "--idle", "--state", "--output", "--memory-limit",
        "--max-line", "--metrics-port", "--commit", "--webhook", "--webhook-header", "--webhook-ca", "--queue",
        "--ahead",
      ], flags: EngineSettings.flags + ["--no-follow", "--quiet"])
    var settings = try EngineSettings(arguments)
    if arguments.last("--max-rows") == nil { settings.maximumRows = 500_000 }
    if arguments.last("--max-result") == nil { settings.maximumResultBytes = 64 << 20 }
    var options = Service.Options()
    switch arguments.last("--clock") ?? "wall" {
    case "wall":
      guard arguments.last("--lateness") == nil else {
        throw UsageError("--lateness is for --clock event; with the wall's clock it is --delay and --nrt-delay")
      }
      settings.delay = try arguments.timeSpan("--delay") ?? minutes(5)
      settings.delayOfNRT = try arguments.timeSpan("--nrt-delay") ?? minutes(2)
      settings.usesArrivalForNRT = true
    case "event":
      options.usesEventTime = true
      settings.delay = try arguments.timeSpan("--lateness") ?? minutes(5)
      settings.delayOfNRT = settings.delay
    case let other: throw UsageError("--clock is wall or event, not \(other)")
    }
    if let idle = try arguments.timeSpan("--idle") { options.idleSeconds = Double(idle.ticks) / 1e7 }
    options.follows = !arguments.has("--no-follow")
    options.isQuiet = arguments.has("--quiet")
    options.stateFolder = arguments.last("--state")
    options.output = arguments.last("--output")
    options.memoryLimit = try megabytes(arguments, "--memory-limit")
    settings.maximumRecord = try megabytes(arguments, "--max-line") ?? settings.maximumRecord
    settings.ahead = try arguments.timeSpan("--ahead") ?? settings.ahead
    options.commitRecords = try number(arguments, "--commit") ?? options.commitRecords
    options.metricsPort = try number(arguments, "--metrics-port").map { UInt16(clamping: $0) }
    if let text = arguments.last("--webhook") {
      options.webhook = try WebhookAddress(
        text, headers: arguments.all("--webhook-header"), certificates: arguments.last("--webhook-ca"))
    } else if let option = ["--webhook-header", "--webhook-ca", "--queue"].first(where: { arguments.last($0) != nil }) {
      throw UsageError("\(option) is for --webhook")
    }
    options.queueLimit = try megabytes(arguments, "--queue") ?? options.queueLimit
    let chosen = try RuleChoice.choose(definitions, arguments)
    guard !arguments.operands.isEmpty else {
      throw UsageError("run needs files of events, folders, or - for standard input")
    }
    let lists = ReferenceLists(watchlists, try ReferenceLists.Files(arguments))
    do throws(Service.Failure) {
      let service = try Service(chosen, lists, settings, options, inputs: arguments.operands)
      if let problem = load(lists, settings) { throw .usage(problem) }
      try service.run()
      return 0
    } catch {
      writeError("detector: \(error.text)\n")
      return error.exitCode
    }
  }

  /// - Returns: what is wrong with the lists.
  private static func load(_ lists: ReferenceLists, _ settings: EngineSettings) -> String? {
    do throws(UsageError) {
      try lists.load(isStrict: settings.isStrict)
    } catch {
      return error.text
    }
    for warning in lists.warnings { writeError("detector: warning: \(warning)\n") }
    return nil
  }

  private static func minutes(_ number: Int64) -> TimeSpan { TimeSpan(ticks: number * 600_000_000) }

  private static func number(_ arguments: Arguments, _ option: String) throws(UsageError) -> Int? {
    guard let text = arguments.last(option) else { return nil }
    guard let number = Int(text), number > 0 else { throw UsageError("\(option): '\(text)' is not a number") }
    return number
  }

  private static func megabytes(_ arguments: Arguments, _ option: String) throws(UsageError) -> Int? {
    try number(arguments, option).map { $0 << 20 }
  }
}
