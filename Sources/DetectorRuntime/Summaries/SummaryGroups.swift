/// What generated code puts the rows of a summary into: gathers a batch of them, then takes it to the groups at once,
/// so that the accesses to memory of many rows overlap.
///
///     groups.put(account)
///     groups.take(tolower(command))
///     groups.endRow(index)
///
/// Keys first, then the computed values, in the order of the definition. Strings must live until the rows are done.
public final class SummaryGroups {
  private static let capacity = 1024

  /// A column of the batch.
  struct Column {
    let base: UnsafePointer<Value>
    let stride: Int
    let indices: UnsafePointer<Int32>

    @inline(__always) subscript(_ index: Int) -> Value { base[Int(indices[index]) &* stride] }
  }

  private let cx = EvaluationContext(now: DateTime(ticks: 0))
  @exclusivity(unchecked) private var summary: Summary?
  /// The columns of the source, and how many values are computed.
  @exclusivity(unchecked) private var width = 0
  @exclusivity(unchecked) private var computed = 0
  @exclusivity(unchecked) private var cells: UnsafePointer<Value>
  @exclusivity(unchecked) private var times: UnsafePointer<Int64>

  /// The rows of the batch.
  @exclusivity(unchecked) private(set) var count = 0
  private let keys = PackedKey(capacity: 1 << 14)
  @exclusivity(unchecked) private var values: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private var room = 1
  @exclusivity(unchecked) private var filled = 0
  /// Of each row: its number among those of the source, where its key ends, the key's hash.
  private let numbers: UnsafeMutablePointer<Int32>
  private let identity: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<Int>
  private let hashes: UnsafeMutablePointer<UInt64>
  /// Of each row: what the table says first about its hash, its group, the copy that states refer to.
  private let hints: UnsafeMutablePointer<UInt64>
  let places: UnsafeMutablePointer<UInt32>
  let records: UnsafeMutablePointer<KeyedRecords.Record>
  private let isFirst: UnsafeMutablePointer<Bool>
  private let references: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var hasReferences = false

  init() {
    let capacity = Self.capacity
    values = .allocate(capacity: capacity)
    cells = UnsafePointer(values)
    numbers = .allocate(capacity: capacity)
    identity = .allocate(capacity: capacity)
    for index in 0..<capacity { (identity + index).initialize(to: Int32(index)) }
    ends = .allocate(capacity: capacity)
    hashes = .allocate(capacity: capacity)
    hints = .allocate(capacity: capacity)
    places = .allocate(capacity: capacity)
    records = .allocate(capacity: capacity)
    isFirst = .allocate(capacity: capacity)
    references = .allocate(capacity: capacity)
    references.initialize(repeating: 0, count: capacity)
    let times = UnsafeMutablePointer<Int64>.allocate(capacity: 1)
    noTimes = times
    self.times = UnsafePointer(times)
  }
  private let noTimes: UnsafeMutablePointer<Int64>

  deinit {
    values.deallocate()
    numbers.deallocate()
    identity.deallocate()
    ends.deallocate()
    hashes.deallocate()
    hints.deallocate()
    places.deallocate()
    records.deallocate()
    isFirst.deallocate()
    references.deallocate()
    noTimes.deallocate()
  }

  /// Takes rows to the groups of `summary`.
  func add(_ rows: Rows, times: UnsafePointer<Int64>, to summary: Summary) {
    let definition = summary.layout.definition
    self.summary = summary
    (width, computed) = (rows.width, definition.computed)
    if computed > room {
      values.deallocate()
      room = computed
      values = .allocate(capacity: room * Self.capacity)
    }
    (cells, self.times) = (rows.cells, times)
    definition.summarize(rows, self, cx)
    flush()
    self.summary = nil
    cx.arena.reset()
  }

  // MARK: Putting a row

  public func put(_ value: Str) { keys.append(value) }
  public func put(_ value: Int64?) { keys.append(value == nil, UInt64(bitPattern: value ?? 0)) }
  public func put(_ value: Bool?) { keys.append(value == nil, value == true ? 1 : 0) }
  public func put(_ value: DateTime?) { keys.append(value == nil, UInt64(bitPattern: value?.ticks ?? 0)) }
  public func put(_ value: TimeSpan?) { keys.append(value == nil, UInt64(bitPattern: value?.ticks ?? 0)) }
  public func put(_ value: Guid?) { keys.append(value) }
  /// A cell of a type that says what it is: of strings and whole words.
  public func put(_ value: Value) {
    if value.kind == .string { put(value.string) } else { keys.append(value.isNull, value.payload) }
  }

  public func take(_ value: Value) {
    (values + (count &* computed &+ filled)).initialize(to: value)
    filled &+= 1
  }
  public func take(_ value: Bool?) { take(Value(value)) }
  public func take(_ value: Int64?) { take(Value(value)) }
  public func take(_ value: Double?) { take(Value(value)) }
  public func take(_ value: DateTime?) { take(Value(value)) }
  public func take(_ value: TimeSpan?) { take(Value(value)) }
  public func take(_ value: Guid?) { take(Value(value, cx)) }
  public func take(_ value: Decimal?) { take(Value(value, cx)) }
  public func take(_ value: Str) { take(Value(value)) }

  /// Closes the row with that number.
  public func endRow(_ number: Int) {
    assert(filled == computed, "a row was closed with \(filled) values")
    filled = 0
    let start = count == 0 ? 0 : ends[count - 1]
    (numbers + count).initialize(to: Int32(truncatingIfNeeded: number))
    (ends + count).initialize(to: keys.count)
    (hashes + count).initialize(to: PackedKey.hash(keys.bytes + start, keys.count - start))
    count &+= 1
    if count == Self.capacity { flush() }
  }

  private func flush() {
    guard count > 0 else { return }
    summary?.fold(self)
    count = 0
    keys.removeAll()
  }

  // MARK: Reading the batch

  func column(_ argument: SummaryArgument) -> Column {
    switch argument {
    case .column(let column):
      Column(base: cells + column, stride: width, indices: UnsafePointer(numbers))
    case .computed(let position):
      Column(base: UnsafePointer(values + position), stride: computed, indices: UnsafePointer(identity))
    }
  }

  @inline(__always) func time(_ index: Int) -> Int64 { times[Int(numbers[index])] }
  @inline(__always) func row(_ index: Int) -> UnsafePointer<Value> { cells + Int(numbers[index]) &* width }
  /// Whether the row has made its group.
  @inline(__always) func isNew(_ index: Int) -> Bool { isFirst[index] }

  /// Finds the groups of all rows: loads that do not wait for each other first.
  func locate(_ groups: inout KeyedRecords) {
    for index in 0..<count { (hints + index).initialize(to: groups.firstSlot(hashes[index])) }
    var sum: UInt64 = 0
    for index in 0..<count where hints[index] != 0 {
      sum &+= groups.record(at: UInt32(truncatingIfNeeded: hints[index]) &- 1).hash
    }
    touched = sum
    var start = 0
    for index in 0..<count {
      let (place, isNew) = groups.find(
        hashes[index], keys.bytes + start, ends[index] - start, hint: hints[index])
      (places + index).initialize(to: place)
      (isFirst + index).initialize(to: isNew)
      (records + index).initialize(to: groups.record(at: place))
      start = ends[index]
    }
  }
  /// Keeps the loads of `locate` from being left out.
  @exclusivity(unchecked) private var touched: UInt64 = 0

  /// The copy of a row that states of `summary` refer to; made once, and held until the batch is done.
  func reference(_ index: Int, _ summary: Summary) -> KeptRows.Reference {
    if let known = KeptRows.Reference(word: references[index]) { return known }
    guard let rows = summary.rows else { preconditionFailure("a summary without rows refers to one") }
    let row = rows.keep(row(index), values + index * computed, time: time(index))
    rows.retain(row)
    references[index] = row.word
    hasReferences = true
    return row
  }

  func letGoOfRows(_ summary: Summary) {
    guard hasReferences, let rows = summary.rows else { return }
    for index in 0..<count {
      if let row = KeptRows.Reference(word: references[index]) { rows.release(row) }
      references[index] = 0
    }
    hasReferences = false
  }
}
