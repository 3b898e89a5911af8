import ArgumentParser

/// The files beside the rules that a command takes.
struct SideFileOptions: ParsableArguments {
  @Option(help: "More files or folders of workspace functions.")
  var functions: [String] = []

  @Option(help: "A CSV file for a watchlist, ALIAS=FILE.")
  var watchlist: [String] = []
}
