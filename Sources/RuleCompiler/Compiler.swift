/// Rule documents and queries in, Swift source out: one line a stage.
///
///     YAML → AnalyticRule → QuerySyntax → BoundQuery → QueryPlan → DetectorProgram → SwiftFile → text
public struct Compiler: Sendable {
  public let options: CompilerOptions
  let workspace: Workspace
  let catalog: Catalog

  public init(options: CompilerOptions) {
    self.options = options
    self.workspace = Workspace(options: options)
    self.catalog = .standard
  }

  /// What was wrong with the files beside the rules (functions, tables, watchlists).
  public var workspaceDiagnostics: [ResolvedDiagnostic] { workspace.diagnostics }

  /// The aliases of the watchlists beside the rules.
  public var watchlistAliases: [String] { workspace.watchlistNames }

  /// Compiles one rule document.
  /// - Parameters:
  ///   - path: the path that diagnostics show.
  ///   - label: the path that generated code mentions, the same on every machine; nil = `path`.
  ///   - typeSuffix: tells the type apart from that of another rule of the same name.
  public func compile(
    path: String, label: String? = nil, typeSuffix: String = "", bytes: [UInt8]
  ) -> CompiledRule {
    let file = SourceFile(path: path, bytes: bytes)
    let sink = DiagnosticSink()
    let decoded = RuleDecoder.decode(file, into: sink)
    guard let rule = decoded, let source = rule.query else {
      return CompiledRule(
        path: path, rule: decoded, typeName: "", isAccepted: false, swift: nil, columns: [], isOpen: false,
        watchlists: [], diagnostics: sink.diagnostics, sources: DiagnosticSources(file: file), stages: nil)
    }
    let typeName = SwiftNames.typeName(forRule: rule.name.value) + typeSuffix
    let documentIsFine = !sink.hasErrors
    let querySink = DiagnosticSink()
    let query = compilation(
      of: source.text, needing: rule.requiredDataConnectors, period: rule.periodOfEventTime, into: querySink)
    for diagnostic in querySink.diagnostics { sink.report(diagnostic) }
    let columns = query.bound?.schema.columns ?? []
    let isOpen = query.bound?.schema.isOpen ?? false
    if query.bound != nil {
      for diagnostic in rule.validateAgainstResult(columns: columns.map(\.name), isOpen: isOpen) {
        sink.report(diagnostic)
      }
    }
    let accepted = documentIsFine ? query.program : nil
    let emitted = options.emitsSwift ? accepted : nil
    let swift = emitted.map { program in
      var metadata = RuleMetadataModel(rule, columns: columns.map(\.name))
      metadata.fingerprint = fingerprint(of: program)
      metadata.givesRowsWithoutEvents = program.givesRowsWithoutEvents
      let detector = EmitDetector(
        typeName: typeName, program: program, catalog: catalog, origin: label ?? path,
        metadata: metadata)
      return SwiftRenderer.render(detector.file())
    }
    return CompiledRule(
      path: path, rule: rule, typeName: typeName, isAccepted: accepted != nil, swift: swift,
      columns: columns.map { ($0.name, $0.type) }, isOpen: isOpen,
      watchlists: query.program?.watchlists ?? [], diagnostics: sink.diagnostics,
      sources: DiagnosticSources(file: file, queries: [source] + workspace.queries),
      stages: CompilationStages(query: source.text, compilation: query))
  }

  /// Compiles one query.
  /// - Parameter id: becomes the name of the generated type; letters and digits.
  public func compileQuery(_ text: String, id: String) -> CompiledQuery {
    let source = EmbeddedSource(wholeFile: SourceFile(path: id, text: text))
    let sink = DiagnosticSink()
    let query = compilation(of: text, into: sink)
    let columns = query.bound?.schema.columns ?? []
    let swift = query.program.map { program in
      SwiftRenderer.render(
        EmitDetector(
          typeName: id, program: program, catalog: catalog, origin: "a query", metadata: nil
        ).file())
    }
    return CompiledQuery(
      typeName: id, swift: swift, columns: columns.map { ($0.name, $0.type) },
      isOpen: query.bound?.schema.isOpen ?? false, watchlists: query.program?.watchlists ?? [],
      diagnostics: sink.diagnostics,
      sources: DiagnosticSources(file: source.file, queries: [source] + workspace.queries))
  }

  /// A hash of the query's generated code, whatever the rule is called and says about itself. Requirements follow from
  /// the query: finding better ones changes nothing about what a rule keeps.
  private func fingerprint(of program: DetectorProgram) -> String {
    var program = program
    for index in program.sources.indices {
      program.sources[index].requirements = []
      program.sources[index].groupRequirement = nil
    }
    let code = EmitDetector(typeName: "Rule", program: program, catalog: catalog, origin: "", metadata: nil)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in SwiftRenderer.render(code.file()).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func compilation(
    of text: String, needing connectors: [AnalyticRule.DataConnector] = [], period: Int64? = nil,
    into sink: DiagnosticSink
  ) -> QueryCompilation {
    // A table that the rule says its connectors deliver exists, even if its columns are not known.
    let binderOptions = BinderOptions(declaredTables: Set(connectors.flatMap(\.dataTypes)))
    let binder = Binder(
      catalog: catalog, tables: workspace, functions: workspace, watchlists: workspace, sink: sink,
      options: binderOptions)
    return QueryCompilation(
      text, binder: binder, catalog: catalog, sink: sink, splitsScans: options.splitsScans,
      summaries: options.summarizesEarly ? .init(period: period) : nil
    ) { source in
      let index = source.index - 1
      return workspace.queries.indices.contains(index) ? workspace.queries[index].text : nil
    }
  }

  /// The file that holds the watchlists of those aliases, `allWatchlists`.
  public func watchlists(_ aliases: Set<String>) -> String {
    let files = aliases.sorted().compactMap { workspace.watchlistFile($0) }
    return SwiftRenderer.render(EmitWatchlists(watchlists: files).file())
  }

  /// The file that lists the detectors of all accepted rules, `allDetectors`.
  /// - Parameter isPublic: whether other modules read the list.
  public func index(of rules: [CompiledRule], isPublic: Bool = false) -> String {
    let types = rules.filter { $0.swift != nil }.map(\.typeName).sorted()
    return SwiftRenderer.render(EmitIndex(content: .types(types), isPublic: isPublic).file())
  }

  /// The file that joins the lists of modules, each of which has a public `allDetectors`.
  public func index(ofModules names: [String]) -> String {
    SwiftRenderer.render(EmitIndex(content: .modules(names), isPublic: false).file())
  }
}
