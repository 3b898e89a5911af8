/// A regular expression as instructions of a nondeterministic automaton over Unicode scalars.
struct RegexProgram {
  enum Instruction: Hashable {
    case match
    /// Consumes a scalar of the class.
    case character(class: Int, next: Int)
    /// Goes on at both; `first` is preferred.
    case split(first: Int, second: Int)
    /// Notes the place in a slot: 2 × group at its start, 2 × group + 1 at its end.
    case save(slot: Int, next: Int)
    case assertion(RegexAssertion, next: Int)
  }

  private(set) var instructions: [Instruction] = []
  private(set) var classes: [RegexClass] = []
  private(set) var start = 0
  let groupCount: Int
  private var classNumbers: [RegexClass: Int] = [:]

  private static let mostInstructions = 50_000
  /// Nodes compiled so far: repetitions of nothing write no instructions but take time.
  private var steps = 0
  private static let mostSteps = 500_000

  /// - Parameter groups: the number of capture groups in `node`.
  init(_ node: RegexNode, groups: Int) throws(RegexError) {
    groupCount = groups
    let match = try append(.match)
    let end = try append(.save(slot: 1, next: match))
    start = try append(.save(slot: 0, next: compile(node, next: end)))
  }

  private mutating func append(_ instruction: Instruction) throws(RegexError) -> Int {
    guard instructions.count < RegexProgram.mostInstructions else {
      throw RegexError(offset: 0, reason: "the expression is too large")
    }
    instructions.append(instruction)
    return instructions.count - 1
  }

  /// Appends the instructions of `node`, which go on at `next`, and returns the first of them.
  private mutating func compile(_ node: RegexNode, next: Int) throws(RegexError) -> Int {
    steps += 1
    guard steps <= RegexProgram.mostSteps else { throw RegexError(offset: 0, reason: "the expression is too large") }
    switch node {
    case .empty: return next
    case .character(let members):
      let number = classNumbers[members] ?? classes.count
      if number == classes.count {
        classes.append(members)
        classNumbers[members] = number
      }
      return try append(.character(class: number, next: next))
    case .sequence(let items):
      var entry = next
      for item in items.reversed() { entry = try compile(item, next: entry) }
      return entry
    case .alternatives(let branches):
      var entries: [Int] = []
      for branch in branches { entries.append(try compile(branch, next: next)) }
      var entry = entries.removeLast()
      for other in entries.reversed() { entry = try append(.split(first: other, second: entry)) }
      return entry
    case .group(let body, let index):
      let end = try append(.save(slot: 2 * index + 1, next: next))
      return try append(.save(slot: 2 * index, next: compile(body, next: end)))
    case .assertion(let kind): return try append(.assertion(kind, next: next))
    case .repetition(let body, let min, let max, let greedy):
      return try compileRepetition(body, min, max, greedy, next: next)
    }
  }

  private mutating func compileRepetition(
    _ body: RegexNode, _ min: Int, _ max: Int?, _ greedy: Bool, next: Int
  ) throws(RegexError) -> Int {
    var entry = next
    if let max {
      // (x(x(x)?)?)?: each optional copy gives up to the same place.
      for _ in min..<Swift.max(max, min) {
        let copy = try compile(body, next: entry)
        entry = try append(greedy ? .split(first: copy, second: next) : .split(first: next, second: copy))
      }
    } else {
      let loop = try append(.split(first: next, second: next))
      let copy = try compile(body, next: loop)
      instructions[loop] = greedy ? .split(first: copy, second: next) : .split(first: next, second: copy)
      if min > 0 {
        // At least one: the loop is entered through its body.
        entry = copy
      } else if body.matchesEmpty {
        // (x+)? prefers what x* should where x can be empty: one split could not offer both ways of leaving the loop.
        entry = try append(greedy ? .split(first: copy, second: next) : .split(first: next, second: copy))
      } else {
        entry = loop
      }
    }
    for _ in 0..<(max == nil ? Swift.max(min - 1, 0) : min) { entry = try compile(body, next: entry) }
    return entry
  }

  /// The classes that the first scalar of a match can be of; nil if a match can be empty.
  var firstClasses: [Int]? {
    var seen = Set<Int>()
    var result = Set<Int>()
    var pending = [start]
    while let pc = pending.popLast() {
      guard seen.insert(pc).inserted else { continue }
      switch instructions[pc] {
      case .match: return nil
      case .character(let number, _): result.insert(number)
      case .split(let first, let second): pending += [first, second]
      case .save(_, let next), .assertion(_, let next): pending.append(next)
      }
    }
    return result.sorted()
  }
}
