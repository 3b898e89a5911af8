/// What an engine needs to go on after a restart as if it had never stopped.
extension DetectorEngine {
  /// The rules by what identifies them, and by what their survivors depend on.
  package var ruleIdentities: [(key: String, fingerprint: String)] {
    rules.map {
      let rule = $0.metadata
      return (
        "\(rule.id) \(rule.name)",
        "\(rule.fingerprint) \(rule.kind) \(rule.queryFrequency.ticks) \(rule.queryPeriod.ticks)"
      )
    }
  }

  package func ruleName(_ rule: Int) -> String { rules[rule].metadata.name.description }
  package func sourceCount(_ rule: Int) -> Int { rules[rule].run.stores.count }

  // MARK: Rules

  /// Appends where the rule is in its schedule, and what it has alerted about.
  package func appendState(ofRule index: Int, to buffer: ByteBuffer) {
    let rule = rules[index]
    buffer.append(state: rule.next ?? .min)
    buffer.append(state: rule.hasStarted ? 1 : 0)
    buffer.append(state: rule.suppressedUntil)
    buffer.append(state: Int64(rule.rows))
    buffer.append(state: Int64(rule.runs))
    buffer.append(state: Int64(rule.suppressedRuns))
    buffer.append(state: rule.isDisabled ?? "")
    rule.alerts.appendState(to: buffer)
  }

  /// - Returns: false if the bytes are damaged.
  package func restoreState(ofRule index: Int, from bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var reader = StateReader(Str(base: base, count: bytes.count))
    let rule = rules[index]
    do throws(StateReader.Damaged) {
      let next = try reader.long()
      rule.next = next == .min ? nil : next
      if next != .min { for store in rule.run.stores { store.expectRun(at: next) } }
      rule.hasStarted = try reader.long() == 1
      rule.suppressedUntil = try reader.long()
      rule.rows = Int(try reader.long())
      rule.runs = Int(try reader.long())
      rule.suppressedRuns = Int(try reader.long())
      let reason = try reader.text().description
      rule.isDisabled = reason.isEmpty ? nil : reason
      try rule.alerts.restore(from: &reader)
      return reader.isAtEnd
    } catch {
      return false
    }
  }

  /// Lets a rule run again that was disabled before the restart.
  /// - Returns: why it was; nil if it was not.
  package func enable(rule index: Int) -> String? {
    defer { rules[index].isDisabled = nil }
    return rules[index].isDisabled
  }

  /// Lets a rule whose state is of no use begin at the clock's time.
  package func beginAnew(rule index: Int) {
    guard dispatcher.clock.time != .min else { return }
    rules[index].next = rules[index].schedule.firstRun(from: dispatcher.clock.time)
    rules[index].hasStarted = true
  }

  // MARK: Survivors

  /// From now on survivors can be written to the state.
  package func beginState() {
    for rule in rules { for store in rule.run.stores { store.beginState() } }
  }

  /// Appends the survivors that have come since the last call; gives the latest of their times, nil if there are none.
  package func appendNewSurvivors(ofRule rule: Int, source: Int, to buffer: ByteBuffer) -> Int64? {
    rules[rule].run.stores[source].appendNew(to: buffer)
  }

  package func restoreSurvivors(
    ofRule rule: Int, source: Int, from bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    return rules[rule].run.stores[source].restore(Str(base: base, count: bytes.count))
  }

  /// Survivors up to this time are of no use any more; nil if all are.
  package func forgottenThrough(ofRule index: Int) -> Int64? {
    let rule = rules[index]
    guard let next = rule.next else { return nil }
    return rule.run.windowStart(DateTime(ticks: next))
  }

  // MARK: Everything else

  /// Appends the clock and the counts.
  package func appendState(to buffer: ByteBuffer) {
    let clock = dispatcher.clock
    for number in [clock.earliest, clock.latest, clock.time] { buffer.append(state: number) }
    closings.appendState(to: buffer, at: clock.time)
    for number in [recordCount, lateCount, dispatcher.withoutTime, aheadCount] + rejected.map(\.count) {
      buffer.append(state: Int64(number))
    }
  }

  package func restoreState(from bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var reader = StateReader(Str(base: base, count: bytes.count))
    do throws(StateReader.Damaged) {
      dispatcher.clock.restore(earliest: try reader.long(), latest: try reader.long(), time: try reader.long())
      try closings.restore(from: &reader)
      var numbers: [Int] = []
      while !reader.isAtEnd { numbers.append(Int(try reader.long())) }
      guard numbers.count >= 4 else { return false }
      earlier = EarlierCounts(
        records: numbers[0], late: numbers[1], withoutTime: numbers[2], ahead: numbers[3],
        rejected: Array(numbers[4...]))
      return true
    } catch {
      return false
    }
  }

  /// Counts of the time before the last restart.
  struct EarlierCounts {
    var records = 0
    var late = 0
    var withoutTime = 0
    var ahead = 0
    var rejected: [Int] = []
  }

  /// Records read, from the very beginning.
  package var recordCount: Int { earlier.records + reader.recordCount }
  package var lateCount: Int { earlier.late + dispatcher.lateCount }
  /// Events that were too far ahead of others to move the clock.
  package var aheadCount: Int { earlier.ahead + dispatcher.clock.aheadCount }
  /// Records that were not evaluated, by reason.
  package var rejected: [(reason: String, count: Int)] {
    RejectReason.allCases.enumerated().map { index, reason in
      let before = index < earlier.rejected.count ? earlier.rejected[index] : 0
      return (reason.text.description, before + ledger.counts[index])
    }
  }
  /// The time up to which all inputs have come, in ticks; nil before the first event.
  package var clockTime: Int64? { dispatcher.clock.time == .min ? nil : dispatcher.clock.time }
  package var isStopped: Bool { reader.isStopped }

  package struct RuleFigures {
    package let name: String
    package let alerts: Int
    package let repeated: Int
    package let runs: Int
    package let evaluationSeconds: Double
    package let survivors: Int
    package let survivorBytes: Int
    package let nextRun: Int64?
    package let disabled: String?
  }

  package var figures: [RuleFigures] {
    rules.map { rule in
      RuleFigures(
        name: rule.metadata.name.description, alerts: rule.alerts.count, repeated: rule.alerts.repeated,
        runs: rule.runs, evaluationSeconds: rule.evaluationSeconds,
        survivors: rule.run.stores.reduce(0) { $0 + $1.count },
        survivorBytes: rule.run.stores.reduce(0) { $0 + $1.reservedBytes }, nextRun: rule.next,
        disabled: rule.isDisabled)
    }
  }

  /// The memory that kept events take, about.
  var survivorBytes: Int { rules.reduce(0) { $0 + survivorBytes($1) } }

  private func survivorBytes(_ rule: ScheduledRule) -> Int { rule.run.stores.reduce(0) { $0 + $1.reservedBytes } }

  /// The name of the rule whose events take most.
  var largestRule: String {
    rules.max { survivorBytes($0) < survivorBytes($1) }?.metadata.name.description ?? ""
  }

  /// Disables the rule that holds most, as long as all together hold more than `limit` bytes.
  package func keepWithin(bytes limit: Int) {
    while true {
      let sizes = rules.map { $0.run.stores.reduce(0) { $0 + $1.reservedBytes } }
      guard sizes.reduce(0, +) > limit, let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }),
        sizes[largest] > 0
      else { return }
      disable(rules[largest], "its events take \(sizes[largest]) bytes, and --memory-limit is \(limit)")
    }
  }

  // MARK: Pieces of input

  /// Reads the records that are complete in a piece of an input.
  /// - Parameters:
  ///   - place: where the piece begins; moved to where the next one has to begin.
  ///   - isLast: whether the input ends with this piece.
  /// - Returns: why the input cannot be read at all.
  package func read(
    _ bytes: UnsafeBufferPointer<UInt8>, of name: String, _ place: inout RecordPlace, isLast: Bool
  ) -> String? {
    do throws(ByteSource.Failure) {
      try reader.readPiece(bytes, of: name, &place, isLast: isLast, dispatcher)
      return nil
    } catch {
      return error.text
    }
  }

  /// Says which input is read next, and how far the one furthest behind of all others has come.
  package func changeInput(_ input: InputClock, others: Int64) {
    dispatcher.clock.input = input
    if dispatcher.clock.setOthers(others) { advance(to: dispatcher.clock.time) }
  }

  /// How far the input that is being read has come.
  package var inputClock: InputClock { dispatcher.clock.input }

  /// The wall's clock: what comes now has come at this time.
  package func setArrival(_ time: DateTime) {
    dispatcher.arrival = time.ticks
    dispatcher.clock.set(time.ticks)
  }
}
