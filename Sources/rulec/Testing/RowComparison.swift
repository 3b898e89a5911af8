import Foundation
import RuleCompiler

/// What a query returned, taken apart.
struct ResultRows {
  let columns: [String]
  /// Types by column, in KQL's words.
  let types: [String]
  /// The cells of each row, by column.
  let rows: [[Cell]]
  /// The same cells as they are written.
  let texts: [[String]]

  /// - Parameter json: `{"columns":[…],"types":[…],"rows":[[…]]}`; nil if it is something else.
  init?(json: String) {
    guard let members = JSONSlices.members(of: json) else { return nil }
    func elements(_ name: String) -> [Substring] {
      members.first { $0.name == name }.flatMap { JSONSlices.elements(of: $0.value) } ?? []
    }
    columns = elements("columns").map { JSONSlices.text(of: $0) }
    types = elements("types").map { JSONSlices.text(of: $0) }
    texts = elements("rows").map { (JSONSlices.elements(of: $0) ?? []).map(String.init) }
    let decoder = JSONDecoder()
    var rows: [[Cell]] = []
    for row in texts {
      let cells = row.compactMap { try? decoder.decode(Cell.self, from: Data($0.utf8)) }
      guard cells.count == row.count, cells.count == columns.count else { return nil }
      rows.append(cells)
    }
    self.rows = rows
  }

  /// The row as a line of a fixture: without the cells that hold nothing.
  func line(_ row: Int) -> String {
    let cells = columns.indices.filter { !rows[row][$0].isNothing }
    return "{" + cells.map { "\(JSONText.string(columns[$0]).text): \(texts[row][$0])" }.joined(separator: ", ") + "}"
  }
}

/// A row that a fixture expects. Columns that it leaves out must hold nothing: null, or an empty string.
struct ExpectedRow {
  let cells: [String: Cell]
  /// The cells as they are written.
  let texts: [(column: String, text: String)]
  let line: String

  /// - Returns: nil if the line is no JSON object.
  init?(_ line: String) {
    guard let cells = try? JSONDecoder().decode([String: Cell].self, from: Data(line.utf8)) else { return nil }
    self.cells = cells
    self.texts = (JSONSlices.members(of: line) ?? []).map { ($0.name, String($0.value)) }
    self.line = line
  }
}

/// The difference between the rows that a case expects and those that came, in no order.
struct RowComparison {
  /// An expected row and the row that came instead of it, and the columns in which they differ.
  struct Change {
    let expected: Int
    let actual: Int
    let columns: [String]
  }

  let expected: [ExpectedRow]
  let actual: ResultRows
  /// Rows that are alike in at least half of their columns.
  private(set) var changes: [Change] = []
  /// Positions among the expected rows.
  private(set) var missing: [Int] = []
  /// Positions among the rows that came.
  private(set) var unexpected: [Int] = []

  var isEqual: Bool { changes.isEmpty && missing.isEmpty && unexpected.isEmpty }

  init(expected: [ExpectedRow], actual: ResultRows) {
    self.expected = expected
    self.actual = actual
    var rest = Set(actual.rows.indices)
    for (index, row) in expected.enumerated() {
      if let found = rest.sorted().first(where: { Self.differences(row, actual, $0).isEmpty }) {
        rest.remove(found)
      } else {
        missing.append(index)
      }
    }
    // The pairs that differ least, first.
    var pairs: [Change] = []
    for index in missing {
      for other in rest.sorted() {
        let columns = Self.differences(expected[index], actual, other)
        if 2 * columns.count <= actual.columns.count {
          pairs.append(Change(expected: index, actual: other, columns: columns))
        }
      }
    }
    for pair in pairs.enumerated().sorted(by: {
      ($0.element.columns.count, $0.offset) < ($1.element.columns.count, $1.offset)
    })
    .map(\.element)
    where missing.contains(pair.expected) && rest.contains(pair.actual) {
      changes.append(pair)
      missing.removeAll { $0 == pair.expected }
      rest.remove(pair.actual)
    }
    changes.sort { $0.expected < $1.expected }
    unexpected = rest.sorted()
  }

  /// The columns in which a row is not the expected one; columns that the result does not have come last.
  private static func differences(_ expected: ExpectedRow, _ actual: ResultRows, _ row: Int) -> [String] {
    var columns: [String] = []
    for (index, name) in actual.columns.enumerated() {
      let cell = actual.rows[row][index]
      let matches =
        expected.cells[name].map { cell.matches($0, type: actual.types[index]) } ?? cell.isNothing
      if !matches { columns.append(name) }
    }
    return columns + expected.texts.map(\.column).filter { !actual.columns.contains($0) }
  }

  /// The difference for a reader, a line an element.
  var lines: [String] {
    var lines: [String] = []
    if expected.isEmpty {
      lines.append("must not fire, but \(Self.rows(actual.rows.count)) came:")
      lines += actual.rows.indices.map { "  + " + actual.line($0) }
      return lines
    }
    for change in changes {
      lines.append("row \(change.expected + 1) differs in \(change.columns.joined(separator: ", ")):")
      let width = change.columns.map(\.count).max() ?? 0
      let row = expected[change.expected]
      for name in change.columns {
        let column = name + String(repeating: " ", count: width - name.count)
        lines.append("  - \(column)  \(row.texts.first { $0.column == name }?.text ?? "nothing")")
        if let index = actual.columns.firstIndex(of: name) {
          let cell = actual.rows[change.actual][index]
          lines.append("  + \(column)  \(cell.isNothing ? "nothing" : actual.texts[change.actual][index])")
        } else {
          lines.append("  + the result has no such column; it has \(actual.columns.joined(separator: ", "))")
        }
      }
    }
    if !missing.isEmpty {
      lines.append("missing:")
      lines += missing.map { "  - " + expected[$0].line }
    }
    if !unexpected.isEmpty {
      lines.append("not expected:")
      lines += unexpected.map { "  + " + actual.line($0) }
    }
    return lines
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
