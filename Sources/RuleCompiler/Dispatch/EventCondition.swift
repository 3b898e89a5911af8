/// What is known of every event that makes an expression true: clauses that all hold, or that no event does.
///
/// All operations weaken: a condition may hold for events that the expression refuses, never the other way round.
enum EventCondition {
  /// No event makes the expression true.
  case impossible
  /// Nothing is known if there are none.
  case clauses([EventClause])

  static let unknown = EventCondition.clauses([])

  /// How many clauses are carried along; the others are forgotten.
  private static let mostClauses = 16

  func and(_ other: EventCondition) -> EventCondition {
    guard case .clauses(let mine) = self, case .clauses(let others) = other else { return .impossible }
    let new = others.filter { !mine.contains($0) }
    return .clauses(Array((mine + new).prefix(Self.mostClauses)))
  }

  func or(_ other: EventCondition) -> EventCondition {
    guard case .clauses(let mine) = self else { return other }
    guard case .clauses(let others) = other else { return self }
    var result: [EventClause] = []
    for a in mine {
      for b in others {
        guard let both = a.or(b), !result.contains(both), result.count < Self.mostClauses else { continue }
        result.append(both)
      }
    }
    return .clauses(result)
  }
}

/// One thing that is known of an event.
enum EventClause: Equatable {
  /// The whole number in the column is one of these.
  case number(ColumnSymbol, Set<Int64>)
  /// The text in the column is one of these, but for case.
  case text(ColumnSymbol, Set<String>)
  /// One of the columns holds one of the literals, but for case.
  case literals(EventLiterals)

  private static let mostNumbers = 256
  private static let mostStrings = 2000

  func or(_ other: EventClause) -> EventClause? {
    switch (self, other) {
    case (.number(let a, let numbers), .number(let b, let others)):
      let all = numbers.union(others)
      return a == b && all.count <= Self.mostNumbers ? .number(a, all) : nil
    case (.text(let a, let texts), .text(let b, let others)) where a == b:
      let all = texts.union(others)
      return all.count <= Self.mostStrings ? .text(a, all) : nil
    case (.literals, .literals), (.literals, .text), (.text, .literals), (.text, .text):
      guard var all = asLiterals, let others = other.asLiterals else { return nil }
      all.formUnion(others)
      return all.isSearchable && all.literals.count <= Self.mostStrings ? .literals(all) : nil
    case (.number, _), (_, .number): return nil
    }
  }

  /// A text that equals a string holds it.
  private var asLiterals: EventLiterals? {
    switch self {
    case .number: nil
    case .text(let column, let texts): EventLiterals(texts, in: [TextPlace(column: column, isJSON: false)])
    case .literals(let literals): literals
    }
  }
}

/// Where a text comes from: it is a part of a column's text, or of a value inside the column's JSON or XML.
struct TextPlace: Hashable {
  let column: ColumnSymbol
  let isJSON: Bool
  var isXML = false
  /// Whether a term of the text is one of the column's text, too.
  var keepsTerms = true

  /// The place of a part that may begin or end inside a term.
  var cut: TextPlace {
    var place = self
    place.keepsTerms = false
    return place
  }
}

/// Literals of which one stands in one of some columns: ASCII in lower case, long enough to be searched for.
struct EventLiterals: Equatable {
  private(set) var columns: Set<ColumnSymbol>
  private(set) var literals: Set<String>
  /// Whether a value inside JSON is meant, so that an escape may stand for what is searched.
  private(set) var isInsideJSON: Bool
  /// Whether what `parse_xml` makes of a text is meant, so that references and markup may stand in what is searched.
  private(set) var isInsideXML: Bool
  /// Whether a character beyond ASCII may stand for an ASCII letter.
  private(set) var allowsBeyondASCII: Bool
  /// Whether the literals begin and end where terms do.
  private(set) var areTerms: Bool

  /// Nil if one of the strings has no piece that can be searched for: then any text may do.
  /// - Parameter areTerms: whether the strings begin and end where terms of the text do.
  init?(
    _ strings: some Sequence<String>, in places: [TextPlace], allowsBeyondASCII: Bool = false, areTerms: Bool = false
  ) {
    let isJSON = places.contains { $0.isJSON }
    let isXML = places.contains { $0.isXML }
    var literals: Set<String> = []
    var areWhole = true
    for string in strings {
      guard let piece = Self.searchable(string, isJSON: isJSON, isXML: isXML) else { return nil }
      areWhole = areWhole && piece.utf8.count == string.utf8.count
      literals.insert(piece)
    }
    guard !literals.isEmpty else { return nil }
    self.columns = Set(places.map(\.column))
    self.literals = literals
    self.isInsideJSON = isJSON
    self.isInsideXML = isXML
    self.allowsBeyondASCII = allowsBeyondASCII
    self.areTerms = areTerms && areWhole && places.allSatisfy { $0.keepsTerms && !$0.isXML }
    guard isSearchable else { return nil }
  }

  mutating func formUnion(_ other: EventLiterals) {
    columns.formUnion(other.columns)
    literals.formUnion(other.literals)
    isInsideJSON = isInsideJSON || other.isInsideJSON
    isInsideXML = isInsideXML || other.isInsideXML
    allowsBeyondASCII = allowsBeyondASCII || other.allowsBeyondASCII
    areTerms = areTerms && other.areTerms
  }

  /// The shortest literal that is worth a search, and the shortest that is worth it if it has to be a term.
  private static let leastLength = 3
  private static let leastTermLength = 2

  /// Whether all literals are worth a search.
  var isSearchable: Bool { areTerms || literals.allSatisfy { $0.utf8.count >= Self.leastLength } }

  /// How often a text is expected to have one of the literals, by a rough guess; to compare clauses.
  var likelihood: Double {
    literals.reduce(0) { sum, literal in
      var chance = 1.0
      for _ in 0..<min(literal.utf8.count, 16) { chance /= 2 }
      return sum + chance
    } * Double(columns.count) * (areTerms ? 0.5 : 1)
  }

  /// The longest piece of the string that stands in the column's bytes whenever the string stands in the text, in lower
  /// case; nil if there is none.
  private static func searchable(_ string: String, isJSON: Bool, isXML: Bool) -> String? {
    // Characters beyond ASCII have cases of other bytes. JSON writes quotes, backslashes and control characters as escapes.
    // A value from XML is JSON when it becomes text.
    let pieces = string.utf8.split { byte in
      byte < 0x20 || byte >= 0x7F || (isJSON || isXML) && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\"))
        || isXML && separatesXML(byte)
    }
    return pieces.map { String(decoding: $0, as: UTF8.self).lowercased() }
      .filter { $0.utf8.count >= leastTermLength && (!(isJSON || isXML) || isOfOneString($0)) }
      .filter { !isXML || !"#text".contains($0) }
      .max { $0.utf8.count < $1.utf8.count }
  }

  /// Whether a character may be written as a reference in XML, stand in front of a name that the XML has without it, or be
  /// where texts around white space were joined.
  private static func separatesXML(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "@"),
      UInt8(ascii: "#"),
      UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// Whether the piece can only stand inside one string of a JSON text: a value as text may be a whole container, whose
  /// numbers and punctuation are not written as the event has them.
  private static func isOfOneString(_ piece: String) -> Bool {
    piece.split { !($0.isASCII && $0.isLetter) }.contains { word in
      !["true", "false", "null", "nan", "infinity", "e"].contains { $0.contains(word) }
    }
  }
}
