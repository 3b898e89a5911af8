// A few patterns that tell most about the rows of a table: the plugin `autocluster`.

#if canImport(Glibc)
  import Glibc
#endif

/// Patterns that match many rows and tell much about them, the best first: their number, how many rows match, in percent,
/// too, to a digit after the point, and for each column the value that the rows have or, if they differ, its wildcard.
///
/// See `autocluster-plugin.md`. It gives the score as a weighted geometric mean of how general and how informative a
/// pattern is, and says that seeds are expanded; it leaves open how informative a pattern is, which rows are seeds, and
/// which patterns are left out. Here:
///
/// - A pattern's generality is the share of the rows that match. A value is as informative as the share of the rows that
///   have another one, and a pattern is as informative as its values together. (Were all values equally informative, the
///   best pattern of the page's example would be `Damage` = `NO`, which 77.7 % of the rows have. It is not among the
///   results; hail without damage is the first, as it is by this measure.)
/// - Seeds are the most frequent distinct rows, of equal ones the first.
/// - From a seed, its values are taken into the pattern one by one, each time the one that gives the best score, of equal
///   ones the first, and that at least two rows match; with it those that all rows have that match. The best pattern on the
///   way is the seed's.
/// - Patterns are taken by their scores, and one is left out if those taken before match at least half of its rows.
///
/// - Parameters:
///   - table: a weight, then the columns.
///   - sizeWeight: the weight of the generality in the score, 0 to 1; the rest is that of the information.
///   - seeds: the number of seeds.
///   - mined: for each column, whether its values make patterns.
public func clusteredPatterns(
  _ table: Table, _ sizeWeight: Double, _ seeds: Int64, _ mined: Value, _ wildcards: Value, _ cx: EvaluationContext
) -> Table {
  let result = Table(width: 2 + table.width, cx)
  let rows = PatternRows(table, columnsFrom: 1, mined: mined, cx)
  let total = rows.weight(of: rows.all)
  guard total > 0 else { return result }
  let search = ClusterSearch(rows, total: total, sizeWeight: sizeWeight)
  var known: Set<[Int?]> = []
  let found = search.seeds(table, Int(clamping: seeds), cx).compactMap { seed -> ScoredPattern? in
    guard let pattern = search.bestPattern(from: seed), known.insert(pattern.values).inserted else { return nil }
    return pattern
  }
  let order = found.indices.sorted {
    (-found[$0].score, -found[$0].weight, $0) < (-found[$1].score, -found[$1].weight, $1)
  }
  let anything = Array(wildcards.materialized(cx).elements)
  var isMatched = [Bool](repeating: false, count: rows.all.count)
  for index in order {
    let pattern = found[index]
    let rest = pattern.rows.filter { !isMatched[Int($0)] }
    guard 2 * rows.weight(of: rest) > pattern.weight else { continue }
    for row in rest { isMatched[Int(row)] = true }
    result.put(Int64(result.count))
    result.put(longOfReal(pattern.weight))
    result.put(roundReal(100 * pattern.weight / total, 1))
    rows.put(pattern.values, wildcards: anything, into: result)
    result.endRow()
  }
  return result
}

private struct ScoredPattern {
  /// For each column, the number of the value that all rows have; nil if they differ.
  var values: [Int?]
  var rows: [Int32]
  var weight: Double
  var score: Double
}

private struct ClusterSearch {
  let rows: PatternRows
  let total: Double
  let sizeWeight: Double
  /// For each column, the weight of the rows with each value.
  private let weights: [[Double]]

  init(_ rows: PatternRows, total: Double, sizeWeight: Double) {
    self.rows = rows
    self.total = total
    self.sizeWeight = sizeWeight
    weights = rows.groups.map { groups in
      var sums: [Double] = []
      for (row, group) in groups.enumerated() {
        if group == sums.count { sums.append(0) }
        sums[Int(group)] += rows.weights[row]
      }
      return sums
    }
  }

  /// The first row of each of the distinct rows that weigh most.
  func seeds(_ table: Table, _ count: Int, _ cx: EvaluationContext) -> [Int32] {
    let mined = rows.groups.indices.filter { rows.isMined[$0] }
    let distinct = Grouping(keys: mined.count, cx)
    var firsts: [(row: Int32, weight: Double)] = []
    for row in rows.all {
      for column in mined { distinct.put(Int64(rows.groups[column][Int(row)])) }
      let group = distinct.group()
      if group == firsts.count { firsts.append((row, 0)) }
      firsts[group].weight += rows.weights[Int(row)]
    }
    return firsts.sorted { (-$0.weight, $0.row) < (-$1.weight, $1.row) }.prefix(count).map(\.row)
  }

  /// The best pattern that the seed matches, on the way from no value to all of its values.
  func bestPattern(from seed: Int32) -> ScoredPattern? {
    var matching = rows.all
    var values = rows.shared(matching)
    var best: ScoredPattern?
    while true {
      let weight = rows.weight(of: matching)
      let score = score(weight, information(of: values))
      if weight >= 2, values.contains(where: { $0 != nil }), score > best?.score ?? -1 {
        best = ScoredPattern(values: values, rows: matching, weight: weight, score: score)
      }
      guard let column = nextColumn(from: seed, matching, values) else { return best }
      let group = rows.groups[column][Int(seed)]
      matching = matching.filter { rows.groups[column][Int($0)] == group }
      values = rows.shared(matching)
    }
  }

  /// The column whose value gives the best score with those that are taken.
  private func nextColumn(from seed: Int32, _ matching: [Int32], _ values: [Int?]) -> Int? {
    let base = information(of: values)
    var best: (column: Int, score: Double)?
    for (column, groups) in rows.groups.enumerated() where rows.isMined[column] && values[column] == nil {
      let group = groups[Int(seed)]
      let weight = matching.reduce(0) { groups[Int($1)] == group ? $0 + rows.weights[Int($1)] : $0 }
      guard weight >= 2 else { continue }
      let score = score(weight, base + information(column, Int(group)))
      if best.map({ score > $0.score }) ?? true { best = (column, score) }
    }
    return best?.column
  }

  private func score(_ weight: Double, _ information: Double) -> Double {
    pow(weight / total, sizeWeight) * pow(information, 1 - sizeWeight)
  }

  private func information(of values: [Int?]) -> Double {
    values.enumerated().reduce(0) { sum, value in value.element.map { sum + information(value.offset, $0) } ?? sum }
  }

  /// What a value adds to how informative a pattern is.
  private func information(_ column: Int, _ group: Int) -> Double {
    max(0, 1 - weights[column][group] / total)
  }
}
