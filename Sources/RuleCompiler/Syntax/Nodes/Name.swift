/// A name as it stands in the query: of a column, table, function, `let`, parameter or property.
public struct Name: Hashable, Sendable {
  /// How the name is written.
  public enum Form: Hashable, Sendable {
    /// `Account`
    case bare
    /// `['User Id']` or `["User Id"]`
    case bracketed
    /// `{Account}`, the placeholder of a client
    case braced
  }

  /// The name without brackets and escapes. Empty if the parser had to invent it.
  public var text: String
  /// Covers the brackets too.
  public var span: SourceSpan
  public var form: Form

  init(_ text: String, _ span: SourceSpan, form: Form = .bare) {
    self.text = text
    self.span = span
    self.form = form
  }

  /// True if the parser invented the name, and has reported that.
  public var isMissing: Bool { text.isEmpty }
}

/// A name with wildcards, such as `Device*` or `*Id`.
public struct NamePattern: Hashable, Sendable {
  /// The pattern without brackets; every `*` matches any number of characters.
  public var text: String
  public var span: SourceSpan

  /// Whether the pattern matches the whole name; case counts.
  public func matches(_ name: String) -> Bool {
    let pattern = Array(text.utf8)
    let name = Array(name.utf8)
    let star = UInt8(ascii: "*")
    var patternIndex = 0
    var nameIndex = 0
    var lastStar = -1
    var resume = 0
    while nameIndex < name.count {
      if patternIndex < pattern.count, pattern[patternIndex] == star {
        lastStar = patternIndex
        resume = nameIndex
        patternIndex += 1
      } else if patternIndex < pattern.count, pattern[patternIndex] == name[nameIndex] {
        patternIndex += 1
        nameIndex += 1
      } else if lastStar >= 0 {
        patternIndex = lastStar + 1
        resume += 1
        nameIndex = resume
      } else {
        return false
      }
    }
    while patternIndex < pattern.count, pattern[patternIndex] == star { patternIndex += 1 }
    return patternIndex == pattern.count
  }
}
