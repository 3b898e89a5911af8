import ArgumentParser
import RuleCompiler

/// How `check` prints what it found.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, ndjson, sarif }

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say which rules compile, and what is wrong with the others.")

  @Option(help: "text, ndjson (a line a file) or sarif.")
  var format = ReportFormat.text

  @OptionGroup var beside: SideFileOptions

  @Argument(help: "Rule files, and folders to search for them.")
  var paths: [String]

  func run() throws {
    let files = try RuleFiles(paths: paths, functions: beside.functions, watchlists: beside.watchlist)
    let rules = RuleSet(try files.withRules(below: paths), emitsSwift: false)
    let reports = try rules.map { _, rule in RuleReport(rule) }
    let beside = rules.compiler.workspaceDiagnostics
    switch format {
    case .text: Terminal.write(DiagnosticRenderer.render(beside + reports.flatMap(\.diagnostics)))
    case .ndjson:
      Terminal.report(beside)
      for report in reports { Terminal.print(report.json) }
    case .sarif: Terminal.write(DiagnosticJSON.sarif(beside + reports.flatMap(\.diagnostics)))
    }
    let refused = reports.count { !$0.isAccepted }
    Terminal.message(
      "\(reports.count) \(reports.count == 1 ? "rule" : "rules"): \(reports.count - refused) compile, \(refused) refused"
    )
    if refused > 0 { throw ExitCode.failure }
  }
}
