import Testing

@testable import DetectorRuntime

@Suite struct PatternCacheTests {
  private let arena = Arena()

  private func finds(_ pattern: String, _ text: String, _ cache: PatternCache) -> Bool {
    cache.pattern(arena.copy(pattern)).matches(arena.copy(text))
  }

  @Test func compilesWhatItMeets() {
    let cache = PatternCache()
    for _ in 0..<2 {
      #expect(finds(#"(?i)^cmd\.exe\b"#, "CMD.EXE /c", cache))
      #expect(!finds(#"(?i)^cmd\.exe\b"#, "xcmd.exe", cache))
      #expect(finds("é+$", "caféé", cache))
      #expect(finds("", "a", cache))
    }
    #expect(cache.count == 3)
  }

  @Test func whatIsNoExpressionMatchesNothing() {
    let cache = PatternCache()
    for _ in 0..<2 {
      #expect(!finds("a(", "a(", cache))
      #expect(!finds("(?=a)", "a", cache))
      #expect(!finds(String(repeating: "a", count: 20_000), String(repeating: "a", count: 20_000), cache))
    }
  }

  @Test func keepsABoundedNumber() {
    let cache = PatternCache()
    for number in 0..<5000 {
      #expect(finds("^x\(number)$", "x\(number)", cache))
      // One that is met again and again stays, and its engine with it.
      #expect(finds("a|b", "b", cache))
      #expect(!finds("^x\(number)$", "x\(number + 1)", cache))
    }
    #expect(cache.count <= 2048)
    #expect(finds("^x0$", "x0", cache) && !finds("^x0$", "x1", cache))
  }

  @Test func costsAreBounded() {
    // Repetitions of nothing, of repetitions, and in many levels.
    let cache = PatternCache()
    #expect(!finds("(?:){1000}{1000}{1000}", "a", cache))
    #expect(!finds("a" + String(repeating: "+", count: 10_000), "a", cache))
    let nested = String(repeating: "(", count: 60) + "a" + String(repeating: ")+", count: 60)
    #expect(finds(nested, "a", cache) && !finds(nested, "b", cache))
  }
}
