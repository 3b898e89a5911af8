/// `parse`, `parse-where` and `parse-kv`.
extension QueryBinding {
  func bindParse(
    _ parse: ParseOperator, isWhere: Bool, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let kind: BoundQuery.ParseKind
    switch parse.parameters.named("kind")?.word {
    case nil, "simple": kind = .simple
    case "relaxed": kind = .relaxed
    case "regex": kind = .regex(flags: parse.parameters.named("flags")?.word ?? "")
    default:
      error(
        .invalidArgument, "the kind of a 'parse' is 'simple', 'relaxed' or 'regex'",
        at: parse.parameters.named("kind")?.span ?? span)
      return nil
    }
    var pieces: [BoundQuery.ParsePiece] = []
    var new: [ColumnSymbol] = []
    for piece in parse.pattern {
      switch piece {
      case .star: pieces.append(.skip)
      case .text(let text, _): pieces.append(.literal(text))
      case .column(let name, let type):
        guard !name.isMissing else { continue }
        if new.contains(where: { $0.name == name.text }) {
          error(.duplicateName, "the column '\(name.text)' is there already", at: name.span)
        }
        let column = ColumnSymbol(name.text, type?.scalarType ?? .string)
        new.append(column)
        pieces.append(.column(column))
      }
    }
    let schema = RowSchema(replacing(input.schema.columns, with: new), open: input.schema.open)
    guard let value = bindScalar(parse.input, in: context) else {
      return BoundQuery(.extend(input, new.map { .init($0, placeholder(span)) }), schema: schema, span: span)
    }
    return BoundQuery(
      .parse(input, forced(value, to: .string), kind, pieces, isWhere: isWhere), schema: schema, span: span)
  }

  /// New columns behind the old ones; one of the same name takes the old one's place.
  func replacing(_ old: [ColumnSymbol], with new: [ColumnSymbol]) -> [ColumnSymbol] {
    var columns = old
    for column in new {
      if let index = columns.firstIndex(where: { $0.name == column.name }) {
        columns[index] = column
      } else {
        columns.append(column)
      }
    }
    return columns
  }

  func bindParseKeyValue(
    _ parse: ParseKVOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let value = bindScalar(parse.input, in: context) else { return nil }
    let columns = symbols(parse.keys)
    func text(_ name: String) -> String? {
      guard let property = parse.properties.named(name) else { return nil }
      return property.word ?? constantString(property.value, "'\(name)'", in: context)
    }
    let quote = text("quote")
    var quotes = quote.map { [$0] } ?? []
    if let open = text("quote_open"), let close = text("quote_close") { quotes = [open, close] }
    let known: Set<String> = [
      "pair_delimiter", "kv_delimiter", "quote", "quote_open", "quote_close", "escape", "greedy", "regex",
    ]
    for property in parse.properties where !known.contains(property.name.text) {
      unknown(
        .unknownName, "'parse-kv' has no property '\(property.name.text)'", property.name.text, among: known.sorted(),
        at: property.name.span)
    }
    let (pair, keyValue) = (text("pair_delimiter"), text("kv_delimiter"))
    // Neither: any character but letters and digits separates.
    let isAny = pair == nil && keyValue == nil
    let options = BoundQuery.ParseKeyValueOptions(
      pairDelimiter: pair ?? (isAny ? "" : " "), keyValueDelimiter: keyValue ?? (isAny ? "" : "="), quotes: quotes,
      escape: text("escape"), greedy: parse.properties.named("greedy")?.word == "true", regex: text("regex"))
    return BoundQuery(
      .parseKeyValue(input, forced(value, to: .string), columns, options),
      schema: RowSchema(replacing(input.schema.columns, with: columns), open: input.schema.open), span: span)
  }
}
