/// A condition that an event has to meet for a source's `matches` to be true.
///
/// Requirements are weaker than the rule and never stronger: an event that fails one cannot match, an event that meets
/// all of them may match or not. `CandidateFilter` tests those of all rules of a table together. Columns are positions
/// in `SourceDefinition.columns`; lists of strings are lines of one text, in lower case as far as ASCII goes.
public enum EventRequirement: Sendable {
  /// The `int` or `long` in the column is one of these.
  case number(Int, isIn: [Int64])
  /// The `string` in the column is one of these lines, but for case.
  case text(Int, isIn: RequirementLines)
  /// One of the columns, of type `string` or `dynamic`, holds one of these lines of ASCII, but for case.
  ///
  /// A `dynamic` column is searched as the JSON text it is.
  case literals(RequirementLines, in: [Int], LiteralReading = .asWritten)
}

/// What else than a literal itself can stand for a literal, and where a literal has to stand.
@frozen
public struct LiteralReading: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nothing.
  public static let asWritten: LiteralReading = []
  /// A character beyond ASCII can stand for an ASCII letter: regular expressions that ignore case take `ſ` for `s`. A
  /// text with any such character meets the requirement.
  public static let beyondASCII = LiteralReading(rawValue: 1)
  /// The rule reads a value inside JSON, where escapes can stand for any character. A text with `\u`, `\/` or a control
  /// character meets the requirement; other escapes are not in the literals.
  public static let insideJSON = LiteralReading(rawValue: 2)
  /// The rule reads a value inside XML. A text with a reference by number (`&#`), a section of `<![CDATA[`, or markup right
  /// behind text, where texts are joined, meets the requirement; other references are not in the literals.
  public static let insideXML = LiteralReading(rawValue: 4)
  /// A literal begins and ends where terms do, as for `has`.
  public static let asTerms = LiteralReading(rawValue: 8)
}

/// Strings, one a line, in memory that lasts as long as the process.
public struct RequirementLines: Sendable, ExpressibleByStringLiteral {
  let text: Str

  public init(stringLiteral value: StaticString) { text = Str(value) }

  /// A copy that is never given back; for tests.
  init(_ text: String) {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(text.utf8.count, 1))
    _ = bytes.initialize(from: text.utf8)
    self.text = bytes.baseAddress.map { Str(base: UnsafePointer($0), count: text.utf8.count) } ?? .empty
  }

  /// Calls `body` with each line.
  func forEach(_ body: (Str) -> Void) {
    var start = 0
    for index in 0..<text.count where text[index] == 0x0A {
      body(text.slice(start, index))
      start = index + 1
    }
    body(text.slice(start, text.count))
  }
}
