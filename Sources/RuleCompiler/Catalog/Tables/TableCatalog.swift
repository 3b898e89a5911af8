/// The tables that queries may read: those of Log Analytics, Sentinel and Defender, and the user's own.
public struct TableCatalog: Sendable {
  /// The tables that Microsoft documents or its connectors create.
  public static let standard = TableCatalog(packed: PackedTables(), own: [:])

  private let packed: PackedTables
  private let own: [String: TableSchema]

  private init(packed: PackedTables, own: [String: TableSchema]) {
    self.packed = packed
    self.own = own
  }

  /// The schema of a table; its columns are decoded now.
  /// - Returns: nil if there is no table of that name; names are case-sensitive.
  public func table(named name: String) -> TableSchema? { own[name] ?? packed.table(named: name) }

  /// Whether there is a table of that name, without decoding its columns.
  public func contains(_ name: String) -> Bool { own[name] != nil || packed.contains(name) }

  /// All names, sorted.
  public var names: [String] {
    if own.isEmpty { return packed.names }
    return (packed.names + own.keys.filter { !packed.contains($0) }).sorted()
  }

  /// The table that was probably meant by a name that is not known.
  public func suggestion(for name: String) -> String? { closest(to: name, in: names) }

  /// This catalog with further tables; one that is already there is replaced.
  public func adding(_ tables: [TableSchema]) -> TableCatalog {
    var own = own
    for table in tables { own[table.name] = table }
    return TableCatalog(packed: packed, own: own)
  }
}

/// Reads `PackedTableSchemas` in place.
private struct PackedTables: Sendable {
  /// Sorted, as in the packed text.
  let names: [String]
  /// For each table the range of its column numbers in `PackedTableSchemas.tables`.
  private let codes: [String: Range<Int>]

  init() {
    var names: [String] = []
    var codes: [String: Range<Int>] = [:]
    names.reserveCapacity(PackedTableSchemas.tableCount)
    codes.reserveCapacity(PackedTableSchemas.tableCount)
    PackedTableSchemas.tables.withUTF8Buffer { text in
      var lineStart = 0
      while lineStart < text.count {
        var tab = lineStart
        while text[tab] != UInt8(ascii: "\t") { tab += 1 }
        let name = String(decoding: text[lineStart..<tab], as: UTF8.self)
        var end = tab + 1
        while end < text.count, text[end] != UInt8(ascii: "\n") { end += 3 }
        names.append(name)
        codes[name] = (tab + 1)..<end
        lineStart = end + 1
      }
    }
    self.names = names
    self.codes = codes
  }

  func contains(_ name: String) -> Bool { codes[name] != nil }

  func table(named name: String) -> TableSchema? {
    guard let range = codes[name] else { return nil }
    let columns = PackedTableSchemas.tables.withUTF8Buffer { text in
      stride(from: range.lowerBound, to: range.upperBound, by: 3).map { position in
        column(Self.number(text, at: position, digits: 3))
      }
    }
    return TableSchema(name: name, columns: columns)
  }

  private func column(_ index: Int) -> TableSchema.Column {
    let (start, end) = PackedTableSchemas.starts.withUTF8Buffer { text in
      (Self.number(text, at: index * 4, digits: 4), Self.number(text, at: index * 4 + 4, digits: 4))
    }
    return PackedTableSchemas.columns.withUTF8Buffer { text in
      TableSchema.Column(
        String(decoding: text[(start + 1)..<end], as: UTF8.self), Self.type(ofLetter: text[start]))
    }
  }

  private static func type(ofLetter letter: UInt8) -> ScalarType {
    switch letter {
    case UInt8(ascii: "b"): .bool
    case UInt8(ascii: "d"): .datetime
    case UInt8(ascii: "m"): .decimal
    case UInt8(ascii: "y"): .dynamic
    case UInt8(ascii: "g"): .guid
    case UInt8(ascii: "i"): .int
    case UInt8(ascii: "l"): .long
    case UInt8(ascii: "r"): .real
    case UInt8(ascii: "t"): .timespan
    default: .string
    }
  }

  /// Digits in base 64: `0-9A-Za-z-_`.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, at position: Int, digits: Int) -> Int {
    var number = 0
    for offset in position..<(position + digits) {
      let digit = text[offset]
      let value =
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x5A: digit - 0x41 + 10
        case 0x61...0x7A: digit - 0x61 + 36
        case 0x2D: UInt8(62)
        default: UInt8(63)
        }
      number = number << 6 | Int(value)
    }
    return number
  }
}
