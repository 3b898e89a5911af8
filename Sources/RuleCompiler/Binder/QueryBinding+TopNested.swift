/// `top-nested`: of each level, the values with the largest aggregates among the rows of each value of the level above.
///
/// It is bound as the query that it stands for. A level is a summary by the keys of all levels down to it, of which the first
/// rows within each parent are kept. Levels are joined by the path to them: a text of the keys, which is never null.
extension QueryBinding {
  /// One `top-nested … of … by …`.
  private struct Level {
    var key: BoundQuery.Computed
    var name: String
    var total: String
    /// What the rows of all other values are called; nil without `with others`.
    var others: BoundExpression?
    var count: BoundExpression?
    var ascending: Bool
    /// The aggregate, without a name.
    var aggregate: Expression
    var totalType = ScalarType.unknown
  }

  func bindTopNested(
    _ clauses: [TopNestedClause], _ input: BoundQuery, _ step: TabularOperator, in context: BindingContext
  ) -> BoundQuery? {
    var taken: Set<String> = []
    var levels: [Level] = []
    for (index, clause) in clauses.enumerated() {
      guard let level = level(clause, index, &taken, input, in: context) else { return nil }
      levels.append(level)
    }
    let rows = BoundQuery(
      .extend(input, levels.map(\.key)),
      schema: RowSchema(input.schema.columns + levels.map(\.key.column), open: input.schema.open), span: step.span)
    let inner = BindingContext(scope: Scope())
    inner.scope.declare("_rows", .table(rows))
    for index in levels.indices {
      let keys = (0...index).map { "$k\($0 + 1)" }
      let aggregates = [(name: "$a\(index + 1)", expression: levels[index].aggregate)]
      guard let summary = summary(of: aggregates, by: keys, rows, step.span, in: context) else { return nil }
      levels[index].totalType = summary.schema.columns.last?.type ?? .unknown
      inner.scope.declare("_level\(index + 1)", .table(summary))
      if let count = levels[index].count { inner.scope.declare("_count\(index + 1)", .scalar(count)) }
      if let others = levels[index].others { inner.scope.declare("_others\(index + 1)", .scalar(others)) }
    }
    for (index, level) in levels.enumerated() {
      guard let table = bindText(kept(level, index), of: "top-nested", at: step.keyword.span, in: inner) else {
        return nil
      }
      inner.scope.declare("_kept\(index + 1)", .table(table))
    }
    let tops = "_kept\(levels.count) \(order(levels)) | project \(columns(levels))"
    let bound: BoundQuery?
    if let last = levels.lastIndex(where: { $0.others != nil }) {
      bound = withOthers(tops, levels, upTo: last, step, inner, in: context)
    } else {
      bound = bindText(tops, of: "top-nested", at: step.keyword.span, in: inner)
    }
    guard let result = bound else { return nil }
    var names: [String: String] = [:]
    for (index, level) in levels.enumerated() {
      names["$k\(index + 1)"] = level.name
      names["$a\(index + 1)"] = level.total
    }
    return renamed(result, names, step.span)
  }

  private func level(
    _ clause: TopNestedClause, _ index: Int, _ taken: inout Set<String>, _ input: BoundQuery, in context: BindingContext
  ) -> Level? {
    guard let key = bindScalar(clause.column, in: context) else { return nil }
    guard key.type != .dynamic else {
      error(
        .typeMismatch, "'top-nested' cannot group by a dynamic; convert it, as with 'tostring'", at: clause.column.span)
      return nil
    }
    func unique(_ name: String) -> String {
      var candidate = name
      var number = 1
      while !taken.insert(candidate).inserted {
        candidate = "\(name)\(number)"
        number += 1
      }
      return candidate
    }
    let name = unique(resultName(of: clause.column, in: context) ?? defaultColumnName(avoiding: input.schema))
    var aggregate = clause.key.expression
    var total: String?
    if case .named(let names, let inner) = aggregate.kind { (aggregate, total) = (inner, names.first?.text) }
    var others: BoundExpression?
    if let written = clause.others {
      guard let bound = bindScalar(written, in: context.outsideRows),
        let value = converted(bound, to: key.type, as: "name of the others")
      else { return nil }
      others = value
    }
    var count: BoundExpression?
    if let written = clause.count {
      guard let bound = bindCount(written, in: context) else { return nil }
      count = bound
    }
    return Level(
      key: .init(ColumnSymbol("$k\(index + 1)", key.type), key), name: name,
      total: unique(total ?? "aggregated_\(name)"), others: others, count: count,
      ascending: clause.key.direction == .ascending, aggregate: aggregate)
  }

  private func summary(
    of aggregates: [(name: String, expression: Expression)], by keys: [String], _ rows: BoundQuery, _ span: SourceSpan,
    in context: BindingContext
  ) -> BoundQuery? {
    let named = aggregates.map { name, expression in
      Expression(.named([Name(name, expression.span)], expression), expression.span)
    }
    let summarize = SummarizeOperator(
      parameters: [], aggregates: named, by: keys.map { Expression(.name(Name($0, span)), span) }, bin: nil, bySpan: nil
    )
    let before = checkpoint()
    let bound = bindSummarize(summarize, rows, span, in: context.over(rows.schema))
    return hasErrors(since: before) ? nil : bound
  }

  // MARK: The query

  private func columns(_ levels: [Level]) -> String {
    levels.indices.map { "['$k\($0 + 1)'], ['$a\($0 + 1)']" }.joined(separator: ", ")
  }

  /// `$p2`: the path to a value of the second level.
  private func path(_ number: Int) -> String {
    "['$p\(number)'] = tostring(pack_array(\((1...number).map { "['$k\($0)']" }.joined(separator: ", "))))"
  }

  /// What is kept of a level, with the columns of the levels above.
  private func kept(_ level: Level, _ index: Int) -> String {
    let number = index + 1
    let direction = level.ascending ? "asc" : "desc"
    let parent = index == 0 ? "" : "\(path(index)), "
    var text = "_level\(number) | project \(path(number)), \(parent)['$k\(number)'], ['$a\(number)']"
    if level.count != nil, index == 0 {
      text += " | top _count1 by ['$a1'] \(direction)"
    } else if level.count != nil {
      text += " | sort by ['$p\(index)'] asc, ['$a\(number)'] \(direction)"
      text += " | where row_number(1, ['$p\(index)'] != prev(['$p\(index)'])) <= _count\(number)"
    }
    return index == 0 ? text : text + " | join kind=inner _kept\(index) on ['$p\(index)']"
  }

  /// Larger parents first, the values of one parent together.
  private func order(_ levels: [Level]) -> String {
    let keys = levels.enumerated().map { index, level in
      let key = "['$a\(index + 1)'] \(level.ascending ? "asc" : "desc")"
      return index < levels.count - 1 ? key + ", ['$p\(index + 1)'] asc" : key
    }
    return "| sort by \(keys.joined(separator: ", "))"
  }

  /// The query with a row for what has been left out below each value. A row that misses a level counts there among the
  /// others, and so in all levels below; where a level has no name for others, its columns are empty.
  private func withOthers(
    _ tops: String, _ levels: [Level], upTo last: Int, _ step: TabularOperator, _ inner: BindingContext,
    in context: BindingContext
  ) -> BoundQuery? {
    let cases = (0...last).map { "['$p\($0 + 1)'] !in (_kept\($0 + 1) | project ['$p\($0 + 1)']), \($0 + 1)" }
    let parents = (0...last).map { "['$f'] == \($0 + 1), \($0 == 0 ? "''" : "['$p\($0)']")" }
    let missing = """
      _rows
      | extend \((0...last).map { path($0 + 1) }.joined(separator: ", "))
      | extend ['$f'] = case(\(cases.joined(separator: ", ")), 0)
      | where ['$f'] > 0
      | extend ['$g'] = case(\(parents.joined(separator: ", ")), '')
      """
    guard let rows = bindText(missing, of: "top-nested", at: step.keyword.span, in: inner) else { return nil }
    let counted = levels.enumerated().filter { $0.element.others != nil }
      .map { (name: "$o\($0.offset + 1)", expression: $0.element.aggregate) }
    guard let summary = summary(of: counted, by: ["$f", "$g"], rows, step.span, in: context) else { return nil }
    inner.scope.declare("_missing", .table(summary))
    let branches = (0...last).map { first in
      let parts = levels.enumerated().map { index, level in
        let number = index + 1
        if index < first { return "['$k\(number)'], ['$a\(number)']" }
        let (key, total) =
          level.others == nil
          ? (emptyText(level.key.column.type), emptyText(level.totalType))
          : ("_others\(number)", "['$o\(number)']")
        return "['$k\(number)'] = \(key), ['$a\(number)'] = \(total)"
      }
      let parent = first == 0 ? "" : " | join kind=inner _kept\(first) on $left.['$g'] == $right.['$p\(first)']"
      return "(_missing | where ['$f'] == \(first + 1)\(parent) | project \(parts.joined(separator: ", ")))"
    }
    return bindText(
      "union (\(tops)), \(branches.joined(separator: ", "))", of: "top-nested", at: step.keyword.span, in: inner)
  }

  private func emptyText(_ type: ScalarType) -> String {
    switch type {
    case .string: "''"
    case .unknown: "dynamic(null)"
    case .bool, .int, .long, .real, .decimal, .datetime, .timespan, .guid, .dynamic: "\(type)(null)"
    }
  }
}
