/// One operator with its resolved expressions.
extension BoundDump {
  static func operation(_ query: BoundQuery) -> String {
    switch query.kind {
    case .table(let name): return "table \(name)"
    case .list(let list): return "list \(list.name)"
    case .values(let rows): return values(rows)
    case .range(let from, let to, let step):
      return "range \(declarations(query.schema.columns)) from \(text(from)) to \(text(to)) step \(text(step))"
    case .filter(_, let predicate): return "where \(text(predicate))"
    case .extend(_, let computed): return "extend \(assignments(computed))"
    case .project(_, let computed):
      return "project \(computed.count > 24 ? renamings(computed) : assignments(computed))"
    case .summarize(_, let keys, let aggregates):
      let by = keys.isEmpty ? "" : " by \(assignments(keys))"
      return (aggregates.isEmpty ? "distinct" : "summarize \(aggregates.map(text).joined(separator: ", "))") + by
    case .join(let kind, _, _, let on, _):
      let pairs = on.map { "left \(text($0.left)) == right \(text($0.right))" }
      return "join \(kind.rawValue) on \(pairs.joined(separator: " and "))"
    case .union(_, _, let source, let names):
      return source.map { "union with \(declaration($0)) of \(names.joined(separator: ", "))" } ?? "union"
    case .sort(_, let keys): return "sort by \(text(keys))"
    case .top(_, let count, let keys): return "top \(text(count)) by \(text(keys))"
    case .take(_, let count): return "take \(text(count))"
    case .mvExpand(_, let items, let asArray, let index, let limit):
      return "mv-expand " + expansion(items, asArray, index, limit)
    case .mvApply(_, let items, let asArray, let index, let limit, _, _):
      return "mv-apply " + expansion(items, asArray, index, limit)
    case .applyRows: return "its rows"
    case .parse(_, let value, let kind, let pieces, let isWhere):
      return "\(isWhere ? "parse-where" : "parse") \(name(kind)) \(text(value)) with \(text(pieces))"
    case .parseKeyValue(_, let value, let columns, let options):
      return "parse-kv \(text(value)) as (\(declarations(columns))) with (\(text(options)))"
    case .bagUnpack(_, let bag, let prefix, let ignored, let fixed):
      var parts = [bag.name]
      if !prefix.isEmpty { parts.append("prefix \(Constant.quoted(prefix))") }
      if !ignored.isEmpty { parts.append("without \(ignored.joined(separator: ", "))") }
      if let fixed { parts.append("as (\(declarations(fixed)))") }
      return "bag_unpack " + parts.joined(separator: " ")
    case .pivot(_, let key, let aggregate, let by):
      return "pivot \(text(key)), \(text(aggregate))" + (by.isEmpty ? "" : " by \(declarations(by))")
    case .serialize(_, let computed): return computed.isEmpty ? "serialize" : "serialize \(assignments(computed))"
    case .makeSeries(_, let series): return "make-series \(text(series))"
    case .sample(_, let count): return "sample \(text(count))"
    case .sampleDistinct(_, let count, let column): return "sample-distinct \(text(count)) of \(column.name)"
    case .scan(_, let scan): return "scan " + scan.steps.map { text($0, scan.declared) }.joined(separator: "; ")
    case .tableFunction(_, let function):
      let parts = [assignments(function.inputs)] + function.arguments.map { text($0) }
      return "\(function.name)(\(parts.joined(separator: ", ")))"
    }
  }

  static func declarations(_ columns: [ColumnSymbol]) -> String {
    columns.map(declaration).joined(separator: ", ")
  }

  /// `name:type = value`; a column that is passed on as it is shows its name alone.
  static func assignments(_ computed: [BoundQuery.Computed]) -> String {
    computed.map { entry in
      if case .column(let source) = entry.value.kind, source.name == entry.column.name, source.type == entry.column.type
      {
        return declaration(entry.column)
      }
      return "\(declaration(entry.column)) = \(text(entry.value))"
    }.joined(separator: ", ")
  }

  /// A wide projection by what it changes.
  private static func renamings(_ computed: [BoundQuery.Computed]) -> String {
    let changed = computed.filter { entry in
      guard case .column(let source) = entry.value.kind else { return true }
      return source.name != entry.column.name
    }
    let kept = "\(computed.count - changed.count) columns as they are"
    return changed.isEmpty ? kept : "\(kept), \(assignments(changed))"
  }

  private static func values(_ rows: [[BoundExpression]]) -> String {
    let shown = rows.prefix(4).map { "(\(list($0)))" }.joined(separator: ", ")
    return "values \(shown)" + (rows.count > 4 ? ", … \(rows.count) rows" : "")
  }

  private static func text(_ keys: [BoundQuery.SortKey]) -> String {
    keys.map { key in
      "\(text(key.value)) \(key.ascending ? "asc" : "desc") nulls \(key.nullsFirst ? "first" : "last")"
    }.joined(separator: ", ")
  }

  private static func expansion(
    _ items: [BoundQuery.Expanded], _ asArray: Bool, _ index: ColumnSymbol?, _ limit: BoundExpression?
  ) -> String {
    var text = asArray ? "bagexpansion=array " : ""
    if let index { text += "with_itemindex=\(index.name) " }
    text += items.map { "\(declaration($0.column)) = \(self.text($0.value))" }.joined(separator: ", ")
    if let limit { text += " limit \(self.text(limit))" }
    return text
  }

  static func text(_ aggregate: BoundQuery.Aggregate) -> String {
    let filter = aggregate.filter.map { " where \(text($0))" } ?? ""
    switch aggregate.function {
    case .symbol(let symbol, _, let arguments, let constants):
      let parts = arguments.map { text($0) } + constants.map(\.literalText)
      return "\(declarations(aggregate.columns)) = \(symbol.name)(\(parts.joined(separator: ", ")))\(filter)"
    case .argExtreme(let isMax, let key, let values):
      let shown = values.count > 24 ? "\(values.count) columns" : list(values)
      let columns = aggregate.columns.count > 24 ? "" : "(\(declarations(aggregate.columns))) = "
      return "\(columns)\(isMax ? "arg_max" : "arg_min")(\(text(key)), \(shown))\(filter)"
    case .anyRow(let values):
      let shown = values.count > 24 ? "\(values.count) columns" : list(values)
      return "take_any(\(shown))\(filter)"
    }
  }

  private static func text(_ step: BoundQuery.Scan.Step, _ declared: [ColumnSymbol]) -> String {
    let values = zip(declared, step.values).map { "\($0.name) = \(text($1))" }
    return "\(step.name) output=\(step.output.rawValue): \(text(step.condition))"
      + (values.isEmpty ? "" : " => \(values.joined(separator: ", "))")
  }

  private static func name(_ kind: BoundQuery.ParseKind) -> String {
    switch kind {
    case .simple: "kind=simple"
    case .relaxed: "kind=relaxed"
    case .regex(let flags): flags.isEmpty ? "kind=regex" : "kind=regex flags=\(flags)"
    }
  }

  private static func text(_ pieces: [BoundQuery.ParsePiece]) -> String {
    pieces.map { piece in
      switch piece {
      case .skip: "*"
      case .literal(let text): Constant.quoted(text)
      case .column(let column): declaration(column)
      }
    }.joined(separator: " ")
  }

  private static func text(_ options: BoundQuery.ParseKeyValueOptions) -> String {
    var parts: [String] = []
    if let regex = options.regex {
      parts.append("regex=\(Constant.quoted(regex))")
    } else {
      parts.append("pair_delimiter=\(Constant.quoted(options.pairDelimiter))")
      parts.append("kv_delimiter=\(Constant.quoted(options.keyValueDelimiter))")
    }
    if !options.quotes.isEmpty { parts.append("quote=\(options.quotes.map(Constant.quoted).joined())") }
    if let escape = options.escape { parts.append("escape=\(Constant.quoted(escape))") }
    if options.greedy { parts.append("greedy=true") }
    return parts.joined(separator: ", ")
  }

  private static func text(_ series: BoundQuery.MakeSeries) -> String {
    let values = zip(series.aggregates, series.defaults).map { "\(text($0)) default=\(text($1))" }
    var line = "\(values.joined(separator: ", ")) on \(declaration(series.axis)) = \(text(series.axisValue))"
    if let from = series.from { line += " from \(text(from))" }
    if let to = series.to { line += " \(series.isInclusive ? "through" : "to") \(text(to))" }
    line += " step \(text(series.step))"
    return series.by.isEmpty ? line : "\(line) by \(assignments(series.by))"
  }
}
