import CRegex

/// Finds matches of a pattern in a text, with their groups.
struct PatternSearch {
  private let pattern: CompiledPattern
  private let engine: RegexEngine
  private let text: Str
  /// How many groups are recorded, the match itself being the first.
  private let groups: Int
  /// The slots of the match found last, two for each group; -1 where a group took no part.
  let slots: UnsafeMutablePointer<Int32>

  /// What a match must be like.
  enum Demand {
    /// The first one.
    case first
    /// It begins where the search does.
    case atStart
    /// It ends where the text does.
    case atEnd

    fileprivate var number: regex_demand {
      switch self {
      case .first: REGEX_FIRST
      case .atStart: REGEX_AT_START
      case .atEnd: REGEX_AT_END
      }
    }
  }

  /// Runs `body` with a search that records the first `groups` groups.
  static func with<Result>(
    _ pattern: CompiledPattern, _ text: Str, groups: Int, _ body: (PatternSearch) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * groups) { memory in
      body(
        PatternSearch(
          pattern: pattern, engine: pattern.engine, text: text, groups: groups,
          slots: memory.baseAddress.unsafelyUnwrapped))
    }
  }

  /// Finds the first match that begins at or after `start`.
  func find(from start: Int, _ demand: Demand = .first) -> Bool {
    switch engine.find(text, from: start, demand.number, groups: groups, slots) {
    case REGEX_NONE: return false
    case REGEX_FOUND: return true
    default:
      // Too large to note where each instruction has been.
      return PatternSimulation.with(pattern, text) { simulation in
        guard simulation.find(from: start, demand) else { return false }
        slots.update(from: simulation.result, count: 2 * groups)
        return true
      }
    }
  }
}

extension CompiledPattern {
  /// Whether `text` holds a match.
  @inline(__always)
  func isFound(in text: Str) -> Bool {
    engine.matches(text) ?? isFoundBySimulation(text)
  }

  @inline(never)
  private func isFoundBySimulation(_ text: Str) -> Bool {
    PatternSimulation.with(self, text) { $0.find(from: 0, .first) }
  }
}
