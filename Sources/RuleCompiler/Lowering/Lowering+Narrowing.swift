/// Filters behind an `innerunique` join. The join keeps one left row of each key, any of them; the service tests the left
/// side's columns before, so that a row that passes is not lost to one that does not. See `join-innerunique.md`.
extension Lowering {
  /// The relation with those tests made before the join that read its left side's columns alone, and the tests that
  /// remain.
  func narrowing(
    _ node: PlanNode, by conjuncts: [PlanExpression], _ text: SourceText
  ) -> (node: PlanNode, remaining: [PlanExpression]) {
    switch node.kind {
    case .rows(let input, let steps):
      guard let sources = Self.passedColumns(steps) else { return (node, conjuncts) }
      return narrowing(node, input, by: conjuncts, text, sources: { sources[$0] ?? $0 }) {
        PlanNode(.rows($0, steps), columns: node.columns, node.text)
      }
    case .join(.innerUnique, let left, let right, let on, let columns):
      let sources = Dictionary(
        columns.filter { $0.side == .left }.map { ($0.column, $0.source) }, uniquingKeysWith: { first, _ in first })
      var moved: [PlanExpression] = []
      var remaining: [PlanExpression] = []
      for conjunct in conjuncts {
        if conjunct.isDeterministic, !conjunct.columns.isEmpty, conjunct.columns.allSatisfy({ sources[$0] != nil }) {
          moved.append(conjunct.mapColumns { sources[$0].map { .column($0) } })
        } else {
          remaining.append(conjunct)
        }
      }
      guard let test = moved.joined() else { return (node, conjuncts) }
      let narrowed = appending(.filter(test, text), to: left, columns: left.columns, text)
      return (
        PlanNode(.join(.innerUnique, narrowed, right, on: on, columns: columns), columns: node.columns, node.text),
        remaining
      )
    default: return (node, conjuncts)
    }
  }

  /// Narrows the input of a node, where the conjuncts' columns are called `sources`.
  private func narrowing(
    _ node: PlanNode, _ input: PlanNode, by conjuncts: [PlanExpression], _ text: SourceText,
    sources: (ColumnSymbol) -> ColumnSymbol, remake: (PlanNode) -> PlanNode
  ) -> (node: PlanNode, remaining: [PlanExpression]) {
    var remaining: [PlanExpression] = []
    var below = input
    for conjunct in conjuncts {
      let (narrowed, left) = narrowing(below, by: [conjunct.mapColumns { .column(sources($0)) }], text)
      below = narrowed
      if !left.isEmpty { remaining.append(conjunct) }
    }
    return below === input ? (node, conjuncts) : (remake(below), remaining)
  }

  /// For each column that the steps rename, what it is called before them; nil for steps that make rows of rows. A column
  /// that they compute stands for itself, which no relation below has.
  private static func passedColumns(_ steps: [PlanNode.RowStep]) -> [ColumnSymbol: ColumnSymbol]? {
    var sources: [ColumnSymbol: ColumnSymbol] = [:]
    for step in steps {
      switch step {
      case .filter: break
      case .compute(let computed, _):
        for entry in computed {
          if case .column(let source) = entry.value.kind { sources[entry.column] = sources[source] ?? source }
        }
      case .expand, .parse: return nil
      }
    }
    return sources
  }
}

extension PlanExpression {
  /// Whether two evaluations over the same row give the same.
  fileprivate var isDeterministic: Bool {
    var result = true
    walk {
      if case .call(let kernel, _) = $0.kind, kernel.dependence == .chance { result = false }
    }
    return result
  }
}
