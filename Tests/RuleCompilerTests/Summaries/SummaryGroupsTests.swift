import Testing

@testable import DetectorRuntime

/// Batches of events of any length come to the groups that a dictionary has. `PROPERTY_SEED=N` takes other events.
@Suite struct SummaryGroupsTests {
  private struct Group: Equatable {
    var count: UInt64 = 0
    var least = Int64.max
    var greatest = Int64.min
  }

  @Test func batchesGiveWhatADictionaryGives() {
    let seed = SeededGenerator.seed
    print("SummaryGroupsTests: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    let definition = SummaryDefinition(
      keys: [.long],
      aggregates: [.init(.count), .init(.least, of: [.column(1)]), .init(.greatest, of: [.column(1)])],
      columns: [.key(0), .aggregate(0, 0), .aggregate(1, 0), .aggregate(2, 0)])
    let summary = Summary(SummaryLayout(definition, width: 2))
    let batch = SummaryGroups()
    batch.beginEvents(width: 2)
    var expected: [Int64: Group] = [:]
    var cells = [Value.null, Value.null]
    let slots: [UInt16] = [0, 1]
    // Below, at and above the length of a stretch and of two; a full batch, again and again while the table grows.
    for length in [1, 2, 15, 16, 17, 31, 32, 33, 47, 48, 250, 255, 256, 1] + Array(repeating: 256, count: 40) {
      for index in 0..<length {
        let key = Int64.random(in: 0..<3000, using: &random)
        let number: Int64? = Int.random(in: 0..<5, using: &random) > 0 ? .random(in: -9...9, using: &random) : nil
        cells = [Value(key), Value(number)]
        let hasRoom = cells.withUnsafeBufferPointer { cells in
          slots.withUnsafeBufferPointer { slots in
            [ColumnType.long].withUnsafeBufferPointer { keys in
              [Int32(1)].withUnsafeBufferPointer { arguments in
                batch.put(
                  EventRow(cells: EventCells(decoded: cells.baseAddress!), slots: slots.baseAddress!), time: 1,
                  keys: keys, arguments: arguments, summary.groups.finder)
              }
            }
          }
        }
        if hasRoom != (index < 255) { Issue.record("seed \(seed): room after \(index + 1) events") }
        expected[key, default: Group()].count += 1
        if let number {
          expected[key]!.least = min(expected[key]!.least, number)
          expected[key]!.greatest = max(expected[key]!.greatest, number)
        }
      }
      batch.foldEvents(into: summary)
    }
    let offsets = summary.layout.offsets
    var found: [Int64: Group] = [:]
    summary.groups.forEach { _, record in
      var bytes = summary.groups.key(of: record)
      var group = Group(count: record[offsets[0]])
      if record.flags & 1 << 1 != 0 { group.least = record.integer(offsets[1]) }
      if record.flags & 1 << 2 != 0 { group.greatest = record.integer(offsets[2]) }
      found[PackedKey.read(&bytes, .long).long!] = group
    }
    #expect(found == expected, "seed \(seed)")
  }
}
