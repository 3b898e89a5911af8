/// Reads a regular expression: the syntax of KQL's documentation and, where that has none, RE2's.
///
/// See `regex.md`. Input: the pattern; output: a `RegexNode`. Case folding and flags are resolved here, so that later
/// stages see plain classes of scalars.
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
    var swapsGreed = false
    var isVerbose = false
    var isUnicode = true
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var flags: Flags
  /// Whether `[` in a class opens another class, `&&`, `--` and `~~` combine classes, as in the documentation; in RE2
  /// they are ordinary characters.
  private let nestsClasses: Bool
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]
  private var depth = 0
  private static let deepest = 200
  private static let mostRepeats = 1000

  private init(_ pattern: String, _ flags: Flags, nestsClasses: Bool) {
    scalars = Array(pattern.unicodeScalars)
    self.flags = flags
    self.nestsClasses = nestsClasses
  }

  /// What has been read: the expression, the number of its capture groups, the numbers of those with a name.
  typealias Result = (node: RegexNode, groups: Int, names: [String: Int])

  static func parse(_ pattern: String, _ flags: Flags = Flags()) throws(RegexError) -> Result {
    do {
      var parser = RegexParser(pattern, flags, nestsClasses: true)
      let node = try parser.parseAll()
      return (node, parser.groupCount, parser.groupNames)
    } catch {
      // `[[]` and the like: legal in RE2, whose syntax rules were written for before.
      guard pattern.contains("[") else { throw error }
      var parser = RegexParser(pattern, flags, nestsClasses: false)
      do {
        let node = try parser.parseAll()
        return (node, parser.groupCount, parser.groupNames)
      } catch _ {
        throw error
      }
    }
  }

  // MARK: Reading

  private var isAtEnd: Bool { position >= scalars.count }
  private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  private func stands(_ text: StaticString) -> Bool {
    for index in 0..<text.utf8CodeUnitCount {
      guard position + index < scalars.count, scalars[position + index].value == UInt32(text.utf8Start[index])
      else { return false }
    }
    return true
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    guard stands(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  private func fail(_ reason: String, at offset: Int? = nil) -> RegexError {
    RegexError(offset: offset ?? position, reason: reason)
  }

  private mutating func skipVerboseBlanks() {
    guard flags.isVerbose else { return }
    while let scalar = next {
      if scalar.properties.isWhitespace {
        position += 1
      } else if scalar == "#" {
        while let scalar = next, scalar != "\n" { _ = scalar; position += 1 }
      } else {
        return
      }
    }
  }

  // MARK: Structure

  private mutating func parseAll() throws(RegexError) -> RegexNode {
    let node = try parseAlternatives()
    if !isAtEnd { throw fail("')' without '('") }
    return node
  }

  private mutating func parseAlternatives() throws(RegexError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= RegexParser.deepest else { throw fail("nested too deeply") }
    var branches = [try parseSequence()]
    while skip("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func parseSequence() throws(RegexError) -> RegexNode {
    var items: [RegexNode] = []
    while true {
      skipVerboseBlanks()
      guard let scalar = next, scalar != "|", scalar != ")" else { break }
      if let literal = try parseQuotation() {
        items += literal
        continue
      }
      let start = position
      guard let atom = try parseAtom() else { continue }
      items.append(try parseRepetitions(of: atom, from: start))
    }
    return items.isEmpty ? .empty : items.count == 1 ? items[0] : .sequence(items)
  }

  /// `\Q…\E`, RE2's literal text.
  private mutating func parseQuotation() throws(RegexError) -> [RegexNode]? {
    guard skip("\\Q") else { return nil }
    var items: [RegexNode] = []
    while !isAtEnd, !skip("\\E") {
      items.append(literal(scalars[position]))
      position += 1
    }
    return items
  }

  private mutating func parseRepetitions(of atom: RegexNode, from start: Int) throws(RegexError) -> RegexNode {
    var node = atom
    var turns = 0
    while true {
      skipVerboseBlanks()
      let bounds: (min: Int, max: Int?)
      if skip("*") {
        bounds = (0, nil)
      } else if skip("+") {
        bounds = (1, nil)
      } else if skip("?") {
        bounds = (0, 1)
      } else if let counted = try parseCount() {
        bounds = counted
      } else {
        return node
      }
      turns += 1
      guard turns + depth <= RegexParser.deepest else { throw fail("nested too deeply") }
      let isLazy = skip("?")
      node = .repetition(node, min: bounds.min, max: bounds.max, greedy: isLazy == flags.swapsGreed)
    }
  }

  /// `{n}`, `{n,}` or `{n,m}`; anything else that starts with a brace is literal text.
  private mutating func parseCount() throws(RegexError) -> (min: Int, max: Int?)? {
    let start = position
    guard skip("{") else { return nil }
    guard let low = parseNumber() else {
      position = start
      return nil
    }
    var high: Int? = low
    if skip(",") { high = parseNumber() }
    guard skip("}") else {
      position = start
      return nil
    }
    if let high, high < low { throw fail("a repetition from \(low) to \(high)", at: start) }
    guard low <= RegexParser.mostRepeats, high ?? 0 <= RegexParser.mostRepeats else {
      throw fail("a repetition of more than \(RegexParser.mostRepeats)", at: start)
    }
    return (low, high)
  }

  private mutating func parseNumber() -> Int? {
    let start = position
    var value = 0
    while let scalar = next, let digit = digitValue(scalar, radix: 10) {
      value = min(value * 10 + digit, 1_000_000)
      position += 1
    }
    return position == start ? nil : value
  }

  private func digitValue(_ scalar: Unicode.Scalar, radix: Int) -> Int? {
    guard scalar.isASCII, let value = Character(scalar).hexDigitValue, value < radix else { return nil }
    return value
  }

  // MARK: Atoms

  /// The next atom; nil for what only sets flags.
  private mutating func parseAtom() throws(RegexError) -> RegexNode? {
    let start = position
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .character(try parseClass())
    case ".":
      let newline = ScalarSet(0x0A, 0x0A)
      return .character(RegexClass(flags.dotMatchesNewline ? .all : newline.inverted()))
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?": throw fail("nothing to repeat", at: start)
    case "\\": return try parseEscape()
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> RegexNode {
    .character(folded(RegexClass(ScalarSet(scalar.value, scalar.value))))
  }

  private func folded(_ members: RegexClass) -> RegexClass {
    guard flags.ignoresCase else { return members }
    var result = members
    result.set = CaseFolding.closure(members.set)
    return result
  }

  private mutating func parseGroup() throws(RegexError) -> RegexNode? {
    let start = position - 1
    if !stands("?") {
      groupCount += 1
      return try finishGroup(groupCount, flags)
    }
    if skip("?P<") || (stands("?<") && !stands("?<=") && !stands("?<!") && skip("?<")) {
      let name = position
      while let scalar = next, scalar != ">" {
        guard
          scalar == "_" || scalar == "." || scalar == "[" || scalar == "]" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
        else { throw fail("the name of a group holds '\(scalar)'") }
        position += 1
      }
      let end = position
      guard end > name, skip(">") else { throw fail("a group without a name", at: start) }
      groupCount += 1
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[name..<end])
      guard groupNames.updateValue(groupCount, forKey: String(text)) == nil else {
        throw fail("two groups of the name '\(String(text))'", at: start)
      }
      return try finishGroup(groupCount, flags)
    }
    for (look, word) in [("?=", "ahead"), ("?!", "ahead"), ("?<=", "behind"), ("?<!", "behind")]
      as [(StaticString, String)]
    where stands(look) {
      throw fail("looking \(word) is not part of KQL's regular expressions", at: start)
    }
    _ = skip("?")
    let outer = flags
    try parseFlags()
    if skip(")") { return nil }
    guard skip(":") else { throw fail("'(?' without a known meaning", at: start) }
    return try finishGroup(nil, outer)
  }

  private mutating func finishGroup(_ index: Int?, _ outer: Flags) throws(RegexError) -> RegexNode {
    let start = position
    let body = try parseAlternatives()
    guard skip(")") else { throw fail("'(' without ')'", at: start - 1) }
    flags = outer
    guard let index else { return body }
    return .group(body, index: index)
  }

  private mutating func parseFlags() throws(RegexError) {
    var isOn = true
    while let scalar = next, scalar != ")", scalar != ":" {
      switch scalar {
      case "-": isOn = false
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": flags.swapsGreed = isOn
      case "x": flags.isVerbose = isOn
      case "u": flags.isUnicode = isOn
      default: throw fail("the flag '\(scalar)' is not supported")
      }
      position += 1
    }
  }

  // MARK: Escapes

  private mutating func parseEscape() throws(RegexError) -> RegexNode {
    let start = position - 1
    guard let scalar = next else { throw fail("a backslash at the end", at: start) }
    switch scalar {
    case "A": return assertion(.textStart)
    case "z": return assertion(.textEnd)
    case "b":
      position += 1
      if skip("{start}") { return .assertion(.wordStart) }
      if skip("{end}") { return .assertion(.wordEnd) }
      if skip("{start-half}") { return .assertion(.wordStartHalf) }
      if skip("{end-half}") { return .assertion(.wordEndHalf) }
      return .assertion(flags.isUnicode ? .wordBoundary : .asciiWordBoundary)
    case "B": return assertion(flags.isUnicode ? .notWordBoundary : .asciiNotWordBoundary)
    case "<": return assertion(.wordStart)
    case ">": return assertion(.wordEnd)
    default:
      if let members = try parseClassEscape() { return .character(members) }
      return literal(try parseCharacterEscape())
    }
  }

  private mutating func assertion(_ kind: RegexAssertion) -> RegexNode {
    position += 1
    return .assertion(kind)
  }

  /// `\d`, `\p{…}` and the like behind the backslash; nil if it is none of them.
  private mutating func parseClassEscape() throws(RegexError) -> RegexClass? {
    guard let scalar = next else { return nil }
    let perl: (PerlClass, Bool)
    switch scalar {
    case "d": perl = (.digit, false)
    case "D": perl = (.digit, true)
    case "s": perl = (.space, false)
    case "S": perl = (.space, true)
    case "w": perl = (.word, false)
    case "W": perl = (.word, true)
    case "p", "P": return try parseProperty()
    default: return nil
    }
    position += 1
    if flags.isUnicode { return RegexClass(perl: perl.0, isNegated: perl.1) }
    return RegexClass(perl.1 ? perl.0.ascii.inverted() : perl.0.ascii)
  }

  private mutating func parseProperty() throws(RegexError) -> RegexClass {
    let start = position - 1
    var isNegated = scalars[position] == "P"
    position += 1
    var name = ""
    if skip("{") {
      if skip("^") { isNegated.toggle() }
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard skip("}") else { throw fail("'\\p{' without '}'", at: start) }
    } else if let scalar = next {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    let value = name.split(separator: "=").last.map(String.init) ?? name
    guard let members = generalCategory(value) else {
      throw fail("the Unicode class '\(name)' is not supported", at: start)
    }
    let result = folded(RegexClass(members))
    return isNegated ? result.inverted() : result
  }

  /// The character that an escape stands for; the cursor is behind the backslash.
  private mutating func parseCharacterEscape() throws(RegexError) -> Unicode.Scalar {
    let start = position - 1
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "a": return "\u{07}"
    case "f": return "\u{0C}"
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "v": return "\u{0B}"
    case "x": return try parseHexadecimal(digits: 2, start)
    case "u": return try parseHexadecimal(digits: 4, start)
    case "U": return try parseHexadecimal(digits: 8, start)
    case "0"..."7":
      // A single digit other than 0 would be a reference to a group, which linear time rules out.
      guard scalar == "0" || next.flatMap({ digitValue($0, radix: 8) }) != nil else {
        throw fail("a reference to a group is not part of KQL's regular expressions", at: start)
      }
      var value = UInt32(digitValue(scalar, radix: 8) ?? 0)
      for _ in 0..<2 {
        guard let digit = next.flatMap({ digitValue($0, radix: 8) }) else { break }
        value = value * 8 + UInt32(digit)
        position += 1
      }
      return Unicode.Scalar(value) ?? "\0"
    default:
      let isPlain = scalar.isASCII && !scalar.properties.isAlphabetic && digitValue(scalar, radix: 10) == nil
      guard isPlain else { throw fail("the escape '\\\(scalar)' has no meaning", at: start) }
      return scalar
    }
  }

  private mutating func parseHexadecimal(digits: Int, _ start: Int) throws(RegexError) -> Unicode.Scalar {
    var value: UInt32 = 0
    var count = 0
    let isBraced = skip("{")
    while let digit = next.flatMap({ digitValue($0, radix: 16) }), count < (isBraced ? 8 : digits) {
      value = value &* 16 &+ UInt32(digit)
      count += 1
      position += 1
    }
    guard isBraced ? count > 0 && skip("}") : count == digits, let scalar = Unicode.Scalar(value) else {
      throw fail("a hexadecimal escape that names no character", at: start)
    }
    return scalar
  }

  // MARK: Classes

  /// A class; the cursor is behind its `[`.
  private mutating func parseClass() throws(RegexError) -> RegexClass {
    let start = position - 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= RegexParser.deepest else { throw fail("nested too deeply") }
    let isNegated = skip("^")
    var result: RegexClass?
    var pending: ClassOperator?
    var members = RegexClass(ScalarSet())
    var isFirst = true
    func combine(_ members: RegexClass) -> RegexClass {
      guard let left = result, let pending else { return members }
      return pending.apply(left, members)
    }
    while true {
      if flags.isVerbose { skipVerboseBlanks() }
      guard let scalar = next else { throw fail("'[' without ']'", at: start) }
      if scalar == "]" && !isFirst {
        position += 1
        let all = combine(members)
        return isNegated ? all.inverted() : all
      }
      isFirst = false
      if nestsClasses, let operation = ClassOperator.allCases.first(where: { stands($0.text) }) {
        position += 2
        result = combine(members)
        pending = operation
        members = RegexClass(ScalarSet())
        continue
      }
      if stands("[:"), let named = try parseNamedClass() {
        members.formUnion(named)
      } else if nestsClasses, skip("[") {
        members.formUnion(try parseClass())
      } else {
        members.formUnion(try parseClassItem())
      }
    }
  }

  private enum ClassOperator: CaseIterable {
    case and, minus, exclusive

    var text: StaticString {
      switch self {
      case .and: "&&"
      case .minus: "--"
      case .exclusive: "~~"
      }
    }

    func apply(_ a: RegexClass, _ b: RegexClass) -> RegexClass {
      let (a, b) = (a.resolved(), b.resolved())
      switch self {
      case .and: return RegexClass(a.intersection(b))
      case .minus: return RegexClass(a.subtracting(b))
      case .exclusive: return RegexClass(a.symmetricDifference(b))
      }
    }
  }

  /// `[:alpha:]` within a class; nil if what stands here is not of that form.
  private mutating func parseNamedClass() throws(RegexError) -> RegexClass? {
    let start = position
    position += 2
    let isNegated = skip("^")
    var name = ""
    while let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip(":]") else {
      position = start
      return nil
    }
    guard let members = RegexParser.namedClasses[name] else {
      throw fail("there is no class '[:\(name):]'", at: start)
    }
    let result = folded(RegexClass(members))
    return isNegated ? result.inverted() : result
  }

  private static let namedClasses: [String: ScalarSet] = [
    "alnum": ScalarSet(ascii: [("0", "9"), ("A", "Z"), ("a", "z")]),
    "alpha": ScalarSet(ascii: [("A", "Z"), ("a", "z")]),
    "ascii": ScalarSet(0, 0x7F),
    "blank": ScalarSet(ascii: [("\t", "\t"), (" ", " ")]),
    "cntrl": ScalarSet([.init(low: 0, high: 0x1F), .init(low: 0x7F, high: 0x7F)]),
    "digit": ScalarSet(ascii: [("0", "9")]),
    "graph": ScalarSet(ascii: [("!", "~")]),
    "lower": ScalarSet(ascii: [("a", "z")]),
    "print": ScalarSet(ascii: [(" ", "~")]),
    "punct": ScalarSet(ascii: [("!", "/"), (":", "@"), ("[", "`"), ("{", "~")]),
    "space": PerlClass.space.ascii,
    "upper": ScalarSet(ascii: [("A", "Z")]),
    "word": PerlClass.word.ascii,
    "xdigit": ScalarSet(ascii: [("0", "9"), ("A", "F"), ("a", "f")]),
  ]

  /// A character, a range or an escaped class.
  private mutating func parseClassItem() throws(RegexError) -> RegexClass {
    let start = position
    if next == "\\", position + 1 < scalars.count {
      position += 1
      if let members = try parseClassEscape() { return members }
      position -= 1
    }
    let low = try parseClassCharacter()
    let isRange =
      stands("-") && position + 1 < scalars.count && scalars[position + 1] != "]"
      && !(nestsClasses && stands("--"))
    guard isRange else { return folded(RegexClass(ScalarSet(low.value, low.value))) }
    position += 1
    if stands("\\d") || stands("\\w") || stands("\\s") || stands("\\D") || stands("\\W") || stands("\\S") {
      throw fail("a range that ends in a class", at: start)
    }
    let high = try parseClassCharacter()
    guard low.value <= high.value else { throw fail("a range from '\(low)' down to '\(high)'", at: start) }
    return folded(RegexClass(ScalarSet(low.value, high.value)))
  }

  private mutating func parseClassCharacter() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = next else { throw fail("'[' without ']'") }
    position += 1
    guard scalar == "\\" else { return scalar }
    guard !isAtEnd else { throw fail("a backslash at the end") }
    if scalars[position] == "b" {
      throw fail("the escape '\\b' has no meaning in a class", at: position - 1)
    }
    return try parseCharacterEscape()
  }
}
