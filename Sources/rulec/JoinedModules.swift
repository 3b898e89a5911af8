import RuleCompiler

/// The files of a program whose rules are compiled in modules of their own.
struct JoinedModules {
  let files: [(name: String, text: String)]
  /// What is wrong with the files beside the rules, and rules of different modules that cannot stand in one program.
  let diagnostics: [ResolvedDiagnostic]

  init(_ ruleSet: RuleSet, _ modules: [String]) throws(CommandError) {
    let compiler = ruleSet.compiler
    files = [
      (OutputNaming.index, compiler.index(ofModules: modules)),
      // Which of them the rules read is known to the modules only.
      (OutputNaming.watchlists, compiler.watchlists(Set(compiler.watchlistAliases))),
    ]
    diagnostics = compiler.workspaceDiagnostics + (try Self.conflicts(ruleSet.entries, modules.count))
  }

  /// Rules that are the same. Those of one module are reported there, and so is all else that is wrong with a rule.
  private static func conflicts(
    _ entries: [RuleFiles.Entry], _ moduleCount: Int
  ) throws(CommandError) -> [ResolvedDiagnostic] {
    struct Identity: Hashable {
      let name: String
      let id: String
    }
    var owners: [Identity: (module: Int, place: ResolvedLocation)] = [:]
    var conflicts: [ResolvedDiagnostic] = []
    for entry in entries {
      let file = SourceFile(path: entry.path, bytes: try TextFile.bytes(of: entry.path))
      guard let rule = RuleDecoder.decode(file, into: DiagnosticSink()) else { continue }
      let module = OutputNaming.module(ofRuleAt: entry.name, count: moduleCount)
      let place = ResolvedLocation(file: file, range: rule.name.range)
      let identity = Identity(name: rule.name.value, id: rule.id.value)
      guard let owner = owners[identity] else {
        owners[identity] = (module, place)
        continue
      }
      if owner.module != module {
        conflicts.append(
          .conflict(
            .error, .ruleDuplicateName, Generation.isTheSameRule(rule.name.value), at: place, with: owner.place))
      }
    }
    return conflicts
  }
}
