extension QueryBinding {
  func bindPipeline(_ pipeline: Pipeline, in context: BindingContext) -> BoundQuery? {
    var current: BoundQuery?
    if let source = pipeline.source {
      guard let table = bindTable(source, in: context.outsideRows) else { return nil }
      current = table
    } else {
      current = context.pipeInput
    }
    for (index, step) in pipeline.operators.enumerated() {
      if index == 0, current == nil {
        guard let table = bindFirst(step, in: context) else { return nil }
        current = table
      } else if let input = current {
        guard let table = bind(step, over: input, in: context) else { return nil }
        current = table
      }
    }
    return current
  }

  /// An operator without input.
  private func bindFirst(_ step: TabularOperator, in context: BindingContext) -> BoundQuery? {
    let context = context.outsideRows
    switch step.kind {
    case .print(let values): return bindPrint(values, step.span, in: context)
    case .range(let range): return bindRange(range, step.span, in: context)
    case .union(let union): return bindUnion(union, nil, step.span, in: context)
    case .search(let search): return bindSearch(search, nil, step, in: context)
    case .find(let find): return bindFind(find, step, in: context)
    case .invalid: return nil
    default:
      error(.tableExpected, "'\(step.keyword.text)' needs a table before it", at: step.keyword.span)
      return nil
    }
  }

  /// An operator behind a pipe.
  private func bind(
    _ step: TabularOperator, over input: BoundQuery, in context: BindingContext
  ) -> BoundQuery? {
    let outer = context
    let context = context.over(input.schema)
    let span = step.span
    switch step.kind {
    case .as(let name):
      context.scope.declare(name.name.text, .table(input))
      return input
    case .assertSchema, .consume, .render: return input
    case .count(let alias): return bindCount(alias, input, span)
    case .distinct(let distinct): return bindDistinct(distinct, input, span, in: context)
    case .evaluate(let evaluate): return bindEvaluate(evaluate, input, span, in: context)
    case .extend(let columns): return bindExtend(columns, input, span, in: context)
    case .filter(let filter):
      guard let condition = bindCondition(filter.predicate, in: context) else { return input }
      return BoundQuery(.filter(input, condition), schema: input.schema, span: span)
    case .getSchema(let parameters): return bindGetSchema(parameters, input, span)
    case .invoke(let call): return bindInvoke(call, input, in: context)
    case .join(let join): return bindJoin(join, input, span, in: context)
    case .lookup(let join): return bindLookup(join, input, span, in: context)
    case .makeSeries(let series): return bindMakeSeries(series, input, span, in: context)
    case .mvApply(let apply): return bindMvApply(apply, input, span, in: context)
    case .mvExpand(let expand): return bindMvExpand(expand, input, span, in: context)
    case .parse(let parse): return bindParse(parse, isWhere: false, input, span, in: context)
    case .parseWhere(let parse): return bindParse(parse, isWhere: true, input, span, in: context)
    case .parseKV(let parse): return bindParseKeyValue(parse, input, span, in: context)
    case .project(let columns): return bindProject(columns, input, span, in: context)
    case .projectAway(let columns): return bindProjectAway(columns, input, span, in: context)
    case .projectKeep(let columns): return bindProjectKeep(columns, input, span, in: context)
    case .projectByNames(let names): return bindProjectByNames(names, input, span, in: context)
    case .projectRename(let columns): return bindProjectRename(columns, input, span, in: context)
    case .projectReorder(let columns): return bindProjectReorder(columns, input, span, in: context)
    case .sample(let sample):
      guard let count = bindCount(sample.count, in: context) else { return input }
      return BoundQuery(.sample(input, count: count), schema: input.schema, span: span)
    case .sampleDistinct(let sample): return bindSampleDistinct(sample, input, span, in: context)
    case .search(let search): return bindSearch(search, input, step, in: context)
    case .serialize(let serialize): return bindSerialize(serialize.columns, input, span, in: context)
    case .sort(let sort): return bindSort(sort.keys, input, span, in: context)
    case .summarize(let summarize): return bindSummarize(summarize, input, span, in: context)
    case .take(let take):
      guard let count = bindCount(take.count, in: context) else { return input }
      return BoundQuery(.take(input, count: count), schema: input.schema, span: span)
    case .top(let top): return bindTop(top, input, span, in: context)
    case .topHitters(let hitters): return bindTopHitters(hitters, input, span, in: context)
    case .topNested(let clauses): return bindTopNested(clauses, input, step, in: context)
    case .union(let union): return bindUnion(union, input, span, in: outer)
    case .print, .range, .find:
      error(.tableExpected, "'\(step.keyword.text)' stands at the start of a query only", at: step.keyword.span)
      return nil
    case .partition(let partition): return bindPartition(partition, input, step, in: context)
    case .scan(let scan): return bindScan(scan, input, step, in: context)
    case .facet:
      error(
        .unsupportedOperator,
        "'facet' gives several tables, and a rule has one result: write 'summarize count() by' the column that it needs",
        at: step.keyword.span)
      return nil
    case .fork:
      error(
        .unsupportedOperator,
        "'fork' gives several tables, and a rule has one result: write a rule for each part, or one query with 'union'",
        at: step.keyword.span)
      return nil
    case .reduce, .unsupported:
      return refuse(step)
    case .invalid: return nil
    }
  }

  func refuse(_ step: TabularOperator) -> BoundQuery? {
    let name = step.keyword.text
    error(.unsupportedOperator, "the operator '\(name)' is not supported" + because(name), at: step.keyword.span)
    return nil
  }

  /// The number of rows of `take`, `top`, `sample`.
  func bindCount(_ expression: Expression, in context: BindingContext) -> BoundExpression? {
    guard let value = bindScalar(expression, in: context.outsideRows) else { return nil }
    return converted(value, to: .long, as: "number of rows")
  }

  // MARK: print, range, getschema

  private func bindPrint(_ values: [Expression], _ span: SourceSpan, in context: BindingContext) -> BoundQuery? {
    var context = context
    context.row = nil
    context.rows = Rows()
    var builder = ProjectionBuilder()
    for (index, value) in values.enumerated() {
      var names: [Name] = []
      var inner = value
      if case .named(let given, let expression) = value.kind { (names, inner) = (given, expression) }
      let name = names.first?.text ?? "print_\(index)"
      let elements = tuple(inner, in: context) ?? []
      if elements.count > 1 {
        // Of several values those without a name are left out if others have been given one.
        for (place, element) in elements.enumerated() where names.isEmpty || place < names.count {
          builder.add(
            ColumnSymbol(names.isEmpty ? element.name : names[place].text, element.value.type), element.value)
        }
        for name in names.dropFirst(elements.count) {
          error(.argumentCount, "there are more names than values", at: name.span)
        }
        continue
      }
      let bound = elements.first?.value ?? bindScalar(inner, in: context) ?? placeholder(inner.span)
      builder.add(ColumnSymbol(name, bound.type), bound)
    }
    return BoundQuery(
      .values([builder.entries.map(\.value)]), schema: RowSchema(builder.columns), span: span)
  }

  /// Stands for an expression that could not be bound; of a type that nobody complains about.
  func placeholder(_ span: SourceSpan) -> BoundExpression {
    BoundExpression(.literal(.dynamic(.null)), .unknown, span)
  }

  private func bindRange(_ range: RangeOperator, _ span: SourceSpan, in context: BindingContext) -> BoundQuery? {
    guard let from = bindScalar(range.from, in: context), let to = bindScalar(range.to, in: context),
      let step = bindScalar(range.step, in: context)
    else { return nil }
    guard let common = commonType(from.type, to.type) else {
      error(.typeMismatch, "the range is from \(from.type.withArticle) to \(to.type.withArticle)", at: range.to.span)
      return nil
    }
    var type = common
    var stepType = step.type
    if common.isNumeric {
      guard step.type.isNumeric, let widest = commonType(common, step.type) else {
        error(.typeMismatch, "a range of \(common) cannot go by \(step.type.withArticle)", at: range.step.span)
        return nil
      }
      type = widest == .int && step.type != .int ? .long : widest
      stepType = type
    } else if common == .datetime || common == .timespan {
      stepType = .timespan
      guard converted(step, to: .timespan, as: "step") != nil else { return nil }
    } else {
      error(.typeMismatch, "a range is of numbers, times or time spans, not of \(common)", at: range.from.span)
      return nil
    }
    return BoundQuery(
      .range(from: forced(from, to: type), to: forced(to, to: type), step: forced(step, to: stepType)),
      schema: RowSchema([ColumnSymbol(range.name.text, type)]), span: span)
  }

  private func bindGetSchema(
    _ parameters: [OperatorParameter], _ input: BoundQuery, _ span: SourceSpan
  ) -> BoundQuery? {
    if parameters.named("kind") != nil || input.schema.isOpen {
      error(.unsupportedOperator, "'getschema' is supported without 'kind', over tables of known columns", at: span)
      return nil
    }
    let columns = [
      ColumnSymbol("ColumnName", .string), ColumnSymbol("ColumnOrdinal", .long),
      ColumnSymbol("DataType", .string), ColumnSymbol("ColumnType", .string),
    ]
    let visible = input.schema.columns.filter { !partitionKeys.contains($0.name) }
    let rows = visible.enumerated().map { index, column in
      [
        Constant.string(column.name), .long(Int64(index)), .string(Self.dataTypes[column.type] ?? "System.Object"),
        .string("\(column.type)"),
      ].map { BoundExpression(.literal($0), $0.type, span) }
    }
    return BoundQuery(.values(rows), schema: RowSchema(columns), span: span)
  }

  static let dataTypes: [ScalarType: String] = [
    .bool: "System.SByte", .int: "System.Int32", .long: "System.Int64", .real: "System.Double",
    .decimal: "System.Data.SqlTypes.SqlDecimal", .datetime: "System.DateTime", .timespan: "System.TimeSpan",
    .guid: "System.Guid", .string: "System.String", .dynamic: "System.Object",
  ]

  private func bindInvoke(_ expression: Expression, _ input: BoundQuery, in context: BindingContext) -> BoundQuery? {
    guard case .call(let call) = expression.unparenthesized.kind else {
      error(.unknownFunction, "'invoke' takes a call of a function", at: expression.span)
      return nil
    }
    let function: UserFunction
    if case .function(let local) = context.scope[call.name.text] {
      function = local
    } else if let saved = workspaceFunction(call.name.text) {
      function = saved
    } else if KnownNames.reason(call.name.text) != nil {
      error(
        .unsupportedFunction, "the function '\(call.name.text)' is not supported" + because(call.name.text),
        at: call.name.span)
      return nil
    } else {
      unknown(
        .unknownFunction, "there is no function '\(call.name.text)'", call.name.text,
        among: context.scope.names + functions.functionNames, orElse: Self.placeOfFunctions, at: call.name.span)
      return nil
    }
    switch self.call(function, arguments: call.arguments, call.span, in: context.outsideRows, piped: input) {
    case .table(let table): return table
    case .scalar:
      error(.tableExpected, "the function '\(function.name)' gives a single value, not a table", at: call.span)
      return nil
    case .faulty: return nil
    }
  }
}
