import ArgumentParser
import Foundation
import RuleCompiler

/// How `eval` prints a result.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable { case table, ndjson }

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Compile a query, run it and print its result.",
    discussion: """
      The query goes through the same compiler as a rule. With --cases, takes many queries, an object with id and \
      query a line, and writes a line for each: {"id","result":{"columns","types","rows"}} or {"id","error"}.

      Unlike a rule, a query can give several tables: by fork, facet or evaluate preview at its end, or as several \
      queries with ; between them. All are printed, each under the name that the query gives it, if any. With --cases, \
      "result" is the first of them, and "results":[{"name","columns","types","rows"},…] all.
      """)

  @Option(help: "A file of events, NDJSON, plain or compressed.")
  var events: [String] = []

  @Option(help: "The time of now(), such as 2026-03-02T00:00:00Z.")
  var now: String?

  @OptionGroup var beside: SideFileOptions

  @Option(help: "A file for what queries read by externaldata, ADDRESS=FILE.")
  var external: [String] = []

  @Option(help: "A MaxMind database, such as GeoLite2-City.mmdb, for geo_info_from_ip_address.")
  var geoip: String?

  @Option(help: "table or ndjson.")
  var format = ResultFormat.table

  @Option(help: "A file of queries.")
  var cases: String?

  @Option(name: [.short, .long], help: "Where the lines for --cases go; default: standard output.")
  var output: String?

  @Option(help: "Seconds that one query may take.")
  var timeLimit = 20

  @Argument(help: "A query.")
  var query: String?

  func validate() throws {
    if (cases == nil) == (query == nil) { throw ValidationError("give a query, or --cases") }
    if output != nil, cases == nil { throw ValidationError("--output goes with --cases") }
  }

  func run() throws {
    let files = try RuleFiles(paths: [], functions: beside.functions, watchlists: beside.watchlist)
    let evaluation = Evaluation(
      compiler: RuleSet(files).compiler, eventPaths: events.map(Self.absolute), now: now, timeLimit: timeLimit,
      external: external.map(Self.absoluteFile), places: geoip.map(Self.absolute))
    if let cases {
      let items = try EvaluationCase.read(cases)
      let outcomes = try evaluation.outcomes(of: items)
      let lines = zip(items, outcomes).map { $1.line(id: $0.id) }
      if let output {
        try TextFile.write(lines.map { $0 + "\n" }.joined(), to: output)
      } else {
        for line in lines { Terminal.print(line) }
      }
    } else if let query {
      try printResult(of: EvaluationCase(id: "query", query: query), evaluation)
    }
  }

  private func printResult(of item: EvaluationCase, _ evaluation: Evaluation) throws {
    for outcome in try evaluation.outcomes(of: [item]) {
      Terminal.report(evaluation.warnings(of: item))
      switch outcome {
      case .result(let json):
        Terminal.print(format == .table ? ResultTable.text(of: json) : json)
      case .results(let tables):
        for (index, table) in tables.enumerated() {
          guard format == .table else {
            Terminal.print(table.namedJSON)
            continue
          }
          let name = table.name.map { ": \($0)" } ?? ""
          Terminal.print((index == 0 ? "" : "\n") + "Table \(index + 1)\(name)\n" + ResultTable.text(of: table.json))
        }
      case .error(let message):
        throw CommandError(message)
      }
    }
  }

  /// `ADDRESS=FILE` with the whole path of the file; the address may hold equals signs of its own.
  private static func absoluteFile(_ option: String) -> String {
    let places = option.indices.filter { option[$0] == "=" }
    for place in places {
      let path = String(option[option.index(after: place)...])
      if FileManager.default.fileExists(atPath: path) { return option[...place] + absolute(path) }
    }
    return option
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }
}
