import Foundation
import RuleCompiler

/// A query that the compiler accepted, as one generated file.
struct AcceptedCase: Sendable {
  /// Its position among the tables of all cases.
  let index: Int
  let typeName: String
  let swift: String
  let watchlists: Set<String>

  var file: String { "\(typeName).swift" }
}

/// Some generated files that compile together.
struct CaseModule: Sendable {
  let name: String
  var cases: [AcceptedCase]
}

/// Compiles accepted cases to modules, and drops those whose generated code Swift refuses.
struct CaseModules: Sendable {
  let folder: BuildFolder
  /// The cases of a module. Starting the Swift compiler costs as much as some ten cases; a mistake costs a module.
  static let moduleSize = 32

  /// - Returns: the modules that compiled, and for each case that did not, what Swift said.
  func compile(_ cases: [AcceptedCase]) throws(CommandError) -> (modules: [CaseModule], failures: [Int: String]) {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let size = max(1, min(Self.moduleSize, (cases.count + processors - 1) / processors))
    let modules = stride(from: 0, to: cases.count, by: size).map { start in
      CaseModule(name: "Cases\(start / size)", cases: Array(cases[start..<min(start + size, cases.count)]))
    }
    let results = WorkerThreads.map(count: modules.count) { index in
      Result { () throws(CommandError) in try compile(modules[index]) }
    }
    var compiled: [CaseModule] = []
    var failures: [Int: String] = [:]
    for result in results.compactMap({ $0 }) {
      let (modules, failed) = try result.get()
      compiled += modules
      failures.merge(failed) { first, _ in first }
    }
    return (compiled, failures)
  }

  private func compile(
    _ module: CaseModule
  ) throws(CommandError) -> (modules: [CaseModule], failures: [Int: String]) {
    var module = module
    var failures: [Int: String] = [:]
    while !module.cases.isEmpty {
      let files =
        module.cases.map { (name: $0.file, text: $0.swift) } + [(name: "Cases.swift", text: Self.list(module))]
      for file in files { try folder.write(file.text, to: "\(module.name)/\(file.name)") }
      let compilation = try folder.compile(module: module.name, sources: files.map(\.name), optimised: false)
      if compilation.succeeded { return ([module], failures) }
      let errors = Self.errors(in: compilation.output)
      let failed = module.cases.filter { errors[$0.file] != nil }
      for item in failed { failures[item.index] = errors[item.file] }
      module.cases.removeAll { errors[$0.file] != nil }
      if failed.isEmpty { return try halve(module, failures, output: compilation.output) }
    }
    return ([], failures)
  }

  /// The compiler failed without naming a file: tries both halves.
  private func halve(
    _ module: CaseModule, _ failures: [Int: String], output: String
  ) throws(CommandError) -> (modules: [CaseModule], failures: [Int: String]) {
    var failures = failures
    if module.cases.count == 1 {
      let lines = output.split(separator: "\n")
      failures[module.cases[0].index] = String(lines.first { $0.contains("error:") } ?? lines.first ?? "swiftc failed")
      return ([], failures)
    }
    let middle = module.cases.count / 2
    var modules: [CaseModule] = []
    for (suffix, cases) in [("a", module.cases[..<middle]), ("b", module.cases[middle...])] {
      let half = try compile(CaseModule(name: module.name + suffix, cases: Array(cases)))
      modules += half.modules
      failures.merge(half.failures) { first, _ in first }
    }
    return (modules, failures)
  }

  /// The first error of each file, by the file's name: `Cases0/Case12.swift:3:4: error: …`.
  static func errors(in output: String) -> [String: String] {
    var errors: [String: String] = [:]
    for line in output.split(separator: "\n") {
      guard let marker = line.range(of: ": error: "), let file = line.range(of: ".swift:") else { continue }
      guard file.upperBound <= marker.lowerBound else { continue }
      let path = line[..<line.index(before: file.upperBound)]
      let name = String(path.split(separator: "/").last ?? path)
      if errors[name] == nil {
        errors[name] = "\(line[file.upperBound..<marker.lowerBound]): \(line[marker.upperBound...])"
      }
    }
    return errors
  }

  private static func list(_ module: CaseModule) -> String {
    let items = module.cases.map { "    EvalCase(\"\($0.index)\", \($0.typeName).definition),\n" }
    return """
      public import DetectorRuntime

      public func cases() -> [EvalCase] {
        [
      \(items.joined())  ]
      }

      """
  }
}
