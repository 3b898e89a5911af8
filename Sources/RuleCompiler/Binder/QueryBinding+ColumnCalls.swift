import DetectorRuntime

/// The functions that look at columns, and those that the query decides as it is bound.
extension QueryBinding {
  // MARK: Bags of columns

  /// What `pack_all(true)` does to the bag of all columns.
  private static let packNonEmpty = FunctionSymbol(
    "pack_all", summary: "The bag without nulls, empty strings, and empty arrays and bags.",
    signatures: [Signature([.dynamic], returns: .dynamic, Kernel("withoutEmptyMembers", withoutEmptyMembers))],
    examples: [],
    documentation: "pack-all-function")

  func bindPackAll(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 0...1, "pack_all([ignore_null_empty])") else { return nil }
    var leavesOutEmpty = false
    if let flag = call.arguments.first {
      guard let value = bindScalar(flag, in: context) else { return nil }
      guard case .literal(.bool(let given)) = value.kind else {
        error(.constantExpected, "whether 'pack_all' leaves out nulls must be a constant", at: flag.span)
        return nil
      }
      leavesOutEmpty = given
    }
    guard let row = context.row else {
      return BoundExpression(.literal(.dynamic(.bag([]))), .dynamic, call.span)
    }
    if row.isOpen {
      error(.unsupportedFunction, "'pack_all' over a table without a fixed schema is not supported", at: call.span)
      return nil
    }
    let bag = BoundExpression(
      .packAll(row.columns.filter { !partitionKeys.contains($0.name) }), .dynamic, call.span)
    guard leavesOutEmpty else { return bag }
    return makeCall(Self.packNonEmpty, Self.packNonEmpty.signatures[0], [bag], call.span)
  }

  func bindBagPackColumns(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 1...512, "bag_pack_columns(column, …)") else { return nil }
    var columns: [ColumnSymbol] = []
    for argument in call.arguments {
      guard let value = bindScalar(argument, in: context) else { return nil }
      guard case .column(let column) = value.kind else {
        error(.columnExpected, "'bag_pack_columns' takes columns, whose names are the keys", at: argument.span)
        return nil
      }
      columns.append(column)
    }
    return BoundExpression(.packAll(columns), .dynamic, call.span)
  }

  func bindColumnNames(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 1...1, "column_names_of(table)") else { return nil }
    switch bindAny(call.arguments[0], in: context) {
    case .faulty: return nil
    case .scalar:
      error(.tableExpected, "'column_names_of' takes a table", at: call.arguments[0].span)
      return nil
    case .table(let table):
      if table.schema.isOpen {
        error(
          .unsupportedFunction, "'column_names_of' of a table without a fixed schema is not supported", at: call.span)
        return nil
      }
      let names = table.schema.columns.map { DynamicConstant.scalar(.string($0.name)) }
      return BoundExpression(.literal(.dynamic(.array(names))), .dynamic, call.span)
    }
  }

  // MARK: Decided as the query is bound

  /// `assert(condition, message)`: true, or an error of the query.
  func bindAssertion(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 2...2, "assert(condition, message)"),
      let condition = bindCondition(call.arguments[0], in: context),
      let message = constantString(call.arguments[1], "the message", in: context)
    else { return nil }
    switch condition.kind {
    case .literal(.bool(true)): return BoundExpression(.literal(.bool(true)), .bool, call.span)
    case .literal(.bool(false)), .literal(.null(.bool)):
      error(.invalidArgument, "assert() has failed with message: '\(message)'", at: call.span)
    default:
      error(.constantExpected, "the condition of 'assert' must be a constant", at: call.arguments[0].span)
    }
    return nil
  }

  /// `bin_auto(value)`: `bin_at` with the size and the fixed point that `set` statements give.
  func bindBinAuto(_ call: FunctionCall, in context: BindingContext) -> BoundExpression? {
    guard takesArguments(call, 1...1, "bin_auto(value)"), let value = bindScalar(call.arguments[0], in: context) else {
      return nil
    }
    guard let size = requestProperty("query_bin_auto_size", in: context) else {
      error(
        .invalidArgument, "'bin_auto' needs the size of the bins: write 'set query_bin_auto_size=1h;' first",
        at: call.span)
      return nil
    }
    if let start = requestProperty("query_bin_auto_at", in: context) {
      return operate("bin_at", [value, size, start], call.span, at: call.name.span)
    }
    return operate("bin", [value, size], call.span, at: call.name.span)
  }

  private func requestProperty(_ name: String, in context: BindingContext) -> BoundExpression? {
    requestProperties[name].flatMap { bindScalar($0, in: context) }
  }
}
