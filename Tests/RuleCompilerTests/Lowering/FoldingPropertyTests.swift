import Foundation
import Testing

@testable import RuleCompiler
@testable import rulec

/// What the compiler computes of constants is what a detector computes of columns that hold them, for random
/// expressions over the whole catalog. `PROPERTY_SEED=N` takes other expressions.
@Suite struct FoldingPropertyTests {
  private static let perQuery = 24
  private static let queries = 8

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func constantsFoldToWhatRunsGive() throws {
    let seed = SeededGenerator.seed
    print("FoldingPropertyTests: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    let compiler = Compiler(options: CompilerOptions())
    var cases: [EvaluationCase] = []
    var expressions: [[RandomExpression]] = []
    for index in 0..<Self.queries {
      var leaves = RandomExpression.Leaves()
      var taken: [RandomExpression] = []
      for _ in 0..<500 where taken.count < Self.perQuery {
        var more = leaves
        let expression = RandomExpression.random(depth: 2, &more, &random)
        // Of several arrays the result is several columns.
        guard !expression.constant.hasPrefix("array_sort"), isAccepted("print r = \(expression.constant)", compiler),
          isAccepted("\(more.table) | project r = \(expression.columnar)", compiler)
        else { continue }
        // Null is what most functions give for arguments that they cannot take: a few of those are enough.
        if isNull(expression.constant), Int.random(in: 0..<4, using: &random) > 0 { continue }
        leaves = more
        taken.append(expression)
      }
      try #require(taken.count == Self.perQuery, "most random expressions compile")
      func list(_ texts: [String]) -> String {
        texts.enumerated().map { "r\($0.offset) = \($0.element)" }.joined(separator: ", ")
      }
      cases.append(EvaluationCase(id: "constant\(index)", query: "print \(list(taken.map(\.constant)))"))
      cases.append(
        EvaluationCase(id: "column\(index)", query: "\(leaves.table) | project \(list(taken.map(\.columnar)))"))
      expressions.append(taken)
    }
    let evaluation = Evaluation(compiler: compiler, eventPaths: [], now: "2026-03-02T00:00:00Z", timeLimit: 20)
    let outcomes = try evaluation.outcomes(of: cases)
    var seen: [String] = []
    for (index, taken) in expressions.enumerated() {
      let folded = try row(outcomes[2 * index])
      let run = try row(outcomes[2 * index + 1])
      try #require(folded.count == taken.count && run.count == taken.count, "seed \(seed)")
      seen += folded
      for (place, expression) in taken.enumerated() where folded[place] != run[place] {
        Issue.record("seed \(seed): \(expression.constant) folds to \(folded[place]), a run gives \(run[place])")
      }
    }
    #expect(seen.count { !$0.hasSuffix(" null") } > seen.count / 2, "seed \(seed): most expressions have values")
    #expect(Set(seen).count > seen.count / 4, "seed \(seed): the values differ")
  }

  private func isNull(_ expression: String) -> Bool {
    let (bound, _) = BinderFixture.bind("print r = \(expression)")
    guard case .values(let rows)? = bound?.kind, case .literal(let constant)? = rows.first?.first?.kind else {
      return false
    }
    switch constant {
    case .null, .dynamic(.null): return true
    default: return false
    }
  }

  private func isAccepted(_ query: String, _ compiler: Compiler) -> Bool {
    compiler.compileQuery(query, id: "Case").swift != nil
  }

  /// The cells of a result's only row, as JSON with their types.
  private func row(_ outcome: EvaluationOutcome) throws -> [String] {
    guard case .result(let json) = outcome else {
      Issue.record("seed \(SeededGenerator.seed): \(outcome)")
      return []
    }
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let types = try #require(object?["types"] as? [String])
    let row = try #require((object?["rows"] as? [[Any]])?.first)
    return try zip(types, row).map { type, cell in
      let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
      let text = String(decoding: try JSONSerialization.data(withJSONObject: cell, options: options), as: UTF8.self)
      return "\(type) \(text)"
    }
  }
}
