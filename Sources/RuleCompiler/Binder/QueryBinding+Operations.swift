extension QueryBinding {
  // MARK: Unary and binary operators

  func bindUnary(
    _ operation: UnaryOperator, _ operand: Expression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    guard let value = bindScalar(operand, in: context) else { return nil }
    switch operation {
    case .plus: return value
    case .minus: return negated(value, span)
    }
  }

  private func negated(_ value: BoundExpression, _ span: SourceSpan) -> BoundExpression? {
    if case .literal(let constant) = value.kind {
      let result: Constant? =
        switch constant {
        case .int(let number): .int(0 &- number)
        case .long(let number): .long(0 &- number)
        case .real(let number): .real(-number)
        case .decimal(let mantissa, let scale): .decimal(mantissa: -mantissa, scale: scale)
        case .timespan(let ticks): .timespan(0 &- ticks)
        case .null, .bool, .datetime, .guid, .string, .dynamic: nil
        }
      if let result { return BoundExpression(.literal(result), result.type, span) }
    }
    if let symbol = catalog.functions["-"],
      symbol.signatures.contains(where: { takes($0, count: 1) }),
      let signature = bestSignature(symbol.signatures, for: [value])
    {
      return makeCall(symbol, signature, [value], span)
    }
    let zero: Constant = value.type == .timespan ? .timespan(0) : .long(0)
    return operate("-", [BoundExpression(.literal(zero), zero.type, span), value], span, at: span)
  }

  func bindBinary(
    _ binary: BinaryExpression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    if case .star = binary.left.kind { return bindAnyColumn(binary, span, in: context) }
    let left = bindScalar(binary.left, in: context)
    let right = bindScalar(binary.right, in: context)
    guard let left, let right else { return nil }
    return operate(binary.operation.rawValue, [left, right], span, at: binary.operationSpan)
  }

  /// A call of an operator of the catalog. A negated operator that the catalog lacks is the negation of its positive form.
  func operate(
    _ name: String, _ operands: [BoundExpression], _ span: SourceSpan, at place: SourceSpan
  ) -> BoundExpression? {
    guard let symbol = catalog.functions[name] else {
      let positive = Self.positiveForms[name] ?? (name.first == "!" ? String(name.dropFirst()) : nil)
      if let positive, catalog.functions[positive] != nil {
        return operate(positive, operands, span, at: place).map { negation(of: $0, span) }
      }
      error(.unsupportedOperator, "the operator '\(name)' is not supported", at: place)
      return nil
    }
    let operands = equalityOperands(name, operands)
    guard let signature = bestSignature(symbol.signatures, for: operands) else {
      let types = operands.map { "\($0.type)" }.joined(separator: " and ")
      error(.typeMismatch, "the operator '\(name)' is not defined for \(types)", at: place)
      return nil
    }
    return makeCall(symbol, signature, operands, span)
  }

  /// `ResultType == 0` of a string column, `EventID == '4688'` of a number: the literal is read as the other's type.
  private func equalityOperands(_ name: String, _ operands: [BoundExpression]) -> [BoundExpression] {
    guard name == "==" || name == "!=", operands.count == 2 else { return operands }
    if let right = literal(operands[1], as: operands[0].type) { return [operands[0], right] }
    if let left = literal(operands[0], as: operands[1].type) { return [left, operands[1]] }
    // A number and a text: numbers are compared by how they print.
    switch (operands[0].type, operands[1].type) {
    case (.string, .int), (.string, .long), (.string, .real):
      warnIfNeverEqual(operands[0], operands[1])
      return [operands[0], forced(operands[1], to: .string)]
    case (.int, .string), (.long, .string), (.real, .string):
      warnIfNeverEqual(operands[1], operands[0])
      return [forced(operands[0], to: .string), operands[1]]
    default: return operands
    }
  }

  private func warnIfNeverEqual(_ text: BoundExpression, _ number: BoundExpression) {
    if let text = text.constantText {
      warning(.typeMismatch, "a \(number.type) never equals '\(text)'", at: number.span)
    }
  }

  /// A literal of another type that says the same: `0` as `'0'`, `'4688'` as `4688`, `1` as `true`.
  func literal(_ value: BoundExpression, as type: ScalarType) -> BoundExpression? {
    guard case .literal(let constant) = value.kind, value.type != type else { return nil }
    let result: Constant?
    switch (constant, type) {
    case (.int(let number), .string), (.long(let number), .string): result = .string("\(number)")
    case (.bool(let flag), .string): result = .string(flag ? "true" : "false")
    case (.string(let text), .int): result = Int64(text).map { .int($0) }
    case (.string(let text), .long): result = Int64(text).map { .long($0) }
    case (.string(let text), .real): result = Double(text).map { .real($0) }
    case (.string(let text), .bool) where text.lowercased() == "true": result = .bool(true)
    case (.string(let text), .bool) where text.lowercased() == "false": result = .bool(false)
    case (.long(1), .bool), (.int(1), .bool): result = .bool(true)
    case (.long(0), .bool), (.int(0), .bool): result = .bool(false)
    default: result = nil
    }
    return result.map { BoundExpression(.literal($0), type, value.span) }
  }

  static let positiveForms = ["!=": "==", "!~": "=~", "notlike": "like", "notlikecs": "likecs"]

  // MARK: Logic

  func negation(of value: BoundExpression, _ span: SourceSpan) -> BoundExpression {
    switch value.kind {
    case .literal(.bool(let flag)): BoundExpression(.literal(.bool(!flag)), .bool, span)
    case .literal(.null(.bool)): value
    default: BoundExpression(.not(value), .bool, span)
    }
  }

  func bindLogical(
    _ operands: [Expression], in context: BindingContext,
    _ join: (BoundExpression, BoundExpression) -> BoundExpression.Kind
  ) -> BoundExpression? {
    var result: BoundExpression?
    var isFaulty = false
    for operand in operands {
      guard let value = bindCondition(operand, in: context) else {
        isFaulty = true
        continue
      }
      if let left = result {
        result = BoundExpression(join(left, value), .bool, left.span.union(value.span))
      } else {
        result = value
      }
    }
    return isFaulty ? nil : result
  }

  /// An expression that must be true or false.
  func bindCondition(_ expression: Expression, in context: BindingContext) -> BoundExpression? {
    guard let value = bindScalar(expression, in: context) else { return nil }
    return converted(value, to: .bool, as: "condition")
  }

  // MARK: between

  func bindBetween(
    _ between: BetweenExpression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    let value = bindScalar(between.value, in: context)
    let low = bindScalar(between.low, in: context)
    let high = bindScalar(between.high, in: context)
    guard let value, let low, var high else { return nil }
    let place = between.operationSpan
    // `datetime between (start .. timespan)`: the end counts from the start.
    if high.type == .timespan, low.type == .datetime {
      guard let end = operate("+", [low, high], high.span, at: place) else { return nil }
      high = end
    }
    guard let above = operate(">=", [value, low], span, at: place),
      let below = operate("<=", [value, high], span, at: place)
    else { return nil }
    let both = BoundExpression(.and(above, below), .bool, span)
    return between.isNegated ? negation(of: both, span) : both
  }
}
