import Foundation
import RuleCompiler

/// The tests beside a set of rules.
struct RuleTests {
  private(set) var tests: [RuleTest] = []
  /// What is wrong with fixtures.
  private(set) var diagnostics: [ResolvedDiagnostic] = []
  /// Rules without a fixture, by their paths from the folder of rules on.
  private(set) var untested: [String] = []

  /// Reads the fixtures of the rules among `files`.
  init(_ files: RuleFiles) throws(CommandError) {
    var rulesByName: [String: String] = [:]
    for rule in files.rules { rulesByName[Self.stem(rule.name)] = rule.name }
    var tested: Set<String> = []
    for fixture in files.fixtures {
      let file = SourceFile(path: fixture.path, bytes: try TextFile.bytes(of: fixture.path))
      let sink = DiagnosticSink()
      guard let rule = rulesByName[Self.stem(fixture.name)] else {
        // A rule given as a file is tested alone.
        if files.isWhole {
          sink.report(
            Diagnostic(
              .ruleFixture, .error, "there is no rule '\(fixture.name)' that these tests could be of",
              at: .file(start: 0, end: 0), fix: closest(to: fixture.name, in: files.rules.map(\.name))))
        }
        diagnostics += DiagnosticSources(file: file).resolve(sink.diagnostics)
        continue
      }
      tested.insert(rule)
      if let decoded = RuleFixture.decode(file, into: sink) {
        for test in decoded.cases {
          let test = RuleTest(rule: rule, fixture: file, test: test)
          test.checkJSON(into: sink)
          tests.append(test)
        }
      }
      diagnostics += DiagnosticSources(file: file).resolve(sink.diagnostics)
    }
    untested = files.rules.map(\.name).filter { !tested.contains($0) }
  }

  private static func stem(_ path: String) -> String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
  }

  /// Builds one program of the rules that have tests and runs each test in it.
  /// - Parameter places: the file of a database of places.
  /// - Returns: for each test what is wrong, none = it passes.
  func run(_ generation: Generation, timeLimit: Int, places: String? = nil) throws(CommandError) -> [[String]] {
    let tested = Set(tests.map(\.rule))
    let accepted = generation.rules.enumerated().compactMap { index, rule -> AcceptedCase? in
      guard tested.contains(rule.entry.name), let swift = rule.compiled.swift else { return nil }
      return AcceptedCase(
        index: index, typeName: rule.compiled.typeName, swift: swift, watchlists: rule.compiled.watchlists)
    }
    let folder = try BuildFolder(toolchain: .locate())
    let program = try CaseProgram(accepted, compiler: generation.compiler, in: folder)
    let names = program.cases.map { generation.rules[$0.index].entry.name }
    let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let tests = tests
    let results = WorkerThreads.map(count: tests.count) { number -> Result<[String], CommandError> in
      Result { () throws(CommandError) in
        guard let position = positions[tests[number].rule] else { return ["the rule does not compile"] }
        return try Self.outcome(of: tests[number], number, position, program.binary, folder.path, timeLimit, places)
      }
    }
    var outcomes: [[String]] = []
    for result in results { outcomes.append(try result?.get() ?? ["internal: the test was not run"]) }
    return outcomes
  }

  private static func outcome(
    of test: RuleTest, _ number: Int, _ position: Int, _ binary: String, _ scratch: String, _ timeLimit: Int,
    _ places: String?
  ) throws(CommandError) -> [String] {
    let output = "\(scratch)/result-\(number).ndjson"
    var arguments = ["--from", "\(position)", "--to", "\(position + 1)", "--now", test.test.now.value]
    arguments += ["--time-limit", "\(timeLimit)", "--output", output]
    if let places { arguments += ["--geoip", places] }
    for file in try test.eventFiles(in: scratch, number: number) { arguments += ["--events", file] }
    let process = try Subprocess.run(binary, arguments)
    let line = FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard process.succeeded, !line.isEmpty else {
      return ["the test cannot be run: \(process.output.split(separator: "\n").first ?? "the program failed")"]
    }
    switch Evaluation.outcome(.success(line)) {
    case .success(let json):
      let differences = test.differences(from: json)
      // What the rule lacks, such as a database, may be why.
      let warnings = process.output.split(separator: "\n").filter { $0.hasPrefix("eval: warning: ") }
      return differences.isEmpty ? [] : differences + warnings.map { String($0.dropFirst("eval: ".count)) }
    case .failure(let refusal): return ["the rule \(refusal.message)"]
    }
  }
}
