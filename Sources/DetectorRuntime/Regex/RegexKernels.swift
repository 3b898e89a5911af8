// The functions of KQL that take a regular expression.

/// Whether the pattern matches somewhere in the text: the operator `matches regex`. See `matches-regex-operator.md`.
public func matchesRegex(_ text: Str, _ pattern: CompiledPattern) -> Bool { pattern.matches(text) }

/// The text of a capture group (0: the match) in the first match, empty without one: `extract`.
///
/// See `extract-function.md`. The result refers to `text`.
public func extractRegex(_ pattern: CompiledPattern, _ group: Int64?, _ text: Str) -> Str {
  group.flatMap { Int(exactly: $0) }.flatMap { pattern.capture(text, $0) } ?? .empty
}

/// The texts of all matches: of the pattern's group if it has one, else an array of the groups for each match; null
/// without a match: `extract_all`. See `extract-all-function.md`.
public func extractAllRegex(_ pattern: CompiledPattern, _ text: Str, _ cx: EvaluationContext) -> Value {
  pattern.captureAll(text, groups: [], cx)
}

/// Like `extractAllRegex`, of the groups whose numbers are in the array `groups`. See `extract-all-function.md`.
public func extractGroupsRegex(
  _ pattern: CompiledPattern, _ groups: Value, _ text: Str, _ cx: EvaluationContext
) -> Value {
  let groups = groups.kind == .json ? groups.materialized(cx) : groups
  let numbers = groups.elements.compactMap(\.long)
  guard numbers.count == groups.elements.count, !numbers.isEmpty else { return .null }
  return pattern.captureAll(text, groups: numbers, cx)
}

/// The text with every match replaced; `\0` … `\9` in the rewrite stand for groups: `replace_regex`.
///
/// See `replace-regex-function.md`.
public func replaceRegex(
  _ text: Str, _ pattern: CompiledPattern, _ rewrite: Str, _ cx: EvaluationContext
) -> Str {
  pattern.replaceAll(text, with: rewrite, cx)
}

/// The same with the arguments in the order of the old function `replace`.
public func replaceRegexFirst(
  _ pattern: CompiledPattern, _ rewrite: Str, _ text: Str, _ cx: EvaluationContext
) -> Str {
  pattern.replaceAll(text, with: rewrite, cx)
}

/// `countof` of the kind `normal`, spelled out. See `countof-function.md`.
public func countOccurrencesNormal(_ text: Str, _ part: Str, _ kind: Str) -> Int64 { countOccurrences(text, part) }

/// The number of matches, which do not overlap: `countof` of the kind `regex`. See `countof-function.md`.
public func countRegex(_ text: Str, _ pattern: CompiledPattern, _ kind: Str) -> Int64 { pattern.countMatches(text) }

/// The text without the matches at its start and at its end: `trim`. See `trim-function.md`.
public func trimRegex(_ pattern: CompiledPattern, _ text: Str) -> Str {
  pattern.trimming(text, atStart: true, atEnd: true)
}

/// The text without the matches at its start: `trim_start`. See `trim-start-function.md`.
public func trimStartRegex(_ pattern: CompiledPattern, _ text: Str) -> Str {
  pattern.trimming(text, atStart: true, atEnd: false)
}

/// The text without the matches at its end: `trim_end`. See `trim-end-function.md`.
public func trimEndRegex(_ pattern: CompiledPattern, _ text: Str) -> Str {
  pattern.trimming(text, atStart: false, atEnd: true)
}

/// The place, in characters, of the match with the given number, or -1; null if an argument is out of range:
/// `indexof_regex`.
///
/// See `indexof-regex-function.md`.
/// - Parameters:
///   - start: where the search begins, in characters.
///   - length: how many characters are searched; -1 for all.
///   - occurrence: which match, counted from 1.
public func indexOfRegex(
  _ text: Str, _ pattern: CompiledPattern, _ start: Int64?, _ length: Int64?, _ occurrence: Int64?
) -> Int64? {
  guard let start, let length, let occurrence, start >= 0, length >= -1, occurrence >= 0 else { return nil }
  let from = byteOffset(text, start, from: 0)
  let end = length < 0 ? text.count : byteOffset(text, length, from: from)
  var remaining = occurrence
  var found: Int?
  let part = text.slice(from, end)
  pattern.forEachMatch(part, groups: 1) { slots in
    remaining -= 1
    if remaining == 0 { found = from + Int(slots[0]) }
  }
  guard let found else { return -1 }
  var characters: Int64 = 0
  for index in 0..<found where text[index] & 0xC0 != 0x80 { characters += 1 }
  return characters
}

/// The byte where the character that stands `characters` behind byte `start` begins.
private func byteOffset(_ text: Str, _ characters: Int64, from start: Int) -> Int {
  var index = start
  var left = characters
  while index < text.count {
    if text[index] & 0xC0 != 0x80 {
      if left == 0 { return index }
      left -= 1
    }
    index += 1
  }
  return text.count
}

/// The text with a backslash before every character that means something in a regular expression: `regex_quote`.
///
/// See `regex-quote-function.md`.
public func quoteRegex(_ text: Str, _ cx: EvaluationContext) -> Str {
  let special: Str = ##"\.+*?()|[]{}^$#&-~"##
  return cx.arena.string(capacity: 2 * text.count) { target in
    var count = 0
    for byte in text.bytes {
      if special.bytes.contains(byte) {
        target[count] = UInt8(ascii: "\\")
        count += 1
      }
      target[count] = byte
      count += 1
    }
    return count
  }
}

/// The groups of one match: what `parse kind=regex` takes its columns from.
public struct PatternGroups {
  private let text: Str
  private let slots: UnsafeMutablePointer<Int32>?
  private let groupCount: Int

  init(_ text: Str, _ slots: UnsafeMutablePointer<Int32>?, groupCount: Int) {
    self.text = text
    self.slots = slots
    self.groupCount = groupCount
  }

  /// Whether the pattern matched.
  public var isMatch: Bool { slots != nil }

  /// The text of a group, empty if it took no part.
  public func text(_ group: Int) -> Str {
    guard let slots, group < groupCount else { return .empty }
    let (start, end) = (Int(slots[2 * group]), Int(slots[2 * group + 1]))
    return start < 0 || end < start ? .empty : text.slice(start, end)
  }
}

/// The first match of the pattern with all its groups. See `parse-operator.md`.
public func parseRegex(_ text: Str, _ pattern: CompiledPattern, _ cx: EvaluationContext) -> PatternGroups {
  let groupCount = pattern.groupCount
  guard pattern.isFound(in: text) else { return PatternGroups(text, nil, groupCount: groupCount) }
  return PatternSearch.with(pattern, text, groups: groupCount) { search in
    guard search.find(from: 0) else { return PatternGroups(text, nil, groupCount: groupCount) }
    let slots = cx.arena.allocate(8 * groupCount).assumingMemoryBound(to: Int32.self)
    slots.update(from: search.slots, count: 2 * groupCount)
    return PatternGroups(text, slots, groupCount: groupCount)
  }
}
