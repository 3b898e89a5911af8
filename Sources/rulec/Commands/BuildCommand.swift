import ArgumentParser
import Foundation

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Compile rules to one detector binary.",
    discussion: """
      The binary holds the rules and nothing else: no YAML, no query text, no Swift libraries to install. Needs the \
      Swift toolchain, not the network. Nothing is built if a rule is refused, unless --skip-refused says so.
      """)

  @Option(name: [.short, .long], help: "The binary.")
  var output: String

  @Flag(help: "Build without the rules that are refused, and name them.")
  var skipRefused = false

  @OptionGroup var beside: SideFileOptions

  @Argument(help: "Rule files, and folders to search for them.")
  var paths: [String]

  func run() throws {
    let toolchain = try Toolchain.locate()
    let files = try RuleFiles(paths: paths, functions: beside.functions, watchlists: beside.watchlist)
    let generation = try Generation(RuleSet(files.withRules(below: paths)))
    Terminal.report(generation.diagnostics)
    let refused = generation.refused
    if !generation.isComplete, !skipRefused {
      if !refused.isEmpty {
        let (are, them) = refused.count == 1 ? ("1 rule is", "it") : ("\(refused.count) rules are", "them")
        Terminal.message("\(are) refused; nothing is built (--skip-refused builds without \(them))")
      }
      throw ExitCode.failure
    }
    for rule in refused { Terminal.message("\(rule.entry.path): left out, since the rule is refused") }
    guard !generation.accepted.isEmpty else {
      throw CommandError("every rule is refused; there is nothing to build")
    }
    try DetectorBuild(generation, in: BuildFolder(toolchain: toolchain)).run(binary: output)
    if !refused.isEmpty {
      Terminal.message("\(output): \(generation.accepted.count) rules, without \(refused.count) refused")
    }
  }
}
