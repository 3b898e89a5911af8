/// `scan`: each row against the steps, from the last to the first.
extension StageEmitter {
  func emitScan(
    _ scope: RowScope, _ stage: DetectorProgram.Stage, input: [ColumnSymbol], _ scan: PlanNode.Scan
  ) {
    scope.comment(stage.text)
    let state = scope.local("state")
    scope.append(
      .let(
        state, type: "ScanState",
        .call(
          .name("ScanState"),
          [
            .init("steps", .integer(Int128(scan.steps.count))),
            .init("remembered", .array(scan.remembered.map { scope.emitCell(.constant($0.otherwise)) })),
            .init("width", .integer(Int128(stage.layout.count))), .init(nil, .name("cx")),
          ])))
    let index = scope.local("index")
    scope.open()
    let row = scope.local("row")
    scope.append(.let(row, type: "Row", .subscripted(.name("input"), [.init("row", .name(index))])))
    scope.bind(input, row: row)
    let own = scan.ownColumns
    scope.settle(scan.expressions.flatMap(\.columns).filter { !own.contains($0) })
    for number in scan.steps.indices.reversed() {
      let check = scope.local("check")
      let attempt = scope.nested {
        emitStep(scope, number, stage, state: state, check: check, row: row, input: input, scan)
        return .break
      }
      scope.append(.loop(check, .integer(2), attempt))
    }
    scope.append(
      .loop(index, .member(.name("input"), "count"), scope.close()))
    if scan.steps.contains(where: { $0.output == .last }) {
      scope.append(.expression(.method(state, "finish", [.name("output")])))
    }
  }

  /// One of the two checks of a row against a step: with the state of the step before, then with its own.
  private func emitStep(
    _ scope: RowScope, _ number: Int, _ stage: DetectorProgram.Stage, state: String, check: String, row: String,
    input: [ColumnSymbol], _ scan: PlanNode.Scan
  ) {
    let step = scan.steps[number]
    func call(_ method: String, _ more: [SwiftExpression.Argument] = []) -> SwiftExpression {
      .call(
        .member(.name(state), method),
        [.init("step", .integer(Int128(number))), .init("check", .name(check))] + more)
    }
    scope.append(.guardElse(call("offers"), exit: .continue))
    let read = ([step.condition] + step.values).flatMap(\.columns)
    if scan.remembered.contains(where: { read.contains($0.column) }) {
      let seen = scope.local("seen")
      scope.append(.let(seen, type: "Row", call("row")))
      scope.bind(scan.remembered.map(\.column), row: seen)
    }
    for conjunct in step.condition.conjuncts where !conjunct.isTrue {
      scope.append(.guardElse(scope.truth(conjunct), exit: .continue))
    }
    let kept = scan.remembered.enumerated().filter { $0.element.step == number }
    // All values see the state before this row.
    let needed = scan.declared.filter { column in
      (step.output != .none && stage.layout.contains(column)) || kept.contains { $0.element.source == column }
    }
    for (column, value) in zip(scan.declared, step.values) where needed.contains(column) {
      scope.bind(column, computed: value, .none)
    }
    scope.settle(needed)
    scope.append(.expression(call("match", [.init(nil, .name("output"))])))
    for (slot, entry) in kept {
      let value = scope.emitCell(.column(entry.source))
      scope.append(
        .expression(
          .call(
            .member(.name(state), "remember"),
            [.init("step", .integer(Int128(number))), .init(nil, .integer(Int128(slot))), .init(nil, value)])))
    }
    let target: String
    switch step.output {
    case .none: return
    case .all: target = "output"
    case .last:
      target = scope.local("last")
      scope.append(
        .let(
          target, type: "Table",
          .call(.member(.name(state), "held"), [.init("step", .integer(Int128(number)))])))
    }
    for column in stage.layout {
      if column == scan.matchID {
        put(
          target, .call(.member(.name(state), "matchID"), [.init("step", .integer(Int128(number)))]), scope)
      } else if let position = input.firstIndex(of: column) {
        put(target, .method(row, "value", [.integer(Int128(position))]), scope)
      } else {
        put(target, columns: [column], scope)
      }
    }
    scope.append(.expression(.method(target, "endRow", [])))
  }
}
