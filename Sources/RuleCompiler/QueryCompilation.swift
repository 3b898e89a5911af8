/// One query through the stages, each result kept for those who want to look at it.
struct QueryCompilation {
  let syntax: QuerySyntax
  let bound: BoundQuery?
  let program: DetectorProgram?
  /// Whether two runs over the same events can give different rows.
  let dependsOnChance: Bool

  /// - Parameters:
  ///   - given: the syntax, if it is not that of the whole query.
  ///   - texts: the query texts by source, for the comments of generated code.
  init(
    _ query: String, syntax given: QuerySyntax? = nil, binder: Binder, catalog: Catalog, sink: DiagnosticSink,
    splitsScans: Bool = true,
    summaries: Staging.SummaryOptions? = .init(), texts: @escaping (SourceID) -> String?
  ) {
    syntax = given ?? Parser.parse(query, source: .rule, into: sink)
    guard !sink.hasErrors else {
      bound = nil
      dependsOnChance = false
      program = nil
      return
    }
    bound = binder.bind(syntax)
    guard let bound, !sink.hasErrors else {
      dependsOnChance = false
      program = nil
      return
    }
    let plan = Lowering.lower(bound, catalog: catalog, sink: sink) { span in
      let text = span.source == .rule ? query : texts(span.source) ?? ""
      let bytes = text.utf8
      let start = min(max(span.start, 0), bytes.count)
      let end = min(max(span.end, start), bytes.count)
      return String(
        decoding: bytes[bytes.index(bytes.startIndex, offsetBy: start)..<bytes.index(bytes.startIndex, offsetBy: end)],
        as: UTF8.self)
    }
    dependsOnChance = plan?.dependsOnChance ?? false
    program = plan.map {
      RequirementAnalysis.analyse(Staging.stage($0, splitsScans: splitsScans, summaries: summaries))
    }
  }
}
