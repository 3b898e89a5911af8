/// A position in a text that `parse` walks through, from literal to literal.
///
/// See `parse-operator.md` (kinds `simple` and `relaxed`). A literal at the pattern's start must begin the text, unless a
/// `*` stands before it; what follows the pattern's end is not looked at. A column before a literal takes the text up to
/// the first occurrence of it. What generated code calls for each piece:
///
/// | piece | call |
/// |---|---|
/// | literal, at the start or after a literal or typed prefix | `skip` |
/// | literal after `*` | `skipTo` |
/// | column before a literal | `takeUntil` |
/// | typed column before `*` or another column | `takePrefix` |
/// | column at the end | `rest` |
///
/// Once a piece is missing `isMatch` is false, and all that is taken from there on is empty.
public struct ParseCursor {
  private let text: Str
  private var position = 0
  /// Whether every piece so far was there.
  public private(set) var isMatch = true

  public init(_ text: Str) { self.text = text }

  /// Steps over `literal`, which must stand here.
  public mutating func skip(_ literal: Str) {
    guard text.count - position >= literal.count,
      orderOfBytes(text.slice(position, position + literal.count), literal) == 0
    else { return fail() }
    position += literal.count
  }

  /// Steps behind the next occurrence of `literal`.
  public mutating func skipTo(_ literal: Str) { _ = takeUntil(literal) }

  /// The text up to the next occurrence of `literal`, behind which the cursor then stands.
  public mutating func takeUntil(_ literal: Str) -> Str {
    guard isMatch, let found = findBytes(text, literal, from: position) else {
      fail()
      return .empty
    }
    defer { position = found + literal.count }
    return text.slice(position, found)
  }

  /// All of the text that is left.
  public mutating func rest() -> Str {
    defer { position = text.count }
    return text.slice(position, text.count)
  }

  /// Nothing is left to be taken.
  private mutating func fail() {
    isMatch = false
    position = text.count
  }

  /// The longest text from here that is written like a value of `type`, for the usual conversion to that type; empty
  /// if there is none. For a string, all that is left.
  public mutating func takePrefix(_ type: ColumnType) -> Str {
    let start = position
    switch type {
    case .string, .dynamic: position = text.count
    case .bool:
      if !takeWord("true"), !takeWord("false") { takeWhile { $0 == 0x30 || $0 == 0x31 } }
    case .int, .long: takeInteger()
    case .real, .decimal: takeNumber()
    case .guid:
      takeWhile { hexValue($0) != nil || $0 == UInt8(ascii: "-") }
    case .dateTime, .timeSpan: takeTime(type)
    }
    return text.slice(start, position)
  }

  private mutating func takeWhile(_ isPart: (UInt8) -> Bool) {
    while position < text.count, isPart(text[position]) { position += 1 }
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= text.count else { return false }
    for index in position..<end where text[index] | 0x20 != word.utf8Start[index - position] { return false }
    position = end
    return true
  }

  private mutating func takeInteger() {
    let start = position
    if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
      position += 1
    }
    let digits = position
    takeWhile(isDigit)
    if position == digits { position = start }
  }

  private mutating func takeNumber() {
    takeInteger()
    if position + 1 < text.count, text[position] == UInt8(ascii: "."), isDigit(text[position + 1]) {
      position += 1
      takeWhile(isDigit)
    }
    if position + 1 < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      let exponent = position
      position += 1
      let digits = position
      takeInteger()
      if position == digits { position = exponent }
    }
  }

  /// The longest of the prefixes, up to 40 bytes, that converts.
  private mutating func takeTime(_ type: ColumnType) {
    var end = min(text.count, position + 40)
    while end > position {
      // A value does not end in a blank or in punctuation.
      let candidate = text.slice(position, end)
      if isLetterOrDigit(candidate[candidate.count - 1]),
        type == .dateTime ? parseDateTime(candidate) != nil : parseTimeSpan(candidate) != nil
      {
        position = end
        return
      }
      end -= 1
    }
  }
}

/// The place of the first occurrence of `part` in `text` at or after `start`.
func findBytes(_ text: Str, _ part: Str, from start: Int) -> Int? {
  guard part.count > 0 else { return start }
  let first = part[0]
  var index = start
  let last = text.count - part.count
  while index <= last {
    if text[index] == first {
      var matched = 1
      while matched < part.count, text[index + matched] == part[matched] { matched += 1 }
      if matched == part.count { return index }
    }
    index += 1
  }
  return nil
}

/// Letters and digits of ASCII and every byte of a character beyond it.
@inline(__always) func isLetterOrDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || isAsciiLetter(byte) || byte >= 0x80
}
