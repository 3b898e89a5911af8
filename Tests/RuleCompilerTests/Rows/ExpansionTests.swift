import DetectorRuntime
import Testing

@Suite struct ExpansionTests {
  let cx = makeContext()

  private func expand(_ value: Value, asArray: Bool = false) -> [String] {
    let expansion = Expansion(value, bagAsArray: asArray, cx)
    return (0..<expansion.count).map { show(expansion[$0]) }
  }

  @Test func expandsByKindOfValue() {
    #expect(expand(Value(array: [long(1), .null, Value("a")], cx)) == ["1", "null", "'a'"])
    #expect(expand(Value(array: [], cx)) == [])
    #expect(expand(Value(bag: [], cx)) == [])
    #expect(expand(.null) == ["null"])
    #expect(expand(long(5)) == ["5"])
    let bag = Value(bag: [("k", long(1)), ("l", Value("x"))], cx)
    #expect(expand(bag) == ["{'k':1}", "{'l':'x'}"])
    #expect(expand(bag, asArray: true) == ["['k',1]", "['l','x']"])
  }

  @Test func expandsUnparsedJSON() {
    let text: Str = #"[1, {"a": [2]}]"#
    let json = Value(kind: .json, payload: UInt64(UInt(bitPattern: text.base)), count: UInt32(text.count))
    #expect(expand(json).count == 2)
    #expect(expand(json)[0] == "1")
  }

  @Test func padsTheShorterOfTwo() {
    let short = Expansion(Value(array: [long(1)], cx), bagAsArray: false, cx)
    let long3 = Expansion(Value(array: [long(1), long(2), long(3)], cx), bagAsArray: false, cx)
    #expect(max(short.count, long3.count) == 3)
    #expect(show(short[1]) == "null")
  }
}
