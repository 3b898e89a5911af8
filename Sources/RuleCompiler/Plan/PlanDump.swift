/// The text form of a detector program, for `rulec explain --emit plan` and goldens: stable, one line a step.
public enum PlanDump {
  public static func dump(_ program: DetectorProgram) -> String {
    var writer = CodeWriter()
    write(program, &writer)
    return writer.text
  }

  private static func write(_ program: DetectorProgram, _ writer: inout CodeWriter) {
    for (index, source) in program.sources.enumerated() {
      writer.line("source \(index) \(source.table)")
      writer.indented { writer in
        let kept = source.columns.prefix(source.keptCount)
        let scanned = source.columns.dropFirst(source.keptCount)
        writer.line("keep \(columns(kept))")
        if !scanned.isEmpty { writer.line("read \(columns(scanned))") }
        for clause in source.requirements { writer.line("requires \(text(clause))") }
        if let group = source.groupRequirement {
          writer.line("requires of a group by \(columns(group.keys)) \(text(.literals(group.literals)))")
        }
        steps(source.scan, &writer)
        if let summary = source.summary { write(summary, &writer) }
      }
    }
    for stage in program.stages {
      writer.line("stage \(stage.name)")
      writer.indented { writer in work(stage, program, &writer) }
    }
    writer.line("result \(program.stages[program.result].name)\(program.isOpen ? " open" : "")")
  }

  private static func write(_ summary: DetectorProgram.Summary, _ writer: inout CodeWriter) {
    writer.line("summarize as events come\(summary.isOrderedByRows ? ", in the order of rows" : "")")
    writer.indented { writer in
      steps(summary.steps, &writer)
      for key in summary.keys { writer.line("by \(key.column.name) = \(text(key.value))") }
      for (index, value) in summary.computed.enumerated() { writer.line("value \(index) = \(text(value))") }
      for aggregate in summary.aggregates {
        func name(_ argument: DetectorProgram.Summary.Argument) -> String {
          switch argument {
          case .column(let position): "column \(position)"
          case .computed(let position): "value \(position)"
          }
        }
        let names = aggregate.columns.map(\.name).joined(separator: ", ")
        let filter = aggregate.filter.map { " where \(name($0))" } ?? ""
        let arguments = aggregate.arguments.map(name).joined(separator: ", ")
        writer.line("\(names) = \(aggregate.function) of (\(arguments))\(filter)")
      }
    }
    guard !summary.keeps.isEmpty else { return }
    writer.line("keep groups")
    writer.indented { writer in steps(summary.keeps, &writer) }
  }

  private static func text(_ clause: EventClause) -> String {
    switch clause {
    case .number(let column, let numbers):
      return "\(column.name) in \(numbers.sorted())"
    case .text(let column, let texts):
      return "\(column.name) in~ [\(texts.sorted().map { SwiftText.stringLiteral($0) }.joined(separator: ", "))]"
    case .literals(let literals):
      let columns = literals.columns.map(\.name).sorted().joined(separator: ", ")
      let texts = literals.literals.sorted().map { SwiftText.stringLiteral($0) }.joined(separator: ", ")
      let flags = [
        (literals.isInsideJSON, " json"), (literals.isInsideXML, " xml"), (literals.areTerms, " as terms"),
      ]
      return "[\(texts)] in \(columns)" + flags.filter(\.0).map(\.1).joined()
    }
  }

  private static func columns(_ list: some Sequence<ColumnSymbol>) -> String {
    "(" + list.map { "\($0.name):\($0.type)" }.joined(separator: ", ") + ")"
  }

  private static func steps(_ steps: [PlanNode.RowStep], _ writer: inout CodeWriter) {
    for step in steps {
      switch step {
      case .filter(let predicate, _):
        for conjunct in predicate.conjuncts { writer.line("filter \(text(conjunct))") }
      case .compute(let computed, _):
        for entry in computed { writer.line("compute \(entry.column.name) = \(text(entry.value))") }
      case .expand(let expansion, _):
        let items = expansion.items.map { "\($0.element.name) = \(text($0.value))" }
        writer.line("expand \(items.joined(separator: ", "))")
      case .parse(let parse, _):
        writer.line("parse \(text(parse.text)) \(columns(parse.columns))")
      }
    }
  }

  private static func pipeline(
    _ pipeline: DetectorProgram.Pipeline, _ program: DetectorProgram, _ writer: inout CodeWriter
  ) {
    origin(pipeline.origin, program, &writer)
    steps(pipeline.steps, &writer)
  }

  private static func origin(
    _ origin: DetectorProgram.Pipeline.Origin, _ program: DetectorProgram, _ writer: inout CodeWriter
  ) {
    switch origin {
    case .source(let index): writer.line("from source \(index)")
    case .stage(let index): writer.line("from \(program.stages[index].name)")
    case .values(let rows, let list): writer.line("from \(rows.count) constant rows \(columns(list))")
    case .range(let from, let to, let step, let column):
      writer.line("from range \(column.name) \(text(from)) to \(text(to)) step \(text(step))")
    case .applyRows: writer.line("from applied rows")
    }
  }

  private static func work(
    _ stage: DetectorProgram.Stage, _ program: DetectorProgram, _ writer: inout CodeWriter
  ) {
    func name(_ index: Int) -> String { program.stages[index].name }
    func keys(_ list: [(column: Int, ascending: Bool, nullsFirst: Bool)], _ input: Int) -> String {
      list.map { "\(program.stages[input].layout[$0.column].name) \($0.ascending ? "asc" : "desc")" }
        .joined(separator: ", ")
    }
    switch stage.work {
    case .view(let table):
      origin(table, program, &writer)
      writer.line("as it is \(columns(stage.layout))")
    case .collect(let rows):
      pipeline(rows, program, &writer)
      writer.line("collect \(columns(stage.layout))")
    case .summary(let source):
      writer.line("summary of source \(source) \(columns(stage.layout))")
    case .summarize(let rows, let keys, let aggregates):
      pipeline(rows, program, &writer)
      for key in keys { writer.line("by \(key.column.name) = \(text(key.value))") }
      for aggregate in aggregates { writer.line(text(aggregate)) }
    case .union(let branches):
      for branch in branches {
        writer.line("branch")
        writer.indented { writer in
          pipeline(branch.pipeline, program, &writer)
          for (column, value) in zip(stage.layout, branch.values) {
            writer.line("put \(column.name) = \(text(value))")
          }
        }
      }
    case .join(let kind, let left, let right, let on, _, _):
      let pairs = on.map {
        "\(program.stages[left].layout[$0.left].name) == \(program.stages[right].layout[$0.right].name)"
      }
      writer.line("join \(kind.rawValue) \(name(left)), \(name(right)) on \(pairs.joined(separator: " and "))")
      writer.line("columns \(columns(stage.layout))")
    case .sort(let input, let list): writer.line("sort \(name(input)) by \(keys(list, input))")
    case .top(let input, let count, let list):
      writer.line("top \(text(count)) of \(name(input)) by \(keys(list, input))")
    case .take(let input, let count): writer.line("take \(text(count)) of \(name(input))")
    case .sample(let input, let count), .sampleDistinct(let input, let count):
      writer.line("sample \(text(count)) of \(name(input))")
    case .windows(let input, let windows):
      writer.line("over \(name(input))")
      for entry in windows { writer.line("window \(entry.column.name)") }
    case .apply(let rows, let expansion, let body, _, _):
      pipeline(rows, program, &writer)
      steps([.expand(expansion, .none)], &writer)
      writer.line("apply")
      writer.indented { writer in write(body, &writer) }
    case .makeSeries(let rows, let series):
      pipeline(rows, program, &writer)
      for key in series.keys { writer.line("by \(key.column.name) = \(text(key.value))") }
      for aggregate in series.aggregates { writer.line(text(aggregate)) }
      writer.line("axis \(series.axis.name) = \(text(series.axisValue)) step \(text(series.step))")
    case .scan(let input, let scan):
      writer.line("over \(name(input))")
      for step in scan.steps {
        writer.line("step \(step.output.rawValue) \(text(step.condition))")
        for (column, value) in zip(scan.declared, step.values) { writer.line("  \(column.name) = \(text(value))") }
      }
    case .tableFunction(let input, let function, let arguments):
      writer.line("\(function)(\(([name(input)] + arguments.map(text)).joined(separator: ", ")))")
      writer.line("columns \(columns(stage.layout))")
    case .firstCell(_, let input, let column):
      writer.line("first \(program.stages[input].layout[column].name) of \(name(input))")
    case .valueSet(_, let input, let column, _):
      writer.line("values \(program.stages[input].layout[column].name) of \(name(input))")
    case .scalar(_, let value): writer.line("value \(text(value))")
    }
  }

  private static func text(_ aggregate: PlanNode.Aggregate) -> String {
    let names = aggregate.columns.map(\.name).joined(separator: ", ")
    let filter = aggregate.filter.map { " where \(text($0))" } ?? ""
    switch aggregate.function {
    case .state(let name, _, let arguments, _, _):
      return "\(names) = \(name)(\(arguments.map(text).joined(separator: ", ")))\(filter)"
    case .argExtreme(let isMax, let key, _):
      return "\(names) = row with \(isMax ? "greatest" : "least") \(text(key))\(filter)"
    case .anyRow: return "\(names) = any row\(filter)"
    case .collectBag(let key, let value, _):
      return "\(names) = bag of \(text(key)) → \(text(value))"
    }
  }

  static func text(_ expression: PlanExpression) -> String {
    func list(_ values: [PlanExpression]) -> String {
      values.map { text($0) }.joined(separator: ", ")
    }
    switch expression.kind {
    case .constant(let constant): return constant.literalText
    case .column(let column): return column.name
    case .call(let kernel, let arguments): return "\(kernel.name)(\(list(arguments)))"
    case .and(let a, let b): return "(\(text(a)) and \(text(b)))"
    case .or(let a, let b): return "(\(text(a)) or \(text(b)))"
    case .not(let a): return "not(\(text(a)))"
    case .conditional(let arms, let otherwise):
      let parts = arms.flatMap { [$0.condition, $0.value] } + [otherwise]
      return "case(\(list(parts)))"
    case .coalesce(let values): return "coalesce(\(list(values)))"
    case .inLiterals(let how, let operand, let literals):
      let texts = literals.map { SwiftText.stringLiteral($0) }.joined(separator: ", ")
      return "\(text(operand)) \(how.rawValue) [\(texts)]"
    case .inSet(let set, let operand, _): return "\(text(operand)) in \(set.name)"
    case .scalar(let scalar): return scalar.name
    case .literalFound: return "found"
    case .userAgents(let parts): return "user agents(\(parts.map(\.rawValue).joined(separator: ", ")))"
    case .pattern(let pattern, _): return "regex(\(SwiftText.stringLiteral(pattern)))"
    case .compiled(let pattern): return "regex(\(text(pattern)))"
    case .now: return "now"
    case .bag(let entries):
      return "bag(\(entries.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")))"
    case .cell(let operand), .retyped(let operand): return text(operand)
    }
  }
}
