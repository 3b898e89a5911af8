import CScan
import Foundation
import Testing

@testable import DetectorRuntime

/// The lines in which nothing is found are those that a plain search finds nothing in.
struct LineSearchTests {
  private static let texts = ["evil.exe", "-enc", "u0041", "mimikatz", "abc"]

  /// What a search says of each line of a text: whether nothing is in it.
  private func passed(_ search: LineSearch, _ lines: [String]) -> [Bool] {
    let text = Array((lines.joined(separator: "\n") + "\n").utf8)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + Int(SCAN_PADDING))
    defer { memory.deallocate() }
    memory.update(from: text, count: text.count)
    (memory + text.count).initialize(repeating: 0, count: Int(SCAN_PADDING))
    let end = Bytes(memory) + text.count
    var line = Bytes(memory)
    return lines.map { written in
      defer { line += written.utf8.count + 1 }
      guard let feed = search.lineFeed(line, end) else { return false }
      #expect(feed - line == written.utf8.count)
      return true
    }
  }

  private func makeSearch(
    _ texts: [String], keys: [(String, [Int64])], _ functions: UnsafePointer<scan_functions> = RecordWalker.best()
  ) -> LineSearch {
    let search = LineSearch(functions: functions)
    for text in texts { search.add(RequirementLines(text).text) }
    for (key, numbers) in keys { search.add(key: RequirementLines(key).text, numbers: numbers) }
    search.finish()
    return search
  }

  @Test(arguments: 0..<Int32(4))
  func findsWhatAPlainSearchFinds(number: Int32) {
    // This processor may lack the instruction set.
    guard let functions = scan_functions_number(number) else { return }
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let pieces =
      Self.texts + Self.texts.map { $0.uppercased() }
      + ["e", "v", "-", "x", "é", "\"", ":", " ", "evil.ex", "\"EventID\":", "4688", String(repeating: "~", count: 29)]
    let lines = (0..<3000).map { _ in
      (0..<Int.random(in: 0...6, using: &rng)).map { _ in pieces.randomElement(using: &rng) ?? "" }.joined()
    }
    for chosen in [Array(Self.texts[..<1]), Array(Self.texts[..<3]), Self.texts] {
      let search = makeSearch(chosen, keys: [], functions)
      let expected = lines.map { line in !chosen.contains { line.lowercased().contains($0) } }
      #expect(passed(search, lines) == expected, "seed \(seed)")
    }
    // More than are looked for by pairs.
    let more = Self.texts + ["qqq", "www", "zzz", "rrr", "ttt"]
    let expected = lines.map { line in !Self.texts.contains { line.lowercased().contains($0) } }
    #expect(passed(makeSearch(more, keys: [], functions), lines) == expected, "seed \(seed)")
  }

  @Test(arguments: [
    (#"{"EventID":4688}"#, false), (#"{"EventID":4689}"#, true), (#"{"EventID" : 4689 ,"a":1}"#, true),
    (#"{"EventID" : 4688 ,"a":1}"#, false), (#"{"EventID":46880}"#, true), (#"{"EventID":-4688}"#, true),
    (#"{"EventID":-1}"#, false), (#"{"EventID":4688.0}"#, false), (#"{"EventID":4689e0}"#, false),
    (#"{"EventID":"4689"}"#, false), (#"{"EventID":null}"#, false), (#"{"EventID":4689,"EventID":4688}"#, false),
    (#"{"a":{"EventID":4688}}"#, false), (#"{"eventid":4688}"#, true), (#"{"XEventID":4688}"#, true),
    (#"{"a":"EventID","b":4688}"#, true), (#"{"a":"\"EventID\":4688"}"#, true), (#"{"Level":4688}"#, true),
    (#"{"EventID":4689"#, false), (#"{"EventID""#, false), (#"{"EventID":99999999999999999999}"#, false), ("{}", true),
    (#"{"eventId":7}"#, false), (#"{"EventID":7,"eventId":8}"#, true),
    (#"{"Port":22}"#, false), (#"{"Port":23,"EventID":1}"#, true),
  ])
  func looksForNumbersOfKeys(line: String, isPassed: Bool) {
    // One more key differs by case alone.
    let keys: [(String, [Int64])] = [("eventId", [7]), ("EventID", [4688]), ("Port", [22]), ("EventID", [-1])]
    #expect(passed(makeSearch([], keys: keys), [line]) == [isPassed])
    // Among so many that they are not looked for by pairs.
    let texts = (0..<10).map { "nowhere\($0)" }
    #expect(passed(makeSearch(texts, keys: keys), [line, line]) == [isPassed, isPassed])
  }

  @Test func findsNoLineThatDoesNotEnd() {
    let search = makeSearch(["evil"], keys: [])
    let text = Array("abc".utf8) + [UInt8](repeating: 0, count: Int(SCAN_PADDING))
    text.withUnsafeBufferPointer { text in
      let start = text.baseAddress.unsafelyUnwrapped
      #expect(search.lineFeed(start, start + 3) == nil)
    }
  }
}
