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

  /// Compiles one query, which gives one table.
  /// - Parameter id: becomes the name of the generated type; letters and digits.
  public func compileQuery(_ text: String, id: String) -> CompiledQuery {
    compileQuery(text, syntax: nil, id: id, into: DiagnosticSink()).query
  }

  /// Compiles a text that may give several tables: several queries behind each other, or one that ends with `fork`, `facet`
  /// or `evaluate preview`.
  ///
  /// Each table is computed by a query of its own, from the same events. So what two of them have in common must not depend on
  /// chance, or both are refused.
  /// - Parameter id: becomes the name of the first generated type, and the start of the others'; letters and digits.
  /// - Returns: the tables in the order of the service, at least one.
  public func compileTables(_ text: String, id: String) -> [CompiledTable] {
    let sink = DiagnosticSink()
    let tables = Parser.parse(text, source: .rule, into: sink).tableQueries(into: sink)
    guard tables.count > 1, !sink.hasErrors else {
      return [CompiledTable(name: nil, query: compileQuery(text, syntax: tables[0].syntax, id: id, into: sink).query)]
    }
    var result: [CompiledTable] = []
    var chances = 0
    for (index, table) in tables.enumerated() {
      let sink = DiagnosticSink()
      let (query, dependsOnChance) = compileQuery(
        text, syntax: table.syntax, id: index == 0 ? id : "\(id)Table\(index + 1)", into: sink)
      if dependsOnChance { chances += 1 }
      guard chances < 2 else {
        sink.report(
          Diagnostic(
            .unsupportedOperator, .error,
            "two of these tables depend on chance, which each would have for itself: ask for one at a time",
            at: .query(table.syntax.statements.last?.span ?? table.syntax.span)))
        let refused = compileQuery(text, syntax: table.syntax, id: id, into: sink).query
        return [CompiledTable(name: nil, query: refused)]
      }
      result.append(CompiledTable(name: table.name, query: query))
    }
    return result
  }

  private func compileQuery(
    _ text: String, syntax: QuerySyntax?, id: String, into sink: DiagnosticSink
  ) -> (query: CompiledQuery, dependsOnChance: Bool) {
    let source = EmbeddedSource(wholeFile: SourceFile(path: id, text: text))
    let query = compilation(of: text, syntax: syntax, into: sink)
    let columns = query.bound?.schema.columns ?? []
    let swift = query.program.map { program in
      SwiftRenderer.render(
        EmitDetector(
          typeName: id, program: program, catalog: catalog, origin: "a query", metadata: nil
        ).file())
    }
    let compiled = CompiledQuery(
      typeName: id, swift: swift, columns: columns.map { ($0.name, $0.type) },
      isOpen: query.bound?.schema.isOpen ?? false, watchlists: query.program?.watchlists ?? [],
      diagnostics: sink.diagnostics,
      sources: DiagnosticSources(file: source.file, queries: [source] + workspace.queries))
    return (compiled, query.dependsOnChance)
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
    of text: String, syntax: QuerySyntax? = nil, needing connectors: [AnalyticRule.DataConnector] = [],
    period: Int64? = nil, into sink: DiagnosticSink
  ) -> QueryCompilation {
    // A table that the rule says its connectors deliver exists, even if its columns are not known.
    let binderOptions = BinderOptions(declaredTables: Set(connectors.flatMap(\.dataTypes)))
    let binder = Binder(
      catalog: catalog, tables: workspace, functions: workspace, watchlists: workspace, sink: sink,
      options: binderOptions)
    return QueryCompilation(
      text, syntax: syntax, binder: binder, catalog: catalog, sink: sink, splitsScans: options.splitsScans,
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
