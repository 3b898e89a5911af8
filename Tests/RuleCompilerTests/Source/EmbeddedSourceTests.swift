import Testing

@testable import RuleCompiler

struct EmbeddedSourceTests {
  /// The scalar under the key `q` of a document.
  private func scalar(_ yaml: String, _ sourceLocation: SourceLocation = #_sourceLocation) throws -> EmbeddedSource {
    let file = SourceFile(path: "x.yaml", text: yaml)
    let sink = DiagnosticSink()
    let document = try #require(RuleDocument.read(file, into: sink), sourceLocation: sourceLocation)
    let node = try #require(document.entries.entry("q")?.value, sourceLocation: sourceLocation)
    return EmbeddedSource(file: file, scalar: try #require(node.scalar), range: node.range)
  }

  /// Where a word of the decoded text stands: `line:column`, and the file's text of its range.
  private func place(_ word: String, in source: EmbeddedSource) throws -> String {
    let range = try #require(source.text.firstRange(of: word))
    let start = range.lowerBound.utf16Offset(in: source.text)
    let prefix = source.text.utf8.distance(from: source.text.startIndex, to: range.lowerBound)
    #expect(start >= 0)
    let bytes = source.fileRange(prefix..<(prefix + word.utf8.count))
    let position = source.position(of: prefix)
    return "\(position.line):\(position.column) \(String(decoding: source.file.bytes[bytes], as: UTF8.self))"
  }

  @Test(arguments: ["|", "|-", "|+", "|  # with a comment"])
  func mapsLiteralBlocks(indicator: String) throws {
    let source = try scalar(
      "name: x\nq: \(indicator)\n  T\n  | where A // no\n\n\t  | take 1\n".replacing("\t", with: ""))
    #expect(source.text.hasPrefix("T\n| where A // no\n\n| take 1"))
    #expect(try place("where", in: source) == "4:5 where")
    #expect(try place("take 1", in: source) == "6:5 take 1")
  }

  @Test func mapsExplicitIndentation() throws {
    let source = try scalar("m:\n  x: 1\nq: |2-\n    T\n  | where A\n")
    #expect(source.text == "  T\n| where A")
    #expect(try place("T", in: source) == "4:5 T")
    #expect(try place("where", in: source) == "5:5 where")
  }

  @Test func mapsBlankFirstLines() throws {
    let source = try scalar("q: |\n\n    \n     T\n     | take 1\n")
    #expect(source.text == "\n\nT\n| take 1\n")
    #expect(try place("T", in: source) == "4:6 T")
  }

  @Test func mapsByteOrderMarkAndLineEnds() throws {
    let source = try scalar("\u{FEFF}q: |\r\n  Té\r\n  | where A\n\r\n  | take 1")
    #expect(source.text == "Té\n| where A\n\n| take 1")
    #expect(try place("Té", in: source) == "2:3 Té")
    #expect(try place("where", in: source) == "3:5 where")
    #expect(try place("take", in: source) == "5:5 take")
    #expect(source.position(of: 0) == SourcePosition(line: 2, column: 3))
    #expect(source.fileRange(3..<4).count == 2, "one LF of the text is CR LF in the file")
  }

  @Test func mapsTabs() throws {
    let source = try scalar("q: |\n  T\n  \t| where\tA\n")
    #expect(source.text == "T\n\t| where\tA\n")
    #expect(try place("A", in: source) == "3:12 A")
  }

  @Test func mapsFoldedBlocks() throws {
    let source = try scalar("q: >\n  T\n  | where A\n\n  | take 1\n    | more\n  end\n")
    #expect(source.text == "T | where A\n| take 1\n  | more\nend\n")
    #expect(try place("where", in: source) == "3:5 where")
    #expect(try place("take 1", in: source) == "5:5 take 1")
    #expect(try place("more", in: source) == "6:7 more")
    #expect(try place("end", in: source) == "7:3 end")
  }

  @Test func mapsSingleQuotes() throws {
    let source = try scalar("q: 'T | where A == ''x''\n  | take 1'\n")
    #expect(source.text == "T | where A == 'x' | take 1")
    #expect(try place("'x'", in: source) == "1:20 ''x''")
    #expect(try place("take", in: source) == "2:5 take")
  }

  @Test func mapsDoubleQuotes() throws {
    let source = try scalar("q: \"T \\u0041 \\x42\\n| é \\\n   joined  \n\n  last\"\n")
    #expect(source.text == "T A B\n| é joined\nlast")
    #expect(try place("A", in: source) == "1:7 \\u0041")
    #expect(try place("B\n", in: source) == "1:14 \\x42\\n")
    #expect(try place("joined", in: source) == "2:4 joined")
    #expect(try place("last", in: source) == "4:3 last")
  }

  @Test func mapsPlainText() throws {
    let source = try scalar("q:\n  T\n  | where A == 1   \n\n  | take 1  # not part\nname: y\n")
    #expect(source.text == "T | where A == 1\n| take 1")
    #expect(try place("where", in: source) == "3:5 where")
    #expect(try place("take 1", in: source) == "5:5 take 1")
  }

  @Test func mapsEnds() throws {
    let source = try scalar("q: |\n  ab\n\nname: x\n")
    #expect(source.fileRange(2..<2) == 9..<9)
    #expect(source.fileOffset(of: 99) == 10)
    #expect(try scalar("q: ''\n").fileRange(0..<0) == 3..<3)
  }
}
