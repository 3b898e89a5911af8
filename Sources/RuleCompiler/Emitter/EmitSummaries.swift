import DetectorRuntime

/// A summary that the runtime keeps up to date: what it is told about it, and the function that gives it rows.
extension EmitDetector {
  /// The number of the source's summary among all, from 1; empty if there is one only.
  private func suffix(_ source: Int) -> String {
    let all = program.sources.indices.filter { program.sources[$0].summary != nil }
    return all.count == 1 ? "" : "\((all.firstIndex(of: source) ?? 0) + 1)"
  }

  func summaryDefinition(_ summary: DetectorProgram.Summary, source: Int) -> SwiftExpression {
    var arguments: [SwiftExpression.Argument] = [
      .init("keys", .array(summary.keys.map { .member(.name("ColumnType"), Self.columnType($0.value.type)) })),
      .init("aggregates", .array(summary.aggregates.map(Self.aggregate))),
    ]
    if !summary.computed.isEmpty { arguments.append(.init("computed", .integer(Int128(summary.computed.count)))) }
    arguments.append(.init("columns", .array(summary.layout.map { Self.column($0, of: summary) })))
    if summary.isOrderedByRows { arguments.append(.init("isOrderedByRows", .boolean(true))) }
    if !summary.keysAreFirstCells { arguments.append(.init("summarize", .name("summarize" + suffix(source)))) }
    if !summary.keeps.isEmpty { arguments.append(.init("keeps", .name("keeps" + suffix(source)))) }
    return .call(.name("SummaryDefinition"), arguments)
  }

  private static func column(_ column: ColumnSymbol, of summary: DetectorProgram.Summary) -> SwiftExpression {
    let type = SwiftExpression.name("SummaryColumn")
    if let key = summary.keys.firstIndex(where: { $0.column == column }) {
      return .call(.member(type, "key"), [.init(nil, .integer(Int128(key)))])
    }
    for (number, aggregate) in summary.aggregates.enumerated() {
      if let position = aggregate.columns.firstIndex(of: column) {
        return .call(
          .member(type, "aggregate"),
          [.init(nil, .integer(Int128(number))), .init(nil, .integer(Int128(position)))])
      }
    }
    preconditionFailure("column \(column.name) is not of the summary")
  }

  private static func aggregate(_ aggregate: DetectorProgram.Summary.Aggregate) -> SwiftExpression {
    let functions = SwiftExpression.name("SummaryFunction")
    let function: SwiftExpression
    switch aggregate.function {
    case .makeSet(let limit): function = .call(.member(functions, "makeSet"), [.init(nil, .integer(Int128(limit)))])
    case .count, .sum, .least, .greatest, .average, .countDistinct, .anyValue, .anyRow, .argMax, .argMin:
      function = .member(functions, "\(aggregate.function)")
    }
    var arguments: [SwiftExpression.Argument] = [.init(nil, function)]
    if !aggregate.arguments.isEmpty { arguments.append(.init("of", .array(aggregate.arguments.map(argument)))) }
    switch aggregate.function {
    case .sum, .least, .greatest, .average, .countDistinct, .makeSet, .anyValue:
      arguments.append(.init("type", .member(.name("ColumnType"), columnType(aggregate.type))))
    case .count, .anyRow, .argMax, .argMin: break
    }
    if let filter = aggregate.filter { arguments.append(.init("where", argument(filter))) }
    return .call(.name("SummaryAggregate"), arguments)
  }

  private static func argument(_ argument: DetectorProgram.Summary.Argument) -> SwiftExpression {
    let type = SwiftExpression.name("SummaryArgument")
    switch argument {
    case .column(let position): return .call(.member(type, "column"), [.init(nil, .integer(Int128(position)))])
    case .computed(let position): return .call(.member(type, "computed"), [.init(nil, .integer(Int128(position)))])
    }
  }

  // MARK: Functions

  func summaryFunctions(_ summary: DetectorProgram.Summary, source index: Int, _ stages: StageEmitter)
    -> [SwiftDeclaration]
  {
    var functions = summary.keysAreFirstCells ? [] : summarizeFunction(summary, source: index, stages)
    guard !summary.keeps.isEmpty else { return functions }
    let test = RowScope(kernels: kernels, reserved: ["row", "cx"])
    test.hoistsInvariants = false
    test.bind(summary.layout, row: "row")
    test.emitSteps(summary.keeps, wanted: [], miss: .returning(.boolean(false))) {
      test.append(.returning(.boolean(true)))
    }
    functions += [
      .blank,
      .documentation("Whether a group of the summary can contribute."),
      .function(
        modifiers: "private static ", "keeps" + suffix(index),
        [("_", "row", "Row"), ("_", "cx", "EvaluationContext")], returns: "Bool", test.statements),
    ]
    return functions
  }

  private func summarizeFunction(
    _ summary: DetectorProgram.Summary, source index: Int, _ stages: StageEmitter
  ) -> [SwiftDeclaration] {
    let source = program.sources[index]
    let scope = RowScope(kernels: kernels, reserved: ["input", "groups", "cx"])
    let number = scope.local("index")
    let row = scope.local("row")
    scope.open()
    scope.append(.let(row, type: "Row", .subscripted(.name("input"), [.init("row", .name(number))])))
    scope.bind(Array(source.columns.prefix(source.keptCount)), row: row)
    let read = summary.keys.map(\.value) + summary.computed
    scope.emitSteps(summary.steps, wanted: Set(read.flatMap(\.columns)), miss: .continue) {
      scope.comment(summary.text)
      for key in summary.keys { stages.put("groups", stages.typed(key.value, scope), scope) }
      for value in summary.computed {
        let spelled = StageEmitter.cellIfLiteral(stages.typed(value, scope))
        scope.append(.expression(.method("groups", "take", [spelled])))
      }
      scope.append(.expression(.method("groups", "endRow", [.name(number)])))
    }
    let loop = SwiftStatement.forIn(
      number, .infix("..<", [.integer(0), .member(.name("input"), "count")]), scope.close())
    return [
      .blank,
      .documentation("Gives kept events of `\(source.table)` to the groups of the summary."),
      .function(
        modifiers: "private static ", "summarize" + suffix(index),
        [("_", "input", "Rows"), ("_", "groups", "SummaryGroups"), ("_", "cx", "EvaluationContext")], returns: nil,
        scope.prologue + scope.statements + [loop]),
    ]
  }
}
