import DetectorRuntime

/// Chooses among the signatures of a function for the types of a call's arguments.
extension QueryBinding {
  /// The cheapest signature that takes the arguments; nil if none does.
  ///
  /// An exact match costs nothing, widening a little (the nearer the better), a cell more, a conversion from dynamic most.
  /// Of equal ones, the one with the fewest different types wins, then the first.
  func bestSignature(_ signatures: [Signature], for arguments: [BoundExpression]) -> Signature? {
    var best: (cost: Int, variety: Int, signature: Signature)?
    for signature in signatures {
      guard let cost = cost(signature, arguments) else { continue }
      let variety = Set(signature.parameters).count
      if let best, (best.cost, best.variety) <= (cost, variety) { continue }
      best = (cost, variety, signature)
    }
    return best?.signature
  }

  private func cost(_ signature: Signature, _ arguments: [BoundExpression]) -> Int? {
    guard takes(signature, count: arguments.count) else { return nil }
    var total = 0
    for (index, argument) in arguments.enumerated() {
      guard let parameter = parameter(of: signature, at: index), let cost = cost(argument, parameter)
      else { return nil }
      total += cost
    }
    return total
  }

  func cost(_ argument: BoundExpression, _ parameter: ParameterType) -> Int? {
    switch parameter {
    case .any: return 20
    case .pattern: return cost(argument, .string)
    case .userAgentParts: return cost(argument, .stringOrDynamic)
    case .word(let word):
      guard case .literal(.string(word)) = argument.kind else { return nil }
      return 0
    case .stringOrDynamic:
      switch argument.type {
      case .string: return 0
      case .dynamic, .unknown: return 5
      case .bool, .int, .long, .real, .decimal, .datetime, .timespan, .guid:
        return isNullLiteral(argument) ? 5 : nil
      }
    case .type(let wanted):
      if argument.type == wanted { return 0 }
      if isNullLiteral(argument) { return 5 }
      // Functions of any number are declared for reals.
      if argument.type == .decimal, wanted == .real { return 20 }
      if let from = Self.widths[argument.type], let to = Self.widths[wanted] {
        return from < to ? 9 + to - from : nil
      }
      if argument.type == .unknown, wanted == .dynamic { return 25 }
      // The data of an open relation knows times, hardly spans of time: `EventTime_t + 1h` is a datetime.
      if argument.type == .unknown, wanted == .timespan { return 35 }
      return argument.type == .dynamic || argument.type == .unknown ? 30 : nil
    }
  }

  func takes(_ signature: Signature, count: Int) -> Bool {
    if signature.repeated != nil { return count >= signature.parameters.count + signature.minimumRepeated }
    return count >= signature.required && count <= signature.parameters.count
  }

  private func parameter(of signature: Signature, at index: Int) -> ParameterType? {
    index < signature.parameters.count ? signature.parameters[index] : signature.repeated
  }

  /// The argument as its parameter takes it.
  func argument(_ value: BoundExpression, for parameter: ParameterType) -> BoundExpression {
    switch parameter {
    case .any, .word: value
    case .pattern: checkedPattern(forced(value, to: .string))
    case .userAgentParts: checkedUserAgentParts(value)
    case .stringOrDynamic: forced(value, to: .string)
    case .type(let type): forced(value, to: type)
    }
  }

  /// A call of the symbol with the chosen signature: arguments converted, defaults filled in, folded if all are constant.
  func makeCall(
    _ symbol: FunctionSymbol, _ signature: Signature, _ arguments: [BoundExpression], _ span: SourceSpan
  ) -> BoundExpression {
    if arguments.indices.contains(symbol.choicePlace), !symbol.choices.isEmpty,
      case .literal(.string(let text)) = arguments[symbol.choicePlace].kind,
      !symbol.choices.contains(where: { $0.lowercased() == text.lowercased() })
    {
      unknown(
        .invalidArgument, "'\(symbol.name)' does not know '\(text)'", text, among: symbol.choices,
        at: arguments[symbol.choicePlace].span)
    }
    var converted: [BoundExpression] = []
    for (index, value) in arguments.enumerated() {
      guard let parameter = parameter(of: signature, at: index) else { continue }
      converted.append(argument(value, for: parameter))
    }
    for index in converted.count..<max(converted.count, signature.parameters.count) {
      let value = signature.defaults[index - signature.required]
      converted.append(BoundExpression(.literal(value), value.type, span))
    }
    if let constant = folded(symbol, signature, converted) {
      return BoundExpression(.literal(constant), signature.returns, span)
    }
    return BoundExpression(.call(symbol, signature, converted), signature.returns, span)
  }

  /// The value itself; reports a constant that is no regular expression.
  private func checkedPattern(_ value: BoundExpression) -> BoundExpression {
    guard let text = value.constantText else { return value }
    do {
      _ = try RegexCompiler.compile(text)
    } catch {
      self.error(
        .invalidArgument, "this is no regular expression: \(error.reason), at character \(error.offset + 1)",
        at: value.span)
    }
    return value
  }

  /// The constant; reports what is none, or names something that is no part of a user agent.
  private func checkedUserAgentParts(_ value: BoundExpression) -> BoundExpression {
    let known = UserAgentPartName.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    guard let constant = value.constant else {
      error(
        .constantExpected, "what 'parse_user_agent' looks for must be a constant: any of \(known)", at: value.span)
      return value
    }
    if UserAgentPartName.named(by: constant) == nil {
      error(.invalidArgument, "'parse_user_agent' can look for \(known), one or an array of them", at: value.span)
    }
    return BoundExpression(.literal(constant), value.type, value.span)
  }

  // MARK: Messages

  /// Reports why no signature takes the arguments.
  func reportMismatch(_ symbol: FunctionSymbol, _ arguments: [BoundExpression], _ span: SourceSpan) {
    let fitting = symbol.signatures.filter { takes($0, count: arguments.count) }
    guard let signature = fitting.first else {
      error(
        .argumentCount, "'\(symbol.name)' does not take \(counted(arguments.count)); it is \(spelled(symbol))",
        at: span)
      return
    }
    // With one signature the argument that does not fit is known.
    if fitting.count == 1 {
      for (index, value) in arguments.enumerated() {
        if let parameter = parameter(of: signature, at: index), cost(value, parameter) == nil {
          error(
            .typeMismatch,
            "'\(symbol.name)' takes a \(spelled(parameter)) as argument \(index + 1), not \(value.type.withArticle)",
            at: value.span)
          return
        }
      }
    }
    let types = arguments.map { "\($0.type)" }.joined(separator: ", ")
    error(.typeMismatch, "'\(symbol.name)' does not take (\(types)); it is \(spelled(symbol))", at: span)
  }

  func counted(_ count: Int) -> String { count == 1 ? "1 argument" : "\(count) arguments" }

  func spelled(_ parameter: ParameterType) -> String {
    switch parameter {
    case .any: "scalar"
    case .pattern: "regular expression"
    case .userAgentParts: "string or dynamic"
    case .word(let word): "'\(word)'"
    case .stringOrDynamic: "string or dynamic"
    case .type(let type): "\(type)"
    }
  }

  private func spelled(_ symbol: FunctionSymbol) -> String {
    let forms = symbol.signatures.prefix(3).map { signature in
      var parts = signature.parameters.enumerated().map { index, parameter in
        index < signature.required ? spelled(parameter) : "[\(spelled(parameter))]"
      }
      if let repeated = signature.repeated { parts.append("\(spelled(repeated))…") }
      return "\(symbol.name)(\(parts.joined(separator: ", ")))"
    }
    return forms.joined(separator: " or ") + (symbol.signatures.count > 3 ? " or …" : "")
  }
}
