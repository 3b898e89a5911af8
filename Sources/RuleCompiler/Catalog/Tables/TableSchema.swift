/// A table and its columns.
public struct TableSchema: Sendable, Equatable {
  public struct Column: Sendable, Hashable {
    public let name: String
    public let type: ScalarType
    public init(_ name: String, _ type: ScalarType) {
      self.name = name
      self.type = type
    }
  }

  public let name: String
  /// In the order in which a query without `project` returns them.
  public let columns: [Column]

  public init(name: String, columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// The type of a column, or nil if the table has none of that name; names are case-sensitive.
  public func type(ofColumn name: String) -> ScalarType? { columns.first { $0.name == name }?.type }
}
