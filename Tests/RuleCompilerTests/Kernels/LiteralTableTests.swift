import Testing

@testable import DetectorRuntime
@testable import RuleCompiler

/// Constant lists as the compiler lays them out and the runtime reads them.
@Suite struct LiteralTableTests {
  /// What the generated code has as static strings, held in an arena.
  private func table(_ strings: [String], _ purpose: LiteralTableBuilder.Purpose, _ cx: EvaluationContext) throws
    -> LiteralTable
  {
    let builder = try #require(LiteralTableBuilder(strings, for: purpose))
    return LiteralTable(literals: cx.arena.copy(builder.literals + " ").base, table: cx.arena.copy(builder.table).base)
  }

  @Test func setsAndTermsAgreeWithTheOperators() throws {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = ["a", "B", "b", "1", " ", "-", ".", "ü", "Ü", "\\", "\""]
    func text(_ length: Int) -> String { (0..<next(length)).map { _ in alphabet[next(alphabet.count)] }.joined() }
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    for _ in 0..<200 {
      let list = (0..<next(30)).map { _ in text(6) }
      let exact = LiteralSet(table: try table(list, .exact, cx))
      let folded = LiteralSet(table: try table(list, .folded, cx))
      let terms = LiteralTerms(table: try table(list, .terms, cx))
      let literals = list.map { cx.arena.copy($0) }
      for _ in 0..<20 {
        let word = cx.arena.copy(text(6))
        let sentence = cx.arena.copy(text(30))
        #expect(exact.contains(word) == literals.contains { equalsString($0, word) })
        #expect(folded.containsFolded(word) == literals.contains { equalsFolded($0, word) })
        #expect(terms.anyIsIn(sentence) == literals.contains { hasTerm(sentence, $0) })
        #expect(terms.allAreIn(sentence) == literals.allSatisfy { hasTerm(sentence, $0) })
      }
    }
  }

  @Test func layoutIsPrintableAndStable() throws {
    let first = try #require(LiteralTableBuilder(["cmd.exe", "powershell.exe", "cmd.exe"], for: .folded))
    let second = try #require(LiteralTableBuilder(["cmd.exe", "powershell.exe"], for: .folded))
    #expect(first.literals == "cmd.exepowershell.exe")
    #expect(first.literals == second.literals && first.table == second.table)
    #expect(first.table.utf8.allSatisfy { (0x3E...0x7E).contains($0) && $0 != 0x5C })
  }
}
