// The operators on terms. A term is a maximal run of ASCII letters and digits; every other byte separates terms.
// The sought text may itself hold separators: then it must begin and end where a term does.
// Names without `Exact` ignore case.
// https://learn.microsoft.com/kusto/query/datatypes-string-operators#what-is-a-term

/// Whether the byte belongs to a term.
@inline(__always)
func isTermByte(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

/// Whether no term runs across `place`.
@inline(__always)
func isTermBoundary(_ text: Str, _ place: Int) -> Bool {
  place == 0 || place == text.count || !isTermByte(text[place - 1]) || !isTermByte(text[place])
}

private enum Anchoring {
  case bothEnds
  case start
  case end

  @inline(__always)
  func accepts(_ text: Str, _ match: (start: Int, end: Int)) -> Bool {
    switch self {
    case .bothEnds: isTermBoundary(text, match.start) && isTermBoundary(text, match.end)
    case .start: isTermBoundary(text, match.start)
    case .end: isTermBoundary(text, match.end)
    }
  }
}

@inline(__always)
private func findTerm(_ text: Str, _ term: Str, folding: Bool, _ anchoring: Anchoring) -> Bool {
  if term.isEmpty { return true }
  var index = 0
  while index <= text.count {
    let match: (start: Int, end: Int)
    if folding {
      guard let found = findFolded(text, term, from: index) else { return false }
      match = found
    } else {
      guard let start = findExact(text, term, from: index) else { return false }
      match = (start, start + term.count)
    }
    if anchoring.accepts(text, match) { return true }
    index = match.start + 1
  }
  return false
}

/// `text has term`
public func hasTerm(_ text: Str, _ term: Str) -> Bool {
  findTerm(text, term, folding: true, .bothEnds)
}
/// `text !has term`
public func lacksTerm(_ text: Str, _ term: Str) -> Bool { !hasTerm(text, term) }
/// `text has_cs term`
public func hasTermExact(_ text: Str, _ term: Str) -> Bool {
  findTerm(text, term, folding: false, .bothEnds)
}
/// `text !has_cs term`
public func lacksTermExact(_ text: Str, _ term: Str) -> Bool { !hasTermExact(text, term) }

/// `text hasprefix part`: a term begins with it.
public func hasTermPrefix(_ text: Str, _ part: Str) -> Bool {
  findTerm(text, part, folding: true, .start)
}
/// `text !hasprefix part`
public func lacksTermPrefix(_ text: Str, _ part: Str) -> Bool { !hasTermPrefix(text, part) }
/// `text hasprefix_cs part`
public func hasTermPrefixExact(_ text: Str, _ part: Str) -> Bool {
  findTerm(text, part, folding: false, .start)
}
/// `text !hasprefix_cs part`
public func lacksTermPrefixExact(_ text: Str, _ part: Str) -> Bool { !hasTermPrefixExact(text, part) }

/// `text hassuffix part`: a term ends with it.
public func hasTermSuffix(_ text: Str, _ part: Str) -> Bool {
  findTerm(text, part, folding: true, .end)
}
/// `text !hassuffix part`
public func lacksTermSuffix(_ text: Str, _ part: Str) -> Bool { !hasTermSuffix(text, part) }
/// `text hassuffix_cs part`
public func hasTermSuffixExact(_ text: Str, _ part: Str) -> Bool {
  findTerm(text, part, folding: false, .end)
}
/// `text !hassuffix_cs part`
public func lacksTermSuffixExact(_ text: Str, _ part: Str) -> Bool { !hasTermSuffixExact(text, part) }
