// Classes of Unicode scalars by property, computed from the standard library's tables when a pattern names them.

/// Classes that occur so often that the runtime knows them by name; the order is part of the program's encoding.
enum PerlClass: Int, CaseIterable, Hashable {
  case digit, space, word

  /// The class without its non-ASCII members: `(?-u:\d)` and so on.
  var ascii: ScalarSet {
    switch self {
    case .digit: return ScalarSet(ascii: [("0", "9")])
    case .space: return ScalarSet([.init(low: 9, high: 13), .init(low: 0x20, high: 0x20)])
    case .word: return ScalarSet(ascii: [("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")])
    }
  }

  /// All members.
  var unicode: ScalarSet {
    switch self {
    case .digit: return PerlClass.digits
    case .space: return PerlClass.spaces
    case .word: return PerlClass.words
    }
  }

  private static let digits = scalars { $0.generalCategory == .decimalNumber }
  private static let spaces = scalars { $0.isWhitespace }
  private static let words = scalars { properties in
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }
}

/// All scalars with a property.
func scalars(where matches: (Unicode.Scalar.Properties) -> Bool) -> ScalarSet {
  var spans: [ScalarSet.Span] = []
  var start: UInt32?
  for value in 0...ScalarSet.last + 1 {
    let isMember = Unicode.Scalar(value).map { matches($0.properties) } ?? false
    if isMember, start == nil { start = value }
    if !isMember, let low = start {
      spans.append(.init(low: low, high: value - 1))
      start = nil
    }
  }
  return ScalarSet(spans)
}

/// The scalars of a general category, by its short or long name; nil if there is none of that name.
func generalCategory(_ name: String) -> ScalarSet? {
  let key = name.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
  if key == "any" { return .all }
  if key == "ascii" { return ScalarSet(0, 0x7F) }
  if key == "alphabetic" || key == "alpha" { return scalars { $0.isAlphabetic } }
  if key == "uppercase" { return scalars { $0.isUppercase } }
  if key == "lowercase" { return scalars { $0.isLowercase } }
  if key == "whitespace" { return PerlClass.space.unicode }
  guard let categories = categoryNames[key] else { return nil }
  return scalars { categories.contains($0.generalCategory) }
}

private let categoryNames: [String: Set<Unicode.GeneralCategory>] = {
  let groups: [(names: [String], members: [(names: [String], category: Unicode.GeneralCategory)])] = [
    (
      ["l", "letter"],
      [
        (["lu", "uppercaseletter"], .uppercaseLetter), (["ll", "lowercaseletter"], .lowercaseLetter),
        (["lt", "titlecaseletter"], .titlecaseLetter), (["lm", "modifierletter"], .modifierLetter),
        (["lo", "otherletter"], .otherLetter),
      ]
    ),
    (
      ["m", "mark"],
      [
        (["mn", "nonspacingmark"], .nonspacingMark), (["mc", "spacingmark"], .spacingMark),
        (["me", "enclosingmark"], .enclosingMark),
      ]
    ),
    (
      ["n", "number"],
      [
        (["nd", "decimalnumber", "digit"], .decimalNumber), (["nl", "letternumber"], .letterNumber),
        (["no", "othernumber"], .otherNumber),
      ]
    ),
    (
      ["p", "punctuation", "punct"],
      [
        (["pc", "connectorpunctuation"], .connectorPunctuation), (["pd", "dashpunctuation"], .dashPunctuation),
        (["ps", "openpunctuation"], .openPunctuation), (["pe", "closepunctuation"], .closePunctuation),
        (["pi", "initialpunctuation"], .initialPunctuation), (["pf", "finalpunctuation"], .finalPunctuation),
        (["po", "otherpunctuation"], .otherPunctuation),
      ]
    ),
    (
      ["s", "symbol"],
      [
        (["sm", "mathsymbol"], .mathSymbol), (["sc", "currencysymbol"], .currencySymbol),
        (["sk", "modifiersymbol"], .modifierSymbol), (["so", "othersymbol"], .otherSymbol),
      ]
    ),
    (
      ["z", "separator"],
      [
        (["zs", "spaceseparator"], .spaceSeparator), (["zl", "lineseparator"], .lineSeparator),
        (["zp", "paragraphseparator"], .paragraphSeparator),
      ]
    ),
    (
      ["c", "other"],
      [
        (["cc", "control"], .control), (["cf", "format"], .format), (["co", "privateuse"], .privateUse),
        (["cn", "unassigned"], .unassigned),
      ]
    ),
  ]
  var result: [String: Set<Unicode.GeneralCategory>] = [:]
  for group in groups {
    for name in group.names { result[name] = Set(group.members.map(\.category)) }
    for member in group.members {
      for name in member.names { result[name] = [member.category] }
    }
  }
  return result
}()

/// Simple case folding: which scalars count as the same letter under the flag `i`.
enum CaseFolding {
  /// The set together with the other cases of its members.
  static func closure(_ set: ScalarSet) -> ScalarSet {
    var spans = set.spans
    func add(_ scalar: UInt32) { spans.append(.init(low: scalar, high: scalar)) }
    for span in set.spans {
      for letter in max(span.low, 0x41)...max(span.low, 0x41, min(span.high, 0x7A)) {
        guard letter >= span.low, letter <= span.high, let other = swapped(letter) else { continue }
        add(other)
        // The Kelvin sign and the long s.
        if letter | 0x20 == 0x6B { add(0x212A) }
        if letter | 0x20 == 0x73 { add(0x17F) }
      }
    }
    for span in set.nonASCII.spans {
      for (scalar, others) in orbits where scalar >= span.low && scalar <= span.high { others.forEach(add) }
    }
    return ScalarSet(spans)
  }

  private static func swapped(_ letter: UInt32) -> UInt32? {
    (letter | 0x20) &- 0x61 < 26 ? letter ^ 0x20 : nil
  }

  /// For each scalar beyond ASCII that has other cases, those.
  private static let orbits: [(UInt32, [UInt32])] = {
    var byKey: [UInt32: [UInt32]] = [:]
    for value in 0x41...UInt32(0x1_FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      guard properties.isCased || properties.changesWhenCaseMapped else { continue }
      byKey[key(scalar), default: []].append(value)
    }
    var result: [(UInt32, [UInt32])] = []
    for (_, members) in byKey where members.count > 1 {
      for member in members where member >= 0x80 { result.append((member, members.filter { $0 != member })) }
    }
    return result.sorted { $0.0 < $1.0 }
  }()

  /// The same for all cases of a letter.
  private static func key(_ scalar: Unicode.Scalar) -> UInt32 {
    // Dotted and dotless i of Turkish fold to nothing else.
    if scalar.value == 0x130 || scalar.value == 0x131 { return scalar.value }
    let upper = single(scalar.properties.uppercaseMapping) ?? scalar
    return (single(upper.properties.lowercaseMapping) ?? upper).value
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
  }
}
