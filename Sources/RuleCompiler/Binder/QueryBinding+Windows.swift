/// Functions that look at other rows of a serialized relation.
extension QueryBinding {
  func bindWindow(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard context.row != nil else {
      error(.columnExpected, "'\(call.name.text)' needs the rows of a table", at: call.span)
      return nil
    }
    var arguments: [BoundExpression] = []
    for argument in call.arguments {
      guard let value = bindScalar(argument, in: context) else { return nil }
      arguments.append(value)
    }
    let function: (WindowFunction, ScalarType)?
    switch call.name.text {
    case "prev", "next": function = neighbour(call, arguments)
    case "row_number": function = rowNumber(call, arguments)
    case "row_cumsum": function = cumulativeSum(call, arguments)
    case "row_rank", "row_rank_dense", "row_rank_min": function = rank(call, arguments)
    default: function = session(call, arguments)
    }
    guard let (window, type) = function else { return nil }
    return BoundExpression(.window(window), type, call.span)
  }

  private func takes(_ call: FunctionCall, _ counts: ClosedRange<Int>, _ form: String) -> Bool {
    if counts.contains(call.arguments.count) { return true }
    error(.argumentCount, "'\(call.name.text)' is \(form)", at: call.span)
    return false
  }

  private func neighbour(_ call: FunctionCall, _ arguments: [BoundExpression]) -> (WindowFunction, ScalarType)? {
    guard takes(call, 1...3, "\(call.name.text)(column, [offset], [default])") else { return nil }
    var offset: Int64 = 1
    if arguments.count > 1 {
      switch arguments[1].kind {
      case .literal(.long(let value)), .literal(.int(let value)): offset = value
      default:
        error(.constantExpected, "the offset must be a constant whole number", at: arguments[1].span)
        return nil
      }
    }
    let value = arguments[0]
    let null: Constant =
      value.type == .string
      ? .string("")
      : value.type == .dynamic || value.type == .unknown
        ? .dynamic(.null) : .null(value.type)
    var otherwise = BoundExpression(.literal(null), null.type, call.span)
    if arguments.count > 2 {
      // A constant of another type is read as the column's: `next(Timestamp, 1, 0)`.
      if case .literal = arguments[2].kind {
        otherwise = forced(arguments[2], to: value.type)
      } else {
        guard let converted = converted(arguments[2], to: value.type) else { return nil }
        otherwise = converted
      }
    }
    let distance = call.name.text == "prev" ? Int(offset) : -Int(offset)
    return (.neighbour(value, offset: distance, otherwise: otherwise), value.type)
  }

  /// The argument that restarts a count, if there is one.
  private func restart(_ arguments: [BoundExpression], at index: Int) -> BoundExpression?? {
    guard arguments.count > index else { return .some(nil) }
    return converted(arguments[index], to: .bool).map { .some($0) }
  }

  private func rowNumber(_ call: FunctionCall, _ arguments: [BoundExpression]) -> (WindowFunction, ScalarType)? {
    guard takes(call, 0...2, "row_number([start], [restart])"), let restart = restart(arguments, at: 1) else {
      return nil
    }
    var start = BoundExpression(.literal(.long(1)), .long, call.span)
    if let first = arguments.first {
      guard let converted = converted(first, to: .long) else { return nil }
      start = converted
    }
    return (.rowNumber(start: start, restart: restart), .long)
  }

  private func cumulativeSum(_ call: FunctionCall, _ arguments: [BoundExpression]) -> (WindowFunction, ScalarType)? {
    guard takes(call, 1...2, "row_cumsum(term, [restart])"), let restart = restart(arguments, at: 1) else { return nil }
    let term = arguments[0].type == .unknown ? forced(arguments[0], to: .long) : arguments[0]
    guard term.type.isNumeric || term.type == .timespan else {
      error(.typeMismatch, "'row_cumsum' takes a number, not \(term.type.withArticle)", at: term.span)
      return nil
    }
    return (.rowCumulativeSum(term, restart: restart), term.type)
  }

  private func rank(_ call: FunctionCall, _ arguments: [BoundExpression]) -> (WindowFunction, ScalarType)? {
    guard takes(call, 1...2, "\(call.name.text)(term, [restart])"), let restart = restart(arguments, at: 1)
    else { return nil }
    return (.rowRank(arguments[0], dense: call.name.text != "row_rank_min", restart: restart), .long)
  }

  private func session(_ call: FunctionCall, _ arguments: [BoundExpression]) -> (WindowFunction, ScalarType)? {
    guard takes(call, 3...4, "row_window_session(time, from first, between neighbours, [restart])"),
      let restart = restart(arguments, at: 3), let time = converted(arguments[0], to: .datetime),
      let fromFirst = converted(arguments[1], to: .timespan), let between = converted(arguments[2], to: .timespan)
    else { return nil }
    return (
      .rowWindowSession(time, maxFromFirst: fromFirst, maxBetween: between, restart: restart), .datetime
    )
  }
}
