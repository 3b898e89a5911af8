import DetectorRuntime
import Testing

@Suite struct JoinTablesTests {
  static let kinds: [JoinKind] = [
    .innerUnique, .inner, .leftOuter, .rightOuter, .fullOuter, .leftAnti, .rightAnti, .leftSemi, .rightSemi,
  ]

  /// Keys of both number types and null, so few that they collide; the second column is the row's number.
  private func randomTable(_ random: inout TestRandom, _ cx: EvaluationContext) -> Table {
    let rows = (0..<random.below(12)).map { row -> [Value] in
      let key = random.below(7)
      let cell = key == 0 ? Value.null : key < 3 ? Value(Double(key)) : long(Int64(key - 2))
      return [cell, long(Int64(row))]
    }
    return makeTable(rows, width: 2, cx)
  }

  private func key(_ table: Table, _ row: Int) -> Double? {
    table[row: row].real(0) ?? table[row: row].long(0).map(Double.init)
  }

  /// The same by a nested loop over all pairs of rows.
  private func nestedLoop(_ left: Table, _ right: Table, _ kind: JoinKind) -> [[String]] {
    var result: [[String]] = []
    for row in 0..<left.count {
      let own = key(left, row)
      let matches = (0..<right.count).filter { own != nil && key(right, $0) == own }
      let isFirst = !(0..<row).contains { own != nil && key(left, $0) == own }
      switch kind {
      case .innerUnique: if isFirst { result += matches.map { ["\(row)", "\($0)"] } }
      case .inner, .rightOuter: result += matches.map { ["\(row)", "\($0)"] }
      case .leftOuter, .fullOuter:
        result += matches.isEmpty ? [["\(row)", "null"]] : matches.map { ["\(row)", "\($0)"] }
      case .leftAnti: if matches.isEmpty { result.append(["\(row)"]) }
      case .leftSemi: if !matches.isEmpty { result.append(["\(row)"]) }
      case .rightAnti, .rightSemi, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner, .ipv6LeftOuter: break
      }
    }
    for row in 0..<right.count {
      let own = key(right, row)
      let matches = (0..<left.count).contains { own != nil && key(left, $0) == own }
      switch kind {
      case .rightOuter, .fullOuter: if !matches { result.append(["null", "\(row)"]) }
      case .rightAnti: if !matches { result.append(["\(row)"]) }
      case .rightSemi: if matches { result.append(["\(row)"]) }
      case .innerUnique, .inner, .leftOuter, .leftAnti, .leftSemi, .ipv4Inner, .ipv4LeftOuter, .ipv6Inner,
        .ipv6LeftOuter:
        break
      }
    }
    return result
  }

  @Test(arguments: kinds) func agreesWithNestedLoop(_ kind: JoinKind) {
    for seed in 0..<300 {
      let cx = makeContext(seed)
      var random = TestRandom(seed)
      let left = randomTable(&random, cx)
      let right = randomTable(&random, cx)
      let leftColumns: CellPicks = kind == .rightAnti || kind == .rightSemi ? "" : "1"
      let rightColumns: CellPicks = kind == .leftAnti || kind == .leftSemi ? "" : "1"
      let joined = joinTables(
        left, right, on: [JoinKey(left: 0, right: 0)], kind: kind, left: leftColumns, right: rightColumns,
        padding: isOneSided(kind) ? "null" : "null null", cx)
      #expect(cells(joined) == nestedLoop(left, right, kind), "seed \(seed)")
    }
  }

  private func isOneSided(_ kind: JoinKind) -> Bool {
    [.leftAnti, .leftSemi, .rightAnti, .rightSemi].contains(kind)
  }

  @Test func stringKeysReadNullAsEmpty() {
    let cx = makeContext()
    let left = makeTable([[.null], [Value("a")]], width: 1, cx)
    let right = makeTable([[.emptyString], [Value("a")], [Value("A")]], width: 1, cx)
    let joined = joinTables(
      left, right, on: [JoinKey(left: 0, right: 0, isString: true)], kind: .inner, left: "0", right: "0",
      padding: "''*2", cx)
    #expect(cells(joined) == [["null", "''"], ["'a'", "'a'"]])
  }

  @Test func severalKeysAndPadding() {
    let cx = makeContext()
    let left = makeTable([[Value("a"), long(1)], [Value("a"), long(2)]], width: 2, cx)
    let right = makeTable([[Value("a"), long(2), Value("x")]], width: 3, cx)
    let joined = joinTables(
      left, right, on: [JoinKey(left: 0, right: 0), JoinKey(left: 1, right: 1)], kind: .leftOuter, left: "0-1",
      right: "2", padding: "'' null ''", cx)
    #expect(cells(joined) == [["'a'", "1", "''"], ["'a'", "2", "'x'"]])
  }

  @Test func withoutKeysEveryRowMatches() {
    let cx = makeContext()
    let left = makeTable([[long(1)], [long(2)]], width: 1, cx)
    let right = makeTable([[long(3)], [long(4)]], width: 1, cx)
    let joined = joinTables(
      left, right, on: [], kind: .inner, left: "0", right: "0", padding: "null*2", cx)
    #expect(cells(joined) == [["1", "3"], ["1", "4"], ["2", "3"], ["2", "4"]])
  }
}
