import ArgumentParser
import Foundation

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Compile rules to one detector binary.",
    discussion: """
      The binary holds the rules and nothing else: no YAML, no query text, no Swift libraries to install. Needs the \
      Swift toolchain, not the network.
      """)

  @Option(name: [.short, .long], help: "The binary.")
  var output: String

  @OptionGroup var beside: SideFileOptions

  @Argument(help: "Rule files, and folders to search for them.")
  var paths: [String]

  func run() throws {
    let toolchain = try Toolchain.locate()
    let files = try RuleFiles(paths: paths, functions: beside.functions, watchlists: beside.watchlist)
    let generation = try Generation(RuleSet(files.withRules(below: paths)))
    Terminal.report(generation.diagnostics)
    guard generation.isComplete else { throw ExitCode.failure }
    try DetectorBuild(generation, in: BuildFolder(toolchain: toolchain)).run(binary: output)
  }
}
