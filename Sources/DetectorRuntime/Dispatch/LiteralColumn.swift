/// The literals that rules look for in one column, and whose rules they are.
struct LiteralColumn {
  /// The place of the column in the values of an event.
  let value: Int
  /// The rules that look for a literal here.
  let members: Int
  /// Of those, the rules that a text with a character beyond ASCII satisfies.
  private let beyondASCII: Int
  /// Of those, the rules that a text with an escape that can stand for any character satisfies.
  private let insideJSON: Int
  private var usesBeyondASCII = false
  private var usesInsideJSON = false
  private let scanner = LiteralScanner()
  /// The rules of each literal.
  private var rules: [[Int32]] = []

  init(value: Int, _ bits: RuleBits) {
    self.value = value
    members = bits.add()
    beyondASCII = bits.add()
    insideJSON = bits.add()
  }

  /// Adds a rule that looks for one of the lines of `literals`.
  mutating func add(_ rule: Int, _ literals: RequirementLines, _ reading: LiteralReading, _ bits: RuleBits) {
    bits.insert(rule, in: members)
    if reading.contains(.beyondASCII) {
      usesBeyondASCII = true
      bits.insert(rule, in: beyondASCII)
    }
    if reading.contains(.insideJSON) {
      usesInsideJSON = true
      bits.insert(rule, in: insideJSON)
    }
    literals.forEach { line in
      let number = scanner.add(line)
      if number == rules.count { rules.append([]) }
      rules[number].append(Int32(rule))
    }
  }

  func finish() { scanner.finish() }

  /// Adds to `satisfied` the rules whose literals are in the event's value.
  func scan(_ cells: EventCells, _ bits: RuleBits, into satisfied: UnsafeMutablePointer<UInt64>) {
    let cell = cells.cell(value)
    guard cell.kind == .string || cell.kind == .json else { return }
    let text = cell.unsafeText
    rules.withUnsafeBufferPointer { rules in
      scanner.scan(text) { number in
        for rule in rules[number] { satisfied[Int(rule) >> 6] |= 1 << UInt64(rule & 63) }
      }
    }
    if usesBeyondASCII, !isAscii(text) {
      for word in 0..<bits.width { satisfied[word] |= bits[beyondASCII][word] }
    }
    if usesInsideJSON, hasStandInEscape(text) {
      for word in 0..<bits.width { satisfied[word] |= bits[insideJSON][word] }
    }
  }
}

/// Whether JSON text has an escape that can stand for any character (`\u`, `\/`), or a control character, which is
/// written as an escape when the value becomes text again.
func hasStandInEscape(_ text: Str) -> Bool {
  var index = 0
  while index < text.count {
    if index + 8 <= text.count {
      let word = UnsafeRawPointer(text.base + index).loadUnaligned(as: UInt64.self)
      let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
      // The high bit of a byte that is a backslash or below 0x20; others may be marked too.
      let found =
        ((slashes &- 0x0101_0101_0101_0101) & ~slashes | (word &- 0x2020_2020_2020_2020) & ~word)
        & 0x8080_8080_8080_8080
      if found == 0 {
        index += 8
        continue
      }
      index += found.trailingZeroBitCount / 8
    }
    let byte = text[index]
    if byte < 0x20 { return true }
    if byte == 0x5C {
      guard index + 1 < text.count else { return true }
      let escaped = text[index + 1]
      if escaped == UInt8(ascii: "u") || escaped == UInt8(ascii: "/") { return true }
      index += 1
    }
    index += 1
  }
  return false
}
