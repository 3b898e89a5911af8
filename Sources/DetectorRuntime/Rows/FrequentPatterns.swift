// What many rows of a table have in common: the plugin `basket`.

/// The patterns that at least the share `threshold` of the rows matches, the most frequent first: their number, how many
/// rows match, in percent, too, and for each column the value that the rows have or, if they differ, its wildcard.
///
/// See `basket-plugin.md`. The service samples, so that patterns near the threshold can be missed there; ours are all. Of
/// patterns that the same rows match, the one that says most is given: a value that goes along with others is no pattern
/// of its own. `dimensions` limits how many values, of which none follows from the others, it takes to tell a pattern.
///
/// - Parameters:
///   - table: a weight, then the columns.
///   - mined: for each column, whether its values make patterns.
public func frequentPatterns(
  _ table: Table, _ threshold: Double, _ dimensions: Int64, _ mined: Value, _ wildcards: Value, _ cx: EvaluationContext
) -> Table {
  let result = Table(width: 2 + table.width, cx)
  let miner = PatternMiner(table, mined.materialized(cx).elements.map { $0.bool == true }, cx)
  let total = miner.weight(of: miner.all)
  guard total > 0 else { return result }
  miner.mine(atLeast: threshold * total, dimensions: Int(clamping: dimensions))
  let anything = Array(wildcards.materialized(cx).elements)
  let order = miner.found.indices.sorted { (-miner.found[$0].weight, $0) < (-miner.found[$1].weight, $1) }
  for (number, index) in order.enumerated() {
    let pattern = miner.found[index]
    result.put(Int64(number))
    result.put(Int64(pattern.weight))
    result.put(100 * pattern.weight / total)
    for (column, group) in pattern.groups.enumerated() {
      result.put(group.map { miner.values[column].key($0, 0) } ?? anything[column])
    }
    result.endRow()
  }
  return result
}

/// A search for the values that enough rows share, depth first: each step adds the value of a later column.
private final class PatternMiner {
  struct Pattern {
    /// For each column, the number of the value that all rows have; nil if they differ.
    var groups: [Int?]
    var weight: Double
  }

  /// The distinct values of each column.
  let values: [Grouping]
  /// All rows.
  let all: [Int32]
  private(set) var found: [Pattern] = []
  private let weights: [Double]
  /// For each column, the number of each row's value.
  private let groups: [[Int32]]
  private let mined: [Bool]
  private var known: Set<[Int?]> = []

  init(_ table: Table, _ mined: [Bool], _ cx: EvaluationContext) {
    self.mined = mined
    all = (0..<Int32(table.count)).map { $0 }
    weights = all.map { table[row: Int($0)].real(0) ?? 0 }
    let values = (1..<table.width).map { _ in Grouping(keys: 1, cx) }
    self.values = values
    groups = values.enumerated().map { column, grouping in
      (0..<table.count).map { row in
        grouping.put(table[row: row].value(column + 1))
        return Int32(grouping.group())
      }
    }
  }

  func weight(of rows: [Int32]) -> Double { rows.reduce(0) { $0 + weights[Int($1)] } }

  func mine(atLeast least: Double, dimensions: Int) {
    extend(all, from: 0, common: shared(all), least, dimensions)
  }

  /// For each column, the number of the value that all rows have.
  private func shared(_ rows: [Int32]) -> [Int?] {
    groups.enumerated().map { column, groups in
      guard mined[column], let first = rows.first else { return nil }
      let group = groups[Int(first)]
      return rows.allSatisfy { groups[Int($0)] == group } ? Int(group) : nil
    }
  }

  private func extend(_ rows: [Int32], from start: Int, common: [Int?], _ least: Double, _ dimensions: Int) {
    if common.contains(where: { $0 != nil }), known.insert(common).inserted {
      found.append(Pattern(groups: common, weight: weight(of: rows)))
    }
    guard dimensions > 0 else { return }
    // A column whose value is settled divides the rows no more.
    for column in start..<groups.count where mined[column] && common[column] == nil {
      var parts: [Int32: [Int32]] = [:]
      for row in rows { parts[groups[column][Int(row)], default: []].append(row) }
      for (_, part) in parts.sorted(by: { $0.key < $1.key }) where weight(of: part) >= least {
        extend(part, from: column + 1, common: shared(part), least, dimensions - 1)
      }
    }
  }
}
