// What a generated detector tells the runtime about itself: static data and two plain functions.

/// One event of a source, read by the positions of `SourceDefinition.columns`.
@frozen
public struct EventRow {
  @usableFromInline let values: UnsafePointer<Value>
  @usableFromInline let slots: UnsafePointer<UInt16>

  /// - Parameters:
  ///   - values: the decoded columns of the event's table, shared by all rules on that table.
  ///   - slots: for each column of the source, its place in `values`.
  @inlinable public init(values: UnsafePointer<Value>, slots: UnsafePointer<UInt16>) {
    self.values = values
    self.slots = slots
  }

  @inlinable public func value(_ column: Int) -> Value { values[Int(slots[column])] }
  @inlinable public func bool(_ column: Int) -> Bool? { value(column).bool }
  @inlinable public func long(_ column: Int) -> Int64? { value(column).long }
  @inlinable public func real(_ column: Int) -> Double? { value(column).real }
  @inlinable public func dateTime(_ column: Int) -> DateTime? { value(column).dateTime }
  @inlinable public func timeSpan(_ column: Int) -> TimeSpan? { value(column).timeSpan }
  @inlinable public func string(_ column: Int) -> Str { value(column).string }
  public func guid(_ column: Int) -> Guid? { value(column).guid }
  public func decimal(_ column: Int) -> Decimal? { value(column).decimal }
}

/// The type of a column, as the runtime reads it from an event and writes it to a result.
public enum ColumnType: UInt8, Sendable {
  case bool, int, long, real, decimal, dateTime, timeSpan, guid, string, dynamic
}

/// A column by name and type.
public struct ColumnDefinition: Sendable {
  public let name: StaticString
  public let type: ColumnType
  public init(_ name: StaticString, _ type: ColumnType) {
    self.name = name
    self.type = type
  }
}

/// One reading of a table or list by a rule: which columns it needs, which rows it keeps.
public struct SourceDefinition: Sendable {
  /// The table's name, as in the `Type` column; of a list what the query calls it.
  public let table: StaticString
  /// Where the rows come from.
  public let origin: SourceOrigin
  /// The columns that `matches` and the evaluation read. `matches` reads them by position. A survivor keeps the
  /// first `keptColumns` of them, in this order.
  public let columns: [ColumnDefinition]
  /// How many of `columns`, from the first, a survivor keeps.
  public let keptColumns: Int
  /// What every event that matches meets, for testing all rules of a table together; see `EventRequirement`.
  public let requirements: [EventRequirement]
  /// Whether an event can contribute to the rule, whatever the time of the evaluation.
  public let matches: @Sendable (EventRow, EvaluationContext) -> Bool

  public init(
    table: StaticString, origin: SourceOrigin = .events, columns: [ColumnDefinition], keptColumns: Int,
    requirements: [EventRequirement] = [],
    matches: @escaping @Sendable (EventRow, EvaluationContext) -> Bool
  ) {
    self.table = table
    self.origin = origin
    self.columns = columns
    self.keptColumns = keptColumns
    self.requirements = requirements
    self.matches = matches
  }
}

/// A compiled rule.
public struct DetectorDefinition: Sendable {
  /// Everything about the rule but its query.
  public let rule: RuleMetadata
  public let sources: [SourceDefinition]
  /// The columns of the result, in the query's order.
  public let columns: [ColumnDefinition]
  /// If not nil, the result of `evaluate` has one more column, last: a bag of further columns that only the data
  /// knows (`bag_unpack`, `pivot`, custom tables).
  public let isOpen: Bool
  /// The query's result over the survivors of each source (in the order of `sources`), at `context.now`.
  public let evaluate: @Sendable ([Table], EvaluationContext) -> Table

  public init(
    rule: RuleMetadata, sources: [SourceDefinition], columns: [ColumnDefinition],
    isOpen: Bool, evaluate: @escaping @Sendable ([Table], EvaluationContext) -> Table
  ) {
    self.rule = rule
    self.sources = sources
    self.columns = columns
    self.isOpen = isOpen
    self.evaluate = evaluate
  }
}
