/// What a thread needs to read records for all rules on its own: everything that an engine has before its first run.
///
/// The rules of a lane are never run; an engine takes over what the lane has kept.
final class ScanLane {
  let dispatcher: EventDispatcher
  let reader: RecordReader
  /// For each rule, a store for each of its sources.
  private let stores: [[SurvivorStore]]
  private let closings = SurvivorStore(rowsOf: IncidentClosings.source)

  init(of engine: DetectorEngine) {
    dispatcher = EventDispatcher(table: engine.settings.table, usesFilter: engine.settings.usesFilter)
    reader = RecordReader(walker: dispatcher.walker, ledger: RejectLedger(), strict: engine.settings.isStrict)
    reader.skim = engine.makeSkim()
    let groups = SummaryGroups()
    stores = engine.rules.map { $0.run.makeStores(groups) }
    for (rule, stores) in zip(engine.rules, stores) { engine.connect(rule, stores, to: dispatcher) }
    engine.connectClosings(closings, to: dispatcher)
    if engine.settings.isProfiled { for reading in dispatcher.readings { reading.measure() } }
  }

  /// The memory that kept events take, about.
  var survivorBytes: Int { stores.reduce(0) { $1.reduce($0) { $0 + $1.reservedBytes } } }

  /// Gives the engine everything but the ledger.
  func moveContents(to engine: DetectorEngine) {
    for (rule, stores) in zip(engine.rules, stores) {
      for (mine, store) in zip(stores, rule.run.stores) { store.absorb(mine) }
    }
    engine.closings.store.absorb(closings)
    engine.dispatcher.absorb(dispatcher)
    engine.reader.absorb(reader)
  }
}
