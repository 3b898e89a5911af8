import DetectorRuntime
import Testing

@Suite struct SortTableTests {
  private func column(_ values: [Value], _ key: SortKey) -> [String] {
    let cx = makeContext()
    return cells(sortTable(makeTable(values.map { [$0] }, width: 1, cx), [key])).map { $0[0] }
  }

  // The table of sort-operator.md.
  @Test func placesNullAndNaN() {
    let values: [Value] = [
      Value(5.0), Value(Double.nan), Value(-Double.infinity), .null, Value(0.0), Value(Double.infinity), Value(-5.0),
    ]
    #expect(
      column(values, SortKey(column: 0, ascending: true, nullsFirst: true))
        == ["null", "nan", "-inf", "-5.0", "0.0", "5.0", "inf"])
    #expect(
      column(values, SortKey(column: 0, ascending: false, nullsFirst: true))
        == ["null", "nan", "inf", "5.0", "0.0", "-5.0", "-inf"])
    #expect(
      column(values, SortKey(column: 0, ascending: true, nullsFirst: false))
        == ["-inf", "-5.0", "0.0", "5.0", "inf", "nan", "null"])
    #expect(
      column(values, SortKey(column: 0, ascending: false, nullsFirst: false))
        == ["inf", "5.0", "0.0", "-5.0", "-inf", "nan", "null"])
  }

  @Test func comparesStringsByCodePoint() {
    let values: [Value] = [Value("b"), Value("aaaaaaaab"), Value("B"), Value("é"), Value("aaaaaaaa"), Value("")]
    #expect(
      column(values, SortKey(column: 0, ascending: true, nullsFirst: true))
        == ["''", "'B'", "'aaaaaaaa'", "'aaaaaaaab'", "'b'", "'é'"])
  }

  @Test func comparesLargeLongsExactly() {
    let large: Int64 = 1 << 60
    let values = [large + 1, large, -large, -large - 1, large + 2].map { Value($0) }
    #expect(
      column(values, SortKey(column: 0, ascending: false, nullsFirst: false))
        == [large + 2, large + 1, large, -large, -large - 1].map { "\($0)" })
  }

  @Test func isStableAndTopAgrees() {
    for seed in 0..<60 {
      let cx = makeContext(seed)
      var random = TestRandom(seed)
      let rows = (0..<(1 + random.below(200))).map { row -> [Value] in
        [long(Int64(random.below(5))), random.below(6) == 0 ? .null : long(Int64(random.below(4))), long(Int64(row))]
      }
      let table = makeTable(rows, width: 3, cx)
      let keys = [
        SortKey(column: 0, ascending: false, nullsFirst: false), SortKey(column: 1, ascending: true, nullsFirst: true),
      ]
      let expected = rows.sorted { a, b in
        if a[0].long != b[0].long { return a[0].long! > b[0].long! }
        let (x, y) = (a[1].long ?? -1, b[1].long ?? -1)
        return x != y ? x < y : a[2].long! < b[2].long!
      }.map { $0.map(show) }
      #expect(cells(sortTable(table, keys)) == expected, "seed \(seed)")
      let count = random.below(20)
      #expect(cells(topTable(table, Int64(count), keys)) == Array(expected.prefix(count)), "seed \(seed)")
    }
  }
}
