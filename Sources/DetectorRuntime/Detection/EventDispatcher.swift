/// Takes each record of the input to the rules that read its table, and keeps what they need of it.
final class EventDispatcher: RecordReader.Receiver {
  /// How many tables that no rule reads are counted by name.
  private static let namedUnread = 1000

  let walker = RecordWalker()
  /// The tables that rules read.
  @exclusivity(unchecked) private(set) var readings: [TableReading] = []
  /// The table of the last event, which the next one is often of, too.
  @exclusivity(unchecked) private var recent: Unmanaged<TableReading>?
  @exclusivity(unchecked) private var recentName = Str.empty
  /// The tables that no rule reads, and their events.
  @exclusivity(unchecked) private(set) var unread: [String: Int] = [:]
  /// Events without a readable `TimeGenerated`, of tables that rules read.
  @exclusivity(unchecked) private(set) var withoutTime = 0
  /// What the events' times say.
  let clock = EventClock()
  /// Called with the clock's time when that makes a run due; before the event that it comes from is kept.
  @exclusivity(unchecked) var onDue: (Int64) -> Void = { _ in }
  /// When the records that are being read came in; for the rules that go by it.
  @exclusivity(unchecked) var arrival = SurvivorStore.noTime
  /// Events that no rule can use, which have not been looked into.
  @exclusivity(unchecked) private(set) var passedOver = 0
  /// Events that came after a run that should have seen them.
  @exclusivity(unchecked) private(set) var lateCount = 0
  /// The time of events that have none.
  @exclusivity(unchecked) var noTime = SurvivorStore.noTime
  /// Called between records; false stops the reading.
  var onPause: () -> Bool = { true }

  @exclusivity(unchecked) private var times = EventTimes()
  private let typeSlot: Int
  private let timeSlot: Int
  private let table: Str?
  private let tableName: String?
  private let usesFilter: Bool
  /// For each length of a table's name the first place in `readings`, -1 for none; and for each place the next.
  @exclusivity(unchecked) private var firstOfLength: [Int] = []
  @exclusivity(unchecked) private var nextOfLength: [Int] = []
  private let cx = EvaluationContext(now: DateTime(ticks: 0))

  /// - Parameters:
  ///   - table: the table of all records; nil if `Type` names it.
  ///   - usesFilter: false to run the tests of every rule on every event of its table.
  init(table: String?, usesFilter: Bool = true) {
    self.usesFilter = usesFilter
    cx.properties.turnOn()
    typeSlot = walker.need("Type")
    timeSlot = walker.need("TimeGenerated")
    tableName = table
    self.table = table.map { name in
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
      _ = bytes.initialize(from: name.utf8)
      // Lives as long as the process.
      return Str(base: UnsafePointer(bytes.baseAddress!), count: bytes.count)
    }
  }

  /// Adds a source of a rule, unless it reads a list.
  /// - Parameters:
  ///   - window: the times its survivors will be asked for, as far as they are known beforehand.
  ///   - delay: how long after their times the rule's runs are made.
  ///   - usesArrival: whether the rule sees events by the time of their arrival.
  func add(
    _ source: SourceDefinition, _ store: SurvivorStore, window: TableReading.Window, delay: Int64 = 0,
    usesArrival: Bool = false
  ) {
    guard case .events = source.origin else { return }
    let name = Str(source.table)
    let index = reading(name) ?? readings.count
    if index == readings.count {
      readings.append(TableReading(name: name, walker, usesFilter: usesFilter, cx))
      while firstOfLength.count <= name.count { firstOfLength.append(-1) }
      nextOfLength.append(firstOfLength[name.count])
      firstOfLength[name.count] = index
    }
    readings[index].add(source, store, window, forcesType: table != nil, usesArrival: usesArrival)
    if !usesArrival { readings[index].leastDelay = min(readings[index].leastDelay, delay) }
  }

  private func reading(_ name: Str) -> Int? {
    guard name.count < firstOfLength.count else { return nil }
    var index = firstOfLength[name.count]
    while index >= 0, !equalBytes(readings[index].name.base, name.base, name.count) { index = nextOfLength[index] }
    return index >= 0 ? index : nil
  }

  func pause() -> Bool { onPause() }

  func receive(_ record: Bytes, _ count: Int) -> RejectReason? {
    defer {
      cx.arena.reset()
      cx.properties.forgetAll()
    }
    let stamp = walker.stamp
    var isRecent = false
    var name = Str.empty
    if let table {
      name = table
    } else {
      let raw = walker.slots[typeSlot]
      guard raw.stamp == stamp, raw.kind == .string, raw.count > 0 else { return .noTable }
      isRecent =
        raw.isPlain && raw.count == recentName.count && equalBytes(raw.start, recentName.base, recentName.count)
      if !isRecent { name = decodeText(raw, cx) }
    }
    var time = noTime
    let rawTime = walker.slots[timeSlot]
    if rawTime.stamp == stamp {
      if let dateTime = times.decode(rawTime, cx) {
        time = dateTime.ticks
        if clock.note(time) { onDue(clock.time) }
      }
    }
    if !isRecent {
      guard let index = reading(name) else {
        countUnread(name)
        return nil
      }
      recent = .passUnretained(readings[index])
      recentName = readings[index].name
    }
    recent.unsafelyUnwrapped._withUnsafeGuaranteedRef { reading in
      reading.count += 1
      if time == noTime {
        withoutTime += 1
      } else if clock.time != .min, time < clock.time - reading.leastDelay {
        lateCount += 1
      }
      reading.offer(Str(base: record, count: count), time: time, arrival: arrival)
    }
    return nil
  }

  func passOver(_ time: RawValue) -> Bool {
    defer { cx.arena.reset() }
    guard let time = times.decode(time, cx) else { return false }
    if clock.note(time.ticks) { onDue(clock.time) }
    passedOver += 1
    return true
  }

  private func countUnread(_ name: Str) { countUnread(name.description, 1) }

  private func countUnread(_ name: String, _ count: Int) {
    let key = unread[name] == nil && unread.count >= Self.namedUnread ? "(other tables)" : name
    unread[key, default: 0] += count
  }

  /// Takes the counts of a dispatcher to the same rules that has read another part of the input.
  func absorb(_ other: EventDispatcher) {
    for (mine, theirs) in zip(readings, other.readings) {
      mine.count += theirs.count
      mine.absorbProfiles(theirs)
    }
    for (name, count) in other.unread { countUnread(name, count) }
    withoutTime += other.withoutTime
    passedOver += other.passedOver
    clock.absorb(other.clock)
  }
}
