/// The rules of a table that an event may match, found for all of them together.
///
/// Each column that rules compare with constants is looked up once, each column that rules search for literals is read
/// once; only for what is left do the rules run their own tests. The result is a set of readers, by their number.
final class CandidateFilter {
  private let bits: RuleBits
  private let ruleCount: Int
  private let everyone: Int
  private let candidates: Int
  private let satisfied: Int
  /// The rules of which a literal is known to be there.
  private let found: Int
  /// The rules that look for no literals.
  private let withoutLiterals: Int
  // In memory of their own, so that an event copies and counts nothing.
  private let equalities: UnsafeMutableBufferPointer<EqualityDispatch>
  private let columns: UnsafeMutableBufferPointer<LiteralColumn>

  /// One source of a rule: its requirements, and the places of its columns in the values of an event.
  typealias Member = (requirements: [EventRequirement], slots: UnsafePointer<UInt16>)

  init(_ members: [Member]) {
    ruleCount = members.count
    let bits = RuleBits(ruleCount: members.count)
    self.bits = bits
    everyone = bits.add()
    candidates = bits.add()
    satisfied = bits.add()
    found = bits.add()
    withoutLiterals = bits.add()
    var equalities: [EqualityDispatch] = []
    var columns: [LiteralColumn] = []
    var equalityOf: [Int: Int] = [:]
    var columnOf: [Int: Int] = [:]
    var asked: [Set<Int>] = []
    func ask(_ rule: Int, _ value: Int, isText: Bool, _ keys: [Int64]) {
      let index = equalityOf[value] ?? equalities.count
      if index == equalities.count {
        equalityOf[value] = index
        equalities.append(EqualityDispatch(value: value, isText: isText, bits))
        asked.append([])
      }
      // A second requirement on the same column would widen the first.
      guard asked[index].insert(rule).inserted else { return }
      equalities[index].add(rule, keys, bits)
    }
    for (rule, member) in members.enumerated() {
      bits.insert(rule, in: everyone)
      var looksForLiterals = false
      for requirement in member.requirements {
        switch requirement {
        case .number(let column, let numbers):
          ask(rule, Int(member.slots[column]), isText: false, numbers)
        case .text(let column, let lines):
          var keys: [Int64] = []
          lines.forEach { keys.append(EqualityDispatch.key($0)) }
          ask(rule, Int(member.slots[column]), isText: true, keys)
        case .literals(let literals, let places, let reading):
          // A rule is satisfied by one hit, so it can have one such requirement only.
          guard !looksForLiterals else { continue }
          looksForLiterals = true
          for value in Set(places.map { Int(member.slots[$0]) }).sorted() {
            if columnOf[value] == nil {
              columnOf[value] = columns.count
              columns.append(LiteralColumn(value: value, bits))
            }
            columns[columnOf[value] ?? 0].add(rule, literals, reading, bits)
          }
        }
      }
      if !looksForLiterals { bits.insert(rule, in: withoutLiterals) }
    }
    for index in equalities.indices {
      for rule in members.indices where !asked[index].contains(rule) {
        bits.insert(rule, in: equalities[index].others)
      }
      equalities[index].finish(bits)
    }
    // What decides about most rules comes first.
    equalities.sort { $0.ruleCount != $1.ruleCount ? $0.ruleCount > $1.ruleCount : $0.value < $1.value }
    for index in columns.indices { columns[index].finish() }
    self.equalities = .allocate(capacity: equalities.count)
    _ = self.equalities.initialize(from: equalities)
    self.columns = .allocate(capacity: columns.count)
    _ = self.columns.initialize(from: columns)
  }

  deinit {
    for equality in equalities { equality.deallocate() }
    equalities.deinitialize()
    equalities.deallocate()
    columns.deinitialize()
    columns.deallocate()
  }

  /// Calls `body` with the number of each member that the event may match, in order, and whether one of the member's literals
  /// is known to be there.
  @inline(__always)
  func forEachCandidate(_ cells: EventCells, _ body: (_ member: Int, _ holdsLiteral: Bool) -> Void) {
    guard findCandidates(cells) else { return }
    let words = bits[candidates]
    let found = bits[self.found]
    for word in 0..<bits.width {
      var rest = words[word]
      while rest != 0 {
        let place = rest.trailingZeroBitCount
        body(word << 6 | place, found[word] >> UInt64(place) & 1 != 0)
        rest &= rest &- 1
      }
    }
  }

  /// Whether there are candidates.
  private func findCandidates(_ cells: EventCells) -> Bool {
    let width = bits.width
    let candidates = bits[self.candidates]
    candidates.update(from: bits[everyone], count: width)
    for index in equalities.indices {
      let left = bits[equalities[index].candidates(cells)]
      var any: UInt64 = 0
      for word in 0..<width {
        candidates[word] &= left[word]
        any |= candidates[word]
      }
      if any == 0 { return false }
    }
    let satisfied = bits[self.satisfied]
    satisfied.update(from: bits[withoutLiterals], count: width)
    let found = bits[self.found]
    found.update(repeating: 0, count: width)
    for index in columns.indices {
      let members = bits[columns[index].members]
      var waiting: UInt64 = 0
      for word in 0..<width { waiting |= candidates[word] & members[word] & ~satisfied[word] }
      if waiting != 0 { columns[index].scan(cells, bits, into: satisfied, found) }
    }
    var any: UInt64 = 0
    for word in 0..<width {
      candidates[word] &= satisfied[word]
      any |= candidates[word]
    }
    return any != 0
  }
}
