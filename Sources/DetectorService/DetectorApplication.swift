public import DetectorRuntime
import Glibc

/// The command line of a detector binary with all of its commands: `run` of this module, the others of the runtime.
public enum DetectorApplication {
  /// Runs the process's command line and ends the process.
  /// - Parameter watchlists: those compiled in.
  public static func run(_ definitions: [DetectorDefinition], watchlists: [WatchlistDefinition] = []) {
    signal(SIGPIPE, SIG_IGN)
    exit(run(definitions, watchlists: watchlists, Array(CommandLine.arguments.dropFirst())))
  }

  package static func run(
    _ definitions: [DetectorDefinition], watchlists: [WatchlistDefinition] = [], _ words: [String]
  ) -> Int32 {
    guard words.first == "run" else { return DetectorCommandLine.run(definitions, watchlists: watchlists, words) }
    if words.contains("--help") {
      print(RunCommand.help, terminator: "")
      return 0
    }
    do throws(UsageError) {
      return try RunCommand.run(definitions, watchlists, Array(words.dropFirst()))
    } catch {
      writeError("detector: \(error.text)\n")
      return 64
    }
  }
}
