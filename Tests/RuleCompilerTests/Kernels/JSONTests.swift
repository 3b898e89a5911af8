import Testing

@testable import DetectorRuntime

/// JSON in and out, and reading members of text that is not parsed.
@Suite struct JSONTests {
  private let cx = EvaluationContext(now: DateTime(ticks: 0))

  private func rewritten(_ text: String) -> String? {
    guard let value = parseJSONText(cx.arena.copy(text), cx) else { return nil }
    return cx.text { writeJSON(value, into: $0, cx) }.description
  }

  @Test(arguments: [
    ("{}", "{}"), ("[ ]", "[]"), (" null ", "null"), ("-0", "0"), ("1.0", "1.0"), ("1.5e3", "1500.0"),
    ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9.223372036854776e+18"),
    ("{\"a\" : 1, \"a\" : 2}", "{\"a\":2}"), ("\"\\u00e4\\ud83d\\ude00\\/\\n\"", "\"ä😀/\\n\""),
    ("{\"b\":[true,false,null],\"a\":{}}", "{\"b\":[true,false,null],\"a\":{}}"), ("\"\\u0001\"", "\"\\u0001\""),
  ])
  func isWrittenCompactly(text: String, expected: String) {
    #expect(rewritten(text) == expected)
  }

  @Test(arguments: [
    "", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "01", "1.", ".5", "+1", "tru", "\"a", "\"\\x\"", "[1 2]", "nulll",
    "[", "{\"a\"}",
  ])
  func isRefused(text: String) {
    #expect(rewritten(text) == nil)
    #expect(cx.stack.count == 0)
  }

  @Test func deepNestingIsRefusedNotFollowed() {
    #expect(rewritten(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)) != nil)
    #expect(rewritten(String(repeating: "[", count: 100_000)) == nil)
  }

  @Test func randomValuesSurvive() {
    var state: UInt64 = 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func word() -> Str {
      cx.arena.copy((0..<next(9)).map { _ in ["a", "\"", "\\", "\n", "ü", "😀", "\u{1}", "/"][next(8)] }.joined())
    }
    func value(_ depth: Int) -> Value {
      switch next(depth > 4 ? 5 : 7) {
      case 0: .null
      case 1: Value(next(2) == 0)
      case 2: Value(Int64(next(1 << 30)) &* (next(2) == 0 ? 1 : -4_000_000_007))
      case 3: Value(Double(next(1 << 30)) / Double(1 + next(1000)) * (next(2) == 0 ? 1e-12 : -1e14))
      case 4: Value(word())
      case 5: cx.array { stack in for _ in 0..<next(5) { stack.push(value(depth + 1)) } }
      default:
        cx.bag { stack in
          for _ in 0..<next(30) {
            stack.push(Value(word()))
            stack.push(value(depth + 1))
          }
        }
      }
    }
    for _ in 0..<300 {
      let original = value(0)
      let text = cx.text { writeJSON(original, into: $0, cx) }
      guard let back = parseJSONText(text, cx) else {
        Issue.record("not read back: \(text)")
        return
      }
      #expect(valuesEqual(original, back), "\(text)")
      // Every member read lazily is the member of the parsed bag.
      for index in stride(from: 0, to: back.pairs.count, by: 2) {
        let member = property(Value(jsonText: text), back.pairs[index].string, cx)
        #expect(valuesEqual(deeplyMaterialized(member, cx), back.pairs[index + 1]))
      }
    }
  }

  @Test func membersAreReadWithoutParsing() {
    let event = Value(jsonText: #"{"a":{"b":[10,{"c":"x\"y"}]},"A":1,"k\u0031":2,"a":{"b":[20,{"c":"z"}]}}"#)
    let list = property(property(event, "a", cx), "b", cx)
    #expect(element(list, 0, cx).long == 20)
    #expect(element(list, -2, cx).long == 20)
    #expect(textOf(property(element(list, 1, cx), "c", cx), cx).description == "z")
    #expect(property(event, "A", cx).long == 1)
    #expect(property(event, "k1", cx).long == 2)
    #expect(property(event, "missing", cx).isNull)
    #expect(element(list, 2, cx).isNull)
  }

  @Test(arguments: [
    ("<e/>", "{\"e\":null}"), ("<e>text</e>", "{\"e\":\"text\"}"),
    ("<e name=\"value\" />", "{\"e\":{\"@name\":\"value\"}}"),
    ("<e name='value'>text</e>", "{\"e\":{\"@name\":\"value\",\"#text\":\"text\"}}"),
    ("<e> <a>text</a> <b>text</b> </e>", "{\"e\":{\"a\":\"text\",\"b\":\"text\"}}"),
    ("<e> <a>text</a> <a>text</a> </e>", "{\"e\":{\"a\":[\"text\",\"text\"]}}"),
    ("<e> text <a>text</a> </e>", "{\"e\":{\"#text\":\"text\",\"a\":\"text\"}}"),
    ("<e n=\"1\"> text <a>5</a> </e>", "{\"e\":{\"@n\":\"1\",\"#text\":\"text\",\"a\":5}}"),
    ("<e n=\"x\">a.exe  </e>", "{\"e\":{\"@n\":\"x\",\"#text\":\"a.exe  \"}}"),
    ("<e n=\"x\">11.0</e>", "{\"e\":{\"@n\":\"x\",\"#text\":\"11.0\"}}"),
    ("<e><a n=\"x\"> </a><b> t</b><c>7</c></e>", "{\"e\":{\"a\":{\"@n\":\"x\"},\"b\":\" t\",\"c\":7}}"),
    ("<?xml version=\"1.0\"?><!-- x --><e>a&lt;&#65;<![CDATA[<&]]></e>", "{\"e\":\"a<A<&\"}"), ("<e><a></e>", "null"),
    ("<e", "null"), ("text", "null"), ("<e>&nope;</e>", "null"),
  ])
  func xmlBecomesABag(text: String, expected: String) {
    let value = parseXML(cx.arena.copy(text), cx)
    #expect(cx.text { writeJSON(value, into: $0, cx) }.description == expected)
    #expect(cx.stack.count == 0 && cx.scratch.count == 0)
  }
}
