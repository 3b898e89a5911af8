// What many rows of a table have in common: the plugin `basket`.

/// The patterns that at least the share `threshold` of the rows matches, the most frequent first: their number, how many
/// rows match, in percent, too, to a digit after the point, and for each column the value that the rows have or, if they
/// differ, its wildcard.
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
  let rows = PatternRows(table, columnsFrom: 1, mined: mined, cx)
  let total = rows.weight(of: rows.all)
  guard total > 0 else { return result }
  var found: [(pattern: [Int?], weight: Double)] = []
  var search = SharedValueSearch(
    rows, isEnough: { rows.weight(of: $0) >= threshold * total },
    found: { found.append(($0, rows.weight(of: $1))) })
  _ = search.run(rows.all, dimensions: Int(clamping: dimensions))
  let anything = Array(wildcards.materialized(cx).elements)
  let order = found.indices.sorted { (-found[$0].weight, $0) < (-found[$1].weight, $1) }
  for (number, index) in order.enumerated() {
    result.put(Int64(number))
    result.put(longOfReal(found[index].weight))
    result.put(roundReal(100 * found[index].weight / total, 1))
    rows.put(found[index].pattern, wildcards: anything, into: result)
    result.endRow()
  }
  return result
}
