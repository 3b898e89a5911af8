// What the plugins that look for patterns share: `basket`, `autocluster`, `diffpatterns`.

/// A table coded for the search for patterns: numbers in place of values.
///
/// Nulls are a value like others. Rows without a weight weigh nothing.
struct PatternRows {
  /// All rows.
  let all: [Int32]
  /// What each row counts.
  let weights: [Double]
  /// For each column, the number of each row's value; the numbers are 0, 1, … in the order of the rows.
  let groups: [[Int32]]
  /// For each column, whether its values make patterns.
  let isMined: [Bool]
  /// The distinct values of each column.
  private let values: [Grouping]

  /// - Parameters:
  ///   - table: a weight, other cells, then the columns.
  ///   - first: the number of cells before the columns.
  ///   - mined: for each column, whether its values make patterns.
  init(_ table: Table, columnsFrom first: Int, mined: Value, _ cx: EvaluationContext) {
    isMined = mined.materialized(cx).elements.map { $0.bool == true }
    all = (0..<Int32(table.count)).map { $0 }
    weights = all.map { table[row: Int($0)].real(0) ?? 0 }
    let values = (first..<table.width).map { _ in Grouping(keys: 1, cx) }
    self.values = values
    groups = values.enumerated().map { column, grouping in
      (0..<table.count).map { row in
        grouping.put(table[row: row].value(first + column))
        return Int32(grouping.group())
      }
    }
  }

  func weight(of rows: [Int32]) -> Double { rows.reduce(0) { $0 + weights[Int($1)] } }

  /// For each column that makes patterns, the number of the value that all rows have; nil if they differ.
  func shared(_ rows: [Int32]) -> [Int?] {
    groups.enumerated().map { column, groups in
      guard isMined[column], let first = rows.first else { return nil }
      let group = groups[Int(first)]
      return rows.allSatisfy { groups[Int($0)] == group } ? Int(group) : nil
    }
  }

  /// Puts the values of a pattern, and in the other columns what stands for any value.
  func put(_ pattern: [Int?], wildcards: [Value], into result: Table) {
    for (column, group) in pattern.enumerated() {
      result.put(group.map { values[column].key($0, 0) } ?? wildcards[column])
    }
  }
}

/// A search for the values that enough rows share, depth first: each step adds the value of a later column. Of patterns
/// that the same rows match, it finds the one that says most.
struct SharedValueSearch {
  private let rows: PatternRows
  private let isEnough: ([Int32]) -> Bool
  private let found: (_ pattern: [Int?], _ rows: [Int32]) -> Void
  private let limit: Int
  private var known: Set<[Int?]> = []
  /// For each column, a number for each row's value that enough of all rows have, in the order of the values; -1 for
  /// other values.
  private var places: [[Int]] = []
  private var placeCounts: [Int] = []
  /// How many sets of rows have been looked at.
  private(set) var steps = 0

  /// - Parameters:
  ///   - limit: how many sets of rows may be looked at.
  ///   - isEnough: whether the rows are enough for a pattern; if they are not, none of their subsets is.
  ///   - found: is called with each pattern, once.
  init(
    _ rows: PatternRows, limit: Int = .max, isEnough: @escaping ([Int32]) -> Bool,
    found: @escaping (_ pattern: [Int?], _ rows: [Int32]) -> Void
  ) {
    self.rows = rows
    self.limit = limit
    self.isEnough = isEnough
    self.found = found
  }

  /// Finds the patterns of these rows.
  /// - Parameter dimensions: how many values, of which none follows from the others, it may take to tell a pattern.
  /// - Returns: false if more than `limit` sets of rows would have to be looked at; then patterns are missing.
  mutating func run(_ members: [Int32], dimensions: Int) -> Bool {
    numberValues(of: members)
    return extend(members, from: 0, common: rows.shared(members), dimensions)
  }

  private mutating func numberValues(of members: [Int32]) {
    places = []
    placeCounts = []
    for groups in rows.groups {
      var parts: [Int32: [Int32]] = [:]
      for row in members { parts[groups[Int(row)], default: []].append(row) }
      var places = [Int](repeating: -1, count: groups.count)
      var count = 0
      for (_, part) in parts.sorted(by: { $0.key < $1.key }) where isEnough(part) {
        for row in part { places[Int(row)] = count }
        count += 1
      }
      self.places.append(places)
      placeCounts.append(count)
    }
  }

  private mutating func extend(_ members: [Int32], from start: Int, common: [Int?], _ dimensions: Int) -> Bool {
    steps += 1
    guard steps <= limit else { return false }
    if common.contains(where: { $0 != nil }), known.insert(common).inserted { found(common, members) }
    guard dimensions > 0 else { return true }
    // A column whose value is settled divides the rows no more.
    for column in start..<rows.groups.count
    where rows.isMined[column] && common[column] == nil && placeCounts[column] > 0 {
      let places = places[column]
      var parts = [[Int32]](repeating: [], count: placeCounts[column])
      for row in members where places[Int(row)] >= 0 { parts[places[Int(row)]].append(row) }
      for part in parts where isEnough(part) {
        guard extend(part, from: column + 1, common: rows.shared(part), dimensions - 1) else { return false }
      }
    }
    return true
  }
}
