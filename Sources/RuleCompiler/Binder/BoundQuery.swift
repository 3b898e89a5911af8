/// A tabular expression whose names and types are resolved: one operator over its inputs.
///
/// Identity is the object: a `let` table used twice is one object, and is computed once.
public final class BoundQuery {
  public let kind: Kind
  /// What comes out, in order.
  public let schema: RowSchema
  public let span: SourceSpan

  public init(_ kind: Kind, schema: RowSchema, span: SourceSpan) {
    self.kind = kind
    self.schema = schema
    self.span = span
  }

  /// A column with the expression that computes it.
  public struct Computed {
    public var column: ColumnSymbol
    public var value: BoundExpression
    public init(_ column: ColumnSymbol, _ value: BoundExpression) {
      self.column = column
      self.value = value
    }
  }

  public struct SortKey {
    public var value: BoundExpression
    public var ascending: Bool
    public var nullsFirst: Bool
    public init(value: BoundExpression, ascending: Bool, nullsFirst: Bool) {
      self.value = value
      self.ascending = ascending
      self.nullsFirst = nullsFirst
    }
  }

  public struct Aggregate {
    public indirect enum Function {
      /// One of the catalog's, with row arguments and constants converted to the signature's types.
      case symbol(
        AggregateSymbol, AggregateSignature, arguments: [BoundExpression],
        constants: [Constant])
      /// `arg_max`/`arg_min`: of the row with the extreme `key`, these values; `columns` of the aggregate are the key's first (if it is
      /// returned), then one for each value.
      case argExtreme(isMax: Bool, key: BoundExpression, values: [BoundExpression])
      /// `take_any` over several columns: the values of one row.
      case anyRow([BoundExpression])
    }
    public var function: Function
    /// Only rows for which this is true count (`countif`, `sumif`).
    public var filter: BoundExpression?
    /// The result columns: one, but for `argExtreme` (1 + values.count: the key, then the values) and `anyRow`.
    public var columns: [ColumnSymbol]
    public var span: SourceSpan
    public init(_ function: Function, filter: BoundExpression?, columns: [ColumnSymbol], span: SourceSpan) {
      self.function = function
      self.filter = filter
      self.columns = columns
      self.span = span
    }
  }

  public enum JoinKind: String, Sendable {
    case innerUnique, inner, leftOuter, rightOuter, fullOuter, leftAnti, rightAnti, leftSemi, rightSemi
    /// Of the first key, the left side is an address and the right one a range.
    case ipv4Inner, ipv4LeftOuter, ipv6Inner, ipv6LeftOuter
  }
  /// A result column of a join or union, and the input's column it takes.
  public struct JoinColumn {
    public enum Side: Sendable { case left, right }
    public var column: ColumnSymbol
    public var side: Side
    public var source: ColumnSymbol
    /// What only the data knows: columns of the right side that it is instead, the first one with values, if `source` has none.
    public var alternatives: [ColumnSymbol]
    public init(_ column: ColumnSymbol, _ side: Side, _ source: ColumnSymbol, alternatives: [ColumnSymbol] = []) {
      self.column = column
      self.side = side
      self.source = source
      self.alternatives = alternatives
    }
  }
  /// The columns a union gives; a class, since an open union adds to them on demand.
  public final class UnionColumns {
    public struct Entry {
      public var column: ColumnSymbol
      /// For each input its column, converted to `column.type` where the types differ; nil: null (or the empty string).
      public var sources: [ColumnSymbol?]
      public init(_ column: ColumnSymbol, _ sources: [ColumnSymbol?]) {
        self.column = column
        self.sources = sources
      }
    }
    public var entries: [Entry]
    public init(_ entries: [Entry]) { self.entries = entries }
  }
  /// Likewise for joins.
  public final class JoinColumns {
    public var entries: [JoinColumn]
    /// The right side's columns that the result does not have.
    public let dropped: Set<ColumnSymbol>
    public init(_ entries: [JoinColumn], dropping dropped: Set<ColumnSymbol> = []) {
      self.entries = entries
      self.dropped = dropped
    }
  }

  public struct Expanded {
    /// The new column, of the type asked for (`to typeof`) or dynamic.
    public var column: ColumnSymbol
    /// A dynamic expression.
    public var value: BoundExpression
    public init(_ column: ColumnSymbol, _ value: BoundExpression) {
      self.column = column
      self.value = value
    }
  }

  public indirect enum Kind {
    /// A table of events; `columns` are those of its schema, `schema.open` is set for custom tables.
    case table(name: String)
    /// A watchlist or external data; `schema.open` is set for a watchlist whose file is not known.
    case list(ListSource)
    /// A `datatable`, `print` or any relation of constants: one array of `schema.columns.count` expressions a row.
    case values([[BoundExpression]])
    case range(from: BoundExpression, to: BoundExpression, step: BoundExpression)
    case filter(BoundQuery, BoundExpression)
    /// Adds columns, or replaces those of the same name (in place: `schema` tells the order). Later values may not use earlier ones of the
    /// same operator (as in KQL they can: the binder splits such an `extend` in two).
    case extend(BoundQuery, [Computed])
    /// Exactly these columns; `project`, `project-away`, `-keep`, `-rename`, `-reorder`. An open relation that stays open (`project-away`,
    /// `-rename`, `-reorder`) keeps its rest.
    case project(BoundQuery, [Computed])
    /// `distinct` is a `summarize` without aggregates. Keys come first in `schema`.
    case summarize(BoundQuery, keys: [Computed], aggregates: [Aggregate])
    /// Key pairs are (left, right) expressions over the inputs. `lookup` is a join of kind `leftOuter` or `inner`.
    case join(
      JoinKind, BoundQuery, BoundQuery, on: [(left: BoundExpression, right: BoundExpression)],
      columns: JoinColumns)
    /// `sourceName` is the `withsource` column; its values are `sourceNames`, one an input.
    case union([BoundQuery], columns: UnionColumns, sourceName: ColumnSymbol?, sourceNames: [String])
    case sort(BoundQuery, [SortKey])
    case top(BoundQuery, count: BoundExpression, [SortKey])
    case take(BoundQuery, count: BoundExpression)
    /// `rowLimit` counts per input row.
    case mvExpand(
      BoundQuery, [Expanded], bagAsArray: Bool, itemIndex: ColumnSymbol?, rowLimit: BoundExpression?)
    /// `mv-apply … on (subquery)`: `subquery` reads `applyInput` (a `.applyRows` node) whose columns are the outer row's and the expanded ones.
    case mvApply(
      BoundQuery, [Expanded], bagAsArray: Bool, itemIndex: ColumnSymbol?, rowLimit: BoundExpression?,
      applyInput: BoundQuery, subquery: BoundQuery)
    /// The rows that an enclosing `mvApply` or `partition` hands to its subquery.
    case applyRows
    /// `parse`, `parse-where`: `isWhere` drops rows that do not match.
    case parse(BoundQuery, BoundExpression, ParseKind, [ParsePiece], isWhere: Bool)
    case parseKeyValue(BoundQuery, BoundExpression, [ColumnSymbol], ParseKeyValueOptions)
    /// `evaluate bag_unpack(bag, prefix)`: the bag's properties become the open columns of `schema`.
    case bagUnpack(BoundQuery, ColumnSymbol, prefix: String, ignored: [String], fixed: [ColumnSymbol]?)
    /// `evaluate pivot(key, aggregate, by…)`: open columns named by the key's values.
    case pivot(BoundQuery, key: BoundExpression, aggregate: Aggregate, by: [ColumnSymbol])
    /// `serialize` or an operator that leaves row order defined.
    case serialize(BoundQuery, [Computed])
    case makeSeries(BoundQuery, MakeSeries)
    /// The rows of `getschema`: evaluated from the input's schema.
    case sample(BoundQuery, count: BoundExpression)
    case sampleDistinct(BoundQuery, count: BoundExpression, of: ColumnSymbol)
    /// `scan`: the declared columns, and the match's number, come behind those of the input.
    case scan(BoundQuery, Scan)
    /// What only a function of the runtime can say; the columns of `schema` are those of its result.
    case tableFunction(BoundQuery, TableFunction)
  }

  public enum ParseKind: Sendable { case simple, relaxed, regex(flags: String) }
  public enum ParsePiece {
    /// `*`
    case skip
    case literal(String)
    /// A column of its type, converted from the text.
    case column(ColumnSymbol)
  }
  public struct ParseKeyValueOptions: Sendable {
    public var pairDelimiter: String
    public var keyValueDelimiter: String
    public var quotes: [String]
    public var escape: String?
    public var greedy: Bool
    public var regex: String?
    public init(
      pairDelimiter: String, keyValueDelimiter: String, quotes: [String], escape: String?, greedy: Bool, regex: String?
    ) {
      self.pairDelimiter = pairDelimiter
      self.keyValueDelimiter = keyValueDelimiter
      self.quotes = quotes
      self.escape = escape
      self.greedy = greedy
      self.regex = regex
    }
  }
  public struct MakeSeries {
    public var aggregates: [Aggregate]
    /// One a column of `aggregates`.
    public var defaults: [BoundExpression]
    public var axis: ColumnSymbol
    public var axisValue: BoundExpression
    public var from: BoundExpression?
    public var to: BoundExpression?
    public var step: BoundExpression
    /// Whether `to` is a point, too, and points are multiples of the step: `in range(from, to, step)`.
    public var isInclusive: Bool
    public var by: [Computed]
    /// Whether no rows give one series of defaults, rather than none: `kind=nonempty`.
    public var isNeverEmpty: Bool
    public init(
      aggregates: [Aggregate], defaults: [BoundExpression], axis: ColumnSymbol, axisValue: BoundExpression,
      from: BoundExpression?, to: BoundExpression?, step: BoundExpression, isInclusive: Bool, by: [Computed],
      isNeverEmpty: Bool
    ) {
      self.aggregates = aggregates
      self.defaults = defaults
      self.axis = axis
      self.axisValue = axisValue
      self.from = from
      self.to = to
      self.step = step
      self.isInclusive = isInclusive
      self.by = by
      self.isNeverEmpty = isNeverEmpty
    }
  }
}
