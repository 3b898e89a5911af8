/// Gives the names and types of the tables that queries may read.
public protocol TableLookup {
  /// The columns of the table in order; nil if there is no such table.
  func schema(named name: String) -> [(name: String, type: ScalarType)]?
  /// The names of all tables, for wildcards and suggestions.
  var tableNames: [String] { get }
}

/// A saved function of the workspace: an ASIM parser, for example.
public struct WorkspaceFunction: Sendable {
  public var name: String
  /// As in a function declaration, without the parentheses: `starttime:datetime=datetime(null), pack:bool=false`.
  public var parameters: String
  /// The body.
  public var query: String
  /// The source that spans of the body point into.
  public var source: SourceID

  public init(name: String, parameters: String = "", query: String, source: SourceID) {
    self.name = name
    self.parameters = parameters
    self.query = query
    self.source = source
  }
}

/// Gives the saved functions of the workspace.
public protocol FunctionLookup {
  func function(named name: String) -> WorkspaceFunction?
  var functionNames: [String] { get }
}

/// Gives the watchlists of the workspace.
public protocol WatchlistLookup {
  /// The columns of the watchlist, all of type string.
  func watchlist(named name: String) -> [String]?
  var watchlistNames: [String] { get }
}

/// A workspace without saved functions and watchlists.
public struct EmptyWorkspace: FunctionLookup, WatchlistLookup {
  public init() {}
  public func function(named name: String) -> WorkspaceFunction? { nil }
  public var functionNames: [String] { [] }
  public func watchlist(named name: String) -> [String]? { nil }
  public var watchlistNames: [String] { [] }
}

/// How strict the binder is.
public struct BinderOptions: Sendable {
  /// Whether a table of unknown schema whose name ends in `_CL` is taken to exist.
  public var allowsCustomTables: Bool
  /// Names of tables that are taken to exist although their columns are not known: what the rule says it needs.
  public var declaredTables: Set<String>
  /// Whether the query is returned although errors were reported.
  public var returnsFaultyQueries: Bool

  public init(
    allowsCustomTables: Bool = true, declaredTables: Set<String> = [], returnsFaultyQueries: Bool = false
  ) {
    self.allowsCustomTables = allowsCustomTables
    self.declaredTables = declaredTables
    self.returnsFaultyQueries = returnsFaultyQueries
  }
}

/// Resolves the names and types of a query: syntax tree in, bound tree out.
///
/// Names, result names and result types follow Microsoft's own binder, Kusto.Language.
public struct Binder {
  let catalog: Catalog
  let tables: any TableLookup
  let functions: any FunctionLookup
  let watchlists: any WatchlistLookup
  let sink: DiagnosticSink
  let options: BinderOptions

  public init(
    catalog: Catalog, tables: any TableLookup, functions: any FunctionLookup = EmptyWorkspace(),
    watchlists: any WatchlistLookup = EmptyWorkspace(), sink: DiagnosticSink,
    options: BinderOptions = BinderOptions()
  ) {
    self.catalog = catalog
    self.tables = tables
    self.functions = functions
    self.watchlists = watchlists
    self.sink = sink
    self.options = options
  }

  /// Binds a query.
  /// - Returns: nil if there were errors, which are in the sink.
  public func bind(_ query: QuerySyntax) -> BoundQuery? {
    // An open relation that `arg_max(x, *)` and the like pass on must be told which columns later operators want.
    // They are known after a first pass; each further pass can only add to them.
    var demands = StarDemands()
    for _ in 0..<4 {
      let attempt = QueryBinding(self, demands: demands)
      let bound = attempt.bind(query)
      if attempt.demands.seen == demands.seen {
        for diagnostic in attempt.reported { sink.report(diagnostic) }
        let isFaulty = attempt.reported.contains { $0.severity == .error }
        return isFaulty && !options.returnsFaultyQueries ? nil : bound
      }
      demands = attempt.demands
    }
    let attempt = QueryBinding(self, demands: demands)
    let bound = attempt.bind(query)
    for diagnostic in attempt.reported { sink.report(diagnostic) }
    let isFaulty = attempt.reported.contains { $0.severity == .error }
    return isFaulty && !options.returnsFaultyQueries ? nil : bound
  }
}

/// The columns that later operators asked for behind a `*` over an open relation, by the place of the `*`.
final class StarDemands {
  private(set) var seen: [SourceSpan: [String]] = [:]

  func record(_ name: String, at span: SourceSpan) {
    if seen[span]?.contains(name) != true { seen[span, default: []].append(name) }
  }
  func copy() -> StarDemands {
    let copy = StarDemands()
    copy.seen = seen
    return copy
  }
}
