extension EngineSettings {
  /// The options and flags of the command line that say how rules run.
  package static let options = ["--emit", "--table", "--rule", "--start", "--max-rows", "--max-result", "--max-time"]
  package static let flags = ["--strict", "--incidents", "--no-dedupe", "--dedupe", "--no-dispatch", "--no-summaries"]

  package init(_ arguments: Arguments) throws(UsageError) {
    self.init()
    switch arguments.last("--emit") ?? "alerts" {
    case "alerts": emission = .alerts
    case "rows": emission = .rows
    case "none": emission = .none
    case let other: throw UsageError("--emit is alerts, rows or none, not \(other)")
    }
    table = arguments.last("--table")
    isStrict = arguments.has("--strict")
    usesFilter = !arguments.has("--no-dispatch")
    usesSummaries = !arguments.has("--no-summaries")
    start = try arguments.time("--start")
    dedupes = !arguments.has("--no-dedupe")
    writesIncidents = arguments.has("--incidents")
    if let number = try arguments.number("--max-rows", in: 1...Int.max) { maximumRows = number }
    if let number = try arguments.number("--max-result", in: 1...Int.max >> 20) { maximumResultBytes = number << 20 }
    if let span = try arguments.timeSpan("--max-time") { maximumSeconds = Double(span.ticks) / 1e7 }
  }
}
