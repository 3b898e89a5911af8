import Testing

@testable import DetectorRuntime

/// Records are found by their keys, as a dictionary finds them. `PROPERTY_SEED=N` takes other keys.
@Suite struct KeyedRecordsTests {
  /// A text of few letters, of any length up to 40 bytes, most of them short.
  private static func text(_ random: inout SeededGenerator) -> String {
    let length = Int.random(in: 0...Int.random(in: 0...40, using: &random), using: &random)
    return String(decoding: (0..<length).map { _ in UInt8.random(in: 0x61...0x64, using: &random) }, as: UTF8.self)
  }

  private static func append(_ text: String, to key: PackedKey) {
    var text = text
    text.withUTF8 { key.append(Str(base: $0.baseAddress ?? Str.empty.base, count: $0.count)) }
  }

  @Test func findWhatADictionaryFinds() {
    let seed = SeededGenerator.seed
    print("KeyedRecordsTests: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    var records = KeyedRecords(words: 2)
    defer { records.deallocate() }
    var counts: [String: UInt64] = [:]
    var order: [String] = []
    let key = PackedKey(capacity: 64)
    for step in 0..<60_000 {
      // A key longer than a block, now and then.
      let text = step % 20_000 == 7 ? String(repeating: "z", count: 3_000_000 + step) : Self.text(&random)
      key.removeAll()
      Self.append(text, to: key)
      let hash = key.takeHash()
      let likely = Bool.random(using: &random) ? records.finder.likelyPlace(hash) : 0
      let (place, isNew) = records.find(hash, key.bytes, key.count, likely: likely)
      if isNew != (counts[text] == nil) { Issue.record("seed \(seed): \(text.prefix(50))") }
      if isNew { order.append(text) }
      records.record(at: place)[1] += 1
      counts[text, default: 0] += 1
    }
    #expect(records.count == counts.count)
    var found: [String] = []
    records.forEach { _, record in
      var bytes = records.key(of: record)
      let text = PackedKey.read(&bytes, .string).string.description
      if record[1] != counts[text] || record[0] != 0 || record.flags != 0 {
        Issue.record("seed \(seed): \(text.prefix(50))")
      }
      found.append(text)
    }
    #expect(found == order, "seed \(seed): records come in the order in which they were made")
  }

  @Test func keysReadAsTheyWereWritten() {
    var random = SeededGenerator(seed: SeededGenerator.seed)
    let key = PackedKey(capacity: 8)
    for _ in 0..<2000 {
      key.removeAll()
      let (first, second) = (Self.text(&random), Self.text(&random))
      let number: Int64? = Bool.random(using: &random) ? Int64.random(in: .min ... .max, using: &random) : nil
      let guid: Guid? = Bool.random(using: &random) ? Guid(high: random.next(), low: random.next()) : nil
      Self.append(first, to: key)
      key.append(Value(number), .long)
      key.append(guid)
      Self.append(second, to: key)
      #expect(key.takeHash() == PackedKey.hash(key.bytes, key.count))
      var bytes = key.bytes
      #expect(PackedKey.read(&bytes, .string).string.description == first)
      #expect(PackedKey.read(&bytes, .long).long == number)
      let read = PackedKey.read(&bytes, .guid).guid
      #expect(read?.high == guid?.high && read?.low == guid?.low)
      #expect(PackedKey.read(&bytes, .string).string.description == second)
      #expect(bytes == key.bytes + key.count)
    }
  }
}
