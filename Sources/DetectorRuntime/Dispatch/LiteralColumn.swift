/// The literals that rules look for in one column, and whose rules they are.
///
/// Most texts are searched as the record has them, without being decoded: where no escape stands for any character, a literal
/// is in the text if its escaped form is in the record.
struct LiteralColumn {
  /// The place of the column in the values of an event.
  let value: Int
  /// The rules that look for a literal here.
  let members: Int
  /// Of those, the rules that a text with a character beyond ASCII that is another case of an ASCII letter satisfies.
  private let beyondASCII: Int
  /// Of those, the rules that a text with an escape that can stand for any character satisfies.
  private let insideJSON: Int
  /// Of those, the rules that XML satisfies in which something can stand for any character.
  private let insideXML: Int
  private var usesBeyondASCII = false
  private var usesInsideJSON = false
  private var usesInsideXML = false
  private let scanner = LiteralScanner()
  /// The same literals, in the same order, as strings of a record write them; nil if none of them is written with an escape.
  private var written: LiteralScanner?
  private let memory = Arena(chunkSize: 1 << 10)
  /// The rules of each literal, a set each.
  private var rules: [Int] = []

  init(value: Int, _ bits: RuleBits) {
    self.value = value
    members = bits.add()
    beyondASCII = bits.add()
    insideJSON = bits.add()
    insideXML = bits.add()
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
    if reading.contains(.insideXML) {
      usesInsideXML = true
      bits.insert(rule, in: insideXML)
    }
    literals.forEach { line in
      let number = scanner.add(line, isTerm: reading.contains(.asTerms))
      if number == rules.count { rules.append(bits.add()) }
      bits.insert(rule, in: rules[number])
    }
  }

  mutating func finish() {
    scanner.finish()
    guard scanner.hasEscapable else { return }
    let written = LiteralScanner()
    scanner.forEach { _ = written.add(Self.escaped($0, memory), isTerm: $1) }
    written.finish()
    self.written = written
  }

  /// A literal of printable ASCII as a JSON string writes it, if it uses no escape that it need not.
  private static func escaped(_ literal: Str, _ memory: Arena) -> Str {
    memory.string(capacity: literal.count * 2) { target in
      var count = 0
      for index in 0..<literal.count {
        if LiteralScanner.isEscapable(literal[index]) {
          target[count] = 0x5C
          count += 1
        }
        target[count] = literal[index]
        count += 1
      }
      return count
    }
  }

  /// Adds to `satisfied` the rules whose literals may be in the event's value, and to `found` those of which one is.
  func scan(
    _ cells: EventCells, _ bits: RuleBits, into satisfied: UnsafeMutablePointer<UInt64>,
    _ found: UnsafeMutablePointer<UInt64>
  ) {
    if let raw = cells.written(value), scan(raw, bits, into: satisfied, found) { return }
    let cell = cells.cell(value)
    guard cell.kind == .string || cell.kind == .json else { return }
    let text = cell.unsafeText
    find(text, scanner, usesInsideJSON || cell.kind == .json ? .json : .plain, bits, into: satisfied, found)
    if usesBeyondASCII { lookBeyondASCII(text, bits, into: satisfied) }
    if usesInsideJSON, hasStandInEscape(text) { satisfied.formUnion(bits[insideJSON], bits.width) }
    if usesInsideXML, hasStandInMarkup(text) { satisfied.formUnion(bits[insideXML], bits.width) }
  }

  /// Searches a value as the record has it; false if it has to be decoded.
  private func scan(
    _ raw: RawValue, _ bits: RuleBits, into satisfied: UnsafeMutablePointer<UInt64>,
    _ found: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    switch raw.kind {
    case .string:
      // What is JSON in a string has its own escapes behind those of the string.
      guard !raw.hasStandIns, !((usesInsideJSON || usesInsideXML) && raw.hasEscapes) else { return false }
      if raw.hasEscapes {
        find(raw.text, written ?? scanner, .written, bits, into: satisfied, found)
      } else {
        find(raw.text, scanner, .plain, bits, into: satisfied, found)
      }
    case .object, .array:
      // Stays as it is written.
      find(raw.text, scanner, .json, bits, into: satisfied, found)
      if usesInsideJSON, raw.hasStandIns { satisfied.formUnion(bits[insideJSON], bits.width) }
    case .number, .yes, .no, .null: return false
    }
    if usesInsideXML, hasStandInMarkup(raw.text) { satisfied.formUnion(bits[insideXML], bits.width) }
    if usesBeyondASCII, raw.hasNonASCII { lookBeyondASCII(raw.text, bits, into: satisfied) }
    return true
  }

  @inline(__always)
  private func find(
    _ text: Str, _ scanner: LiteralScanner, _ spelling: LiteralScanner.Spelling, _ bits: RuleBits,
    into satisfied: UnsafeMutablePointer<UInt64>, _ found: UnsafeMutablePointer<UInt64>
  ) {
    rules.withUnsafeBufferPointer { rules in
      scanner.scan(text, spelling) { number, isCertain in
        satisfied.formUnion(bits[rules[number]], bits.width)
        if isCertain { found.formUnion(bits[rules[number]], bits.width) }
      }
    }
  }

  private func lookBeyondASCII(_ text: Str, _ bits: RuleBits, into satisfied: UnsafeMutablePointer<UInt64>) {
    if holdsCaseOfASCII(text) { satisfied.formUnion(bits[beyondASCII], bits.width) }
  }
}

extension UnsafeMutablePointer<UInt64> {
  /// Adds the members of another set of `width` words.
  @inline(__always)
  fileprivate func formUnion(_ other: UnsafeMutablePointer<UInt64>, _ width: Int) {
    for word in 0..<width { self[word] |= other[word] }
  }
}

/// The next place from `start` on of which a byte is marked, eight at a time; places near the end are all given.
/// - Parameter marks: the top bit of bytes of a word, of all that matter and perhaps of others.
@inline(__always)
private func next(_ text: Str, from start: Int, _ marks: (UInt64) -> UInt64) -> Int {
  var index = start
  while index + 8 <= text.count {
    let found = marks(word(text.base + index))
    if found != 0 { return index + found.trailingZeroBitCount / 8 }
    index += 8
  }
  return index
}

/// Whether a text has one of the characters beyond ASCII that are other cases of ASCII letters: `ſ` (C5 BF) and `K` (E2 84 AA).
func holdsCaseOfASCII(_ text: Str) -> Bool {
  // Their last bytes: no byte of ASCII, and rare in other characters.
  let marks = { (word: UInt64) in zeroBytes(word ^ 0xBFBF_BFBF_BFBF_BFBF) | zeroBytes(word ^ 0xAAAA_AAAA_AAAA_AAAA) }
  var index = next(text, from: 0, marks)
  while index < text.count {
    if text[index] == 0xBF, index >= 1, text[index - 1] == 0xC5 { return true }
    if text[index] == 0xAA, index >= 2, text[index - 1] == 0x84, text[index - 2] == 0xE2 { return true }
    index = next(text, from: index + 1, marks)
  }
  return false
}

/// Whether JSON text has an escape that can stand for any character (`\u`, `\/`), or a control character, which is
/// written as an escape when the value becomes text again.
func hasStandInEscape(_ text: Str) -> Bool {
  let marks = { (word: UInt64) in
    zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C) | (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
  }
  var index = next(text, from: 0, marks)
  while index < text.count {
    let byte = text[index]
    if byte < 0x20 { return true }
    if byte == 0x5C {
      guard index + 1 < text.count else { return true }
      let escaped = text[index + 1]
      if escaped == UInt8(ascii: "u") || escaped == UInt8(ascii: "/") { return true }
      index += 1
    }
    index = next(text, from: index + 1, marks)
  }
  return false
}

/// Whether XML may hold a text that its bytes do not: by a reference by number, by a section whose text is joined with what is
/// around it, or by markup right behind text, behind which the text may go on.
func hasStandInMarkup(_ text: Str) -> Bool {
  let marks = { (word: UInt64) in zeroBytes(word ^ 0x3C3C_3C3C_3C3C_3C3C) | zeroBytes(word ^ 0x2626_2626_2626_2626) }
  var index = next(text, from: 0, marks)
  while index < text.count {
    let byte = text[index]
    let following = index + 1 < text.count ? text[index + 1] : 0
    if byte == UInt8(ascii: "&"), following == UInt8(ascii: "#") { return true }
    if byte == UInt8(ascii: "<"), following != UInt8(ascii: "/") {
      if following == UInt8(ascii: "!"), index + 2 < text.count, text[index + 2] == UInt8(ascii: "[") { return true }
      if index > 0, text[index - 1] > 0x20, text[index - 1] != UInt8(ascii: ">") { return true }
    }
    index = next(text, from: index + 1, marks)
  }
  return false
}
