/// The state of binding one query.
final class QueryBinding {
  let catalog: Catalog
  let tables: any TableLookup
  let functions: any FunctionLookup
  let watchlists: any WatchlistLookup
  let options: BinderOptions
  /// Aggregates by the name of their form with a predicate.
  let conditionalAggregates: [String: AggregateSymbol]
  let demands: StarDemands
  let knownDemands: [SourceSpan: [String]]

  private(set) var reported: [Diagnostic] = []
  /// What was said to be meant by unknown names.
  private var suggestions: Set<String> = []
  private var alreadyReported: Set<ReportKey> = []
  /// The functions whose bodies are being bound, the innermost last.
  var callStack: [UserFunction] = []
  /// Saved functions that were used, parsed.
  var workspaceFunctions: [String: UserFunction] = [:]
  /// The names of columns that hold keys of `partition` for subqueries with sources of their own.
  var partitionKeys: Set<String> = []
  /// What `set` statements give.
  var requestProperties: [String: Expression] = [:]
  /// How many tests of any column have been bound.
  var anyColumnTests = 0
  private var nextDefaultColumn = 1
  private var nextHiddenColumn = 1

  private struct ReportKey: Hashable {
    var id: DiagnosticID
    var location: DiagnosticLocation
  }

  init(_ binder: Binder, demands: StarDemands) {
    catalog = binder.catalog
    tables = binder.tables
    functions = binder.functions
    watchlists = binder.watchlists
    options = binder.options
    self.demands = demands.copy()
    knownDemands = demands.seen
    var conditional: [String: AggregateSymbol] = [:]
    for symbol in Set(catalog.aggregates.values.map(\.name)).sorted() {
      guard let aggregate = catalog.aggregates[symbol] else { continue }
      if let name = aggregate.conditionalName { conditional[name] = aggregate }
    }
    conditionalAggregates = conditional
  }

  // MARK: Reporting

  /// Reports an error once for each place: the body of a function is bound for each of its calls.
  func error(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    report(Diagnostic(id, .error, message, at: .query(span), notes: notes, fix: fix))
  }

  func warning(_ id: DiagnosticID, _ message: String, at span: SourceSpan) {
    report(Diagnostic(id, .warning, message, at: .query(span)))
  }

  func note(_ id: DiagnosticID, _ message: String, at span: SourceSpan) {
    report(Diagnostic(id, .note, message, at: .query(span)))
  }

  /// Reports once what another stage found.
  func passOn(_ diagnostic: Diagnostic) { report(diagnostic) }

  private func report(_ diagnostic: Diagnostic) {
    if alreadyReported.insert(ReportKey(id: diagnostic.id, location: diagnostic.location)).inserted {
      reported.append(diagnostic)
    }
  }

  /// An error about an unknown name, with the nearest known one.
  func unknown(
    _ id: DiagnosticID, _ message: String, _ name: String, among candidates: some Sequence<String>,
    orElse remedy: String? = nil, at span: SourceSpan
  ) {
    // A name that was misspelled where it was made: `summarize … by Acount | where Account …`.
    if suggestions.contains(name), hasErrors(since: 0) { return }
    if let suggestion = closest(to: name, in: candidates) {
      suggestions.insert(suggestion)
      error(id, "\(message); did you mean '\(suggestion)'?", at: span, fix: suggestion)
    } else {
      error(id, message + (remedy.map { ": \($0)" } ?? ""), at: span)
    }
  }

  /// Takes back what was reported since.
  func forget(since checkpoint: Int) {
    for diagnostic in reported[checkpoint...] {
      alreadyReported.remove(ReportKey(id: diagnostic.id, location: diagnostic.location))
    }
    reported.removeSubrange(checkpoint...)
  }

  // MARK: Names made up

  /// `Column1`, `Column2`, … of columns without a name; never one that the input has.
  func defaultColumnName(avoiding row: RowSchema?) -> String {
    while true {
      let name = "Column\(nextDefaultColumn)"
      nextDefaultColumn += 1
      if row?.columns.contains(where: { $0.name == name }) != true { return name }
    }
  }

  /// A column that no query can name.
  func hiddenColumn(_ type: ScalarType) -> ColumnSymbol {
    defer { nextHiddenColumn += 1 }
    return ColumnSymbol("$\(nextHiddenColumn)", type)
  }
}

// MARK: - Attempts

extension QueryBinding {
  /// Where the list of diagnostics stands, to take back what an attempt reports.
  func checkpoint() -> Int { reported.count }

  func hasErrors(since checkpoint: Int) -> Bool {
    reported[checkpoint...].contains { $0.severity == .error }
  }

  /// Whether all errors are in other texts than this one: in the bodies of saved functions.
  func areErrors(since checkpoint: Int, outside source: SourceID) -> Bool {
    reported[checkpoint...].allSatisfy { diagnostic in
      guard diagnostic.severity == .error else { return true }
      if case .query(let span) = diagnostic.location { return span.source != source }
      return false
    }
  }

  func hasOnly(_ ids: Set<DiagnosticID>, since checkpoint: Int) -> Bool {
    reported[checkpoint...].allSatisfy { $0.severity != .error || ids.contains($0.id) }
  }
}
