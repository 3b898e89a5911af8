import Synchronization

/// Columns by name and type as one literal, `Computer:string, EventID:int`; a backslash stands before a comma, colon or
/// backslash that belongs to a name.
///
/// One literal instead of an array, since wide tables have hundreds of columns: the compiler has less to do, and a detector
/// reads the list only when a rule is used.
public final class ColumnList: Sendable {
  private final class Parsed: Sendable {
    let columns: [ColumnDefinition]
    init(_ columns: [ColumnDefinition]) { self.columns = columns }
  }

  private let text: StaticString
  private let parsed = AtomicLazyReference<Parsed>()

  public init(_ text: StaticString) { self.text = text }

  public init(_ columns: [ColumnDefinition]) {
    text = ""
    _ = parsed.storeIfNil(Parsed(columns))
  }

  /// The columns, in order.
  public var definitions: [ColumnDefinition] {
    if let known = parsed.load() { return known.columns }
    return parsed.storeIfNil(Parsed(Self.parse(Str(text)))).columns
  }

  private static func parse(_ text: Str) -> [ColumnDefinition] {
    var columns: [ColumnDefinition] = []
    var index = 0
    while index < text.count {
      let name = takeName(text, &index)
      let start = index
      while index < text.count, text[index] != UInt8(ascii: ",") { index += 1 }
      guard let type = ColumnType(keyword: text.slice(start, index)) else {
        preconditionFailure("a column list of the generated code names no type: \(text)")
      }
      columns.append(ColumnDefinition(name, type))
      // The comma and the blank behind it.
      index += 2
    }
    return columns
  }

  /// The name up to a colon, which is passed over.
  private static func takeName(_ text: Str, _ index: inout Int) -> Str {
    let start = index
    var isEscaped = false
    while index < text.count, text[index] != UInt8(ascii: ":") {
      if text[index] == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    let written = text.slice(start, index)
    index += 1
    return isEscaped ? unescaped(written) : written
  }

  /// A copy that lives as long as the process, like the literal itself.
  private static func unescaped(_ written: Str) -> Str {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: written.count)
    var count = 0
    var index = 0
    while index < written.count {
      if written[index] == UInt8(ascii: "\\") { index += 1 }
      bytes[count] = written[index]
      count += 1
      index += 1
    }
    return Str(base: bytes, count: count)
  }
}

extension ColumnList: ExpressibleByStringLiteral {
  public convenience init(stringLiteral value: StaticString) { self.init(value) }
}

extension ColumnList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { definitions.count }
  public func makeIterator() -> IndexingIterator<[ColumnDefinition]> { definitions.makeIterator() }
  public subscript(index: Int) -> ColumnDefinition { definitions[index] }
}

extension ColumnType {
  /// The type that KQL calls so.
  init?(keyword: Str) {
    for type in [ColumnType.bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .dynamic]
    where sameBytes(Str(type.keyword), keyword) {
      self = type
      return
    }
    return nil
  }
}
