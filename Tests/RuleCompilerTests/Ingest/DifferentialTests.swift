import CScan
import Foundation
import Testing

@testable import DetectorRuntime

/// Random and mutated records, read here and by Foundation: the same verdict, the same values.
@Suite struct DifferentialTests {
  private struct Generator {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func blank() -> String { [" ", "", "", "\t", "\r", ""][next(6)] }

    mutating func string() -> String {
      let pieces = [
        "a", "C:\\\\", "\\\"", "\\n", "é", "\\u00e9", "\\ud83d\\ude00", "{", "}", "[", "]", ",", ":", "日本", "😀", "\\/",
        "0123456789abcdef", " ",
      ]
      return "\"" + (0..<next(8)).map { _ in pieces[next(pieces.count)] }.joined() + "\""
    }

    mutating func value(_ depth: Int) -> String {
      switch next(depth > 3 ? 5 : 7) {
      case 0, 1: string()
      case 2: ["0", "-1", "12.5", "1e3", "-0.25E-2", "9007199254740993", "18446744073709551615"][next(7)]
      case 3: ["true", "false", "null"][next(3)]
      case 4: String(next(100_000))
      case 5: "[" + (0..<next(4)).map { _ in blank() + value(depth + 1) + blank() }.joined(separator: ",") + "]"
      default: object(depth + 1)
      }
    }

    mutating func object(_ depth: Int) -> String {
      let members = (0..<next(6)).map { index in
        let name = ["a", "bb", "key three", "Computer", "EventData"][next(5)]
        return "\(blank())\"\(name)\(index)\"\(blank()):\(blank())\(value(depth))\(blank())"
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private static let keys = ["a", "bb", "key three", "Computer", "EventData"].flatMap { key in
    (0..<6).map { "\(key)\($0)" }
  }

  /// Each form of the walk that this processor can run.
  @Test(arguments: 0..<4) func agreesWithFoundation(_ instructionSet: Int32) throws {
    guard let functions = scan_functions_number(instructionSet) else { return }
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(state: seed)
    let walker = RecordWalker(functions: functions)
    let arena = Arena()
    let slots = Self.keys.map { walker.need(arena.copy($0)) }
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    var accepted = 0
    for round in 0..<6000 {
      var bytes = Array(random.object(0).utf8)
      if round % 2 == 1 {
        for _ in 0...random.next(2) {
          let at = random.next(bytes.count)
          switch random.next(3) {
          case 0: bytes.remove(at: at)
          case 1: bytes.insert(bytes[random.next(bytes.count)], at: at)
          default: bytes[at] = Array("{}[]\",:\\0 etn1".utf8)[random.next(14)]
          }
          if bytes.isEmpty { bytes = [0x7B] }
        }
      }
      // Foundation takes some documents that are not JSON objects of their own; those are RecordReader's.
      guard bytes.first == 0x7B, String(validating: bytes, as: UTF8.self) != nil else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      // Foundation takes a comma before a closing brace, rounds long numbers badly and refuses those beyond a
      // double.
      if text.contains(/,\s*[}\]]/) || text.contains(/[0-9]{20}/) { continue }
      if text.contains(/[0-9][eE][+-]?[0-9]{3}/) || text.contains(/[0-9.]{16}[eE]/) { continue }
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      var ours: [String: Any]?
      let padded = bytes + [UInt8](repeating: 0, count: 128)
      padded.withUnsafeBufferPointer { padded in
        guard let end = walker.walk(padded.baseAddress!) else { return }
        // Blanks may follow.
        let rest = bytes[(end - padded.baseAddress!)...]
        guard rest.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
        var cells: [String: Any] = [:]
        for (key, slot) in zip(Self.keys, slots) where walker.slots[slot].stamp == walker.stamp {
          let cell = decodeCell(walker.slots[slot], .dynamic, cx)
          let buffer = ByteBuffer()
          appendJSON(cell, to: buffer)
          let data = Data(buffer.bytes)
          cells[key] = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        }
        ours = cells
      }
      guard let theirs else {
        // A lone surrogate becomes U+FFFD here.
        if ours != nil, !text.contains("\\u") { Issue.record("accepted, seed \(seed): \(text)") }
        continue
      }
      guard let ours else {
        Issue.record("rejected, seed \(seed): \(text)")
        continue
      }
      accepted += 1
      guard !text.contains("\\u") || round % 2 == 0 else { continue }
      for (key, value) in ours {
        let other = theirs[key]
        let isSame =
          if let other = other as? NSNumber, let value = value as? NSNumber {
            other == value || other.doubleValue == value.doubleValue
          } else {
            (other as? NSObject)?.isEqual(value as? NSObject) == true
          }
        #expect(
          isSame || text.components(separatedBy: "\"\(key)\"").count > 2,
          "seed \(seed), key \(key): \(text)")
      }
    }
    #expect(accepted > 2000)
  }
}
