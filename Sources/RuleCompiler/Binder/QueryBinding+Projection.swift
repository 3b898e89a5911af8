/// `project` and its relatives, `extend`, `distinct`, `serialize`.
extension QueryBinding {
  /// How an item of a projection treats a name that is there already.
  enum ProjectionStyle { case project, extend, expand }

  /// Adds the columns of one item.
  func addColumns(
    _ item: Expression, to builder: inout ProjectionBuilder, style: ProjectionStyle, in context: BindingContext
  ) {
    let replacing = style != .project
    switch item.kind {
    case .star:
      guard let row = context.row else { return }
      for column in row.columns {
        builder.add(column, BoundExpression(.column(column), column.type, item.span), replacing: true)
      }
    case .named(let names, let inner):
      guard let name = names.first, !name.isMissing else { return }
      guard names.count == 1, !isTuple(inner, in: context) else {
        addTuple(names, inner, to: &builder, replacing: replacing, in: context)
        return
      }
      let value = bindScalar(inner, in: context) ?? placeholder(inner.span)
      let isColumn = resultColumn(inner, value) != nil
      declare(
        name.text, value, to: &builder, replacing: replacing || isColumn, at: name.span)
    case .call where isTuple(item, in: context):
      addTuple([], item, to: &builder, replacing: replacing, in: context)
    default:
      let value = bindScalar(item, in: context) ?? placeholder(item.span)
      add(item, value, to: &builder, replacing: replacing, style: style, in: context)
    }
  }

  /// Adds a bound item that has no name of its own.
  func add(
    _ item: Expression, _ value: BoundExpression, to builder: inout ProjectionBuilder, replacing: Bool,
    style: ProjectionStyle, type: ScalarType? = nil, in context: BindingContext
  ) {
    if let column = resultColumn(item, value) {
      let result = type.map { ColumnSymbol(column.name, $0) } ?? column
      if !builder.declare(result, value, replacing: style == .expand) {
        error(.duplicateName, "the column '\(column.name)' is there already", at: item.span)
      }
      return
    }
    let name =
      resultName(of: item, in: context).flatMap { $0.isEmpty ? nil : $0 }
      ?? defaultColumnName(avoiding: style == .extend ? context.row : nil)
    builder.add(ColumnSymbol(name, type ?? value.type), value, replacing: replacing)
  }

  func declare(
    _ name: String, _ value: BoundExpression, to builder: inout ProjectionBuilder, replacing: Bool,
    type: ScalarType? = nil, at span: SourceSpan
  ) {
    if !builder.declare(ColumnSymbol(name, type ?? value.type), value, replacing: replacing) {
      error(.duplicateName, "the column '\(name)' is there already", at: span)
    }
  }

  /// `(a, b) = f(x, y)`
  private func addTuple(
    _ names: [Name], _ inner: Expression, to builder: inout ProjectionBuilder, replacing: Bool,
    in context: BindingContext
  ) {
    guard let elements = tuple(inner, in: context) else {
      if names.count > 1, bindScalar(inner, in: context) != nil {
        error(.argumentCount, "there are more names than values", at: names[1].span)
      }
      for name in names {
        declare(name.text, placeholder(inner.span), to: &builder, replacing: replacing, at: name.span)
      }
      return
    }
    for (name, element) in zip(names, elements) {
      declare(name.text, element.value, to: &builder, replacing: replacing, at: name.span)
    }
    for element in elements.dropFirst(names.count) {
      builder.add(ColumnSymbol(element.name, element.value.type), element.value, replacing: replacing)
    }
    for name in names.dropFirst(elements.count) {
      error(.argumentCount, "there are more names than values", at: name.span)
    }
  }

  // MARK: Operators

  func bindExtend(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let (builder, added) = extended(items, input, in: context)
    return BoundQuery(
      .extend(input, added), schema: RowSchema(builder.columns, open: input.schema.open), span: span)
  }

  func bindSerialize(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let (builder, added) = extended(items, input, in: context)
    return BoundQuery(
      .serialize(input, added), schema: RowSchema(builder.columns, open: input.schema.open), span: span)
  }

  func extended(
    _ items: [Expression], _ input: BoundQuery, in context: BindingContext
  ) -> (ProjectionBuilder, [BoundQuery.Computed]) {
    var builder = ProjectionBuilder()
    builder.passThrough(input.schema.columns, span: input.span)
    for item in items { addColumns(item, to: &builder, style: .extend, in: context) }
    let passed = Set(input.schema.columns)
    // A column of the input under its own name stays where it is.
    return (builder, builder.entries.filter { !passed.contains($0.column) })
  }

  func bindProject(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var builder = ProjectionBuilder()
    for item in items { addColumns(item, to: &builder, style: .project, in: context) }
    return BoundQuery(.project(input, builder.entries), schema: RowSchema(builder.columns), span: span)
  }

  func bindProjectAway(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let away = Set(items.flatMap { named($0, in: input.schema, mayMatchNone: true) })
    let kept = input.schema.columns.filter { !away.contains($0) }
    let hidden = items.compactMap { item -> NamePattern? in
      switch item.unparenthesized.kind {
      case .name(let name): NamePattern(text: name.text, span: name.span)
      case .namePattern(let pattern): pattern
      default: nil
      }
    }
    return projection(of: kept, input, span, open: input.schema.open.map { OpenColumns($0, hiding: hidden) })
  }

  func bindProjectKeep(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let wanted = items.flatMap { named($0, in: input.schema) }
    let keep = Set(wanted)
    if input.schema.isOpen {
      for case .namePattern(let pattern) in items.map(\.unparenthesized.kind) {
        error(
          .unsupportedOperator, "a pattern of names is supported over tables of known columns only", at: pattern.span)
      }
    }
    let known = input.schema.columns.filter { keep.contains($0) }
    return projection(of: known + wanted.filter { !input.schema.columns.contains($0) }, input, span, open: nil)
  }

  /// `project-by-names 'a', dynamic(['b*'])`: names that are not there are left out.
  func bindProjectByNames(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var columns: [ColumnSymbol] = []
    func take(_ name: String, _ place: SourceSpan) {
      let pattern = NamePattern(text: name, span: place)
      for column in input.schema.columns where pattern.matches(column.name) && !columns.contains(column) {
        columns.append(column)
      }
      if !name.contains("*"), input.schema.isOpen, !columns.contains(where: { $0.name == name }),
        let column = input.schema.column(named: name)
      {
        columns.append(column)
      }
    }
    for item in items {
      if case .call(let call) = item.unparenthesized.kind, call.name.text == "column_names_of",
        let argument = call.arguments.first
      {
        guard let table = bindTable(argument, in: context.outsideRows) else { return nil }
        for column in table.schema.columns { take(column.name, item.span) }
        continue
      }
      guard let value = bindScalar(item, in: context.outsideRows) else { return nil }
      switch value.kind {
      case .literal(.string(let name)): take(name, item.span)
      case .literal(.dynamic(.scalar(.string(let name)))): take(name, item.span)
      case .literal(.dynamic(.array(let elements))):
        for case .scalar(.string(let name)) in elements { take(name, item.span) }
      default:
        error(.constantExpected, "the names must be constant strings", at: item.span)
        return nil
      }
    }
    return projection(of: columns, input, span, open: nil)
  }

  func projection(
    of columns: [ColumnSymbol], _ input: BoundQuery, _ span: SourceSpan, open: OpenColumns?
  ) -> BoundQuery {
    let computed = columns.map { BoundQuery.Computed($0, BoundExpression(.column($0), $0.type, span)) }
    return BoundQuery(.project(input, computed), schema: RowSchema(columns, open: open), span: span)
  }

  /// The columns that a name or a name with wildcards stands for; an error if there are none.
  /// - Parameter mayMatchNone: whether wildcards that match nothing change nothing; then they are warned of.
  func named(_ item: Expression, in row: RowSchema, mayMatchNone: Bool = false) -> [ColumnSymbol] {
    switch item.kind {
    case .name(let name):
      if let column = row.column(named: name.text) { return [column] }
      unknown(
        .unknownColumn, "there is no column '\(name.text)' here", name.text, among: row.columns.map(\.name),
        at: name.span)
    case .namePattern(let pattern):
      let matches = row.columns.filter { pattern.matches($0.name) }
      if matches.isEmpty, !row.isOpen {
        let message = "no column here matches '\(pattern.text)'"
        if mayMatchNone {
          warning(.unknownColumn, message, at: pattern.span)
        } else {
          error(.unknownColumn, message, at: pattern.span)
        }
      }
      return matches
    case .star: return row.columns
    case .parenthesized(let inner): return named(inner, in: row, mayMatchNone: mayMatchNone)
    case .missing: break
    default: error(.columnExpected, "the name of a column is expected here", at: item.span)
    }
    return []
  }

  func bindDistinct(
    _ distinct: DistinctOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var builder = ProjectionBuilder()
    for item in distinct.columns {
      if case .star = item.kind, input.schema.isOpen { addDemands(of: input, at: item.span, to: &builder) }
      addColumns(item, to: &builder, style: .project, in: context)
    }
    return BoundQuery(
      .summarize(input, keys: builder.entries, aggregates: []),
      schema: RowSchema(builder.columns, open: starColumns(distinct.columns, input)), span: span)
  }

  // MARK: `*` over open relations

  /// The columns that an earlier pass found to be wanted behind this `*`.
  private func addDemands(of input: BoundQuery, at span: SourceSpan, to builder: inout ProjectionBuilder) {
    for name in knownDemands[span] ?? [] {
      guard let column = input.schema.column(named: name) else { continue }
      builder.add(column, BoundExpression(.column(column), column.type, span))
    }
  }

  /// Records what is wanted behind a `*`; nil if there is none, or the input is closed.
  func starColumns(_ items: [Expression], _ input: BoundQuery) -> OpenColumns? {
    guard input.schema.isOpen, let star = items.first(where: { if case .star = $0.kind { true } else { false } })
    else { return nil }
    return OpenColumns { [demands] column in
      guard input.schema.open?.column(named: column.name) != nil else { return false }
      demands.record(column.name, at: star.span)
      return true
    }
  }
}
