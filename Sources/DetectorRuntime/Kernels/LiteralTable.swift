// A constant list of strings as static data: the literals one after the other, and a table that says where each begins and
// how to find it by its hash. The compiler writes both (`LiteralTableBuilder`); nothing is built when the detector starts.

/// The places of a list's literals, and a hash table over them, in printable characters.
///
/// The table is a header, one entry for each literal, and a power of two of slots. All numbers are written in digits of six
/// bits, most significant first (see `digit`). An entry that can be found by hash is in the slots, others are not.
@frozen
public struct LiteralTable: @unchecked Sendable {
  // Header: entries (3 digits), entries that are in no slot (3), log2 of the slots (1), least and greatest length (4 each).
  static let headerDigits = 15
  // Entry: start (4 digits), length (4), anchor (3), length of the anchor (3).
  static let entryDigits = 14
  // Slot: number of the entry + 1, or 0 (3 digits).
  static let slotDigits = 3

  @usableFromInline let literals: UnsafePointer<UInt8>
  @usableFromInline let table: UnsafePointer<UInt8>

  // Inlined, so that a list is static data in the detector and not made when it is first used.
  @inlinable init(_ literals: StaticString, _ table: StaticString) {
    self.init(literals: literals.utf8Start, table: table.utf8Start)
  }

  @inlinable init(literals: UnsafePointer<UInt8>, table: UnsafePointer<UInt8>) {
    self.literals = literals
    self.table = table
  }

  /// The printable character for six bits: `>` … `~` without the backslash.
  public static func digit(_ bits: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bits < 0x1E ? 0x3E + bits : 0x3F + bits)
  }

  @inline(__always)
  private func number(at start: Int, digits: Int) -> Int {
    var value = 0
    for offset in 0..<digits {
      let character = Int(table[start + offset])
      value = value << 6 | (character - 0x3E - (character > 0x5C ? 1 : 0))
    }
    return value
  }

  var count: Int { number(at: 0, digits: 3) }
  /// The first so many entries are in no slot.
  var unhashedCount: Int { number(at: 3, digits: 3) }
  private var slotMask: Int { 1 << number(at: 6, digits: 1) - 1 }
  var leastLength: Int { number(at: 7, digits: 4) }
  var greatestLength: Int { number(at: 11, digits: 4) }

  @inline(__always)
  private func entryStart(_ entry: Int) -> Int { LiteralTable.headerDigits + entry * LiteralTable.entryDigits }

  /// The literal of an entry.
  @inline(__always)
  func literal(_ entry: Int) -> Str {
    let start = entryStart(entry)
    return Str(base: literals + number(at: start, digits: 4), count: number(at: start + 4, digits: 4))
  }

  /// Where the anchor of an entry begins in its literal; see `LiteralTerms`.
  @inline(__always)
  func anchor(_ entry: Int) -> Int { number(at: entryStart(entry) + 8, digits: 3) }

  /// Calls `accept` with each entry that may have the hash, until it returns true; whether it did.
  @inline(__always)
  func anyEntry(hash: UInt64, where accept: (Int) -> Bool) -> Bool {
    let mask = slotMask
    let slots = entryStart(count)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = number(at: slots + slot * LiteralTable.slotDigits, digits: LiteralTable.slotDigits)
      if entry == 0 { return false }
      if accept(entry - 1) { return true }
      slot = (slot + 1) & mask
    }
  }
}

/// A constant list of strings, for `in` and `in~`.
@frozen
public struct LiteralSet: Sendable {
  @usableFromInline let table: LiteralTable

  /// - Parameters:
  ///   - literals: the strings, one after the other.
  ///   - table: their places, as the compiler has laid them out for `contains` or for `containsFolded`.
  @inlinable public init(_ literals: StaticString, _ table: StaticString) {
    self.init(table: LiteralTable(literals, table))
  }

  @inlinable init(table: LiteralTable) { self.table = table }

  /// `text in (…)`
  public func contains(_ text: Str) -> Bool {
    guard text.count >= table.leastLength, text.count <= table.greatestLength else { return false }
    return table.anyEntry(hash: hashText(text)) { isEqualExact(table.literal($0), text) }
  }

  /// `text in~ (…)`. The table must have been laid out for this.
  public func containsFolded(_ text: Str) -> Bool {
    if isAscii(text) {
      guard text.count >= table.leastLength, text.count <= table.greatestLength else { return false }
    }
    return table.anyEntry(hash: hashFolded(text)) { isEqualFolded(table.literal($0), text) }
  }
}

/// A constant list of terms, for `has_any` and `has_all`.
///
/// A literal's anchor is its first run of letters and digits. Each run of the text is looked up by its hash, so that the cost
/// does not grow with the list; literals without a run of their own, or beyond ASCII, are searched for one by one.
@frozen
public struct LiteralTerms: Sendable {
  @usableFromInline let table: LiteralTable

  /// - Parameters:
  ///   - literals: the terms, one after the other.
  ///   - table: their places, as the compiler has laid them out for terms.
  @inlinable public init(_ literals: StaticString, _ table: StaticString) {
    self.init(table: LiteralTable(literals, table))
  }

  @inlinable init(table: LiteralTable) { self.table = table }

  /// `text has_any (…)`
  public func anyIsIn(_ text: Str) -> Bool {
    for entry in 0..<table.unhashedCount where hasTerm(text, table.literal(entry)) { return true }
    if table.unhashedCount == table.count { return false }
    var index = 0
    while index < text.count {
      guard isTermByte(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, isTermByte(text[index]) { index += 1 }
      let run = text.slice(start, index)
      if table.anyEntry(hash: hashFolded(run), where: { isLiteral($0, at: start, run, in: text) }) { return true }
    }
    return false
  }

  /// Whether the literal of the entry stands in the text so that its anchor is this run.
  private func isLiteral(_ entry: Int, at start: Int, _ run: Str, in text: Str) -> Bool {
    let literal = table.literal(entry)
    let first = start - table.anchor(entry)
    let end = first + literal.count
    guard first >= 0, end <= text.count, end >= start + run.count else { return false }
    guard matchesFoldedAscii(text, at: first, literal) else { return false }
    // The run is a whole term of the text; the literal's last byte must end one too.
    return end == text.count || !isTermByte(text[end]) || !isTermByte(text[end - 1])
  }

  /// `text has_all (…)`
  public func allAreIn(_ text: Str) -> Bool {
    for entry in 0..<table.count where lacksTerm(text, table.literal(entry)) { return false }
    return true
  }
}
