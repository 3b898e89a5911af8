import ArgumentParser
import RuleCompiler

extension CompilationStage: ExpressibleByArgument {}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show a rule as one stage of the compiler sees it.")

  @Option(help: "tokens, syntax, bound, plan or swift.")
  var emit = CompilationStage.plan

  @OptionGroup var beside: SideFileOptions

  @Argument(help: "A rule file.")
  var rule: String

  func run() throws {
    let rules = RuleSet(try RuleFiles(paths: [rule], functions: beside.functions, watchlists: beside.watchlist))
    let stage = emit
    let shown = try rules.map { _, rule in (rule.dump(stage), RuleReport(rule)) }
    for (text, report) in shown {
      Terminal.report(report.diagnostics)
      if !text.isEmpty { Terminal.print(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
      if !report.isAccepted { throw ExitCode.failure }
    }
  }
}
