import RuleCompiler

/// The program that runs accepted cases, compiled and linked.
struct CaseProgram {
  let binary: String
  /// The cases in the program, by their positions in it.
  let cases: [AcceptedCase]
  /// What Swift said about the generated code of cases that are not in the program, by `AcceptedCase.index`.
  let failures: [Int: String]

  /// Builds the program; there is no binary without cases.
  init(_ accepted: [AcceptedCase], compiler: Compiler, in folder: BuildFolder) throws(CommandError) {
    let (modules, failures) = try CaseModules(folder: folder).compile(accepted)
    self.cases = modules.flatMap(\.cases)
    self.failures = failures
    self.binary = folder.path + "/cases"
    if cases.isEmpty { return }
    let imports = modules.map { "import \($0.name)\n" }.joined()
    let appends = modules.map { "cases += \($0.name).cases()\n" }.joined()
    try folder.write(
      "import DetectorRuntime\n\(imports)\nvar cases: [EvalCase] = []\n\(appends)"
        + "EvalCommandLine.run(cases, watchlists: allWatchlists)\n",
      to: "Main/main.swift")
    let aliases = cases.reduce(into: Set<String>()) { $0.formUnion($1.watchlists) }
    try folder.write(compiler.watchlists(aliases), to: "Main/\(OutputNaming.watchlists)")
    let main = try folder.compile(
      module: "Main", sources: ["main.swift", OutputNaming.watchlists], optimised: false)
    guard main.succeeded else { throw CommandError("internal: generated code does not compile:\n\(main.output)") }
    try folder.link(modules: modules.map(\.name) + ["Main"], to: "cases", isStatic: false)
  }
}
