import CScan

/// Finds which of many literals occur in a text, ASCII letters of both cases alike: one pass, whatever their number.
///
/// A window of four bytes is taken from the text at every place (or every second or fourth, if all literals are long
/// enough to be met nevertheless), folded, hashed and looked up in a table of bits that says whether a literal has such a
/// piece. Only where the bit is set is the piece looked up itself, and the literals that have it compared. Literals of
/// three bytes and of two have windows of their width and a table of their own. If the processor can, and the literals are not
/// too many, the places are not all looked at: `scan_windows` finds those where a window may stand.
///
/// An automaton (Aho–Corasick) was tried: it reads one table entry a byte, each dependent on the last, from a table that
/// grows with the literals, and has to be built. This one is built in microseconds when the detector starts.
final class LiteralScanner {
  /// The shortest literal that is worth a search in whole lines.
  static let leastLength = 3

  /// How a text that is searched stands for the text that is meant.
  enum Spelling {
    /// It is the text.
    case plain
    /// It is the inside of a JSON string with escapes, none of which can stand for any character.
    case written
    /// It is the text, or the text is a value inside its JSON.
    case json
  }

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
  private struct Literal {
    var text: Str
    /// Whether it has to begin and end where terms do.
    var isTerm: Bool

    /// Whether it can only stand where a term begins.
    var beginsTerm: Bool { isTerm && isTermByte(text[0]) }

    /// Where its window of `width` bytes is.
    func windowStart(_ width: Int) -> Int { beginsTerm ? 0 : LiteralScanner.rarest(in: text, width) }
  }
  private struct Key: Hashable {
    let text: String
    let isTerm: Bool
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
  @exclusivity(unchecked) private var literals: [Literal] = []
  private var numbers: [Key: Int] = [:]
  // What a search uses is not checked for exclusive access: `found` is never called with a scanner being changed.
  @exclusivity(unchecked) private var pieces: [Piece] = []
  @exclusivity(unchecked) private var pair: Windows?
  @exclusivity(unchecked) private var short: Windows?
  @exclusivity(unchecked) private var long: Windows?
  /// The windows of all widths for a search by vectors; nil where the places are looked at one by one.
  @exclusivity(unchecked) private var vectors: UnsafeMutablePointer<scan_windows>?
  /// The round in which a literal was found last.
  @exclusivity(unchecked) private var foundIn: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var round: UInt32 = 0

  init() { foundIn = .allocate(capacity: 1) }

  deinit {
    foundIn.deallocate()
    for windows in [pair, short, long].compactMap({ $0 }) {
      windows.bits.deallocate()
      windows.slots.deallocate()
    }
    vectors?.deallocate()
  }

  /// Adds a literal; the same number comes back for the same literal.
  ///
  /// Its bytes must outlive the scanner, be ASCII without capital letters, and at least two.
  /// - Parameter isTerm: whether it has to begin and end where terms do.
  func add(_ literal: Str, isTerm: Bool = false) -> Int {
    let key = Key(text: literal.description, isTerm: isTerm)
    if let known = numbers[key] { return known }
    numbers[key] = count
    literals.append(Literal(text: literal, isTerm: isTerm))
    if literal.bytes.contains(where: Self.isEscapable) { hasEscapable = true }
    count += 1
    return count - 1
  }

  /// Whether JSON strings write the printable character as an escape.
  static func isEscapable(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

  /// Calls `body` with each literal, in the order of their numbers, and whether it is a term.
  func forEach(_ body: (Str, Bool) -> Void) { for literal in literals { body(literal.text, literal.isTerm) } }

  /// More literals share groups with so many others that the vectors let too much through.
  private static let mostForVectors = 400

  /// Makes the tables; no literal may be added afterwards.
  /// - Parameter usesVectors: false to look at all places, in tests.
  func finish(usesVectors: Bool = true) {
    foundIn.deallocate()
    foundIn = .allocate(capacity: max(count, 1))
    foundIn.initialize(repeating: 0, count: max(count, 1))
    numbers = [:]
    let shortest = literals.lazy.map(\.text.count).filter { $0 > 3 }.min()
    let all = literals.indices
    let vectors = usesVectors && scan_windows_available() && count <= Self.mostForVectors
    pair = makeWindows(all.filter { literals[$0].text.count == 2 }, step: 1, width: 2)
    short = makeWindows(all.filter { literals[$0].text.count == 3 }, step: 1, width: 3)
    // A literal of n bytes covers a whole window of four at one of every n - 3 places. Many literals take the smaller
    // step: each needs a piece for every place of a step.
    let fitting = vectors ? 1 : shortest.map { $0 >= 7 && count <= 2000 ? 4 : $0 >= 5 ? 2 : 1 } ?? 1
    long = makeWindows(all.filter { literals[$0].text.count > 3 }, step: fitting, width: 4)
    if vectors, count > 0 { self.vectors = makeVectors() }
  }

  private func makeWindows(_ members: [Int], step: Int, width: Int) -> Windows? {
    guard !members.isEmpty else { return nil }
    let entries = members.count * step
    var slotBits: UInt32 = 4
    while 1 << slotBits < entries * 2 { slotBits += 1 }
    let bitBits = min(max(slotBits + 4, 10), 19)
    var windows = Windows(
      bits: .allocate(capacity: 1 << (bitBits - 5)), slots: .allocate(capacity: 1 << slotBits))
    windows.step = step
    windows.mask = UInt32.max >> UInt32(32 - 8 * width)
    windows.bitShift = 32 - bitBits
    windows.slotShift = 32 - slotBits
    windows.slotMask = 1 << slotBits - 1
    windows.bits.initialize(repeating: 0, count: 1 << (bitBits - 5))
    windows.slots.initialize(repeating: Slot(window: 0, first: -1), count: 1 << slotBits)
    for member in members {
      let literal = literals[member].text
      let start = step == 1 ? literals[member].windowStart(width) : Self.rarest(in: literal, width + step - 1)
      for offset in start..<(start + step) {
        var window: UInt32 = 0
        for place in 0..<width { window |= UInt32(literal[offset + place]) << UInt32(8 * place) }
        let hash = windows.hash(window)
        let bit = hash >> windows.bitShift
        windows.bits[Int(bit >> 5)] |= 1 << (bit & 31)
        let folded = (window | 0x2020_2020) & windows.mask
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

  /// How many windows share a group, if there are groups enough.
  private static let windowsInGroup = 3

  /// The windows in groups: those that look alike together, so that a group lets little else through. Windows of fewer bytes
  /// than the widest have groups of their own, since any byte may follow them, and terms that begin with a letter or a digit have
  /// sets of their own, since other places need not be looked at.
  private func makeVectors() -> UnsafeMutablePointer<scan_windows> {
    let vectors = UnsafeMutablePointer<scan_windows>.allocate(capacity: 1)
    vectors.initialize(to: scan_windows())
    let width = long == nil ? 3 : 4
    vectors.pointee.width = UInt32(width)
    var kinds: [[(text: UnsafePointer<UInt8>, width: Int)]] = [[], []]
    for literal in literals {
      let part = min(literal.text.count, width)
      kinds[literal.beginsTerm ? 1 : 0].append((literal.text.base + literal.windowStart(part), part))
    }
    let total = literals.count
    let setCount = min(max(total / (Int(SCAN_WINDOW_GROUPS) * Self.windowsInGroup), 1), Int(SCAN_WINDOW_SETS) - 1)
    var set = 0
    for (kind, starts) in kinds.enumerated() where !starts.isEmpty {
      let isLast = kind == 1 || kinds[1].isEmpty
      let sets = isLast ? max(setCount - set, 1) : max(setCount * starts.count / total, 1)
      Self.divide(starts, among: sets * Int(SCAN_WINDOW_GROUPS), width) { window, group in
        let (place, bit) = group.quotientAndRemainder(dividingBy: Int(SCAN_WINDOW_GROUPS))
        scan_windows_add(vectors, UInt32(set + place), UInt32(bit), window.text, UInt32(window.width))
      }
      if kind == 1 { for place in set..<(set + sets) { scan_windows_begin_terms(vectors, UInt32(place)) } }
      set += sets
    }
    return vectors
  }

  /// Calls `put` with each window and its group.
  private static func divide(
    _ windows: [(text: UnsafePointer<UInt8>, width: Int)], among groups: Int, _ widest: Int,
    _ put: ((text: UnsafePointer<UInt8>, width: Int), Int) -> Void
  ) {
    // The widest take the groups that are left.
    var freeGroups = groups
    for width in 2...widest {
      let part = windows.filter { $0.width == width }.sorted { a, b in
        (0..<width).first { a.text[$0] != b.text[$0] }.map { a.text[$0] < b.text[$0] } ?? false
      }
      guard !part.isEmpty else { continue }
      let share =
        width == widest
        ? freeGroups : min(max(groups * part.count / windows.count, 1), freeGroups - (widest - width))
      for (place, window) in part.enumerated() {
        put(window, groups - freeGroups + place * share / max(part.count, share))
      }
      freeGroups -= share
    }
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
  func scan(_ text: Str, _ found: (Int) -> Void) { scan(text, .plain) { number, _ in found(number) } }

  /// Calls `found` once with the number of each literal that may occur in the text that is meant, and whether it does for certain.
  @inline(__always)
  func scan(_ text: Str, _ spelling: Spelling, _ found: (_ literal: Int, _ isCertain: Bool) -> Void) {
    round &+= 1
    if round == 0 {
      foundIn.update(repeating: 0, count: max(count, 1))
      round = 1
    }
    if let vectors {
      scanByVectors(vectors, text, spelling, found)
      return
    }
    if let long, text.count >= 4 {
      let base = UnsafeRawPointer(text.base)
      let last = text.count - 4
      var place = 0
      while place <= last {
        look(long, text, place, 4, base.loadUnaligned(fromByteOffset: place, as: UInt32.self), spelling, found)
        place &+= long.step
      }
    }
    if let short { scan(short, 3, text, spelling, found) }
    if let pair { scan(pair, 2, text, spelling, found) }
  }

  /// Looks at every place for windows of fewer bytes than a word has.
  @inline(__always)
  private func scan(
    _ windows: Windows, _ width: Int, _ text: Str, _ spelling: Spelling, _ found: (Int, Bool) -> Void
  ) {
    var place = 0
    while place <= text.count - width {
      look(windows, text, place, width, Self.word(text, place), spelling, found)
      place &+= 1
    }
  }

  /// The four bytes from `place` on, zeros for those that are beyond the text.
  @inline(__always)
  private static func word(_ text: Str, _ place: Int) -> UInt32 {
    if place + 4 <= text.count {
      return UnsafeRawPointer(text.base).loadUnaligned(fromByteOffset: place, as: UInt32.self)
    }
    var word: UInt32 = 0
    for byte in 0..<(text.count - place) { word |= UInt32(text[place + byte]) << UInt32(8 * byte) }
    return word
  }

  @inline(__always)
  private func scanByVectors(
    _ vectors: UnsafePointer<scan_windows>, _ text: Str, _ spelling: Spelling, _ found: (Int, Bool) -> Void
  ) {
    let (long, short, pair) = (long, short, pair)
    let room = 128
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { memory in
      let places = memory.baseAddress.unsafelyUnwrapped
      var at = 0
      while at < text.count {
        let count = scan_windows_find(vectors, text.base, text.count, &at, places, nil, room)
        for index in 0..<count {
          let place = Int(places[index])
          let window = Self.word(text, place)
          if let long { look(long, text, place, 4, window, spelling, found) }
          if let short { look(short, text, place, 3, window, spelling, found) }
          if let pair { look(pair, text, place, 2, window, spelling, found) }
        }
      }
    }
  }

  /// The literals that have the window at `place`, if the table of bits says that there may be one.
  @inline(__always)
  private func look(
    _ windows: Windows, _ text: Str, _ place: Int, _ width: Int, _ window: UInt32, _ spelling: Spelling,
    _ found: (Int, Bool) -> Void
  ) {
    let hash = windows.hash(window)
    let bit = hash >> windows.bitShift
    guard windows.bits[Int(bit >> 5)] & 1 << (bit & 31) != 0, place + width <= text.count else { return }
    lookUp(windows, text, place, hash, width, spelling, found)
  }

  /// The literals that have the window at `place`.
  @inline(never)
  private func lookUp(
    _ windows: Windows, _ text: Str, _ place: Int, _ hash: UInt32, _ width: Int, _ spelling: Spelling,
    _ found: (Int, Bool) -> Void
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
          let literal = literals[number].text
          let start = place - Int(entry.offset)
          let end = start + literal.count
          guard start >= 0, end <= text.count, matchesFoldedAscii(text, at: start, literal) else { continue }
          let (mayBe, isCertain) = Self.judge(text, start, end, isTerm: literals[number].isTerm, spelling)
          guard mayBe else { continue }
          foundIn[number] = round
          found(number, isCertain)
        }
      }
    }
  }

  /// Whether a literal that stands in a text as it is written may be one of the text that is meant, and whether it is.
  @inline(__always)
  private static func judge(
    _ text: Str, _ start: Int, _ end: Int, isTerm: Bool, _ spelling: Spelling
  ) -> (mayBe: Bool, isCertain: Bool) {
    // What follows a literal in JSON is never a letter or a digit that an escape takes away.
    if isTerm, !isTermBoundary(text, end) { return (false, false) }
    let isPlain = !isTerm || isTermBoundary(text, start)
    switch spelling {
    case .plain: return (isPlain, isPlain)
    case .json: return (isPlain || followsEscape(text, start), isPlain)
    case .written:
      // An odd number of backslashes takes the literal's first character away.
      if isEscaped(text, start) { return (false, false) }
      let isThere = isPlain || followsEscape(text, start)
      return (isThere, isThere)
    }
  }

  /// Whether an escape ends before `place`.
  private static func followsEscape(_ text: Str, _ place: Int) -> Bool { place > 0 && isEscaped(text, place - 1) }

  /// Whether the character at `place` belongs to an escape that a backslash before it begins.
  private static func isEscaped(_ text: Str, _ place: Int) -> Bool {
    var count = 0
    while place > count, text[place - count - 1] == 0x5C { count += 1 }
    return count % 2 == 1
  }
}
