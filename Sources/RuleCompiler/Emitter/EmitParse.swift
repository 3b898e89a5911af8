/// `parse` and `parse-where`: the texts of the columns, from a cursor that walks from literal to literal or from the
/// groups of a regular expression, then the conversions.
extension RowScope {
  /// - Parameter needed: the columns that are read behind it. The text of another is taken only if whether the pattern matches
  ///   depends on it.
  func emitParse(_ parse: PlanNode.ParseStep, needed: Set<ColumnSymbol>, miss: SwiftStatement) {
    var unread: Set<ColumnSymbol> = []
    for case .column(let column, let text, let value) in parse.pieces where !needed.contains(column) {
      if case .column(text) = value.kind { unread.insert(column) }
    }
    let isMatch = parse.regex.map { emitGroups(parse, $0, unread) } ?? emitCursor(parse, unread)
    emitValues(parse, isMatch, unread, miss)
  }

  /// One match of the whole pattern; each column is the text of a group.
  /// - Returns: whether it matched.
  private func emitGroups(
    _ parse: PlanNode.ParseStep, _ regex: PlanNode.ParseRegex, _ unread: Set<ColumnSymbol>
  ) -> SwiftExpression {
    let groups = local("groups")
    append(
      .let(groups, type: "PatternGroups", .call("parseRegex", [emit(parse.text), emit(regex.pattern), .name("cx")])))
    var numbers = regex.groups[...]
    for case .column(let column, let text, _) in parse.pieces {
      let number = numbers.popFirst() ?? 0
      if unread.contains(column) { continue }
      let piece = local(column.name + "Text")
      append(.let(piece, type: "Str", .method(groups, "text", [.integer(Int128(number))])))
      bind(text, to: .name(piece))
    }
    return .member(.name(groups), "isMatch")
  }

  /// Piece after piece from left to right.
  /// - Returns: whether all were there.
  private func emitCursor(_ parse: PlanNode.ParseStep, _ unread: Set<ColumnSymbol>) -> SwiftExpression {
    let cursor = local("cursor")
    append(.var(cursor, type: "ParseCursor", .call("ParseCursor", [emit(parse.text)])))
    let pieces = parse.pieces
    var index = 0
    var isAfterSkip = false
    while index < pieces.count {
      switch pieces[index] {
      case .skip:
        isAfterSkip = true
      case .literal(let text):
        append(.expression(.method(cursor, isAfterSkip ? "skipTo" : "skip", [.string(text)])))
        isAfterSkip = false
      case .column(let column, let text, _):
        let isRead = !unread.contains(column)
        var take = SwiftExpression.method(cursor, "rest", [])
        if index + 1 < pieces.count, case .literal(let next) = pieces[index + 1] {
          take = .method(cursor, isRead ? "takeUntil" : "skipTo", [.string(next)])
          if !isRead { append(.expression(take)) }
          index += 1
        } else if index + 1 < pieces.count {
          take = .method(
            cursor, "takePrefix", [.member(.name("ColumnType"), EmitDetector.columnType(column.type))])
          if !isRead { append(.assign(.name("_"), take)) }
        }
        if isRead {
          let piece = local(column.name + "Text")
          append(.let(piece, type: "Str", take))
          bind(text, to: .name(piece))
        }
        isAfterSkip = false
      }
      index += 1
    }
    return .member(.name(cursor), "isMatch")
  }

  private func emitValues(
    _ parse: PlanNode.ParseStep, _ isMatch: SwiftExpression, _ unread: Set<ColumnSymbol>, _ miss: SwiftStatement
  ) {
    // The values, then what does not convert.
    var values: [(column: ColumnSymbol, value: SwiftExpression, nullable: Bool)] = []
    for case .column(let column, _, let value) in parse.pieces where !unread.contains(column) {
      let spelled = value.type.physical == .value ? emitCell(value) : emit(value)
      if spelled.isTrivial {
        values.append((column, spelled, value.nullable))
      } else {
        let name = local(column.name)
        append(.let(name, type: column.type.physical.swift(nullable: value.nullable), spelled))
        values.append((column, .name(name), value.nullable))
      }
    }
    let conversions =
      parse.isRelaxed ? [] : values.filter { $0.nullable && $0.column.type.physical != .value }
    let converted = conversions.map { SwiftExpression.infix("!=", [$0.value, .null]) }
    if parse.isWhere {
      for condition in [isMatch] + converted { append(.guardElse(condition, exit: miss)) }
      for value in values { bind(value.column, to: value.value) }
      return
    }
    guard !values.isEmpty else { return }
    let matched = local("matched")
    if converted.isEmpty {
      append(.let(matched, type: "Bool", isMatch))
    } else {
      // One by one: long chains of comparisons are slow to compile.
      append(.var(matched, type: "Bool", isMatch))
      for condition in converted {
        append(.assign(.name(matched), .infix("&&", [.name(matched), condition])))
      }
    }
    for value in values {
      let physical = value.column.type.physical
      let absent: SwiftExpression =
        switch physical {
        case .string: .member(.name("Str"), "empty")
        case .value: .member(.name("Value"), "null")
        default: .null
        }
      bind(
        value.column, spelled: .ternary(.name(matched), value.value, absent), type: physical.swift(nullable: true))
    }
  }
}
