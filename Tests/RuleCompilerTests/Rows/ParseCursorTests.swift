import DetectorRuntime
import Testing

@Suite struct ParseCursorTests {
  @Test func walksFromLiteralToLiteral() {
    var cursor = ParseCursor("Event: (name=Pipeline, slices=27, number=invalid, time=1)")
    #expect(cursor.skipTo("name="))
    #expect(cursor.takeUntil(", slices=")?.description == "Pipeline")
    #expect(cursor.takePrefix(.long).description == "27")
    #expect(cursor.skipTo("number="))
    #expect(cursor.takePrefix(.long).isEmpty)
    #expect(cursor.takeUntilEnd(")")?.description == "invalid, time=1")
    #expect(cursor.isAtEnd)
  }

  @Test func anchorsLiterals() {
    var cursor = ParseCursor("type=USER audit(1)")
    #expect(!cursor.skip("audit"))
    #expect(cursor.skip("type="))
    #expect(cursor.takeUntil(" nothing") == nil)
    #expect(cursor.takeUntilEnd("(") == nil)
    #expect(cursor.rest().description == "USER audit(1)")
    #expect(cursor.rest().isEmpty)
  }

  @Test(arguments: [
    (ColumnType.long, "-12.5 x", "-12"), (.long, "- 1", ""), (.real, "-12.5e3x", "-12.5e3"), (.real, "1.", "1"),
    (.real, "2ex", "2"), (.bool, "Truest", "True"), (.guid, "74be27de-1e4e-49d9-b579-fe0b331d3642, a",
      "74be27de-1e4e-49d9-b579-fe0b331d3642"),
    (.dateTime, "2023-08-30 23:00:00, next=5", "2023-08-30 23:00:00"), (.timeSpan, "01:02:03 left", "01:02:03"),
  ]) func takesTypedPrefix(_ type: ColumnType, _ text: String, _ expected: String) {
    var cursor = ParseCursor(makeContext().arena.copy(text))
    _ = text
    #expect(cursor.takePrefix(type).description == expected)
  }
}
