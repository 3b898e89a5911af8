/// A column of one relation of a query. Identity is the object: two columns of the same name are two symbols.
///
/// A column keeps its symbol while it passes through `where`, `extend`, `sort` and the like; an operator that computes,
/// renames or merges columns makes new symbols.
public final class ColumnSymbol: Hashable, @unchecked Sendable {
  public let name: String
  public let type: ScalarType

  public init(_ name: String, _ type: ScalarType) {
    self.name = name
    self.type = type
  }

  public static func == (a: ColumnSymbol, b: ColumnSymbol) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Columns that an operator has beyond those the compiler knows: `bag_unpack`, `pivot`, custom tables.
///
/// Demand decides: a name that a later operator asks for becomes a column, of type `unknown` if its name does not tell.
public final class OpenColumns {
  /// Whether the data may have columns that nobody asks for, which then are part of the whole row. If not, these columns are
  /// hidden: there for who names them, and nowhere else.
  public let haveRest: Bool
  /// The columns asked for so far, in order.
  public private(set) var demanded: [ColumnSymbol] = []
  private let onDemand: (ColumnSymbol) -> Bool
  /// The type of the column of that name; nil if there can be none.
  private let typeOfName: (String) -> ScalarType?
  private let base: OpenColumns?
  /// Names, or patterns of names, that an operator has taken away.
  let hidden: [NamePattern]

  /// - Parameters:
  ///   - onDemand: told of each new column, says whether there can be one; a union or join passes the demand on to its
  ///     inputs.
  ///   - type: the type of the column of a name; nil if there can be none.
  public init(
    haveRest: Bool = true, onDemand: @escaping (ColumnSymbol) -> Bool = { _ in true },
    type: @escaping (String) -> ScalarType? = { _ in .unknown }
  ) {
    self.haveRest = haveRest
    typeOfName = type
    self.onDemand = onDemand
    base = nil
    hidden = []
  }

  /// The columns of another relation but for some.
  init(_ base: OpenColumns, hiding hidden: [NamePattern]) {
    typeOfName = { _ in .unknown }
    onDemand = { _ in true }
    self.base = base
    haveRest = base.haveRest
    self.hidden = hidden
  }

  /// The type that the column of that name has or would have; nil if there can be none.
  func type(named name: String) -> ScalarType? {
    if let known = demanded.first(where: { $0.name == name }) { return known.type }
    if hidden.contains(where: { $0.matches(name) }) { return nil }
    return base.map { $0.type(named: name) } ?? typeOfName(name)
  }

  /// The column of that name, made if needed; nil if there can be none.
  public func column(named name: String) -> ColumnSymbol? {
    if let known = demanded.first(where: { $0.name == name }) { return known }
    if hidden.contains(where: { $0.matches(name) }) { return nil }
    if let base {
      guard let column = base.column(named: name) else { return nil }
      demanded.append(column)
      return column
    }
    guard let type = typeOfName(name) else { return nil }
    let column = ColumnSymbol(name, type)
    guard onDemand(column) else { return nil }
    demanded.append(column)
    return column
  }
}

/// The columns of a relation, in order, and whether the data may add more.
public struct RowSchema {
  public var columns: [ColumnSymbol]
  /// Not nil while the relation is open, or has hidden columns. Demanded columns are not among `columns`.
  public var open: OpenColumns?

  public init(_ columns: [ColumnSymbol], open: OpenColumns? = nil) {
    self.columns = columns
    self.open = open
  }

  public var isOpen: Bool { open?.haveRest == true }

  /// The column of that name; an open relation makes it if it can.
  public func column(named name: String) -> ColumnSymbol? {
    columns.first { $0.name == name } ?? open?.column(named: name)
  }
}
