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
    var count: Int32 = 0
    var capacity: Int32 = 0
    /// The pattern that matched, or -1.
    var pattern: Int32 = -1
    /// The slots of its groups, which the matcher owns as well.
    var slots: UnsafeMutablePointer<Int32>?
  }

  private var patterns: [Pattern] = []
  private let scanner = LiteralScanner()
  /// For each literal the patterns that have it.
  private var holders: [[Int]] = []
  /// A bit for each pattern: whether it is tried whatever literals a text holds.
  private var always: [UInt64]
  private var candidates: [UInt64]
  /// Sets of a few texts, the newest first; the hash of a text says which set it is in.
  private var known: [Known]
  private static let setCount = 512
  private static let setSize = 4
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
    known = Array(repeating: Known(), count: Self.setCount * Self.setSize)
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
    guard text.count <= Self.longestKnown else {
      withSlots(search(text), text, body)
      return
    }
    let set = Self.setSize * Int(truncatingIfNeeded: hashOfBytes(text, 0) % UInt64(Self.setCount))
    for place in set..<set + Self.setSize {
      let entry = known[place]
      guard let bytes = entry.text, Int(entry.count) == text.count,
        equalBytes(UnsafePointer(bytes), text.base, text.count)
      else { continue }
      guard let slots = entry.slots else { return body([], nil, 0) }
      return body(patterns[Int(entry.pattern)].templates, slots, program(Int(entry.pattern)).groupCount)
    }
    let index = search(text)
    withSlots(index, text) { templates, slots, groupCount in
      keep(text, index, slots, groupCount, in: set)
      body(templates, slots, groupCount)
    }
  }

  /// The first pattern that matches, or -1.
  private func search(_ text: Str) -> Int {
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
        if index < patterns.count, program(index).isFound(in: text) { return index }
      }
    }
    return -1
  }

  private func withSlots(
    _ index: Int, _ text: Str, _ body: ([Str], UnsafeMutablePointer<Int32>?, Int) -> Void
  ) {
    guard index >= 0 else { return body([], nil, 0) }
    let program = program(index)
    let groups = program.groupCount
    PatternSearch.with(program, text, groups: groups) { search in
      _ = search.find(from: 0)
      body(patterns[index].templates, search.slots, groups)
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

  private func keep(
    _ text: Str, _ index: Int, _ slots: UnsafeMutablePointer<Int32>?, _ groupCount: Int, in set: Int
  ) {
    // The oldest of the set gives its place to the newest.
    for place in (set + 1..<set + Self.setSize).reversed() { known.swapAt(place, place - 1) }
    let place = set
    if Int(known[place].capacity) < text.count || known[place].text == nil {
      known[place].text?.deallocate()
      let capacity = max(text.count, 128)
      known[place].text = .allocate(capacity: capacity)
      known[place].capacity = Int32(truncatingIfNeeded: capacity)
    }
    known[place].text?.update(from: text.base, count: text.count)
    known[place].count = Int32(truncatingIfNeeded: text.count)
    known[place].pattern = Int32(truncatingIfNeeded: index)
    known[place].slots?.deallocate()
    known[place].slots = slots.map { slots in
      let copy = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * groupCount)
      copy.initialize(from: slots, count: 2 * groupCount)
      return copy
    }
  }

  deinit {
    for entry in known {
      entry.text?.deallocate()
      entry.slots?.deallocate()
    }
    for pattern in patterns {
      guard let program = pattern.program else { continue }
      RegexEngine.forget(program.base)
      program.base.deallocate()
    }
  }
}
