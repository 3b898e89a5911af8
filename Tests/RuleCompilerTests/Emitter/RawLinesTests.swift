import SwiftParser
import SwiftSyntax
import Testing

@testable import RuleCompiler

/// A raw literal of many lines stands for just its text, as Swift's own parser reads it.
@Suite struct RawLinesTests {
  private static let texts =
    HostileText.marks.map(\.text) + [
      "(a|b)\\d+\tx\n^\\\\#$", "\"\"\"#", "\"\"\"\n\"\"\"#\n#\"\"\"", "\\#(1)\\##u{41}", "\\\n\\", "# \"#", "  two\n\n",
      "", "é\u{202e}x",
    ]

  @Test(arguments: texts)
  func text(_ start: String) throws {
    // A text that fits into a line becomes an ordinary literal.
    let text = start + "\n" + String(repeating: "x", count: 120)
    let file = SwiftFile(declarations: [.constant(modifiers: "", "x", type: "Str", .rawLines(text))])
    let source = SwiftRenderer.render(file)
    let tree = SwiftParser.Parser.parse(source: source)
    #expect(!tree.hasError && source.contains("#\"\"\"\n"), "\(source)")
    let value = tree.statements.first?.item.as(VariableDeclSyntax.self)?.bindings.first?.initializer?.value
    let literal = try #require(value?.as(StringLiteralExprSyntax.self), "\(source)")
    #expect(tree.statements.count == 1 && literal.representedLiteralValue == text, "\(source)")
  }

  /// The same of lines that may be broken at their blanks.
  @Test(arguments: texts)
  func lines(_ start: String) throws {
    let lines = [start, String(repeating: "word  ", count: 30) + "'", start + " " + start]
    let file = SwiftFile(declarations: [.constant(modifiers: "", "x", type: "Str", .lines(lines))])
    let source = SwiftRenderer.render(file)
    let tree = SwiftParser.Parser.parse(source: source)
    #expect(!tree.hasError && source.contains("\"\"\"\n"), "\(source)")
    let value = tree.statements.first?.item.as(VariableDeclSyntax.self)?.bindings.first?.initializer?.value
    let literal = try #require(value?.as(StringLiteralExprSyntax.self), "\(source)")
    #expect(literal.representedLiteralValue == lines.joined(separator: "\n"), "\(source)")
  }
}
