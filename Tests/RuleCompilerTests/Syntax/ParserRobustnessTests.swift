import Foundation
import Testing

@testable import RuleCompiler

/// Parsing never fails, whatever the text.
struct ParserRobustnessTests {
  @Test(arguments: [
    "(", "f(", "[", "{", "1+", "a.b", "a[", "dynamic(", "dynamic([", "T|join(", "let f=(){", "a and ", "-",
    "x in (", "x between (", "toscalar(", "| ", ";", ",", "T|fork(", "T|mv-apply x on(", "'", "```", "a=",
    "datatable(", "typeof(", "declare pattern p = (", "T|partition by a{", "T | top-nested of a by b, ", "h@",
    "#", "\\", "(a)=", "T|scan with(step a:",
  ])
  func repeatedTextIsParsed(_ piece: String) {
    let text = String(repeating: piece, count: 10_000)
    let sink = DiagnosticSink()
    let query = Parser.parse(text, into: sink)
    #expect(query.span.end == text.utf8.count)
    #expect(sink.diagnostics.count <= Parser.mistakeLimit + 1)
  }

  @Test func nestingIsLimited() {
    let sink = DiagnosticSink()
    _ = Parser.parse("print " + String(repeating: "(", count: 10_000), into: sink)
    #expect(sink.diagnostics.map(\.id) == [.syntaxNesting])

    let deepest = DiagnosticSink()
    let level = Parser.nestingLimit - 2
    _ = Parser.parse(
      "print " + String(repeating: "(", count: level) + "1" + String(repeating: ")", count: level),
      into: deepest)
    #expect(deepest.diagnostics.map(\.message) == [])
  }

  @Test func longChainsOfConditionsAreFine() {
    let sink = DiagnosticSink()
    _ = Parser.parse(
      "T | where " + Array(repeating: "a == 1", count: 5_000).joined(separator: " or "), into: sink)
    #expect(sink.diagnostics.map(\.message) == [])
  }

  /// Mutates queries at random. The seed is printed; set MUTATION_SEED to repeat a run.
  @Test func mutatedQueriesAreParsed() {
    let environment = ProcessInfo.processInfo.environment["MUTATION_SEED"]
    let seed = environment.flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
    print("mutatedQueriesAreParsed: MUTATION_SEED=\(seed)")
    var random = SplitMix(state: seed)
    let texts = (SyntaxGoldenTests.cases.map(\.query) + SyntaxDiagnosticTests.cases.map(\.query)).map {
      Array($0.utf8)
    }
    for _ in 0..<3_000 {
      var bytes = texts[Int(random.next() % UInt64(texts.count))]
      for _ in 0..<(1 + random.next() % 6) { mutate(&bytes, texts, &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      let sink = DiagnosticSink()
      let query = Parser.parse(text, into: sink)
      #expect(!SyntaxDump.dump(query, showsSpans: true).contains("@-"))
      for diagnostic in sink.diagnostics {
        guard case .query(let span) = diagnostic.location else { continue }
        #expect(
          0 <= span.start && span.start <= span.end && span.end <= text.utf8.count, "seed \(seed): \(text)")
      }
      for statement in query.statements where !sink.hasErrors {
        #expect(!SyntaxDump.dump(QuerySyntax(statements: [statement], span: query.span)).contains("missing"))
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ texts: [[UInt8]], _ random: inout SplitMix) {
    let place = Int(random.next() % UInt64(bytes.count + 1))
    switch random.next() % 4 {
    case 0:
      let end = min(bytes.count, place + Int(random.next() % 12))
      bytes.removeSubrange(place..<end)
    case 1:
      bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 2:
      let punctuation = Array("()[]{}|;,.'\"@`-*=!<>:/ \n".utf8)
      bytes.insert(punctuation[Int(random.next() % UInt64(punctuation.count))], at: place)
    default:
      let other = texts[Int(random.next() % UInt64(texts.count))]
      let start = Int(random.next() % UInt64(other.count + 1))
      bytes.insert(contentsOf: other[start..<min(other.count, start + Int(random.next() % 30))], at: place)
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
