// Summaries of several periods, or of what several threads have read, as one.
extension Summary {
  /// Adds the groups of another summary of the same definition. If this one borrows rows, the other has to outlive it.
  func merge(_ other: Summary) {
    note(rows: other.rowCount, earliest: other.earliest)
    other.groups.forEach { _, theirs in
      let key = other.groups.key(of: theirs)
      let (place, isNew) = groups.find(PackedKey.hash(key, theirs.keySize), key, theirs.keySize)
      let mine = groups.record(at: place)
      let time = theirs.integer(SummaryLayout.time)
      if isNew || time < mine.integer(SummaryLayout.time) { mine[SummaryLayout.time] = UInt64(bitPattern: time) }
      if layout.definition.isOrderedByRows { takeFirst(theirs, mine, SummaryLayout.firstRow) }
      for (number, aggregate) in layout.definition.aggregates.enumerated() {
        merge(aggregate, number, layout.offsets[number], theirs, mine, place, other)
      }
    }
  }

  private func merge(
    _ aggregate: SummaryAggregate, _ number: Int, _ word: Int, _ theirs: KeyedRecords.Record,
    _ mine: KeyedRecords.Record, _ place: UInt32, _ other: Summary
  ) {
    switch aggregate.function {
    case .count, .sum: mine[word] &+= theirs[word]
    case .least, .greatest:
      guard theirs.flags & 1 << UInt32(number) != 0 else { return }
      let cell = Value(theirs.integer(word))
      if case .least = aggregate.function {
        Self.take(cell, number, word, mine) { $0 < $1 }
      } else {
        Self.take(cell, number, word, mine) { $0 > $1 }
      }
    case .average: Self.add(Self.sum(theirs, word), theirs[word + 2], to: mine, word)
    case .anyValue, .anyRow: takeFirst(theirs, mine, word)
    case .argMax, .argMin:
      guard let row = KeptRows.Reference(word: theirs[word]), let rows else { return }
      guard let current = KeptRows.Reference(word: mine[word]) else { return take(row, mine, word) }
      let key = aggregate.arguments[0]
      let order = Self.preference(layout.cell(row, key), layout.cell(current, key), aggregate.function)
      if order > 0 || order == 0 && rows.precedes(row, current) { take(row, mine, word) }
    case .countDistinct, .makeSet:
      guard let table = layout.tables[number] else { return }
      var next = theirs[word + 1]
      while next != 0 {
        let value = other.tables[table].record(at: UInt32(truncatingIfNeeded: next - 1))
        let own = findValue(value, of: other.tables[table], table: table, group: place)
        if own.isNew { link(own.record, own.place, to: mine, word) }
        if case .makeSet = aggregate.function { takeFirst(value, own.record, 1) }
        next = value[0]
      }
    }
  }

  /// Lets a word of `mine` refer to the row that the same word of `theirs` does, if that comes first.
  private func takeFirst(_ theirs: KeyedRecords.Record, _ mine: KeyedRecords.Record, _ word: Int) {
    guard let row = KeptRows.Reference(word: theirs[word]), let rows else { return }
    if let current = KeptRows.Reference(word: mine[word]), !rows.precedes(row, current) { return }
    take(row, mine, word)
  }

  private func take(_ row: KeptRows.Reference, _ mine: KeyedRecords.Record, _ word: Int) {
    guard !borrowsRows, let rows else {
      mine[word] = row.word
      return
    }
    let copy = rows.keep(row)
    rows.retain(copy)
    if let current = KeptRows.Reference(word: mine[word]) { rows.release(current) }
    mine[word] = copy.word
  }
}
