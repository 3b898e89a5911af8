/// Bound tree in, plan out: decides kernels, null logic and conversions, and turns the many operators of KQL into the few nodes of a plan.
public struct Lowering {
  let catalog: Catalog
  let text: (SourceSpan) -> String
  var nodes: [ObjectIdentifier: LoweredQuery] = [:]
  var scalars: [ObjectIdentifier: PlanScalar] = [:]
  var valueSets: [ValueSetKey: PlanScalar] = [:]
  var scalarCount = 0
  var variableNames: Set<String> = []
  var sink: DiagnosticSink
  /// Window functions of the expressions being lowered; the operator takes them.
  var pendingWindows: [(column: ColumnSymbol, window: PlanNode.Window)] = []
  /// Whether the result is open, so that columns only the data knows have to be carried along.
  var keepsRest = false

  /// A lowered query: its node, its columns by name, and the bag of the columns that only data knows.
  struct LoweredQuery {
    var node: PlanNode
    var rest: ColumnSymbol?
  }

  /// - Parameter text: the words of the query in a span.
  public init(
    catalog: Catalog, sink: DiagnosticSink, text: @escaping (SourceSpan) -> String
  ) {
    self.catalog = catalog
    self.sink = sink
    self.text = text
  }

  /// The plan of a query; nil if something in it is refused, which `sink` then tells.
  public static func lower(
    _ query: BoundQuery, catalog: Catalog, sink: DiagnosticSink,
    text: @escaping (SourceSpan) -> String
  ) -> QueryPlan? {
    var lowering = Lowering(catalog: catalog, sink: sink, text: text)
    let errorsBefore = sink.diagnostics.count { $0.severity == .error }
    lowering.keepsRest = query.schema.isOpen
    let lowered = lowering.lower(query)
    guard sink.diagnostics.count(where: { $0.severity == .error }) == errorsBefore else { return nil }
    return QueryPlan(
      root: lowered.node, output: query.schema.columns,
      rest: query.schema.isOpen ? lowered.rest : nil)
  }

  mutating func lower(_ query: BoundQuery) -> LoweredQuery {
    if let done = nodes[ObjectIdentifier(query)] { return done }
    let enclosing = pendingWindows
    pendingWindows = []
    let lowered = lowerOperator(query)
    if !pendingWindows.isEmpty {
      refuse(
        .unsupportedOperator, "a window function is supported in extend, project, where and serialize only",
        query.span)
    }
    pendingWindows = enclosing
    nodes[ObjectIdentifier(query)] = lowered
    return lowered
  }

  func source(_ query: BoundQuery) -> SourceText { SourceText(text(query.span)) }

  func refuse(_ id: DiagnosticID, _ message: String, _ span: SourceSpan) {
    sink.error(id, message, at: span)
  }

  /// A pipeline with one more step; steps over the same input share a node.
  func appending(
    _ step: PlanNode.RowStep, to input: PlanNode, columns: [ColumnSymbol], _ text: SourceText
  ) -> PlanNode {
    PlanNode(.rows(input, [step]), columns: columns, text)
  }
}

/// What tells the sets of values of a rule apart.
struct ValueSetKey: Hashable {
  let relation: PlanNode
  let column: ColumnSymbol
  let folded: Bool
}
