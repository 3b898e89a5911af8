/// `parse` and `parse-where`: the texts of the columns, from a cursor that walks from literal to literal or from the
/// groups of a regular expression, then the conversions.
extension RowScope {
  func emitParse(_ parse: PlanNode.ParseStep, miss: SwiftStatement) {
    let matched = local("matched")
    if let regex = parse.regex {
      emitGroups(parse, regex, matched)
    } else {
      emitCursor(parse, matched)
    }
    emitValues(parse, matched, miss)
  }

  private func require(_ matched: String, _ condition: SwiftExpression) {
    append(.assign(.name(matched), .infix("&&", [.name(matched), condition])))
  }

  /// One match of the whole pattern; each column is the text of a group.
  private func emitGroups(_ parse: PlanNode.ParseStep, _ regex: PlanNode.ParseRegex, _ matched: String) {
    let groups = local("groups")
    append(
      .let(groups, type: "PatternGroups", .call("parseRegex", [emit(parse.text), emit(regex.pattern), .name("cx")])))
    append(.var(matched, type: "Bool", .member(.name(groups), "isMatch")))
    var numbers = regex.groups[...]
    for case .column(let column, let text, _) in parse.pieces {
      let piece = local(column.name + "Text")
      let number = numbers.popFirst() ?? 0
      append(.let(piece, type: "Str", .method(groups, "text", [.integer(Int128(number))])))
      bind(text, to: .name(piece))
    }
  }

  /// Piece after piece from left to right.
  private func emitCursor(_ parse: PlanNode.ParseStep, _ matched: String) {
    let cursor = local("cursor")
    append(.var(cursor, type: "ParseCursor", .call("ParseCursor", [emit(parse.text)])))
    append(.var(matched, type: "Bool", .boolean(true)))
    var texts: [(text: ColumnSymbol, piece: String)] = []
    let pieces = parse.pieces
    var index = 0
    var isAfterSkip = false
    while index < pieces.count {
      switch pieces[index] {
      case .skip:
        isAfterSkip = true
      case .literal(let text):
        require(matched, .method(cursor, isAfterSkip ? "skipTo" : "skip", [.string(text)]))
        isAfterSkip = false
      case .column(let column, let text, _):
        let piece = local(column.name + "Text")
        var take = SwiftExpression.method(cursor, "rest", [])
        var isOptional = false
        if index + 1 < pieces.count, case .literal(let next) = pieces[index + 1] {
          take = .method(cursor, "takeUntil", [.string(next)])
          isOptional = true
          index += 1
        } else if index + 1 < pieces.count {
          take = .method(
            cursor, "takePrefix", [.member(.name("ColumnType"), EmitDetector.columnType(column.type))])
        }
        append(.let(piece, type: "Str?", .ternary(.name(matched), take, .null)))
        if isOptional { require(matched, .infix("!=", [.name(piece), .null])) }
        texts.append((text, piece))
        isAfterSkip = false
      }
      index += 1
    }
    for entry in texts {
      bind(entry.text, to: .call("textOrEmpty", [.name(entry.piece)]))
    }
  }

  private func emitValues(_ parse: PlanNode.ParseStep, _ matched: String, _ miss: SwiftStatement) {
    // The values, then what does not convert.
    var values: [(column: ColumnSymbol, name: String, nullable: Bool)] = []
    for case .column(let column, _, let value) in parse.pieces {
      let name = local(column.name)
      append(
        .let(
          name, type: column.type.physical.swift(nullable: value.nullable),
          value.type.physical == .value ? emitCell(value) : emit(value)))
      values.append((column, name, value.nullable))
    }
    if !parse.isRelaxed {
      for value in values where value.nullable && value.column.type.physical != .value {
        require(matched, .infix("!=", [.name(value.name), .null]))
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
