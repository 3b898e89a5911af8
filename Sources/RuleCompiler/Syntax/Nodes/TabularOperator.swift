/// One step of a pipeline, from its keyword to its end.
public struct TabularOperator: Hashable, Sendable {
  public var kind: TabularOperatorKind
  /// The keyword as written: `where` or `filter`, `mvexpand` or `mv-expand`.
  public var keyword: Name
  public var span: SourceSpan
}

/// The tabular operators.
public indirect enum TabularOperatorKind: Hashable, Sendable {
  case `as`(AsOperator)
  case assertSchema(SchemaSyntax)
  case consume([OperatorParameter])
  /// `count` or `count as Name`
  case count(alias: Name?)
  case distinct(DistinctOperator)
  case evaluate(EvaluateOperator)
  case extend([Expression])
  case facet(FacetOperator)
  /// `where`, `filter`
  case filter(FilterOperator)
  case find(FindOperator)
  case fork([ForkBranch])
  case getSchema([OperatorParameter])
  /// `invoke f(x)`: a call or a dotted call.
  case invoke(Expression)
  case join(JoinOperator)
  case lookup(JoinOperator)
  case makeSeries(MakeSeriesOperator)
  case mvApply(MvApplyOperator)
  case mvExpand(MvExpandOperator)
  case parse(ParseOperator)
  case parseWhere(ParseOperator)
  case parseKV(ParseKVOperator)
  case partition(PartitionOperator)
  case print([Expression])
  case project([Expression])
  /// Names and name patterns.
  case projectAway([Expression])
  case projectByNames([Expression])
  /// Names and name patterns.
  case projectKeep([Expression])
  /// `.named` expressions: `New = Old`
  case projectRename([Expression])
  case projectReorder([ReorderedColumn])
  case range(RangeOperator)
  case reduce(ReduceOperator)
  case render(RenderOperator)
  case sample(CountedOperator)
  case sampleDistinct(SampleDistinctOperator)
  case scan(ScanOperator)
  case search(SearchOperator)
  case serialize(SerializeOperator)
  /// `sort`, `order`
  case sort(SortOperator)
  case summarize(SummarizeOperator)
  /// `take`, `limit`
  case take(CountedOperator)
  case top(TopOperator)
  case topHitters(TopHittersOperator)
  case topNested([TopNestedClause])
  case union(UnionOperator)
  /// A known operator that rulec does not compile, such as the graph operators. Its text is skipped, not parsed.
  case unsupported
  /// No operator; the parser has reported that.
  case invalid
}

/// `kind=inner`, `hint.strategy=shuffle`, `isfuzzy=true`, `with_itemindex=i`
public struct OperatorParameter: Hashable, Sendable {
  /// Dotted names are one name: `hint.remote`.
  public var name: Name
  /// One value, or the list of names that parameters such as `hint.shufflekey` or `ycolumns` take. A keyword value
  /// (`inner`) is a `.name`.
  public var values: [Expression]
  public var span: SourceSpan

  /// The first value.
  public var value: Expression { values[0] }
  /// The first value as a word, if it is a name or a string: `kind=inner`, `kind='inner'`.
  public var word: String? {
    switch value.kind {
    case .name(let name): name.text
    case .literal(.string(let text)): text
    case .literal(.bool(let value)): value ? "true" : "false"
    default: nil
    }
  }
}

extension [OperatorParameter] {
  /// The first parameter of that name.
  public func named(_ name: String) -> OperatorParameter? { first { $0.name.text == name } }
}
