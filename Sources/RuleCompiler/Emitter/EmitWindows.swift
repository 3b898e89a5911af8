/// Window functions and `make-series`: stages that look at more than one row.
extension StageEmitter {
  func emitWindows(
    _ scope: RowScope, _ stage: DetectorProgram.Stage, input: [ColumnSymbol],
    _ windows: [(column: ColumnSymbol, window: PlanNode.Window)]
  ) {
    scope.comment(stage.text)
    // Running values live outside the loop.
    let states = windows.map { declare($0.column, $0.window, scope) }
    let index = scope.local("index")
    scope.open()
    let row = scope.local("row")
    scope.append(
      .let(row, type: "Row", .subscripted(.name("input"), [.init("row", .name(index))])))
    scope.bind(input, row: row)
    for (entry, state) in zip(windows, states) {
      let value = next(entry.column, entry.window, state, index, input, scope)
      let name = scope.local("window")
      scope.append(
        .let(name, type: entry.column.type.physical.swift(nullable: true), value))
      // A window function may use another: `row_cumsum(x, prev(y) != y)`.
      scope.bind(entry.column, to: .name(name))
    }
    put("output", columns: stage.layout, scope)
    scope.append(.expression(.method("output", "endRow", [])))
    scope.append(
      .loop(index, .member(.name("input"), "count"), scope.close()))
  }

  private func declare(_ column: ColumnSymbol, _ window: PlanNode.Window, _ scope: RowScope)
    -> String
  {
    let type: String
    var arguments: [SwiftExpression.Argument] = []
    switch window {
    case .neighbour: return ""
    case .rowNumber(let start, _):
      type = "RowNumber"
      arguments = [
        .init("start", start.nullable ? .infix("??", [scope.emit(start), .integer(1)]) : scope.emit(start))
      ]
    case .rowCumulativeSum: type = column.type == .real ? "RowCumsumReal" : "RowCumsumLong"
    case .rowRank(_, let dense, _):
      type = "RowRank"
      arguments = [.init("dense", .boolean(dense))]
    case .rowWindowSession: type = "RowWindowSession"
    }
    let name = scope.local("running")
    scope.append(.var(name, type: type, .call(.name(type), arguments)))
    return name
  }

  private func next(
    _ column: ColumnSymbol, _ window: PlanNode.Window, _ state: String, _ index: String,
    _ input: [ColumnSymbol], _ scope: RowScope
  ) -> SwiftExpression {
    func restarting(_ restart: PlanExpression?) -> [SwiftExpression.Argument] {
      restart.map { [.init("restart", scope.emit($0))] } ?? []
    }
    func advance(_ arguments: [SwiftExpression.Argument], _ restart: PlanExpression?)
      -> SwiftExpression
    {
      .call(.member(.name(state), "next"), arguments + restarting(restart))
    }
    switch window {
    case .neighbour(let value, let offset, let otherwise):
      let name = scope.local("neighbour")
      scope.append(.let(name, type: column.type.physical.swift(nullable: true), nil))
      let place: SwiftExpression =
        offset >= 0
        ? .infix("-", [.name(index), .integer(Int128(offset))])
        : .infix("+", [.name(index), .integer(Int128(-offset))])
      let exists: SwiftExpression =
        offset >= 0
        ? .infix(">=", [.name(index), .integer(Int128(offset))])
        : .infix("<", [place, .member(.name("input"), "count")])
      let inside = scope.nested {
        let other = scope.local("other")
        scope.append(.let(other, type: "Row", .subscripted(.name("input"), [.init("row", place)])))
        scope.bind(input, row: other)
        return .assign(.name(name), spelled(value, scope))
      }
      let outside = scope.nested { .assign(.name(name), spelled(otherwise, scope)) }
      scope.append(.ifElse([(exists, inside)], otherwise: outside))
      return .name(name)
    case .rowNumber(_, let restart): return advance([], restart)
    case .rowCumulativeSum(let value, let restart):
      return advance([.init(nil, scope.emit(value))], restart)
    case .rowRank(let value, _, let restart):
      return advance([.init(nil, scope.emitCell(value))], restart)
    case .rowWindowSession(let value, let maxFromFirst, let maxBetween, let restart):
      return advance(
        [
          .init(nil, scope.emit(value)), .init("maxFromFirst", scope.emit(maxFromFirst)),
          .init("maxBetween", scope.emit(maxBetween)),
        ], restart)
    }
  }

  private func spelled(_ value: PlanExpression, _ scope: RowScope) -> SwiftExpression {
    value.type.physical == .value ? scope.emitCell(value) : scope.emit(value)
  }

  // MARK: make-series

  func emitSeries(
    _ scope: RowScope, _ stage: DetectorProgram.Stage, _ pipeline: DetectorProgram.Pipeline,
    _ series: PlanNode.Series
  ) {
    let axis = scope.local("axis")
    scope.comment(stage.text)
    func bound(_ value: PlanExpression?) -> SwiftExpression {
      value.map { scope.emitCell($0) } ?? .member(.name("Value"), "null")
    }
    scope.append(
      .let(
        axis, type: "SeriesAxis",
        .call(
          .name("SeriesAxis"),
          [
            .init(nil, .member(.name("ColumnType"), EmitDetector.columnType(series.axisValue.type))),
            .init("from", bound(series.from)), .init("to", bound(series.to)),
            .init("step", scope.emitCell(series.step)),
          ] + (series.isInclusive ? [.init("inclusive", .boolean(true))] : []))))
    let points = scope.local("points")
    let keyCount = series.keys.count
    scope.append(
      .let(
        points, type: "Grouping",
        .call(
          .name("Grouping"),
          [.init("keys", .integer(Int128(keyCount + 1))), .init(nil, .name("cx"))])))
    let states = series.aggregates.map { declare($0, scope) }
    emitLoop(
      scope, pipeline,
      wanted: series.keys.flatMap(\.value.columns) + series.axisValue.columns
        + series.aggregates.flatMap(\.expressions).flatMap(\.columns)
    ) {
      let bucket = scope.local("bucket")
      scope.append(
        .let(
          bucket, type: "Int64",
          .infix(
            "??",
            [
              .method(axis, "bucket", [scope.emitCell(series.axisValue)]),
              .member(.name("Int64"), "min"),
            ])))
      scope.append(
        .guardElse(
          .infix("!=", [.name(bucket), .member(.name("Int64"), "min")]), exit: .continue))
      for key in series.keys { put(points, typed(key.value, scope), scope) }
      put(points, .name(bucket), scope)
      let point = scope.local("point")
      scope.append(.let(point, type: "Int", .method(points, "group", [])))
      for state in states { feed(state, point, scope) }
    }
    let collector = scope.local("collector")
    scope.append(
      .let(
        collector, type: "SeriesCollector",
        .call(
          .name("SeriesCollector"),
          [
            .init(nil, .name(axis)),
            .init("defaults", .array(series.defaults.map { scope.emitCell($0) })),
            .init(nil, .name("cx")),
          ])))
    scope.append(
      .let(
        "groups", type: "Grouping",
        .call(
          .name("Grouping"),
          [.init("keys", .integer(Int128(keyCount))), .init(nil, .name("cx"))])))
    let point = scope.local("point")
    scope.open()
    for index in 0..<keyCount {
      put("groups", .method(points, "key", [.name(point), .integer(Int128(index))]), scope)
    }
    let bucketCell = SwiftExpression.method(
      points, "key", [.name(point), .integer(Int128(keyCount))])
    scope.append(
      .expression(
        .call(
          .member(.name(collector), "add"),
          [
            .init(nil, .method("groups", "group", [])),
            .init("bucket", .infix("??", [.member(bucketCell, "long"), .integer(0)])),
          ])))
    for state in states {
      let value = result(of: state, state.aggregate.columns[0], .name(point))
      var isCell = false
      if case .state(_, _, _, .value, _) = state.aggregate.function { isCell = true }
      put(collector, isCell ? value : .call("Value", [value]), scope)
    }
    scope.append(
      .loop(point, .member(.name(points), "count"), scope.close()))
    if series.isNeverEmpty { scope.append(.expression(.method("groups", "ensureOne", []))) }
    let group = scope.local("group")
    scope.open()
    for column in stage.layout {
      if let position = series.keys.firstIndex(where: { $0.column == column }) {
        put("output", .method("groups", "key", [.name(group), .integer(Int128(position))]), scope)
      } else if let index = series.aggregates.firstIndex(where: { $0.columns.contains(column) }) {
        put(
          "output",
          .call(
            .member(.name(collector), "series"),
            [.init(nil, .name(group)), .init("aggregate", .integer(Int128(index)))]), scope)
      } else {
        put("output", .method(collector, "points", [.name(group)]), scope)
      }
    }
    scope.append(.expression(.method("output", "endRow", [])))
    scope.append(
      .loop(group, .member(.name("groups"), "count"), scope.close()))
  }
}
