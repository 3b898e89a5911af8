import Testing

@testable import DetectorRuntime

struct LiteralScannerTests {
  /// The literals that stand in a text, found one by one.
  private static func expected(
    _ literals: [String], _ text: String, _ arena: Arena, isTerm: (Int) -> Bool
  ) -> Set<Int> {
    let text = arena.copy(text)
    return Set(
      literals.indices.filter {
        let literal = arena.copy(literals[$0])
        return isTerm($0) ? hasTerm(text, literal) : containsText(text, literal)
      })
  }

  /// - Parameters:
  ///   - least: the shortest literal, which decides at which places of a text the scanner looks.
  ///   - usesVectors: whether vectors are used where the processor has them.
  @Test(arguments: [2, 3, 4, 5, 6, 7, 9], [true, false])
  func findsWhatStandsInTheText(least: Int, usesVectors: Bool) {
    let seed = UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let arena = Arena()
    let letters = Array("abAB\\.-1ü")
    func text(_ count: Int) -> String { String((0..<count).map { _ in letters.randomElement(using: &rng) ?? "a" }) }
    for _ in 0..<60 {
      var literals: [String] = []
      for _ in 0..<Int.random(in: 1...(Bool.random(using: &rng) ? 20 : 200), using: &rng) {
        let literal = text(Int.random(in: least...(least + 6), using: &rng)).lowercased().filter(\.isASCII)
        if literal.count >= least, !literals.contains(literal) { literals.append(literal) }
      }
      let areAllTerms = Bool.random(using: &rng)
      let isTerm = { (number: Int) in areAllTerms || number % 2 == 1 }
      let scanner = LiteralScanner()
      for (number, literal) in literals.enumerated() {
        #expect(scanner.add(arena.copy(literal), isTerm: isTerm(number)) == number)
      }
      scanner.finish(usesVectors: usesVectors)
      for _ in 0..<20 {
        var sample = text(Int.random(in: 0...(Bool.random(using: &rng) ? 40 : 400), using: &rng))
        if Bool.random(using: &rng), let literal = literals.randomElement(using: &rng) {
          sample += literal.uppercased()
        }
        var found: Set<Int> = []
        scanner.scan(arena.copy(sample)) { #expect(found.insert($0).inserted, "found twice; seed \(seed)") }
        let expected = Self.expected(literals, sample, arena, isTerm: isTerm)
        #expect(found == expected, "seed \(seed): \(literals) in \(sample)")
      }
    }
  }

  @Test func aLiteralHasOneNumber() {
    let scanner = LiteralScanner()
    #expect(scanner.add("abc") == 0)
    #expect(scanner.add("abcd") == 1)
    #expect(scanner.add("abc") == 0)
    #expect(scanner.add("abc", isTerm: true) == 2)
    #expect(scanner.count == 3)
  }

  @Test(arguments: [
    (#"{"a":"C:\\users"}"#, false), (#"{"a":"\u0041"}"#, true), (#"{"a":"x\/y"}"#, true), (#"\\\\u"#, false),
    (#"\\\u0041"#, true), (#"0123456789abcdef\n"#, false), ("0123456789\tabcdef", true),
  ])
  func knowsEscapesThatStandForAnything(text: String, expected: Bool) {
    let arena = Arena()
    #expect(hasStandInEscape(arena.copy(text)) == expected)
  }
}
