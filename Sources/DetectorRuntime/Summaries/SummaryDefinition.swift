// What a generated detector says about a `summarize` whose groups can be kept up to date as events come.

/// An aggregate whose state takes events in any order, and of which the states of several periods combine exactly.
public enum SummaryFunction: Sendable {
  /// `count()`
  case count
  /// `sum` of integers or timespans; wraps around.
  case sum
  case least, greatest
  /// `avg` of integers, timespans or times.
  case average
  case countDistinct
  /// `make_set`, of at most so many values.
  case makeSet(Int64)
  /// `take_any(expr)`: of the first row that has a value.
  case anyValue
  /// `take_any` of several columns: of the first row.
  case anyRow
  /// `arg_max` and `arg_min`; the first argument is the key.
  case argMax, argMin
}

/// What an aggregate reads.
public enum SummaryArgument: Sendable {
  /// A column that survivors keep.
  case column(Int)
  /// A value that the detector's `summarize` computes, by its position among those.
  case computed(Int)
}

/// One aggregate of a summary.
public struct SummaryAggregate: Sendable {
  let function: SummaryFunction
  let arguments: [SummaryArgument]
  /// A `bool`: only rows where it is true count.
  let filter: SummaryArgument?
  /// The type of the argument and of the result, where the function has use for it.
  let type: ColumnType

  public init(
    _ function: SummaryFunction, of arguments: [SummaryArgument] = [], type: ColumnType = .long,
    where filter: SummaryArgument? = nil
  ) {
    self.function = function
    self.arguments = arguments
    self.type = type
    self.filter = filter
  }
}

/// Where a column of a summary comes from.
public enum SummaryColumn: Sendable {
  case key(Int)
  /// A result of an aggregate; of those with several, the one at a position.
  case aggregate(Int, Int)
}

/// A `summarize` over the events of one source, which neither the time of the run nor other queries change.
///
/// Its groups come in the order of their first rows, as those of `Grouping` do over sorted survivors.
public struct SummaryDefinition: Sendable {
  let keys: [ColumnType]
  let aggregates: [SummaryAggregate]
  /// How many values `summarize` computes for a row.
  let computed: Int
  /// The columns of the summary, in its layout.
  let columns: [SummaryColumn]
  /// Whether keys have to be compared by their first rows. If not, the keys are the first columns that are kept, so
  /// that the order of rows with different keys is that of the keys.
  let isOrderedByRows: Bool
  /// Puts keys and computed values of each row; nil if the keys of every row are its first cells and nothing is computed.
  let summarize: (@Sendable (Rows, SummaryGroups, EvaluationContext) -> Void)?
  /// Whether anything is done with a group, given its row; nil if with all.
  let keeps: (@Sendable (Row, EvaluationContext) -> Bool)?

  public init(
    keys: [ColumnType], aggregates: [SummaryAggregate], computed: Int = 0, columns: [SummaryColumn],
    isOrderedByRows: Bool = false,
    summarize: (@Sendable (Rows, SummaryGroups, EvaluationContext) -> Void)? = nil,
    keeps: (@Sendable (Row, EvaluationContext) -> Bool)? = nil
  ) {
    self.keys = keys
    self.aggregates = aggregates
    self.computed = computed
    self.columns = columns
    self.isOrderedByRows = isOrderedByRows
    self.summarize = summarize
    self.keeps = keeps
  }

  /// The columns that aggregates read of an event, if nothing else of it matters beside the keys, which are its first
  /// cells; nil if more is needed of an event than that.
  var columnsOfEvents: Set<Int>? {
    guard summarize == nil, !isOrderedByRows else { return nil }
    var columns: Set<Int> = []
    for aggregate in aggregates {
      switch aggregate.function {
      case .count, .sum, .least, .greatest, .average: break
      case .countDistinct, .makeSet, .anyValue, .anyRow, .argMax, .argMin: return nil
      }
      for argument in aggregate.arguments + [aggregate.filter].compactMap({ $0 }) {
        guard case .column(let column) = argument else { return nil }
        columns.insert(column)
      }
    }
    return columns
  }

  /// Whether any state refers to rows, whose cells then have to be kept.
  var refersToRows: Bool {
    isOrderedByRows
      || aggregates.contains {
        switch $0.function {
        case .makeSet, .anyValue, .anyRow, .argMax, .argMin: true
        case .count, .sum, .least, .greatest, .average, .countDistinct: false
        }
      }
  }
}

/// Rows that lie one after the other, as generated code reads them.
@frozen
public struct Rows {
  @usableFromInline let cells: UnsafePointer<Value>
  @usableFromInline let width: Int
  public let count: Int

  init(_ cells: UnsafePointer<Value>, width: Int, count: Int) {
    self.cells = cells
    self.width = width
    self.count = count
  }

  @inlinable public subscript(row index: Int) -> Row { Row(cells + index * width) }
}
