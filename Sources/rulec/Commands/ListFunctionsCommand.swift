import ArgumentParser
import RuleCompiler

/// How `list-functions` prints the catalog.
enum CatalogFormat: String, ExpressibleByArgument, CaseIterable { case text, markdown, ndjson }

struct ListFunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list-functions", abstract: "List the scalar functions and aggregates that rules can use.")

  @Option(help: "text, markdown or ndjson (a line a function).")
  var format = CatalogFormat.text

  func run() {
    let entries = CatalogEntry.all(of: .standard)
    switch format {
    case .text:
      for entry in entries {
        for signature in entry.signatures { Terminal.print(signature) }
        Terminal.print("    \(entry.summary)")
      }
    case .markdown:
      Terminal.print("| name | kind | signatures | what it does |\n|---|---|---|---|")
      for entry in entries {
        let signatures = entry.signatures.map { "`\($0)`" }.joined(separator: "<br>")
        let page = "https://learn.microsoft.com/kusto/query/\(entry.documentation)"
        let summary = entry.summary.replacing("|", with: "\\|")
        Terminal.print("| [\(entry.name)](\(page)) | \(entry.kind.rawValue) | \(signatures) | \(summary) |")
      }
    case .ndjson: for entry in entries { Terminal.print(entry.json) }
    }
  }
}
