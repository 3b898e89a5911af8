import Testing

@testable import RuleCompiler

struct LineMapTests {
  @Test func countsLinesOfEveryLineEnd() {
    let file = SourceFile(path: "x", text: "a\nb\r\nc\rd\n")
    #expect(file.lineMap.lineCount == 5)
    #expect(file.position(of: 2) == SourcePosition(line: 2, column: 1))
    #expect(file.position(of: 5) == SourcePosition(line: 3, column: 1))
    #expect(file.position(of: 7) == SourcePosition(line: 4, column: 1))
    #expect(file.text(ofLine: 2) == "b")
    #expect(file.text(ofLine: 5) == "")
  }

  @Test func countsCharactersNotBytes() {
    let file = SourceFile(path: "x", text: "\u{FEFF}é漢x")
    #expect(file.position(of: 0) == SourcePosition(line: 1, column: 1))
    #expect(file.position(of: 3 + 5) == SourcePosition(line: 1, column: 3))
    #expect(file.position(of: 999) == SourcePosition(line: 1, column: 4))
  }
}
