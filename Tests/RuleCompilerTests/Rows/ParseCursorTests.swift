import DetectorRuntime
import Testing

@Suite struct ParseCursorTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  @Test func walksFromLiteralToLiteral() {
    var cursor = ParseCursor("Event: (name=Pipeline, slices=27, number=invalid, time=1)")
    cursor.skipTo("name=")
    let name = cursor.takeUntil(", slices=")
    #expect(name.description == "Pipeline")
    let slices = cursor.takePrefix(.long)
    #expect(slices.description == "27")
    cursor.skipTo("number=")
    let number = cursor.takePrefix(.long)
    #expect(number.isEmpty)
    #expect(cursor.isMatch)
    let rest = cursor.rest()
    #expect(rest.description == "invalid, time=1)")
    #expect(cursor.isMatch)
  }

  @Test func anchorsLiterals() {
    var cursor = ParseCursor("type=USER audit(1)")
    cursor.skip("type=")
    #expect(cursor.isMatch)
    cursor.skip("audit")
    #expect(!cursor.isMatch)
    let rest = cursor.rest()
    #expect(rest.isEmpty)
  }

  @Test func takesNothingBehindWhatIsMissing() {
    var cursor = ParseCursor("type=USER audit(1)")
    let type = cursor.takeUntil(" nothing")
    #expect(type.isEmpty && !cursor.isMatch)
    let number = cursor.takeUntil("(")
    #expect(number.isEmpty)
    let prefix = cursor.takePrefix(.string)
    #expect(prefix.isEmpty)
    cursor.skipTo("audit")
    #expect(!cursor.isMatch)
  }

  @Test(arguments: [
    (ColumnType.long, "-12.5 x", "-12"), (.long, "- 1", ""), (.real, "-12.5e3x", "-12.5e3"), (.real, "1.", "1"),
    (.real, "2ex", "2"), (.bool, "Truest", "True"),
    (
      .guid, "74be27de-1e4e-49d9-b579-fe0b331d3642, a",
      "74be27de-1e4e-49d9-b579-fe0b331d3642"
    ),
    (.dateTime, "2023-08-30 23:00:00, next=5", "2023-08-30 23:00:00"), (.timeSpan, "01:02:03 left", "01:02:03"),
  ]) func takesTypedPrefix(_ type: ColumnType, _ text: String, _ expected: String) {
    var cursor = ParseCursor(cx.arena.copy(text))
    let step1 = cursor.takePrefix(type)
    #expect(step1.description == expected)
  }
}
