/// A part of a MaxMind database that does not keep to the format: a field outside of it, a kind that is none, a pointer to
/// a pointer.
struct MalformedField: Error {}

/// The fields of a part of a MaxMind database: of its data, or of its metadata.
///
/// See "Output Data Section" of `MaxMind-DB-spec.md`. Whatever the bytes are, nothing outside of them is read, and no walk
/// goes on for ever: a pointer is followed once.
struct MaxMindFields {
  private let base: UnsafePointer<UInt8>
  /// The number of bytes.
  let count: Int

  /// - Parameter base: stays where it is as long as the fields, or texts in them, are used.
  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The kinds of fields by their numbers; the deprecated 12 and 13 are in no database.
  enum Kind: Int {
    case pointer = 1
    case text, double, bytes, uint16, uint32, map, int32, uint64, uint128, array
    case boolean = 14
    case float
  }

  /// A field: its kind, where it is, and its size.
  struct Field {
    let kind: Kind
    /// Where the bytes of its value begin; of a map or an array, its first entry.
    let start: Int
    /// Bytes; of a map or an array, entries; of a boolean, its value; of a pointer, where to.
    let size: Int

    /// Where the next field begins, behind a map or an array that of its first entry.
    var end: Int {
      switch kind {
      case .pointer, .map, .array, .boolean: start
      case .text, .double, .bytes, .uint16, .uint32, .int32, .uint64, .uint128, .float: start + size
      }
    }
  }

  // MARK: Fields

  /// The field that begins at a place.
  func field(at place: Int) throws(MalformedField) -> Field {
    var place = place
    let control = try bits(1, at: &place)
    var number = control >> 5
    if number == Kind.pointer.rawValue {
      let size = control >> 3 & 3
      let low = try bits(size + 1, at: &place)
      // The control byte's last bits come first, but for a pointer of four bytes.
      let target =
        switch size {
        case 0: (control & 7) << 8 | low
        case 1: ((control & 7) << 16 | low) + 2048
        case 2: ((control & 7) << 24 | low) + 526_336
        default: low
        }
      return Field(kind: .pointer, start: place, size: target)
    }
    if number == 0 {
      number = 7 + (try bits(1, at: &place))
      // Those below have numbers of their own.
      guard number > Kind.map.rawValue else { throw MalformedField() }
    }
    guard let kind = Kind(rawValue: number) else { throw MalformedField() }
    var size = control & 31
    switch size {
    case 29: size = 29 + (try bits(1, at: &place))
    case 30: size = 285 + (try bits(2, at: &place))
    case 31: size = 65_821 + (try bits(3, at: &place))
    default: break
    }
    let field = Field(kind: kind, start: place, size: size)
    guard field.end <= count, Self.isSize(size, of: kind) else { throw MalformedField() }
    return field
  }

  private static func isSize(_ size: Int, of kind: Kind) -> Bool {
    switch kind {
    case .pointer, .text, .bytes, .map, .array: true
    case .double: size == 8
    case .float: size == 4
    case .uint16: size <= 2
    case .uint32, .int32: size <= 4
    case .uint64: size <= 8
    case .uint128: size <= 16
    case .boolean: size <= 1
    }
  }

  /// A number of up to four bytes, the first one first.
  private func bits(_ length: Int, at place: inout Int) throws(MalformedField) -> Int {
    guard place >= 0, place <= count - length else { throw MalformedField() }
    var result = 0
    for index in place..<(place + length) { result = result << 8 | Int(base[index]) }
    place += length
    return result
  }

  /// What the field is, or points to.
  func value(of field: Field) throws(MalformedField) -> Field {
    guard field.kind == .pointer else { return field }
    let target = try self.field(at: field.size)
    guard target.kind != .pointer else { throw MalformedField() }
    return target
  }

  /// What the field at a place is, or points to.
  func value(at place: Int) throws(MalformedField) -> Field { try value(of: try field(at: place)) }

  /// Where the next field begins, behind all that belongs to this one.
  func end(of field: Field) throws(MalformedField) -> Int {
    var place = field.end
    var left = Self.entries(field)
    // Each round passes over at least one byte.
    while left > 0 {
      let inner = try self.field(at: place)
      place = inner.end
      left += Self.entries(inner) - 1
    }
    return place
  }

  /// The number of fields that follow and belong to this one.
  private static func entries(_ field: Field) -> Int {
    switch field.kind {
    case .map: 2 * field.size
    case .array: field.size
    case .pointer, .text, .double, .bytes, .uint16, .uint32, .int32, .uint64, .uint128, .boolean, .float: 0
    }
  }

  // MARK: Values

  /// The bytes of a text; nil if the field is none, or not in UTF-8.
  func text(_ field: Field) -> Str? {
    guard field.kind == .text else { return nil }
    let text = Str(base: base + field.start, count: field.size)
    return isWellFormed(text) ? text : nil
  }

  /// The number of a double or float; nil if the field is none.
  func real(_ field: Field) -> Double? {
    switch field.kind {
    case .double: Double(bitPattern: unsigned(field))
    case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: unsigned(field))))
    case .pointer, .text, .bytes, .uint16, .uint32, .map, .int32, .uint64, .uint128, .array, .boolean: nil
    }
  }

  /// The number of an unsigned integer of up to four bytes; nil if the field is none.
  func integer(_ field: Field) -> Int? {
    switch field.kind {
    case .uint16, .uint32: Int(unsigned(field))
    case .pointer, .text, .double, .bytes, .map, .int32, .uint64, .uint128, .array, .boolean, .float: nil
    }
  }

  /// The bytes of the field, at most eight, as a number.
  private func unsigned(_ field: Field) -> UInt64 {
    var result: UInt64 = 0
    for index in field.start..<field.end { result = result << 8 | UInt64(base[index]) }
    return result
  }

  // MARK: Maps and arrays

  /// The entries of a map, one after the other.
  struct Members {
    private let fields: MaxMindFields
    private var left: Int
    private var place: Int

    fileprivate init(_ fields: MaxMindFields, _ map: Field) {
      self.fields = fields
      left = map.kind == .map ? map.size : 0
      place = map.start
    }

    /// The next key and what belongs to it.
    mutating func next() throws(MalformedField) -> (key: Str, value: Field)? {
      guard left > 0 else { return nil }
      left -= 1
      let keyField = try fields.field(at: place)
      let name = try fields.value(of: keyField)
      guard name.kind == .text else { throw MalformedField() }
      let field = try fields.field(at: keyField.end)
      place = try fields.end(of: field)
      return (Str(base: fields.base + name.start, count: name.size), try fields.value(of: field))
    }
  }

  /// The entries of a map; none of what is no map.
  func members(of map: Field) -> Members { Members(self, map) }

  /// What belongs to a key of a map; nil if the map does not have it, or is none.
  func member(_ name: Str, of map: Field) throws(MalformedField) -> Field? {
    var members = members(of: map)
    while let (key, value) = try members.next() {
      if sameBytes(key, name) { return value }
    }
    return nil
  }

  /// The last element of an array; nil if it is empty, or none.
  func lastElement(of array: Field) throws(MalformedField) -> Field? {
    guard array.kind == .array, array.size > 0 else { return nil }
    var place = array.start
    for _ in 1..<array.size { place = try end(of: try field(at: place)) }
    return try value(at: place)
  }
}

/// Whether the text is UTF-8.
private func isWellFormed(_ text: Str) -> Bool {
  var at = 0
  while at < text.count {
    let length = sequenceLength(text.base + at, text.count - at)
    if length == 0 { return false }
    at += length
  }
  return true
}
