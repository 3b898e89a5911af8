// The string operators of KQL but for those on terms. Names without `Exact` ignore case.
// https://learn.microsoft.com/kusto/query/datatypes-string-operators

/// `text contains part`
public func containsText(_ text: Str, _ part: Str) -> Bool { findFolded(text, part) != nil }
/// `text !contains part`
public func lacksText(_ text: Str, _ part: Str) -> Bool { findFolded(text, part) == nil }
/// `text contains_cs part`
public func containsTextExact(_ text: Str, _ part: Str) -> Bool { findExact(text, part) != nil }
/// `text !contains_cs part`
public func lacksTextExact(_ text: Str, _ part: Str) -> Bool { findExact(text, part) == nil }

/// `text startswith prefix`
public func startsWith(_ text: Str, _ prefix: Str) -> Bool {
  if prefix.count <= text.count {
    if prefix.count > 0, asciiLowercase(text[0]) != asciiLowercase(prefix[0]), text[0] | prefix[0] < 0x80 {
      return false
    }
    if isAscii(prefix) { return matchesFoldedAscii(text, at: 0, prefix) }
  }
  return !isAscii(prefix) && foldedMatchEnd(text, at: 0, prefix) != nil
}
/// `text !startswith prefix`
public func startsNotWith(_ text: Str, _ prefix: Str) -> Bool { !startsWith(text, prefix) }
/// `text startswith_cs prefix`
public func startsWithExact(_ text: Str, _ prefix: Str) -> Bool { hasPrefix(text, prefix) }
/// `text !startswith_cs prefix`
public func startsNotWithExact(_ text: Str, _ prefix: Str) -> Bool { !hasPrefix(text, prefix) }

/// `text endswith suffix`
public func endsWith(_ text: Str, _ suffix: Str) -> Bool {
  if isAscii(suffix) {
    return suffix.count <= text.count && matchesFoldedAscii(text, at: text.count - suffix.count, suffix)
  }
  // The cases of a character may differ in length: try every start that leaves room for as many characters.
  var start = text.count
  while start > 0 {
    start -= 1
    if text[start] & 0xC0 != 0x80, foldedMatchEnd(text, at: start, suffix) == text.count { return true }
    if text.count - start > suffix.count * 3 { return false }
  }
  return false
}
/// `text !endswith suffix`
public func endsNotWith(_ text: Str, _ suffix: Str) -> Bool { !endsWith(text, suffix) }
/// `text endswith_cs suffix`
public func endsWithExact(_ text: Str, _ suffix: Str) -> Bool { hasSuffix(text, suffix) }
/// `text !endswith_cs suffix`
public func endsNotWithExact(_ text: Str, _ suffix: Str) -> Bool { !hasSuffix(text, suffix) }

/// `a =~ b`
public func equalsFolded(_ a: Str, _ b: Str) -> Bool { isEqualFolded(a, b) }
/// `a !~ b`
public func differsFolded(_ a: Str, _ b: Str) -> Bool { !isEqualFolded(a, b) }
/// `a == b` of strings
public func equalsString(_ a: Str, _ b: Str) -> Bool { isEqualExact(a, b) }
/// `a != b` of strings
public func differsString(_ a: Str, _ b: Str) -> Bool { !isEqualExact(a, b) }
