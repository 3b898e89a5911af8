/// `join` and `lookup`.
extension QueryBinding {
  typealias KeyPair = (left: BoundExpression, right: BoundExpression)

  func bindJoin(
    _ join: JoinOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let right = bindTable(join.right, in: context.outsideRows), let kind = joinKind(join.parameters) else {
      return nil
    }
    let (pairs, predicate) = conditions(join, input, right, span, in: context)
    if let predicate {
      error(.unsupportedOperator, "'join … where' is not supported: write 'join … on'", at: predicate.span)
    }
    var sides: [(BoundQuery.JoinColumn.Side, RowSchema)] = []
    switch kind {
    case .innerUnique, .inner, .leftOuter, .rightOuter, .fullOuter, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner,
      .ipv6LeftOuter:
      sides = [(.left, input.schema), (.right, right.schema)]
    case .leftAnti, .leftSemi: sides = [(.left, input.schema)]
    case .rightAnti, .rightSemi: sides = [(.right, right.schema)]
    }
    return joinNode(kind, input, right, pairs, sides, dropping: [], span)
  }

  func bindLookup(
    _ lookup: JoinOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    guard let right = bindTable(lookup.right, in: context.outsideRows) else { return nil }
    let kind: BoundQuery.JoinKind
    switch lookup.parameters.named("kind")?.word {
    case nil, "leftouter": kind = .leftOuter
    case "inner": kind = .inner
    default:
      error(
        .invalidArgument, "the kind of a lookup is 'leftouter' or 'inner'",
        at: lookup.parameters.named("kind")?.span ?? span)
      return nil
    }
    let (pairs, _) = conditions(lookup, input, right, span, in: context)
    let keys = Set(
      pairs.compactMap { pair in
        if case .column(let column) = pair.right.kind { column } else { nil }
      })
    return joinNode(
      kind, input, right, pairs, [(.left, input.schema), (.right, right.schema)], dropping: keys, span)
  }

  private func joinKind(_ parameters: [OperatorParameter]) -> BoundQuery.JoinKind? {
    guard let parameter = parameters.named("kind") else { return .innerUnique }
    switch parameter.word?.lowercased() {
    case "innerunique": return .innerUnique
    case "inner": return .inner
    case "leftouter": return .leftOuter
    case "rightouter": return .rightOuter
    case "fullouter": return .fullOuter
    case "leftanti", "anti", "leftantisemi": return .leftAnti
    case "rightanti", "rightantisemi": return .rightAnti
    case "leftsemi": return .leftSemi
    case "rightsemi": return .rightSemi
    default:
      let kinds = "innerunique, inner, leftouter, rightouter, fullouter, leftanti, rightanti, leftsemi, rightsemi"
      error(.invalidArgument, "there is no such kind of join; there are \(kinds)", at: parameter.span)
      return nil
    }
  }

  /// The node; the result's columns are those of the sides in turn, later ones renamed where they clash.
  func joinNode(
    _ kind: BoundQuery.JoinKind, _ left: BoundQuery, _ right: BoundQuery,
    _ pairs: [(left: BoundExpression, right: BoundExpression)],
    _ sides: [(BoundQuery.JoinColumn.Side, RowSchema)], dropping dropped: Set<ColumnSymbol>, _ span: SourceSpan
  ) -> BoundQuery {
    let sources = sides.flatMap { side, row in
      row.columns.filter { side == .left || !dropped.contains($0) }.map { (side, $0) }
    }
    // The keys of an open left side are columns of it for certain.
    let keys = pairs.compactMap { pair -> String? in
      if case .column(let column) = pair.left.kind, left.schema.open?.demanded.contains(column) == true {
        column.name
      } else {
        nil
      }
    }
    let unique = UniqueNames.unique((sides.first?.0 == .left ? keys : []) + sources.map { $0.1.name })
    let names = unique.suffix(sources.count)
    let columns = BoundQuery.JoinColumns(
      zip(sources, names).map { .init(ColumnSymbol($1, $0.1.type), $0.0, $0.1) }, dropping: dropped)
    var open: OpenColumns?
    if sides.contains(where: { $0.1.open != nil }) {
      func onDemand(_ column: ColumnSymbol) -> Bool {
        guard let entry = entry(for: column, of: sides) else { return false }
        columns.entries.append(entry)
        return true
      }
      // Where both sides may have it, either value may come.
      func type(_ name: String) -> ScalarType {
        let types = sides.compactMap { $0.1.open?.type(named: name) }
        return types.count == 1 ? types[0] : .unknown
      }
      open = OpenColumns(haveRest: sides.contains { $0.1.isOpen }, onDemand: onDemand, type: type)
    }
    let schema = RowSchema(columns.entries.map(\.column), open: open)
    return BoundQuery(.join(kind, left, right, on: pairs, columns: columns), schema: schema, span: span)
  }

  /// Where a column comes from that only the data knows.
  private func entry(
    for column: ColumnSymbol, of sides: [(BoundQuery.JoinColumn.Side, RowSchema)]
  ) -> BoundQuery.JoinColumn? {
    let found = sides.compactMap { side, row in row.open?.column(named: column.name).map { (side, $0) } }
    let name = String(column.name.dropLast())
    // `x1` is the right side's `x` where the left side has an `x`, too, or else a column that has that name itself.
    var renamed: ColumnSymbol?
    if column.name.hasSuffix("1"), sides.count == 2, sides[0].1.isOpen || sides[0].1.has(name),
      let source = sides[1].1.open
    {
      let isKnown = sides[1].1.has(name)
      renamed = source.column(named: name)
      if isKnown, let renamed { return .init(column, .right, renamed) }
    }
    guard let (side, source) = found.first else { return nil }
    let others = found.dropFirst().map(\.1) + (renamed.map { [$0] } ?? [])
    return .init(column, side, source, alternatives: others)
  }

  // MARK: Conditions

  private func conditions(
    _ join: JoinOperator, _ left: BoundQuery, _ right: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> (pairs: [KeyPair], predicate: Expression?) {
    switch join.condition {
    case nil:
      error(.invalidJoinCondition, "the join needs a condition: 'on column'", at: span)
      return ([], nil)
    case .where(let predicate): return ([], predicate)
    case .on(let conditions):
      var sides = context
      sides.row = left.schema
      sides.right = right.schema
      return (conditions.flatMap { keyPairs($0, left.schema, right.schema, in: sides) }, nil)
    }
  }

  private func keyPairs(
    _ condition: Expression, _ left: RowSchema, _ right: RowSchema, in context: BindingContext
  ) -> [KeyPair] {
    switch condition.unparenthesized.kind {
    case .name(let name): return commonKey(name, left, right).map { [$0] } ?? []
    case .and(let operands): return operands.flatMap { keyPairs($0, left, right, in: context) }
    case .binary(let binary) where binary.operation == .equal:
      return equality(binary, condition.span, in: context).map { [$0] } ?? []
    case .missing: return []
    default:
      error(
        .invalidJoinCondition, "a join is on columns of both sides or on '$left.x == $right.y'", at: condition.span)
      return []
    }
  }

  func commonKey(_ name: Name, _ left: RowSchema, _ right: RowSchema) -> KeyPair? {
    guard !name.isMissing else { return nil }
    guard let leftColumn = left.column(named: name.text) else {
      unknown(
        .unknownColumn, "the left side has no column '\(name.text)'", name.text, among: left.columns.map(\.name),
        at: name.span)
      return nil
    }
    guard let rightColumn = right.column(named: name.text) else {
      unknown(
        .unknownColumn, "the right side has no column '\(name.text)'", name.text, among: right.columns.map(\.name),
        at: name.span)
      return nil
    }
    return pair(
      BoundExpression(.column(leftColumn), leftColumn.type, name.span),
      BoundExpression(.column(rightColumn), rightColumn.type, name.span), name.span)
  }

  private func equality(
    _ binary: BinaryExpression, _ span: SourceSpan, in context: BindingContext
  ) -> KeyPair? {
    guard side(binary.left) == "$left", side(binary.right) == "$right" else {
      error(
        .invalidJoinCondition, "the condition must be '$left.column == $right.column', in this order", at: span,
        fix: sided(binary))
      return nil
    }
    guard let a = bindScalar(binary.left, in: context), let b = bindScalar(binary.right, in: context) else {
      return nil
    }
    return pair(a, b, span)
  }

  /// The condition as it must be written, if that can be told: the columns lack their sides, or have them exchanged.
  private func sided(_ binary: BinaryExpression) -> String? {
    switch (binary.left.unparenthesized.kind, binary.right.unparenthesized.kind) {
    case (.name(let left), .name(let right)): return "$left.\(left.text) == $right.\(right.text)"
    case (.member(_, let right), .member(_, let left))
    where side(binary.left) == "$right" && side(binary.right) == "$left":
      return "$left.\(left.text) == $right.\(right.text)"
    default: return nil
    }
  }

  /// `$left` or `$right`, if the expression is a column of that side.
  private func side(_ expression: Expression) -> String? {
    guard case .member(let value, _) = expression.unparenthesized.kind, case .name(let name) = value.kind,
      name.text == "$left" || name.text == "$right"
    else { return nil }
    return name.text
  }

  private func pair(_ left: BoundExpression, _ right: BoundExpression, _ span: SourceSpan) -> KeyPair? {
    for key in [left, right] where key.type == .dynamic {
      error(.typeMismatch, "a join cannot be on a dynamic; convert it, as with 'tostring'", at: key.span)
      return nil
    }
    if left.type == .unknown || right.type == .unknown {
      return left.type == .unknown ? (forced(left, to: right.type), right) : (left, forced(right, to: left.type))
    }
    guard let common = commonType(left.type, right.type) else {
      error(.typeMismatch, "\(left.type.withArticle) cannot be joined with \(right.type.withArticle)", at: span)
      return nil
    }
    return (forced(left, to: common), forced(right, to: common))
  }
}

extension RowSchema {
  /// Whether the query has named such a column of the relation.
  fileprivate func has(_ name: String) -> Bool {
    columns.contains { $0.name == name } || open?.demanded.contains { $0.name == name } == true
  }
}
