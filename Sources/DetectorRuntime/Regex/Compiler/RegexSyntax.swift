/// A regular expression, parsed.
indirect enum RegexNode: Hashable {
  case empty
  case character(RegexClass)
  case sequence([RegexNode])
  /// Earlier alternatives are preferred.
  case alternatives([RegexNode])
  case repetition(RegexNode, min: Int, max: Int?, greedy: Bool)
  case group(RegexNode, index: Int)
  case assertion(RegexAssertion)
}

extension RegexNode {
  /// Whether it can match without consuming.
  var matchesEmpty: Bool {
    switch self {
    case .empty, .assertion: true
    case .character: false
    case .sequence(let items): items.allSatisfy(\.matchesEmpty)
    case .alternatives(let branches): branches.contains(where: \.matchesEmpty)
    case .repetition(let body, let min, _, _): min == 0 || body.matchesEmpty
    case .group(let body, _): body.matchesEmpty
    }
  }
}

/// A condition on a place between two characters; the order is part of the program's encoding.
enum RegexAssertion: Int, Hashable {
  case textStart, textEnd, lineStart, lineEnd
  case wordBoundary, notWordBoundary, wordStart, wordEnd, wordStartHalf, wordEndHalf
  case asciiWordBoundary, asciiNotWordBoundary

  /// Whether it asks what class the neighbouring characters are of.
  var asksForWords: Bool { rawValue >= RegexAssertion.wordBoundary.rawValue }
  /// Whether characters beyond ASCII can be word characters to it.
  var isUnicode: Bool { asksForWords && rawValue < RegexAssertion.asciiWordBoundary.rawValue }
  /// Whether the character before the place decides alone.
  var looksBehindOnly: Bool { self == .textStart || self == .lineStart || self == .wordStartHalf }
}

/// Which characters one place of the pattern matches: those of `set` and of the classes in `perl`; the others if
/// `isNegated`.
///
/// Keeping `\w` and its like by name spares each program a list of 140,000 scalars.
struct RegexClass: Hashable {
  var set = ScalarSet()
  var perl: [PerlMember] = []
  var isNegated = false

  struct PerlMember: Hashable {
    let kind: PerlClass
    let isNegated: Bool
  }

  init(_ set: ScalarSet) { self.set = set }

  init(perl kind: PerlClass, isNegated: Bool) { perl = [PerlMember(kind: kind, isNegated: isNegated)] }

  /// The same class with every member spelled out.
  func resolved() -> ScalarSet {
    var result = set
    for member in perl {
      result = result.union(member.isNegated ? member.kind.unicode.inverted() : member.kind.unicode)
    }
    return isNegated ? result.inverted() : result
  }

  mutating func formUnion(_ other: RegexClass) {
    if isNegated || other.isNegated {
      self = RegexClass(resolved().union(other.resolved()))
    } else {
      set = set.union(other.set)
      for member in other.perl where !perl.contains(member) { perl.append(member) }
    }
  }

  func inverted() -> RegexClass {
    var result = self
    result.isNegated.toggle()
    return result
  }

  /// Whether it matches an ASCII character.
  func containsASCII(_ byte: UInt8) -> Bool {
    let scalar = UInt32(byte)
    let isMember = set.contains(scalar) || perl.contains { $0.kind.ascii.contains(scalar) != $0.isNegated }
    return isMember != isNegated
  }

  /// What it says of the characters beyond ASCII.
  enum Beyond: Int { case none, all, some }

  var beyondASCII: Beyond {
    let explicit = set.nonASCII
    if explicit.isEmpty && perl.isEmpty { return isNegated ? .all : .none }
    if explicit == ScalarSet(0x80, ScalarSet.last) { return isNegated ? .none : .all }
    return .some
  }
}
