import CRegex

// The functions of `CRegex`, each compiled in this file only: C that is called from several files of Swift is compiled in each.

/// What runs a program on this thread.
struct RegexEngine {
  private let engine: UnsafeMutablePointer<regex>

  @inline(never)
  init(_ program: UnsafePointer<UInt8>) {
    engine = regex_engine(
      program, regex_unicode(contains: { classContains($0, $1) }, is_word: { isPerlMember(2, $0) }))
  }

  /// Whether the text holds a match; nil if it has more kinds of characters than the automaton can tell apart.
  @inline(never)
  func matches(_ text: Str) -> Bool? {
    let verdict = regex_matches(engine, text.base, text.count)
    return verdict < 0 ? nil : verdict != 0
  }

  /// `regex_find`.
  @inline(never)
  func find(
    _ text: Str, from start: Int, _ demand: regex_demand, groups: Int, _ slots: UnsafeMutablePointer<Int32>
  ) -> regex_found {
    regex_find(engine, text.base, text.count, start, demand, groups, slots)
  }

  /// Frees this thread's engine for a program whose memory is about to be given back.
  @inline(never)
  static func forget(_ program: UnsafePointer<UInt8>) { regex_forget(program) }

  /// Where this thread keeps the programs of patterns that only the data knows.
  @inline(never)
  static func threadSlot() -> UnsafeMutablePointer<UnsafeMutableRawPointer?> { regex_thread_slot() }
}
