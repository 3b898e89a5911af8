/// `parse` and `parse-where`: a cursor that walks from literal to literal, then the conversions.
extension RowScope {
  func emitParse(_ parse: PlanNode.ParseStep, miss: SwiftStatement) {
    let cursor = local("cursor")
    let matched = local("matched")
    append(.var(cursor, type: "ParseCursor", .call("ParseCursor", [emit(parse.text)])))
    append(.var(matched, type: "Bool", .boolean(true)))
    var texts: [(text: ColumnSymbol, piece: String)] = []
    func require(_ call: SwiftExpression) {
      append(.assign(.name(matched), .infix("&&", [.name(matched), call])))
    }
    func literal(_ text: String) -> [SwiftExpression] { [.string(text)] }

    let pieces = parse.pieces
    var index = 0
    // What the piece before leaves to do.
    var isAfterSkip = false
    var needsEnd = true
    while index < pieces.count {
      let isLast = index == pieces.count - 1
      switch pieces[index] {
      case .skip:
        isAfterSkip = true
        needsEnd = false
      case .literal(let text):
        if isAfterSkip {
          require(.method(cursor, isLast ? "skipToEnd" : "skipTo", literal(text)))
        } else {
          require(.method(cursor, "skip", literal(text)))
        }
        isAfterSkip = false
        needsEnd = true
      case .column(let column, let text, _):
        let piece = local(column.name + "Text")
        var take = SwiftExpression.method(cursor, "rest", [])
        var isOptional = false
        if index + 1 < pieces.count, case .literal(let next) = pieces[index + 1] {
          let endsPattern = index + 1 == pieces.count - 1
          take = .method(cursor, endsPattern ? "takeUntilEnd" : "takeUntil", literal(next))
          isOptional = true
          index += 1
          needsEnd = true
        } else if !isLast {
          take = .method(
            cursor, "takePrefix", [.member(.name("ColumnType"), EmitDetector.columnType(column.type))])
          needsEnd = true
        } else {
          needsEnd = false
        }
        append(
          .let(
            piece, type: "Str?", .ternary(.name(matched), take, .null)))
        if isOptional { require(.infix("!=", [.name(piece), .null])) }
        texts.append((text, piece))
        isAfterSkip = false
      }
      index += 1
    }
    if needsEnd, !pieces.isEmpty { require(.member(.name(cursor), "isAtEnd")) }

    for entry in texts {
      bind(
        entry.text,
        to: .call("textOrEmpty", [.name(entry.piece)]))
    }
    // The values, then what does not convert.
    var values: [(column: ColumnSymbol, name: String, nullable: Bool)] = []
    for case .column(let column, _, let value) in pieces {
      let name = local(column.name)
      append(
        .let(
          name, type: column.type.physical.swift(nullable: value.nullable),
          value.type.physical == .value ? emitCell(value) : emit(value)))
      values.append((column, name, value.nullable))
    }
    if !parse.isRelaxed {
      for value in values where value.nullable && value.column.type.physical != .value {
        require(.infix("!=", [.name(value.name), .null]))
      }
    }
    if parse.isWhere { append(.guardElse(.name(matched), exit: miss)) }
    for value in values {
      let physical = value.column.type.physical
      let absent: SwiftExpression =
        switch physical {
        case .string: .member(.name("Str"), "empty")
        case .value: .member(.name("Value"), "null")
        default: .null
        }
      if parse.isWhere {
        bind(value.column, to: .name(value.name))
      } else {
        let name = local(value.column.name)
        append(
          .let(
            name, type: physical.swift(nullable: true),
            .ternary(.name(matched), .name(value.name), absent)))
        bind(value.column, to: .name(name))
      }
    }
  }
}
