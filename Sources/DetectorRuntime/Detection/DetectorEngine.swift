#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rules over a stream of events: takes records, runs the rules at the times of their schedules, gives alerts.
///
/// What comes out depends on the events and on the times of the runs only, not on how the input was cut: a run sees the
/// events of its period that were not late, in the order of their times. `scan` and the service both drive an engine.
package final class DetectorEngine {
  package let settings: EngineSettings
  let sink: any AlertSink
  let rules: [ScheduledRule]
  let dispatcher: EventDispatcher
  let ledger = RejectLedger()
  let reader: RecordReader
  let closings = IncidentClosings()
  var earlier = EarlierCounts()
  /// Which rules are due when; made anew when `needsQueue` is set.
  private var queue = RunQueue()
  private var needsQueue = true
  /// Whether events that no later run sees are forgotten. Not if all of the input is read before the first run.
  private var forgets = false
  /// Called with a sentence when a rule is disabled.
  package var onTrouble: (String) -> Void = { _ in }

  /// - Parameter lists: what the rules' lists are read from; to be loaded before the first record.
  package init(
    _ definitions: [DetectorDefinition], _ lists: ReferenceLists, _ settings: EngineSettings, _ sink: any AlertSink
  ) {
    self.settings = settings
    self.sink = sink
    let cx = RuleRun.makeContext(lists)
    let groups = SummaryGroups()
    rules = definitions.map { [closings] in
      let definition = settings.usesFilter ? $0 : $0.withoutGroupRequirements
      return ScheduledRule(definition, lists, settings, closings, groups, cx)
    }
    dispatcher = EventDispatcher(table: settings.table, usesFilter: settings.usesFilter)
    reader = RecordReader(walker: dispatcher.walker, ledger: ledger, strict: settings.isStrict)
    for rule in rules { connect(rule, rule.run.stores, to: dispatcher) }
    connectClosings(closings.store, to: dispatcher)
    if settings.isProfiled { for reading in dispatcher.readings { reading.measure() } }
    reader.maximumRecord = settings.maximumRecord
    reader.skim = makeSkim()
    dispatcher.clock.tolerance = min(settings.ahead.ticks, EventClock.mostTolerance)
    dispatcher.onDue = { [unowned self] in advance(to: $0) }
    dispatcher.clock.onAhead = { [unowned self] in
      guard aheadCount == 1 else { return }
      onTrouble(
        "an event says that it is of \(timeText($0)), far ahead of those around it; such events do not move the clock")
    }
  }

  /// Lets `stores`, one for each source of the rule, keep what `dispatcher` reads.
  func connect(_ rule: ScheduledRule, _ stores: [SurvivorStore], to dispatcher: EventDispatcher) {
    let usesArrival = settings.usesArrivalForNRT && rule.metadata.kind == .nrt
    for (source, store) in zip(rule.run.definition.sources, stores) {
      let window = settings.now.map {
        TableReading.Window(after: rule.run.windowStart($0), through: $0.ticks)
      }
      dispatcher.add(source, store, window: window ?? .unlimited, delay: rule.delay, usesArrival: usesArrival)
    }
  }

  /// Lets `store` keep which incidents are closed; nothing else is read for that if there are no incidents.
  func connectClosings(_ store: SurvivorStore, to dispatcher: EventDispatcher) {
    guard settings.writesIncidents else { return }
    dispatcher.add(IncidentClosings.source, store, window: .unlimited, delay: settings.delay.ticks)
  }

  /// Finds the lines that need not be walked; nil if all are.
  func makeSkim() -> LineSkim? { settings.skims ? try? LineSkim(rules.map(\.run.definition), settings) : nil }

  // MARK: Time

  /// From now on rules run as soon as the events' own time says that they are due, while records are read.
  package func followEventTime() {
    dispatcher.clock.isFollowed = true
    dispatcher.clock.input.expect(atWall: systemTime(), tolerance: settings.ahead.ticks)
    forgets = true
  }

  /// From now on rules run when `advance` says so.
  package func followWallClock() { forgets = true }

  /// Makes all runs that are due before `time`, in the order in which they are due, and forgets what no later run sees.
  /// - Parameter goesOn: asked before each run; nothing may be read before the runs that are left have been made.
  /// - Returns: whether all have been made.
  @discardableResult
  package func advance(to time: Int64, while goesOn: () -> Bool = { true }) -> Bool {
    if needsQueue || dispatcher.clock.hasEarlier { fillQueue() }
    defer { dispatcher.clock.due = queue.first?.due ?? .max }
    while let first = queue.first, first.due < time, !sink.isClosed {
      guard goesOn() else { return false }
      queue.removeFirst()
      let rule = rules[first.rule]
      runNext(rule, before: time - rule.delay)
      if let due = rule.due { queue.insert(.init(due: due, rule: first.rule)) }
    }
    return true
  }

  private func fillQueue() {
    let earliest = dispatcher.clock.earliest
    queue.removeAll()
    for (index, rule) in rules.enumerated() {
      if !rule.hasStarted, earliest != .max { rule.next = rule.schedule.firstRun(from: earliest) }
      if let due = rule.due { queue.insert(.init(due: due, rule: index)) }
    }
    needsQueue = false
    dispatcher.clock.hasEarlier = false
  }

  /// Says that rules that have not run yet run first at or after `time`, whatever the events' times.
  package func startSchedules(from time: Int64) {
    for rule in rules where !rule.hasStarted {
      rule.next = rule.schedule.firstRun(from: time)
      rule.hasStarted = true
    }
    needsQueue = true
  }

  /// The time at which the next run is due; nil if there is none.
  package func nextDue() -> Int64? {
    if needsQueue { fillQueue() }
    return queue.first?.due
  }

  /// Makes all runs that can see an event that has been read, in the order in which they are due.
  /// - Parameter goesOn: asked before each run of a schedule.
  /// - Returns: whether all have been made.
  @discardableResult
  package func finish(while goesOn: () -> Bool = { true }) -> Bool {
    if let now = settings.now {
      for rule in rules where rule.isDisabled == nil { evaluate(rule, at: now.ticks) }
      return true
    }
    let clock = dispatcher.clock
    guard clock.earliest <= clock.latest else { return true }
    needsQueue = true
    fillQueue()
    while let first = queue.first, !sink.isClosed {
      guard goesOn() else { return false }
      queue.removeFirst()
      let rule = rules[first.rule]
      let last = rule.schedule.firstRun(from: clock.latest)
      guard let next = rule.next, next <= last else { continue }
      runNext(rule, before: last + 1)
      if let due = rule.due { queue.insert(.init(due: due, rule: first.rule)) }
    }
    needsQueue = true
    return true
  }

  /// Makes the rule's next run, or passes over runs that would see no event and do nothing for it: a single event with
  /// a wrong date may lie centuries before the others.
  private func runNext(_ rule: ScheduledRule, before limit: Int64) {
    guard let time = rule.next, rule.isDisabled == nil else { return }
    rule.hasStarted = true
    let frequency = rule.schedule.frequency
    if rule.isSilentWithoutEvents {
      let survivor = rule.run.firstSurvivor(from: DateTime(ticks: time))
      if survivor.map({ $0 > time }) ?? true {
        let next = min(survivor.map(rule.schedule.firstRun) ?? .max, rule.schedule.firstRun(from: limit))
        passOver(rule, from: time, to: max(next, time + frequency))
        return
      }
    }
    evaluate(rule, at: time)
    rule.next = time + frequency
    if forgets { rule.run.drop(before: DateTime(ticks: time + frequency)) }
  }

  private func passOver(_ rule: ScheduledRule, from time: Int64, to next: Int64) {
    let frequency = rule.schedule.frequency
    let count = (next - time) / frequency
    var suppressed: Int64 = 0
    if rule.suppressedUntil > time {
      suppressed = min(count, (rule.suppressedUntil - time + frequency - 1) / frequency)
    }
    rule.suppressedRuns += Int(suppressed)
    rule.runs += Int(count - suppressed)
    rule.history.addEmpty(from: time, to: next, every: frequency, suppressedUntil: rule.suppressedUntil)
    rule.next = next
  }

  // MARK: Runs

  private func evaluate(_ rule: ScheduledRule, at time: Int64) {
    guard time >= rule.suppressedUntil else {
      rule.suppressedRuns += 1
      rule.history.add(.init(time: time, rows: nil, isTriggered: false, alerts: 0))
      return
    }
    let now = DateTime(ticks: time)
    let begin = monotonicSeconds()
    rule.runs += 1
    rule.run.evaluate(at: now) { table, _ in
      if let excess = excess(of: table) {
        disable(rule, excess)
        return
      }
      rule.rows += table.count
      switch settings.emission {
      case .rows: write(rows: table, of: rule.run.definition, at: now)
      case .alerts, .none:
        let isTriggered = rule.alerts.isTriggered(table.count)
        let before = rule.alerts.count
        defer {
          rule.history.add(
            .init(time: time, rows: table.count, isTriggered: isTriggered, alerts: rule.alerts.count - before))
        }
        guard isTriggered else { break }
        if let duration = rule.metadata.suppressionDuration { rule.suppressedUntil = time + duration.ticks }
        rule.alerts.write(table, at: now, windowStart: rule.run.windowStart(now), to: sink)
      }
    }
    let seconds = monotonicSeconds() - begin
    rule.evaluationSeconds += seconds
    if seconds > settings.maximumSeconds, rule.isDisabled == nil {
      disable(rule, "an evaluation took \(Int(seconds * 1000)) ms, which is beyond --max-time")
    }
  }

  /// Why a result is too large.
  private func excess(of table: Table) -> String? {
    guard table.count <= settings.maximumRows else {
      return "its result of \(table.count) rows is beyond --max-rows \(settings.maximumRows)"
    }
    guard settings.maximumResultBytes < .max else { return nil }
    var bytes = 0
    for index in 0..<table.count {
      for column in 0..<table.width { bytes += table[row: index].value(column).contentBytes }
    }
    guard bytes > settings.maximumResultBytes else { return nil }
    return "its result of \(bytes) bytes is beyond --max-result"
  }

  private func timeText(_ ticks: Int64) -> String {
    let text = ByteBuffer(capacity: 32)
    formatDateTime(DateTime(ticks: ticks), into: text)
    return text.text().description
  }

  func disable(_ rule: ScheduledRule, _ reason: String) {
    rule.isDisabled = reason
    for store in rule.run.stores {
      for reading in dispatcher.readings { reading.close(store) }
      store.removeAll()
    }
    onTrouble("the rule '\(rule.metadata.name)' is disabled: \(reason)")
  }

  private func write(rows table: Table, of definition: DetectorDefinition, at now: DateTime) {
    for index in 0..<table.count where !sink.isClosed {
      let buffer = sink.buffer
      buffer.append("{\"rule\":")
      appendJSON(
        string: Str(definition.rule.id.utf8CodeUnitCount > 0 ? definition.rule.id : definition.rule.name),
        to: buffer)
      if settings.now == nil {
        buffer.append(",\"time\":")
        appendJSON(Value(now), to: buffer)
      }
      buffer.append(",\"row\":")
      appendJSON(row: table[row: index], of: definition, to: buffer)
      buffer.append(0x7D)
      sink.endLine()
    }
  }

  // MARK: Input

  /// Reads `source` to its end.
  func read(_ source: ByteSource) throws(ByteSource.Failure) {
    try reader.read(source, dispatcher)
  }
}
