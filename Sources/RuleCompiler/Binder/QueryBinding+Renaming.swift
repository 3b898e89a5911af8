/// `project-rename` and `project-reorder`.
extension QueryBinding {
  func bindProjectRename(
    _ items: [Expression], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var builder = ProjectionBuilder()
    builder.passThrough(input.schema.columns, span: span, isDeclared: true)
    var hidden: [NamePattern] = []
    for item in items {
      guard case .named(let names, let old) = item.kind, let new = names.first, names.count == 1 else {
        error(.columnExpected, "a renaming 'new = old' is expected here", at: item.span)
        continue
      }
      guard let column = named(old, in: input.schema).first else { continue }
      if !input.schema.columns.contains(column) {
        hidden.append(NamePattern(text: column.name, span: old.span))
        declare(
          new.text, BoundExpression(.column(column), column.type, old.span), to: &builder, replacing: false,
          at: new.span)
      } else if new.text != column.name, !builder.rename(column.name, to: new.text) {
        error(.duplicateName, "the column '\(new.text)' is there already", at: new.span)
      }
    }
    let open = input.schema.open.map { hidden.isEmpty ? $0 : OpenColumns($0, hiding: hidden) }
    return BoundQuery(.project(input, builder.entries), schema: RowSchema(builder.columns, open: open), span: span)
  }

  func bindProjectReorder(
    _ items: [ReorderedColumn], _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    var order: [ColumnSymbol] = []
    var seen: Set<ColumnSymbol> = []
    for item in items {
      var columns = named(item.column, in: input.schema, mayMatchNone: true)
      if case .name = item.column.kind {} else { columns = sorted(columns, item.order) }
      for column in columns where seen.insert(column).inserted { order.append(column) }
    }
    for column in input.schema.columns where seen.insert(column).inserted { order.append(column) }
    return projection(of: order, input, span, open: input.schema.open)
  }

  private func sorted(_ columns: [ColumnSymbol], _ order: SortDirection?) -> [ColumnSymbol] {
    let isNatural = order == .naturalAscending || order == .naturalDescending
    func precedes(_ a: ColumnSymbol, _ b: ColumnSymbol) -> Bool {
      isNatural
        ? Self.naturalKey(a.name).lexicographicallyPrecedes(Self.naturalKey(b.name)) { $0 < $1 }
        : a.name.lowercased() < b.name.lowercased()
    }
    switch order {
    case nil: return columns
    case .ascending, .naturalAscending: return columns.sorted(by: precedes)
    case .descending, .naturalDescending: return columns.sorted { precedes($1, $0) }
    }
  }

  /// Runs of digits padded, so that `a2` comes before `a10`.
  private static func naturalKey(_ name: String) -> [String] {
    var parts: [String] = []
    var run = ""
    var isNumber = false
    func closeRun() {
      guard !run.isEmpty else { return }
      parts.append(isNumber ? String(repeating: "0", count: max(0, 20 - run.count)) + run : run)
      run = ""
    }
    for character in name.lowercased() {
      let isDigit = character.isASCII && character.isNumber
      if isDigit != isNumber { closeRun() }
      isNumber = isDigit
      run.append(character)
    }
    closeRun()
    return parts
  }
}
