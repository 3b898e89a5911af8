/// `in`, `has_any`, `has_all` and their relatives.
extension QueryBinding {
  // MARK: in, has_any, has_all

  func bindMembership(
    _ membership: InExpression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    guard let value = bindScalar(membership.value, in: context) else {
      for item in membership.items { _ = bindAny(item, in: context) }
      return nil
    }
    let how: Membership
    let isNegated: Bool
    switch membership.operation {
    case .in: (how, isNegated) = (.exact, false)
    case .notIn: (how, isNegated) = (.exact, true)
    case .inFolded: (how, isNegated) = (.folded, false)
    case .notInFolded: (how, isNegated) = (.folded, true)
    case .hasAny: (how, isNegated) = (.hasAny, false)
    case .hasAll: (how, isNegated) = (.hasAll, false)
    }
    var operand = value
    if how != .exact {
      guard value.type == .string || value.type == .dynamic || value.type == .unknown else {
        error(
          .typeMismatch,
          "the operator '\(membership.operation.rawValue)' takes a string or dynamic, not \(value.type.withArticle)",
          at: value.span)
        return nil
      }
      operand = forced(value, to: .string)
    }
    guard let result = member(operand, how, membership.items, span, in: context) else { return nil }
    return isNegated ? negation(of: result, span) : result
  }

  private func member(
    _ operand: BoundExpression, _ how: Membership, _ items: [Expression], _ span: SourceSpan,
    in context: BindingContext
  ) -> BoundExpression? {
    var scalars: [BoundExpression] = []
    var arrays: [BoundExpression] = []
    var isFaulty = false
    for item in items {
      switch bindAny(item, in: context) {
      case .faulty: isFaulty = true
      case .table(let table):
        guard items.count == 1, !table.schema.columns.isEmpty else {
          error(.scalarExpected, "a table must stand alone in a list", at: item.span)
          return nil
        }
        if how == .hasAny || how == .hasAll {
          return firstColumn(table, item.span).map { BoundExpression(.inArray(how, operand, $0), .bool, span) }
        }
        return BoundExpression(.inTable(how, operand, table), .bool, span)
      case .scalar(let value): sort(value, into: &scalars, &arrays)
      }
    }
    if isFaulty { return nil }
    // What a dynamic holds is known when it is compared with something that is not dynamic itself.
    var operand = operand
    if operand.type == .dynamic || operand.type == .unknown, let first = scalars.first,
      scalars.allSatisfy({ $0.type == first.type }), first.type != .dynamic, first.type != .unknown
    {
      operand = forced(operand, to: first.type)
    }
    var result: BoundExpression?
    if !scalars.isEmpty || arrays.isEmpty {
      guard let list = comparable(scalars, with: operand) else { return nil }
      result = BoundExpression(.inList(how, operand, list), .bool, span)
    }
    for array in arrays {
      let test = BoundExpression(.inArray(how, operand, array), .bool, span)
      if let before = result {
        result = BoundExpression(how == .hasAll ? .and(before, test) : .or(before, test), .bool, span)
      } else {
        result = test
      }
    }
    return result
  }

  /// The values of the table's first column, as an array.
  private func firstColumn(_ table: BoundQuery, _ span: SourceSpan) -> BoundExpression? {
    let column = table.schema.columns[0]
    let value = BoundExpression(.column(column), column.type, span)
    guard let symbol = catalog.aggregates["make_set"],
      let signature = aggregateSignature(symbol, rows: [value]), signature.constants.count == signature.defaults.count
    else {
      error(.unsupportedOperator, "'has_any' and 'has_all' over a table are not supported", at: span)
      return nil
    }
    let list = hiddenColumn(.dynamic)
    let aggregate = BoundQuery.Aggregate(
      .symbol(
        symbol, signature, arguments: [argument(value, for: signature.parameters[0])], constants: signature.defaults),
      filter: nil, columns: [list], span: span)
    let summary = BoundQuery(
      .summarize(table, keys: [], aggregates: [aggregate]), schema: RowSchema([list]), span: span)
    return BoundExpression(.toScalar(summary), .dynamic, span)
  }

  /// Lays constant arrays open; keeps other dynamics as arrays.
  private func sort(
    _ value: BoundExpression, into scalars: inout [BoundExpression], _ arrays: inout [BoundExpression]
  ) {
    switch value.kind {
    case .literal(.dynamic(.array(let elements))):
      for element in elements {
        if case .scalar(let constant) = element {
          scalars.append(BoundExpression(.literal(constant), constant.type, value.span))
        } else {
          arrays.append(value)
          scalars.removeLast(elements.prefix { if case .scalar = $0 { true } else { false } }.count)
          return
        }
      }
    case .literal(.dynamic(.scalar(let constant))):
      scalars.append(BoundExpression(.literal(constant), constant.type, value.span))
    default:
      if value.type == .dynamic || value.type == .unknown { arrays.append(value) } else { scalars.append(value) }
    }
  }

  /// The items in the type of the operand, where the two can be equal.
  private func comparable(
    _ items: [BoundExpression], with operand: BoundExpression
  ) -> [BoundExpression]? {
    var result: [BoundExpression] = []
    for item in items {
      if conversionCost(item.type, to: operand.type) != nil || isNullLiteral(item) {
        result.append(forced(item, to: operand.type))
      } else if item.type.isNumeric, operand.type.isNumeric {
        result.append(item)
      } else if operand.type == .dynamic || operand.type == .unknown {
        result.append(item)
      } else if let same = literal(item, as: operand.type) {
        result.append(same)
      } else if operand.type == .guid, item.type == .string {
        result.append(forced(item, to: .guid))
      } else {
        error(
          .typeMismatch, "\(item.type.withArticle) cannot be compared with \(operand.type.withArticle)", at: item.span)
        return nil
      }
    }
    return result
  }
}
