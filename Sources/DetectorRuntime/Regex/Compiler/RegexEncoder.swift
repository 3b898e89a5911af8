/// Writes a program and its automaton as text for a string literal of the generated code.
///
/// Every character carries six bits: its code less that of `$`. The characters run from `$` to `c`, so that a raw
/// string literal needs no escape. `CompiledPattern` in the runtime is the reader; the layout is described there.
struct RegexEncoder {
  private var text: [UInt8] = []
  private static let base: UInt8 = 0x24

  /// - Parameter literals: of which every match holds one; nil if nothing is known.
  static func encode(_ program: RegexProgram, _ automaton: RegexAutomaton?, _ literals: RegexLiterals?) -> String {
    var encoder = RegexEncoder()
    return encoder.run(program, automaton, literals)
  }

  private mutating func put(_ value: Int, width: Int) {
    precondition(value >= 0 && value < 1 << (6 * width), "a number of a regular expression's program is too large")
    for place in 0..<width { text.append(RegexEncoder.base + UInt8(value >> (6 * place) & 63)) }
  }

  private mutating func put(bits: [Bool]) {
    for start in stride(from: 0, to: bits.count, by: 6) {
      var value = 0
      for offset in 0..<min(6, bits.count - start) where bits[start + offset] { value |= 1 << offset }
      put(value, width: 1)
    }
  }

  private mutating func run(
    _ program: RegexProgram, _ automaton: RegexAutomaton?, _ literals: RegexLiterals?
  ) -> String {
    // The sections first, so that the header can say where they are.
    var sections = RegexEncoder()
    let header = 16 * 4
    func place() -> Int { header + sections.text.count }

    let instructions = place()
    for instruction in program.instructions { sections.put(instruction) }

    var records: [Int] = []
    for members in program.classes {
      records.append(place())
      sections.put(members)
    }
    let classes = place()
    for record in records { sections.put(record, width: 4) }

    var fields = [program.groupCount + 1, program.instructions.count, program.start, instructions, classes]
    let first = place()
    sections.put(bits: RegexEncoder.firstSymbols(program))
    fields.append(first)
    if let automaton {
      let width = automaton.transitions.count + RegexAutomaton.firstState <= 64 ? 1 : 2
      fields += [automaton.transitions.count + RegexAutomaton.firstState, automaton.classCount, width, automaton.start]
      fields.append(place())
      for number in automaton.symbolClasses { sections.put(number, width: 1) }
      fields.append(place())
      for row in automaton.transitions {
        for state in row { sections.put(state, width: width) }
      }
      fields.append(place())
      for isEnd in automaton.acceptsAtEnd { sections.put(isEnd ? 1 : 0, width: 1) }
    } else {
      fields += [0, 0, 0, 0, 0, 0, 0]
    }
    let literalsPlace = place()
    fields.append(sections.put(literals) ? literalsPlace : 0)
    let hash = RegexEncoder.hash(sections.text)
    fields += [hash & 0xFF_FFFF, hash >> 24 & 0xFF_FFFF]
    for field in fields { put(field, width: 4) }
    precondition(text.count == header)
    text += sections.text
    return String(decoding: text, as: UTF8.self)
  }

  /// Operation, then two numbers of 18 bits and one spare character: eight characters each.
  private mutating func put(_ instruction: RegexProgram.Instruction) {
    let fields: (Int, Int, Int)
    switch instruction {
    case .match: fields = (0, 0, 0)
    case .character(let number, let next): fields = (1, number, next)
    case .split(let first, let second): fields = (2, first, second)
    case .save(let slot, let next): fields = (3, slot, next)
    case .assertion(let kind, let next): fields = (4, kind.rawValue, next)
    }
    put(fields.0, width: 1)
    put(fields.1, width: 3)
    put(fields.2, width: 3)
    put(0, width: 1)
  }

  /// A bit for each ASCII character, then what holds beyond.
  private mutating func put(_ members: RegexClass) {
    put(bits: (0..<128).map { members.containsASCII(UInt8($0)) })
    let beyond = members.beyondASCII
    put(beyond.rawValue, width: 1)
    guard beyond == .some else { return }
    put(members.isNegated ? 1 : 0, width: 1)
    put(members.perl.count, width: 1)
    for member in members.perl { put(member.kind.rawValue + (member.isNegated ? 8 : 0), width: 1) }
    let spans = members.set.nonASCII.spans
    put(spans.count, width: 3)
    for span in spans {
      put(Int(span.low), width: 4)
      put(Int(span.high), width: 4)
    }
  }

  /// The number of literals, whether a character beyond ASCII can stand for a letter of theirs, and each of them. False if
  /// there are none that are worth a search.
  private mutating func put(_ literals: RegexLiterals?) -> Bool {
    guard let literals, literals.strings.count <= 64 else { return false }
    let strings = literals.strings.map { Array($0.utf8) }
    guard strings.allSatisfy({ 3...256 ~= $0.count && $0.allSatisfy { $0 < 0x80 } }) else { return false }
    put(strings.count, width: 2)
    put(literals.allowsBeyondASCII ? 1 : 0, width: 1)
    for string in strings {
      put(string.count, width: 2)
      for byte in string { put(Int(byte), width: 2) }
    }
    return true
  }

  /// Tells programs apart (FNV-1a).
  private static func hash(_ text: [UInt8]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash >> 16)
  }

  /// For each ASCII character and for all beyond: whether a match can begin with it.
  private static func firstSymbols(_ program: RegexProgram) -> [Bool] {
    guard let classes = program.firstClasses?.map({ program.classes[$0] }) else {
      return Array(repeating: true, count: 129)
    }
    return (0..<128).map { byte in classes.contains { $0.containsASCII(UInt8(byte)) } }
      + [classes.contains { $0.beyondASCII != .none }]
  }
}
