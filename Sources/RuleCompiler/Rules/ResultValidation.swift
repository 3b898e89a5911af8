/// The checks of a rule that need the columns of its query's result.
extension AnalyticRule {
  /// Warns of every column that the rule uses and the query does not return.
  /// - Parameters:
  ///   - columns: the names of the result's columns, in any order.
  ///   - isOpen: whether the result has further columns that only the data knows; then nothing can be said.
  /// - Returns: warnings; `fix` is the column that was probably meant.
  public func validateAgainstResult(columns: [String], isOpen: Bool) -> [Diagnostic] {
    if isOpen { return [] }
    let names = Set(columns)
    var diagnostics: [Diagnostic] = []
    for use in resultColumnUses where !names.contains(use.column.value) {
      let other = columns.first { $0.lowercased() == use.column.value.lowercased() }
      let message =
        other.map { "the query does not return '\(use.column.value)' but '\($0)': names are case-sensitive" }
        ?? "the query does not return '\(use.column.value)'; \(use.consequence)"
      diagnostics.append(
        Diagnostic(
          .ruleResultColumn, .warning, message, at: use.column.location,
          fix: other ?? closest(to: use.column.value, in: columns)))
    }
    return diagnostics
  }

  /// Every column of the result that the rule names, in the order of the file's sections.
  public var resultColumnUses: [(column: Located<String>, consequence: String)] {
    var uses: [(column: Located<String>, consequence: String)] = []
    for mapping in entityMappings {
      for field in mapping.fields {
        uses.append((field.column, "the \(mapping.entityType.value) stays without \(field.identifier.value)"))
      }
    }
    for column in sentinelEntityColumns { uses.append((column, "no entities come from it")) }
    for detail in customDetails { uses.append((detail.column, "the custom detail stays empty")) }
    for (parts, fallback) in [
      (alertDetails.nameFormat, "the alert takes the rule's name"),
      (alertDetails.descriptionFormat, "the alert takes the rule's description"),
    ] {
      for case .column(let column) in parts { uses.append((column, fallback)) }
    }
    if let column = alertDetails.severityColumn { uses.append((column, "the alert takes the rule's severity")) }
    if let column = alertDetails.tacticsColumn { uses.append((column, "the alert takes the rule's tactics")) }
    for property in alertDetails.dynamicProperties { uses.append((property.column, "the alert property stays empty")) }
    return uses
  }
}
