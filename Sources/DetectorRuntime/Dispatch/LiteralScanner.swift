import CScan

/// Finds which of many literals occur in a text, ASCII letters of both cases alike: one pass, whatever their number.
///
/// A window of four bytes is taken from the text at every place (or every second or fourth, if all literals are long
/// enough to be met nevertheless), folded, hashed and looked up in a table of bits that says whether a literal has such a
/// piece. Only where the bit is set is the piece looked up itself, and the literals that have it compared. Literals of
/// three bytes have windows of three and a table of their own. If the processor can, and the literals are not too many, the
/// places are not all looked at: `scan_windows` finds those where a window may stand.
///
/// An automaton (Aho–Corasick) was tried: it reads one table entry a byte, each dependent on the last, from a table that
/// grows with the literals, and has to be built. This one is built in microseconds when the detector starts.
final class LiteralScanner {
  /// The shortest literal that can be searched for.
  static let leastLength = 3

  /// Windows of one width: where in the text they are looked at, and what is found at them.
  private struct Windows {
    /// Bytes from one window to the next.
    var step = 1
    /// Selects the window's bytes.
    var mask: UInt32 = .max
    var bitShift: UInt32 = 31
    var bits: UnsafeMutablePointer<UInt32>
    /// A hash table of windows: `first` is the first of `pieces` with that window, or -1.
    var slotShift: UInt32 = 31
    var slots: UnsafeMutablePointer<Slot>
    var slotMask = 0

    @inline(__always)
    func hash(_ window: UInt32) -> UInt32 { ((window | 0x2020_2020) & mask) &* 0x9E37_79B1 }
  }
  private struct Slot {
    var window: UInt32
    var first: Int32
  }
  /// A literal that has a window at some offset.
  private struct Piece {
    var literal: Int32
    var offset: Int32
    /// The next with the same window, or -1.
    var next: Int32
  }

  /// The number of distinct literals.
  @exclusivity(unchecked) private(set) var count = 0
  /// Whether a literal has a character that JSON strings write as an escape.
  private(set) var hasEscapable = false
  @exclusivity(unchecked) private var literals: [Str] = []
  private var numbers: [String: Int] = [:]
  // What a search uses is not checked for exclusive access: `found` is never called with a scanner being changed.
  @exclusivity(unchecked) private var pieces: [Piece] = []
  @exclusivity(unchecked) private var short: Windows?
  @exclusivity(unchecked) private var long: Windows?
  /// The windows of both widths for a search by vectors; nil where the places are looked at one by one.
  @exclusivity(unchecked) private var vectors: UnsafeMutablePointer<scan_windows>?
  /// The round in which a literal was found last.
  @exclusivity(unchecked) private var foundIn: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var round: UInt32 = 0

  init() { foundIn = .allocate(capacity: 1) }

  deinit {
    foundIn.deallocate()
    for windows in [short, long].compactMap({ $0 }) {
      windows.bits.deallocate()
      windows.slots.deallocate()
    }
    vectors?.deallocate()
  }

  /// Adds a literal; the same number comes back for the same literal.
  ///
  /// Its bytes must outlive the scanner, be ASCII without capital letters, and at least `leastLength`.
  func add(_ literal: Str) -> Int {
    let text = literal.description
    if let known = numbers[text] { return known }
    numbers[text] = count
    literals.append(literal)
    if literal.bytes.contains(where: Self.isEscapable) { hasEscapable = true }
    count += 1
    return count - 1
  }

  /// Whether JSON strings write the printable character as an escape.
  static func isEscapable(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

  /// Calls `body` with each literal, in the order of their numbers.
  func forEach(_ body: (Str) -> Void) { literals.forEach(body) }

  /// More literals share groups with so many others that the vectors let too much through.
  private static let mostForVectors = 400

  /// Makes the tables; no literal may be added afterwards.
  /// - Parameter usesVectors: false to look at all places, in tests.
  func finish(usesVectors: Bool = true) {
    foundIn.deallocate()
    foundIn = .allocate(capacity: max(count, 1))
    foundIn.initialize(repeating: 0, count: max(count, 1))
    numbers = [:]
    let shortest = literals.lazy.map(\.count).filter { $0 > 3 }.min()
    let all = literals.indices
    let vectors = usesVectors && scan_windows_available() && count <= Self.mostForVectors
    short = makeWindows(all.filter { literals[$0].count == 3 }, step: 1, mask: 0x00FF_FFFF)
    // A literal of n bytes covers a whole window of four at one of every n - 3 places. Many literals take the smaller
    // step: each needs a piece for every place of a step.
    let fitting = vectors ? 1 : shortest.map { $0 >= 7 && count <= 2000 ? 4 : $0 >= 5 ? 2 : 1 } ?? 1
    long = makeWindows(all.filter { literals[$0].count > 3 }, step: fitting, mask: .max)
    if vectors, count > 0 { self.vectors = makeVectors() }
  }

  private func makeWindows(_ members: [Int], step: Int, mask: UInt32) -> Windows? {
    guard !members.isEmpty else { return nil }
    let entries = members.count * step
    var slotBits: UInt32 = 4
    while 1 << slotBits < entries * 2 { slotBits += 1 }
    let bitBits = min(max(slotBits + 4, 10), 19)
    var windows = Windows(
      bits: .allocate(capacity: 1 << (bitBits - 5)), slots: .allocate(capacity: 1 << slotBits))
    windows.step = step
    windows.mask = mask
    windows.bitShift = 32 - bitBits
    windows.slotShift = 32 - slotBits
    windows.slotMask = 1 << slotBits - 1
    windows.bits.initialize(repeating: 0, count: 1 << (bitBits - 5))
    windows.slots.initialize(repeating: Slot(window: 0, first: -1), count: 1 << slotBits)
    let width = mask == .max ? 4 : 3
    for member in members {
      let literal = literals[member]
      let start = Self.rarest(in: literal, width + step - 1)
      for offset in start..<(start + step) {
        var window: UInt32 = 0
        for place in 0..<width { window |= UInt32(literal[offset + place]) << UInt32(8 * place) }
        let hash = windows.hash(window)
        let bit = hash >> windows.bitShift
        windows.bits[Int(bit >> 5)] |= 1 << (bit & 31)
        let folded = (window | 0x2020_2020) & mask
        var slot = Int(hash >> windows.slotShift)
        while windows.slots[slot].first >= 0, windows.slots[slot].window != folded {
          slot = (slot + 1) & windows.slotMask
        }
        pieces.append(Piece(literal: Int32(member), offset: Int32(offset), next: windows.slots[slot].first))
        windows.slots[slot] = Slot(window: folded, first: Int32(pieces.count - 1))
      }
    }
    return windows
  }

  /// The windows in groups: those that look alike together, so that a group lets little else through. Windows of three bytes
  /// have groups of their own, if there are others: any byte may follow them.
  private func makeVectors() -> UnsafeMutablePointer<scan_windows> {
    let vectors = UnsafeMutablePointer<scan_windows>.allocate(capacity: 1)
    vectors.initialize(to: scan_windows())
    let width = long == nil ? 3 : 4
    vectors.pointee.width = UInt32(width)
    let starts = literals.map {
      (text: $0.base + Self.rarest(in: $0, min($0.count, width)), width: min($0.count, width))
    }
    .sorted { a, b in
      if a.width != b.width { return a.width < b.width }
      return (0..<a.width).first { a.text[$0] != b.text[$0] }.map { a.text[$0] < b.text[$0] } ?? false
    }
    let groups = Int(SCAN_WINDOW_GROUPS)
    let shortCount = starts.count { $0.width < width }
    let shortGroups = shortCount == 0 ? 0 : min(max(groups * shortCount / starts.count, 1), groups - 1)
    for (index, start) in starts.enumerated() {
      let (first, share, place, count) =
        start.width < width
        ? (0, shortGroups, index, shortCount)
        : (shortGroups, groups - shortGroups, index - shortCount, starts.count - shortCount)
      scan_windows_add(vectors, UInt32(first + place * share / max(count, share)), start.text, UInt32(start.width))
    }
    return vectors
  }

  /// The start of the `width` bytes of the literal that are met least often, by a rough guess.
  private static func rarest(in literal: Str, _ width: Int) -> Int {
    // In events, the letters of common words are the most frequent, then digits and what joins paths.
    func weight(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "t"), UInt8(ascii: "i"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "a"):
        6
      case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "l"), UInt8(ascii: "w"),
        UInt8(ascii: "p"), UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: " "):
        5
      case UInt8(ascii: "-"), UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "h"), UInt8(ascii: "y"),
        UInt8(ascii: "f"), UInt8(ascii: "g"):
        4
      default: 2
      }
    }
    var best = 0
    var least = Int.max
    for start in 0...(literal.count - width) {
      var sum = 0
      for place in start..<(start + width) { sum += weight(literal[place]) }
      if sum < least { (best, least) = (start, sum) }
    }
    return best
  }

  /// Calls `found` once with the number of each literal that occurs in the text.
  @inline(__always)
  func scan(_ text: Str, _ found: (Int) -> Void) {
    round &+= 1
    if round == 0 {
      foundIn.update(repeating: 0, count: max(count, 1))
      round = 1
    }
    if let vectors {
      scanByVectors(vectors, text, found)
      return
    }
    if let long, text.count >= 4 {
      let base = UnsafeRawPointer(text.base)
      let last = text.count - 4
      let (bits, shift, step) = (long.bits, long.bitShift, long.step)
      var place = 0
      while place <= last {
        let hash = long.hash(base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        let bit = hash >> shift
        if bits[Int(bit >> 5)] & 1 << (bit & 31) != 0 { look(long, text, place, hash, 4, found) }
        place &+= step
      }
    }
    if let short, text.count >= 3 {
      let (bits, shift) = (short.bits, short.bitShift)
      let base = UnsafeRawPointer(text.base)
      var place = 0
      // The last window is read byte by byte: a word would reach beyond the text.
      while place < text.count - 3 {
        let hash = short.hash(base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        let bit = hash >> shift
        if bits[Int(bit >> 5)] & 1 << (bit & 31) != 0 { look(short, text, place, hash, 3, found) }
        place &+= 1
      }
      look(short, text, place, short.hash(Self.threeBytes(text, place)), 3, found)
    }
  }

  @inline(__always)
  private static func threeBytes(_ text: Str, _ place: Int) -> UInt32 {
    UInt32(text[place]) | UInt32(text[place + 1]) << 8 | UInt32(text[place + 2]) << 16
  }

  @inline(__always)
  private func scanByVectors(_ vectors: UnsafePointer<scan_windows>, _ text: Str, _ found: (Int) -> Void) {
    let (long, short) = (long, short)
    let room = 128
    withUnsafeTemporaryAllocation(byteCount: room * 5, alignment: 4) { memory in
      let places = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self)
      let groups = UnsafeMutableRawPointer(places + room).assumingMemoryBound(to: UInt8.self)
      var at = 0
      while at < text.count {
        let count = scan_windows_find(vectors, text.base, text.count, &at, places, groups, room)
        for index in 0..<count {
          let place = Int(places[index])
          let isWhole = place + 4 <= text.count
          let window =
            isWhole
            ? UnsafeRawPointer(text.base).loadUnaligned(fromByteOffset: place, as: UInt32.self)
            : Self.threeBytes(text, place)
          if let long, isWhole {
            let hash = long.hash(window)
            let bit = hash >> long.bitShift
            if long.bits[Int(bit >> 5)] & 1 << (bit & 31) != 0 { look(long, text, place, hash, 4, found) }
          }
          if let short {
            let hash = short.hash(window)
            let bit = hash >> short.bitShift
            if short.bits[Int(bit >> 5)] & 1 << (bit & 31) != 0 { look(short, text, place, hash, 3, found) }
          }
        }
      }
    }
  }

  /// The literals that have the window at `place`.
  @inline(never)
  private func look(
    _ windows: Windows, _ text: Str, _ place: Int, _ hash: UInt32, _ width: Int, _ found: (Int) -> Void
  ) {
    var window: UInt32 = 0
    for byte in 0..<width { window |= UInt32(text[place + byte]) << UInt32(8 * byte) }
    window = (window | 0x2020_2020) & windows.mask
    var slot = Int(hash >> windows.slotShift)
    while windows.slots[slot].window != window {
      if windows.slots[slot].first < 0 { return }
      slot = (slot + 1) & windows.slotMask
    }
    var piece = Int(windows.slots[slot].first)
    pieces.withUnsafeBufferPointer { pieces in
      literals.withUnsafeBufferPointer { literals in
        while piece >= 0 {
          let entry = pieces[piece]
          piece = Int(entry.next)
          let number = Int(entry.literal)
          if foundIn[number] == round { continue }
          let literal = literals[number]
          let start = place - Int(entry.offset)
          guard start >= 0, start + literal.count <= text.count, matchesFoldedAscii(text, at: start, literal) else {
            continue
          }
          foundIn[number] = round
          found(number)
        }
      }
    }
  }
}
