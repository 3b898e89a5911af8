import Testing

@testable import DetectorRuntime

/// A list that stays as it is keeps its indexes from one evaluation to the next.
@Suite struct KeptIndexTests {
  @Test func joinsMakeAnIndexOncePerKey() {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    let list = Table(width: 2, cx)
    for number in 0..<100 as Range<Int64> {
      list.put(number % 10)
      list.put(number)
      list.endRow()
    }
    list.keptIndexes = []
    func join(_ key: Int, _ kind: JoinKind) -> [Int64] {
      let left = Table(width: 1, cx)
      for number in 5..<8 as Range<Int64> {
        left.put(number)
        left.endRow()
      }
      let result = joinTables(
        left, list, on: [JoinKey(left: 0, right: key)], kind: kind, left: "0", right: "1",
        padding: "null*2", cx)
      return (0..<result.count).map { result[row: $0].long(1) ?? -1 }
    }
    let first = join(0, .inner)
    #expect(first.count == 30)
    #expect(list.keptIndexes?.count == 1)
    #expect(join(0, .inner) == first)
    #expect(join(0, .innerUnique) == first)
    #expect(list.keptIndexes?.count == 1)
    #expect(join(1, .inner) == [5, 6, 7])
    #expect(list.keptIndexes?.count == 2)
  }

  @Test func setsAreMadeOnce() {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    let list = Table(width: 1, cx)
    for name in ["Ann", "bob", "bob"] as [Str] {
      list.put(name)
      list.endRow()
    }
    list.keptIndexes = []
    func has(_ name: Str, folded: Bool) -> Bool {
      let evaluation = EvaluationContext(now: DateTime(ticks: 0))
      return ValueSet(list, column: 0, folded: folded, evaluation).contains(Value(name))
    }
    #expect(has("Ann", folded: false) && !has("ann", folded: false) && !has("Bob", folded: false))
    #expect(has("ANN", folded: true) && has("Bob", folded: true) && !has("bo", folded: true))
    #expect(list.keptSets.count == 2)
  }

  @Test func setsOfOtherTablesAreNotKept() {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    let table = Table(width: 1, cx)
    #expect(!ValueSet(table, column: 0, folded: false, cx).contains(Value("a")))
    #expect(table.keptSets.isEmpty)
  }
}
