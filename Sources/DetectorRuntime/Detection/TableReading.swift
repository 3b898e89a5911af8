/// A table that rules read: the columns that any of them needs, decoded once for each event, and who gets them.
final class TableReading {
  /// The times of the events that a reader can use: `after` < time ≤ `through`.
  struct Window {
    /// Nil if the reader uses all events, those without a time included.
    let after: Int64?
    let through: Int64

    static let unlimited = Window(after: nil, through: .max)

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
    let window: Window
    /// Whether the time of an event is that of its arrival.
    let usesArrival: Bool
  }

  let name: Str
  /// Events of this table so far.
  var count = 0
  /// How far an event may be behind the clock without being late for a reader.
  var leastDelay = Int64.max >> 1
  private(set) var columns: [Column] = []
  private(set) var readers: [Reader] = []
  private(set) var values = UnsafeMutablePointer<Value>.allocate(capacity: 1)
  /// Finds the readers that an event can matter to; nil before the first event.
  private var filter: CandidateFilter?
  private let usesFilter: Bool

  /// - Parameter usesFilter: false to run the tests of every reader on every event.
  init(name: Str, usesFilter: Bool) {
    self.name = name
    self.usesFilter = usesFilter
  }

  deinit {
    for reader in readers { reader.slots.deallocate() }
    values.deallocate()
  }

  /// Adds a rule's reading of this table; its survivors go to `store`.
  func add(
    _ source: SourceDefinition, _ store: SurvivorStore, _ window: Window, _ walker: RecordWalker,
    forcesType: Bool, usesArrival: Bool
  ) {
    let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: max(source.columns.count, 1))
    for (index, definition) in source.columns.enumerated() {
      slots[index] = UInt16(column(Str(definition.name), definition.type, walker, forcesType))
    }
    readers.append(
      Reader(
        matches: source.matches, requirements: source.requirements, slots: UnsafePointer(slots),
        store: .passUnretained(store), window: window, usesArrival: usesArrival))
  }

  private func column(
    _ name: Str, _ type: ColumnType, _ walker: RecordWalker, _ forcesType: Bool
  ) -> Int {
    if let known = columns.firstIndex(where: {
      $0.type == type && $0.name.count == name.count
        && equalBytes($0.name.base, name.base, name.count)
    }) {
      return known
    }
    let origin: Origin =
      switch name.description {
      case "$raw": .record
      case "Type" where forcesType: .tableName
      default: .slot(walker.need(name))
      }
    columns.append(Column(name: name, type: type, origin: origin))
    values.deallocate()
    values = .allocate(capacity: columns.count)
    return columns.count - 1
  }

  /// Gives the decoded event to the rules, and keeps it for those that it can matter to.
  /// - Parameter arrival: the time of the event for readers that go by it.
  func offer(time: Int64, arrival: Int64, _ cx: EvaluationContext) {
    guard usesFilter else {
      for index in readers.indices { offer(to: index, time: time, arrival: arrival, cx) }
      return
    }
    if filter == nil { filter = CandidateFilter(readers.map { ($0.requirements, $0.slots) }) }
    filter.unsafelyUnwrapped.forEachCandidate(values) { offer(to: $0, time: time, arrival: arrival, cx) }
  }

  @inline(__always)
  private func offer(to index: Int, time: Int64, arrival: Int64, _ cx: EvaluationContext) {
    let values = self.values
    readers.withUnsafeBufferPointer { readers in
      // By position: a copy of a reader would be reference-counted.
      guard readers[index].window.contains(time) else { return }
      let slots = readers[index].slots
      if readers[index].matches(EventRow(values: values, slots: slots), cx) {
        let kept = readers[index].usesArrival ? arrival : time
        readers[index].store._withUnsafeGuaranteedRef { $0.keep(values, slots, time: kept) }
      }
    }
  }

  /// Decodes the columns of the walked record into `values`; false if a value that is needed is malformed.
  func decode(_ record: Str, _ walker: RecordWalker, _ cx: EvaluationContext) -> Bool {
    let slots = walker.slots
    let stamp = walker.stamp
    var index = 0
    for column in columns {
      let cell = values + index
      index += 1
      switch column.origin {
      case .slot(let slot):
        let raw = slots[slot]
        guard raw.stamp == stamp else {
          cell.initialize(to: column.type == .string ? .emptyString : .null)
          continue
        }
        guard let value = decodeCell(raw, column.type, cx) else { return false }
        cell.initialize(to: value)
      case .record: cell.initialize(to: Value(record))
      case .tableName: cell.initialize(to: Value(name))
      }
    }
    return true
  }
}
