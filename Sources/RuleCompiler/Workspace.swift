/// What stands beside the rules: saved functions, declared tables, watchlists.
struct Workspace: Sendable, TableLookup, FunctionLookup, WatchlistLookup {
  private var functions: [String: WorkspaceFunction] = [:]
  private var tables: TableCatalog = .standard
  private var watchlists: [String: WatchlistFile] = [:]
  /// The functions' query texts; `SourceID` 1 is the first.
  private(set) var queries: [EmbeddedSource] = []
  private(set) var diagnostics: [ResolvedDiagnostic] = []

  init(options: CompilerOptions) {
    for path in options.functionPaths { addFunction(path) }
    var declared: [TableSchema] = []
    for path in options.tablePaths {
      guard let file = read(path) else { continue }
      let sink = DiagnosticSink()
      declared += TableSchemaFile.read(file, into: sink)
      report(sink, file)
    }
    if !declared.isEmpty { tables = tables.adding(declared) }
    // A file named for an alias takes the place of the one in the folder.
    for (alias, path) in options.watchlistPaths.map({ (Self.stem($0), $0) }) + options.watchlistFiles {
      guard let file = read(path) else { continue }
      let sink = DiagnosticSink()
      watchlists[alias] = WatchlistFile.read(file, alias: alias, into: sink)
      report(sink, file)
    }
  }

  private mutating func addFunction(_ path: String) {
    guard let file = read(path) else { return }
    let sink = DiagnosticSink()
    defer { report(sink, file) }
    guard let document = WorkspaceFunctionDocument.decode(file, into: sink) else { return }
    queries.append(document.query)
    let parameters = document.parameters.map { parameter in
      "\(parameter.name.value):\(parameter.type.value)"
        + (parameter.defaultValue.map { "=\($0)" } ?? "")
    }
    for name in [document.name] + document.aliases {
      functions[name.value] = WorkspaceFunction(
        name: name.value, parameters: parameters.joined(separator: ", "),
        query: document.query.text, source: SourceID(queries.count))
    }
  }

  private mutating func read(_ path: String) -> SourceFile? {
    if let bytes = FileBytes.read(path) { return SourceFile(path: path, bytes: bytes) }
    let file = SourceFile(path: path, text: "")
    let unread = Diagnostic(
      .ruleUnreadable, .error, "The file cannot be read.", at: .file(start: 0, end: 0))
    diagnostics.append(DiagnosticSources(file: file).resolve(unread))
    return nil
  }

  private mutating func report(_ sink: DiagnosticSink, _ file: SourceFile) {
    diagnostics += DiagnosticSources(file: file).resolve(sink.diagnostics)
  }

  /// The alias that a file is named after: `Watchlists/VIP users.csv` is the watchlist `VIP users`.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)) : String(name)
  }

  // MARK: Look-ups

  func schema(named name: String) -> [(name: String, type: ScalarType)]? {
    tables.table(named: name).map { $0.columns.map { (name: $0.name, type: $0.type) } }
  }
  var tableNames: [String] { tables.names }
  func function(named name: String) -> WorkspaceFunction? { functions[name] }
  var functionNames: [String] { functions.keys.sorted() }
  func watchlist(named name: String) -> [String]? { watchlists[name]?.columns }
  func watchlistFile(_ alias: String) -> WatchlistFile? { watchlists[alias] }
  var watchlistNames: [String] { watchlists.keys.sorted() }
}
