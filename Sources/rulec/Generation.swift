import RuleCompiler

/// The generated files of a set of rules.
struct Generation: Sendable {
  struct Rule: Sendable {
    let entry: RuleFiles.Entry
    let compiled: CompiledRule
    let report: RuleReport

    init(_ entry: RuleFiles.Entry, _ compiled: CompiledRule) {
      self.entry = entry
      self.compiled = compiled
      self.report = RuleReport(compiled)
    }
  }

  /// In the order of the files.
  private(set) var rules: [Rule]
  let compiler: Compiler
  /// What is wrong with the rules as a set.
  private(set) var conflicts: [ResolvedDiagnostic] = []
  /// Rules that cannot stand beside another one, by name.
  private var excluded: Set<String> = []

  init(_ ruleSet: RuleSet) throws(CommandError) {
    self.compiler = ruleSet.compiler
    self.rules = try ruleSet.map { Rule($0, $1) }
    findFileConflicts()
    try settleTypeNames()
  }

  var diagnostics: [ResolvedDiagnostic] { compiler.workspaceDiagnostics + ruleDiagnostics }

  /// Without what is wrong with the files beside the rules.
  var ruleDiagnostics: [ResolvedDiagnostic] { rules.flatMap(\.report.diagnostics) + conflicts }

  /// Whether every rule compiled.
  var isComplete: Bool {
    !compiler.workspaceDiagnostics.contains { $0.severity == .error } && refused.isEmpty
  }

  /// The rules that are not part of the result.
  var refused: [Rule] { rules.filter { !isAccepted($0) } }

  /// The rules that are part of the result.
  var accepted: [Rule] { rules.filter { isAccepted($0) } }

  private func isAccepted(_ rule: Rule) -> Bool {
    rule.report.isAccepted && !excluded.contains(rule.entry.name)
  }

  /// Names and texts of all files, the index last; refused rules have none.
  /// - Parameter isModule: whether other modules read the index.
  func files(asModule isModule: Bool = false) -> [(name: String, text: String)] {
    let index = compiler.index(of: accepted.map(\.compiled), isPublic: isModule)
    return files(of: rules) + [(OutputNaming.index, index)] + (isModule ? [] : [watchlists])
  }

  /// The file of the watchlists that accepted rules read.
  var watchlists: (name: String, text: String) {
    let aliases = accepted.reduce(into: Set<String>()) { $0.formUnion($1.compiled.watchlists) }
    return (OutputNaming.watchlists, compiler.watchlists(aliases))
  }

  func files(of rules: [Rule]) -> [(name: String, text: String)] {
    rules.filter { isAccepted($0) }.compactMap { rule in
      rule.compiled.swift.map { (OutputNaming.fileName(forRuleAt: rule.entry.name), $0) }
    }
  }

  // MARK: Conflicts

  /// Rules that would have the same file.
  private mutating func findFileConflicts() {
    let byName = Dictionary(rules.map { ($0.entry.name, $0) }, uniquingKeysWith: { first, _ in first })
    for collision in OutputNaming.collisions(ofRulesAt: rules.map(\.entry.name)) {
      let rules = collision.paths.compactMap { byName[$0] }
      for rule in rules.dropFirst() {
        let message =
          "'\(rule.entry.name)' and '\(rules[0].entry.name)' have the same generated file; rename one of them"
        add(.error, .ruleDuplicateFile, message, rule, rules[0])
      }
    }
  }

  /// Rules whose names give the same type. Two rules may share a name as long as their ids differ: the later one's type then
  /// ends in its id.
  private mutating func settleTypeNames() throws(CommandError) {
    var owners: [String: Rule] = [:]
    for index in rules.indices where isAccepted(rules[index]) {
      let rule = rules[index]
      guard let owner = owners[rule.compiled.typeName] else {
        owners[rule.compiled.typeName] = rule
        continue
      }
      let isSameRule = rule.report.name == owner.report.name && rule.report.id == owner.report.id
      if !isSameRule, let renamed = try renamed(rule), owners[renamed.compiled.typeName] == nil {
        rules[index] = renamed
        owners[renamed.compiled.typeName] = renamed
        if rule.report.name == owner.report.name {
          add(.warning, .ruleDuplicateName, "another rule is named '\(rule.report.name)' too", rule, owner)
        }
        continue
      }
      let message =
        owner.report.name == rule.report.name
        ? Self.isTheSameRule(rule.report.name)
        : "'\(rule.report.name)' and '\(owner.report.name)' both become the type '\(owner.compiled.typeName)'; rename one"
          + " of them"
      add(.error, .ruleDuplicateName, message, rule, owner)
    }
  }

  /// Of rules whose name and id are the same.
  static func isTheSameRule(_ name: String) -> String { "another rule is named '\(name)' too, and has the same id" }

  /// The rule with its id in its type's name; nil if it has none.
  private func renamed(_ rule: Rule) throws(CommandError) -> Rule? {
    let id = (rule.compiled.rule?.id.value ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard !id.isEmpty else { return nil }
    let bytes = try TextFile.bytes(of: rule.entry.path)
    return Rule(
      rule.entry,
      compiler.compile(path: rule.entry.path, label: rule.entry.label, typeSuffix: "_" + id, bytes: bytes))
  }

  private mutating func add(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, _ rule: Rule, _ other: Rule
  ) {
    func place(_ rule: Rule) -> ResolvedLocation {
      ResolvedLocation(file: rule.compiled.file, range: rule.compiled.rule?.name.range ?? 0..<0)
    }
    if severity == .error { excluded.insert(rule.entry.name) }
    conflicts.append(.conflict(severity, id, message, at: place(rule), with: place(other)))
  }
}

extension ResolvedDiagnostic {
  /// What is wrong with a rule beside another one.
  static func conflict(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, at place: ResolvedLocation,
    with other: ResolvedLocation
  ) -> ResolvedDiagnostic {
    ResolvedDiagnostic(
      id: id, severity: severity, message: message, location: place,
      notes: [.init(message: "the other rule", location: other)], fix: nil)
  }
}
