import DetectorRuntime
import Testing

@Suite struct KeyValueParserTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  private func parse(
    _ text: String, _ keys: [Str], pair: Str, keyValue: Str, quotes: [Str] = [], escapes: Str = "",
    greedy: Bool = false
  ) -> [String] {
    let values = parseKeyValues(
      cx.arena.copy(text), Value(array: keys.map { Value($0) }, cx), pair, keyValue,
      Value(array: quotes.map { Value($0) }, cx), escapes, greedy, cx)
    return values.elements.map(\.string.description)
  }

  @Test func delimited() {
    #expect(
      parse(
        "Thread: 45, Machine:Node 1 , Text:a=b: c, Thread:46", ["Text", "Thread", "None"], pair: ",", keyValue: ":")
        == ["a=b: c", "45", ""])
  }

  @Test func quoted() {
    let text = #"src=10.1.1.1 failure="gone \"away\" now" "event time"=2021 junk b=2"#
    #expect(
      parse(text, ["event time", "src", "failure", "b"], pair: " ", keyValue: "=", quotes: ["\""], escapes: "\\")
        == ["2021", "10.1.1.1", #"gone "away" now"#, "2"])
    #expect(
      parse("a=(x y) (k k)=(z)", ["a", "k k"], pair: " ", keyValue: "=", quotes: ["()"]) == ["x y", "z"])
  }

  @Test func greedy() {
    let text = "name=John Doe phone=555 5555 city=New York"
    #expect(parse(text, ["name", "phone", "city"], pair: " ", keyValue: "=") == ["John", "555", "New"])
    #expect(
      parse(text, ["name", "phone", "city"], pair: " ", keyValue: "=", greedy: true)
        == ["John Doe", "555 5555", "New York"])
  }

  @Test func anyDelimiter() {
    #expect(
      parse(
        #"2021-01-01 [INFO] ThreadId:45, Text: 'The \' is up' Machine_Id= 7"#, ["Text", "ThreadId", "Machine_Id"],
        pair: "", keyValue: "", quotes: ["'"], escapes: "\\") == ["The ' is up", "45", "7"])
  }
}
