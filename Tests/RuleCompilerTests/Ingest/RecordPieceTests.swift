import Foundation
import Testing

@testable import DetectorRuntime

/// An input that comes in pieces gives the records and the rejections of the same input read as a whole.
@Suite struct RecordPieceTests {
  private final class Collector: RecordReader.Receiver {
    var records: [String] = []
    func receive(_ record: Bytes, _ count: Int) -> RejectReason? {
      records.append(Str(base: record, count: count).description)
      return nil
    }
    func pause() -> Bool { true }
  }

  /// What came of the input, as text.
  private struct Reading: Equatable {
    var records: [String] = []
    var rejections: [String] = []
    var count = 0

    init(_ records: [String], _ ledger: RejectLedger, _ count: Int) {
      self.records = records
      self.count = count
      for reason in RejectReason.allCases {
        let index = Int(reason.rawValue)
        rejections += ledger.examples[index].map { "\(reason) \($0.line):\($0.offset)" }
        if ledger.counts[index] > 5 { rejections.append("\(reason) \(ledger.counts[index])") }
      }
    }
  }

  /// Reads what has come so far after each cut; the place goes through the form in which the state keeps it.
  private func read(_ text: Data, cuts: [Int], maximum: Int = 1 << 20) throws -> Reading {
    let ledger = RejectLedger()
    let reader = RecordReader(walker: RecordWalker(), ledger: ledger, strict: false, pieceSize: 64)
    reader.maximumRecord = maximum
    let collector = Collector()
    var place = RecordPlace()
    let bytes = [UInt8](text)
    for cut in cuts.sorted() + [bytes.count, bytes.count] {
      let isLast = cut == bytes.count
      try bytes[min(place.offset, cut)..<cut].withUnsafeBufferPointer {
        try reader.readPiece($0, of: "input", &place, isLast: isLast, collector)
      }
      place = RecordPlace(offset: place.offset, line: place.line, context: place.context)
      if isLast { break }
    }
    return Reading(collector.records, ledger, reader.recordCount)
  }

  private func whole(_ text: Data) throws -> Reading {
    let (records, ledger, count) = try readRecords(text)
    return Reading(records, ledger, count)
  }

  private static let parts = [
    #"{"Type":"T","a":1}"# + "\n", #"{"Type":"T","b":"}{\"[]"}"# + "\r\n",
    "{\n  \"Type\": \"T\",\n  \"c\": [1,\n 2]\n}\n",
    "[\n {\"d\":1} ,\n{\"d\":2}\n]\n", "{\"records\":[{\"e\":1},{\"e\":2}]}\n",
    "{ \"records\" :\n [{\"f\":1},\n {\"f\":2} ], \"next\": [1,{\"x\":null}] }\n", "{\"g\":", "{\"h\":tru}\n", "junk\n",
    "\n", " \n",
    "{\"i\":1}{\"i\":2} {\"i\":3}\n", "[{\"j\":1}\n{\"j\":2}\n, {\"j\":3 oh\n no\n\n  {\"j\":4}]\n", "[1,2]\n",
    "{\"k\":1} x\n",
    "{\"count\":2,\"records\":[{\"l\":1},7,{\"l\":2}]} \n", "]\n", "\u{FEFF}", "{\"m\":\"ü\u{0}\"}\n",
  ]

  @Test func everyCutOfEveryPart() throws {
    for part in Self.parts {
      let text = Data((part + Self.parts[0]).utf8)
      let expected = try whole(text)
      for cut in 0...text.count { #expect(try read(text, cuts: [cut]) == expected, "\(part) at \(cut)") }
      #expect(try read(text, cuts: Array(0...text.count)) == expected, "\(part) byte by byte")
    }
  }

  @Test func randomMixturesAndCuts() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let parts = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        Self.parts.randomElement(using: &generator) ?? ""
      }
      let text = Data(parts.joined().utf8)
      let expected = try whole(text)
      let cuts = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        Int.random(in: 0...text.count, using: &generator)
      }
      #expect(try read(text, cuts: cuts) == expected, "\(parts) at \(cuts)")
    }
  }

  @Test(arguments: [false, true]) func recordsUpToTheLimit(inArray: Bool) throws {
    func record(_ size: Int) -> String { "{\"a\":\"" + String(repeating: "x", count: size - 8) + "\"}" }
    let limit = 300
    for (size, isTaken) in [(limit - 1, true), (limit, true), (limit + 1, false), (limit * 5, false)] {
      let lines = [record(20), record(size), record(30)]
      let text = Data(
        (inArray ? "[" + lines.joined(separator: ",\n") + "]" : lines.joined(separator: "\n") + "\n").utf8)
      let expected = isTaken ? lines : [lines[0], lines[2]]
      for cuts in [[], Array(stride(from: 0, to: text.count, by: 7)), [25 + limit], [text.count - 3]] {
        let reading = try read(text, cuts: cuts, maximum: limit)
        #expect(reading.records == expected, "\(size) \(cuts)")
        #expect(reading.count == 3)
        #expect(
          reading.rejections.count == (isTaken ? 0 : 1) && reading.rejections.allSatisfy { $0.hasPrefix("tooLong 2:") })
      }
    }
  }

  @Test func lastCompleteRecordDoesNotWaitForMore() throws {
    let ledger = RejectLedger()
    let reader = RecordReader(walker: RecordWalker(), ledger: ledger, strict: false)
    let collector = Collector()
    var place = RecordPlace()
    let bytes = Array("{\"a\":1}\n[{\"b\":1},{\"b\":2}".utf8)
    try bytes.withUnsafeBufferPointer { try reader.readPiece($0, of: "input", &place, isLast: false, collector) }
    #expect(collector.records == ["{\"a\":1}", "{\"b\":1}", "{\"b\":2}"])
    #expect(place.offset == bytes.count)
  }
}
