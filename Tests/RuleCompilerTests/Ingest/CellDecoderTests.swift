import Foundation
import Testing

@testable import DetectorRuntime

@Suite struct CellDecoderTests {
  /// The JSON of column `a` of type `type`, when an event has `value` there.
  private func cell(_ value: String, _ type: ColumnType) throws -> String {
    let walker = RecordWalker()
    let slot = walker.need("a")
    let bytes = Array("{\"a\":\(value)}".utf8) + [UInt8](repeating: 0, count: 128)
    return try bytes.withUnsafeBufferPointer { bytes in
      guard walker.walk(bytes.baseAddress!) != nil else { return "malformed" }
      let cx = EvaluationContext(now: DateTime(ticks: 0))
      let raw = walker.slots[slot]
      try #require(raw.stamp == walker.stamp)
      let value = decodeCell(raw, type, cx)
      let buffer = ByteBuffer()
      appendJSON(value, to: buffer)
      return buffer.text().description
    }
  }

  @Test func numbers() throws {
    #expect(try cell("9223372036854775807", .long) == "9223372036854775807")
    #expect(try cell("-9223372036854775808", .long) == "-9223372036854775808")
    #expect(try cell("9223372036854775808", .long) == "null")
    #expect(try cell("2147483647", .int) == "2147483647")
    #expect(try cell("2147483648", .int) == "null")
    #expect(try cell(#""4688""#, .long) == "4688")
    #expect(try cell(#""""#, .long) == "null")
    #expect(try cell(#""x""#, .real) == "null")
    #expect(try cell("5.0", .long) == "5")
    #expect(try cell("1e3", .long) == "1000")
    #expect(try cell("0.1", .real) == "0.1")
    #expect(try Double(cell("123456789012345678901234567890", .dynamic)) == 123456789012345677877719597056)
    #expect(try cell("12345678901234567890.5", .string) == #""12345678901234567890.5""#)
    #expect(try cell("7", .dynamic) == "7")
    #expect(try cell("-0.5", .dynamic) == "-0.5")
  }

  @Test func otherTypes() throws {
    #expect(try cell("true", .bool) == "true")
    #expect(try cell(#""False""#, .bool) == "false")
    #expect(try cell("true", .string) == #""true""#)
    #expect(try cell("null", .string) == #""""#)
    #expect(try cell("null", .dynamic) == "null")
    #expect(try cell(#""2026-02-28T22:00:00.099791Z""#, .dateTime) == #""2026-02-28T22:00:00.0997910Z""#)
    #expect(try cell(#""2024-02-29T23:59:59Z""#, .dateTime) == #""2024-02-29T23:59:59.0000000Z""#)
    #expect(try cell(#""2023-02-29T23:59:59Z""#, .dateTime) == "null")
    #expect(try cell(#""2026-02-28 22:00""#, .dateTime) == #""2026-02-28T22:00:00.0000000Z""#)
    #expect(try cell(#""1.02:03:04""#, .timeSpan) == #""1.02:03:04""#)
    #expect(
      try cell(#""B1315F05-4a7a-45b4-811f-73e715f7c122""#, .guid) == #""b1315f05-4a7a-45b4-811f-73e715f7c122""#)
    #expect(try cell(#"{"x" : [1, "a b"]}"#, .dynamic) == #"{"x":[1,"a b"]}"#)
    #expect(try cell(#"{"x" : 1}"#, .string) == #""{\"x\" : 1}""#)
    #expect(try cell(#"[1]"#, .long) == "null")
    #expect(try cell(#""{\"x\":1}""#, .dynamic) == #""{\"x\":1}""#)
  }

  @Test func escapes() throws {
    #expect(try cell(#""\"\\\/\b\f\n\r\t""#, .string) == #""\"\\/\b\f\n\r\t""#)
    #expect(try cell(#""\u0041\u00e9\u20AC\ud83d\ude00""#, .string) == #""Aé€😀""#)
    #expect(try cell(#""C:\\Windows\\""#, .string) == #""C:\\Windows\\""#)
    #expect(try cell(#""\ud83d""#, .string) == "\"\u{FFFD}\"")
    #expect(try cell(#""\ud83dx\ude00""#, .string) == "\"\u{FFFD}x\u{FFFD}\"")
    #expect(try cell(#""\ud83d\ud83d\ude00""#, .string) == "\"\u{FFFD}😀\"")
    #expect(try cell(#""\x""#, .string) == "malformed")
    #expect(try cell(#""\u12g4""#, .string) == "malformed")
    #expect(try cell(#"{"k":"\u12"}"#, .dynamic) == "malformed")
    #expect(try cell(#""\u0000""#, .string) == #""\u0000""#)
  }

  @Test func illFormedBytesAreReplaced() {
    let arena = Arena()
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xA9, 0xE2, 0x82, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80]
    bytes.withUnsafeBufferPointer { buffer in
      let text = wellFormed(Str(base: buffer.baseAddress!, count: buffer.count), arena).description
      #expect(text == "a\u{FFFD}é" + String(repeating: "\u{FFFD}", count: 11))
    }
  }

  @Test func theLastOfEqualKeysWins() throws {
    let rule = copyingRule([.init("a", .long), .init("b c", .string)])
    let events = #"{"a":1,"\u0061":2,"Type":"T","b\u0020c":"x"}"# + "\n" + #"{"a":1,"a":null,"Type":"X","Type":"T"}"#
    let rows = try ScanFixture([rule], events, ["--emit", "rows", "--now", "2026-03-02"]).rows
    #expect(rows.count == 2)
    #expect(rows[0]["a"] as? Int == 2)
    #expect(rows[0]["b c"] as? String == "x")
    #expect(rows[1]["a"] is NSNull)
    #expect(rows[1]["b c"] as? String == "")
  }

  @Test func rawRecordAndTableOfTheCommandLine() throws {
    let rule = copyingRule([.init("$raw", .string), .init("Type", .string)])
    let rows = try ScanFixture(
      [rule], #" {"x": 1} "#, ["--emit", "rows", "--now", "2026-03-02", "--table", "T"]
    ).rows
    #expect(rows.first?["$raw"] as? String == #"{"x": 1}"#)
    #expect(rows.first?["Type"] as? String == "T")
  }
}
