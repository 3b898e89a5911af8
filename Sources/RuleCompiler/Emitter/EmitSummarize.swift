/// `summarize`: one loop that feeds the groups, one that writes them out.
extension StageEmitter {
  /// An aggregate's state object and how its columns are read back.
  struct State {
    var name: String
    var aggregate: PlanNode.Aggregate
  }

  func emitSummarize(
    _ scope: RowScope, _ stage: DetectorProgram.Stage, _ pipeline: DetectorProgram.Pipeline,
    _ keys: [PlanNode.Computed], _ aggregates: [PlanNode.Aggregate]
  ) {
    scope.append(
      .let(
        "groups", type: "Grouping",
        .call(
          .name("Grouping"),
          [.init("keys", .integer(Int128(keys.count))), .init(nil, .name("cx"))])))
    let states = aggregates.map { declare($0, scope) }
    emitLoop(
      scope, pipeline,
      wanted: keys.flatMap(\.value.columns) + aggregates.flatMap(\.expressions).flatMap(\.columns)
    ) {
      scope.comment(stage.text)
      for key in keys { put("groups", typed(key.value, scope), scope) }
      guard !states.isEmpty else {
        scope.append(.expression(.method("groups", "group", [])))
        return
      }
      let group = scope.local("group")
      scope.append(.let(group, type: "Int", .method("groups", "group", [])))
      for state in states { feed(state, group, scope) }
    }
    if keys.isEmpty {
      // Without `by` there is one row, also over no rows.
      scope.append(.expression(.method("groups", "ensureOne", [])))
    }
    let group = scope.local("group")
    scope.open()
    var rest = stage.layout[...]
    while let column = rest.first {
      if let kept = keptRun(rest, states) {
        let last = SwiftExpression.Argument("through", .integer(Int128(kept.first + kept.count - 1)))
        scope.append(
          .expression(
            .call(
              .member(.name(kept.state), "put"),
              [
                .init(nil, .name(group)), .init(nil, .integer(Int128(kept.first))), last,
                .init("into", .name("output")),
              ])))
        rest = rest.dropFirst(kept.count)
        continue
      }
      rest = rest.dropFirst()
      if let position = keys.firstIndex(where: { $0.column == column }) {
        put("output", .method("groups", "key", [.name(group), .integer(Int128(position))]), scope)
      } else if let state = states.first(where: { $0.aggregate.columns.contains(column) }) {
        put("output", result(of: state, column, .name(group)), scope)
      }
    }
    scope.append(.expression(.method("output", "endRow", [])))
    scope.append(
      .loop(group, .member(.name("groups"), "count"), scope.close()))
  }

  /// Two or more columns that an aggregate keeps one behind the other.
  private func keptRun(
    _ columns: ArraySlice<ColumnSymbol>, _ states: [State]
  ) -> (state: String, first: Int, count: Int)? {
    guard let column = columns.first,
      let state = states.first(where: { $0.aggregate.columns.contains(column) }),
      let first = state.aggregate.columns.firstIndex(of: column)
    else { return nil }
    switch state.aggregate.function {
    case .state, .collectBag: return nil
    case .argExtreme, .anyRow: break
    }
    let count = zip(columns, state.aggregate.columns[first...]).prefix { $0.0 == $0.1 }.count
    return count > 1 ? (state.name, first, count) : nil
  }

  func declare(_ aggregate: PlanNode.Aggregate, _ scope: RowScope) -> State {
    let name = scope.local(aggregate.columns.first?.name ?? "aggregate")
    let type: String
    var arguments: [SwiftExpression] = []
    switch aggregate.function {
    case .state(let state, let constants, _, _, _):
      type = state
      arguments = constants.map { constant in
        constant.type.physical == .value
          ? scope.emitCellConstant(constant) : scope.emit(constant, as: constant.type)
      }
    case .argExtreme(let isMax, _, let values):
      type = "ArgExtreme"
      arguments = [.boolean(isMax), .integer(Int128(values.count + 1))]
    case .anyRow(let values):
      type = "SampleRow"
      arguments = [.integer(Int128(values.count))]
    case .collectBag(_, _, let aggregate):
      type = "CollectBag"
      arguments = [resultOfNoRows(aggregate, scope)]
    }
    scope.append(.let(name, type: type, .call(type, arguments + [.name("cx")])))
    return State(name: name, aggregate: aggregate)
  }

  /// What an aggregate gives for a group without rows.
  private func resultOfNoRows(_ aggregate: PlanNode.Aggregate, _ scope: RowScope) -> SwiftExpression {
    var aggregate = aggregate
    let column = ColumnSymbol("none", aggregate.columns[0].type)
    aggregate.columns = [column]
    scope.bind(column, to: result(of: declare(aggregate, scope), column, .integer(0)))
    return scope.emitCell(.column(column))
  }

  func feed(_ state: State, _ group: String, _ scope: RowScope) {
    let aggregate = state.aggregate
    let groupName = SwiftExpression.name(group)
    func add() {
      switch aggregate.function {
      case .state(_, _, let arguments, _, _):
        let values = arguments.map { typedArgument($0, scope) }
        scope.append(.expression(.method(state.name, "add", [groupName] + values)))
      case .argExtreme(_, let key, let values):
        let extreme = scope.local("extreme")
        scope.append(.let(extreme, type: "Value", scope.emitCell(key)))
        scope.open()
        scope.append(.expression(.method(state.name, "set", [groupName, .integer(0), .name(extreme)])))
        keep(values, from: 1, in: state.name, groupName, scope)
        scope.append(
          .ifElse(
            [(.method(state.name, "wins", [groupName, .name(extreme)]), scope.close())],
            otherwise: nil))
      case .anyRow(let values):
        scope.open()
        keep(values, from: 0, in: state.name, groupName, scope)
        scope.append(
          .ifElse(
            [(.method(state.name, "wins", [groupName]), scope.close())], otherwise: nil))
      case .collectBag(let key, let value, _):
        scope.append(
          .expression(
            .method(state.name, "add", [groupName, scope.emit(key), scope.emitCell(value)])))
      }
    }
    // What the aggregate reads is read before a nested block, so that others find it at hand.
    scope.settle(read(aggregate, scope).flatMap(\.columns))
    guard let filter = aggregate.filter else {
      add()
      return
    }
    let condition = scope.truth(filter)
    scope.open()
    add()
    scope.append(.ifElse([(condition, scope.close())], otherwise: nil))
  }

  /// The expressions that an aggregate computes: cells of rows that it keeps are handed to it as they are.
  private func read(_ aggregate: PlanNode.Aggregate, _ scope: RowScope) -> [PlanExpression] {
    let computed: [PlanExpression]
    switch aggregate.function {
    case .state, .collectBag: return aggregate.expressions
    case .argExtreme(_, let key, let values): computed = [key] + values.filter { scope.pick($0) == nil }
    case .anyRow(let values): computed = values.filter { scope.pick($0) == nil }
    }
    return computed + [aggregate.filter].compactMap { $0 }
  }

  /// Sets the cells of an aggregate that keeps rows.
  private func keep(
    _ values: [PlanExpression], from start: Int, in state: String, _ group: SwiftExpression, _ scope: RowScope
  ) {
    let picks = values.map { scope.pick($0) }
    var index = 0
    while index < values.count {
      let place = SwiftExpression.integer(Int128(start + index))
      let run = Self.run(picks[index...])
      if run.picks.count > 1, let row = run.row {
        let cells = SwiftExpression.name(scope.picksName(CellPick.text(run.picks)))
        scope.append(.expression(.method(state, "set", [group, place, .name(row), cells, .name("cx")])))
        index += run.picks.count
      } else {
        let cell = picks[index]?.value ?? scope.emitCell(values[index])
        scope.append(.expression(.method(state, "set", [group, place, cell])))
        index += 1
      }
    }
  }

  private func typedArgument(_ value: PlanExpression, _ scope: RowScope) -> SwiftExpression {
    value.type.physical == .value ? scope.emitCell(value) : scope.emit(value)
  }

  func result(of state: State, _ column: ColumnSymbol, _ group: SwiftExpression) -> SwiftExpression {
    switch state.aggregate.function {
    case .state, .collectBag: return .method(state.name, "result", [group])
    case .argExtreme, .anyRow:
      let index = state.aggregate.columns.firstIndex(of: column) ?? 0
      return .method(state.name, "value", [group, .integer(Int128(index))])
    }
  }
}
