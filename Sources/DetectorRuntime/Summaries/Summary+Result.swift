// The groups of a summary as a table.
extension Summary {
  /// The groups that anything is done with, in the order of their first rows. Texts may point into this summary.
  func result(_ cx: EvaluationContext) -> Table {
    let definition = layout.definition
    if definition.keys.isEmpty, groups.count == 0 {
      // Without `by` there is one row, also over no rows.
      _ = groups.find(PackedKey.hash(key.bytes, 0), key.bytes, 0)
    }
    let table = Table(width: definition.columns.count, cx)
    var kept: [KeyedRecords.Record] = []
    groups.forEach { _, record in
      for column in definition.columns { table.put(cell(of: record, column, cx)) }
      table.endRow()
      if let keeps = definition.keeps, !keeps(table[row: table.count - 1], cx) {
        table.truncate(table.count - 1)
      } else {
        kept.append(record)
      }
    }
    let isSorted = kept.indices.dropFirst().allSatisfy { !precedes(kept[$0], kept[$0 - 1]) }
    guard !isSorted else { return table }
    var order = Array(0..<UInt32(kept.count))
    order.sort { precedes(kept[Int($0)], kept[Int($1)]) }
    return order.withUnsafeBufferPointer { table.picking($0) }
  }

  /// Whether the first row of a group comes before that of another.
  private func precedes(_ a: KeyedRecords.Record, _ b: KeyedRecords.Record) -> Bool {
    let (time, other) = (a.integer(SummaryLayout.time), b.integer(SummaryLayout.time))
    if time != other { return time < other }
    if layout.definition.isOrderedByRows {
      guard let rows, let first = KeptRows.Reference(word: a[SummaryLayout.firstRow]),
        let second = KeptRows.Reference(word: b[SummaryLayout.firstRow])
      else { return false }
      return rows.precedes(first, second)
    }
    var (first, second) = (groups.key(of: a), groups.key(of: b))
    for type in layout.definition.keys {
      let order = orderOfContents(PackedKey.read(&first, type), PackedKey.read(&second, type))
      if order != 0 { return order < 0 }
    }
    return false
  }

  private func cell(of record: KeyedRecords.Record, _ column: SummaryColumn, _ cx: EvaluationContext) -> Value {
    switch column {
    case .key(let position):
      var key = groups.key(of: record)
      for type in layout.definition.keys[..<position] { _ = PackedKey.read(&key, type) }
      return PackedKey.read(&key, layout.definition.keys[position])
    case .aggregate(let number, let position):
      return result(record, layout.definition.aggregates[number], number, position, cx)
    }
  }

  private func result(
    _ record: KeyedRecords.Record, _ aggregate: SummaryAggregate, _ number: Int, _ position: Int,
    _ cx: EvaluationContext
  ) -> Value {
    let word = layout.offsets[number]
    switch aggregate.function {
    case .count, .countDistinct: return Value(record.integer(word))
    case .sum: return Value(kind: PackedKey.kind(aggregate.type), payload: record[word])
    case .least, .greatest:
      guard record.flags & 1 << UInt32(number) != 0 else { return .null }
      return Value(kind: PackedKey.kind(aggregate.type), payload: record[word])
    case .average:
      let (sum, count) = (Self.sum(record, word), record[word + 2])
      switch aggregate.type {
      case .dateTime, .timeSpan:
        guard count > 0 else { return .null }
        let mean = Int64(sum / Int128(count))
        return Value(kind: PackedKey.kind(aggregate.type), payload: UInt64(bitPattern: mean))
      case .bool, .int, .long, .real, .decimal, .guid, .string, .dynamic: return Value(Double(sum) / Double(count))
      }
    case .anyValue, .anyRow, .argMax, .argMin:
      guard let row = KeptRows.Reference(word: record[word]) else {
        return aggregate.type == .string ? .emptyString : .null
      }
      return layout.cell(row, aggregate.arguments[position])
    case .makeSet(let limit): return set(record, aggregate, number, Int(min(max(limit, 0), 1_048_576)), cx)
    }
  }

  /// The values of a group by their first rows.
  private func set(
    _ record: KeyedRecords.Record, _ aggregate: SummaryAggregate, _ number: Int, _ limit: Int, _ cx: EvaluationContext
  ) -> Value {
    let word = layout.offsets[number]
    var first: [KeptRows.Reference] = []
    first.reserveCapacity(Int(record[word]))
    if let table = layout.tables[number] {
      var next = record[word + 1]
      while next != 0 {
        let value = tables[table].record(at: UInt32(truncatingIfNeeded: next - 1))
        if let row = KeptRows.Reference(word: value[1]) { first.append(row) }
        next = value[0]
      }
    }
    if let rows { first.sort { rows.precedes($0, $1) } }
    return Value(array: first.prefix(limit).map { layout.cell($0, aggregate.arguments[0]) }, cx)
  }
}
