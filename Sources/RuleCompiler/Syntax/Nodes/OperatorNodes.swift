/// `as hint.materialized=true Name`
public struct AsOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var name: Name
}

/// `distinct a, b` or `distinct *`
public struct DistinctOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var columns: [Expression]
}

/// `evaluate plugin(arguments) : (schema)`
public struct EvaluateOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var call: FunctionCall
  public var schema: SchemaSyntax?
}

/// `facet by a, b with (pipeline)`
public struct FacetOperator: Hashable, Sendable {
  public var columns: [Expression]
  public var subquery: Pipeline?
}

/// `where predicate`
public struct FilterOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var predicate: Expression
}

/// `find withsource=x in (T1, T*) where predicate project a, b:string, pack(*)`
public struct FindOperator: Hashable, Sendable {
  /// A column of the result of `find`.
  public enum Column: Hashable, Sendable {
    case name(Name, type: TypeName?)
    /// `pack(*)` or `pack_all()`
    case pack(SourceSpan)
    case star(SourceSpan)
  }
  public var dataScope: Name?
  public var parameters: [OperatorParameter]
  /// Tables and patterns; empty if there is no `in`.
  public var tables: [Expression]
  public var predicate: Expression
  /// nil if there is no `project`; empty for `project-smart`.
  public var project: [Column]?
  public var projectAway: [Column]?
}

/// `fork name=(pipeline) (pipeline)`
public struct ForkBranch: Hashable, Sendable {
  public var name: Name?
  public var body: Expression
  public var span: SourceSpan
}

/// `join kind=inner (T) on a, $left.b == $right.c`, and `lookup`
public struct JoinOperator: Hashable, Sendable {
  /// The condition.
  public enum Condition: Hashable, Sendable {
    case on([Expression])
    case `where`(Expression)
  }
  public var parameters: [OperatorParameter]
  public var right: Expression
  /// nil if there is none. `lookup` always has one.
  public var condition: Condition?
}

/// `make-series a=count() default=0 on t from x to y step z by c`
public struct MakeSeriesOperator: Hashable, Sendable {
  /// An aggregate.
  public struct Aggregate: Hashable, Sendable {
    public var expression: Expression
    public var defaultValue: Expression?
  }
  /// The axis.
  public enum Range: Hashable, Sendable {
    case fromTo(from: Expression?, to: Expression?, step: Expression)
    /// `in range(start, stop, step)`
    case inRange([Expression])
  }
  public var parameters: [OperatorParameter]
  public var aggregates: [Aggregate]
  public var axis: Expression
  public var range: Range
  public var by: [Expression]
}

/// `name = expression to typeof(type)`, an item of `mv-expand` and `mv-apply`
public struct ExpandedColumn: Hashable, Sendable {
  /// nil in `mv-apply to typeof(long) on …`.
  public var expression: Expression?
  public var type: TypeOfSyntax?
  public var span: SourceSpan
}

/// `mv-apply x to typeof(long) limit 5 id g on (subquery)`
public struct MvApplyOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var columns: [ExpandedColumn]
  public var limit: Expression?
  public var contextID: Expression?
  /// A pipeline without a source.
  public var subquery: Expression
}

/// `mv-expand kind=array with_itemindex=i a, b to typeof(long) limit 5`
public struct MvExpandOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var columns: [ExpandedColumn]
  public var limit: Expression?
}

/// `parse kind=regex flags=Ui input with * 'text' name:type …`, and `parse-where`
public struct ParseOperator: Hashable, Sendable {
  /// A piece of the pattern.
  public enum Piece: Hashable, Sendable {
    case star(SourceSpan)
    case text(String, SourceSpan)
    case column(Name, type: TypeName?)
  }
  public var parameters: [OperatorParameter]
  public var input: Expression
  public var pattern: [Piece]
}

/// `parse-kv input as (a:long, b:string) with (pair_delimiter=';')`
public struct ParseKVOperator: Hashable, Sendable {
  public var input: Expression
  public var keys: SchemaSyntax
  public var properties: [OperatorParameter]
}

/// `partition hint.strategy=native by key (subquery)` or `{ query }`
public struct PartitionOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var key: Expression
  /// `in range(…)`
  public var scope: Expression?
  public var subquery: Expression
  /// True for `{ query }`, a whole query of its own; false for `(pipeline)` over the partition.
  public var isQuery: Bool
}

/// An item of `project-reorder`.
public struct ReorderedColumn: Hashable, Sendable {
  /// A name or name pattern.
  public var column: Expression
  /// How a pattern orders the columns it matches.
  public var order: SortDirection?
}

/// `range x from a to b step c`
public struct RangeOperator: Hashable, Sendable {
  public var name: Name
  public var from: Expression
  public var to: Expression
  public var step: Expression
}

/// `reduce kind=source by x with threshold=0.1`
public struct ReduceOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var key: Expression
  public var properties: [OperatorParameter]
}

/// `render timechart with (title='x')`
public struct RenderOperator: Hashable, Sendable {
  public var chart: Name
  public var properties: [OperatorParameter]
}

/// `take n`, `sample n`
public struct CountedOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var count: Expression
}

/// `sample-distinct n of x`
public struct SampleDistinctOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var count: Expression
  public var column: Expression
}

/// `scan with_match_id=m order by … partition by … declare (x:long=0) with (step s1: …;)`
public struct ScanOperator: Hashable, Sendable {
  /// `step name optional output=last: condition => x = 1, y = 2;`
  public struct Step: Hashable, Sendable {
    public var name: Name
    public var isOptional: Bool
    /// `all`, `last` or `none`
    public var output: Name?
    public var condition: Expression
    public var assignments: [Assignment]
    public var span: SourceSpan
  }
  /// `name = value`
  public struct Assignment: Hashable, Sendable {
    public var name: Name
    public var value: Expression
  }
  public var parameters: [OperatorParameter]
  public var orderBy: [OrderedExpression]
  public var partitionBy: [Expression]
  public var declarations: [FunctionParameter]
  public var steps: [Step]
}

/// `search kind=case_sensitive in (T1, T*) predicate`
public struct SearchOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var dataScope: Name?
  /// Tables and patterns; empty if there is no `in`.
  public var tables: [Expression]
  /// `.star`, a string, or any predicate; `.binary(.searchTerm)` for `column:'term'`.
  public var predicate: Expression
}

/// `serialize a = row_number()`
public struct SerializeOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var columns: [Expression]
}

/// The direction of a sort. The natural ones take digits as numbers; only `project-reorder` has them.
public enum SortDirection: String, Hashable, Sendable {
  case ascending = "asc"
  case descending = "desc"
  case naturalAscending = "granny-asc"
  case naturalDescending = "granny-desc"
}

/// `x desc nulls last`
public struct OrderedExpression: Hashable, Sendable {
  /// Where nulls go.
  public enum Nulls: String, Hashable, Sendable { case first, last }
  public var expression: Expression
  /// nil if not written; KQL then takes `desc`.
  public var direction: SortDirection?
  /// nil if not written; KQL then takes `first` for `asc`, `last` for `desc`.
  public var nulls: Nulls?
  public var span: SourceSpan
}

/// `sort by a asc, b`
public struct SortOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var keys: [OrderedExpression]
}

/// `summarize hint.strategy=shuffle a = count() by b, bin(t, 1h)`
public struct SummarizeOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var aggregates: [Expression]
  public var by: [Expression]
  /// `bin=1h` behind the keys, an old way to give the bin size.
  public var bin: Expression?
  /// Where the clause `by …` stands; nil if there is none.
  public var bySpan: SourceSpan?
}

/// `top n by x desc`
public struct TopOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  public var count: Expression
  public var key: OrderedExpression
}

/// `top-hitters n of x by y`
public struct TopHittersOperator: Hashable, Sendable {
  public var count: Expression
  public var column: Expression
  public var weight: Expression?
}

/// `top-nested n of x with others='o' by sum(y) desc`
public struct TopNestedClause: Hashable, Sendable {
  public var count: Expression?
  public var column: Expression
  public var others: Expression?
  public var key: OrderedExpression
  public var span: SourceSpan
}

/// `union kind=outer withsource=t isfuzzy=true T1, (T2 | …), T*`
public struct UnionOperator: Hashable, Sendable {
  public var parameters: [OperatorParameter]
  /// Tables, calls, parenthesized queries, name patterns.
  public var tables: [Expression]
}
