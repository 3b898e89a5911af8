/// One step of a plan over whole relations. Immutable; identity is the object, and a node used twice is computed once.
public final class PlanNode: Hashable {
  public struct Computed {
    public var column: ColumnSymbol
    public var value: PlanExpression
  }

  /// What a pipeline does to each row.
  public enum RowStep {
    /// Goes on only if the predicate is true.
    case filter(PlanExpression, SourceText)
    case compute([Computed], SourceText)
    /// One row for each element; several columns advance together.
    case expand(Expansion, SourceText)
    case parse(ParseStep, SourceText)
  }

  public struct Expansion {
    /// Column and dynamic value, then the conversion from the element (a `.column` of `element`) to the column's type.
    public struct Item {
      public var value: PlanExpression
      /// Stands for the element, of type dynamic.
      public var element: ColumnSymbol
    }
    public var items: [Item]
    public var bagAsArray: Bool
    public var itemIndex: ColumnSymbol?
    public var rowLimit: PlanExpression?
  }

  public struct ParseStep {
    public var text: PlanExpression
    /// Whether a value that does not convert spoils its own column only.
    public var isRelaxed: Bool
    public var pieces: [ParsePiece]
    public var isWhere: Bool
    /// Of the kind `regex`: the pieces as one expression.
    public var regex: ParseRegex?
    public var columns: [ColumnSymbol] {
      pieces.compactMap { if case .column(let column, _, _) = $0 { column } else { nil } }
    }
  }

  public struct ParseRegex {
    public var pattern: PlanExpression
    /// For each column, its group.
    public var groups: [Int]
  }

  public enum ParsePiece {
    /// `*`
    case skip
    case literal(String)
    /// A column; `value` converts the piece of text, which `text` stands for.
    case column(ColumnSymbol, text: ColumnSymbol, value: PlanExpression)
  }

  public struct SortKey {
    public var column: ColumnSymbol
    public var ascending: Bool
    public var nullsFirst: Bool
  }

  public struct Aggregate {
    public enum Function {
      /// The runtime's state class with the arguments of its `init`.
      case state(
        name: String, constants: [Constant], arguments: [PlanExpression], result: PhysicalType, resultNullable: Bool)
      case argExtreme(isMax: Bool, key: PlanExpression, values: [PlanExpression])
      case anyRow([PlanExpression])
      /// A bag of key → value, of an open `pivot`: values of the aggregate `of`, whose result for no rows a key has that only
      /// other groups have.
      indirect case collectBag(key: PlanExpression, value: PlanExpression, of: Aggregate)
    }
    public var function: Function
    public var filter: PlanExpression?
    public var columns: [ColumnSymbol]
    public var text: SourceText
  }

  /// Where rows of a union come from, and the expression of each of its columns over them.
  public struct Branch {
    public var node: PlanNode
    public var values: [PlanExpression]
  }

  public enum Window {
    case neighbour(PlanExpression, offset: Int, otherwise: PlanExpression)
    case rowNumber(start: PlanExpression, restart: PlanExpression?)
    case rowCumulativeSum(PlanExpression, restart: PlanExpression?)
    case rowRank(PlanExpression, dense: Bool, restart: PlanExpression?)
    case rowWindowSession(
      PlanExpression, maxFromFirst: PlanExpression, maxBetween: PlanExpression, restart: PlanExpression?)
  }

  public indirect enum Kind {
    /// The survivors of a source.
    case source(PlanSource)
    case values([[PlanExpression]])
    case range(from: PlanExpression, to: PlanExpression, step: PlanExpression)
    case rows(PlanNode, [RowStep])
    case summarize(PlanNode, keys: [Computed], aggregates: [Aggregate])
    case join(
      BoundQuery.JoinKind, PlanNode, PlanNode, on: [(left: ColumnSymbol, right: ColumnSymbol)],
      columns: [BoundQuery.JoinColumn])
    case union([Branch])
    case sort(PlanNode, [SortKey])
    case top(PlanNode, PlanExpression, [SortKey])
    case take(PlanNode, PlanExpression)
    case sample(PlanNode, PlanExpression)
    case sampleDistinct(PlanNode, PlanExpression, ColumnSymbol)
    /// Over the rows in their order; `result` of each window is a column of the node.
    case windows(PlanNode, [(column: ColumnSymbol, window: Window)])
    /// For each row of `input` the relation `body` over the rows that `expansion` makes of it.
    case apply(PlanNode, Expansion, ApplyRows, body: PlanNode)
    /// The rows of the enclosing `apply`.
    case applyRows(ApplyRows)
    case makeSeries(PlanNode, Series)
    /// Over the rows in their order.
    case scan(PlanNode, Scan)
    /// A function of the runtime over the table of the input, whose columns are those that the function takes.
    case tableFunction(PlanNode, name: String, arguments: [PlanExpression])
  }

  /// The steps of a `scan`, see `BoundQuery.Scan`.
  public struct Scan {
    public struct Step {
      public var condition: PlanExpression
      /// One a declared column.
      public var values: [PlanExpression]
      public var output: BoundQuery.Scan.Output
    }
    public var steps: [Step]
    public var declared: [ColumnSymbol]
    public var matchID: ColumnSymbol?
    public var remembered: [BoundQuery.Scan.Remembered]
  }

  public struct Series {
    public var keys: [Computed]
    public var aggregates: [Aggregate]
    public var defaults: [PlanExpression]
    public var axis: ColumnSymbol
    public var axisValue: PlanExpression
    public var from: PlanExpression?
    public var to: PlanExpression?
    public var step: PlanExpression
    /// Whether `to` is a point, too, and points are multiples of the step.
    public var isInclusive: Bool
    /// Whether no rows give one series of defaults, rather than none.
    public var isNeverEmpty: Bool
  }

  /// The rows an `apply` hands to its body.
  public final class ApplyRows {
    /// Columns of the outer row and of the expansion.
    public let columns: [ColumnSymbol]
    init(columns: [ColumnSymbol]) { self.columns = columns }
  }

  public let kind: Kind
  /// Everything a consumer may ask for, in order.
  public let columns: [ColumnSymbol]
  public let text: SourceText

  public init(_ kind: Kind, columns: [ColumnSymbol], _ text: SourceText) {
    self.kind = kind
    self.columns = columns
    self.text = text
  }

  public static func == (a: PlanNode, b: PlanNode) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The words of the query behind a step, for the comment above it.
public struct SourceText: Hashable, Sendable {
  public var text: String
  public init(_ text: String) { self.text = text }
  public static let none = SourceText("")
}

/// One reading of a table or list: what is decided about each row as it arrives.
public final class PlanSource {
  public let table: String
  /// Not nil if the rows are no events.
  public let list: ListSource?
  /// The table's columns, as far as the query can name them.
  public let columns: [ColumnSymbol]
  /// What `ScanSplit` moved here: computations and tests on the event alone.
  public let scan: [PlanNode.RowStep]

  public init(table: String, list: ListSource? = nil, columns: [ColumnSymbol], scan: [PlanNode.RowStep] = []) {
    self.table = table
    self.list = list
    self.columns = columns
    self.scan = scan
  }
}

/// A whole query.
public struct QueryPlan {
  public var root: PlanNode
  /// The result's columns, in order.
  public var output: [ColumnSymbol]
  /// The bag of further columns that only the data knows.
  public var rest: ColumnSymbol?
}
