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
  /// The look-up: a key and its set, -1 where there is none. `deallocate` gives it back.
  private var entries: UnsafeMutablePointer<(key: Int64, set: Int)>
  private var mask = 0

  init(value: Int, isText: Bool, _ bits: RuleBits) {
    self.value = value
    self.isText = isText
    others = bits.add()
    entries = .allocate(capacity: 1)
    entries.initialize(to: (0, -1))
  }

  func deallocate() { entries.deallocate() }

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
    entries.deallocate()
    entries = .allocate(capacity: size)
    entries.initialize(repeating: (0, -1), count: size)
    mask = size - 1
    for (key, set) in sets {
      for word in 0..<bits.width { bits[set][word] |= bits[others][word] }
      var place = Self.place(key) & mask
      while entries[place].set >= 0 { place = (place + 1) & mask }
      entries[place] = (key, set)
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
    var place = Self.place(key) & mask
    while entries[place].set >= 0 {
      if entries[place].key == key { return entries[place].set }
      place = (place + 1) & mask
    }
    return others
  }
}
