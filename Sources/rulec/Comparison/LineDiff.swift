/// The difference of two texts, line by line, in the unified format.
struct LineDiff {
  enum Edit: Equatable {
    /// Positions in the old and in the new text.
    case keep(old: Int, new: Int)
    case remove(old: Int)
    case add(new: Int)
  }

  let old: [Substring]
  let new: [Substring]
  let edits: [Edit]

  init(_ old: String, _ new: String) {
    self.init(Self.lines(old), Self.lines(new))
  }

  init(_ old: [Substring], _ new: [Substring]) {
    self.old = old
    self.new = new
    self.edits = Self.edits(old, new)
  }

  var isEmpty: Bool {
    edits.allSatisfy { if case .keep = $0 { true } else { false } }
  }

  static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The hunks with `context` unchanged lines around them, without file headers; empty if nothing differs.
  func unified(context: Int = 3) -> [String] {
    var output: [String] = []
    for hunk in hunks(context: context) {
      var oldStart = 0
      var newStart = 0
      var oldCount = 0
      var newCount = 0
      var body: [String] = []
      // An empty side of a hunk names the line before it.
      for edit in edits[..<hunk.lowerBound] {
        switch edit {
        case .keep: (oldStart, newStart) = (oldStart + 1, newStart + 1)
        case .remove: oldStart += 1
        case .add: newStart += 1
        }
      }
      for edit in edits[hunk] {
        switch edit {
        case .keep(let line, _):
          (oldCount, newCount) = (oldCount + 1, newCount + 1)
          body.append(" " + old[line])
        case .remove(let line):
          oldCount += 1
          body.append("-" + old[line])
        case .add(let line):
          newCount += 1
          body.append("+" + new[line])
        }
      }
      let oldRange = Self.range(oldCount == 0 ? oldStart : oldStart + 1, oldCount)
      let newRange = Self.range(newCount == 0 ? newStart : newStart + 1, newCount)
      output.append("@@ -\(oldRange) +\(newRange) @@")
      output += body
    }
    return output
  }

  private static func range(_ start: Int, _ count: Int) -> String { count == 1 ? "\(start)" : "\(start),\(count)" }

  /// Ranges of `edits`: changes that are at most twice `context` apart share one.
  private func hunks(context: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, edit) in edits.enumerated() {
      if case .keep = edit { continue }
      let range = max(0, index - context)..<min(edits.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  // MARK: Longest common subsequence

  /// A shortest edit script (Myers, 1986), removals before additions.
  private static func edits(_ old: [Substring], _ new: [Substring]) -> [Edit] {
    var prefix = 0
    while prefix < old.count, prefix < new.count, old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < old.count - prefix, suffix < new.count - prefix,
      old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    { suffix += 1 }
    var edits: [Edit] = (0..<prefix).map { .keep(old: $0, new: $0) }
    edits += middle(old, prefix..<(old.count - suffix), new, prefix..<(new.count - suffix))
    edits += (0..<suffix).map { .keep(old: old.count - suffix + $0, new: new.count - suffix + $0) }
    return edits
  }

  private static func middle(
    _ old: [Substring], _ oldRange: Range<Int>, _ new: [Substring], _ newRange: Range<Int>
  ) -> [Edit] {
    let (n, m) = (oldRange.count, newRange.count)
    if n == 0 || m == 0 {
      return oldRange.map { .remove(old: $0) } + newRange.map { .add(new: $0) }
    }
    // reach[k + offset]: how far into `old` a path on diagonal k (old - new) gets. A snapshot holds what d - 1 edits
    // reach on the diagonals -d - 1 ... d + 1.
    let offset = n + m + 1
    var reach = [Int](repeating: 0, count: 2 * offset + 1)
    var snapshots: [[Int]] = []
    search: for distance in 0...(n + m) {
      snapshots.append(Array(reach[(offset - distance - 1)...(offset + distance + 1)]))
      for k in stride(from: -distance, through: distance, by: 2) {
        let goesDown = k == -distance || (k != distance && reach[k - 1 + offset] < reach[k + 1 + offset])
        var x = goesDown ? reach[k + 1 + offset] : reach[k - 1 + offset] + 1
        var y = x - k
        while x < n, y < m, old[oldRange.lowerBound + x] == new[newRange.lowerBound + y] {
          x += 1
          y += 1
        }
        reach[k + offset] = x
        if x >= n, y >= m { break search }
      }
    }
    var script: [Edit] = []
    var (x, y) = (n, m)
    for distance in stride(from: snapshots.count - 1, through: 0, by: -1) {
      let reach = snapshots[distance]
      let k = x - y
      let goesDown = k == -distance || (k != distance && reach[k + distance] < reach[k + distance + 2])
      let previousK = goesDown ? k + 1 : k - 1
      let previousX = distance == 0 ? 0 : reach[previousK + distance + 1]
      let previousY = distance == 0 ? 0 : previousX - previousK
      while x > previousX, y > previousY {
        x -= 1
        y -= 1
        script.append(.keep(old: oldRange.lowerBound + x, new: newRange.lowerBound + y))
      }
      if distance > 0 {
        script.append(
          goesDown
            ? .add(new: newRange.lowerBound + previousY) : .remove(old: oldRange.lowerBound + previousX))
        (x, y) = (previousX, previousY)
      }
    }
    return script.reversed()
  }
}
