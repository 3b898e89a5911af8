// What KQL's functions ask of a regular expression.

extension CompiledPattern {
  /// Whether `text` holds a match: the operator `matches regex`. See `matches-regex-operator.md`.
  public func matches(_ text: Str) -> Bool {
    isFound(in: text)
  }

  /// The text of a group (0: of all) in the first match; nil without a match, or if the group took no part in it.
  ///
  /// The result refers to `text`. See `extract-function.md`.
  public func capture(_ text: Str, _ group: Int) -> Str? {
    guard group >= 0, group < groupCount, isFound(in: text) else { return nil }
    return PatternSearch.with(self, text, groups: group + 1) { search in
      guard search.find(from: 0) else { return nil }
      return slice(text, search.slots, group)
    }
  }

  func slice(_ text: Str, _ slots: UnsafeMutablePointer<Int32>, _ pair: Int) -> Str? {
    let (start, end) = (Int(slots[2 * pair]), Int(slots[2 * pair + 1]))
    return start < 0 || end < start ? nil : text.slice(start, end)
  }

  /// Calls `body` with the slots of each match, from left to right. An empty match right behind a match is none.
  func forEachMatch(_ text: Str, groups: Int, _ body: (UnsafeMutablePointer<Int32>) -> Void) {
    guard isFound(in: text) else { return }
    PatternSearch.with(self, text, groups: groups) { search in
      var place = 0
      var lastEnd = -1
      while place <= text.count, search.find(from: place) {
        let (start, end) = (Int(search.slots[0]), Int(search.slots[1]))
        if start == end && end == lastEnd {
          guard end < text.count else { break }
          place = end + scalar(in: text, at: end).width
          continue
        }
        body(search.slots)
        lastEnd = end
        place = end
      }
    }
  }

  /// The number of matches that do not overlap: `countof(text, pattern, "regex")`. See `countof-function.md`.
  public func countMatches(_ text: Str) -> Int64 {
    var count: Int64 = 0
    forEachMatch(text, groups: 1) { _ in count += 1 }
    return count
  }

  /// The texts of all matches: of the one group of the pattern, of the match if it has none, or else an array of the
  /// groups for each match. Null without a match.
  ///
  /// See `extract-all-function.md`.
  /// - Parameter groups: the groups to return; all of them if empty.
  public func captureAll(_ text: Str, groups: [Int64], _ cx: EvaluationContext) -> Value {
    let wanted = groups.isEmpty ? (groupCount == 1 ? [0] : Array(1..<Int64(groupCount))) : groups
    var found: [Value] = []
    forEachMatch(text, groups: groupCount) { slots in
      let texts = wanted.map { group -> Value in
        Value(group >= 0 && group < groupCount ? slice(text, slots, Int(group)) ?? .empty : .empty)
      }
      found.append(texts.count == 1 ? texts[0] : Value(array: texts, cx))
    }
    return found.isEmpty ? .null : Value(array: found, cx)
  }

  /// `text` with every match replaced by `rewrite`, in which `\0` … `\9` stand for the text of a group: the function
  /// `replace_regex`. See `replace-regex-function.md`.
  public func replaceAll(_ text: Str, with rewrite: Str, _ cx: EvaluationContext) -> Str {
    var pieces: [Str] = []
    var copied = 0
    forEachMatch(text, groups: groupCount) { slots in
      pieces.append(text.slice(copied, Int(slots[0])))
      appendRewrite(rewrite, text, slots, to: &pieces)
      copied = Int(slots[1])
    }
    guard !pieces.isEmpty else { return text }
    pieces.append(text.slice(copied, text.count))
    return cx.arena.string(capacity: pieces.reduce(0) { $0 + $1.count }) { target in
      var count = 0
      for piece in pieces {
        (target + count).update(from: piece.base, count: piece.count)
        count += piece.count
      }
      return count
    }
  }

  private func appendRewrite(
    _ rewrite: Str, _ text: Str, _ slots: UnsafeMutablePointer<Int32>, to pieces: inout [Str]
  ) {
    var literal = 0
    var index = 0
    while index + 1 < rewrite.count {
      guard rewrite[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let next = rewrite[index + 1]
      guard isDigit(next) || next == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      pieces.append(rewrite.slice(literal, index))
      if isDigit(next) {
        let group = Int(next &- 0x30)
        if group < groupCount, let captured = slice(text, slots, group) { pieces.append(captured) }
        literal = index + 2
      } else {
        literal = index + 1
      }
      index += 2
    }
    pieces.append(rewrite.slice(literal, rewrite.count))
  }

  /// The part of `text` between the matches at its start and those at its end.
  func trimming(_ text: Str, atStart: Bool, atEnd: Bool) -> Str {
    guard isFound(in: text) else { return text }
    var start = 0
    if atStart {
      PatternSearch.with(self, text, groups: 1) { search in
        while search.find(from: start, .atStart), Int(search.slots[1]) > start {
          start = Int(search.slots[1])
        }
      }
    }
    var rest = text.slice(start, text.count)
    while atEnd {
      let end: Int? = PatternSearch.with(self, rest, groups: 1) { search in
        search.find(from: 0, .atEnd) ? Int(search.slots[0]) : nil
      }
      guard let end, end < rest.count else { break }
      rest = rest.slice(0, end)
    }
    return rest
  }
}
