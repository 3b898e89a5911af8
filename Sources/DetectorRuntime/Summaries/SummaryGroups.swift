/// What generated code puts the rows of a summary into: gathers a batch of them, then takes it to the groups at once,
/// so that the accesses to memory of many rows overlap.
///
///     groups.put(account)
///     groups.take(tolower(command))
///     groups.endRow(index)
///
/// Keys first, then the computed values, in the order of the definition. Strings must live until the rows are done.
public final class SummaryGroups {
  private static let capacity = 256
  /// So many events are looked for at once, and so many later their slots are at hand.
  private static let stretch = 16

  /// A column of the batch.
  struct Column {
    let base: UnsafePointer<Value>
    let stride: Int
    let indices: UnsafePointer<Int32>

    @inline(__always) subscript(_ index: Int) -> Value { base[Int(indices[index]) &* stride] }
  }
  /// The rows of a batch that an aggregate reads.
  struct Selection {
    let count: Int
    let indices: UnsafePointer<Int32>
  }

  private let cx = EvaluationContext(now: DateTime(ticks: 0))
  @exclusivity(unchecked) private var summary: Summary?
  /// The columns of the source, and how many values are computed.
  @exclusivity(unchecked) private var width = 0
  @exclusivity(unchecked) private var computed = 0
  /// How far apart the cells of a row are, and those of a column.
  @exclusivity(unchecked) private var columnStride = 1
  @exclusivity(unchecked) private var rowStride = 1
  @exclusivity(unchecked) private var cells: UnsafePointer<Value>
  @exclusivity(unchecked) private var times: UnsafePointer<Int64>
  /// The times of events that are put one by one.
  @exclusivity(unchecked) private var ownTimes: UnsafeMutablePointer<Int64>

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
  /// The rows that a filter leaves.
  private let selected: UnsafeMutablePointer<Int32>
  /// Of each row: where its group probably is, its group, the copy that states refer to.
  private let likely: UnsafeMutablePointer<UInt32>
  let places: UnsafeMutablePointer<UInt32>
  let records: UnsafeMutablePointer<KeyedRecords.Record>
  private let isFirst: UnsafeMutablePointer<Bool>
  private let references: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var hasReferences = false
  /// Whether the likely places of all rows have been found.
  @exclusivity(unchecked) private var isSought = false

  init() {
    let capacity = Self.capacity
    values = .allocate(capacity: capacity)
    cells = UnsafePointer(values)
    numbers = .allocate(capacity: capacity)
    identity = .allocate(capacity: capacity)
    for index in 0..<capacity { (identity + index).initialize(to: Int32(index)) }
    ends = .allocate(capacity: capacity)
    hashes = .allocate(capacity: capacity)
    likely = .allocate(capacity: capacity)
    selected = .allocate(capacity: capacity)
    places = .allocate(capacity: capacity)
    records = .allocate(capacity: capacity)
    isFirst = .allocate(capacity: capacity)
    references = .allocate(capacity: capacity)
    references.initialize(repeating: 0, count: capacity)
    ownTimes = .allocate(capacity: 1)
    times = UnsafePointer(ownTimes)
  }

  deinit {
    values.deallocate()
    numbers.deallocate()
    identity.deallocate()
    ends.deallocate()
    hashes.deallocate()
    likely.deallocate()
    selected.deallocate()
    places.deallocate()
    records.deallocate()
    isFirst.deallocate()
    references.deallocate()
    ownTimes.deallocate()
  }

  /// Takes rows to the groups of `summary`.
  func add(_ rows: Rows, times: UnsafePointer<Int64>, to summary: Summary) {
    let definition = summary.layout.definition
    self.summary = summary
    (width, computed) = (rows.width, definition.computed)
    (columnStride, rowStride) = (1, rows.width)
    if computed > room {
      values.deallocate()
      room = computed
      values = .allocate(capacity: room * Self.capacity)
    }
    (cells, self.times) = (rows.cells, times)
    if let summarize = definition.summarize { summarize(rows, self, cx) } else { put(rows, definition.keys) }
    flush()
    self.summary = nil
    cx.arena.reset()
  }

  /// Puts rows whose keys are their first cells.
  private func put(_ rows: Rows, _ types: [ColumnType]) {
    for index in 0..<rows.count {
      let row = rows.cells + index &* rows.width
      for column in types.indices { keys.append(row[column], types[column]) }
      endRow(index)
    }
  }

  // MARK: Taking events

  /// Prepares for events that are put one by one, of a source that keeps so many columns.
  func beginEvents(width: Int) {
    self.width = width
    (columnStride, rowStride) = (Self.capacity, 1)
    room = max(width, 1)
    values.deallocate()
    values = .allocate(capacity: room * Self.capacity)
    cells = UnsafePointer(values)
    numbers.update(from: identity, count: Self.capacity)
    ownTimes.deallocate()
    ownTimes = .allocate(capacity: Self.capacity)
    times = UnsafePointer(ownTimes)
  }

  /// Puts a row whose keys are the event's first cells, and of the others those that aggregates read.
  /// - Returns: whether there is room for another.
  @inline(__always)
  func put(
    _ event: EventRow, time: Int64, keys types: UnsafeBufferPointer<ColumnType>, arguments: UnsafeBufferPointer<Int32>,
    _ finder: KeyedRecords.Finder
  ) -> Bool {
    let row = count
    for column in types.indices { keys.append(event.value(column), types[column]) }
    for column in arguments {
      (values + (Int(column) &* Self.capacity &+ row)).initialize(to: event.value(Int(column)))
    }
    (ownTimes + row).initialize(to: time)
    (ends + row).initialize(to: keys.count)
    (hashes + row).initialize(to: keys.takeHash())
    count = row &+ 1
    if count % Self.stretch == 0 { seekStretch(finder) }
    return count < Self.capacity
  }

  /// Asks for the groups of the last stretch but one and for the slots of the last one. The accesses to memory overlap with
  /// the reading of further events. Asking may have to wait, too, for the place's page to be looked up: in these loops the
  /// askings wait together.
  @inline(never)
  private func seekStretch(_ finder: KeyedRecords.Finder) {
    let (hashes, end) = (UnsafePointer(hashes), count)
    let start = end &- Self.stretch
    if start > 0 { findLikely(start &- Self.stretch..<start, finder) }
    for row in start..<end { finder.prefetch(hashes[row]) }
  }

  @inline(__always)
  private func findLikely(_ rows: Range<Int>, _ finder: KeyedRecords.Finder) {
    let (hashes, likely) = (UnsafePointer(hashes), likely)
    for row in rows { (likely + row).initialize(to: finder.likelyPlace(hashes[row])) }
  }

  /// Takes the events that have been put to the groups of `summary`.
  func foldEvents(into summary: Summary) {
    guard count > 0 else { return }
    findLikely(max(count / Self.stretch - 1, 0) * Self.stretch..<count, summary.groups.finder)
    isSought = true
    summary.fold(self)
    isSought = false
    count = 0
    keys.removeAll()
  }

  func forgetEvents() {
    count = 0
    keys.removeAll()
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
    (numbers + count).initialize(to: Int32(truncatingIfNeeded: number))
    (ends + count).initialize(to: keys.count)
    (hashes + count).initialize(to: keys.takeHash())
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
      Column(base: cells + column &* columnStride, stride: rowStride, indices: UnsafePointer(numbers))
    case .computed(let position):
      Column(base: UnsafePointer(values + position), stride: computed, indices: UnsafePointer(identity))
    }
  }

  @inline(__always) func time(_ index: Int) -> Int64 { times[Int(numbers[index])] }
  @inline(__always) func row(_ index: Int) -> UnsafePointer<Value> { cells + Int(numbers[index]) &* width }
  /// Whether the row has made its group.
  @inline(__always) func isNew(_ index: Int) -> Bool { isFirst[index] }

  /// The rows where a column is true; all if there is none.
  func select(_ filter: SummaryArgument?) -> Selection {
    guard let filter else { return Selection(count: count, indices: UnsafePointer(identity)) }
    let column = column(filter)
    var left = 0
    for index in 0..<count where column[index].bool == true {
      (selected + left).initialize(to: Int32(truncatingIfNeeded: index))
      left &+= 1
    }
    return Selection(count: left, indices: UnsafePointer(selected))
  }

  /// Finds the groups of all rows: loads that do not wait for each other first.
  func locate(_ groups: inout KeyedRecords) {
    let (count, hashes, likely) = (count, UnsafePointer(hashes), likely)
    if !isSought {
      let finder = groups.finder
      for index in 0..<count { finder.prefetch(hashes[index]) }
      findLikely(0..<count, finder)
    }
    let (bytes, ends, places, isFirst, records) = (keys.bytes, UnsafePointer(ends), places, isFirst, records)
    var start = 0
    for index in 0..<count {
      let end = ends[index]
      let (place, isNew) = groups.find(hashes[index], bytes + start, end &- start, likely: likely[index])
      (places + index).initialize(to: place)
      (isFirst + index).initialize(to: isNew)
      (records + index).initialize(to: groups.record(at: place))
      start = end
    }
  }

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
