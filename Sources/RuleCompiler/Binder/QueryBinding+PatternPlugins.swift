/// Plugins of `evaluate` that tell what rows have in common.
extension QueryBinding {
  /// `basket([threshold], [weight], [dimensions], [wildcards…])`: what many rows have in common.
  func bindBasket(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let options = PatternOptions("basket", evaluate.call.arguments[...])
    guard isClosed(input, evaluate),
      let threshold = share(options, 0, "threshold", 0.015...1, else: 0.05, in: context),
      let weight = weight(options, 1, span, in: context),
      let dimensions = count(options, 2, "dimensions", atLeast: .min, else: 5, in: context),
      let wildcards = wildcards(options.from(3), in: context)
    else { return nil }
    return patterns(
      "frequentPatterns", of: input, columns: input.schema.columns, weight, [],
      [
        BoundExpression(.literal(.real(threshold)), .real, span),
        BoundExpression(.literal(.long(dimensions)), .long, span),
      ], wildcards,
      counts: ["Count"], percentages: ["Percent"], span)
  }

  /// `autocluster([size weight], [weight], [seeds], [wildcards…])`: a few patterns that tell most about the rows.
  func bindAutocluster(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let options = PatternOptions("autocluster", evaluate.call.arguments[...])
    guard isClosed(input, evaluate),
      let sizeWeight = share(options, 0, "size weight", 0...1, else: 0.5, in: context),
      let weight = weight(options, 1, span, in: context),
      let seeds = count(options, 2, "seeds", atLeast: 1, else: 25, in: context),
      let wildcards = wildcards(options.from(3), in: context)
    else { return nil }
    say(
      "the best pattern of each of the NumSeeds most frequent rows, where a value is as informative as the share of the"
        + " rows that have another; one is left out if better ones match half of its rows or more",
      of: evaluate.call.name)
    return patterns(
      "clusteredPatterns", of: input, columns: input.schema.columns, weight, [],
      [
        BoundExpression(.literal(.real(sizeWeight)), .real, span),
        BoundExpression(.literal(.long(seeds)), .long, span),
      ], wildcards,
      counts: ["Count"], percentages: ["Percent"], span)
  }

  /// `diffpatterns(column, value A, value B, [weight], [threshold], [dimensions], [wildcards…])`: in what the rows with
  /// one value differ from those with the other.
  func bindDiffpatterns(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let arguments = evaluate.call.arguments
    guard arguments.count >= 3 else {
      error(
        .argumentCount,
        "'diffpatterns' is diffpatterns(column, value A, value B, [weight], [threshold], [dimensions], [wildcards…])",
        at: evaluate.call.span)
      return nil
    }
    guard isClosed(input, evaluate), let split = bindScalar(arguments[0], in: context) else { return nil }
    guard case .column(let column) = split.kind else {
      error(.columnExpected, "'diffpatterns' takes a column here", at: arguments[0].span)
      return nil
    }
    var values: [String] = []
    for argument in arguments[1...2] {
      guard let value = constantString(argument, "a value of 'diffpatterns'", in: context.outsideRows) else {
        return nil
      }
      values.append(value)
    }
    guard values[0] != values[1] else {
      error(.invalidArgument, "'diffpatterns' compares rows of two different values", at: arguments[2].span)
      return nil
    }
    let options = PatternOptions("diffpatterns", arguments[3...])
    guard let weight = weight(options, 0, span, in: context),
      let threshold = share(options, 1, "threshold", 0.015...1, else: 0.05, in: context),
      let dimensions = count(options, 2, "dimensions", atLeast: 1, else: .max, in: context),
      let wildcards = wildcards(options.from(3), in: context)
    else { return nil }
    let text = forced(split, to: .string)
    let sides = values.compactMap { value in
      operate("==", [text, BoundExpression(.literal(.string(value)), .string, span)], span, at: arguments[0].span)
    }
    guard sides.count == 2 else { return nil }
    say(
      "a pattern is left out if one that is more general or more special differs at least as much in the same direction;"
        + " patterns of several values are looked for as long as that takes no more than 10,000 sets of rows; SplitColumn is"
        + " no column of the result", of: evaluate.call.name)
    return patterns(
      "differingPatterns", of: input, columns: input.schema.columns.filter { $0 != column }, weight, sides,
      [
        BoundExpression(.literal(.real(threshold)), .real, span),
        BoundExpression(.literal(.long(dimensions)), .long, span),
      ], wildcards, counts: ["CountA", "CountB"], percentages: ["PercentA", "PercentB", "PercentDiffAB"], span)
  }

  /// What each row counts.
  private struct PatternWeight {
    var value: BoundExpression
    /// The column that is the weight, whose values make no patterns.
    var column: ColumnSymbol?
  }

  /// The call of the function of the runtime that finds the patterns.
  /// - Parameters:
  ///   - sides: columns between the weight and the columns of the patterns.
  ///   - settings: what the function takes besides.
  ///   - counts: the columns behind the number of the pattern, and then `percentages`, in front of those of the patterns.
  private func patterns(
    _ function: String, of input: BoundQuery, columns: [ColumnSymbol], _ weight: PatternWeight,
    _ sides: [BoundExpression], _ settings: [BoundExpression], _ wildcards: [ScalarType: BoundExpression],
    counts: [String], percentages: [String], _ span: SourceSpan
  ) -> BoundQuery? {
    let results =
      (["SegmentId"] + counts).map { ColumnSymbol($0, .long) } + percentages.map { ColumnSymbol($0, .real) }
    let mined = columns.map { BoundExpression(.literal(.bool($0 != weight.column)), .bool, span) }
    let pack = columns.map { wildcards[$0.type] ?? BoundExpression(.literal(null($0.type)), $0.type, span) }
    guard let minedArray = array(mined, span), let wildcardArray = array(pack, span) else { return nil }
    let hidden = ([weight.value] + sides).map { BoundQuery.Computed(hiddenColumn($0.type), $0) }
    return BoundQuery(
      .tableFunction(
        input,
        .init(
          name: function, inputs: hidden + columns.map { copy($0, span) },
          arguments: settings + [minedArray, wildcardArray])),
      schema: RowSchema(results + columns.map { ColumnSymbol($0.name, $0.type) }), span: span)
  }

  private func array(_ values: [BoundExpression], _ span: SourceSpan) -> BoundExpression? {
    guard let pack = catalog.functions["pack_array"], let signature = bestSignature(pack.signatures, for: values)
    else { return nil }
    return makeCall(pack, signature, values, span)
  }

  // MARK: Options

  /// The arguments of a plugin that can be left out, or be `~`.
  private struct PatternOptions {
    let plugin: String
    private let arguments: [Expression?]

    init(_ plugin: String, _ arguments: ArraySlice<Expression>) {
      self.plugin = plugin
      self.arguments = arguments.map { argument in
        if case .literal(.string("~")) = argument.kind { nil } else { argument }
      }
    }

    subscript(_ index: Int) -> Expression? { index < arguments.count ? arguments[index] : nil }
    func from(_ index: Int) -> [Expression] { arguments.dropFirst(index).compactMap(\.self) }
  }

  private func share(
    _ options: PatternOptions, _ index: Int, _ what: String, _ range: ClosedRange<Double>, else preset: Double,
    in context: BindingContext
  ) -> Double? {
    guard let written = options[index] else { return preset }
    guard let bound = bindScalar(written, in: context.outsideRows), let value = converted(bound, to: .real) else {
      return nil
    }
    guard case .literal(.real(let share)) = value.kind, range.contains(share) else {
      let (low, high) = (constantText(range.lowerBound), constantText(range.upperBound))
      error(
        .invalidArgument, "the \(what) of '\(options.plugin)' is a constant from \(low) to \(high)", at: written.span)
      return nil
    }
    return share
  }

  private func count(
    _ options: PatternOptions, _ index: Int, _ what: String, atLeast least: Int64, else preset: Int64,
    in context: BindingContext
  ) -> Int64? {
    guard let written = options[index] else { return preset }
    guard let count = constantInteger(written, "the number of \(what)", in: context.outsideRows) else { return nil }
    guard count >= least else {
      error(
        .invalidArgument, "the number of \(what) of '\(options.plugin)' is at least \(least)", at: written.span)
      return nil
    }
    return count
  }

  private func weight(
    _ options: PatternOptions, _ index: Int, _ span: SourceSpan, in context: BindingContext
  ) -> PatternWeight? {
    guard let written = options[index] else {
      return PatternWeight(value: BoundExpression(.literal(.real(1)), .real, span))
    }
    guard let value = bindScalar(written, in: context) else { return nil }
    guard case .column(let column) = value.kind, column.type.isNumeric else {
      error(.columnExpected, "the weight of '\(options.plugin)' is a column of numbers", at: written.span)
      return nil
    }
    return PatternWeight(value: forced(value, to: .real), column: column)
  }

  /// What stands for any value in the columns of each type.
  private func wildcards(
    _ arguments: [Expression], in context: BindingContext
  ) -> [ScalarType: BoundExpression]? {
    var result: [ScalarType: BoundExpression] = [:]
    for argument in arguments {
      guard let value = bindScalar(argument, in: context.outsideRows) else { return nil }
      guard constant(value) != nil else {
        error(.constantExpected, "a wildcard must be a constant", at: argument.span)
        return nil
      }
      result[value.type] = value
    }
    return result
  }
}
