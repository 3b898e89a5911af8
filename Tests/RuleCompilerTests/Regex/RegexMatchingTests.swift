import DetectorRuntime
import Testing

@Suite struct RegexMatchingTests {
  let cx = EvaluationContext(now: DateTime(ticks: 0))

  private func compile(_ pattern: String, flags: String = "") throws -> CompiledPattern {
    CompiledPattern(program: cx.arena.copy(try RegexCompiler.compile(pattern, flags: flags)))
  }

  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    try compile(pattern).matches(cx.arena.copy(text))
  }

  @Test(arguments: [
    (#"(?i)\b(cmd|powershell)\.exe\b.*-enc"#, #"C:\CMD.EXE /c x -Enc AA"#, true),
    (#"(?i)\b(cmd|powershell)\.exe\b.*-enc"#, "xcmd.exe -enc", false),
    ("^a.c$", "abc", true), ("^a.c$", "a\nc", false), ("(?s)^a.c$", "a\nc", true), ("^b", "a\nb", false),
    ("(?m)^b$", "a\nb\nc", true), (#"\Aab\z"#, "ab", true), ("a{2,3}b", "ab", false), ("a{2,3}b", "aaab", true),
    ("a{,3}", "a{,3}", true), ("x{", "x{", true), ("[]a]+$", "a]", true), ("[^]]", "]", false),
    ("[a-c&&b-d]", "a", false), ("[a-c&&b-d]", "c", true), ("[0-9--4]", "4", false), ("[a-g~~b-h]", "h", true),
    ("[[:alpha:]_]+1", "a_1", true), ("[[]", "[", true), (#"[\w.-]+@"#, "a.b-c@", true), (#"\Q.*\E"#, "a.*", true),
    (#"\x41\u0042\x{43}\103"#, "ABCC", true), ("(?x) a b # c\n c", "abc", true), ("a||b", "", true), ("", "", true),
    ("é+$", "caféé", true), ("caf.$", "café", true), (#"^\w+$"#, "naïve", true), (#"^\d+$"#, "٣٤", true),
    (#"(?-u)^\w+$"#, "naïve", false), (#"ï\b"#, "naï ", true), (#"a\b"#, "aï", false), ("(?i)É", "é", true),
    ("(?i)k", "\u{212A}", true), (#"\p{Lu}\P{Lu}"#, "ÀÀà", true), (#"^[^\s\d]+$"#, "a\u{A0}b", false),
    (#"\<a\>"#, "b a b", true), (#"a\b{end}"#, "ab", false), (#"(?i)straße"#, "STRAßE", true), ("[^a]", "é", true),
  ]) func decides(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try matches(pattern, text) == expected)
  }

  @Test(arguments: [
    ("(a+)(b*)", "xaab", 1, "aa"), ("(a+?)(a*)", "aaa", 2, "aa"), ("(?U)(a+)(a*)$", "aaa", 1, "a"),
    ("(a|ab)(c|bcd)?", "abcd", 0, "abcd"), ("(?P<n>x)|(y)", "y", 2, "y"), ("x*", "", 0, ""),
    (#"from (\d+(\.\d+){3}) port"#, "from 10.0.0.12 port 5", 1, "10.0.0.12"), ("(?:a(b)?)+", "aba", 1, "b"),
    ("é(.)", "né€", 1, "€"), (#"(\w+)\s+$"#, "abc déf ", 1, "déf"),
  ]) func captures(_ pattern: String, _ text: String, _ group: Int, _ expected: String) throws {
    #expect(try compile(pattern).capture(cx.arena.copy(text), group)?.description == expected)
  }

  @Test func groupWithoutPartIsNil() throws {
    let pattern = try compile("(x)|(y)")
    #expect(pattern.capture("y", 1) == nil)
    #expect(pattern.capture("z", 0) == nil)
    #expect(pattern.capture("y", 3) == nil)
    let groups = parseRegex("ay", pattern, cx)
    #expect((0...2).map { groups.text($0).description } == ["y", "", "y"])
    #expect(!parseRegex("z", pattern, cx).isMatch)
  }

  @Test func findsAllMatches() throws {
    func all(_ pattern: String, _ text: Str, groups: [Int64] = []) throws -> String {
      show(try compile(pattern).captureAll(text, groups: groups, cx))
    }
    #expect(try all("[0-9]+", "1 22 333") == "['1','22','333']")
    #expect(try all("([a-z])([0-9])", "a1b2") == "[['a','1'],['b','2']]")
    #expect(try all("([a-z])([0-9])", "a1b2", groups: [2]) == "['1','2']")
    #expect(try all("x", "a") == "null")
    #expect(try compile("a*").countMatches("baac") == 3)
    #expect(try compile("aa").countMatches("aaaa") == 2)
  }

  @Test func replaces() throws {
    func replace(_ pattern: String, _ text: Str, _ rewrite: Str) throws -> String {
      try compile(pattern).replaceAll(text, with: rewrite, cx).description
    }
    #expect(try replace(#"is (\d+)"#, "Number is 1", #"was: \1"#) == "Number was: 1")
    #expect(try replace("a*", "baac", "-") == "-b-c-")
    #expect(try replace("x", "abc", "-") == "abc")
    #expect(try replace("(b)", "abc", #"[\0\1\2\\]"#) == #"a[bb\]c"#)
    #expect(try replace("", "é", "-") == "-é-")
  }

  @Test func trims() throws {
    #expect(trimRegex(try compile("--"), "----a--b--").description == "a--b")
    #expect(trimStartRegex(try compile(#"[^\w]+"#), "-  Te st1// $").description == "Te st1// $")
    #expect(trimEndRegex(try compile(#"[^\w]+"#), "-  Te st1// $").description == "-  Te st1")
    #expect(trimRegex(try compile("a*"), "aaa").isEmpty)
    #expect(trimEndRegex(try compile("ab|b"), "xab").description == "x")
  }

  @Test func timeIsLinear() throws {
    // Exponential for a backtracking engine; the automaton of the second pattern would be exponential.
    let text = cx.arena.copy(String(repeating: "a", count: 2_000))
    #expect(try !compile("(a*)*b").matches(text))
    #expect(try !compile("(a?){60}a{60}b").matches(text.slice(0, 60)))
    #expect(try !compile("a.{30}b").matches(text))
    #expect(try compile("(a|aa)+$").capture(text, 0)?.count == 2_000)
  }
}
