/// The candidate that the author probably meant: the one that differs from `name` by the fewest edits (insert,
/// delete, replace, swap neighbours), letter case last.
///
/// - Returns: nil if no candidate is near enough: at most a third of the characters, and never more than three, may
///   differ. Of equally near candidates, the first in order of the alphabet.
public func closest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  let limit = min(3, max(1, wanted.count / 3))
  var best: (distance: Int, exactness: Int, name: String)?
  for candidate in candidates {
    guard abs(candidate.utf8.count - wanted.count) <= limit, candidate != name else { continue }
    let folded = Array(candidate.lowercased().utf8)
    let bound = best?.distance ?? limit
    guard let distance = editDistance(wanted, folded, limit: bound), distance < max(wanted.count, 1) else {
      continue
    }
    let exactness = zip(name.utf8, candidate.utf8).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
    if let best, (best.distance, best.exactness, best.name) <= (distance, exactness, candidate) { continue }
    best = (distance, exactness, candidate)
  }
  return best?.name
}

/// The number of edits (insert, delete, replace, swap neighbours) between two byte strings.
/// - Returns: nil if there are more than `limit`.
func editDistance(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int? {
  guard abs(first.count - second.count) <= limit else { return nil }
  var beforePrevious = [Int](repeating: 0, count: second.count + 1)
  var previous = Array(0...second.count)
  var current = beforePrevious
  for row in 0..<first.count {
    current[0] = row + 1
    var smallest = current[0]
    for column in 0..<second.count {
      let replaced = previous[column] + (first[row] == second[column] ? 0 : 1)
      var distance = min(replaced, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforePrevious[column - 1] + 1)
      }
      current[column + 1] = distance
      smallest = min(smallest, distance)
    }
    if smallest > limit { return nil }
    (beforePrevious, previous, current) = (previous, current, beforePrevious)
  }
  return previous[second.count] <= limit ? previous[second.count] : nil
}
