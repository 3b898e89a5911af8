/// Any KQL value, or null, in 16 bytes: the cell of a table and the representation of `dynamic`.
///
/// Strings, arrays, bags, guids and decimals point into an arena (see `Str`). A cell of a `string` column
/// that is null reads as the empty string.
@frozen
public struct Value: @unchecked Sendable {
  /// What a value holds.
  @frozen
  public enum Kind: UInt8, Sendable {
    case null
    case bool
    case int
    case long
    case real
    case decimal
    case dateTime
    case timeSpan
    case guid
    case string
    /// `payload` points at `count` consecutive values.
    case array
    /// `payload` points at `count` consecutive (key, value) pairs of values, keys being strings, in document order.
    case bag
    /// Unparsed JSON text of an object or array, taken from an event; `materialized(_:)` turns it into a bag or array.
    case json
  }

  public let payload: UInt64
  public let count: UInt32
  public let kind: Kind

  @inlinable
  public init(kind: Kind, payload: UInt64, count: UInt32 = 0) {
    self.kind = kind
    self.payload = payload
    self.count = count
  }

  @inlinable public static var null: Value { Value(kind: .null, payload: 0) }
  @inlinable public static var emptyString: Value { Value(Str.empty) }

  // MARK: Making values

  @inlinable public init(_ value: Bool?) {
    if let value { self.init(kind: .bool, payload: value ? 1 : 0) } else { self = .null }
  }
  @inlinable public init(_ value: Int64?) {
    if let value {
      self.init(kind: .long, payload: UInt64(bitPattern: value))
    } else {
      self = .null
    }
  }
  @inlinable public init(int value: Int64?) {
    if let value {
      self.init(kind: .int, payload: UInt64(bitPattern: value))
    } else {
      self = .null
    }
  }
  @inlinable public init(_ value: Double?) {
    if let value { self.init(kind: .real, payload: value.bitPattern) } else { self = .null }
  }
  @inlinable public init(_ value: DateTime?) {
    if let value {
      self.init(kind: .dateTime, payload: UInt64(bitPattern: value.ticks))
    } else {
      self = .null
    }
  }
  @inlinable public init(_ value: TimeSpan?) {
    if let value {
      self.init(kind: .timeSpan, payload: UInt64(bitPattern: value.ticks))
    } else {
      self = .null
    }
  }
  @inlinable public init(_ value: Str) {
    self.init(
      kind: .string, payload: UInt64(UInt(bitPattern: value.base)),
      count: UInt32(truncatingIfNeeded: value.count))
  }
  public init(_ value: Guid?, _ cx: EvaluationContext) {
    guard let value else {
      self = .null
      return
    }
    let memory = cx.arena.allocate(16, alignment: 16).assumingMemoryBound(to: UInt64.self)
    memory[0] = value.high
    memory[1] = value.low
    self.init(kind: .guid, payload: UInt64(UInt(bitPattern: memory)))
  }
  public init(_ value: Decimal?, _ cx: EvaluationContext) {
    guard let value else {
      self = .null
      return
    }
    let memory = cx.arena.allocate(16, alignment: 16).assumingMemoryBound(to: Int128.self)
    memory.pointee = value.mantissa
    self.init(
      kind: .decimal, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(value.scale))
  }
  /// An array of the given elements, which are copied into the arena.
  public init(array elements: [Value], _ cx: EvaluationContext) {
    let memory = cx.arena.allocate(max(elements.count, 1) * 16, alignment: 16)
      .assumingMemoryBound(to: Value.self)
    for (index, element) in elements.enumerated() {
      (memory + index).initialize(to: element)
    }
    self.init(
      kind: .array, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(elements.count))
  }
  /// A property bag of the given pairs, which are copied into the arena. Keys must be distinct.
  public init(bag pairs: [(key: Str, value: Value)], _ cx: EvaluationContext) {
    let memory = cx.arena.allocate(max(pairs.count, 1) * 32, alignment: 16)
      .assumingMemoryBound(to: Value.self)
    for (index, pair) in pairs.enumerated() {
      (memory + 2 * index).initialize(to: Value(pair.key))
      (memory + 2 * index + 1).initialize(to: pair.value)
    }
    self.init(kind: .bag, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(pairs.count))
  }

  // MARK: Reading a cell of a known column type (no conversion: another kind reads as null)

  @inlinable public var isNull: Bool { kind == .null }
  @inlinable public var bool: Bool? { kind == .bool ? payload != 0 : nil }
  @inlinable public var long: Int64? {
    kind == .long || kind == .int ? Int64(bitPattern: payload) : nil
  }
  @inlinable public var real: Double? { kind == .real ? Double(bitPattern: payload) : nil }
  @inlinable public var dateTime: DateTime? {
    kind == .dateTime ? DateTime(ticks: Int64(bitPattern: payload)) : nil
  }
  @inlinable public var timeSpan: TimeSpan? {
    kind == .timeSpan ? TimeSpan(ticks: Int64(bitPattern: payload)) : nil
  }
  @inlinable public var string: Str { kind == .string ? unsafeText : .empty }
  public var guid: Guid? {
    guard kind == .guid else { return nil }
    let memory = UnsafePointer<UInt64>(bitPattern: UInt(payload)).unsafelyUnwrapped
    return Guid(high: memory[0], low: memory[1])
  }
  public var decimal: Decimal? {
    guard kind == .decimal else { return nil }
    let memory = UnsafePointer<Int128>(bitPattern: UInt(payload)).unsafelyUnwrapped
    return Decimal(mantissa: memory.pointee, scale: Int(count))
  }

  /// The bytes behind a `string` or `json` value.
  @inlinable public var unsafeText: Str {
    Str(base: UnsafePointer<UInt8>(bitPattern: UInt(payload)).unsafelyUnwrapped, count: Int(count))
  }
  /// The elements of an `array`.
  @inlinable public var elements: UnsafeBufferPointer<Value> {
    kind == .array
      ? .init(start: UnsafePointer<Value>(bitPattern: UInt(payload)), count: Int(count))
      : .init(start: nil, count: 0)
  }
  /// Key and value, in turn, of a `bag`: twice `count` values.
  @inlinable public var pairs: UnsafeBufferPointer<Value> {
    kind == .bag
      ? .init(start: UnsafePointer<Value>(bitPattern: UInt(payload)), count: 2 * Int(count))
      : .init(start: nil, count: 0)
  }
}
