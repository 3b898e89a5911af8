import Foundation
import RuleCompiler

/// Compiles queries to one program, runs it, and says for each query what became of it.
struct Evaluation {
  let compiler: Compiler
  let eventPaths: [String]
  /// The time of `now()`; nil = the time of the run.
  let now: String?
  let timeLimit: Int
  /// Files for external data, `ADDRESS=FILE`.
  var external: [String] = []
  /// The database of places.
  var places: String?

  func outcomes(of cases: [EvaluationCase]) throws(CommandError) -> [EvaluationOutcome] {
    let compiler = compiler
    let compiled = WorkerThreads.map(count: cases.count) { index in
      Self.compile(cases[index], at: index, with: compiler)
    }.map { $0 ?? .failure(Refusal(message: "internal-error: the compiler failed on this query")) }
    // The tables of all cases, one case behind the other.
    var tables: [Table] = []
    var accepted: [AcceptedCase] = []
    for table in compiled.flatMap({ (try? $0.get()) ?? [] }) {
      accepted.append(
        AcceptedCase(
          index: tables.count, typeName: table.query.typeName, swift: table.query.swift ?? "",
          watchlists: table.query.watchlists))
      tables.append(Table(name: table.name, outcome: .failure(Refusal(message: "internal: no outcome"))))
    }
    if !accepted.isEmpty {
      let folder = try BuildFolder(toolchain: .locate())
      let program = try CaseProgram(accepted, compiler: compiler, in: folder)
      for (index, message) in program.failures {
        tables[index].outcome = .failure(Refusal(message: "internal: generated code does not compile: \(message)"))
      }
      let runnable = program.cases
      if !runnable.isEmpty {
        let run = CaseRun(binary: program.binary, arguments: arguments, timeLimit: timeLimit)
        let results = try run.run(count: runnable.count, scratch: folder.path)
        for (item, result) in zip(runnable, results) { tables[item.index].outcome = Self.outcome(result) }
      }
    }
    var rest = tables[...]
    return compiled.map { compiled in
      switch compiled {
      case .failure(let error): return .error(error.message)
      case .success(let queries):
        defer { rest = rest.dropFirst(queries.count) }
        return Self.outcome(Array(rest.prefix(queries.count)))
      }
    }
  }

  /// What the compiler warns of in the query of a case. The tables of a query are compiled one by one: what several say of
  /// the same place stands here once.
  func warnings(of item: EvaluationCase) -> [ResolvedDiagnostic] {
    let tables = compiler.compileTables(item.query, id: item.id)
    var known: Set<String> = []
    return ResolvedDiagnostic.sorted(tables.flatMap(\.query.resolvedDiagnostics)).filter {
      $0.severity == .warning
        && known.insert("\($0.location.start.line):\($0.location.start.column) \($0.message)").inserted
    }
  }

  struct Refusal: Error { let message: String }

  /// A table of a case, and the JSON of its result.
  private struct Table {
    let name: String?
    var outcome: Result<String, Refusal>
  }

  private static func compile(
    _ item: EvaluationCase, at index: Int, with compiler: Compiler
  ) -> Result<[CompiledTable], Refusal> {
    let tables = compiler.compileTables(item.query, id: "Case\(index)")
    guard let refused = tables.first(where: { $0.query.swift == nil }) else { return .success(tables) }
    let errors = ResolvedDiagnostic.sorted(refused.query.resolvedDiagnostics).filter { $0.severity == .error }
    guard let first = errors.first else { return .failure(Refusal(message: "refused without a diagnostic")) }
    let place = first.location.start
    return .failure(
      Refusal(message: "\(first.id.rawValue): \(first.message) (line \(place.line), column \(place.column))"))
  }

  private static func outcome(_ tables: [Table]) -> EvaluationOutcome {
    var results: [EvaluationOutcome.NamedResult] = []
    for table in tables {
      switch table.outcome {
      case .failure(let error): return .error(error.message)
      case .success(let json): results.append(.init(name: table.name, json: json))
      }
    }
    return results.count == 1 ? .result(json: results[0].json) : .results(results)
  }

  private var arguments: [String] {
    eventPaths.flatMap { ["--events", $0] } + external.flatMap { ["--external", $0] }
      + (places.map { ["--geoip", $0] } ?? []) + (now.map { ["--now", $0] } ?? [])
  }

  /// Takes the result out of the program's line, `{"id":"7","result":{…}}`.
  static func outcome(_ line: Result<String, CaseRun.CaseFailure>) -> Result<String, Refusal> {
    switch line {
    case .failure(let failure): return .failure(Refusal(message: failure.message))
    case .success(let line):
      let members = JSONSlices.members(of: line) ?? []
      if let result = members.first(where: { $0.name == "result" }) { return .success(String(result.value)) }
      let error = members.first { $0.name == "error" }.map { JSONSlices.text(of: $0.value) }
      return .failure(Refusal(message: error ?? "internal: the evaluation wrote no result"))
    }
  }
}
