import Foundation
import RuleCompiler
import Testing

@Suite struct DemandTests {
  /// Scalars that each name another twice: 2^40 paths lead from the last to the first.
  @Test func looksAtEachScalarOnce() throws {
    let steps = (1...40).map { "let n\($0) = n\($0 - 1) + n\($0 - 1);\n" }.joined()
    let query = "let n0 = toscalar(SecurityEvent | count);\n" + steps + "print Total = n40"
    let compiled = Compiler(options: .init()).compileQuery(query, id: "Doubling")
    #expect(compiled.resolvedDiagnostics.isEmpty)
    let swift = try #require(compiled.swift)
    #expect(swift.components(separatedBy: "addLongs(").count - 1 == 40)
  }
}
