import Foundation
import Testing

@testable import DetectorRuntime

@Suite struct RecordReaderTests {
  private let a = #"{"Type":"T","a":1}"#
  private let b = #"{"Type":"T","a":"}{\"[]"}"#

  private func records(_ text: String, pieceSize: Int = 1 << 16) throws -> [String] {
    let (records, ledger, count) = try readRecords(Data(text.utf8), pieceSize: pieceSize)
    #expect(ledger.total == 0)
    #expect(count == records.count)
    return records
  }

  @Test(arguments: [16, 64, 1024, 1 << 20])
  func framings(pieceSize: Int) throws {
    for text in [
      "\(a)\n\(b)\n", "\(a)\n\(b)", "\(a)\r\n\(b)\r\n", "\u{FEFF}\(a)\n\n \n\(b)", "\(a)\(b)", "\(a) \(b)",
      "[\(a),\(b)]", "[\n  \(a) ,\n\(b)\n]\n", "[\(a)]\n[]\n[\(b)]\n",
      "{\"records\":[\(a),\(b)]}", "{ \"records\" :\n [\(a), \(b) ], \"next\": [1,{\"x\":null}] }\n",
      "{\"count\":2,\"records\":[\(a),\(b)]}\n", "{\"records\":[\(a)]}\n\(b)\n",
    ] {
      #expect(try records(text, pieceSize: pieceSize) == [a, b], "\(text)")
    }
    let pretty = "{\n  \"Type\": \"T\",\n  \"a\": [1,\n 2]\n}\n"
    #expect(try records(pretty + a, pieceSize: pieceSize).count == 2)
    #expect(try records("", pieceSize: pieceSize).isEmpty)
    #expect(try records(" \n", pieceSize: pieceSize).isEmpty)
  }

  @Test func compressedMembersAndFrames() throws {
    let plain = [#"{"Type":"T","a":"x"}"#, #"{"Type":"T","a":"y"}"#]
    for base64 in [
      "H4sIAAAAAAACA6tWCqksSFWyUgpR0lFKBNIVSrVcADwPHGEVAAAAH4sIAAAAAAACA6tWCqksSFWyUgpR0lFKBNKVSrVcAFlooNkVAAAA",
      "KLUv/QRYqQAAeyJUeXBlIjoiVCIsImEiOiJ4In0K8bShayi1L/0EWKkAAHsiVHlwZSI6IlQiLCJhIjoieSJ9CnH+PcY=",
    ] {
      let data = try #require(Data(base64Encoded: base64))
      #expect(try readRecords(data).records == plain)
      #expect(throws: ByteSource.Failure.self) { try readRecords(data.dropLast(3)) }
    }
  }

  @Test(arguments: [32, 1 << 16])
  func malformedRecordsAreCountedWithTheirPlace(pieceSize: Int) throws {
    let cases: [(String, RejectReason, offset: Int)] = [
      (#"{"a":1"#, .badSyntax, 7), (#"{"a" 1}"#, .missingColon, 5), (#"{a:1}"#, .badKey, 1),
      (#"{"a":tru}"#, .badValue, 5), (#"{"a":01}"#, .badSyntax, 6), (#"{"a":1.}"#, .badNumber, 5),
      (#"{"a":"x"#, .controlCharacter, 7), (#"{"a":[1,]}"#, .badValue, 8), (#"{"a":{"b":1,}}"#, .badKey, 12),
      (#"{"a":[}"#, .badValue, 6), (#"{"a":[1}"#, .badSyntax, 7), (#"{"a":1} x"#, .trailingText, 8),
      (#""text""#, .notAnObject, 0), ("junk", .notAnObject, 0), (#"{"a":1,}"#, .badKey, 7),
      (#"{"a":"# + String(repeating: "[", count: 600) + #"}"#, .tooDeep, 516),
    ]
    for (line, reason, offset) in cases {
      let text = "\(a)\n\(line)\n\(b)\n"
      let (records, ledger, count) = try readRecords(Data(text.utf8), pieceSize: pieceSize)
      #expect(records == [a, b], "\(line)")
      #expect(count == 3, "\(line)")
      #expect(ledger.counts[Int(reason.rawValue)] == 1, "\(line)")
      let example = try #require(ledger.examples[Int(reason.rawValue)].first)
      #expect(example.line == 2, "\(line)")
      if reason != .badSyntax || offset != 7 { #expect(example.offset == a.utf8.count + 1 + offset, "\(line)") }
    }
  }

  @Test func endsInTheMiddle() throws {
    for text in [#"{"a":"#, #"{"a""#, #"{"a":{"b":["#, #"{"a":"x"#, "[\(a)", #"{"a":tr"#] {
      let (_, ledger, _) = try readRecords(Data(text.utf8))
      #expect(ledger.total == 1, "\(text)")
    }
  }

  @Test func onlyTheFirstPlacesOfAReasonAreKept() throws {
    let (_, ledger, count) = try readRecords(Data(String(repeating: "junk\n", count: 50).utf8))
    #expect(count == 50)
    #expect(ledger.counts[Int(RejectReason.notAnObject.rawValue)] == 50)
    #expect(ledger.examples[Int(RejectReason.notAnObject.rawValue)].map(\.line) == [1, 2, 3, 4, 5])
  }

  @Test func nestingUpToTheLimit() throws {
    func nested(_ depth: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
    }
    #expect(try readRecords(Data(nested(511).utf8)).records.count == 1)
    #expect(try readRecords(Data(nested(512).utf8)).records.count == 1)
    #expect(try readRecords(Data(nested(513).utf8)).records.isEmpty)
  }

  @Test func strictStopsAtTheFirst() throws {
    let scan = try ScanFixture(
      [copyingRule([.init("a", .long)])], "\(a)\njunk\n\(a)\n", ["--strict", "--emit", "rows"])
    #expect(scan.exitCode == 1)
    #expect(scan.rows.isEmpty)
  }
}
