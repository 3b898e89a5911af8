/// `evaluate bag_unpack(bag, [prefix], [conflict], [ignored]) : (schema)`: the bag's properties as columns.
extension QueryBinding {
  private struct BagOptions {
    /// What happens to a column of the input that a property has the name of.
    enum Conflict: String { case error, replace = "replace_source", keep = "keep_source" }
    var prefix = ""
    var conflict = Conflict.error
    var ignored: [String] = []
  }

  func bindBagUnpack(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    guard let first = call.arguments.first, call.arguments.count <= 4 else {
      error(.argumentCount, "'bag_unpack' is bag_unpack(bag, [prefix], [conflict], [ignored])", at: call.span)
      return nil
    }
    guard let value = bindScalar(first, in: context) else { return nil }
    guard case .column(let bag) = value.kind, bag.type == .dynamic || bag.type == .unknown else {
      error(.columnExpected, "'bag_unpack' takes a column of type dynamic", at: first.span)
      return nil
    }
    guard let options = bagOptions(call, in: context) else { return nil }
    let kept = input.schema.columns.filter { $0 != bag }
    guard let schema = evaluate.schema else {
      guard options.conflict == .replace else {
        return BoundQuery(
          .bagUnpack(input, bag, prefix: options.prefix, ignored: options.ignored, fixed: nil),
          schema: RowSchema(kept, open: OpenColumns()), span: span)
      }
      return replacing(kept, by: bag, options, input, call, span)
    }
    guard schema.star != nil else { return onlyDeclared(schema, kept, bag, options, input, span) }
    var declared = symbols(schema)
    var passed = kept
    if let clash = declared.first(where: { column in kept.contains { $0.name == column.name } }) {
      switch options.conflict {
      case .error:
        error(
          .duplicateName,
          "the input has a column '\(clash.name)' already; say columnsConflict='replace_source' or 'keep_source'",
          at: schema.columns.first { $0.name.text == clash.name }?.name.span ?? schema.span)
        return nil
      case .keep: declared.removeAll { column in kept.contains { $0.name == column.name } }
      case .replace: passed.removeAll { old in declared.contains { $0.name == old.name } }
      }
    }
    return BoundQuery(
      .bagUnpack(input, bag, prefix: options.prefix, ignored: options.ignored, fixed: declared),
      schema: RowSchema(passed + declared), span: span)
  }

  /// Without a `*`, the result is the declared columns: those of the input, and the bag's properties.
  private func onlyDeclared(
    _ schema: SchemaSyntax, _ kept: [ColumnSymbol], _ bag: ColumnSymbol, _ options: BagOptions, _ input: BoundQuery,
    _ span: SourceSpan
  ) -> BoundQuery? {
    var columns: [ColumnSymbol] = []
    var unpacked: [ColumnSymbol] = []
    for declared in symbols(schema) {
      guard options.conflict != .replace, let column = kept.first(where: { $0.name == declared.name }) else {
        columns.append(declared)
        unpacked.append(declared)
        continue
      }
      guard column.type == declared.type || column.type == .unknown else {
        error(
          .typeMismatch,
          "the input's column '\(column.name)' is \(column.type.withArticle), not \(declared.type.withArticle)",
          at: schema.columns.first { $0.name.text == column.name }?.name.span ?? schema.span)
        return nil
      }
      columns.append(column)
    }
    return BoundQuery(
      .bagUnpack(input, bag, prefix: options.prefix, ignored: options.ignored, fixed: unpacked),
      schema: RowSchema(columns), span: span)
  }

  private func bagOptions(_ call: FunctionCall, in context: BindingContext) -> BagOptions? {
    var options = BagOptions()
    for (index, argument) in call.arguments.enumerated().dropFirst() {
      var inner = argument
      var name = ["", "OutputColumnPrefix", "columnsConflict", "ignoredProperties"][index]
      if case .named(let names, let value) = argument.kind, let first = names.first {
        (inner, name) = (value, first.text)
      }
      guard let bound = bindScalar(inner, in: context.outsideRows) else { return nil }
      switch (name, bound.kind) {
      case ("OutputColumnPrefix", .literal(.string(let text))): options.prefix = text
      case ("columnsConflict", .literal(.string(let text))):
        guard let conflict = BagOptions.Conflict(rawValue: text) else {
          unknown(
            .invalidArgument, "'columnsConflict' is 'error', 'replace_source' or 'keep_source'", text,
            among: ["error", "replace_source", "keep_source"], at: inner.span)
          return nil
        }
        options.conflict = conflict
      case ("ignoredProperties", .literal(.dynamic(.array(let elements)))):
        options.ignored = elements.compactMap { if case .scalar(.string(let text)) = $0 { text } else { nil } }
      default:
        error(.unsupportedPlugin, "this argument of 'bag_unpack' is not supported", at: argument.span)
        return nil
      }
    }
    return options
  }

  /// `columnsConflict='replace_source'` without a schema: a column is the bags' property of its name, converted to its
  /// type, if any bag of the input has such a property.
  private func replacing(
    _ kept: [ColumnSymbol], by bag: ColumnSymbol, _ options: BagOptions, _ input: BoundQuery, _ call: FunctionCall,
    _ span: SourceSpan
  ) -> BoundQuery? {
    let inner = BindingContext(scope: Scope())
    let source = ColumnSymbol("$bag", .dynamic)
    let named = BoundQuery(
      .extend(input, [.init(source, BoundExpression(.column(bag), .dynamic, span))]),
      schema: RowSchema(input.schema.columns + [source], open: input.schema.open), span: span)
    inner.scope.declare("_input", .table(named))
    let candidates = kept.filter { column in
      column.name.hasPrefix(options.prefix) && !options.ignored.contains { options.prefix + $0 == column.name }
    }
    let assignments = candidates.map { column in
      let name = Constant.quoted(column.name)
      let property = Constant.quoted(String(column.name.dropFirst(options.prefix.count)))
      let value = "['$bag'][\(property)]"
      let converted = column.type == .dynamic || column.type == .unknown ? value : "to\(column.type)(\(value))"
      return "[\(name)] = iff(set_has_element(_names, \(property)), \(converted), [\(name)])"
    }
    guard !assignments.isEmpty else {
      return BoundQuery(
        .bagUnpack(input, bag, prefix: options.prefix, ignored: options.ignored, fixed: nil),
        schema: RowSchema(kept, open: OpenColumns()), span: span)
    }
    let text = """
      let _names = toscalar(_input | project _name = bag_keys(['$bag']) | mv-expand _name to typeof(string)
        | summarize make_set(_name));
      _input | extend \(assignments.joined(separator: ", "))
      """
    guard let replaced = bindText(text, of: "bag_unpack", at: call.span, in: inner) else { return nil }
    let columns = replaced.schema.columns.filter { $0 != bag && $0 != source }
    return BoundQuery(
      .bagUnpack(replaced, source, prefix: options.prefix, ignored: options.ignored, fixed: nil),
      schema: RowSchema(columns, open: OpenColumns()), span: span)
  }
}
