extension QueryBinding {
  /// Where the compiler looks for the functions of a workspace.
  static let placeOfFunctions = "a workspace function belongs into Functions/ beside the rules, or behind --functions"

  /// Why something is not supported, as the end of a message.
  func because(_ name: String) -> String { KnownNames.reason(name).map { ": \($0)" } ?? "" }

  func bindCall(_ call: FunctionCall, in context: BindingContext) -> Bound {
    let name = call.name.text
    guard !call.name.isMissing else { return .faulty }
    switch context.scope[name] {
    case .function(let function):
      return self.call(function, arguments: call.arguments, call.span, in: context)
    case .faulty, .unfit: return .faulty
    case .table(let table) where call.arguments.isEmpty: return .table(table)
    case .scalar, .rowValue, .partitionKey, .table:
      error(.unknownFunction, "'\(name)' is not a function", at: call.name.span)
      return .faulty
    case nil: break
    }
    if context.aggregates != nil, isAggregate(name) {
      return bindNestedAggregate(call, in: context).map { .scalar($0) } ?? .faulty
    }
    if Self.otherPlaces.contains(name) {
      refuseOtherPlace(call)
      return .faulty
    }
    if let special = bindSpecialCall(call, in: context) { return special }
    if let symbol = catalog.functions[name] {
      return bindCatalogCall(symbol, call, in: context).map { .scalar($0) } ?? .faulty
    }
    if let function = workspaceFunction(name) {
      return self.call(function, arguments: call.arguments, call.span, in: context)
    }
    for argument in call.arguments { bindForErrors(argument, in: context) }
    if isAggregate(name) {
      error(.aggregateExpected, "the aggregate '\(name)' can stand in 'summarize' only", at: call.name.span)
    } else if KnownNames.plugins.contains(name) {
      error(.unknownFunction, "'\(name)' is a plugin: write 'evaluate \(name)(…)'", at: call.name.span)
    } else if KnownNames.scalarFunctions.contains(name) || KnownNames.aggregates.contains(name)
      || KnownNames.reason(name) != nil
    {
      error(.unsupportedFunction, "the function '\(name)' is not supported" + because(name), at: call.name.span)
    } else {
      unknown(
        .unknownFunction, "there is no function '\(name)'", name,
        among: Array(catalog.functions.keys) + KnownNames.special + context.scope.names + functions.functionNames
          + (context.aggregates == nil ? [] : Array(catalog.aggregates.keys)),
        orElse: Self.placeOfFunctions, at: call.name.span)
    }
    return .faulty
  }

  /// Reports what is wrong with an argument of a call that is refused anyway.
  private func bindForErrors(_ argument: Expression, in context: BindingContext) {
    switch argument.kind {
    case .star, .typeOf, .namePattern: break
    default:
      var plain = context
      plain.aggregates = nil
      _ = bindAny(argument, in: plain)
    }
  }

  /// The functions that name another place to read from than the workspace of the rule.
  private static let otherPlaces: Set<String> = [
    "adx", "app", "arg", "cluster", "database", "resource", "workspace",
  ]

  /// The call at the start of `workspace('x').T`, `cluster('x').database('y').T`.
  func otherPlace(_ expression: Expression) -> FunctionCall? {
    switch expression.unparenthesized.kind {
    case .call(let call) where Self.otherPlaces.contains(call.name.text): call
    case .memberCall(let value, _), .member(let value, _): otherPlace(value)
    default: nil
    }
  }

  func refuseOtherPlace(_ call: FunctionCall) {
    error(
      .unsupportedFunction, "'\(call.name.text)' is not supported: a rule reads the tables of one workspace",
      at: call.name.span)
  }

  func bindMemberCall(
    _ value: Expression, _ call: FunctionCall, _ span: SourceSpan, in context: BindingContext
  ) -> Bound {
    if let place = otherPlace(value), context.scope[place.name.text] == nil {
      refuseOtherPlace(place)
    } else {
      error(.unknownFunction, "there are no methods in KQL: write '\(call.name.text)(…)'", at: call.name.span)
    }
    return .faulty
  }

  // MARK: Functions of the catalog

  func bindCatalogCall(
    _ symbol: FunctionSymbol, _ call: FunctionCall, in context: BindingContext
  ) -> BoundExpression? {
    var arguments: [BoundExpression] = []
    var isFaulty = false
    // `extract(…, typeof(long))`: the result is converted to the type named last.
    var resultType: ScalarType?
    for (index, argument) in call.arguments.enumerated() {
      if case .typeOf(.scalar(let type)) = argument.kind, index == call.arguments.count - 1 {
        resultType = type.scalarType
      } else if let value = bindScalar(argument, in: context) {
        arguments.append(value)
      } else {
        isFaulty = true
      }
    }
    if isFaulty { return stand(in: call, symbol, resultType) }
    // A conversion to the type that the argument has already does nothing.
    if arguments.count == 1, let wanted = Self.conversionFunctions[symbol.name], arguments[0].type == wanted {
      var same = arguments[0]
      same.span = call.span
      return same
    }
    let signatures = Self.tupleFunctions.contains(symbol.name) ? tupleSignatures(symbol, arguments) : symbol.signatures
    guard let signature = bestSignature(signatures, for: arguments) else {
      reportMismatch(symbol, arguments, call.span)
      return nil
    }
    let result = makeCall(symbol, signature, arguments, call.span)
    return resultType.map { forced(result, to: $0) } ?? result
  }

  /// A value of the type that the call would have, for what comes behind a faulty argument; nil if that is not known.
  private func stand(in call: FunctionCall, _ symbol: FunctionSymbol, _ type: ScalarType?) -> BoundExpression? {
    let types = Set(symbol.signatures.map(\.returns))
    guard let result = type ?? (types.count == 1 ? types.first : nil) else { return nil }
    return BoundExpression(.literal(null(result)), result, call.span)
  }

  /// The functions that do nothing to an argument of their result type.
  static let conversionFunctions: [String: ScalarType] = [
    "tobool": .bool, "toint": .int, "tolong": .long, "toreal": .real, "todecimal": .decimal,
    "todatetime": .datetime, "totimespan": .timespan, "toguid": .guid, "tostring": .string,
    "todouble": .real, "parse_json": .dynamic, "todynamic": .dynamic,
  ]
}
