import Testing

@testable import DetectorRuntime

/// The three ways to run a pattern give the same answer.
struct PatternEnginesTests {
  private let arena = Arena()

  private func compile(_ pattern: String) throws -> CompiledPattern {
    CompiledPattern(program: arena.copy(try RegexCompiler.compile(pattern)))
  }

  /// The slots of the first match by simulation; nil without a match.
  private static func simulated(_ pattern: CompiledPattern, _ text: Str, _ demand: PatternSearch.Demand) -> [Int32]? {
    PatternSimulation.with(pattern, text) { simulation in
      guard simulation.find(from: 0, demand) else { return nil }
      return (0..<2 * pattern.groupCount).map { simulation.result[$0] }
    }
  }

  private static func searched(_ pattern: CompiledPattern, _ text: Str, _ demand: PatternSearch.Demand) -> [Int32]? {
    PatternSearch.with(pattern, text, groups: pattern.groupCount) { search in
      guard search.find(from: 0, demand) else { return nil }
      return (0..<2 * pattern.groupCount).map { search.slots[$0] }
    }
  }

  private static let atoms = [
    "a", "b", "ß", "é", "1", ".", #"\d"#, #"\w"#, #"\W"#, #"\s"#, #"\S"#, "[a-c]", "[^a]", #"[^\w1]"#, #"\p{Lu}"#,
    "ab1", #"(?-u:\w)"#,
  ]

  private static func pattern(_ rng: inout SeededNumbers, _ depth: Int = 0) -> String {
    func inner() -> String { pattern(&rng, depth + 1) }
    switch Int.random(in: 0..<(depth < 3 ? 10 : 3), using: &rng) {
    case 3: return inner() + "|" + inner()
    case 4: return "(" + inner() + ")" + (["", "*", "+", "?", "*?", "+?", "{1,2}"].randomElement(using: &rng) ?? "")
    case 5: return "(?:" + inner() + ")" + (["{2}", "{0,3}", "*", "??"].randomElement(using: &rng) ?? "")
    case 6: return (["^", #"\b"#, #"\B"#, #"\<"#, "(?m:^)"].randomElement(using: &rng) ?? "") + inner()
    case 7: return inner() + (["$", #"\b"#, #"\>"#, "(?m:$)", #"(?-u:\b)"#].randomElement(using: &rng) ?? "")
    case 8: return "(?i:" + inner() + ")"
    case 9: return inner() + inner()
    default: return atoms.randomElement(using: &rng) ?? "a"
    }
  }

  @Test func agreeOnRandomPatterns() throws {
    let seed = UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let letters = Array("aaabbc11 -\nABéßÀ٣\u{212A}ſ_€😀")
    for _ in 0..<300 {
      let source = Self.pattern(&rng)
      let pattern = try compile(source)
      for _ in 0..<30 {
        let count = Int.random(in: 0...(Bool.random(using: &rng) ? 6 : 60), using: &rng)
        let string = String((0..<count).map { _ in letters.randomElement(using: &rng) ?? "a" })
        let text = arena.copy(string)
        let expected = Self.simulated(pattern, text, .first)
        #expect(pattern.matches(text) == (expected != nil), "\(source) on \(string); seed \(seed)")
        #expect(Self.searched(pattern, text, .first) == expected, "\(source) on \(string); seed \(seed)")
        #expect(
          Self.searched(pattern, text, .atEnd) == Self.simulated(pattern, text, .atEnd),
          "\(source) at the end of \(string); seed \(seed)")
        #expect(
          Self.searched(pattern, text, .atStart) == Self.simulated(pattern, text, .atStart),
          "\(source) at the start of \(string); seed \(seed)")
      }
    }
  }

  @Test func anAssertionThatFailedIsTriedAgainLater() throws {
    let pattern = try compile("(?:a)??(?m:^)c")
    let text = arena.copy("a\nc")
    #expect(Self.searched(pattern, text, .first) == [2, 3])
    #expect(Self.simulated(pattern, text, .first) == [2, 3])
  }

  @Test func literalsDecideNothingElse() throws {
    let pattern = try compile(#"(?i)\bmimikatz(\.exe)?\s+(privilege|sekurlsa|kerberos)::"#)
    for length in [0, 1, 5, 30, 31, 32, 33, 34, 63, 64, 65, 200] {
      let padding = String(repeating: "-", count: length)
      #expect(pattern.matches(arena.copy(padding + "MimiKatz.EXE  SEKURLSA::x" + padding)))
      #expect(pattern.matches(arena.copy(padding + "mimi\u{212A}atz  \u{17F}ekurlsa::" + padding)))
      #expect(!pattern.matches(arena.copy(padding + "mimikatz.exe sekurlsa:x" + padding)))
      #expect(!pattern.matches(arena.copy(padding + "mimikat" + padding)))
    }
  }

  @Test func manyKindsOfCharactersAreSimulated() throws {
    // Each letter is in classes of its own: more kinds than the automaton tells apart.
    let letters = (0..<40).map { String(UnicodeScalar(0x4E00 + $0).map(Character.init) ?? "a") }
    let pattern = try compile(letters.map { "\($0){2}" }.joined(separator: "|"))
    #expect(!pattern.matches(arena.copy(letters.joined())))
    #expect(pattern.matches(arena.copy(letters.joined() + letters[39])))
  }

  @Test func statesAreForgotten() throws {
    // 2^14 sets of places: more than are kept.
    let pattern = try compile("a.{14}b")
    var rng = SeededNumbers(state: 7)
    var bytes = (0..<100_000).map { _ in Bool.random(using: &rng) ? UInt8(ascii: "a") : UInt8(ascii: "c") }
    #expect(!pattern.matches(arena.copy(String(decoding: bytes, as: UTF8.self))))
    bytes[50_000] = UInt8(ascii: "a")
    bytes[50_015] = UInt8(ascii: "b")
    #expect(pattern.matches(arena.copy(String(decoding: bytes, as: UTF8.self))))
  }

  @Test func largeTextsAreSimulated() throws {
    let pattern = try compile("(x?){200}(a+)$")
    let text = arena.copy(String(repeating: "a", count: 100_000))
    #expect(pattern.matches(text))
    #expect(pattern.capture(text, 2)?.count == 100_000)
    #expect(try compile("(a+)+$").matches(text))
    #expect(try !compile("(a+)+b").matches(text))
  }

  @Test func anotherProgramAtTheSamePlaceIsAnother() throws {
    let programs = try ["(1)+", "(2)+"].map { try RegexCompiler.compile($0) }
    #expect(programs[0].utf8.count == programs[1].utf8.count)
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: programs[0].utf8.count)
    defer { memory.deallocate() }
    for (program, digit) in zip(programs, ["1", "2"]) {
      _ = memory.update(from: program.utf8)
      let pattern = CompiledPattern(program: Str(base: UnsafePointer(memory.baseAddress!), count: memory.count))
      #expect(pattern.matches(arena.copy(digit)))
      #expect(!pattern.matches("-"))
    }
  }
}
