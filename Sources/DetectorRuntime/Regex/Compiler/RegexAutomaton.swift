/// A deterministic automaton that decides whether a text holds a match.
///
/// Its alphabet is ASCII and one symbol for every scalar beyond it. Where a pattern tells such scalars apart the
/// automaton gives up on meeting one (`quit`), and the runtime simulates the program instead.
struct RegexAutomaton {
  /// No match can follow.
  static let dead = 0
  /// A match has been found.
  static let accept = 1
  /// Undecided: only the program knows.
  static let quit = 2
  static let firstState = 3

  /// The symbol that stands for scalars beyond ASCII.
  static let beyondASCII = 128

  /// For each of the 129 symbols the number of its class: symbols of a class are not told apart.
  private(set) var symbolClasses: [Int] = []
  private(set) var classCount = 0
  /// For each state from `firstState` on, the state that follows for each class of symbols.
  private(set) var transitions: [[Int]] = []
  /// For each state from `firstState` on, whether the end of the text makes a match.
  private(set) var acceptsAtEnd: [Bool] = []
  private(set) var start = RegexAutomaton.dead

  /// The most cells that a table may have.
  static let mostCells = 24_000

  /// Nil if the automaton would be too large.
  init?(_ program: RegexProgram) {
    var builder = SubsetConstruction(program)
    guard let states = builder.run() else { return nil }
    symbolClasses = builder.symbolClasses
    classCount = builder.representatives.count
    self = minimized(states.transitions, states.acceptsAtEnd, states.start)
  }
}

/// Builds the states of an automaton: sets of places in the program that a text can have led to.
private struct SubsetConstruction {
  /// What is known of the character on one side of a place.
  private enum Neighbour: Int { case none, word, newline, other }

  private struct State: Hashable {
    /// Instructions that consume, and assertions that wait for the next character, ascending.
    var places: [Int]
    /// What stands before, if an assertion waits.
    var before: Int
  }

  let program: RegexProgram
  private(set) var symbolClasses: [Int] = []
  /// A symbol of each class.
  private(set) var representatives: [Int] = []
  private var numbers: [State: Int] = [:]
  private var states: [State] = []
  /// For each class of the program, which ASCII characters are in it, and what holds beyond.
  private let asciiMembers: [[Bool]]
  private let beyondMembers: [RegexClass.Beyond]
  /// Whether a match can begin anywhere but at the start of the text.
  private var canBeginLater = false
  private let asksForUnicodeWords: Bool
  private let asksForWords: Bool
  private let asksForLines: Bool

  init(_ program: RegexProgram) {
    self.program = program
    asciiMembers = program.classes.map { members in (0..<128).map { members.containsASCII(UInt8($0)) } }
    beyondMembers = program.classes.map(\.beyondASCII)
    let kinds = program.instructions.compactMap { instruction -> RegexAssertion? in
      if case .assertion(let kind, _) = instruction { kind } else { nil }
    }
    asksForWords = kinds.contains { $0.asksForWords }
    asksForUnicodeWords = kinds.contains { $0.isUnicode }
    asksForLines = kinds.contains { $0 == .lineStart || $0 == .lineEnd }
    classifySymbols()
    canBeginLater = [Neighbour.word, .newline, .other].contains {
      let closure = close([program.start], before: $0, after: nil)
      return closure.isMatch || !closure.places.isEmpty
    }
  }

  private mutating func classifySymbols() {
    var classes: [[Bool]: Int] = [:]
    for symbol in 0..<128 {
      var signature = asciiMembers.map { $0[symbol] }
      signature.append(asksForWords && neighbour(symbol) == .word)
      signature.append(asksForLines && neighbour(symbol) == .newline)
      let number = classes[signature] ?? representatives.count
      if number == representatives.count {
        classes[signature] = number
        representatives.append(symbol)
      }
      symbolClasses.append(number)
    }
    symbolClasses.append(representatives.count)
    representatives.append(RegexAutomaton.beyondASCII)
  }

  private func neighbour(_ symbol: Int) -> Neighbour {
    if symbol == 0x0A { return .newline }
    guard symbol < 128 else { return .other }
    return PerlClass.word.ascii.contains(UInt32(symbol)) ? .word : .other
  }

  /// All states, numbered from `firstState` in the order in which they are found; nil if there are too many.
  mutating func run() -> (transitions: [[Int]], acceptsAtEnd: [Bool], start: Int)? {
    guard representatives.count <= 64 else { return nil }
    let start = number(of: close([program.start], before: .none, after: nil), before: .none)
    var transitions: [[Int]] = []
    var acceptsAtEnd: [Bool] = []
    while transitions.count < states.count {
      let state = states[transitions.count]
      let before = Neighbour(rawValue: state.before) ?? .other
      acceptsAtEnd.append(resolve(state, before, after: Neighbour.none).isMatch)
      transitions.append(representatives.map { step(state, before, $0) })
      if states.count * representatives.count > RegexAutomaton.mostCells { return nil }
    }
    return (transitions, acceptsAtEnd, start)
  }

  private mutating func step(_ state: State, _ before: Neighbour, _ symbol: Int) -> Int {
    let isBeyond = symbol == RegexAutomaton.beyondASCII
    if isBeyond && asksForUnicodeWords { return RegexAutomaton.quit }
    let current = resolve(state, before, after: neighbour(symbol))
    if current.isMatch { return RegexAutomaton.accept }
    var targets: [Int] = []
    for place in current.places {
      guard case .character(let number, let next) = program.instructions[place] else { continue }
      if isBeyond {
        switch beyondMembers[number] {
        case .none: break
        case .all: targets.append(next)
        case .some: return RegexAutomaton.quit
        }
      } else if asciiMembers[number][symbol] {
        targets.append(next)
      }
    }
    // A match may begin anywhere.
    targets.append(program.start)
    let reached = neighbour(symbol)
    return number(of: close(targets, before: reached, after: nil), before: reached)
  }

  private mutating func number(of closure: Closure, before: Neighbour) -> Int {
    if closure.isMatch { return RegexAutomaton.accept }
    if closure.places.isEmpty && !canBeginLater { return RegexAutomaton.dead }
    let state = State(places: closure.places, before: closure.isWaiting ? before.rawValue : 0)
    if let known = numbers[state] { return known }
    let number = RegexAutomaton.firstState + states.count
    numbers[state] = number
    states.append(state)
    return number
  }

  private struct Closure {
    var places: [Int] = []
    var isMatch = false
    var isWaiting = false
  }

  /// The state with its waiting assertions decided.
  private func resolve(_ state: State, _ before: Neighbour, after: Neighbour) -> Closure {
    close(state.places, before: before, after: after)
  }

  /// The places reached from `places` without consuming; assertions wait if what comes after is unknown.
  private func close(_ places: [Int], before: Neighbour, after: Neighbour?) -> Closure {
    var closure = Closure()
    var seen = Set<Int>()
    var pending = places
    while let place = pending.popLast() {
      guard seen.insert(place).inserted else { continue }
      switch program.instructions[place] {
      case .match: closure.isMatch = true
      case .character: closure.places.append(place)
      case .split(let first, let second): pending += [first, second]
      case .save(_, let next): pending.append(next)
      case .assertion(let kind, let next):
        if let after {
          if holds(kind, before, after) { pending.append(next) }
        } else if kind.looksBehindOnly {
          if holds(kind, before, .none) { pending.append(next) }
        } else {
          closure.places.append(place)
          closure.isWaiting = true
        }
      }
    }
    closure.places.sort()
    return closure
  }

  private func holds(_ kind: RegexAssertion, _ before: Neighbour, _ after: Neighbour) -> Bool {
    switch kind {
    case .textStart: before == .none
    case .textEnd: after == .none
    case .lineStart: before == .none || before == .newline
    case .lineEnd: after == .none || after == .newline
    case .wordBoundary, .asciiWordBoundary: (before == .word) != (after == .word)
    case .notWordBoundary, .asciiNotWordBoundary: (before == .word) == (after == .word)
    case .wordStart: before != .word && after == .word
    case .wordEnd: before == .word && after != .word
    case .wordStartHalf: before != .word
    case .wordEndHalf: after != .word
    }
  }
}

extension RegexAutomaton {
  /// The smallest automaton that decides the same, its states numbered in the order in which a walk from the start
  /// meets them.
  fileprivate func minimized(_ rows: [[Int]], _ ends: [Bool], _ start: Int) -> RegexAutomaton {
    let first = RegexAutomaton.firstState
    // Blocks of states not told apart so far; the three special states are blocks of their own.
    var block = ends.map { $0 ? first + 1 : first }
    var count = 0
    while true {
      var numbers: [[Int]: Int] = [:]
      let refined = rows.indices.map { row -> Int in
        let key = [block[row]] + rows[row].map { $0 < first ? $0 : block[$0 - first] }
        let number = numbers[key] ?? first + numbers.count
        numbers[key] = number
        return number
      }
      block = refined
      if numbers.count == count { break }
      count = numbers.count
    }

    var result = self
    result.transitions = []
    result.acceptsAtEnd = []
    var numbers: [Int: Int] = [:]
    var order: [Int] = []
    func renumbered(_ state: Int) -> Int {
      guard state >= first else { return state }
      if let known = numbers[block[state - first]] { return known }
      numbers[block[state - first]] = first + order.count
      order.append(state - first)
      return first + order.count - 1
    }
    result.start = renumbered(start)
    var index = 0
    while index < order.count {
      result.transitions.append(rows[order[index]].map(renumbered))
      result.acceptsAtEnd.append(ends[order[index]])
      index += 1
    }
    return result
  }
}
