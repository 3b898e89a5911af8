/// Rows that states of a summary refer to, each a block with all of its cells and texts. A row that nothing refers to
/// any more makes room for another.
final class KeptRows {
  /// Number of references, size; time; then the cells, then what they point at.
  struct Reference {
    static let headerSize = 16
    let base: UnsafeMutableRawPointer

    init(_ base: UnsafeMutableRawPointer) { self.base = base }
    /// From a word that `word` has given; nil of 0.
    init?(word: UInt64) {
      guard let base = UnsafeMutableRawPointer(bitPattern: UInt(word)) else { return nil }
      self.base = base
    }

    var word: UInt64 { UInt64(UInt(bitPattern: base)) }
    var time: Int64 { base.load(fromByteOffset: 8, as: Int64.self) }
    var cells: UnsafePointer<Value> {
      UnsafePointer((base + Self.headerSize).assumingMemoryBound(to: Value.self))
    }
    fileprivate var references: UInt32 {
      get { base.load(as: UInt32.self) }
      nonmutating set { base.storeBytes(of: newValue, as: UInt32.self) }
    }
    fileprivate var size: Int { Int(base.load(fromByteOffset: 4, as: UInt32.self)) }
  }

  private static let unit = 32
  /// Larger rows have memory of their own.
  private static let largest = 2048

  /// The columns of the source, by which rows are ordered, and the computed values behind them.
  let width: Int
  let computed: Int
  private var chunks: [UnsafeMutableRawPointer] = []
  private var next = UnsafeMutableRawPointer(bitPattern: 16)!
  private var left = 0
  /// For each size in units, the first free block, which points at the next.
  private var free: [UnsafeMutableRawPointer?] = Array(repeating: nil, count: largest / unit + 1)
  private var large: Set<UnsafeMutableRawPointer> = []
  private(set) var reservedBytes = 0

  init(width: Int, computed: Int) {
    self.width = width
    self.computed = computed
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
    for block in large { block.deallocate() }
  }

  // MARK: Keeping

  /// A copy of a row, to which nothing refers yet.
  func keep(_ row: UnsafePointer<Value>, _ values: UnsafePointer<Value>, time: Int64) -> Reference {
    var size = Reference.headerSize + 16 * (width + computed)
    for column in 0..<width { size += bytesBehind(row[column]) }
    for column in 0..<computed { size += bytesBehind(values[column]) }
    precondition(size <= Int(UInt32.max), "a row is too large to be kept")
    let rounded = (size + Self.unit - 1) / Self.unit * Self.unit
    let reference = Reference(allocate(rounded))
    reference.base.storeBytes(of: 0, as: UInt32.self)
    reference.base.storeBytes(of: UInt32(rounded), toByteOffset: 4, as: UInt32.self)
    reference.base.storeBytes(of: time, toByteOffset: 8, as: Int64.self)
    let cells = (reference.base + Reference.headerSize).assumingMemoryBound(to: Value.self)
    var free = UnsafeMutableRawPointer(cells + width + computed)
    for column in 0..<width { (cells + column).initialize(to: copyCell(row[column], to: &free)) }
    for column in 0..<computed { (cells + width + column).initialize(to: copyCell(values[column], to: &free)) }
    return reference
  }

  /// A copy of a row of another object.
  func keep(_ other: Reference) -> Reference { keep(other.cells, other.cells + width, time: other.time) }

  func retain(_ row: Reference) { row.references += 1 }

  func release(_ row: Reference) {
    row.references -= 1
    if row.references == 0 { discard(row) }
  }

  private func discard(_ row: Reference) {
    let size = row.size
    if size > Self.largest {
      large.remove(row.base)
      reservedBytes -= size
      row.base.deallocate()
      return
    }
    row.base.storeBytes(of: free[size / Self.unit], as: UnsafeMutableRawPointer?.self)
    free[size / Self.unit] = row.base
  }

  private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    if size > Self.largest {
      let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
      large.insert(block)
      reservedBytes += size
      return block
    }
    if let block = free[size / Self.unit] {
      free[size / Self.unit] = block.load(as: UnsafeMutableRawPointer?.self)
      return block
    }
    if left < size {
      let chunk = max(size, min(1 << 18, 1 << (11 + min(chunks.count, 7))))
      next = .allocate(byteCount: chunk, alignment: 16)
      chunks.append(next)
      left = chunk
      reservedBytes += chunk
    }
    defer {
      next += size
      left -= size
    }
    return next
  }

  // MARK: Order

  /// Whether a row comes before one that is kept: by time, then by its columns.
  func precedes(_ row: UnsafePointer<Value>, time: Int64, _ other: Reference) -> Bool {
    time != other.time ? time < other.time : order(row, other.cells) < 0
  }

  func precedes(_ a: Reference, _ b: Reference) -> Bool { precedes(a.cells, time: a.time, b) }

  private func order(_ a: UnsafePointer<Value>, _ b: UnsafePointer<Value>) -> Int {
    for column in 0..<width {
      let order = orderOfContents(a[column], b[column])
      if order != 0 { return order }
    }
    return 0
  }
}

/// Bytes that a copy of the cell takes beside itself.
private func bytesBehind(_ value: Value) -> Int {
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return 0
  case .string, .json: return (Int(value.count) + 15) & ~15
  case .guid, .decimal: return 16
  case .array: return value.elements.reduce(16 * value.elements.count) { $0 + bytesBehind($1) }
  case .bag: return value.pairs.reduce(16 * value.pairs.count) { $0 + bytesBehind($1) }
  }
}

/// A copy of the cell whose bytes begin at `free`, which is moved behind them.
private func copyCell(_ value: Value, to free: inout UnsafeMutableRawPointer) -> Value {
  let target = free
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return value
  case .string, .json:
    target.copyMemory(from: value.unsafeText.base, byteCount: Int(value.count))
    free += (Int(value.count) + 15) & ~15
  case .guid, .decimal:
    target.copyMemory(from: UnsafeRawPointer(bitPattern: UInt(value.payload)).unsafelyUnwrapped, byteCount: 16)
    free += 16
  case .array, .bag:
    let source = value.kind == .bag ? value.pairs : value.elements
    let cells = target.assumingMemoryBound(to: Value.self)
    free += 16 * source.count
    for index in source.indices { (cells + index).initialize(to: copyCell(source[index], to: &free)) }
  }
  return Value(kind: value.kind, payload: UInt64(UInt(bitPattern: target)), count: value.count)
}
