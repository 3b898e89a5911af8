import DetectorRuntime

extension QueryBinding {
  /// The value as the type, converted where needed. Reports a type mismatch where KQL allows no implicit conversion.
  func converted(_ value: BoundExpression, to type: ScalarType, as what: String = "value") -> BoundExpression? {
    guard conversionCost(value.type, to: type) != nil || isNullLiteral(value) else {
      error(.typeMismatch, "a \(what) of type \(type) is expected, not \(value.type)", at: value.span)
      return nil
    }
    return forced(value, to: type)
  }

  /// The value as the type, whether or not KQL would convert it by itself.
  func forced(_ value: BoundExpression, to type: ScalarType) -> BoundExpression {
    if value.type == type { return value }
    if type == .unknown { return forced(value, to: .dynamic) }
    if value.type == .unknown, type == .dynamic {
      return BoundExpression(.convert(value), .dynamic, value.span)
    }
    if case .literal(let constant) = value.kind, let result = constant.widened(to: type) {
      return BoundExpression(.literal(result), type, value.span)
    }
    if case .literal = value.kind, let symbol = catalog.functions["to\(type)"],
      let signature = symbol.signatures.first(where: { $0.parameters == [.type(value.type)] })
        ?? symbol.signatures.first(where: { $0.parameters == [.any] }),
      let result = folded(symbol, signature, [value])
    {
      return BoundExpression(.literal(result), type, value.span)
    }
    return BoundExpression(.convert(value), type, value.span)
  }

  /// How far a type is from another; nil if there is no implicit conversion. Exact 0, widening 1, from dynamic 3.
  func conversionCost(_ type: ScalarType, to wanted: ScalarType) -> Int? {
    if type == wanted { return 0 }
    if type == .unknown || wanted == .unknown { return 3 }
    if let from = Self.widths[type], let to = Self.widths[wanted], from < to { return 1 }
    if type == .dynamic { return 3 }
    return nil
  }

  static let widths: [ScalarType: Int] = [.int: 0, .long: 1, .real: 2, .decimal: 3]

  /// Whether this is a null that fits every type: `dynamic(null)`.
  func isNullLiteral(_ value: BoundExpression) -> Bool {
    switch value.kind {
    case .literal(.null(.dynamic)), .literal(.dynamic(.null)): true
    default: false
    }
  }

  /// The type that both widen to; nil if there is none.
  func commonType(_ a: ScalarType, _ b: ScalarType) -> ScalarType? {
    if a == b { return a }
    if a == .unknown || b == .unknown { return .unknown }
    if a == .dynamic || b == .dynamic { return .dynamic }
    if let x = Self.widths[a], let y = Self.widths[b] { return x < y ? b : a }
    return nil
  }

  // MARK: Constants

  /// The constant, if the expression is one.
  func constant(_ value: BoundExpression) -> Constant? {
    if case .literal(let constant) = value.kind { constant } else { nil }
  }

  /// A literal string, or nil and an error.
  func constantString(_ expression: Expression, _ what: String, in context: BindingContext) -> String? {
    guard let value = bindScalar(expression, in: context) else { return nil }
    if case .literal(.string(let text)) = value.kind { return text }
    error(.constantExpected, "\(what) must be a constant string", at: expression.span)
    return nil
  }

  /// A literal whole number, or nil and an error.
  func constantInteger(_ expression: Expression, _ what: String, in context: BindingContext) -> Int64? {
    guard let value = bindScalar(expression, in: context) else { return nil }
    switch value.kind {
    case .literal(.long(let number)), .literal(.int(let number)): return number
    default:
      error(.constantExpected, "\(what) must be a constant whole number", at: expression.span)
      return nil
    }
  }

  /// A call whose arguments are constants, computed now; nil if that cannot be done.
  func folded(_ symbol: FunctionSymbol, _ signature: Signature, _ arguments: [BoundExpression]) -> Constant? {
    // The groups of `extract_all` can have names, which the kernel does not know.
    guard symbol.dependence == .nothing, symbol.name != "extract_all" else { return nil }
    let context = EvaluationContext(now: DateTime(ticks: 0))
    var cells: [Value] = []
    for argument in arguments {
      guard case .literal(let constant) = argument.kind else { return nil }
      cells.append(constant.value(context))
    }
    // Cells borrow from the context's arena.
    return withExtendedLifetime(context) {
      let result = signature.kernel.fold(cells, context)
      var room = Self.greatestConstant
      guard Self.fits(result, &room) else { return nil }
      return Constant(value: result, type: signature.returns)
    }
  }

  /// How much a call may be folded to: elements, or bytes of text. `range(0, 1000000)` is made when the detector runs.
  private static let greatestConstant = 4096

  private static func fits(_ value: Value, _ room: inout Int) -> Bool {
    switch value.kind {
    case .string, .json: room -= Int(value.count)
    case .array, .bag:
      for element in value.kind == .array ? value.elements : value.pairs where !fits(element, &room) { return false }
      room -= 1
    case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid: room -= 1
    }
    return room >= 0
  }
}
