extension QueryBinding {
  func bindMakeSeries(
    _ series: MakeSeriesOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    if let kind = series.parameters.named("kind"), kind.word != "nonempty" {
      error(.unsupportedOperator, "this kind of 'make-series' is not supported", at: kind.span)
      return nil
    }
    var builder = ProjectionBuilder()
    bindKeys(series.by, to: &builder, of: "make-series", in: context)
    let keys = builder.entries
    var aggregates: [BoundQuery.Aggregate] = []
    var defaults: [BoundExpression] = []
    var isFaulty = false
    for item in series.aggregates {
      guard let made = bindSeriesAggregate(item, to: &builder, in: context) else {
        isFaulty = true
        continue
      }
      aggregates.append(made.aggregate)
      defaults.append(made.fill)
    }

    // The axis.
    var axis = series.axis
    var name: Name?
    if case .named(let names, let inner) = axis.kind { (axis, name) = (inner, names.first) }
    guard let value = bindScalar(axis, in: context) else { return nil }
    let axisName = name?.text ?? resultName(of: axis, in: context) ?? defaultColumnName(avoiding: nil)
    guard let axisColumn = builder.add(ColumnSymbol(axisName, .dynamic), value) else { return nil }
    guard let range = bindSeriesRange(series.range, value.type, in: context), !isFaulty else { return nil }
    let axisValue = value.type == .unknown ? forced(value, to: range.axisType) : value
    let result = BoundQuery.MakeSeries(
      aggregates: aggregates, defaults: defaults, axis: axisColumn, axisValue: axisValue, from: range.from,
      to: range.to, step: range.step, isInclusive: range.isInclusive, by: keys,
      isNeverEmpty: series.parameters.named("kind") != nil)
    return BoundQuery(.makeSeries(input, result), schema: RowSchema(builder.columns), span: span)
  }

  private func bindSeriesAggregate(
    _ item: MakeSeriesOperator.Aggregate, to builder: inout ProjectionBuilder, in context: BindingContext
  ) -> (aggregate: BoundQuery.Aggregate, fill: BoundExpression)? {
    var inner = item.expression
    var name: Name?
    if case .named(let names, let value) = inner.kind { (inner, name) = (value, names.first) }
    guard case .call(let call) = inner.unparenthesized.kind, isAggregate(call.name.text) else {
      error(.aggregateExpected, "an aggregate is expected here", at: inner.span)
      return nil
    }
    guard let (aggregates, results) = bindAggregate(call, keys: [], in: context) else { return nil }
    guard aggregates.count == 1, results.count == 1, var aggregate = aggregates.first, let result = results.first else {
      error(.aggregateExpected, "'make-series' takes aggregates of one value", at: inner.span)
      return nil
    }
    let type = result.column.type
    let spelled = name?.text ?? result.name ?? defaultColumnName(avoiding: nil)
    let value = BoundExpression(.column(result.column), .dynamic, inner.span)
    guard let column = builder.add(ColumnSymbol(spelled, .dynamic), value) else { return nil }
    aggregate.columns = [column]
    guard let written = item.defaultValue else {
      let zero: Constant =
        switch type {
        case .int: .int(0)
        case .long: .long(0)
        case .real: .real(0)
        case .timespan: .timespan(0)
        case .bool, .decimal, .datetime, .guid, .string, .dynamic, .unknown: null(type)
        }
      return (aggregate, BoundExpression(.literal(zero), zero.type, inner.span))
    }
    guard let fill = bindScalar(written, in: context.outsideRows) else { return nil }
    if fill.type.isNumeric, type.isNumeric { return (aggregate, forced(fill, to: type)) }
    return converted(fill, to: type, as: "default").map { (aggregate, $0) }
  }

  private struct SeriesRange {
    var from: BoundExpression?
    var to: BoundExpression?
    var step: BoundExpression
    var axisType: ScalarType
    var isInclusive: Bool
  }

  private func bindSeriesRange(
    _ range: MakeSeriesOperator.Range, _ type: ScalarType, in context: BindingContext
  ) -> SeriesRange? {
    let outside = context.outsideRows
    let parts: (from: Expression?, to: Expression?, step: Expression)
    var isInclusive = false
    switch range {
    case .fromTo(let from, let to, let step): parts = (from, to, step)
    case .inRange(let arguments):
      guard arguments.count == 3 else {
        error(.argumentCount, "'range' takes start, end and step", at: arguments.last?.span ?? SourceSpan(0, 0))
        return nil
      }
      parts = (arguments[0], arguments[1], arguments[2])
      isInclusive = true
    }
    guard let step = bindScalar(parts.step, in: outside) else { return nil }
    let axisType: ScalarType = type != .unknown ? type : step.type == .timespan ? .datetime : step.type
    let stepType: ScalarType = axisType == .datetime || axisType == .timespan ? .timespan : axisType
    guard let boundStep = converted(step, to: stepType, as: "step") else { return nil }
    var result = SeriesRange(step: boundStep, axisType: axisType, isInclusive: isInclusive)
    if let from = parts.from {
      guard let value = bindScalar(from, in: outside), let start = converted(value, to: axisType) else { return nil }
      result.from = start
    }
    if let to = parts.to {
      guard let value = bindScalar(to, in: outside), let end = converted(value, to: axisType) else { return nil }
      result.to = end
    }
    return result
  }
}
