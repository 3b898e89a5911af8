/// Collects the columns of a projection and keeps their names unique.
///
/// A declared name (`x = …`, or a plain column) may replace a column that is there already, but not another declared
/// one; an inferred name gets a number if it is taken.
struct ProjectionBuilder {
  private(set) var entries: [BoundQuery.Computed] = []
  private var excluded: Set<ColumnSymbol> = []
  private var indices: [String: Int] = [:]
  private var declared: Set<String> = []
  private var unique = UniqueNames()

  /// Takes the columns of the input over.
  mutating func passThrough(_ columns: [ColumnSymbol], span: SourceSpan, isDeclared: Bool = false) {
    for column in columns {
      add(column, BoundExpression(.column(column), column.type, span))
      excluded.insert(column)
      if isDeclared { declared.insert(column.name) }
    }
  }

  /// From now on, the column is not added again.
  mutating func exclude(_ column: ColumnSymbol) { excluded.insert(column) }
  mutating func excludeAll() { for entry in entries { excluded.insert(entry.column) } }
  func isExcluded(_ column: ColumnSymbol) -> Bool { excluded.contains(column) }

  /// Adds a column under its name or one made from it.
  @discardableResult
  mutating func add(
    _ column: ColumnSymbol, _ value: BoundExpression, replacing: Bool = false, base: String? = nil
  ) -> ColumnSymbol? {
    guard !column.name.isEmpty, !excluded.contains(column) else { return nil }
    if replacing, let index = indices[column.name] {
      entries[index] = BoundQuery.Computed(column, value)
      return column
    }
    let name = unique.unique(column.name, base: base)
    let added = name == column.name ? column : ColumnSymbol(name, column.type)
    indices[name] = entries.count
    entries.append(BoundQuery.Computed(added, value))
    return added
  }

  /// Adds a column under its very name.
  /// - Returns: false if the name is declared already.
  mutating func declare(_ column: ColumnSymbol, _ value: BoundExpression, replacing: Bool = false) -> Bool {
    guard !declared.contains(column.name) else { return false }
    if replacing, let index = indices[column.name] {
      entries[index] = BoundQuery.Computed(column, value)
      declared.insert(column.name)
    } else if let added = add(column, value) {
      declared.insert(added.name)
    }
    return true
  }

  /// Gives the column another name, in its place.
  /// - Returns: false if the new name is declared already.
  mutating func rename(_ old: String, to new: String) -> Bool {
    guard let index = indices[old] else { return true }
    guard !declared.contains(new) else { return false }
    let entry = entries[index]
    entries[index] = BoundQuery.Computed(ColumnSymbol(new, entry.column.type), entry.value)
    indices[old] = nil
    indices[new] = index
    declared.insert(new)
    unique.add(new)
    return true
  }

  var columns: [ColumnSymbol] { entries.map(\.column) }
}
