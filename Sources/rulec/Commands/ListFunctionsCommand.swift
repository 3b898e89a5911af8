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
      Terminal.print("")
      for refusal in Refusal.all {
        Terminal.print("not supported: \(refusal.names.joined(separator: ", "))")
        Terminal.print("    \(refusal.reason)")
      }
    case .markdown:
      Terminal.write(Self.markdown(of: .standard))
    case .ndjson: for entry in entries { Terminal.print(entry.json) }
    }
  }

  /// The catalog as a table, and what is missing as another.
  static func markdown(of catalog: Catalog) -> String {
    var text = "| name | kind | signatures | what it does |\n|---|---|---|---|\n"
    for entry in CatalogEntry.all(of: catalog) {
      let signatures = entry.signatures.map { "`\($0)`" }.joined(separator: "<br>")
      let page = "https://learn.microsoft.com/kusto/query/\(entry.documentation)"
      let summary = entry.summary.replacing("|", with: "\\|")
      text += "| [\(entry.name)](\(page)) | \(entry.kind.rawValue) | \(signatures) | \(summary) |\n"
    }
    text += "\n| not supported | why |\n|---|---|\n"
    for refusal in Refusal.all {
      let names = refusal.names.map { "`\($0)`" }.joined(separator: ", ")
      text += "| \(names) | \(refusal.reason.replacing("|", with: "\\|")) |\n"
    }
    return text
  }
}
