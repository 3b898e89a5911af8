/// A rule at work: its survivors, and its evaluation over them and over the lists that it reads.
final class RuleRun {
  let definition: DetectorDefinition
  /// One for each source; those of lists stay empty.
  let stores: [SurvivorStore]
  /// For each source that reads a list its rows.
  private let lists: [Table?]
  private let cx: EvaluationContext
  /// How events are divided among summaries; nil if rows are kept until the run.
  private let division: SummaryDivision?

  /// - Parameters:
  ///   - lists: what the rule's lists are read from; to be loaded before the first evaluation.
  ///   - division: how events are divided among summaries; nil if rows are kept until the run.
  ///   - groups: gathers rows for summaries; rules share one, too.
  ///   - cx: the memory of evaluations; rules share one, since they run one after the other.
  init(
    _ definition: DetectorDefinition, _ lists: ReferenceLists, _ division: SummaryDivision?,
    _ groups: SummaryGroups, _ cx: EvaluationContext
  ) {
    self.definition = definition
    self.cx = cx
    self.division = division
    stores = definition.sources.map { SurvivorStore($0, division, groups) }
    let rule = definition.rule.name.description
    self.lists = definition.sources.map { lists.table(for: $0, rule: rule) }
    if definition.readsPlaces { lists.addPlaceReader(rule: rule) }
  }

  /// Further stores of the rule, for another thread.
  func makeStores(_ groups: SummaryGroups) -> [SurvivorStore] {
    definition.sources.map { SurvivorStore($0, division, groups) }
  }

  /// A context for evaluations, which ask `lists` where addresses are.
  static func makeContext(_ lists: ReferenceLists) -> EvaluationContext {
    let cx = EvaluationContext(now: DateTime(ticks: 0), arena: Arena(chunkSize: 1 << 20))
    cx.places = lists.makePlaceReader()
    return cx
  }

  /// The start of the window that ends at `now`, exclusive; nil if the rule looks at everything there is.
  func windowStart(_ now: DateTime) -> Int64? {
    let period = definition.rule.queryPeriod.ticks
    return period > 0 ? now.ticks - period : nil
  }

  /// Evaluates the rule at `now` over the survivors of its period; `body` gets the result, which is gone when it
  /// returns.
  func evaluate<Result>(at now: DateTime, _ body: (Table, EvaluationContext) -> Result) -> Result {
    cx.arena.reset()
    cx.now = now
    let after = windowStart(now)
    let tables = zip(lists, stores).map { $0 ?? $1.table(after: after, through: now.ticks, cx) }
    defer { for store in stores { store.endEvaluation() } }
    return body(definition.evaluate(tables, cx), cx)
  }

  /// The time of the first survivor that is in the period of a run at `now` or comes after it.
  func firstSurvivor(from now: DateTime) -> Int64? {
    let start = windowStart(now) ?? .min
    return stores.compactMap { $0.firstTime(after: start) }.min()
  }

  /// Forgets survivors that neither the run at `next` nor a later one can see.
  func drop(before next: DateTime) {
    guard let start = windowStart(next) else { return }
    for store in stores { store.drop(through: start) }
  }
}
