import DetectorRuntime

/// Relations that stand beside the events: watchlists and external data.
extension QueryBinding {
  // MARK: Watchlists

  /// `_GetWatchlist('alias')`: the columns of the list's CSV, all strings, and those that the service adds.
  func bindWatchlist(_ call: FunctionCall, in context: BindingContext) -> Bound {
    guard call.arguments.count == 1 else {
      error(
        .argumentCount, "'_GetWatchlist' takes the alias of a watchlist, not \(call.arguments.count) arguments",
        at: call.span)
      return .faulty
    }
    guard let alias = constantString(call.arguments[0], "the alias of the watchlist", in: context) else {
      return .faulty
    }
    var columns = [
      ColumnSymbol("_DTItemId", .string), ColumnSymbol("LastUpdatedTimeUTC", .datetime),
      ColumnSymbol("SearchKey", .string), ColumnSymbol("WatchlistItem", .dynamic),
    ]
    let list = watchlists.watchlist(named: alias)
    for name in list ?? [] where !columns.contains(where: { $0.name == name }) {
      columns.append(ColumnSymbol(name, .string))
    }
    if list == nil {
      let suggestion = closest(to: alias, in: watchlists.watchlistNames).map { " (did you mean '\($0)'?)" } ?? ""
      warning(
        .unknownWatchlist,
        "there is no watchlist '\(alias)'\(suggestion): put its CSV into Watchlists/\(alias).csv beside the rules, or "
          + "give it to the detector with --watchlist; without it, it is empty, and its columns are not checked",
        at: call.arguments[0].span)
    }
    let schema = RowSchema(columns, open: list == nil ? OpenColumns() : nil)
    return .table(BoundQuery(.list(.watchlist(alias: alias)), schema: schema, span: call.span))
  }

  /// `_GetWatchlistAlias`: the aliases of the watchlists beside the rules.
  func watchlistAliases(_ span: SourceSpan) -> BoundQuery {
    let rows = watchlists.watchlistNames.sorted().map { [BoundExpression(.literal(.string($0)), .string, span)] }
    return BoundQuery(.values(rows), schema: RowSchema([ColumnSymbol("WatchlistAlias", .string)]), span: span)
  }

  // MARK: External data

  /// `externaldata`: for each of its addresses the user gives a file.
  func bindExternalData(_ data: ExternalData, _ span: SourceSpan, in context: BindingContext) -> BoundQuery? {
    let columns = symbols(data.schema)
    guard !data.addresses.isEmpty else {
      error(.argumentCount, "'externaldata' needs an address", at: span)
      return nil
    }
    guard !columns.isEmpty else {
      error(.columnExpected, "'externaldata' needs columns", at: data.schema.span)
      return nil
    }
    var addresses: [String] = []
    for address in data.addresses {
      guard let text = constantString(address, "the address", in: context.outsideRows) else { return nil }
      addresses.append(text)
    }
    var list = ExternalList(
      addresses: addresses, format: .csv, skipsFirst: false, columns: columns.map(\.name), paths: [],
      archiveMembers: "*")
    guard decodeProperties(data.properties, span, into: &list) else { return nil }
    return BoundQuery(.list(.external(list)), schema: RowSchema(columns), span: span)
  }

  private func decodeProperties(
    _ properties: [OperatorParameter], _ span: SourceSpan, into list: inout ExternalList
  ) -> Bool {
    var format: (name: String, span: SourceSpan)?
    var mapping: (text: String, span: SourceSpan)?
    for property in properties {
      guard let word = property.word else {
        error(.constantExpected, "'\(property.name.text)' must be a constant", at: property.span)
        return false
      }
      switch property.name.text.lowercased() {
      case "format": format = (word.lowercased(), property.value.span)
      case "ignorefirstrecord": list.skipsFirst = word.lowercased() == "true"
      case "ingestionmapping": mapping = (word, property.value.span)
      case "zippattern": list.archiveMembers = word
      default:
        unknown(
          .invalidArgument, "'externaldata' has no property '\(property.name.text)'", property.name.text,
          among: ["format", "ignoreFirstRecord", "ingestionMapping", "zipPattern"], at: property.name.span)
        return false
      }
    }
    let known = format ?? (list.addresses.first.map(Self.format) ?? "csv", span)
    switch known.name {
    case "csv": list.format = .csv
    case "tsv": list.format = .tsv
    case "psv": list.format = .psv
    case "scsv": list.format = .scsv
    case "sohsv": list.format = .sohsv
    case "txt": list.format = .txt
    case "raw": list.format = .raw
    case "json", "multijson", "singlejson": list.format = .json
    default:
      error(.unsupportedOperator, "external data in the format '\(known.name)' is not supported", at: known.span)
      return false
    }
    return mapping.map { decode(mapping: $0.text, $0.span, into: &list) } ?? true
  }

  /// The format that an address ends in; anything but a known ending is CSV.
  private static func format(of address: String) -> String {
    var name = address.prefix { $0 != "?" && $0 != ";" }.lowercased()
    for ending in [".gz", ".zip", ".zst"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    let endings = [
      "csv", "tsv", "psv", "scsv", "sohsv", "txt", "raw", "json", "multijson", "parquet", "avro", "orc", "tsve",
      "w3clogfile",
    ]
    return endings.first { name.hasSuffix("." + $0) } ?? "csv"
  }

  /// `[{"Column":"A","Properties":{"Path":"$.a"}}, …]`: where each column is in a record.
  private func decode(mapping: String, _ span: SourceSpan, into list: inout ExternalList) -> Bool {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    guard let items = parseJSONText(cx.arena.copy(mapping), cx), items.kind == .array else {
      error(.invalidArgument, "the mapping is not a JSON array", at: span)
      return false
    }
    func text(_ value: Value, _ names: [String]) -> String? {
      for name in names {
        let found = property(value, cx.arena.copy(name), cx)
        if !found.isNull { return textOf(found, cx).description }
      }
      return nil
    }
    var paths = [String](repeating: "", count: list.columns.count)
    for item in items.elements {
      guard let name = text(item, ["Column", "column", "Name"]) else { continue }
      let properties = property(item, "Properties", cx)
      guard let index = list.columns.firstIndex(of: name) else {
        error(.invalidArgument, "the mapping names a column '\(name)' that 'externaldata' does not declare", at: span)
        return false
      }
      for source in [properties, item] where paths[index].isEmpty {
        paths[index] = text(source, list.format == .json ? ["Path", "path"] : ["Ordinal", "ordinal"]) ?? ""
      }
    }
    list.paths = paths
    return true
  }
}
