/// A regular expression, compiled ahead of time: reads the program that the compiler wrote.
///
/// The program is ASCII text, six bits a character (its code less that of `$`), numbers with the low bits first:
///
/// | where | what |
/// |---|---|
/// | 16 numbers of 4 characters | groups (with group 0), instructions, first instruction, place of the instructions, place of the class places, place of the first symbols; of the automaton: states, symbol classes, width of a cell, first state, place of the symbol map, place of the table, place of the ends; place of the literals, 0 for none; a hash of what follows, low and high half |
/// | instructions, 8 characters each | operation (1), two numbers (3 each), unused (1) |
/// | a class | a bit for each ASCII character (22), what holds beyond: 0 none, 1 all, 2 some (1); if some: whether negated (1), number of Perl classes (1), each (1; +8 if negated), number of spans (3), first and last scalar of each (4 each) |
/// | first symbols | a bit for each ASCII character and one for all beyond (22) |
/// | automaton | the class of each of 129 symbols (1 each), the table row by row, whether each state accepts at the end (1 each) |
/// | literals, of which every match holds one but for case | how many (2), whether a character beyond ASCII can stand for a letter (1), each: length (2), characters (2 each) |
///
/// States 0, 1 and 2 stand for failure, success and "ask the program"; rows begin with state 3. An automaton without
/// states is absent: `CRegex`, which runs the programs, makes the states that texts lead to. Either way the time is linear
/// in the text.
@frozen
public struct CompiledPattern: @unchecked Sendable {
  @usableFromInline let base: UnsafePointer<UInt8>

  /// - Parameter program: what `RegexCompiler` made of a pattern; it must outlive the value, as a literal does.
  @inlinable public init(program: Str) { base = program.base }

  @inline(__always) private func field(_ index: Int) -> Int { readNumber(base + 4 * index, 4) }

  var groupCount: Int { field(0) }
  var instructionCount: Int { field(1) }
  var firstInstruction: Int { field(2) }
  /// For `instruction`; see there.
  var instructionPlace: UnsafePointer<UInt8> { base + field(3) }
  var classPlaces: UnsafePointer<UInt8> { base + field(4) }
  var firstSymbols: UnsafePointer<UInt8> { base + field(5) }

  // MARK: Running

  /// What runs the program on this thread.
  @inline(__always)
  var engine: RegexEngine { RegexEngine(base) }

  // MARK: Reading the program

  enum Instruction {
    case match
    case character(UnsafePointer<UInt8>, next: Int)
    case split(Int, Int)
    case save(slot: Int, next: Int)
    case assertion(Int, next: Int)
  }

  /// - Parameters:
  ///   - instructions: `instructionPlace`, which a loop looks up once.
  ///   - classes: `classPlaces`.
  @inline(__always)
  func instruction(
    _ index: Int, _ instructions: UnsafePointer<UInt8>, _ classes: UnsafePointer<UInt8>
  ) -> Instruction {
    let place = instructions + 8 * index
    let (first, second) = (readNumber(place + 1, 3), readNumber(place + 4, 3))
    switch place.pointee {
    case 0x24: return .match
    case 0x25: return .character(base + readNumber(classes + 4 * first, 4), next: second)
    case 0x26: return .split(first, second)
    case 0x27: return .save(slot: first, next: second)
    default: return .assertion(first, next: second)
    }
  }
}

/// Whether a match can begin with the character that `byte` begins.
@inline(__always)
func canBegin(_ symbols: UnsafePointer<UInt8>, _ byte: UInt8) -> Bool {
  bit(symbols, byte < 0x80 ? Int(byte) : 128)
}

/// A number of `width` characters.
@inline(__always)
func readNumber(_ place: UnsafePointer<UInt8>, _ width: Int) -> Int {
  var value = 0
  for index in 0..<width { value |= Int(place[index] &- 0x24) << (6 * index) }
  return value
}

@inline(__always)
private func bit(_ bits: UnsafePointer<UInt8>, _ index: Int) -> Bool {
  (bits[index / 6] &- 0x24) >> UInt8(index % 6) & 1 == 1
}

/// Whether a scalar is of a class of the program.
@inline(__always)
func classContains(_ members: UnsafePointer<UInt8>, _ scalar: UInt32) -> Bool {
  if scalar < 0x80 { return bit(members, Int(scalar)) }
  switch members[22] {
  case 0x24: return false
  case 0x25: return true
  default: return classContainsBeyond(members + 23, scalar)
  }
}

private func classContainsBeyond(_ members: UnsafePointer<UInt8>, _ scalar: UInt32) -> Bool {
  let isNegated = members[0] == 0x25
  let perlCount = readNumber(members + 1, 1)
  for index in 0..<perlCount {
    let kind = readNumber(members + 2 + index, 1)
    if isPerlMember(kind & 7, scalar) != (kind & 8 != 0) { return !isNegated }
  }
  let spans = members + 2 + perlCount
  var (low, high) = (0, readNumber(spans, 3))
  let count = high
  while low < high {
    let middle = (low + high) / 2
    if readNumber(spans + 3 + 8 * middle + 4, 4) < Int(scalar) { low = middle + 1 } else { high = middle }
  }
  let isMember = low < count && readNumber(spans + 3 + 8 * low, 4) <= Int(scalar)
  return isMember != isNegated
}

/// Whether a scalar is a digit (0), white space (1) or a word character (2), in Unicode's sense.
func isPerlMember(_ kind: Int, _ scalar: UInt32) -> Bool {
  guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
  switch kind {
  case 0: return properties.generalCategory == .decimalNumber
  case 1: return properties.isWhitespace
  default:
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }
}

/// The scalar that begins at `index` and the number of its bytes. A byte that begins none stands for itself.
@inline(__always)
func scalar(in text: Str, at index: Int) -> (scalar: UInt32, width: Int) {
  let lead = UInt32(text[index])
  if lead < 0x80 { return (lead, 1) }
  return decodeLongScalar(text, index, lead)
}

private func decodeLongScalar(_ text: Str, _ index: Int, _ lead: UInt32) -> (scalar: UInt32, width: Int) {
  let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  guard lead >= 0xC2, lead <= 0xF4, index + width <= text.count else { return (0xFFFD, 1) }
  var scalar = lead & (0x7F >> UInt32(width))
  for offset in 1..<width {
    let byte = UInt32(text[index + offset])
    guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
    scalar = scalar << 6 | byte & 0x3F
  }
  return (scalar, width)
}
