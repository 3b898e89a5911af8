/// A table that rules read: the columns that any of them needs, decoded once for each event, and who gets them.
final class TableReading {
  /// The times of the events that a reader can use: `after` < time ≤ `through`.
  struct Window {
    /// Nil if the reader uses all events, those without a time included.
    let after: Int64?
    let through: Int64

    static let unlimited = Window(after: nil, through: .max)
    static let nothing = Window(after: .max, through: .min)

    @inline(__always) func contains(_ time: Int64) -> Bool {
      guard let after else { return true }
      return time > after && time <= through
    }
  }
  /// Where a cell comes from.
  enum Origin {
    case slot(Int)
    /// The record's own bytes (`$raw`).
    case record
    /// The whole record as a dynamic (`$record`).
    case recordValue
    /// The table's name, given on the command line.
    case tableName
  }
  struct Column {
    let name: Str
    let type: ColumnType
    let origin: Origin
  }
  struct Reader {
    let matches: @Sendable (EventRow, EvaluationContext) -> Bool
    let requirements: [EventRequirement]
    let slots: UnsafePointer<UInt16>
    /// Kept alive by its rule.
    let store: Unmanaged<SurvivorStore>
    var window: Window
    /// Whether the time of an event is that of its arrival.
    let usesArrival: Bool
  }

  /// What the tests of one reader have cost and come to.
  struct Profile {
    var tested = 0
    var kept = 0
    var seconds = 0.0
  }

  let name: Str
  /// One for each reader, from `measure()` on; else empty.
  private(set) var profiles: [Profile] = []
  /// The time it took to find the readers that an event can matter to, if that is measured.
  private(set) var filterSeconds = 0.0
  /// How the readers are found that an event can matter to; decided by the first event.
  private enum Way { case undecided, everyone, filter, measured }
  @exclusivity(unchecked) private var way = Way.undecided
  /// Events of this table so far.
  @exclusivity(unchecked) var count = 0
  /// How far an event may be behind the clock without being late for a reader.
  var leastDelay = Int64.max >> 1
  // In memory of their own, so that an event counts no references. Nothing that an event calls adds columns or readers.
  /// The columns; there is room for `capacity`.
  @exclusivity(unchecked) private(set) var columns = UnsafeMutableBufferPointer<Column>.allocate(capacity: 0)
  private var capacity = 0
  private var places: [ColumnKey: Int] = [:]
  @exclusivity(unchecked) private(set) var readers = UnsafeMutableBufferPointer<Reader>.allocate(capacity: 0)
  /// The cells of the event, `EventCells.undecoded` until a rule reads them.
  @exclusivity(unchecked) private var values = UnsafeMutablePointer<Value>.allocate(capacity: 1)
  /// The places in `values` that have been decoded.
  @exclusivity(unchecked) private var decoded = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
  @exclusivity(unchecked) private var decodedCount = 0
  private let walker: RecordWalker
  private let cx: EvaluationContext
  @exclusivity(unchecked) private var record = Str.empty
  /// Finds the readers that an event can matter to; nil before the first event.
  @exclusivity(unchecked) private var filter: CandidateFilter? {
    didSet { openFilter = filter.map(Unmanaged.passUnretained) }
  }
  @exclusivity(unchecked) private var openFilter: Unmanaged<CandidateFilter>?
  private let usesFilter: Bool

  /// - Parameters:
  ///   - usesFilter: false to run the tests of every reader on every event.
  ///   - cx: holds what is decoded until the next event.
  init(name: Str, _ walker: RecordWalker, usesFilter: Bool, _ cx: EvaluationContext) {
    self.name = name
    self.walker = walker
    self.usesFilter = usesFilter
    self.cx = cx
  }

  deinit {
    for reader in readers { reader.slots.deallocate() }
    readers.deinitialize()
    readers.deallocate()
    columns.deallocate()
    values.deallocate()
    decoded.deallocate()
  }

  /// Adds a rule's reading of this table; its survivors go to `store`.
  func add(
    _ source: SourceDefinition, _ store: SurvivorStore, _ window: Window, forcesType: Bool, usesArrival: Bool
  ) {
    let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: max(source.columns.count, 1))
    for (index, definition) in source.columns.enumerated() {
      slots[index] = UInt16(column(definition.name, definition.type, forcesType))
    }
    readers = readers.movedToLarger(
      adding: Reader(
        matches: source.matches, requirements: source.requirements, slots: UnsafePointer(slots),
        store: .passUnretained(store), window: window, usesArrival: usesArrival))
  }

  /// From now on nothing is kept in `store`.
  func close(_ store: SurvivorStore) {
    for index in readers.indices where readers[index].store.toOpaque() == Unmanaged.passUnretained(store).toOpaque() {
      readers[index].window = .nothing
    }
  }

  private func column(_ name: Str, _ type: ColumnType, _ forcesType: Bool) -> Int {
    let key = ColumnKey(name: name, type: type)
    if let known = places[key] { return known }
    let origin: Origin =
      if sameBytes(name, "$raw") {
        .record
      } else if sameBytes(name, "$record") {
        .recordValue
      } else if forcesType, sameBytes(name, "Type") {
        .tableName
      } else {
        .slot(walker.need(name))
      }
    let place = columns.count
    if place == capacity { makeRoom() }
    (columns.baseAddress.unsafelyUnwrapped + place).initialize(to: Column(name: name, type: type, origin: origin))
    columns = UnsafeMutableBufferPointer(start: columns.baseAddress, count: place + 1)
    places[key] = place
    return place
  }

  /// Room for twice as many columns. Nothing is decoded while columns are added.
  private func makeRoom() {
    capacity = max(2 * capacity, 16)
    let larger = UnsafeMutablePointer<Column>.allocate(capacity: capacity)
    if let old = columns.baseAddress { larger.moveInitialize(from: old, count: columns.count) }
    columns.deallocate()
    columns = UnsafeMutableBufferPointer(start: larger, count: columns.count)
    values.deallocate()
    values = .allocate(capacity: capacity)
    values.initialize(repeating: EventCells.undecoded, count: capacity)
    decoded.deallocate()
    decoded = .allocate(capacity: capacity)
    decodedCount = 0
  }

  /// Gives the walked record to the rules, and keeps it for those that it can matter to.
  /// - Parameter arrival: the time of the event for readers that go by it.
  func offer(_ record: Str, time: Int64, arrival: Int64) {
    self.record = record
    for index in 0..<decodedCount { values[Int(decoded[index])] = EventCells.undecoded }
    decodedCount = 0
    if way == .undecided { decide() }
    if way == .filter {
      openFilter.unsafelyUnwrapped._withUnsafeGuaranteedRef {
        $0.forEachCandidate(EventCells(values: values, reading: self)) {
          offer(to: $0, holdsLiteral: $1, time: time, arrival: arrival)
        }
      }
    } else if way == .everyone {
      for index in readers.indices { offer(to: index, holdsLiteral: false, time: time, arrival: arrival) }
    } else {
      offerMeasured(time: time, arrival: arrival)
    }
  }

  @inline(never)
  private func decide() {
    let asks = usesFilter && readers.contains { !$0.requirements.isEmpty }
    if asks { makeFilter() }
    way = asks ? .filter : .everyone
  }

  private func makeFilter() { filter = CandidateFilter(readers.map { ($0.requirements, $0.slots) }) }

  /// From now on the tests of each reader are timed.
  func measure() {
    way = .measured
    profiles = readers.map { _ in Profile() }
  }

  func absorbProfiles(_ other: TableReading) {
    filterSeconds += other.filterSeconds
    for (index, profile) in other.profiles.enumerated() {
      profiles[index].tested += profile.tested
      profiles[index].kept += profile.kept
      profiles[index].seconds += profile.seconds
    }
  }

  @inline(never)
  private func offerMeasured(time: Int64, arrival: Int64) {
    if usesFilter, filter == nil { makeFilter() }
    var candidates: [(index: Int, holdsLiteral: Bool)] = []
    var before = monotonicSeconds()
    if let filter {
      filter.forEachCandidate(EventCells(values: values, reading: self)) { candidates.append(($0, $1)) }
    } else {
      candidates = readers.indices.map { ($0, false) }
    }
    var after = monotonicSeconds()
    filterSeconds += after - before
    for (index, holdsLiteral) in candidates {
      before = after
      let keptBefore = readers[index].store._withUnsafeGuaranteedRef { $0.count }
      offer(to: index, holdsLiteral: holdsLiteral, time: time, arrival: arrival)
      after = monotonicSeconds()
      profiles[index].tested += 1
      profiles[index].kept += readers[index].store._withUnsafeGuaranteedRef { $0.count } - keptBefore
      profiles[index].seconds += after - before
    }
  }

  @inline(__always)
  private func offer(to index: Int, holdsLiteral: Bool, time: Int64, arrival: Int64) {
    // By position: a copy of a reader would be reference-counted.
    let reader = readers.baseAddress.unsafelyUnwrapped + index
    guard reader.pointee.window.contains(time) else { return }
    let row = EventRow(
      cells: EventCells(values: values, reading: self), slots: reader.pointee.slots, holdsLiteral: holdsLiteral)
    if reader.pointee.matches(row, cx) {
      let kept = reader.pointee.usesArrival ? arrival : time
      reader.pointee.store._withUnsafeGuaranteedRef { $0.keep(row, time: kept) }
    }
  }

  /// The value of a `string` or `dynamic` cell as the record has it; nil if there is none.
  func written(_ place: Int) -> RawValue? {
    let column = columns[place]
    guard case .slot(let slot) = column.origin, column.type == .string || column.type == .dynamic else { return nil }
    let raw = walker.slots[slot]
    return raw.stamp == walker.stamp ? raw : nil
  }

  /// Decodes a cell of the event.
  func decode(_ place: Int) -> Value {
    let column = columns[place]
    var value = Value.null
    if case .slot(let slot) = column.origin, walker.slots[slot].stamp == walker.stamp,
      let plain = decodePlainCell(walker.slots[slot], column.type)
    {
      value = plain
    } else {
      value = cell(column.type, column.origin)
    }
    values[place] = value
    decoded[decodedCount] = UInt16(place)
    decodedCount += 1
    return value
  }

  private func cell(_ type: ColumnType, _ origin: Origin) -> Value {
    switch origin {
    case .slot(let slot):
      let raw = walker.slots[slot]
      guard raw.stamp == walker.stamp else { return type == .string ? .emptyString : .null }
      return decodeCell(raw, type, cx)
    case .record: return Value(record)
    case .recordValue: return decodeRecord(record, cx)
    case .tableName: return Value(name)
    }
  }
}

/// A column of a table as rules ask for it.
private struct ColumnKey: Hashable {
  let name: Str
  let type: ColumnType

  static func == (a: ColumnKey, b: ColumnKey) -> Bool { a.type == b.type && sameBytes(a.name, b.name) }

  // Of the ends of a name only: rules that read whole tables ask tens of thousands of times when a detector starts.
  func hash(into hasher: inout Hasher) {
    let bytes = UnsafeRawPointer(name.base)
    var word = UInt64(name.count)
    if name.count >= 8 {
      word &+= bytes.loadUnaligned(as: UInt64.self)
      word ^= bytes.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15
    } else {
      for index in 0..<name.count { word = word << 8 | UInt64(name[index]) }
    }
    hasher.combine(word)
  }
}

extension UnsafeMutableBufferPointer {
  /// The same elements and one more, in memory that takes the place of this.
  fileprivate func movedToLarger(adding element: Element) -> Self {
    let larger = Self.allocate(capacity: count + 1)
    for index in indices { larger.initializeElement(at: index, to: self[index]) }
    larger.initializeElement(at: count, to: element)
    deinitialize()
    deallocate()
    return larger
  }
}
