/// Which of a node's columns its consumers read: what need not be computed or carried is left out.
struct Demand {
  private var required: [PlanNode: Set<ColumnSymbol>] = [:]
  private(set) var uses: [PlanNode: Int] = [:]
  /// The scalars whose columns are asked for already. A scalar is computed once, however often expressions and other
  /// scalars name it.
  private var seenScalars: Set<PlanScalar> = []

  /// - Parameter output: the columns of the root that leave the query.
  init(root: PlanNode, output: [ColumnSymbol]) {
    var order: [PlanNode] = []
    var visited: Set<PlanNode> = []
    var scalars: Set<PlanScalar> = []
    func visit(_ node: PlanNode) {
      uses[node, default: 0] += 1
      guard visited.insert(node).inserted else { return }
      for input in node.inputs { visit(input) }
      for expression in node.expressions { visitScalars(of: expression) }
      order.append(node)
    }
    func visitScalars(of expression: PlanExpression) {
      for scalar in expression.scalars where scalars.insert(scalar).inserted {
        switch scalar.kind {
        case .firstCell(let node, _), .set(let node, _, _): visit(node)
        case .expression(let value): visitScalars(of: value)
        }
      }
    }
    visit(root)
    required[root] = Set(output)
    for node in order.reversed() { propagate(node) }
  }

  /// The node's columns that are read, in the node's order.
  func layout(_ node: PlanNode) -> [ColumnSymbol] {
    let wanted = required[node] ?? []
    var seen: Set<ColumnSymbol> = []
    return node.columns.filter { wanted.contains($0) && seen.insert($0).inserted }
  }

  private mutating func need(_ node: PlanNode, _ columns: some Sequence<ColumnSymbol>) {
    required[node, default: []].formUnion(columns)
  }
  private mutating func need(_ expression: PlanExpression, of node: PlanNode) {
    need(node, expression.columns)
    needScalars(expression)
  }
  private mutating func needScalars(_ expression: PlanExpression) {
    for scalar in expression.scalars where seenScalars.insert(scalar).inserted {
      switch scalar.kind {
      case .firstCell(let node, let column), .set(let node, let column, _): need(node, [column])
      case .expression(let value): needScalars(value)
      }
    }
  }

  private mutating func propagate(_ node: PlanNode) {
    let wanted = required[node] ?? []
    switch node.kind {
    case .source, .applyRows: break
    case .values(let rows): for value in rows.joined() { needScalars(value) }
    case .range(let from, let to, let step): for value in [from, to, step] { needScalars(value) }
    case .rows(let input, let steps):
      need(input, Self.columnsBefore(steps, wanted))
      for expression in steps.flatMap(\.expressions) { needScalars(expression) }
    case .summarize(let input, let keys, let aggregates):
      for key in keys { need(key.value, of: input) }
      for aggregate in aggregates where aggregate.columns.contains(where: wanted.contains) {
        for expression in aggregate.expressions { need(expression, of: input) }
      }
    case .join(_, let left, let right, let on, let columns):
      need(left, on.map(\.left))
      need(right, on.map(\.right))
      for entry in columns where wanted.contains(entry.column) {
        need(entry.side == .left ? left : right, [entry.source])
      }
    case .union(let branches):
      for branch in branches {
        for (column, value) in zip(node.columns, branch.values) where wanted.contains(column) {
          need(value, of: branch.node)
        }
      }
    case .sort(let input, let keys): need(input, wanted.union(keys.map(\.column)))
    case .top(let input, let count, let keys):
      need(input, wanted.union(keys.map(\.column)))
      needScalars(count)
    case .take(let input, let count), .sample(let input, let count):
      need(input, wanted)
      needScalars(count)
    case .sampleDistinct(let input, let count, let column):
      need(input, [column])
      needScalars(count)
    case .windows(let input, let windows):
      let added = Set(windows.map(\.column))
      need(input, wanted.subtracting(added))
      for expression in windows.flatMap(\.window.expressions) {
        need(input, expression.columns.filter { !added.contains($0) })
        needScalars(expression)
      }
    case .apply(let input, let expansion, let rows, let body):
      need(body, wanted.intersection(body.columns))
      for item in expansion.items { need(item.value, of: input) }
      // The body reads the outer row's columns through the rows it is handed.
      need(input, wanted.intersection(input.columns))
      need(input, rows.columns.filter { input.columns.contains($0) })
    case .makeSeries(let input, let series):
      for expression in series.expressions { need(expression, of: input) }
    case .scan(let input, let scan):
      let own = scan.ownColumns
      need(input, wanted.union(scan.remembered.map(\.source)).subtracting(own))
      for expression in scan.expressions {
        need(input, expression.columns.filter { !own.contains($0) })
        needScalars(expression)
      }
    case .tableFunction(let input, _, let arguments):
      need(input, input.columns)
      for argument in arguments { needScalars(argument) }
    }
  }

  /// The columns that must be there before `steps` for `wanted` to be there after them.
  static func columnsBefore(
    _ steps: [PlanNode.RowStep], _ wanted: Set<ColumnSymbol>
  ) -> Set<ColumnSymbol> {
    var wanted = wanted
    for step in steps.reversed() {
      switch step {
      case .filter(let predicate, _): wanted.formUnion(predicate.columns)
      case .compute(let computed, _):
        for entry in computed.reversed() where wanted.remove(entry.column) != nil {
          // A projection may hand a column through under its own symbol.
          wanted.formUnion(entry.value.columns)
        }
      case .expand(let expansion, _):
        for item in expansion.items {
          wanted.remove(item.element)
          wanted.formUnion(item.value.columns)
        }
        if let index = expansion.itemIndex { wanted.remove(index) }
      case .parse(let parse, _):
        wanted.subtract(parse.columns)
        wanted.formUnion(parse.text.columns)
      }
    }
    return wanted
  }
}

extension PlanExpression {
  /// The values computed before the rows that it reads.
  var scalars: [PlanScalar] {
    var result: [PlanScalar] = []
    walk {
      switch $0.kind {
      case .scalar(let scalar), .inSet(let scalar, _, _): result.append(scalar)
      default: break
      }
    }
    return result
  }
}

extension PlanNode.RowStep {
  var expressions: [PlanExpression] {
    switch self {
    case .filter(let predicate, _): [predicate]
    case .compute(let computed, _): computed.map(\.value)
    case .expand(let expansion, _): expansion.items.map(\.value) + [expansion.rowLimit].compactMap { $0 }
    case .parse(let parse, _): [parse.text]
    }
  }
}

extension PlanNode.Aggregate {
  var expressions: [PlanExpression] {
    let own: [PlanExpression] =
      switch function {
      case .state(_, _, let arguments, _, _): arguments
      case .argExtreme(_, let key, let values): [key] + values
      case .anyRow(let values): values
      case .collectBag(let key, let value, _): [key, value]
      }
    return own + [filter].compactMap { $0 }
  }
}

extension PlanNode.Window {
  var expressions: [PlanExpression] {
    switch self {
    case .neighbour(let value, _, let otherwise): [value, otherwise]
    case .rowNumber(let start, let restart): [start] + [restart].compactMap { $0 }
    case .rowCumulativeSum(let value, let restart): [value] + [restart].compactMap { $0 }
    case .rowRank(let value, _, let restart): [value] + [restart].compactMap { $0 }
    case .rowWindowSession(let value, let first, let between, let restart):
      [value, first, between] + [restart].compactMap { $0 }
    }
  }
}

extension PlanNode.Series {
  var expressions: [PlanExpression] {
    keys.map(\.value) + aggregates.flatMap(\.expressions) + defaults + [axisValue]
      + [from, to].compactMap { $0 } + [step]
  }
}

extension PlanNode.Scan {
  var expressions: [PlanExpression] { steps.flatMap { [$0.condition] + $0.values } }

  /// The columns that are not those of the input.
  var ownColumns: Set<ColumnSymbol> {
    Set(declared + [matchID].compactMap { $0 } + remembered.map(\.column))
  }
}

extension PlanNode {
  /// The nodes whose rows it reads.
  var inputs: [PlanNode] {
    switch kind {
    case .source, .values, .range, .applyRows: []
    case .rows(let input, _), .summarize(let input, _, _), .sort(let input, _),
      .top(let input, _, _), .take(let input, _), .sample(let input, _),
      .sampleDistinct(let input, _, _), .windows(let input, _), .makeSeries(let input, _),
      .scan(let input, _), .tableFunction(let input, _, _):
      [input]
    case .join(_, let left, let right, _, _): [left, right]
    case .union(let branches): branches.map(\.node)
    case .apply(let input, _, _, let body): [input, body]
    }
  }

  /// The expressions it evaluates itself.
  var expressions: [PlanExpression] {
    switch kind {
    case .source, .applyRows, .join, .sort: []
    case .values(let rows): Array(rows.joined())
    case .range(let from, let to, let step): [from, to, step]
    case .rows(_, let steps): steps.flatMap(\.expressions)
    case .summarize(_, let keys, let aggregates):
      keys.map(\.value) + aggregates.flatMap(\.expressions)
    case .union(let branches): branches.flatMap(\.values)
    case .top(_, let count, _), .take(_, let count), .sample(_, let count),
      .sampleDistinct(_, let count, _):
      [count]
    case .windows(_, let windows): windows.flatMap(\.window.expressions)
    case .apply(_, let expansion, _, _):
      expansion.items.map(\.value) + [expansion.rowLimit].compactMap { $0 }
    case .makeSeries(_, let series): series.expressions
    case .scan(_, let scan): scan.expressions
    case .tableFunction(_, _, let arguments): arguments
    }
  }
}

extension QueryPlan {
  /// Whether an expression of it, such as a call of `rand`, can have another value the next time.
  var dependsOnChance: Bool {
    var visited: Set<PlanNode> = []
    var scalars: Set<PlanScalar> = []
    func holds(_ expression: PlanExpression) -> Bool {
      var result = false
      expression.walk {
        if case .call(let kernel, _) = $0.kind, kernel.dependence == .chance { result = true }
      }
      for scalar in expression.scalars where !result && scalars.insert(scalar).inserted {
        switch scalar.kind {
        case .firstCell(let node, _), .set(let node, _, _): result = holds(node)
        case .expression(let value): result = holds(value)
        }
      }
      return result
    }
    func holds(_ node: PlanNode) -> Bool {
      guard visited.insert(node).inserted else { return false }
      return node.expressions.contains { holds($0) } || node.inputs.contains { holds($0) }
    }
    return holds(root)
  }
}
