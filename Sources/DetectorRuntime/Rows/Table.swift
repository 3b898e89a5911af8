/// A relation in memory, one 16-byte `Value` a cell, row after row.
///
/// Generated code fills a row cell by cell with `put` and closes it with `endRow`.
public final class Table {
  /// The number of columns.
  public let width: Int
  /// The number of complete rows.
  public private(set) var count = 0
  @usableFromInline var cells: UnsafeMutablePointer<Value>
  var filled = 0
  private(set) var capacity: Int
  let cx: EvaluationContext
  /// Indexes by key of a table that is complete and read by many evaluations; nil if it is not such a table.
  var keptIndexes: [KeyIndex]?
  /// Sets of the values of its columns, likewise.
  var keptSets: [(column: Int, folded: Bool, values: Grouping)] = []

  /// - Parameter width: the number of columns; 0 is legal, such a table has only a row count.
  public init(width: Int, _ cx: EvaluationContext) {
    self.width = width
    self.cx = cx
    self.capacity = max(width, 1) * 16
    self.cells = .allocate(capacity: capacity)
  }

  deinit {
    keptIndexes?.forEach { $0.deallocate() }
    cells.deallocate()
  }

  func grow() {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.update(from: cells, count: filled)
    cells.deallocate()
    cells = larger
    capacity *= 2
  }

  /// The cells of a row; valid until the next append.
  @inlinable public subscript(row index: Int) -> Row { Row(UnsafePointer(cells + index * width)) }

  /// The complete rows, one after the other.
  public var rows: TableRows { TableRows(self) }

  // MARK: Appending

  // Not inlined into generated code, here and in `Row`: rules are many, and the compiler's time is what counts there.
  public func put(_ value: Value) {
    if filled == capacity { grow() }
    (cells + filled).initialize(to: value)
    filled += 1
  }
  public func put(_ value: Bool?) { put(Value(value)) }
  public func put(_ value: Int64?) { put(Value(value)) }
  public func put(_ value: Double?) { put(Value(value)) }
  public func put(_ value: DateTime?) { put(Value(value)) }
  public func put(_ value: TimeSpan?) { put(Value(value)) }
  public func put(_ value: Guid?) { put(Value(value, cx)) }
  public func put(_ value: Decimal?) { put(Value(value, cx)) }
  public func put(_ value: Str) { put(Value(value)) }

  /// Closes the row whose cells have been put.
  public func endRow() {
    count += 1
    assert(filled == count * width, "a row was closed with \(filled - (count - 1) * width) cells, not \(width)")
  }

  /// Forgets the rows from `count` on.
  public func truncate(_ count: Int) {
    guard count < self.count else { return }
    self.count = max(count, 0)
    filled = self.count * width
  }
}

/// The rows that a table has when a loop over them begins.
///
/// See `Indices` for why it is no range.
public struct TableRows: Sequence, IteratorProtocol {
  private let table: Table
  private let count: Int
  private var index = 0

  init(_ table: Table) {
    self.table = table
    count = table.count
  }

  public func makeIterator() -> TableRows { self }

  public mutating func next() -> Row? {
    guard index < count else { return nil }
    defer { index += 1 }
    return table[row: index]
  }
}

/// The cells of one row, read by position.
@frozen
public struct Row {
  @usableFromInline let cells: UnsafePointer<Value>
  @inlinable init(_ cells: UnsafePointer<Value>) { self.cells = cells }

  @inlinable public func value(_ column: Int) -> Value { cells[column] }
  public func bool(_ column: Int) -> Bool? { cells[column].bool }
  public func long(_ column: Int) -> Int64? { cells[column].long }
  public func real(_ column: Int) -> Double? { cells[column].real }
  public func dateTime(_ column: Int) -> DateTime? { cells[column].dateTime }
  public func timeSpan(_ column: Int) -> TimeSpan? { cells[column].timeSpan }
  public func string(_ column: Int) -> Str { cells[column].string }
  public func guid(_ column: Int) -> Guid? { cells[column].guid }
  public func decimal(_ column: Int) -> Decimal? { cells[column].decimal }
}
