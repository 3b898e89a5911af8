/// Spells the loop of a pipeline: the steps on each row, then `sink` for what is left.
extension RowScope {
  /// - Parameters:
  ///   - wanted: the columns that `sink` reads.
  ///   - miss: what ends the work on a row (`continue`, or `return false` in a scan).
  func emitSteps(
    _ steps: [PlanNode.RowStep], wanted: Set<ColumnSymbol>, miss: SwiftStatement,
    sink: () -> Void
  ) {
    guard let step = steps.first else {
      sink()
      return
    }
    let rest = Array(steps.dropFirst())
    switch step {
    case .filter(let predicate, let text):
      comment(text)
      for conjunct in predicate.conjuncts where !conjunct.isTrue {
        append(.guardElse(truth(conjunct), exit: miss))
      }
      emitSteps(rest, wanted: wanted, miss: miss, sink: sink)
    case .compute(let computed, let text):
      // All values of one operator see the columns before it.
      let needed = Demand.columnsBefore(rest, wanted)
      for entry in computed where needed.contains(entry.column) {
        // A column handed through under its own symbol stays what it is.
        if case .column(entry.column) = entry.value.kind { continue }
        bind(entry.column, computed: entry.value, text)
      }
      emitSteps(rest, wanted: wanted, miss: miss, sink: sink)
    case .parse(let parse, let text):
      comment(text)
      emitParse(parse, needed: Demand.columnsBefore(rest, wanted), miss: miss)
      emitSteps(rest, wanted: wanted, miss: miss, sink: sink)
    case .expand(let expansion, let text):
      // What the steps read, and what is computed, is there before the elements; cells are handed through as they are.
      let needed = Demand.columnsBefore(rest, wanted)
      let read = Demand.columnsBefore(rest, [])
      settle(needed.filter { read.contains($0) || pick($0) == nil }.sorted { $0.name < $1.name })
      comment(text)
      let (index, count) = emitExpansion(expansion)
      open()
      bindElements(expansion, index: index)
      emitSteps(rest, wanted: wanted, miss: .continue, sink: sink)
      append(.loop(index, count, close()))
    }
  }

  /// Declares the expansions of a row; gives the name of the loop's variable and the number of its turns.
  func emitExpansion(_ expansion: PlanNode.Expansion) -> (index: String, count: SwiftExpression) {
    var names: [String] = []
    for item in expansion.items {
      let name = local("elements")
      append(
        .let(
          name, type: "Expansion",
          .call(
            .name("Expansion"),
            [
              .init(nil, emitCell(item.value)), .init("bagAsArray", .boolean(expansion.bagAsArray)),
              .init(nil, .name("cx")),
            ])))
      names.append(name)
    }
    expansionNames = names
    var counts: [SwiftExpression] = names.map { .member(.name($0), "count") }
    if counts.count > 1 { counts = [.call("max", counts)] }
    if let limit = expansion.rowLimit {
      let bound: SwiftExpression =
        limit.nullable
        ? .infix("??", [emit(limit), .member(.name("Int64"), "max")]) : emit(limit)
      counts = [
        .call("min", [counts[0], .call(.name("Int"), [.init("clamping", bound)])])
      ]
    }
    return (local("element"), counts[0])
  }

  func bindElements(_ expansion: PlanNode.Expansion, index: String) {
    for (item, name) in zip(expansion.items, expansionNames) {
      let element = local(item.element.name)
      append(
        .let(
          element, type: "Value", .subscripted(.name(name), [.init(nil, .name(index))])))
      bind(item.element, to: .name(element))
    }
    if let itemIndex = expansion.itemIndex {
      bind(itemIndex, to: .call(.name("Int64"), [.init(nil, .name(index))]))
    }
  }
}
