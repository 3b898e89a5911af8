/// The tabular operators in a syntax dump.
extension SyntaxDump {
  mutating func add(_ step: TabularOperator) {
    node("| \(text(step.keyword))", step.span) { $0.add(step.kind) }
  }

  private mutating func add(_ kind: TabularOperatorKind) {
    switch kind {
    case .as(let node):
      add(node.parameters)
      line("name \(text(node.name))")
    case .assertSchema(let schema): line(text(schema))
    case .consume(let parameters): add(parameters)
    case .count(let alias): if let alias { line("as \(text(alias))") }
    case .distinct(let node):
      add(node.parameters)
      add(all: node.columns)
    case .evaluate(let node):
      add(node.parameters)
      add(node.call)
      if let schema = node.schema { line("schema \(text(schema))") }
    case .extend(let columns), .print(let columns), .project(let columns), .projectAway(let columns),
      .projectByNames(let columns), .projectKeep(let columns), .projectRename(let columns):
      add(all: columns)
    case .facet(let node):
      add(all: node.columns)
      if let subquery = node.subquery { self.node("with") { $0.add(subquery) } }
    case .filter(let node):
      add(node.parameters)
      add(node.predicate)
    case .find(let node): add(node)
    case .fork(let branches):
      for branch in branches {
        node("branch\(branch.name.map { " " + text($0) } ?? "")", branch.span) { $0.add(branch.body) }
      }
    case .getSchema(let parameters): add(parameters)
    case .invoke(let call): add(call)
    case .join(let node), .lookup(let node): add(node)
    case .makeSeries(let node): add(node)
    case .mvApply(let node):
      add(node.parameters)
      add(node.columns)
      part("limit", node.limit)
      part("id", node.contextID)
      part("on", node.subquery)
    case .mvExpand(let node):
      add(node.parameters)
      add(node.columns)
      part("limit", node.limit)
    case .parse(let node), .parseWhere(let node): add(node)
    case .parseKV(let node):
      add(node.input)
      line("as \(text(node.keys))")
      add(node.properties)
    case .partition(let node):
      add(node.parameters)
      part("by", node.key)
      part("in", node.scope)
      part(node.isQuery ? "query" : "subquery", node.subquery)
    case .projectReorder(let columns):
      for item in columns {
        if let order = item.order {
          node(order.rawValue) { $0.add(item.column) }
        } else {
          add(item.column)
        }
      }
    case .range(let node):
      line("name \(text(node.name))")
      part("from", node.from)
      part("to", node.to)
      part("step", node.step)
    case .reduce(let node):
      add(node.parameters)
      part("by", node.key)
      add(node.properties)
    case .render(let node):
      line("chart \(text(node.chart))")
      add(node.properties)
    case .sample(let node), .take(let node):
      add(node.parameters)
      add(node.count)
    case .sampleDistinct(let node):
      add(node.parameters)
      add(node.count)
      part("of", node.column)
    case .scan(let node): add(node)
    case .search(let node):
      add(node.parameters)
      if let scope = node.dataScope { line("datascope \(text(scope))") }
      part("in", node.tables)
      add(node.predicate)
    case .serialize(let node):
      add(node.parameters)
      add(all: node.columns)
    case .sort(let node):
      add(node.parameters)
      for key in node.keys { add(key) }
    case .summarize(let node):
      add(node.parameters)
      add(all: node.aggregates)
      part("by", node.by)
      part("bin", node.bin)
    case .top(let node):
      add(node.parameters)
      add(node.count)
      self.node("by") { $0.add(node.key) }
    case .topHitters(let node):
      add(node.count)
      part("of", node.column)
      part("by", node.weight)
    case .topNested(let clauses):
      for clause in clauses { add(clause) }
    case .union(let node):
      add(node.parameters)
      add(all: node.tables)
    case .unsupported: line("unsupported")
    case .invalid: line("invalid")
    }
  }

  private mutating func add(all expressions: [Expression]) {
    for expression in expressions { add(expression) }
  }

  private mutating func add(_ key: OrderedExpression) {
    let words = [key.direction?.rawValue, key.nulls.map { "nulls \($0.rawValue)" }].compactMap { $0 }
    if words.isEmpty {
      add(key.expression)
    } else {
      node(words.joined(separator: " "), key.span) { $0.add(key.expression) }
    }
  }

  private mutating func add(_ columns: [ExpandedColumn]) {
    for column in columns {
      let type = column.type.map { "to typeof \(text($0))" }
      switch (column.expression, type) {
      case (let expression?, let type?): node(type, column.span) { $0.add(expression) }
      case (let expression?, nil): add(expression)
      case (nil, let type?): line(type, column.span)
      case (nil, nil): line("missing", column.span)
      }
    }
  }

  private mutating func add(_ join: JoinOperator) {
    add(join.parameters)
    part("right", join.right)
    switch join.condition {
    case .on(let conditions): part("on", conditions)
    case .where(let condition): part("where", condition)
    case nil: break
    }
  }

  private mutating func add(_ find: FindOperator) {
    add(find.parameters)
    if let scope = find.dataScope { line("datascope \(text(scope))") }
    part("in", find.tables)
    add(find.predicate)
    add("project", find.project)
    add("project-away", find.projectAway)
  }

  private mutating func add(_ label: String, _ columns: [FindOperator.Column]?) {
    guard let columns else { return }
    node(label) { dump in
      for column in columns {
        switch column {
        case .name(let name, let type):
          dump.line("name \(dump.text(name))\(type.map { ":" + $0.text } ?? "")")
        case .pack(let span): dump.line("pack(*)", span)
        case .star(let span): dump.line("*", span)
        }
      }
    }
  }

  private mutating func add(_ series: MakeSeriesOperator) {
    add(series.parameters)
    for aggregate in series.aggregates {
      add(aggregate.expression)
      part("default", aggregate.defaultValue)
    }
    part("on", series.axis)
    switch series.range {
    case .fromTo(let from, let to, let step):
      part("from", from)
      part("to", to)
      part("step", step)
    case .inRange(let bounds): part("in range", bounds)
    }
    part("by", series.by)
  }

  private mutating func add(_ parse: ParseOperator) {
    add(parse.parameters)
    add(parse.input)
    node("with") { dump in
      for piece in parse.pattern {
        switch piece {
        case .star(let span): dump.line("*", span)
        case .text(let text, let span): dump.line(Constant.quoted(text), span)
        case .column(let name, let type):
          dump.line("column \(dump.text(name))\(type.map { ":" + $0.text } ?? "")", name.span)
        }
      }
    }
  }

  private mutating func add(_ scan: ScanOperator) {
    add(scan.parameters)
    if !scan.orderBy.isEmpty { node("order by") { dump in for key in scan.orderBy { dump.add(key) } } }
    part("partition by", scan.partitionBy)
    for declaration in scan.declarations { add(declaration) }
    for step in scan.steps {
      let optional = step.isOptional ? " optional" : ""
      let output = step.output.map { " output=\($0.text)" } ?? ""
      node("step \(text(step.name))\(optional)\(output)", step.span) { dump in
        dump.add(step.condition)
        for assignment in step.assignments {
          dump.node("\(dump.text(assignment.name)) =", assignment.name.span) { $0.add(assignment.value) }
        }
      }
    }
  }

  private mutating func add(_ clause: TopNestedClause) {
    node("clause", clause.span) { dump in
      if let count = clause.count { dump.add(count) }
      dump.part("of", clause.column)
      dump.part("with others", clause.others)
      dump.node("by") { $0.add(clause.key) }
    }
  }
}
