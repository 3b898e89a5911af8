/// A result as a table for a terminal.
enum ResultTable {
  /// - Parameter json: `{"columns":[…],"types":[…],"rows":[[…]]}`.
  static func text(of json: String) -> String {
    let members = JSONSlices.members(of: json) ?? []
    func member(_ name: String) -> [Substring] {
      members.first { $0.name == name }.flatMap { JSONSlices.elements(of: $0.value) } ?? []
    }
    let header = member("columns").map { JSONSlices.text(of: $0) }
    let rows = member("rows").map { row in (JSONSlices.elements(of: row) ?? []).map(cell) }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0.indices.contains(column) ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (cell, width) in zip(cells, widths) {
        line += cell + String(repeating: " ", count: width - cell.unicodeScalars.count + 2)
      }
      return trimmed(line)
    }
    let rule = trimmed(widths.map { String(repeating: "-", count: $0) + "  " }.joined())
    let count = rows.count == 1 ? "1 row" : "\(rows.count) rows"
    return ([line(header), rule] + rows.map(line) + ["(\(count))"]).joined(separator: "\n")
  }

  /// A cell on one line; null shows as nothing.
  private static func cell(_ json: Substring) -> String {
    if json == "null" { return "" }
    return JSONSlices.text(of: json).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
