import Testing

@testable import DetectorRuntime

struct DelimitedTextTests {
  private static func rows(_ text: String, delimiter: UInt8 = 0x2C) -> (rows: [[String]], lines: [Int], unclosed: Int?)
  {
    let arena = Arena()
    let copy = arena.copy(text)
    var reader = DelimitedText(
      UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: copy.base), count: copy.count),
      delimiter: delimiter)
    var result: (rows: [[String]], lines: [Int], unclosed: Int?) = ([], [], nil)
    while reader.next() {
      result.rows.append(reader.cells.map(\.description))
      result.lines.append(reader.line)
    }
    result.unclosed = reader.unclosedLine
    return result
  }

  @Test func readsQuotedCells() {
    let read = Self.rows("a,\"b, \"\"c\"\"\nd\",\r\n\"\",x\"y,z")
    #expect(read.rows == [["a", "b, \"c\"\nd", ""], ["", "x\"y", "z"]])
    #expect(read.lines == [1, 3])
    #expect(read.unclosed == nil)
  }

  @Test func skipsMarkAndBlankLines() {
    #expect(Self.rows("\u{feff}a,b\n\n\r\n1,2\r3,4").rows == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(Self.rows("").rows.isEmpty)
  }

  @Test func namesTheLineOfAnOpenQuote() {
    let read = Self.rows("a\n\"b\nc")
    #expect(read.rows == [["a"], ["b\nc"]])
    #expect(read.unclosed == 2)
  }

  @Test func takesOtherDelimiters() {
    #expect(Self.rows("a,b\tc", delimiter: 0x09).rows == [["a,b", "c"]])
  }

  @Test func matchesPatternsOfNames() {
    #expect(matchesPattern("top-1m.csv", "*.csv"))
    #expect(matchesPattern("aab", "*a?"))
    #expect(!matchesPattern("a.txt", "*.csv"))
    #expect(!matchesPattern("", "?"))
    #expect(matchesPattern("", "*"))
  }
}
