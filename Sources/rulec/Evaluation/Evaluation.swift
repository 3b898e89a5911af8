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
    var outcomes: [EvaluationOutcome?] = compiled.map {
      if case .failure(let error) = $0 { .error(error.message) } else { nil }
    }
    let accepted = compiled.compactMap { try? $0.get() }
    if !accepted.isEmpty {
      let folder = try BuildFolder(toolchain: .locate())
      let program = try CaseProgram(accepted, compiler: compiler, in: folder)
      for (index, message) in program.failures {
        outcomes[index] = .error("internal: generated code does not compile: \(message)")
      }
      let runnable = program.cases
      if !runnable.isEmpty {
        let run = CaseRun(binary: program.binary, arguments: arguments, timeLimit: timeLimit)
        let results = try run.run(count: runnable.count, scratch: folder.path)
        for (item, result) in zip(runnable, results) { outcomes[item.index] = Self.outcome(result) }
      }
    }
    return outcomes.map { $0 ?? .error("internal: no outcome") }
  }

  private struct Refusal: Error { let message: String }

  private static func compile(
    _ item: EvaluationCase, at index: Int, with compiler: Compiler
  ) -> Result<AcceptedCase, Refusal> {
    let query = compiler.compileQuery(item.query, id: "Case\(index)")
    if let swift = query.swift {
      return .success(
        AcceptedCase(
          index: index, typeName: query.typeName, swift: swift, watchlists: query.watchlists))
    }
    let errors = ResolvedDiagnostic.sorted(query.resolvedDiagnostics).filter { $0.severity == .error }
    guard let first = errors.first else { return .failure(Refusal(message: "refused without a diagnostic")) }
    let place = first.location.start
    return .failure(
      Refusal(message: "\(first.id.rawValue): \(first.message) (line \(place.line), column \(place.column))"))
  }

  private var arguments: [String] {
    eventPaths.flatMap { ["--events", $0] } + external.flatMap { ["--external", $0] }
      + (places.map { ["--geoip", $0] } ?? []) + (now.map { ["--now", $0] } ?? [])
  }

  /// Takes the result out of the program's line, `{"id":"7","result":{…}}`.
  static func outcome(_ line: Result<String, CaseRun.CaseFailure>) -> EvaluationOutcome {
    switch line {
    case .failure(let failure): return .error(failure.message)
    case .success(let line):
      let members = JSONSlices.members(of: line) ?? []
      if let result = members.first(where: { $0.name == "result" }) { return .result(json: String(result.value)) }
      if let error = members.first(where: { $0.name == "error" }) { return .error(JSONSlices.text(of: error.value)) }
      return .error("internal: the evaluation wrote no result")
    }
  }
}
