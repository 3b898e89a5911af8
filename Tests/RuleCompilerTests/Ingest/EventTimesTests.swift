import Foundation
import Testing

@testable import DetectorRuntime

/// Times that are decoded one after the other, and numbers of few digits, are what they are on their own.
/// `PROPERTY_SEED=N` takes other ones.
@Suite struct EventTimesTests {
  private static func withRaw<R>(_ value: String, _ body: (RawValue) throws -> R) rethrows -> R {
    let walker = RecordWalker()
    let slot = walker.need("a")
    let bytes = Array("{\"a\":\(value)}".utf8) + [UInt8](repeating: 0, count: 128)
    return try bytes.withUnsafeBufferPointer {
      _ = walker.walk($0.baseAddress!)
      return try body(walker.slots[slot])
    }
  }

  private static func time(_ random: inout SeededGenerator) -> String {
    func part(_ range: ClosedRange<Int>, _ digits: Int) -> String {
      String(format: "%0\(digits)d", Int.random(in: range, using: &random))
    }
    var text = "2026-0\(Int.random(in: 2...3, using: &random))-\(part(28...32, 2))T\(part(22...24, 2)):"
    text += "\(part(58...60, 2)):\(part(0...61, 2))"
    let digits = Int.random(in: 0...9, using: &random)
    if digits > 0 { text += "." + (0..<digits).map { _ in part(0...9, 1) }.joined() }
    text += ["Z", "Z", "Z", "Z", "", "+01:00"].randomElement(using: &random)!
    guard Int.random(in: 0..<5, using: &random) == 0 else { return text }
    // A character of another kind somewhere.
    let place = text.index(text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &random))
    text.replaceSubrange(place...place, with: [":", "/", "x", " ", "."].randomElement(using: &random)!)
    return text
  }

  @Test func timesOneAfterTheOther() {
    let seed = SeededGenerator.seed
    var random = SeededGenerator(seed: seed)
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    var times = EventTimes()
    var known = 0
    for _ in 0..<5000 {
      let text = Self.time(&random)
      Self.withRaw("\"\(text)\"") { raw in
        let expected = parseDateTime(raw.text)
        #expect(times.decode(raw, cx)?.ticks == expected?.ticks, "seed \(seed): \(text)")
        #expect(decodeCell(raw, .dateTime, cx).dateTime?.ticks == expected?.ticks, "seed \(seed): \(text)")
        if expected != nil { known += 1 }
      }
    }
    #expect(known > 500)
  }

  @Test func shortNumbers() {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    for _ in 0..<2000 {
      let digits = Int.random(in: 0...10, using: &random)
      let number = Int64.random(in: 0...(0..<digits).reduce(1) { power, _ in power * 10 }, using: &random)
      let text = (Bool.random(using: &random) ? "-" : "") + "\(number)"
      let written = text + ["", "", "", ".25", "e1"].randomElement(using: &random)!
      let expected = Double(written)!.rounded(.towardZero)
      Self.withRaw(written) { raw in
        #expect(decodeCell(raw, .long, cx).long == Int64(expected), "\(written)")
        let fits = abs(expected) < 2_147_483_648
        #expect(decodeCell(raw, .int, cx).long == (fits ? Int64(expected) : nil), "\(written)")
        if let plain = decodePlainCell(raw, .long) { #expect(plain.long == Int64(expected), "\(written)") }
      }
    }
  }
}
