/// Which of the compiled rules a command line asks for.
package enum RuleChoice {
  /// The rules that `--rule` names by id or name, or all.
  /// - Throws: if there is no such rule, or if `--table` names a table that none of the chosen rules reads: its events
  ///   would match nothing.
  package static func choose(
    _ definitions: [DetectorDefinition], _ arguments: Arguments
  ) throws(UsageError) -> [DetectorDefinition] {
    let names = arguments.all("--rule")
    for name in names
    where !definitions.contains(where: { $0.rule.id.description == name || $0.rule.name.description == name }) {
      throw UsageError(
        "no rule is called '\(name)'" + suggestion(for: name, among: definitions.map(\.rule.name.description)))
    }
    let chosen =
      names.isEmpty
      ? definitions
      : definitions.filter { names.contains($0.rule.id.description) || names.contains($0.rule.name.description) }
    if let table = arguments.last("--table"), !chosen.isEmpty {
      let tables = chosen.flatMap(\.sources).compactMap { source in
        if case .events = source.origin { source.table.description } else { nil }
      }
      guard tables.contains(table) else {
        throw UsageError("--table: no rule reads the table '\(table)'" + suggestion(for: table, among: tables))
      }
    }
    return chosen
  }

  /// The name that was probably meant: at most a third of it is different.
  private static func suggestion(for name: String, among names: [String]) -> String {
    let distances = names.map { (name: $0, edits: distance($0.asciiLowercased, name.asciiLowercased)) }
    guard let best = distances.min(by: { $0.edits < $1.edits }), best.edits * 3 <= name.utf8.count else { return "" }
    return "; did you mean '\(best.name)'?"
  }
}

extension String {
  /// The text with the letters A to Z in lower case.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
