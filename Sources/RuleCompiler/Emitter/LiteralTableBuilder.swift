import DetectorRuntime

/// Lays out constant lists of strings as the runtime's `LiteralSet` and `LiteralTerms` read them.
///
/// Takes the strings of a list; gives the two static strings of its initialiser. The same strings in the same order give the
/// same bytes. Repeated strings are kept once.
public struct LiteralTableBuilder {
  /// What the list is for.
  public enum Purpose: Hashable, Sendable {
    /// `LiteralSet.contains`
    case exact
    /// `LiteralSet.containsFolded`
    case folded
    /// `LiteralTerms`
    case terms
  }

  /// All literals, one after the other, in the order given.
  public let literals: String
  /// The table, in printable ASCII without quotes and backslashes.
  public let table: String

  /// Nil if the list is too large for the layout: more than 100,000 strings, 16 MB in all, or a string beyond 250,000 bytes.
  public init?(_ strings: [String], for purpose: Purpose) {
    var seen: Set<String> = []
    var entries: [Entry] = []
    var text = ""
    var start = 0
    for string in strings where seen.insert(string).inserted {
      let bytes = Array(string.utf8)
      entries.append(Entry(bytes, start: start, for: purpose))
      text += string
      start += bytes.count
    }
    guard entries.count <= 100_000, start < 1 << 24, entries.allSatisfy({ $0.bytes.count < 250_000 }) else {
      return nil
    }
    literals = text
    // Entries that cannot be found by hash come first.
    let unhashed = entries.filter { $0.hash == nil }
    table = LiteralTableBuilder.layOut(unhashed + entries.filter { $0.hash != nil }, unhashed: unhashed.count)
  }

  private struct Entry {
    let bytes: [UInt8]
    let start: Int
    var anchor = 0
    var anchorLength = 0
    /// Nil for a term that is searched for instead.
    var hash: UInt64?

    init(_ bytes: [UInt8], start: Int, for purpose: Purpose) {
      self.bytes = bytes
      self.start = start
      switch purpose {
      case .exact: hash = Entry.withText(bytes[...], hashText)
      case .folded: hash = Entry.withText(bytes[...], hashFolded)
      case .terms:
        guard bytes.allSatisfy({ $0 < 0x80 }), let first = bytes.firstIndex(where: Entry.isTermByte), first < 1 << 18
        else { return }
        let run = bytes[first...].prefix(while: Entry.isTermByte)
        anchor = first
        anchorLength = run.count
        hash = Entry.withText(run, hashFolded)
      }
    }

    private static func isTermByte(_ byte: UInt8) -> Bool {
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    private static func withText(_ bytes: ArraySlice<UInt8>, _ hash: (Str) -> UInt64) -> UInt64 {
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return hash(.empty) }
        return hash(Str(base: base, count: buffer.count))
      }
    }
  }

  private static func layOut(_ entries: [Entry], unhashed: Int) -> String {
    var bits = 1
    while 1 << bits < (entries.count - unhashed) * 2 { bits += 1 }
    var slots = [Int](repeating: 0, count: 1 << bits)
    for (number, entry) in entries.enumerated() {
      guard let hash = entry.hash else { continue }
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number + 1
    }
    var table: [UInt8] = []
    append(entries.count, digits: 3, to: &table)
    append(unhashed, digits: 3, to: &table)
    append(bits, digits: 1, to: &table)
    append(entries.map(\.bytes.count).min() ?? 0, digits: 4, to: &table)
    append(entries.map(\.bytes.count).max() ?? 0, digits: 4, to: &table)
    for entry in entries {
      append(entry.start, digits: 4, to: &table)
      append(entry.bytes.count, digits: 4, to: &table)
      append(entry.anchor, digits: 3, to: &table)
      append(min(entry.anchorLength, 1 << 18 - 1), digits: 3, to: &table)
    }
    for slot in slots { append(slot, digits: 3, to: &table) }
    return String(decoding: table, as: UTF8.self)
  }

  private static func append(_ number: Int, digits: Int, to table: inout [UInt8]) {
    for place in stride(from: digits - 1, through: 0, by: -1) {
      table.append(LiteralTable.digit(number >> (6 * place) & 0x3F))
    }
  }
}
