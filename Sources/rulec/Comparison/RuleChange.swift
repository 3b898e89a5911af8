import RuleCompiler

/// What a change of a rule document means: the difference of its plan and of its generated code.
struct RuleChange {
  enum Kind: String { case added, removed, changed }

  /// The rule's path from the folder of rules on.
  let rule: String
  let kind: Kind
  let plan: [String]
  let swift: [String]
  /// The errors of a rule that the new side refuses.
  let errors: [String]

  /// One side of a rule.
  struct Side: Sendable {
    let rule: String
    let plan: String
    let swift: String
    let errors: [String]
  }

  static func sides(of files: RuleFiles) throws(CommandError) -> [Side] {
    try RuleSet(files).map { entry, rule in
      return Side(
        rule: entry.name, plan: rule.swift == nil ? "" : rule.dump(.plan), swift: rule.swift ?? "",
        errors: RuleReport(rule).errors.map { error in
          let start = error.location.start
          return "\(entry.name):\(start.line):\(start.column): error: \(error.message) [\(error.id.rawValue)]"
        })
    }
  }

  /// The changes from `old` to `new`, by rule.
  static func changes(from old: [Side], to new: [Side]) -> [RuleChange] {
    let olds = Dictionary(old.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    let news = Dictionary(new.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(olds.keys).union(news.keys).sorted().compactMap { rule in
      RuleChange(rule: rule, from: olds[rule], to: news[rule])
    }
  }

  private init?(rule: String, from old: Side?, to new: Side?) {
    self.rule = rule
    self.kind = old == nil ? .added : new == nil ? .removed : .changed
    self.plan = LineDiff(old?.plan ?? "", new?.plan ?? "").unified()
    self.swift = LineDiff(old?.swift ?? "", new?.swift ?? "").unified()
    self.errors = new?.errors ?? []
    let isSame = plan.isEmpty && swift.isEmpty && errors == (old?.errors ?? [])
    if kind == .changed && isSame { return nil }
  }

  var text: String {
    var lines = ["\(kind.rawValue) \(rule)"]
    lines += errors
    lines += Self.file(plan, rule, "plan") + Self.file(swift, rule, "swift")
    return lines.joined(separator: "\n")
  }

  /// For a comment in a review: the plan in sight, the code folded.
  var markdown: String {
    var lines = ["### `\(rule)` \(kind.rawValue)", ""]
    if !errors.isEmpty { lines += ["**Refused:**", "", "```"] + errors + ["```", ""] }
    if !plan.isEmpty { lines += ["```diff"] + plan + ["```", ""] }
    if !swift.isEmpty {
      lines += ["<details><summary>Generated Swift</summary>", "", "```diff"] + swift + ["```", "", "</details>", ""]
    }
    return lines.joined(separator: "\n")
  }

  private static func file(_ hunks: [String], _ rule: String, _ stage: String) -> [String] {
    hunks.isEmpty ? [] : ["--- old/\(rule) (\(stage))", "+++ new/\(rule) (\(stage))"] + hunks
  }
}
