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
  /// The address of a retained `Parsed`; 0 before the first use. `AtomicLazyReference` looks up metadata at each load.
  private let parsed: Atomic<UInt>

  public init(_ text: StaticString) {
    self.text = text
    parsed = Atomic(0)
  }

  public init(_ columns: [ColumnDefinition]) {
    text = ""
    parsed = Atomic(Self.address(Parsed(columns)))
  }

  deinit {
    if let last = Self.reference(parsed.load(ordering: .acquiring)) { last.release() }
  }

  /// The columns, in order.
  public var definitions: [ColumnDefinition] {
    if let known = Self.reference(parsed.load(ordering: .acquiring)) {
      return known._withUnsafeGuaranteedRef { $0.columns }
    }
    let made = Parsed(Self.parse(Str(text)))
    let address = Self.address(made)
    let (isFirst, earlier) = parsed.compareExchange(
      expected: 0, desired: address, ordering: .acquiringAndReleasing)
    if isFirst { return made.columns }
    // Another thread was faster.
    Self.reference(address)?.release()
    return Self.reference(earlier)?._withUnsafeGuaranteedRef { $0.columns } ?? made.columns
  }

  private static func address(_ parsed: Parsed) -> UInt {
    UInt(bitPattern: Unmanaged.passRetained(parsed).toOpaque())
  }

  private static func reference(_ address: UInt) -> Unmanaged<Parsed>? {
    UnsafeRawPointer(bitPattern: address).map(Unmanaged.fromOpaque)
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
    guard keyword.count >= 2 else { return nil }
    // The first two letters tell them apart.
    let type: ColumnType? =
      switch (keyword[0], keyword[1]) {
      case (UInt8(ascii: "b"), _): .bool
      case (UInt8(ascii: "i"), _): .int
      case (UInt8(ascii: "l"), _): .long
      case (UInt8(ascii: "r"), _): .real
      case (UInt8(ascii: "d"), UInt8(ascii: "e")): .decimal
      case (UInt8(ascii: "d"), UInt8(ascii: "a")): .dateTime
      case (UInt8(ascii: "d"), UInt8(ascii: "y")): .dynamic
      case (UInt8(ascii: "t"), _): .timeSpan
      case (UInt8(ascii: "g"), _): .guid
      case (UInt8(ascii: "s"), _): .string
      default: nil
      }
    guard let type, sameBytes(Str(type.keyword), keyword) else { return nil }
    self = type
  }
}
