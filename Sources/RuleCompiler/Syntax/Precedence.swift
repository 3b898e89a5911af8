/// Which operators tokens stand for, and how tightly they bind: `or`, `and`, equality, comparison, `+ -`, `* / %`,
/// string operators, from loose to tight. Equality, comparison and string operators do not chain.
enum Precedence: Int, Comparable {
  case equality
  case comparison
  case additive
  case multiplicative
  case string

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// How tightly the right operand binds. nil above `string`.
  var next: Precedence? { Precedence(rawValue: rawValue + 1) }
  var chains: Bool { self == .additive || self == .multiplicative }
}

extension TokenKind {
  /// The infix operator with two operands that the token is.
  var binaryOperator: (BinaryOperator, Precedence)? {
    switch self {
    case .equalEqual: (.equal, .equality)
    case .bangEqual, .lessGreater: (.notEqual, .equality)
    case .less: (.less, .comparison)
    case .lessOrEqual: (.lessOrEqual, .comparison)
    case .greater: (.greater, .comparison)
    case .greaterOrEqual: (.greaterOrEqual, .comparison)
    case .plus: (.add, .additive)
    case .minus: (.subtract, .additive)
    case .asterisk: (.multiply, .multiplicative)
    case .slash: (.divide, .multiplicative)
    case .percent: (.modulo, .multiplicative)
    case .equalTilde: (.equalFolded, .string)
    case .bangTilde: (.notEqualFolded, .string)
    case .colon: (.searchTerm, .string)
    case .keyword(let keyword): keyword.stringOperator.map { ($0, .string) }
    default: nil
    }
  }
}

extension Keyword {
  var stringOperator: BinaryOperator? {
    switch self {
    case .has: .has
    case .notHas: .notHas
    case .hasCs: .hasCS
    case .notHasCs: .notHasCS
    case .hasprefix: .hasPrefix
    case .notHasprefix: .notHasPrefix
    case .hasprefixCs: .hasPrefixCS
    case .notHasprefixCs: .notHasPrefixCS
    case .hassuffix: .hasSuffix
    case .notHassuffix: .notHasSuffix
    case .hassuffixCs: .hasSuffixCS
    case .notHassuffixCs: .notHasSuffixCS
    case .contains: .contains
    case .notContains, .notContainsOld: .notContains
    case .containsCs, .containsCsOld: .containsCS
    case .notContainsCs, .notContainsCsOld: .notContainsCS
    case .startswith: .startsWith
    case .notStartswith: .notStartsWith
    case .startswithCs: .startsWithCS
    case .notStartswithCs: .notStartsWithCS
    case .endswith: .endsWith
    case .notEndswith: .notEndsWith
    case .endswithCs: .endsWithCS
    case .notEndswithCs: .notEndsWithCS
    case .like: .like
    case .notlike: .notLike
    case .likecs: .likeCS
    case .notlikecs: .notLikeCS
    case .matchesRegex: .matchesRegex
    default: nil
    }
  }

  var inOperator: InOperator? {
    switch self {
    case .in: .in
    case .inFolded: .inFolded
    case .notIn: .notIn
    case .notInFolded: .notInFolded
    case .hasAny: .hasAny
    case .hasAll: .hasAll
    default: nil
    }
  }
}
