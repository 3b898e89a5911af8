/// A condition that a group of a source's rows has to meet for the result to depend on it.
///
/// Rows with the same values in some columns are a group. If none of them holds one of the literals, the rule's evaluation may
/// go without all of them; of a group that has such a row it needs all rows. Like `EventRequirement` it is weaker than the rule.
public struct GroupRequirement: Sendable {
  let literals: RequirementLines
  let columns: [Int]
  let reading: LiteralReading
  let keys: [Int]

  /// - Parameters:
  ///   - literals: lines of ASCII in lower case.
  ///   - columns: where one of them stands, of types `string` or `dynamic`, all kept.
  ///   - keys: the columns that make the groups, all kept.
  public init(
    _ literals: RequirementLines, in columns: [Int], _ reading: LiteralReading = .asWritten, by keys: [Int]
  ) {
    self.literals = literals
    self.columns = columns
    self.reading = reading
    self.keys = keys
  }
}

/// Finds the rows that meet a `GroupRequirement`.
final class GroupSelection {
  private let requirement: GroupRequirement
  private let scanner = LiteralScanner()

  init(_ requirement: GroupRequirement) {
    self.requirement = requirement
    requirement.literals.forEach { _ = scanner.add($0) }
    scanner.finish()
  }

  /// No groups yet.
  func makeGroups(_ cx: EvaluationContext) -> Grouping { Grouping(keys: requirement.keys.count, cx) }

  /// Puts the row's key.
  @inline(__always)
  func put(_ row: Row, into groups: Grouping) {
    for key in requirement.keys { groups.put(row.value(key)) }
  }

  /// Whether the row may hold one of the literals.
  func meets(_ row: Row) -> Bool {
    for column in requirement.columns {
      let cell = row.value(column)
      guard cell.kind == .string || cell.kind == .json else {
        // Containers that were made, not read, are no texts.
        if cell.isContainer { return true }
        continue
      }
      let text = cell.unsafeText
      var isFound = false
      scanner.scan(text) { _ in isFound = true }
      if isFound { return true }
      if requirement.reading.contains(.beyondASCII), holdsCaseOfASCII(text) { return true }
      if requirement.reading.contains(.insideJSON), hasStandInEscape(text) { return true }
      if requirement.reading.contains(.insideXML), hasStandInMarkup(text) { return true }
    }
    return false
  }
}
