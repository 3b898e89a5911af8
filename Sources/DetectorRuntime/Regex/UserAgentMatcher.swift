import CRegex

/// Finds the first of a part's patterns that matches a user agent.
///
/// One pass over the text finds which literals it holds, so that only the few patterns are tried that have one of them,
/// or none that is known. A pattern is compiled when it is tried first: hundreds of programs would be megabytes in every
/// detector, and most are never needed. What the last texts came to is kept, since the same user agents come again and
/// again. Belongs to a thread.
final class UserAgentMatcher {
  private struct Pattern {
    let expression: Str
    let templates: [Str]
    var program: CompiledPattern?
  }
  private struct Known {
    /// A copy that the matcher owns; nil where nothing is kept yet.
    var text: UnsafeMutablePointer<UInt8>?
    var count: Int32
    var capacity: Int32
    /// The pattern that matched, or -1.
    var pattern: Int32
  }

  private var patterns: [Pattern] = []
  private let scanner = LiteralScanner()
  /// For each literal the patterns that have it.
  private var holders: [[Int]] = []
  /// A bit for each pattern: whether it is tried whatever literals a text holds.
  private var always: [UInt64]
  private var candidates: [UInt64]
  private var known: [Known]
  private static let knownCount = 1024
  /// Longer texts are not kept.
  private static let longestKnown = 1024

  /// This thread's matcher for the patterns.
  static func ofThread(_ patterns: Str, _ part: UserAgentPart) -> UserAgentMatcher {
    let cache = PatternCache.ofThread
    for (base, matcher) in cache.userAgents where base == patterns.base { return matcher }
    let matcher = UserAgentMatcher(patterns, part)
    cache.userAgents.append((patterns.base, matcher))
    return matcher
  }

  private init(_ text: Str, _ part: UserAgentPart) {
    var literals: [[Str]] = []
    var start = 0
    while start < text.count {
      var fields: [Str] = []
      var place = start
      while true {
        var end = place
        while end < text.count, text[end] != UInt8(ascii: "\t"), text[end] != UInt8(ascii: "\n") { end += 1 }
        fields.append(text.slice(place, end))
        place = end + 1
        if end >= text.count || text[end] == UInt8(ascii: "\n") { break }
      }
      // Fields at the end may be left out.
      let templates = part.templates.indices.map { index in
        index + 1 < fields.count && !fields[index + 1].isEmpty ? fields[index + 1] : part.templates[index]
      }
      patterns.append(Pattern(expression: fields[0], templates: templates, program: nil))
      literals.append(Array(fields.dropFirst(1 + part.templates.count)))
      start = place
    }
    always = Array(repeating: 0, count: (patterns.count + 63) / 64)
    candidates = always
    known = Array(
      repeating: Known(text: nil, count: 0, capacity: 0, pattern: -1), count: Self.knownCount)
    for (index, literals) in literals.enumerated() {
      if literals.isEmpty { always[index / 64] |= 1 << UInt64(index % 64) }
      for literal in literals {
        let number = scanner.add(literal)
        if number == holders.count { holders.append([]) }
        holders[number].append(index)
      }
    }
    scanner.finish()
  }

  /// Calls `body` with the templates of the first pattern that matches, the slots of its groups and how many they are;
  /// with nil for slots if none matches.
  func find(_ text: Str, _ body: ([Str], UnsafeMutablePointer<Int32>?, Int) -> Void) {
    let isKept = text.count <= Self.longestKnown
    let place = Int(truncatingIfNeeded: hashOfBytes(text, 0) % UInt64(Self.knownCount))
    if isKept, let bytes = known[place].text, Int(known[place].count) == text.count,
      equalBytes(UnsafePointer(bytes), text.base, text.count)
    {
      let index = Int(known[place].pattern)
      guard index >= 0, attempt(index, text, body) else { return body([], nil, 0) }
      return
    }
    let index = search(text, body)
    if isKept { keep(text, index, at: place) }
    if index < 0 { body([], nil, 0) }
  }

  private func search(_ text: Str, _ body: ([Str], UnsafeMutablePointer<Int32>?, Int) -> Void) -> Int {
    for word in candidates.indices { candidates[word] = always[word] }
    if text.bytes.contains(where: { $0 >= 0x80 }) {
      // A character beyond ASCII may stand for a letter of a literal.
      for word in candidates.indices { candidates[word] = .max }
    } else {
      scanner.scan(text) { literal in
        for index in holders[literal] { candidates[index / 64] |= 1 << UInt64(index % 64) }
      }
    }
    for word in candidates.indices {
      var bits = candidates[word]
      while bits != 0 {
        let index = 64 * word + bits.trailingZeroBitCount
        bits &= bits - 1
        if index < patterns.count, attempt(index, text, body) { return index }
      }
    }
    return -1
  }

  /// Whether the pattern matches; then `body` has been called.
  private func attempt(
    _ index: Int, _ text: Str, _ body: ([Str], UnsafeMutablePointer<Int32>?, Int) -> Void
  ) -> Bool {
    let program = program(index)
    let groups = program.groupCount
    return PatternSearch.with(program, text, groups: groups) { search in
      guard search.find(from: 0) else { return false }
      body(patterns[index].templates, search.slots, groups)
      return true
    }
  }

  private func program(_ index: Int) -> CompiledPattern {
    if let program = patterns[index].program { return program }
    let text = (try? RegexCompiler.compileQuickly(patterns[index].expression.description)) ?? PatternCache.nothingText
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: text.utf8.count)
    for (offset, byte) in text.utf8.enumerated() { (memory + offset).initialize(to: byte) }
    let program = CompiledPattern(program: Str(base: UnsafePointer(memory), count: text.utf8.count))
    patterns[index].program = program
    return program
  }

  private func keep(_ text: Str, _ index: Int, at place: Int) {
    if Int(known[place].capacity) < text.count || known[place].text == nil {
      known[place].text?.deallocate()
      let capacity = max(text.count, 128)
      known[place].text = .allocate(capacity: capacity)
      known[place].capacity = Int32(truncatingIfNeeded: capacity)
    }
    known[place].text?.update(from: text.base, count: text.count)
    known[place].count = Int32(truncatingIfNeeded: text.count)
    known[place].pattern = Int32(truncatingIfNeeded: index)
  }

  deinit {
    for entry in known { entry.text?.deallocate() }
    for pattern in patterns {
      guard let program = pattern.program else { continue }
      regex_forget(program.base)
      program.base.deallocate()
    }
  }
}
