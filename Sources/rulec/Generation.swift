import RuleCompiler

/// The generated files of a set of rules.
struct Generation: Sendable {
  struct Rule: Sendable {
    let entry: RuleFiles.Entry
    let compiled: CompiledRule
    let report: RuleReport
  }

  let rules: [Rule]
  let compiler: Compiler
  /// What is wrong with the rules as a set.
  let conflicts: [ResolvedDiagnostic]

  init(_ ruleSet: RuleSet) throws(CommandError) {
    self.compiler = ruleSet.compiler
    self.rules = try ruleSet.map { entry, rule in
      Rule(entry: entry, compiled: rule, report: RuleReport(rule))
    }
    self.conflicts = Self.conflicts(in: rules)
  }

  var diagnostics: [ResolvedDiagnostic] {
    compiler.workspaceDiagnostics + rules.flatMap(\.report.diagnostics) + conflicts
  }

  /// Whether every rule compiled.
  var isComplete: Bool {
    !compiler.workspaceDiagnostics.contains { $0.severity == .error } && conflicts.isEmpty
      && rules.allSatisfy(\.report.isAccepted)
  }

  /// Names and texts of all files, the index last; refused rules have none.
  var files: [(name: String, text: String)] {
    files(of: rules) + [(OutputNaming.index, compiler.index(of: rules.map(\.compiled))), watchlists]
  }

  /// The file of the watchlists that accepted rules read.
  var watchlists: (name: String, text: String) {
    let aliases = rules.filter { $0.compiled.swift != nil }.reduce(into: Set<String>()) {
      $0.formUnion($1.compiled.watchlists)
    }
    return (OutputNaming.watchlists, compiler.watchlists(aliases))
  }

  func files(of rules: [Rule]) -> [(name: String, text: String)] {
    rules.compactMap { rule in
      rule.compiled.swift.map { (OutputNaming.fileName(forRuleAt: rule.entry.name), $0) }
    }
  }

  /// Rules that cannot stand in one module: the same file name, or the same type.
  private static func conflicts(in rules: [Rule]) -> [ResolvedDiagnostic] {
    let byName = Dictionary(rules.map { ($0.entry.name, $0) }, uniquingKeysWith: { first, _ in first })
    var conflicts: [ResolvedDiagnostic] = []
    for collision in OutputNaming.collisions(ofRulesAt: rules.map(\.entry.name)) {
      let rules = collision.paths.compactMap { byName[$0] }
      for rule in rules.dropFirst() {
        let message =
          "'\(rule.entry.name)' and '\(rules[0].entry.name)' have the same generated file; rename one of them"
        conflicts.append(conflict(.ruleDuplicateFile, message, rule, rules[0]))
      }
    }
    var owners: [String: Rule] = [:]
    for rule in rules where rule.report.isAccepted {
      let type = rule.compiled.typeName
      if let owner = owners[type] {
        let message =
          owner.report.name == rule.report.name
          ? "another rule is named '\(rule.report.name)' too"
          : "'\(rule.report.name)' and '\(owner.report.name)' both become the type '\(type)'; rename one of them"
        conflicts.append(conflict(.ruleDuplicateName, message, rule, owner))
      } else {
        owners[type] = rule
      }
    }
    return conflicts
  }

  private static func conflict(
    _ id: DiagnosticID, _ message: String, _ rule: Rule, _ other: Rule
  ) -> ResolvedDiagnostic {
    func place(_ rule: Rule) -> ResolvedLocation {
      ResolvedLocation(file: rule.compiled.file, range: rule.compiled.rule?.name.range ?? 0..<0)
    }
    return ResolvedDiagnostic(
      id: id, severity: .error, message: message, location: place(rule),
      notes: [.init(message: "the other rule", location: place(other))], fix: nil)
  }
}
