/// The rules that an event's value in one column leaves: those that ask for this value, and those that ask for none.
///
/// Numbers are looked up themselves, texts by a hash that ignores case; texts of the same hash share their rules, which
/// costs a test too many and never one too few.
struct EqualityDispatch {
  /// The place of the column in the values of an event.
  let value: Int
  let isText: Bool
  /// The rules without a requirement on the column.
  let others: Int
  /// How many rules have one.
  private(set) var ruleCount = 0
  private var sets: [Int64: Int] = [:]
  private var keys: [Int64] = []
  private var slots: [Int32] = []

  init(value: Int, isText: Bool, _ bits: RuleBits) {
    self.value = value
    self.isText = isText
    others = bits.add()
  }

  static func key(_ text: Str) -> Int64 { Int64(bitPattern: hashFolded(text)) }

  /// Adds a rule that asks for one of the keys; several requirements of one rule on the column are one of them.
  mutating func add(_ rule: Int, _ wanted: [Int64], _ bits: RuleBits) {
    ruleCount += 1
    for key in wanted {
      let set = sets[key] ?? bits.add()
      sets[key] = set
      bits.insert(rule, in: set)
    }
  }

  /// Adds the rules that ask for nothing to every set, and lays out the look-up.
  mutating func finish(_ bits: RuleBits) {
    var size = 4
    while size < sets.count * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    slots = Array(repeating: -1, count: size)
    for (key, set) in sets {
      for word in 0..<bits.width { bits[set][word] |= bits[others][word] }
      var slot = Self.place(key) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      slots[slot] = Int32(set)
    }
    sets = [:]
  }

  private static func place(_ key: Int64) -> Int {
    Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  /// The set of rules that the event's value leaves.
  func candidates(_ cells: EventCells) -> Int {
    let cell = cells.cell(value)
    let key: Int64
    if isText {
      key = Self.key(cell.string)
    } else {
      guard let number = cell.long else { return others }
      key = number
    }
    let mask = slots.count - 1
    var slot = Self.place(key) & mask
    while slots[slot] >= 0 {
      if keys[slot] == key { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    return others
  }
}
