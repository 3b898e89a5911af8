import DetectorRuntime
import Testing

@Suite struct ParseCursorTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  @Test func walksFromLiteralToLiteral() {
    var cursor = ParseCursor("Event: (name=Pipeline, slices=27, number=invalid, time=1)")
    let step1 = cursor.skipTo("name=")
    #expect(step1)
    let step2 = cursor.takeUntil(", slices=")
    #expect(step2?.description == "Pipeline")
    let step3 = cursor.takePrefix(.long)
    #expect(step3.description == "27")
    let step4 = cursor.skipTo("number=")
    #expect(step4)
    let step5 = cursor.takePrefix(.long)
    #expect(step5.isEmpty)
    let step6 = cursor.rest()
    #expect(step6.description == "invalid, time=1)")
  }

  @Test func anchorsLiterals() {
    var cursor = ParseCursor("type=USER audit(1)")
    let step1 = cursor.skip("audit")
    #expect(!step1)
    let step2 = cursor.skip("type=")
    #expect(step2)
    let step3 = cursor.takeUntil(" nothing")
    #expect(step3 == nil)
    let step5 = cursor.rest()
    #expect(step5.description == "USER audit(1)")
    let step6 = cursor.rest()
    #expect(step6.isEmpty)
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
