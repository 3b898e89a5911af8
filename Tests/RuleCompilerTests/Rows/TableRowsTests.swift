import DetectorRuntime
import Testing

@Suite struct TableRowsTests {
  @Test func unionPadsWhatAnInputLacks() {
    let cx = makeContext()
    let output = Table(width: 3, cx)
    output.append(makeTable([[long(1), Value("a")]], width: 2, cx), "1 '' 0")
    output.append(makeTable([[long(2)]], width: 1, cx), "''*2 0")
    #expect(cells(output) == [["'a'", "''", "1"], ["''", "''", "2"]])
  }

  @Test func picksCellsOfEachRow() {
    let cx = makeContext()
    let table = makeTable([(0..<12).map { long(Int64($0)) }], width: 12, cx)
    #expect(cells(pickCells(table, "11 0-2 null 10", cx)) == [["11", "0", "1", "2", "null", "10"]])
    #expect(cells(pickCells(table, "3 null*2 '' 3", cx)) == [["3", "null", "null", "''", "3"]])
    let texts = makeTable([[Value("7"), Value("x"), long(3)]], width: 3, cx)
    #expect(cells(pickCells(texts, "long(0-1) string(2) 2", cx)) == [["7", "null", "'3'", "3"]])
    let constants = Table(width: 3, cx)
    constants.put(CellPicks("null ''*2"))
    constants.endRow()
    #expect(cells(constants) == [["null", "''", "''"]])
  }

  @Test func picksConstants() {
    let cx = makeContext()
    let table = makeTable([[long(1)], [long(2)]], width: 1, cx)
    let picked = pickCells(table, "'two words ' 0 =-12 'x'*2 '\\ \"' =9223372036854775807", cx)
    for row in cells(picked) {
      #expect(row[0] == "'two words '" && row[2...] == ["-12", "'x'", "'x'", "'\\ \"'", "9223372036854775807"])
    }
    #expect(cells(picked).map { $0[1] } == ["1", "2"])
  }

  @Test func loopsOverTheRowsThatWereThere() {
    let cx = makeContext()
    let table = makeTable([[long(1)], [long(2)]], width: 1, cx)
    var seen: [Int64?] = []
    for row in table.rows {
      seen.append(row.long(0))
      if seen.count == 1 {
        for _ in Indices(20) {
          table.put(Value.long(9))
          table.endRow()
        }
      }
    }
    #expect(seen == [1, 2])
    #expect(table.count == 22)
    #expect(Array(Indices(3)) == [0, 1, 2])
    #expect(Array(Indices(-1)).isEmpty)
  }

  @Test func takesTheFirstRows() {
    let cx = makeContext()
    let table = makeTable([[long(1)], [long(2)], [long(3)]], width: 1, cx)
    #expect(cells(takeTable(table, 2)) == [["1"], ["2"]])
    #expect(takeTable(table, -1).count == 0)
    #expect(takeTable(table, 9).count == 3)
  }

  @Test func samplesTheSameRowsAtTheSameTime() {
    let rows = (0..<100).map { [long(Int64($0))] }
    let first = makeContext(7), again = makeContext(7), later = makeContext(8)
    let sample = cells(sampleTable(makeTable(rows, width: 1, first), 10, first))
    #expect(sample.count == 10)
    #expect(Set(sample).count == 10)
    #expect(sample == cells(sampleTable(makeTable(rows, width: 1, again), 10, again)))
    #expect(sample != cells(sampleTable(makeTable(rows, width: 1, later), 10, later)))
  }

  @Test func samplesDistinctValues() {
    let cx = makeContext()
    let table = makeTable([[long(1)], [.null], [long(1)], [.null], [long(2)], [long(3)]], width: 1, cx)
    #expect(cells(sampleDistinct(table, 3, column: 0, cx)) == [["1"], ["null"], ["2"]])
  }
}
