// In what the rows of two sets differ: the plugin `diffpatterns`.

/// The patterns that one set of rows matches more than the other, the greatest difference first: their number, how many
/// rows of each set match, those as percentages of the set, the difference of these, and for each column the value that
/// the rows have or, if they differ, its wildcard.
///
/// See `diffpatterns-plugin.md`, which does not say how patterns are chosen. In its example no pattern is more general or
/// more special than another; where the counts can be compared with those on `basket-plugin.md`, it has the one of such
/// patterns that differs most (hail without damaged crops, not hail). So it is done here: the patterns are taken by their
/// differences, and one is left out if it is more general or more special than one taken before, and more rows of the
/// same set match both. Of patterns that the same rows match, the one that says most stands for all; of equal
/// differences, the pattern that says more comes first.
///
/// Patterns of one value are all looked at, those of more values as long as no more than 10,000 sets of rows have to be
/// looked at.
///
/// - Parameters:
///   - table: a weight, whether the row is of set A, whether it is of set B, then the columns.
///   - threshold: the least difference, as a share.
///   - dimensions: how many values, of which none follows from the others, it may take to tell a pattern.
///   - mined: for each column, whether its values make patterns.
/// - Returns: nothing if one of the sets is empty or weighs nothing.
public func differingPatterns(
  _ table: Table, _ threshold: Double, _ dimensions: Int64, _ mined: Value, _ wildcards: Value, _ cx: EvaluationContext
) -> Table {
  let result = Table(width: 3 + table.width, cx)
  let rows = PatternRows(table, columnsFrom: 3, mined: mined, cx)
  let isInA = rows.all.map { table[row: Int($0)].bool(1) == true }
  let isInB = rows.all.map { table[row: Int($0)].bool(2) == true }
  let members = rows.all.filter { isInA[Int($0)] || isInB[Int($0)] }
  func weights(_ members: [Int32]) -> (a: Double, b: Double) {
    var sums = (a: 0.0, b: 0.0)
    for row in members {
      if isInA[Int(row)] { sums.a += rows.weights[Int(row)] } else { sums.b += rows.weights[Int(row)] }
    }
    return sums
  }
  let total = weights(members)
  guard total.a > 0, total.b > 0 else { return result }

  var candidates: [DifferingPattern] = []
  var steps = 0
  for depth in 1...max(1, min(Int(clamping: dimensions), rows.isMined.count)) {
    var found: [DifferingPattern] = []
    // No pattern differs by more than the greater of its shares, and no more special one has greater shares.
    var search = SharedValueSearch(rows, limit: depth == 1 ? .max : 10_000) { members in
      let sums = weights(members)
      return sums.a >= threshold * total.a || sums.b >= threshold * total.b
    } found: { pattern, members in
      let sums = weights(members)
      // Whole numbers as long as the weights are: 6 of 20 and 5 of 20 differ by 0.05.
      let excess = sums.a * total.b - sums.b * total.a
      guard abs(excess) >= threshold * (total.a * total.b) else { return }
      found.append(DifferingPattern(values: pattern, weights: sums, excess: excess))
    }
    guard search.run(members, dimensions: depth) else { break }
    candidates = found
    // Deeper searches look at the same sets of rows.
    if search.steps == steps { break }
    steps = search.steps
  }

  let anything = Array(wildcards.materialized(cx).elements)
  for (number, pattern) in DifferingPattern.chosen(from: candidates).enumerated() {
    let (a, b) = (100 * pattern.weights.a / total.a, 100 * pattern.weights.b / total.b)
    result.put(Int64(number))
    result.put(longOfReal(pattern.weights.a))
    result.put(longOfReal(pattern.weights.b))
    for percentage in [a, b, abs(a - b)] { result.put(roundReal(percentage, 2)) }
    rows.put(pattern.values, wildcards: anything, into: result)
    result.endRow()
  }
  return result
}

private struct DifferingPattern {
  /// For each column, the number of the value that all rows have; nil if they differ.
  let values: [Int?]
  let weights: (a: Double, b: Double)
  /// The share of A less that of B, times the weights of both.
  let excess: Double
  let size: Int

  init(values: [Int?], weights: (a: Double, b: Double), excess: Double) {
    self.values = values
    self.weights = weights
    self.excess = excess
    size = values.count { $0 != nil }
  }

  /// Whether one of the patterns has all values of the other.
  func isNested(with other: DifferingPattern) -> Bool {
    let (small, great) = size <= other.size ? (values, other.values) : (other.values, values)
    return zip(small, great).allSatisfy { $0 == nil || $0 == $1 }
  }

  static func chosen(from candidates: [DifferingPattern]) -> [DifferingPattern] {
    let order = candidates.indices.sorted {
      let (first, second) = (candidates[$0], candidates[$1])
      return (-abs(first.excess), -first.size, $0) < (-abs(second.excess), -second.size, $1)
    }
    var chosen: [DifferingPattern] = []
    for index in order {
      let pattern = candidates[index]
      if !chosen.contains(where: { ($0.excess > 0) == (pattern.excess > 0) && $0.isNested(with: pattern) }) {
        chosen.append(pattern)
      }
    }
    return chosen
  }
}
