/// One of the tables that a query gives: a query of its own, and the name that the author gave it.
struct TableQuery {
  var name: String?
  var syntax: QuerySyntax
}

/// A query that gives several tables as queries that give one each.
///
/// A text can hold several queries, and `fork`, `facet` and `evaluate preview` at the end of one give several tables. Each of
/// the queries made of them has the declarations and the steps before in common with the others. See `batches.md`,
/// `fork-operator.md`, `facet-operator.md`, `preview-plugin.md`.
extension QuerySyntax {
  /// The queries, in the order of the service. One that gives a single table is itself.
  func tableQueries(into sink: DiagnosticSink) -> [TableQuery] {
    var declarations: [Statement] = []
    var result: [TableQuery] = []
    for statement in statements {
      guard case .expression(let expression) = statement.kind else {
        declarations.append(statement)
        continue
      }
      for (name, table) in Self.tables(of: expression, into: sink) {
        let last = Statement(kind: .expression(table), span: statement.span)
        result.append(TableQuery(name: name, syntax: QuerySyntax(statements: declarations + [last], span: span)))
      }
    }
    return result.isEmpty ? [TableQuery(name: nil, syntax: self)] : result
  }

  private static func tables(of expression: Expression, into sink: DiagnosticSink) -> [(name: String?, Expression)] {
    guard case .pipeline(let pipeline) = expression.unparenthesized.kind, let last = pipeline.operators.last else {
      return [(nil, expression)]
    }
    func continued(_ steps: [TabularOperator]) -> Expression {
      var result = pipeline
      result.operators.removeLast()
      result.operators += steps
      if result.operators.isEmpty, let source = result.source { return source }
      return Expression(.pipeline(result), expression.span)
    }
    switch last.kind {
    case .fork(let branches):
      return branches.map { branch in
        let steps = steps(of: branch, into: sink)
        return (branch.name?.text ?? name(of: steps), continued(steps))
      }
    case .facet(let facet):
      let with = facet.subquery.map { [(name(of: $0.operators), continued($0.operators))] } ?? []
      return with + facet.columns.map { (nil, continued([values(of: $0, at: last)])) }
    case .evaluate(let evaluate) where evaluate.call.name.text == "preview" && evaluate.call.arguments.count == 1:
      let take = CountedOperator(parameters: [], count: evaluate.call.arguments[0])
      return [.take(take), .count(alias: nil)].map {
        (nil, continued([TabularOperator(kind: $0, keyword: last.keyword, span: last.span)]))
      }
    default:
      return [(name(of: pipeline.operators), expression)]
    }
  }

  /// The name that an `as` at the end gives.
  private static func name(of steps: [TabularOperator]) -> String? {
    if case .as(let step)? = steps.last?.kind { step.name.text } else { nil }
  }

  private static func steps(of branch: ForkBranch, into sink: DiagnosticSink) -> [TabularOperator] {
    guard case .pipeline(let pipeline) = branch.body.unparenthesized.kind, pipeline.source == nil else {
      sink.report(
        Diagnostic(
          .unsupportedOperator, .error, "a part of 'fork' begins with an operator: it reads the rows before 'fork'",
          at: .query(branch.body.span)))
      return []
    }
    for step in pipeline.operators where !isForkStep(step.kind) {
      sink.report(
        Diagnostic(
          .unsupportedOperator, .error,
          "'\(step.keyword.text)' cannot stand in a part of 'fork': write a query for it, behind ';'",
          at: .query(step.keyword.span)))
    }
    return pipeline.operators
  }

  /// Whether the page allows the operator in a part of `fork`.
  private static func isForkStep(_ kind: TabularOperatorKind) -> Bool {
    switch kind {
    case .as, .count, .extend, .parse, .filter, .take, .project, .projectAway, .projectKeep, .projectRename,
      .projectReorder, .summarize, .top, .topNested, .sort, .mvExpand, .reduce, .unsupported, .invalid:
      true
    case .assertSchema, .consume, .distinct, .evaluate, .facet, .find, .fork, .getSchema, .invoke, .join, .lookup,
      .makeSeries, .mvApply, .parseWhere, .parseKV, .partition, .print, .projectByNames, .range, .render, .sample,
      .sampleDistinct, .scan, .search, .serialize, .topHitters, .union:
      false
    }
  }

  /// `summarize count_X = count() by X`
  private static func values(of column: Expression, at facet: TabularOperator) -> TabularOperator {
    let span = column.span
    var aggregates = [Expression(.call(FunctionCall(name: Name("count", span), arguments: [], span: span)), span)]
    if case .name(let name) = column.unparenthesized.kind {
      aggregates = [Expression(.named([Name("count_" + name.text, name.span)], aggregates[0]), span)]
    }
    let summarize = SummarizeOperator(parameters: [], aggregates: aggregates, by: [column], bin: nil, bySpan: span)
    return TabularOperator(kind: .summarize(summarize), keyword: facet.keyword, span: facet.span)
  }
}
