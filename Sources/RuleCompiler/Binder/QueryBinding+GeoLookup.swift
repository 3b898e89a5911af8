/// `evaluate geo_polygon_lookup(table, polygon, longitude, latitude, [radius], …)` and `geo_line_lookup`: a join of
/// each row with the shapes that its place is in, or near.
extension QueryBinding {
  func bindGeoLookup(
    _ evaluate: EvaluateOperator, _ input: BoundQuery, _ span: SourceSpan, in context: BindingContext
  ) -> BoundQuery? {
    let call = evaluate.call
    let isLine = call.name.text == "geo_line_lookup"
    if let schema = evaluate.schema {
      error(.unsupportedPlugin, "'\(call.name.text)' with a declared schema is not supported", at: schema.span)
      return nil
    }
    guard call.arguments.count >= (isLine ? 5 : 4), call.arguments.count <= 8 else {
      let radius = isLine ? "radius" : "[radius]"
      error(
        .argumentCount,
        "'\(call.name.text)' is \(call.name.text)(table, shape, longitude, latitude, \(radius), [return_unmatched], "
          + "[lookup_area_radius], [return_lookup_key])", at: call.span)
      return nil
    }
    var inside = context
    guard let table = bindTable(call.arguments[0], in: context.outsideRows) else { return nil }
    inside.row = table.schema
    guard let key = lookupColumn(call.arguments[1], evaluate, in: inside),
      let longitude = lookupColumn(call.arguments[2], evaluate, in: context),
      let latitude = lookupColumn(call.arguments[3], evaluate, in: context),
      let settings = lookupSettings(call.arguments.dropFirst(4), evaluate, in: context)
    else { return nil }

    let inner = BindingContext(scope: Scope())
    inner.scope.declare("_input", .table(input))
    inner.scope.declare("_shapes", .table(table))
    if let radius = settings["radius"] { inner.scope.declare("_radius", .scalar(radius)) }
    let place = "_lookup_longitude, _lookup_latitude, _lookup_shape"
    let test =
      isLine
      ? "geo_distance_point_to_line(\(place)) <= _radius"
      : settings["radius"] == nil
        ? "geo_point_in_polygon(\(place))" : "geo_distance_point_to_polygon(\(place)) <= _radius"
    let dropsKey = !isSet(settings["return_lookup_key"])
    let text = """
      let _rows = _input | serialize _lookup_row = row_number();
      let _pairs = _rows
      | project _lookup_row, _lookup_longitude = \(quoted(longitude)),
        _lookup_latitude = \(quoted(latitude)), _lookup_all = 1
      | join kind=inner (
          _shapes
          | extend _lookup_shape = \(quoted(key)), _lookup_all = 1
          \(dropsKey ? "| project-away \(quoted(key))" : "")
        ) on _lookup_all
      | where \(test)
      | project-away _lookup_all, _lookup_all1, \(place);
      _rows
      | join kind=\(isSet(settings["return_unmatched"]) ? "leftouter" : "inner") (_pairs) on _lookup_row
      | project-away _lookup_row, _lookup_row1
      """
    return bindText(text, of: call.name.text, at: call.span, in: inner)
  }

  private func quoted(_ name: String) -> String {
    "['\(name.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
  }

  private func isSet(_ value: BoundExpression?) -> Bool {
    if case .literal(.bool(true)) = value?.kind { true } else { false }
  }

  private func lookupColumn(
    _ argument: Expression, _ evaluate: EvaluateOperator, in context: BindingContext
  ) -> String? {
    guard let value = bindScalar(argument, in: context) else { return nil }
    guard case .column(let column) = value.kind else {
      error(.columnExpected, "'\(evaluate.call.name.text)' takes a column here", at: argument.span)
      return nil
    }
    return column.name
  }

  /// The constants at the end of a call, by name or by place.
  private func lookupSettings(
    _ arguments: ArraySlice<Expression>, _ evaluate: EvaluateOperator, in context: BindingContext
  ) -> [String: BoundExpression]? {
    let names = ["radius", "return_unmatched", "lookup_area_radius", "return_lookup_key"]
    var settings: [String: BoundExpression] = [:]
    for (place, argument) in zip(0..., arguments) {
      var (inner, name) = (argument, names[place])
      if case .named(let written, let value) = argument.kind, let first = written.first {
        (inner, name) = (value, first.text)
      }
      guard let value = bindScalar(inner, in: context.outsideRows) else { return nil }
      let isFlag = name.hasPrefix("return_")
      guard names.contains(name), case .literal(let constant) = value.kind,
        isFlag ? constant.type == .bool : constant.type.isNumeric
      else {
        error(
          .invalidArgument,
          "'\(evaluate.call.name.text)' takes constants here: radius and lookup_area_radius in metres, "
            + "return_unmatched and return_lookup_key true or false", at: argument.span)
        return nil
      }
      // How far shapes are looked for first changes only the time that the service takes.
      if name != "lookup_area_radius" { settings[name] = value }
    }
    guard evaluate.call.name.text != "geo_line_lookup" || settings["radius"] != nil else {
      error(.argumentCount, "'geo_line_lookup' needs a radius", at: evaluate.call.span)
      return nil
    }
    return settings
  }
}
