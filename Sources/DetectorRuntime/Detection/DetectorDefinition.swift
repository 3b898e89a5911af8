// What a generated detector tells the runtime about itself: static data and two plain functions.

/// The cells of one event, shared by all rules of its table. A cell is decoded when it is first read.
@frozen
public struct EventCells {
  /// `undecoded` where nobody has looked yet.
  @usableFromInline let values: UnsafePointer<Value>
  /// The `TableReading`, which decodes; not owned. Nil if all cells are decoded.
  @usableFromInline let reading: UnsafeRawPointer?

  init(values: UnsafePointer<Value>, reading: TableReading) {
    self.values = values
    self.reading = UnsafeRawPointer(Unmanaged.passUnretained(reading).toOpaque())
  }

  /// Cells that are all decoded.
  init(decoded values: UnsafePointer<Value>) {
    self.values = values
    reading = nil
  }

  /// A null that no value is: the cell has not been decoded.
  static var undecoded: Value { Value(kind: .null, payload: 1) }

  @usableFromInline func decode(_ place: Int) -> Value {
    guard let reading else { return .null }
    return Unmanaged<TableReading>.fromOpaque(reading)._withUnsafeGuaranteedRef { $0.decode(place) }
  }

  /// The cell's value as the record has it, of a `string` or `dynamic` column; nil if the cell has been decoded, or does not
  /// come from a value of the record.
  func written(_ place: Int) -> RawValue? {
    guard let reading, values[place].kind == .null, values[place].payload != 0 else { return nil }
    return Unmanaged<TableReading>.fromOpaque(reading)._withUnsafeGuaranteedRef { $0.written(place) }
  }

  /// The cell at a place among those of the table.
  @inlinable func cell(_ place: Int) -> Value {
    let cell = values[place]
    return cell.kind == .null && cell.payload != 0 ? decode(place) : cell
  }
}

/// One event of a source, read by the positions of `SourceDefinition.columns`.
@frozen
public struct EventRow {
  @usableFromInline let cells: EventCells
  /// For each column of the source, its place among the cells.
  @usableFromInline let slots: UnsafePointer<UInt16>
  /// Whether one of the literals that the source requires is known to be in one of its columns, as the requirement says; false
  /// if nobody has looked, too.
  public let holdsLiteral: Bool

  init(cells: EventCells, slots: UnsafePointer<UInt16>, holdsLiteral: Bool = false) {
    self.cells = cells
    self.slots = slots
    self.holdsLiteral = holdsLiteral
  }

  public func value(_ column: Int) -> Value { cells.cell(Int(slots[column])) }
  public func bool(_ column: Int) -> Bool? { value(column).bool }
  public func long(_ column: Int) -> Int64? { value(column).long }
  public func real(_ column: Int) -> Double? { value(column).real }
  public func dateTime(_ column: Int) -> DateTime? { value(column).dateTime }
  public func timeSpan(_ column: Int) -> TimeSpan? { value(column).timeSpan }
  public func string(_ column: Int) -> Str { value(column).string }
  public func guid(_ column: Int) -> Guid? { value(column).guid }
  public func decimal(_ column: Int) -> Decimal? { value(column).decimal }
}

/// The type of a column, as the runtime reads it from an event and writes it to a result.
public enum ColumnType: UInt8, Sendable {
  case bool, int, long, real, decimal, dateTime, timeSpan, guid, string, dynamic
}

/// A column by name and type.
public struct ColumnDefinition: Sendable {
  public let name: Str
  public let type: ColumnType
  public init(_ name: Str, _ type: ColumnType) {
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
  public let columns: ColumnList
  /// How many of `columns`, from the first, a survivor keeps.
  public let keptColumns: Int
  /// What every event that matches meets, for testing all rules of a table together; see `EventRequirement`.
  public let requirements: [EventRequirement]
  /// If not nil, the evaluation needs only groups of survivors of which one meets it.
  var groupRequirement: GroupRequirement?
  /// Whether an event can contribute to the rule, whatever the time of the evaluation.
  public let matches: @Sendable (EventRow, EvaluationContext) -> Bool
  /// Not nil if the evaluation reads a summary of the survivors instead of their columns.
  public let summary: SummaryDefinition?

  public init(
    table: StaticString, origin: SourceOrigin = .events, columns: ColumnList, keptColumns: Int,
    requirements: [EventRequirement] = [], groupRequirement: GroupRequirement? = nil,
    matches: @escaping @Sendable (EventRow, EvaluationContext) -> Bool, summary: SummaryDefinition? = nil
  ) {
    self.summary = summary
    self.table = table
    self.origin = origin
    self.columns = columns
    self.keptColumns = keptColumns
    self.requirements = requirements
    self.groupRequirement = groupRequirement
    self.matches = matches
  }
}

/// A compiled rule.
public struct DetectorDefinition: Sendable {
  /// What all copies share: a detector of many rules joins and sorts lists of them when it starts.
  private final class Contents: Sendable {
    let rule: RuleMetadata
    let columns: ColumnList
    let isOpen: Bool
    let readsPlaces: Bool
    let evaluate: @Sendable ([Table], EvaluationContext) -> Table

    init(
      _ rule: RuleMetadata, _ columns: ColumnList, isOpen: Bool, readsPlaces: Bool,
      _ evaluate: @escaping @Sendable ([Table], EvaluationContext) -> Table
    ) {
      self.rule = rule
      self.columns = columns
      self.isOpen = isOpen
      self.readsPlaces = readsPlaces
      self.evaluate = evaluate
    }
  }

  private let contents: Contents
  public internal(set) var sources: [SourceDefinition]

  /// Everything about the rule but its query.
  public var rule: RuleMetadata { contents.rule }
  /// The columns of the result, in the query's order.
  public var columns: ColumnList { contents.columns }
  /// If not nil, the result of `evaluate` has one more column, last: a bag of further columns that only the data
  /// knows (`bag_unpack`, `pivot`, custom tables).
  public var isOpen: Bool { contents.isOpen }
  /// Whether the evaluation asks where addresses are (`geo_info_from_ip_address`), for which a detector needs a database.
  public var readsPlaces: Bool { contents.readsPlaces }
  /// The query's result over the survivors of each source (in the order of `sources`), at `context.now`.
  public var evaluate: @Sendable ([Table], EvaluationContext) -> Table { contents.evaluate }

  public init(
    rule: RuleMetadata, sources: [SourceDefinition], columns: ColumnList,
    isOpen: Bool, readsPlaces: Bool = false, evaluate: @escaping @Sendable ([Table], EvaluationContext) -> Table
  ) {
    contents = Contents(rule, columns, isOpen: isOpen, readsPlaces: readsPlaces, evaluate)
    self.sources = sources
  }

  /// The same rule, evaluated over all survivors.
  var withoutGroupRequirements: DetectorDefinition {
    var copy = self
    for index in copy.sources.indices { copy.sources[index].groupRequirement = nil }
    return copy
  }
}

/// The detectors of several modules, by the names of their rules.
public func joinedDetectors(_ modules: [[DetectorDefinition]]) -> [DetectorDefinition] {
  var all: [DetectorDefinition] = []
  all.reserveCapacity(modules.reduce(0) { $0 + $1.count })
  for module in modules { all += module }
  all.sort { a, b in
    let order = orderOfBytes(Str(a.rule.name), Str(b.rule.name))
    return order != 0 ? order < 0 : orderOfBytes(Str(a.rule.id), Str(b.rule.id)) < 0
  }
  return all
}
