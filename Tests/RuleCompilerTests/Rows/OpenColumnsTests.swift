import DetectorRuntime
import Testing

@Suite struct OpenColumnsTests {
  let cx = makeContext()

  @Test func leavesOutWhatHasAColumn() {
    let bag = Value(bag: [("Name", Value("x")), ("Age", long(3)), ("None", .null)], cx)
    #expect(show(openBag(bag, "", [Value("Age")], cx)) == "{'Name':'x'}")
    #expect(show(openBag(bag, "P_", [Value("P_Name"), Value("Age")], cx)) == "{'P_Age':3}")
    #expect(show(openBag(long(1), "", [], cx)) == "{}")
  }

  @Test func takesColumnsAway() {
    let bag = Value(bag: [("Name", Value("x")), ("Age", long(3)), ("Agent", long(4))], cx)
    #expect(show(withoutColumns(bag, [Value("Age")], cx)) == "{'Name':'x','Agent':4}")
    #expect(show(withoutColumns(bag, [Value("*g*"), Value("x*")], cx)) == "{'Name':'x'}")
    #expect(show(withoutColumns(bag, [Value("*")], cx)) == "{}")
  }

  @Test func numbersColumnsOfTheRightSideThatClash() {
    let left = Value(bag: [("a", long(1)), ("b1", long(2))], cx)
    let right = Value(bag: [("a", long(3)), ("b", long(4)), ("c", long(5))], cx)
    let joined = joinedColumns(left, right, [Value("b")], cx)
    #expect(show(joined) == "{'a':1,'b1':2,'a1':3,'b2':4,'c':5}")
  }

  @Test func makesColumnsOfABag() {
    let table = makeTable(
      [
        [long(1), Value(bag: [("b", Value("x")), ("a", long(5))], cx)],
        [long(2), .null],
        [long(3), Value(bag: [("c", long(1)), ("a", Value(0.5)), ("Id", long(9)), ("b", .null)], cx)],
      ], width: 2, cx)
    let closed = expandOpenTable(table, columns: [ColumnDefinition("Id", .long)])
    #expect(closed.names.map(\.description) == ["Id", "a", "b", "c"])
    #expect(closed.types == [.long, .dynamic, .string, .long])
    #expect(
      cells(closed.table) == [["1", "5", "'x'", "null"], ["2", "null", "''", "null"], ["3", "0.5", "''", "1"]])
  }

  @Test func keepsManyColumnsApart() {
    let pairs = (0..<500).map { (key: cx.arena.copy("k\(1000 + $0)"), value: long(Int64($0))) }
    let closed = expandOpenTable(makeTable([[Value(bag: pairs, cx)]], width: 1, cx), columns: [])
    #expect(closed.names.count == 500)
    #expect(closed.names.first?.description == "k1000")
    #expect(show(closed.table[row: 0].value(499)) == "499")
  }
}
