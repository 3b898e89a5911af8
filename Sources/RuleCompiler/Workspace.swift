/// What stands beside the rules: saved functions, declared tables, watchlists.
struct Workspace: Sendable, TableLookup, FunctionLookup, WatchlistLookup {
  private var functions: [String: WorkspaceFunction] = [:]
  private var tables: TableCatalog = .standard
  private var watchlists: [String: [String]] = [:]
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
    for path in options.watchlistPaths {
      guard let file = read(path) else { continue }
      watchlists[Self.stem(path)] = Self.header(file)
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

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? "")
  }

  /// The column names in the first line of a CSV file.
  private static func header(_ file: SourceFile) -> [String] {
    let line = file.bytes.prefix { $0 != UInt8(ascii: "\n") }
    let text = String(decoding: line.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    return text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0).trimming(while: { $0 == "\"" || $0 == " " || $0 == "\u{feff}" })
    }
  }

  // MARK: Look-ups

  func schema(named name: String) -> [(name: String, type: ScalarType)]? {
    tables.table(named: name).map { $0.columns.map { (name: $0.name, type: $0.type) } }
  }
  var tableNames: [String] { tables.names }
  func function(named name: String) -> WorkspaceFunction? { functions[name] }
  var functionNames: [String] { functions.keys.sorted() }
  func watchlist(named name: String) -> (columns: [String], searchKey: String?)? {
    watchlists[name].map { ($0, nil) }
  }
  var watchlistNames: [String] { watchlists.keys.sorted() }
}

extension String {
  fileprivate func trimming(while isBlank: (Character) -> Bool) -> String {
    var text = Substring(self)
    while let first = text.first, isBlank(first) { text.removeFirst() }
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }
}
