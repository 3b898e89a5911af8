/// What a detector does, step by step: the form the emitter spells in Swift.
///
/// A stage makes one table by one loop over the rows of its input, or by one call of the runtime. All pipelined work on a row happens inside
/// that loop.
public struct DetectorProgram {
  public var sources: [Source]
  /// In the order of evaluation.
  public var stages: [Stage]
  /// The stage whose table is the result.
  public var result: Int
  public var output: [ColumnSymbol]
  public var isOpen: Bool

  /// One reading of a table of events, or of a list.
  public struct Source {
    public var table: String
    /// Not nil if the rows are no events.
    public var list: ListSource?
    /// The kept columns first, then those only `scan` reads.
    public var columns: [ColumnSymbol]
    public var keptCount: Int
    public var scan: [PlanNode.RowStep]
    /// What every event meets that `scan` accepts; `RequirementAnalysis` finds it.
    var requirements: [EventClause] = []
    /// What a group of rows meets that the result depends on; `GroupRequirementAnalysis` finds it.
    var groupRequirement: GroupClause?
    /// Not nil if the stages read a summary of the rows.
    public var summary: Summary?
    public var text: SourceText
  }

  /// Rows on their way: where they come from, what happens to each.
  public struct Pipeline {
    public indirect enum Origin {
      case source(Int)
      case stage(Int)
      case values([[PlanExpression]], columns: [ColumnSymbol])
      case range(
        from: PlanExpression, to: PlanExpression, step: PlanExpression, column: ColumnSymbol)
      case applyRows(PlanNode.ApplyRows)
    }
    public var origin: Origin
    public var steps: [PlanNode.RowStep]
    /// The columns that the origin delivers in its layout, if it is a table.
    public var layout: [ColumnSymbol]
    public var text: SourceText
  }

  public struct Stage {
    public enum Work {
      /// Another table as it is; its columns may have other names here.
      case view(Pipeline.Origin)
      /// The rows of a pipeline as a table.
      case collect(Pipeline)
      /// The summary of a source.
      case summary(source: Int)
      case summarize(
        Pipeline, keys: [PlanNode.Computed], aggregates: [PlanNode.Aggregate])
      /// Each branch with the expressions of the stage's columns.
      case union([(pipeline: Pipeline, values: [PlanExpression])])
      case join(
        BoundQuery.JoinKind, left: Int, right: Int, on: [(left: Int, right: Int)],
        leftColumns: [Int], rightColumns: [Int])
      case sort(Int, [(column: Int, ascending: Bool, nullsFirst: Bool)])
      case top(Int, PlanExpression, [(column: Int, ascending: Bool, nullsFirst: Bool)])
      case take(Int, PlanExpression)
      case sample(Int, PlanExpression)
      case sampleDistinct(Int, PlanExpression)
      case windows(Int, [(column: ColumnSymbol, window: PlanNode.Window)])
      case apply(
        Pipeline, PlanNode.Expansion, body: DetectorProgram, bodyColumns: [ColumnSymbol], rows: PlanNode.ApplyRows)
      case makeSeries(Pipeline, PlanNode.Series)
      case scan(Int, PlanNode.Scan)
      case tableFunction(Int, name: String, arguments: [PlanExpression])
      /// A value for all rows of later stages.
      case firstCell(PlanScalar, stage: Int, column: Int)
      case valueSet(PlanScalar, stage: Int, column: Int, folded: Bool)
      case scalar(PlanScalar, PlanExpression)
    }
    public var name: String
    public var work: Work
    /// The columns of the stage's table, in its layout.
    public var layout: [ColumnSymbol]
    public var text: SourceText
  }
}

extension DetectorProgram {
  /// The aliases of the watchlists that it reads.
  var watchlists: Set<String> {
    var aliases: Set<String> = []
    for source in sources {
      if case .watchlist(let alias) = source.list { aliases.insert(alias) }
    }
    return aliases
  }
}
