#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command line of a detector binary.
///
/// Exit codes: 0 done; 1 an input is malformed (`--strict`) or could not be read to its end; 64 a mistake in the
/// command line; 74 the output could not be written.
public enum DetectorCommandLine {
  static let help = """
    A detector: analytic rules compiled to one program.

      detector scan FILE…|-   evaluate the rules over events, replaying their schedules
      detector run FILE…|-    evaluate them over events as they come (detector run --help)
      detector list           what rules are in here
      detector --version      the runtime's version

    scan: FILE is NDJSON, a JSON array or {"records":[…]}; plain, gzip or zstd. `-` is standard input.
      --now TIME        one evaluation at that time instead of the replay
      --emit alerts     alerts in the shape of the SecurityAlert table (default)
             rows       the query's result rows: {"rule":…,"row":{…}}; in a replay with "time"
             none       only the summary
      --table NAME      all records are of that table; otherwise each record's Type names it
      --rule NAME       only the rule of that name or id; may be repeated
      --output FILE     write there instead of to standard output
      --watchlist ALIAS=FILE     a CSV file for a watchlist, in place of what was compiled in; may be repeated
      --external ADDRESS=FILE    a file for what a rule reads by externaldata; may be repeated. Nothing is fetched.
      --geoip FILE      a MaxMind database, such as GeoLite2-City.mmdb, for rules that ask where addresses are
                        (geo_info_from_ip_address); `detector list` says which
      --strict          stop at the first malformed record, and at a list or a database that has no file
      --lateness SPAN   the input is in time order but for delays up to SPAN: evaluate while reading, and forget
                        what no later run can see. Without it all input is read before the first run.
      --threads N       read files on N threads, large files of lines in parts; the output is the same
      --skim            for plain lines, one record each: pass over those that hold none of the texts and numbers that
                        the rules look for, without checking whether they are well-formed. Refused if a rule looks for
                        neither.
      --memory-limit N  megabytes that kept events may take while they are read; beyond, no rule runs and the scan fails
      --incidents       incidents, too, in the shape of the SecurityIncident table, as the rules group them
      --no-dedupe       an alert at each run. Without it one about the same rows is left out while the period of the
                        run that saw them first lasts.
      --start TIME      no run is earlier, and runs are counted from there instead of from 1970-01-01T00:00Z
      --max-rows N      a rule whose result has more rows is disabled, and the others go on
      --max-result N    the same for a result of more megabytes
      --max-time SPAN   the same for a rule that takes longer for one evaluation
      --no-dispatch     test every rule on every event of its table; the same result, slower
      --no-summaries    keep the events of a summarize until the run, instead of its groups; the same result, with more
                        memory
      --last N          instead of alerts the last N runs that the schedule of each rule makes over these events: time,
                        rows, whether triggered or left out by suppression, alerts
      --html FILE       a page about the alerts, too: over time, by ATT&CK tactic and technique, their entities and rows;
                        with --emit none the page alone
      --profile         what each rule costs and gives, as a table on standard error; measuring costs time, too
      --quiet           no summary

    list: --format text|ndjson

    Exit codes: 0 done; 1 malformed input (with --strict) or an input that ends early; 64 a mistake in the command
    line; 74 the output could not be written.

    """

  /// Runs the process's command line and ends the process.
  /// - Parameter watchlists: those compiled in.
  public static func run(_ definitions: [DetectorDefinition], watchlists: [WatchlistDefinition] = []) {
    signal(SIGPIPE, SIG_IGN)
    exit(run(definitions, watchlists: watchlists, Array(CommandLine.arguments.dropFirst())))
  }

  package static func run(
    _ definitions: [DetectorDefinition], watchlists: [WatchlistDefinition] = [], _ words: [String]
  ) -> Int32 {
    do throws(UsageError) {
      switch words.first {
      case nil, "--help", "-h", "help":
        print(help, terminator: "")
        return words.isEmpty ? 64 : 0
      case "--version":
        print("detector, runtime version 1, \(definitions.count) \(definitions.count == 1 ? "rule" : "rules")")
        return 0
      case "scan":
        if words.contains("--help") {
          print(help, terminator: "")
          return 0
        }
        return try ScanCommand.run(definitions, watchlists, Array(words.dropFirst()))
      case "list": return try ListCommand.run(definitions, Array(words.dropFirst()))
      case let word?:
        let known = ["scan", "run", "list"].first { distance($0, word) <= 2 }
        throw UsageError(
          "there is no command \(word)\(known.map { "; did you mean \($0)?" } ?? "") (see detector --help)")
      }
    } catch {
      writeError("detector: \(error.text)\n")
      return 64
    }
  }
}
