/// Relations that a query starts from: tables of the workspace, `datatable`.
extension QueryBinding {
  // MARK: Tables

  /// A table of the workspace, or a custom one whose schema only the data knows.
  func table(named name: String, _ span: SourceSpan) -> BoundQuery? {
    if let schema = tables.schema(named: name) {
      let columns = schema.map { ColumnSymbol($0.name, $0.type) }
      let open: OpenColumns
      if name == "AzureDiagnostics" {
        open = OpenColumns(type: Self.typeByNameEnding)
      } else if name.hasSuffix("_CL"), span.source != .rule {
        // Saved functions are written for whatever version of a product's custom table there is.
        open = OpenColumns()
      } else {
        open = hiddenColumns(of: name, columns, span)
      }
      return BoundQuery(.table(name: name), schema: RowSchema(columns, open: open), span: span)
    }
    let isCustom = options.allowsCustomTables && name.hasSuffix("_CL") && name.utf8.count > 3
    guard isCustom || options.declaredTables.contains(name) else { return nil }
    note(
      .unknownTable,
      "the columns of '\(name)' are taken from how they are used; declare the table to have them checked",
      at: span)
    let columns = [ColumnSymbol("TimeGenerated", .datetime), ColumnSymbol("Type", .string)]
    return BoundQuery(.table(name: name), schema: RowSchema(columns, open: OpenColumns()), span: span)
  }

  /// What each table of a workspace has, whether its reference lists it or not. See
  /// <https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns>.
  static let standardColumns: [String: ScalarType] = [
    "TenantId": .string, "TimeGenerated": .datetime, "Type": .string, "_BilledSize": .real, "_IsBillable": .string,
    "_ItemId": .string, "_ResourceId": .string, "_SubscriptionId": .string, "_TimeReceived": .datetime,
  ]

  /// The columns that a table has beyond those of its schema: the standard ones, and those of a custom table, which each
  /// version of a product adds to, if their names say their types and do not look like a slip.
  private func hiddenColumns(of table: String, _ columns: [ColumnSymbol], _ span: SourceSpan) -> OpenColumns {
    func type(_ name: String) -> ScalarType? {
      if let standard = Self.standardColumns[name] { return standard }
      guard table.hasSuffix("_CL"), let type = Self.typeByNameEnding(name),
        closest(to: name, in: columns.map(\.name)) == nil
      else { return nil }
      return type
    }
    func onDemand(_ column: ColumnSymbol) -> Bool {
      guard Self.standardColumns[column.name] == nil else { return true }
      note(
        .unknownColumn,
        "the column '\(column.name)' of '\(table)' is \(column.type.withArticle) by its name; its schema here lacks it",
        at: span)
      return true
    }
    return OpenColumns(haveRest: false, onDemand: onDemand, type: type)
  }

  /// `AzureDiagnostics` and custom tables get a column for each property that a service sends, and the name ends as its type
  /// does. See <https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics>.
  private static func typeByNameEnding(_ name: String) -> ScalarType? {
    guard name.utf8.count > 2 else { return nil }
    return switch name.suffix(2) {
    case "_s": .string
    case "_d": .real
    case "_b": .bool
    case "_t": .datetime
    case "_g": .guid
    default: nil
    }
  }

  func bindDataTable(_ table: DataTable, _ span: SourceSpan, in context: BindingContext) -> BoundQuery? {
    let columns = symbols(table.schema)
    guard !columns.isEmpty else {
      error(.columnExpected, "a datatable needs columns", at: table.schema.span)
      return nil
    }
    guard table.values.count % columns.count == 0 else {
      error(
        .argumentCount, "\(table.values.count) values do not fill rows of \(columns.count) columns",
        at: table.values.last?.span ?? span)
      return nil
    }
    var rows: [[BoundExpression]] = []
    var row: [BoundExpression] = []
    for (index, value) in table.values.enumerated() {
      let column = columns[index % columns.count]
      let fallback = BoundExpression(.literal(null(column.type)), column.type, value.span)
      if let bound = bindScalar(value, in: context.outsideRows) {
        row.append(cell(bound, column) ?? fallback)
      } else {
        row.append(fallback)
      }
      if row.count == columns.count {
        rows.append(row)
        row = []
      }
    }
    return BoundQuery(.values(rows), schema: RowSchema(columns), span: span)
  }

  /// A value of a datatable; KQL reads it as the column's type wherever that can be.
  private func cell(_ value: BoundExpression, _ column: ColumnSymbol) -> BoundExpression? {
    if conversionCost(value.type, to: column.type) != nil || isNullLiteral(value) {
      return forced(value, to: column.type)
    }
    if column.type == .dynamic { return forced(value, to: .dynamic) }
    if value.type.isNumeric, column.type.isNumeric || column.type == .bool { return forced(value, to: column.type) }
    if value.type == .string || column.type == .string { return forced(value, to: column.type) }
    error(
      .typeMismatch, "the column '\(column.name)' holds \(column.type.withArticle), not \(value.type.withArticle)",
      at: value.span)
    return nil
  }

  func null(_ type: ScalarType) -> Constant {
    switch type {
    case .string: .string("")
    case .dynamic, .unknown: .dynamic(.null)
    case .bool, .int, .long, .real, .decimal, .datetime, .timespan, .guid: .null(type)
    }
  }

  /// The columns of a written schema.
  func symbols(_ schema: SchemaSyntax) -> [ColumnSymbol] {
    var seen: Set<String> = []
    var columns: [ColumnSymbol] = []
    for column in schema.columns {
      guard seen.insert(column.name.text).inserted else {
        error(.duplicateName, "the column '\(column.name.text)' is declared twice", at: column.name.span)
        continue
      }
      columns.append(ColumnSymbol(column.name.text, column.type.scalarType ?? .unknown))
    }
    return columns
  }
}
