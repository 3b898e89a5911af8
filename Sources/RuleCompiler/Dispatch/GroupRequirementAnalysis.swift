/// What a group of a source's rows meets that the result depends on: rows with the same values in `keys` of which none holds
/// one of the literals may be left out.
struct GroupClause {
  let literals: EventLiterals
  let keys: [ColumnSymbol]
}

/// Finds sources whose rows matter by groups only.
///
/// Where a `summarize` straight over a source is read once, and what reads it goes on only with rows in which a value that was
/// taken from one row of the group holds a literal, then a group without that literal gives nothing, and other groups do not
/// depend on it. Nothing is known of a single row: others of its group may make the value.
struct GroupRequirementAnalysis {
  static func analyse(_ program: DetectorProgram) -> DetectorProgram {
    var program = program
    for index in program.stages.indices where index != program.result {
      guard case .summarize(let rows, let keys, let aggregates) = program.stages[index].work,
        case .source(let source) = rows.origin, program.sources[source].list == nil,
        isReadOnce(source, in: program), let reader = onlyReader(of: index, in: program)
      else { continue }
      program.sources[source].groupRequirement = clause(
        program.sources[source], rows, keys, aggregates, read: reader, as: program.stages[index].layout)
    }
    return program
  }

  /// The pipelines by which a stage reads tables row by row.
  private static func pipelines(of work: DetectorProgram.Stage.Work) -> [DetectorProgram.Pipeline] {
    switch work {
    case .collect(let rows), .summarize(let rows, _, _), .makeSeries(let rows, _), .apply(let rows, _, _, _, _): [rows]
    case .union(let branches): branches.map(\.pipeline)
    case .view, .summary, .join, .sort, .top, .take, .sample, .sampleDistinct, .windows, .scan, .tableFunction,
      .firstCell,
      .valueSet, .scalar:
      []
    }
  }

  /// Whether one pipeline reads the source, and nothing else.
  private static func isReadOnce(_ source: Int, in program: DetectorProgram) -> Bool {
    var count = 0
    for stage in program.stages {
      if case .view(.source(source)) = stage.work { return false }
      if case .summary(source) = stage.work { return false }
      for rows in pipelines(of: stage.work) { if case .source(source) = rows.origin { count += 1 } }
    }
    return count == 1
  }

  /// The pipeline that reads the stage's table; nil if others do, too, or another kind of stage.
  private static func onlyReader(of stage: Int, in program: DetectorProgram) -> DetectorProgram.Pipeline? {
    for other in program.stages {
      switch other.work {
      case .view(let origin): if case .stage(stage) = origin { return nil }
      case .join(_, let left, let right, _, _, _): if left == stage || right == stage { return nil }
      case .sort(let input, _), .top(let input, _, _), .take(let input, _), .sample(let input, _),
        .sampleDistinct(let input, _), .windows(let input, _), .scan(let input, _), .tableFunction(let input, _, _),
        .firstCell(_, let input, _), .valueSet(_, let input, _, _):
        if input == stage { return nil }
      case .collect, .summarize, .makeSeries, .union, .apply, .summary, .scalar: break
      }
    }
    let readers = program.stages.flatMap { pipelines(of: $0.work) }
    let own = readers.filter { if case .stage(stage) = $0.origin { true } else { false } }
    return own.count == 1 ? own[0] : nil
  }

  private static func clause(
    _ source: DetectorProgram.Source, _ rows: DetectorProgram.Pipeline, _ keys: [PlanNode.Computed],
    _ aggregates: [PlanNode.Aggregate], read reader: DetectorProgram.Pipeline, as layout: [ColumnSymbol]
  ) -> GroupClause? {
    // What is known of the groups that are read.
    var groups = RequirementAnalysis(events: Set(layout), takesUnknownTypes: true)
    guard case .clauses(let clauses) = groups.condition(reader.steps) else { return nil }
    let kept = Array(source.columns.prefix(source.keptCount))
    var events = RequirementAnalysis(events: Set(kept))
    _ = events.condition(rows.steps)
    var best: EventLiterals?
    for case .literals(let literals) in clauses {
      // Each column has to be a value of one row of the group, whose text is part of the source's columns.
      var places: [TextPlace] = []
      let areKnown = literals.columns.allSatisfy { column in
        guard let value = valueOfRow(column, aggregates), let found = events.places(value) else { return false }
        places += found
        return true
      }
      guard areKnown, !places.isEmpty,
        let found = EventLiterals(literals.literals, in: places, allowsBeyondASCII: literals.allowsBeyondASCII)
      else { continue }
      if best.map({ found.likelihood < $0.likelihood }) ?? true { best = found }
    }
    guard let best else { return nil }
    // Fewer keys make larger groups: those that are no columns may be left out.
    let columns = keys.compactMap { key -> ColumnSymbol? in
      guard case .column(let column) = events.resolved(key.value).kind, kept.contains(column),
        column.type == key.value.type || column.type.isInteger && key.value.type.isInteger
      else { return nil }
      return column
    }
    return GroupClause(literals: best, keys: columns)
  }

  /// The expression over a row of the group that the column of a `summarize` is a value of.
  private static func valueOfRow(_ column: ColumnSymbol, _ aggregates: [PlanNode.Aggregate]) -> PlanExpression? {
    for aggregate in aggregates {
      guard let place = aggregate.columns.firstIndex(of: column) else { continue }
      switch aggregate.function {
      case .anyRow(let values): return place < values.count ? values[place] : nil
      // It prefers a value that is neither null nor empty, but takes that of one row, too.
      case .state("TakeAnyString", _, let arguments, _, _), .state("TakeAnyValue", _, let arguments, _, _):
        return arguments.first
      case .state, .argExtreme, .collectBag: return nil
      }
    }
    return nil
  }
}
