/// Functions of several results: `array_sort_asc(a, b)` sorts both arrays and gives two columns, `series_fit_line(y)` six.
extension QueryBinding {
  static let tupleFunctions: Set<String> = ["array_sort_asc", "array_sort_desc"]

  /// One result of such a function.
  struct TupleElement {
    var name: String
    var value: BoundExpression
  }

  /// Whether the expression is a call of such a function.
  func isTuple(_ expression: Expression, in context: BindingContext) -> Bool {
    guard case .call(let call) = expression.unparenthesized.kind, context.scope[call.name.text] == nil else {
      return false
    }
    return Self.tupleFunctions.contains(call.name.text) || catalog.functions[call.name.text]?.columns.isEmpty == false
  }

  /// The results of the expression, if it is a call of such a function; nil if it could not be bound.
  func tuple(_ expression: Expression, in context: BindingContext) -> [TupleElement]? {
    guard isTuple(expression, in: context), case .call(let call) = expression.unparenthesized.kind,
      case .scalar(let value) = bindWholeTuple(call, in: context)
    else { return nil }
    func element(_ index: Int) -> BoundExpression {
      let position = BoundExpression(.literal(.long(Int64(index))), .long, call.span)
      return BoundExpression(.element(value, position), .dynamic, call.span)
    }
    if let columns = catalog.functions[call.name.text]?.columns, !columns.isEmpty {
      let argument = call.arguments.first.flatMap { resultName(of: $0, in: context) }
      return columns.enumerated().map { index, column in
        let name = [call.name.text, argument, column.suffix].compactMap { $0 }.joined(separator: "_")
        return TupleElement(name: name, value: forced(element(index), to: column.type))
      }
    }
    let arrays = call.arguments.filter { !isFlag($0, in: context) }
    return arrays.enumerated().map { index, argument in
      let name = resultName(of: argument, in: context) ?? "array\(index)"
      return TupleElement(name: "\(name)_sorted", value: arrays.count == 1 ? value : element(index))
    }
  }

  /// Whether the argument is the truth value that says where nulls go.
  private func isFlag(_ argument: Expression, in context: BindingContext) -> Bool {
    let before = checkpoint()
    defer { forget(since: before) }
    return bindScalar(argument, in: context)?.type == .bool
  }

  private func bindWholeTuple(_ call: FunctionCall, in context: BindingContext) -> Bound {
    guard let symbol = catalog.functions[call.name.text] else { return .faulty }
    return bindCatalogCall(symbol, call, in: context).map { .scalar($0) } ?? .faulty
  }

  /// The signatures for a call with that many arrays: one gives its result itself, several an array of results.
  func tupleSignatures(_ symbol: FunctionSymbol, _ arguments: [BoundExpression]) -> [Signature] {
    let arrays = arguments.filter { $0.type != .bool }.count
    return symbol.signatures.filter { ($0.repeated != nil) == (arrays > 1) }
  }
}
