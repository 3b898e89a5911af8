import DetectorRuntime
import Testing

@Suite struct RegexCompilerTests {
  @Test(arguments: [
    ("a(b", 1, "'(' without ')'"), ("ab)", 2, "')' without '('"), ("a[b", 1, "'[' without ']'"),
    ("*a", 0, "nothing to repeat"), ("a{3,2}", 1, "a repetition from 3 to 2"),
    ("a{1001}", 1, "a repetition of more than 1000"),
    ("(?=a)", 0, "looking ahead is not part of KQL's regular expressions"),
    ("a(?<!b)", 1, "looking behind is not part of KQL's regular expressions"),
    (#"(a)\1"#, 3, "a reference to a group is not part of KQL's regular expressions"),
    (#"a\y"#, 1, #"the escape '\y' has no meaning"#), ("a\\", 1, "a backslash at the end"),
    ("[z-a]", 1, "a range from 'z' down to 'a'"), ("(?q)", 2, "the flag 'q' is not supported"),
    (#"\p{Nope}"#, 0, "the Unicode class 'Nope' is not supported"), ("(?P<>a)", 0, "a group without a name"),
  ]) func refuses(_ pattern: String, _ offset: Int, _ reason: String) {
    #expect(throws: RegexError(offset: offset, reason: reason)) { try RegexCompiler.compile(pattern) }
  }

  @Test func refusesWhatWouldNotFit() {
    #expect(throws: RegexError.self) { try RegexCompiler.compile("((a{1000}){1000}){1000}") }
  }

  @Test func programNeedsNoEscapes() throws {
    let program = try RegexCompiler.compile(#"(?i)"[^"]+"\s*:\s*\\é"#)
    #expect(program.utf8.allSatisfy { $0 >= UInt8(ascii: "$") && $0 <= UInt8(ascii: "c") })
    #expect(try program == RegexCompiler.compile(#"(?i)"[^"]+"\s*:\s*\\é"#))
  }

  @Test func explains() throws {
    let outcome = try RegexCompiler.explain("(ab|cd)+(e)")
    #expect(outcome.groupCount == 2)
    #expect(outcome.stateCount == 4)
    // Too many states: simulated.
    #expect(try RegexCompiler.explain("a.{30}b").stateCount == nil)
    // The smallest automaton: three ways to write the same.
    #expect(try RegexCompiler.explain("abc|abd|ab[e]").stateCount == 3)
  }
}
