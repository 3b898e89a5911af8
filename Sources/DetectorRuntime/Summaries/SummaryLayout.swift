/// Where the states of a summary's aggregates lie in a group's record.
final class SummaryLayout {
  /// The words in front: the time of the group's first row, and if groups are ordered by rows the row itself.
  static let time = 0
  static let firstRow = 1

  let definition: SummaryDefinition
  /// The columns that the source keeps.
  let width: Int
  /// Words of a record.
  let words: Int
  /// For each aggregate its first word.
  let offsets: [Int]
  /// For each aggregate the number of its table of values, if it has one, and how many tables there are.
  let tables: [Int?]
  let tableCount: Int

  init(_ definition: SummaryDefinition, width: Int) {
    precondition(definition.aggregates.count <= 32, "a summary of more than 32 aggregates")
    self.definition = definition
    self.width = width
    var next = definition.isOrderedByRows ? 2 : 1
    var offsets: [Int] = []
    var tables: [Int?] = []
    var tableCount = 0
    for aggregate in definition.aggregates {
      offsets.append(next)
      switch aggregate.function {
      case .count, .sum, .least, .greatest, .anyValue, .anyRow, .argMax, .argMin:
        next += 1
        tables.append(nil)
      case .average:
        next += 3
        tables.append(nil)
      case .countDistinct, .makeSet:
        // How many, and the last in the table, as place + 1.
        next += 2
        tables.append(tableCount)
        tableCount += 1
      }
    }
    words = next
    self.offsets = offsets
    self.tables = tables
    self.tableCount = tableCount
  }

  /// The cell of an argument in a row that is kept.
  func cell(_ row: KeptRows.Reference, _ argument: SummaryArgument) -> Value {
    switch argument {
    case .column(let column): row.cells[column]
    case .computed(let position): row.cells[width + position]
    }
  }
}
