/// Joins: keys that are not columns are computed below, and what only the data knows is carried on from both sides.
extension Lowering {
  mutating func lowerJoin(
    _ query: BoundQuery, _ kind: BoundQuery.JoinKind, _ left: BoundQuery, _ right: BoundQuery,
    on: [(left: BoundExpression, right: BoundExpression)], columns: BoundQuery.JoinColumns
  ) -> LoweredQuery {
    var (leftBelow, rightBelow) = (lower(left), lower(right))
    let text = source(query)
    var pairs: [(left: ColumnSymbol, right: ColumnSymbol)] = []
    var leftComputed: [PlanNode.Computed] = []
    var rightComputed: [PlanNode.Computed] = []
    for (index, pair) in on.enumerated() {
      pairs.append(
        (
          left: keyColumn(lower(pair.left), index, &leftComputed),
          right: keyColumn(lower(pair.right), index, &rightComputed)
        ))
    }
    leftBelow.node = adding(leftComputed, to: leftBelow.node, text)
    rightBelow.node = adding(rightComputed, to: rightBelow.node, text)
    var entries: [BoundQuery.JoinColumn] = []
    var chosen: [PlanNode.Computed] = []
    for entry in columns.entries {
      guard !entry.alternatives.isEmpty else {
        entries.append(entry)
        continue
      }
      // The first of several columns that the data has; the last one if it has none.
      let candidates =
        [BoundQuery.JoinColumn(ColumnSymbol("$candidate", .unknown), entry.side, entry.source)]
        + entry.alternatives.map { .init(ColumnSymbol("$candidate", .unknown), .right, $0) }
      entries += candidates
      let arms = candidates.dropLast().map { candidate in
        let node = candidate.side == .left ? leftBelow.node : rightBelow.node
        return PlanExpression.Arm(
          condition: hasValues(node, candidate.source, text), value: .column(candidate.column))
      }
      let value = PlanExpression.Kind.conditional(arms, otherwise: .column(candidates[candidates.count - 1].column))
      chosen.append(.init(column: entry.column, value: PlanExpression(value, entry.column.type, nullable: true)))
    }
    var carried: [ColumnSymbol] = []
    if query.schema.isOpen {
      let sides: [(BoundQuery.JoinColumn.Side, LoweredQuery)] = [(.left, leftBelow), (.right, rightBelow)]
      for (side, below) in sides where kind.gives(side) {
        guard let source = below.rest else { continue }
        carried.append(ColumnSymbol("$rest", .dynamic))
        entries.append(BoundQuery.JoinColumn(carried[carried.count - 1], side, source))
      }
    }
    let node = PlanNode(
      .join(kind, leftBelow.node, rightBelow.node, on: pairs, columns: entries),
      columns: entries.map(\.column), text)
    let joined = adding(chosen, to: node, text)
    let dropped = columns.dropped.map(\.name).sorted()
    guard carried.count == 2 else {
      let isRight = entries.last?.side == .right && !carried.isEmpty
      let result = LoweredQuery(node: joined, rest: carried.first)
      return isRight && !dropped.isEmpty ? hiding(dropped, in: result, text) : result
    }
    let right = hiding(dropped, in: LoweredQuery(node: joined, rest: carried[1]), text)
    let merged = ColumnSymbol("$rest", .dynamic)
    let kernel = KernelReference(
      "joinedColumns", [.value, .value, .values], returns: .value, nullable: true, needsContext: true)
    let known = query.schema.columns.map { PlanExpression.constant(.string($0.name)) }
    let value = PlanExpression(
      .call(kernel, [.column(carried[0]), .column(right.rest ?? carried[1])] + known), .dynamic, nullable: true)
    return LoweredQuery(node: adding([.init(column: merged, value: value)], to: right.node, text), rest: merged)
  }

  /// Whether any row has something in a column: so the data says that a relation has a column that only the data knows.
  private mutating func hasValues(_ node: PlanNode, _ column: ColumnSymbol, _ text: SourceText) -> PlanExpression {
    let kernel = KernelReference("isNotEmptyValue", [.value], returns: .bool, nullable: false, needsContext: false)
    func test(_ value: PlanExpression) -> PlanExpression {
      PlanExpression(.call(kernel, [cell(value)]), .bool, nullable: false)
    }
    let rows = PlanNode(.rows(node, [.filter(test(.column(column)), text)]), columns: node.columns, text)
    let scalar = PlanScalar(name: nextName("scalar"), .firstCell(rows, column), column.type)
    return test(PlanExpression(.scalar(scalar), column.type, nullable: true))
  }

  private func keyColumn(
    _ value: PlanExpression, _ index: Int, _ computed: inout [PlanNode.Computed]
  ) -> ColumnSymbol {
    if case .column(let plain) = value.kind { return plain }
    let column = ColumnSymbol("$key\(index)", value.type)
    computed.append(.init(column: column, value: value))
    return column
  }
}

extension BoundQuery.JoinKind {
  /// Whether the result has the columns of that side.
  fileprivate func gives(_ side: BoundQuery.JoinColumn.Side) -> Bool {
    switch self {
    case .leftAnti, .leftSemi: side == .left
    case .rightAnti, .rightSemi: side == .right
    case .innerUnique, .inner, .leftOuter, .rightOuter, .fullOuter, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner,
      .ipv6LeftOuter:
      true
    }
  }
}
