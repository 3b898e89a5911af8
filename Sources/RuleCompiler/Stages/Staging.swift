/// Plan in, detector program out: fuses row steps into loops, orders the stages, lays out their tables.
public struct Staging {
  private let demand: Demand
  private let splitsScans: Bool
  /// Nil if no source has a summary.
  private let summaries: SummaryOptions?
  private var program: DetectorProgram
  private var stageOf: [PlanNode: Int] = [:]
  private var scalarDone: Set<PlanScalar> = []
  private var names: [String: Int] = [:]
  /// Layouts that are not free: the consumer takes the table as a whole, by position.
  private var wantedLayout: [PlanNode: [ColumnSymbol]] = [:]

  /// What is known about the rows that summaries are made of.
  public struct SummaryOptions: Sendable {
    /// How far back each run looks; nil if that is not known, or if events are not seen by `TimeGenerated`.
    public var period: Int64?
    public init(period: Int64? = nil) { self.period = period }
  }

  /// - Parameters:
  ///   - splitsScans: whether the steps on a table's events are divided into scan and tail.
  ///   - summaries: nil if every `summarize` waits for the run.
  public static func stage(
    _ plan: QueryPlan, splitsScans: Bool = true, summaries: SummaryOptions? = SummaryOptions()
  ) -> DetectorProgram {
    let output = plan.output + [plan.rest].compactMap { $0 }
    var staging = Staging(
      demand: Demand(root: plan.root, output: output), splitsScans: splitsScans, summaries: summaries)
    return staging.run(plan.root, output: output, isOpen: plan.rest != nil)
  }

  private init(demand: Demand, splitsScans: Bool, summaries: SummaryOptions?) {
    self.demand = demand
    self.splitsScans = splitsScans
    self.summaries = summaries
    self.program = DetectorProgram(
      sources: [], stages: [], result: 0, output: [], isOpen: false)
  }

  private mutating func run(
    _ root: PlanNode, output: [ColumnSymbol], isOpen: Bool
  ) -> DetectorProgram {
    wantedLayout[root] = output
    let last = materialize(root)
    program.output = output
    program.isOpen = isOpen
    // The result has exactly the output's columns, in its order.
    if program.stages[last].layout == output {
      program.result = last
    } else if case .collect = program.stages[last].work {
      program.stages[last].layout = output
      program.result = last
    } else {
      let rows = DetectorProgram.Pipeline(
        origin: .stage(last), steps: [], layout: program.stages[last].layout, text: .none)
      program.result = add("result", .collect(rows), output, .none)
    }
    return program
  }

  private mutating func add(
    _ stem: String, _ work: DetectorProgram.Stage.Work, _ layout: [ColumnSymbol], _ text: SourceText
  ) -> Int {
    let count = (names[stem] ?? 0) + 1
    names[stem] = count
    program.stages.append(
      .init(name: count == 1 ? stem : "\(stem)\(count)", work: work, layout: layout, text: text))
    return program.stages.count - 1
  }

  /// Makes sure that what the expressions read beside the row is there.
  private mutating func prepare(_ expressions: [PlanExpression]) {
    for scalar in expressions.flatMap(\.scalars) where scalarDone.insert(scalar).inserted {
      switch scalar.kind {
      case .firstCell(let node, let column):
        let stage = materialize(node)
        let index = position(of: column, in: stage)
        _ = add(scalar.name, .firstCell(scalar, stage: stage, column: index), [], .none)
      case .set(let node, let column, let folded):
        let stage = materialize(node)
        let index = position(of: column, in: stage)
        _ = add(
          scalar.name, .valueSet(scalar, stage: stage, column: index, folded: folded), [], .none)
      case .expression(let value):
        prepare([value])
        _ = add(scalar.name, .scalar(scalar, value), [], .none)
      }
    }
  }

  private func position(of column: ColumnSymbol, in stage: Int) -> Int {
    guard let index = program.stages[stage].layout.firstIndex(of: column) else {
      preconditionFailure("column \(column.name) is not in the layout of stage \(stage)")
    }
    return index
  }

  /// The pipeline whose rows are the node's, as far down as it can be fused.
  private mutating func pipeline(
    _ node: PlanNode, wanted: [ColumnSymbol]
  ) -> DetectorProgram.Pipeline {
    var steps: [PlanNode.RowStep] = []
    var current = node
    while case .rows(let input, let own) = current.kind,
      stageOf[current] == nil, current == node || demand.uses[current] == 1
    {
      steps = own + steps
      current = input
    }
    prepare(steps.flatMap(\.expressions))
    switch current.kind {
    case .source(let source):
      let split = splitsScans ? ScanSplit.split(steps) : ScanSplit.Result(tail: steps)
      let kept = Demand.columnsBefore(split.tail, Set(wanted))
      let scanned = Demand.columnsBefore(split.scan, [])
      let keptColumns = current.columns.filter(kept.contains)
      let scanColumns = current.columns.filter { scanned.contains($0) && !kept.contains($0) }
      program.sources.append(
        .init(
          table: source.table, list: source.list, columns: keptColumns + scanColumns, keptCount: keptColumns.count,
          scan: split.scan, text: current.text))
      return .init(
        origin: .source(program.sources.count - 1), steps: split.tail, layout: keptColumns,
        text: current.text)
    case .values(let rows):
      prepare(Array(rows.joined()))
      return .init(
        origin: .values(rows, columns: current.columns), steps: steps, layout: current.columns,
        text: current.text)
    case .range(let from, let to, let step):
      prepare([from, to, step])
      return .init(
        origin: .range(from: from, to: to, step: step, column: current.columns[0]), steps: steps,
        layout: current.columns, text: current.text)
    case .applyRows(let rows):
      return .init(
        origin: .applyRows(rows), steps: steps, layout: rows.columns, text: current.text)
    case .rows, .summarize, .join, .union, .sort, .top, .take, .sample, .sampleDistinct, .windows,
      .apply, .makeSeries, .scan, .tableFunction:
      let stage = materialize(current)
      if demand.uses[current] == 1, case .summary(let source) = program.stages[stage].work {
        let split = ScanSplit.split(steps)
        program.sources[source].summary?.keeps = split.scan
        steps = split.tail
      }
      return .init(
        origin: .stage(stage), steps: steps, layout: program.stages[stage].layout, text: .none)
    }
  }

  /// The layout of the table that a pipeline reads, in terms of `wanted`, if the pipeline only renames and drops columns;
  /// nil if it does more, or gives a column twice. Columns that are not wanted keep their symbols.
  private static func viewLayout(
    _ pipeline: DetectorProgram.Pipeline, _ wanted: [ColumnSymbol]
  ) -> [ColumnSymbol]? {
    switch pipeline.origin {
    case .source, .stage, .applyRows: break
    case .values, .range: return nil
    }
    // Each column after the steps so far, and the one of the table that it is.
    var origins = Dictionary(pipeline.layout.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
    for step in pipeline.steps {
      guard case .compute(let computed, _) = step else { return nil }
      let before = origins
      for entry in computed {
        if case .column(let column) = entry.value.kind {
          origins[entry.column] = before[column]
        } else {
          origins[entry.column] = nil
        }
      }
    }
    var layout = pipeline.layout
    var taken: Set<ColumnSymbol> = []
    for column in wanted {
      guard let origin = origins[column], taken.insert(origin).inserted,
        let index = pipeline.layout.firstIndex(of: origin)
      else { return nil }
      layout[index] = column
    }
    return layout
  }

  private mutating func materialize(_ node: PlanNode) -> Int {
    if let done = stageOf[node] { return done }
    let stage = makeStage(node)
    stageOf[node] = stage
    return stage
  }

  private mutating func makeStage(_ node: PlanNode) -> Int {
    let layout = demand.layout(node)
    switch node.kind {
    case .source, .values, .range, .rows, .applyRows:
      let rows = pipeline(node, wanted: layout)
      if let view = Self.viewLayout(rows, layout), wantedLayout[node].map({ $0 == view }) ?? true {
        return add("rows", .view(rows.origin), view, node.text)
      }
      return add("rows", .collect(rows), layout, node.text)
    case .summarize(let input, let keys, let aggregates):
      let used = aggregates.filter { $0.columns.contains(where: layout.contains) }
      let expressions = keys.map(\.value) + used.flatMap(\.expressions)
      prepare(expressions)
      let rows = pipeline(input, wanted: expressions.flatMap(\.columns))
      if let summaries, case .source(let source) = rows.origin,
        let summarized = SummaryAnalysis.summarized(
          program.sources[source], rows, keys: keys, aggregates: used, layout: layout, period: summaries.period,
          node.text)
      {
        program.sources[source] = summarized
        return add("summarize", .summary(source: source), layout, node.text)
      }
      return add(
        "summarize", .summarize(rows, keys: keys, aggregates: used), layout, node.text)
    case .union(let branches):
      var loops: [(pipeline: DetectorProgram.Pipeline, values: [PlanExpression])] = []
      for branch in branches {
        let values = layout.map { column in branch.values[node.columns.firstIndex(of: column)!] }
        prepare(values)
        loops.append((pipeline(branch.node, wanted: values.flatMap(\.columns)), values))
      }
      return add("union", .union(loops), layout, node.text)
    case .join(let kind, let left, let right, let on, let columns):
      let (leftStage, rightStage) = (materialize(left), materialize(right))
      let entries = layout.map { column in columns.first { $0.column == column }! }
      // The runtime gives the left side's columns first.
      let ordered =
        entries.filter { $0.side == .left } + entries.filter { $0.side == .right }
      return add(
        "join",
        .join(
          kind, left: leftStage, right: rightStage,
          on: on.map { (position(of: $0.left, in: leftStage), position(of: $0.right, in: rightStage)) },
          leftColumns: ordered.filter { $0.side == .left }.map {
            position(of: $0.source, in: leftStage)
          },
          rightColumns: ordered.filter { $0.side == .right }.map {
            position(of: $0.source, in: rightStage)
          }), ordered.map(\.column), node.text)
    case .sort(let input, let keys):
      let stage = materialize(input)
      return add(
        "sort", .sort(stage, positions(keys, stage)), program.stages[stage].layout, node.text)
    case .top(let input, let count, let keys):
      prepare([count])
      let stage = materialize(input)
      return add(
        "top", .top(stage, count, positions(keys, stage)), program.stages[stage].layout, node.text)
    case .take(let input, let count):
      prepare([count])
      let stage = materialize(input)
      return add("take", .take(stage, count), program.stages[stage].layout, node.text)
    case .sample(let input, let count):
      prepare([count])
      let stage = materialize(input)
      return add("sample", .sample(stage, count), program.stages[stage].layout, node.text)
    case .sampleDistinct(let input, let count, let column):
      prepare([count])
      wantedLayout[input] = [column]
      let stage = materialize(input)
      return add("sample", .sampleDistinct(stage, count), program.stages[stage].layout, node.text)
    case .windows(let input, let windows):
      prepare(windows.flatMap(\.window.expressions))
      let stage = materialize(input)
      return add(
        "serialized", .windows(stage, windows),
        program.stages[stage].layout + windows.map(\.column).filter(layout.contains), node.text)
    case .scan(let input, let scan):
      prepare(scan.expressions)
      let stage = materialize(input)
      let added = (scan.declared + [scan.matchID].compactMap { $0 }).filter(layout.contains)
      return add("scanned", .scan(stage, scan), program.stages[stage].layout + added, node.text)
    case .tableFunction(let input, let name, let arguments):
      prepare(arguments)
      wantedLayout[input] = input.columns
      let stage = materialize(input)
      return add("found", .tableFunction(stage, name: name, arguments: arguments), node.columns, node.text)
    case .makeSeries(let input, let series):
      prepare(series.expressions)
      let rows = pipeline(input, wanted: series.expressions.flatMap(\.columns))
      return add(
        "series", .makeSeries(rows, series),
        series.keys.map(\.column) + series.aggregates.flatMap(\.columns) + [series.axis], node.text)
    case .apply(let input, let expansion, let rows, let body):
      prepare(expansion.items.map(\.value))
      let fromBody = layout.filter { body.columns.contains($0) }
      var inner = Staging(demand: demand, splitsScans: splitsScans, summaries: nil)
      inner.stageOf = [:]
      inner.scalarDone = scalarDone
      inner.prepareOuter(&self, body)
      let program = inner.run(body, output: fromBody, isOpen: false)
      let wanted =
        layout + rows.columns.filter { input.columns.contains($0) }
        + expansion.items.flatMap(\.value.columns)
      let outer = pipeline(input, wanted: wanted)
      return add(
        "apply",
        .apply(outer, expansion, body: program, bodyColumns: fromBody, rows: rows), layout,
        node.text)
    }
  }

  /// Scalars that the body of an `mv-apply` reads are computed outside, once.
  private mutating func prepareOuter(_ outer: inout Staging, _ body: PlanNode) {
    var expressions: [PlanExpression] = []
    var seen: Set<PlanNode> = []
    func visit(_ node: PlanNode) {
      guard seen.insert(node).inserted else { return }
      expressions += node.expressions
      for input in node.inputs { visit(input) }
    }
    visit(body)
    outer.prepare(expressions)
    scalarDone = outer.scalarDone
  }

  private func positions(
    _ keys: [PlanNode.SortKey], _ stage: Int
  ) -> [(column: Int, ascending: Bool, nullsFirst: Bool)] {
    keys.map { (position(of: $0.column, in: stage), $0.ascending, $0.nullsFirst) }
  }
}
