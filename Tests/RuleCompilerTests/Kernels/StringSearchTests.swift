import Testing

@testable import DetectorRuntime

/// A literal is found wherever it stands, by vectors of any width.
struct StringSearchTests {
  @Test func findsWhatAByteByByteSearchFinds() {
    let seed = UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let arena = Arena()
    let letters = Array("abAB@`[{\\|-1 é")
    func text(_ count: Int) -> String { String((0..<count).map { _ in letters.randomElement(using: &rng) ?? "a" }) }
    var found = 0
    for _ in 0..<4000 {
      arena.reset()
      let sample = arena.copy(text(Int.random(in: 0...(Bool.random(using: &rng) ? 24 : 120), using: &rng)))
      let literal = arena.copy(text(Int.random(in: 1...5, using: &rng)).filter(\.isASCII))
      guard literal.count > 0 else { continue }
      let start = Int.random(in: 0...sample.count, using: &rng)
      let last = sample.count - literal.count
      let expected = last < start ? nil : (start...last).first { matchesFoldedAscii(sample, at: $0, literal) }
      let result = findFolded(sample, literal, from: start)
      #expect(result?.start == expected, "seed \(seed): \(literal) in \(sample) from \(start)")
      #expect(result?.end == expected.map { $0 + literal.count })
      if expected != nil { found += 1 }
    }
    #expect(found > 500)
  }
}
