/// Spells each stage of a program as a function, and the order they run in as another.
struct StageEmitter {
  let program: DetectorProgram
  let kernels: EmittedKernels
  /// Put before the functions' names; not empty for the body of an `mv-apply`.
  let prefix: String
  /// Values of the enclosing program that the stages may read, with their names and types.
  let outerScalars: [PlanScalar]
  private(set) var functions: [SwiftDeclaration] = []

  init(
    _ program: DetectorProgram, kernels: EmittedKernels, prefix: String = "",
    outerScalars: [PlanScalar] = []
  ) {
    self.program = program
    self.kernels = kernels
    self.prefix = prefix
    self.outerScalars = outerScalars
  }

  // MARK: The order of evaluation

  /// The function that runs the stages and returns the result. It calls what has loops, once for each run, and is not optimised.
  /// - Parameter rowsParameter: the table that an enclosing `mv-apply` hands over, instead of the sources.
  mutating func emitEvaluation(name: String, applied: Bool = false) {
    var body: [SwiftStatement] = []
    for (index, stage) in program.stages.enumerated() { emit(stage, index, &body) }
    body.append(.returning(.name(variable(program.result))))
    var parameters: [(label: String, name: String, type: String)] =
      applied
      ? [("_", "applied", "Table")] : [("_", "sources", "[Table]")]
    parameters += outerScalars.map { ("_", scalarVariable($0), Self.type($0)) }
    parameters.append(("_", "cx", "EvaluationContext"))
    functions.insert(
      .function(
        modifiers: applied ? "private static " : "@_optimize(none) static ", name, parameters, returns: "Table", body
      ), at: 0)
    functions.insert(.blank, at: 0)
  }

  private func variable(_ stage: Int) -> String { program.stages[stage].name }
  /// The table that rows come from, where they come from one.
  private func tableName(_ origin: DetectorProgram.Pipeline.Origin) -> SwiftExpression {
    switch origin {
    case .source(let source): .subscripted(.name("sources"), [.init(nil, .integer(Int128(source)))])
    case .stage(let stage): .name(variable(stage))
    case .applyRows: .name("applied")
    case .values, .range: preconditionFailure("constant rows are no table before their loop")
    }
  }

  /// The table whose rows are picked from; nil if only a loop can make it.
  /// - Parameter input: what it is called where the stage has a function.
  private func tableOfPicks(_ origin: DetectorProgram.Pipeline.Origin, input: String? = nil) -> SwiftExpression? {
    switch origin {
    case .source, .stage, .applyRows: return input.map { .name($0) } ?? tableName(origin)
    case .values(let rows, let columns): return rows.count > 1 ? ConstantCells.table(rows, columns) : nil
    case .range: return nil
    }
  }

  private func functionName(_ stage: DetectorProgram.Stage) -> String {
    (prefix.isEmpty ? "make" : prefix) + stage.name.prefix(1).uppercased() + stage.name.dropFirst()
  }
  private func scalarVariable(_ scalar: PlanScalar) -> String {
    NameScope.lowerCamel(scalar.name)
  }

  static func type(_ scalar: PlanScalar) -> String {
    switch scalar.kind {
    case .set: "ValueSet"
    case .firstCell: scalar.type.physical.swift(nullable: true)
    case .expression(let value): scalar.type.physical.swift(nullable: value.nullable)
    }
  }

  private mutating func emit(
    _ stage: DetectorProgram.Stage, _ index: Int, _ body: inout [SwiftStatement]
  ) {
    let table: String = variable(index)
    switch stage.work {
    case .view(let origin): body.append(.let(table, type: "Table", tableName(origin)))
    case .collect(let pipeline):
      if let cells = picks(pipeline, values: stage.layout.map { PlanExpression.column($0) }),
        let rows = tableOfPicks(pipeline.origin)
      {
        if !pipeline.text.text.isEmpty { body.append(.comment(pipeline.text.text)) }
        var isAll = false
        if case .values(_, let columns) = pipeline.origin {
          isAll = cells == CellPick.text(columns.indices.map { .cell(row: "row", index: $0) })
        }
        let call = isAll ? rows : .call("pickCells", [rows, .words(cells), .name("cx")])
        body.append(.let(table, type: "Table", call))
        return
      }
      let call = define(stage, [pipeline]) { emitter, scope in
        emitter.emitLoop(scope, pipeline, wanted: stage.layout) {
          emitter.put("output", columns: stage.layout, scope)
          scope.append(.expression(.method("output", "endRow", [])))
        }
      }
      body.append(.let(table, type: "Table", call))
    case .union(let branches):
      let call = define(stage, branches.map(\.pipeline)) { emitter, scope in
        for (position, branch) in branches.enumerated() {
          let input = Self.inputName(position, of: branches.count)
          if case .values(let rows, _) = branch.pipeline.origin, rows.isEmpty { continue }
          if let cells = emitter.picks(branch.pipeline, values: branch.values),
            let rows = emitter.tableOfPicks(branch.pipeline.origin, input: input)
          {
            scope.comment(branch.pipeline.text)
            scope.append(.expression(.method("output", "append", [rows, .words(cells)])))
            continue
          }
          emitter.emitLoop(scope, branch.pipeline, input: input, wanted: branch.values.flatMap(\.columns)) {
            emitter.put("output", values: branch.values, scope)
            scope.append(.expression(.method("output", "endRow", [])))
          }
        }
      }
      body.append(.let(table, type: "Table", call))
    case .summary(let source):
      body.append(.comment(stage.text.text))
      body.append(
        .let(table, type: "Table", .subscripted(.name("sources"), [.init(nil, .integer(Int128(source)))])))
    case .summarize(let pipeline, let keys, let aggregates):
      let call = define(stage, [pipeline]) { emitter, scope in
        emitter.emitSummarize(scope, stage, pipeline, keys, aggregates)
      }
      body.append(.let(table, type: "Table", call))
    case .join(let kind, let left, let right, let on, let leftColumns, let rightColumns):
      let keys = on.map { pair in
        SwiftExpression.call(
          .name("JoinKey"),
          [
            .init("left", .integer(Int128(pair.left))),
            .init("right", .integer(Int128(pair.right))),
            .init(
              "isString",
              .boolean(program.stages[left].layout[pair.left].type == .string)),
          ])
      }
      func picks(_ list: [Int]) -> SwiftExpression { .words(CellPick.text(list.map { .cell(row: "", index: $0) })) }
      body.append(.comment(stage.text.text))
      body.append(
        .let(
          table, type: "Table",
          .call(
            .name("joinTables"),
            [
              .init(nil, .name(variable(left))), .init(nil, .name(variable(right))),
              .init("on", .array(keys)),
              .init("kind", .member(.name("JoinKind"), kind.rawValue)),
              .init("left", picks(leftColumns)), .init("right", picks(rightColumns)),
              .init("padding", .words(CellPick.text(stage.layout.map { .padding($0.type) }))),
              .init(nil, .name("cx")),
            ])))
    case .sort(let input, let keys):
      body.append(.comment(stage.text.text))
      body.append(
        .let(table, type: "Table", .call("sortTable", [.name(variable(input)), sortKeys(keys)])))
    case .top(let input, let count, let keys):
      body.append(.comment(stage.text.text))
      let bound = nonNull(hoist(count, &body), count)
      body.append(
        .let(
          table, type: "Table", .call("topTable", [.name(variable(input)), bound, sortKeys(keys)])))
    case .take(let input, let count):
      body.append(.comment(stage.text.text))
      let bound = hoist(count, &body)
      body.append(
        .let(table, type: "Table", .call("takeTable", [.name(variable(input)), bound])))
    case .sample(let input, let count):
      body.append(.comment(stage.text.text))
      let bound = nonNull(hoist(count, &body), count)
      body.append(
        .let(
          table, type: "Table", .call("sampleTable", [.name(variable(input)), bound, .name("cx")])))
    case .sampleDistinct(let input, let count):
      body.append(.comment(stage.text.text))
      let bound = nonNull(hoist(count, &body), count)
      body.append(
        .let(
          table, type: "Table",
          .call(
            .name("sampleDistinct"),
            [
              .init(nil, .name(variable(input))), .init(nil, bound), .init("column", .integer(0)),
              .init(nil, .name("cx")),
            ])))
    case .windows(let input, let windows):
      let pipeline = DetectorProgram.Pipeline(
        origin: .stage(input), steps: [], layout: program.stages[input].layout, text: .none)
      let call = define(stage, [pipeline]) { emitter, scope in
        emitter.emitWindows(scope, stage, input: emitter.program.stages[input].layout, windows)
      }
      body.append(.let(table, type: "Table", call))
    case .scan(let input, let scan):
      let pipeline = DetectorProgram.Pipeline(
        origin: .stage(input), steps: [], layout: program.stages[input].layout, text: .none)
      let call = define(stage, [pipeline]) { emitter, scope in
        emitter.emitScan(scope, stage, input: emitter.program.stages[input].layout, scan)
      }
      body.append(.let(table, type: "Table", call))
    case .tableFunction(let input, let name, let arguments):
      body.append(.comment(stage.text.text))
      let values = arguments.map { $0.type.physical == .value ? hoistCell($0, &body) : hoist($0, &body) }
      body.append(.let(table, type: "Table", .call(name, [.name(variable(input))] + values + [.name("cx")])))
    case .apply(let pipeline, let expansion, let inner, let bodyColumns, let rows):
      emitApply(stage, pipeline, expansion, inner, bodyColumns, rows, &body)
    case .makeSeries(let pipeline, let series):
      let call = define(stage, [pipeline]) { emitter, scope in
        emitter.emitSeries(scope, stage, pipeline, series)
      }
      body.append(.let(table, type: "Table", call))
    case .firstCell(let scalar, let stage, let column):
      body.append(
        .let(
          scalarVariable(scalar), type: Self.type(scalar),
          .call(
            .name("firstCell"),
            [.init(nil, .name(variable(stage))), .init("column", .integer(Int128(column)))]
          )
          .reading(scalar.type.physical)))
    case .valueSet(let scalar, let stage, let column, let folded):
      body.append(
        .let(
          scalarVariable(scalar), type: "ValueSet",
          .call(
            .name("ValueSet"),
            [
              .init(nil, .name(variable(stage))), .init("column", .integer(Int128(column))),
              .init("folded", .boolean(folded)), .init(nil, .name("cx")),
            ])))
    case .scalar(let scalar, let value):
      let scope = RowScope(kernels: kernels, reserved: [])
      name(scope)
      scope.hoistsInvariants = false
      let spelled = typed(value, scope)
      body += scope.statements
      body.append(.let(scalarVariable(scalar), type: Self.type(scalar), spelled))
    }
  }

  private func sortKeys(
    _ keys: [(column: Int, ascending: Bool, nullsFirst: Bool)]
  ) -> SwiftExpression {
    .array(
      keys.map { key in
        .call(
          .name("SortKey"),
          [
            .init("column", .integer(Int128(key.column))),
            .init("ascending", .boolean(key.ascending)),
            .init("nullsFirst", .boolean(key.nullsFirst)),
          ])
      })
  }

  /// A row-invariant expression among the statements of the evaluation.
  private func hoist(_ expression: PlanExpression, _ body: inout [SwiftStatement])
    -> SwiftExpression
  {
    let scope = RowScope(kernels: kernels, reserved: [])
    name(scope)
    scope.hoistsInvariants = false
    let value = scope.emit(expression)
    body += scope.statements
    return value
  }

  private func hoistCell(_ expression: PlanExpression, _ body: inout [SwiftStatement]) -> SwiftExpression {
    let scope = RowScope(kernels: kernels, reserved: [])
    name(scope)
    scope.hoistsInvariants = false
    let value = scope.emitCell(expression)
    body += scope.statements
    return value
  }

  /// A row count where a null means none.
  private func nonNull(_ value: SwiftExpression, _ expression: PlanExpression) -> SwiftExpression {
    expression.nullable ? .infix("??", [value, .integer(0)]) : value
  }

  /// The value, a cell where the type is dynamic.
  func typed(_ value: PlanExpression, _ scope: RowScope) -> SwiftExpression {
    value.type.physical == .value ? scope.emitCell(value) : typedLiteral(value, scope)
  }

  /// A literal needs its type said where `put` could take several.
  func typedLiteral(_ value: PlanExpression, _ scope: RowScope) -> SwiftExpression {
    let spelled = scope.emit(value)
    switch spelled {
    case .null, .integer, .real, .boolean, .string: return scope.emitCell(value)
    case .ternary, .infix:
      let name = scope.local("value")
      scope.append(.let(name, type: scope.swiftType(value), spelled))
      return .name(name)
    default: return spelled
    }
  }

  func put(_ target: String, _ value: SwiftExpression, _ scope: RowScope) {
    scope.append(.expression(.method(target, "put", [Self.cellIfLiteral(value)])))
  }

  static func cellIfLiteral(_ value: SwiftExpression) -> SwiftExpression {
    switch value {
    case .null: .member(.name("Value"), "null")
    case .integer: .named("Value", "long", [value])
    case .real: .named("Value", "real", [value])
    case .boolean: .named("Value", "bool", [value])
    case .string: .named("Value", "string", [value])
    default: value
    }
  }

  // MARK: Functions of stages

  /// Tells the scope what the scalars are called.
  func name(_ scope: RowScope) {
    for scalar in scalarsInScope { scope.name(scalar, scalarVariable(scalar)) }
  }

  private var scalarsInScope: [PlanScalar] {
    outerScalars
      + program.stages.compactMap { stage in
        switch stage.work {
        case .firstCell(let scalar, _, _), .valueSet(let scalar, _, _, _), .scalar(let scalar, _):
          scalar
        default: nil
        }
      }
  }

  /// Defines the function of a stage; gives the call of it.
  private mutating func define(
    _ stage: DetectorProgram.Stage, _ pipelines: [DetectorProgram.Pipeline],
    _ body: (StageEmitter, RowScope) -> Void
  ) -> SwiftExpression {
    let used = usedScalars(stage)
    var parameters: [(label: String, name: String, type: String)] = []
    var arguments: [SwiftExpression.Argument] = []
    for (index, pipeline) in pipelines.enumerated() {
      let parameter = Self.inputName(index, of: pipelines.count)
      switch pipeline.origin {
      case .source, .stage, .applyRows:
        parameters.append(("_", parameter, "Table"))
        arguments.append(.init(nil, tableName(pipeline.origin)))
      case .values, .range: break
      }
    }
    for scalar in used {
      parameters.append(("_", scalarVariable(scalar), Self.type(scalar)))
      arguments.append(.init(nil, .name(scalarVariable(scalar))))
    }
    parameters.append(("_", "cx", "EvaluationContext"))
    arguments.append(.init(nil, .name("cx")))
    let scope = RowScope(
      kernels: kernels, reserved: parameters.map(\.name) + ["output", "groups", "inner"])
    name(scope)
    body(self, scope)
    var statements: [SwiftStatement] = [
      .let(
        "output", type: "Table",
        .call(
          .name("Table"),
          [.init("width", .integer(Int128(stage.layout.count))), .init(nil, .name("cx"))]))
    ]
    statements += scope.prologue + scope.statements
    statements.append(.returning(.name("output")))
    functions.append(.blank)
    functions.append(
      .function(
        modifiers: "@_optimize(none) private static ", functionName(stage), parameters, returns: "Table", statements)
    )
    return .call(.name(functionName(stage)), arguments)
  }

  static func inputName(_ index: Int, of count: Int) -> String {
    count == 1 ? "input" : "input\(index + 1)"
  }

  private func usedScalars(_ stage: DetectorProgram.Stage) -> [PlanScalar] {
    var expressions: [PlanExpression] = []
    func add(_ pipeline: DetectorProgram.Pipeline) {
      expressions += pipeline.steps.flatMap(\.expressions)
      switch pipeline.origin {
      case .values(let rows, _): expressions += rows.joined()
      case .range(let from, let to, let step, _): expressions += [from, to, step]
      case .source, .stage, .applyRows: break
      }
    }
    switch stage.work {
    case .collect(let pipeline): add(pipeline)
    case .summarize(let pipeline, let keys, let aggregates):
      add(pipeline)
      expressions += keys.map(\.value) + aggregates.flatMap(\.expressions)
    case .union(let branches):
      for branch in branches {
        add(branch.pipeline)
        expressions += branch.values
      }
    case .windows(_, let windows): expressions += windows.flatMap(\.window.expressions)
    case .scan(_, let scan): expressions += scan.expressions
    case .makeSeries(let pipeline, let series):
      add(pipeline)
      expressions += series.expressions
    case .apply(let pipeline, let expansion, let body, _, _):
      add(pipeline)
      expressions += expansion.items.map(\.value) + [expansion.rowLimit].compactMap { $0 }
      expressions += body.expressions
    case .view, .summary, .join, .sort, .top, .take, .sample, .sampleDistinct, .tableFunction, .firstCell, .valueSet,
      .scalar:
      break
    }
    var seen: Set<PlanScalar> = []
    let wanted = Set(expressions.flatMap(\.scalars))
    return scalarsInScope.filter { wanted.contains($0) && seen.insert($0).inserted }
  }

  private mutating func emitApply(
    _ stage: DetectorProgram.Stage, _ pipeline: DetectorProgram.Pipeline,
    _ expansion: PlanNode.Expansion, _ inner: DetectorProgram, _ bodyColumns: [ColumnSymbol],
    _ rows: PlanNode.ApplyRows, _ body: inout [SwiftStatement]
  ) {
    let used = usedScalars(stage)
    let bodyName = functionName(stage) + "Body"
    var innerEmitter = StageEmitter(
      inner, kernels: kernels, prefix: functionName(stage), outerScalars: used)
    innerEmitter.emitEvaluation(name: bodyName, applied: true)
    let call = define(stage, [pipeline]) { emitter, scope in
      let itemColumns = Set(expansion.items.map(\.element) + [expansion.itemIndex].compactMap { $0 })
      let outer = stage.layout.filter { !bodyColumns.contains($0) }
      let wanted =
        outer + rows.columns.filter { !itemColumns.contains($0) }
        + expansion.items.flatMap(\.value.columns)
      emitter.emitLoop(scope, pipeline, wanted: wanted) {
        let read = outer + rows.columns.filter { !itemColumns.contains($0) }
        scope.settle(read.filter { scope.pick($0) == nil })
        scope.comment(stage.text)
        let applied = scope.local("applied")
        scope.append(
          .let(
            applied, type: "Table",
            .call(
              .name("Table"),
              [.init("width", .integer(Int128(rows.columns.count))), .init(nil, .name("cx"))])))
        let (index, count) = scope.emitExpansion(expansion)
        scope.open()
        scope.bindElements(expansion, index: index)
        emitter.put(applied, columns: rows.columns, scope)
        scope.append(.expression(.method(applied, "endRow", [])))
        scope.append(.loop(index, count, scope.close()))
        let results = scope.local("results")
        scope.append(
          .let(
            results, type: "Table",
            .call(
              bodyName,
              [.name(applied)] + used.map { .name(scope.scalarName($0)) } + [.name("cx")])))
        let turn = scope.local("result")
        scope.open()
        scope.append(
          .let(
            "inner", type: "Row",
            .subscripted(.name(results), [.init("row", .name(turn))])))
        scope.bind(bodyColumns, row: "inner")
        emitter.put("output", columns: stage.layout, scope)
        scope.append(.expression(.method("output", "endRow", [])))
        scope.append(
          .loop(turn, .member(.name(results), "count"), scope.close()))
      }
    }
    functions += innerEmitter.functions
    body.append(.let(variableName(stage), type: "Table", call))
  }

  private func variableName(_ stage: DetectorProgram.Stage) -> String { stage.name }

  // MARK: Loops

  /// The loop over a pipeline's rows.
  func emitLoop(
    _ scope: RowScope, _ pipeline: DetectorProgram.Pipeline, input name: String = "input",
    wanted: [ColumnSymbol], sink: () -> Void
  ) {
    let wanted = Set(wanted)
    switch pipeline.origin {
    case .source, .stage, .applyRows:
      emitTable(scope, name, pipeline.layout, pipeline.steps, wanted: wanted, sink: sink)
    case .values(let rows, let columns):
      if rows.count == 1 {
        // One row: a loop of one turn, so that a test can leave it.
        let turn = scope.local("once")
        scope.open()
        for (column, value) in zip(columns, rows[0]) {
          scope.bind(column, computed: value, .none)
        }
        scope.emitSteps(pipeline.steps, wanted: wanted, miss: .continue, sink: sink)
        scope.append(.loop(turn, .integer(1), scope.close()))
        return
      }
      let table = scope.local("values")
      if let constants = ConstantCells.table(rows, columns) {
        scope.append(.let(table, type: "Table", constants))
        emitTable(scope, table, columns, pipeline.steps, wanted: wanted, sink: sink)
        return
      }
      scope.append(
        .let(
          table, type: "Table",
          .call(
            .name("Table"),
            [.init("width", .integer(Int128(columns.count))), .init(nil, .name("cx"))])))
      for row in rows {
        for value in row { put(table, typed(value, scope), scope) }
        scope.append(.expression(.method(table, "endRow", [])))
      }
      emitTable(scope, table, columns, pipeline.steps, wanted: wanted, sink: sink)
    case .range(let from, let to, let step, let column):
      emitRange(scope, from, to, step, column, pipeline.steps, wanted: wanted, sink: sink)
    }
  }

  private func emitRange(
    _ scope: RowScope, _ from: PlanExpression, _ to: PlanExpression, _ step: PlanExpression,
    _ column: ColumnSymbol, _ steps: [PlanNode.RowStep], wanted: Set<ColumnSymbol>,
    sink: () -> Void
  ) {
    let table = scope.local("range")
    scope.append(
      .let(
        table, type: "Table",
        .call(
          .name("rangeTable"),
          [
            .init("from", scope.emitCell(from)), .init("to", scope.emitCell(to)),
            .init("step", scope.emitCell(step)), .init(nil, .name("cx")),
          ])))
    emitTable(scope, table, [column], steps, wanted: wanted, sink: sink)
  }

  /// The loop over the rows of a table.
  private func emitTable(
    _ scope: RowScope, _ table: String, _ layout: [ColumnSymbol], _ steps: [PlanNode.RowStep],
    wanted: Set<ColumnSymbol>, sink: () -> Void
  ) {
    scope.open()
    let row = scope.local("row")
    scope.bind(layout, row: row)
    scope.emitSteps(steps, wanted: wanted, miss: .continue, sink: sink)
    scope.append(.forIn(row, .member(.name(table), "rows"), scope.close()))
  }
}

extension SwiftExpression {
  /// The value read off a cell.
  func reading(_ physical: PhysicalType) -> SwiftExpression {
    physical == .value ? self : .member(self, physical.accessor)
  }
}

extension DetectorProgram {
  /// All expressions of all stages.
  var expressions: [PlanExpression] {
    stages.flatMap { stage -> [PlanExpression] in
      func of(_ pipeline: Pipeline) -> [PlanExpression] {
        let origin: [PlanExpression] =
          switch pipeline.origin {
          case .values(let rows, _): Array(rows.joined())
          case .range(let from, let to, let step, _): [from, to, step]
          case .source, .stage, .applyRows: []
          }
        return origin + pipeline.steps.flatMap(\.expressions)
      }
      switch stage.work {
      case .collect(let pipeline): return of(pipeline)
      case .summarize(let pipeline, let keys, let aggregates):
        return of(pipeline) + keys.map(\.value) + aggregates.flatMap(\.expressions)
      case .union(let branches): return branches.flatMap { of($0.pipeline) + $0.values }
      case .windows(_, let windows): return windows.flatMap(\.window.expressions)
      case .scan(_, let scan): return scan.expressions
      case .tableFunction(_, _, let arguments): return arguments
      case .makeSeries(let pipeline, let series): return of(pipeline) + series.expressions
      case .apply(let pipeline, let expansion, let body, _, _):
        return of(pipeline) + expansion.items.map(\.value)
          + [expansion.rowLimit].compactMap { $0 } + body.expressions
      case .top(_, let count, _), .take(_, let count), .sample(_, let count),
        .sampleDistinct(_, let count):
        return [count]
      case .scalar(_, let value): return [value]
      case .view, .summary, .join, .sort, .firstCell, .valueSet: return []
      }
    }
  }
}
