/// The groups of a `summarize` over the events of one period.
final class Summary {
  let layout: SummaryLayout
  @exclusivity(unchecked) var groups: KeyedRecords
  /// The distinct values of groups: of each aggregate that collects them a table by group and value. Its records hold
  /// the next value of the group, as place + 1, and where the order matters the first row with the value.
  @exclusivity(unchecked) var tables: [KeyedRecords]
  /// Nil if no state refers to rows.
  let rows: KeptRows?
  /// Whether the rows that states refer to belong to another summary.
  let borrowsRows: Bool
  /// The time of the first row, and how many there are.
  @exclusivity(unchecked) private(set) var earliest = Int64.max
  @exclusivity(unchecked) private(set) var rowCount = 0
  let key = PackedKey(capacity: 64)

  init(_ layout: SummaryLayout, borrowsRows: Bool = false) {
    self.layout = layout
    self.borrowsRows = borrowsRows
    groups = KeyedRecords(words: layout.words)
    tables = layout.definition.aggregates.compactMap {
      switch $0.function {
      case .countDistinct: KeyedRecords(words: 1)
      case .makeSet: KeyedRecords(words: 2)
      case .count, .sum, .least, .greatest, .average, .anyValue, .anyRow, .argMax, .argMin: nil
      }
    }
    rows =
      layout.definition.refersToRows ? KeptRows(width: layout.width, computed: layout.definition.computed) : nil
  }

  deinit {
    groups.deallocate()
    for table in tables { table.deallocate() }
  }

  var reservedBytes: Int {
    groups.reservedBytes + tables.reduce(0) { $0 + $1.reservedBytes } + (rows?.reservedBytes ?? 0)
  }

  /// Says that rows were read, whether or not they went to a group.
  func note(rows: Int, earliest: Int64) {
    rowCount += rows
    self.earliest = min(self.earliest, earliest)
  }

  // MARK: Rows

  func hold(_ row: KeptRows.Reference) { if !borrowsRows { rows?.retain(row) } }
  func letGo(_ row: KeptRows.Reference) { if !borrowsRows { rows?.release(row) } }

  /// Takes the rows of a batch to their groups.
  func fold(_ batch: SummaryGroups) {
    batch.locate(&groups)
    let records = UnsafePointer(batch.records)
    for index in 0..<batch.count {
      let record = records[index]
      let time = batch.time(index)
      if batch.isNew(index) {
        record[SummaryLayout.time] = UInt64(bitPattern: time)
      } else if time < record.integer(SummaryLayout.time) {
        record[SummaryLayout.time] = UInt64(bitPattern: time)
      }
    }
    if layout.definition.isOrderedByRows {
      for index in 0..<batch.count { takeFirst(batch, index, in: records[index], at: SummaryLayout.firstRow) }
    }
    for (number, aggregate) in layout.definition.aggregates.enumerated() {
      fold(batch, aggregate, number, layout.offsets[number])
    }
    batch.letGoOfRows(self)
  }

  /// Lets the word refer to the row if it comes before that which it refers to.
  @inline(__always)
  private func takeFirst(_ batch: SummaryGroups, _ index: Int, in record: KeyedRecords.Record, at word: Int) {
    guard let current = KeptRows.Reference(word: record[word]) else {
      let row = batch.reference(index, self)
      hold(row)
      record[word] = row.word
      return
    }
    let time = batch.time(index)
    guard time <= current.time, let rows, rows.precedes(batch.row(index), time: time, current) else { return }
    replace(current, by: batch.reference(index, self), in: record, at: word)
  }

  func replace(
    _ current: KeptRows.Reference, by row: KeptRows.Reference, in record: KeyedRecords.Record, at word: Int
  ) {
    hold(row)
    letGo(current)
    record[word] = row.word
  }

  private func fold(_ batch: SummaryGroups, _ aggregate: SummaryAggregate, _ number: Int, _ word: Int) {
    let records = UnsafePointer(batch.records)
    let selection = batch.select(aggregate.filter)
    let (count, rows) = (selection.count, selection.indices)
    @inline(__always) func argument() -> SummaryGroups.Column { batch.column(aggregate.arguments[0]) }
    switch aggregate.function {
    case .count:
      for row in 0..<count { records[Int(rows[row])][word] &+= 1 }
    case .sum:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        if !column[index].isNull { records[index][word] &+= column[index].payload }
      }
    case .least:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        Self.take(column[index], number, word, records[index]) { $0 < $1 }
      }
    case .greatest:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        Self.take(column[index], number, word, records[index]) { $0 > $1 }
      }
    case .average:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        guard !column[index].isNull else { continue }
        Self.add(Int128(Int64(bitPattern: column[index].payload)), 1, to: records[index], word)
      }
    case .countDistinct, .makeSet:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        insert(column[index], aggregate, number, word, batch, index)
      }
    case .anyRow:
      for row in 0..<count { takeFirst(batch, Int(rows[row]), in: records[Int(rows[row])], at: word) }
    case .anyValue:
      let column = argument()
      let isText = aggregate.type == .string
      for row in 0..<count {
        let index = Int(rows[row])
        guard !(isText ? column[index].string.isEmpty : column[index].isNull) else { continue }
        takeFirst(batch, index, in: records[index], at: word)
      }
    case .argMax, .argMin:
      let column = argument()
      for row in 0..<count {
        let index = Int(rows[row])
        takeExtreme(batch, index, column[index], aggregate, in: records[index], at: word)
      }
    }
  }

  @inline(__always)
  static func take(
    _ cell: Value, _ number: Int, _ word: Int, _ record: KeyedRecords.Record, _ isBetter: (Int64, Int64) -> Bool
  ) {
    guard !cell.isNull else { return }
    let value = Int64(bitPattern: cell.payload)
    let (flags, bit, current) = (record.flags, 1 << UInt32(number) as UInt32, record.integer(word))
    // Without branches: which value is better cannot be foretold.
    let (isFirst, isBetter) = (flags & bit == 0, isBetter(value, current))
    record.flags = flags | bit
    record[word] = UInt64(bitPattern: isFirst ? value : isBetter ? value : current)
  }

  @inline(__always)
  static func add(_ sum: Int128, _ count: UInt64, to record: KeyedRecords.Record, _ word: Int) {
    let total = Self.sum(record, word) &+ sum
    record[word] = UInt64(truncatingIfNeeded: total)
    record[word + 1] = UInt64(truncatingIfNeeded: total >> 64)
    record[word + 2] &+= count
  }

  @inline(__always)
  static func sum(_ record: KeyedRecords.Record, _ word: Int) -> Int128 {
    Int128(truncatingIfNeeded: record.integer(word + 1)) << 64 | Int128(truncatingIfNeeded: record[word])
  }

  private func takeExtreme(
    _ batch: SummaryGroups, _ index: Int, _ cell: Value, _ aggregate: SummaryAggregate,
    in record: KeyedRecords.Record, at word: Int
  ) {
    guard let current = KeptRows.Reference(word: record[word]) else {
      let row = batch.reference(index, self)
      hold(row)
      record[word] = row.word
      return
    }
    let order = Self.preference(cell, layout.cell(current, aggregate.arguments[0]), aggregate.function)
    guard order >= 0, let rows else { return }
    if order > 0 || rows.precedes(batch.row(index), time: batch.time(index), current) {
      replace(current, by: batch.reference(index, self), in: record, at: word)
    }
  }

  /// Positive if a row with the first key is preferred to one with the second, 0 if it depends on which is first.
  static func preference(_ key: Value, _ other: Value, _ function: SummaryFunction) -> Int {
    let (isVoid, isOtherVoid) = (Self.isVoid(key), Self.isVoid(other))
    if isVoid || isOtherVoid { return (isVoid ? 0 : 1) - (isOtherVoid ? 0 : 1) }
    let order = compareValues(key, other)
    if case .argMin = function { return -order }
    return order
  }

  /// NaN is neither greatest nor least as long as there is anything else.
  private static func isVoid(_ key: Value) -> Bool { key.isNull || key.real?.isNaN == true }

  // MARK: Values

  private func insert(
    _ cell: Value, _ aggregate: SummaryAggregate, _ number: Int, _ word: Int, _ batch: SummaryGroups, _ index: Int
  ) {
    guard !cell.isNull, let table = layout.tables[number] else { return }
    let record = batch.records[index]
    key.removeAll()
    key.append(UInt64(batch.places[index]))
    key.append(cell, aggregate.type)
    let hash = key.takeHash()
    let (place, isNew) = tables[table].find(hash, key.bytes, key.count)
    let value = tables[table].record(at: place)
    if isNew { link(value, place, to: record, word) }
    guard case .makeSet = aggregate.function else { return }
    takeFirst(batch, index, in: value, at: 1)
  }

  func link(_ value: KeyedRecords.Record, _ place: UInt32, to record: KeyedRecords.Record, _ word: Int) {
    value[0] = record[word + 1]
    record[word + 1] = UInt64(place) + 1
    record[word] += 1
  }

  /// The table's key of a value that another summary has for a group: the group's place here, then the value.
  func findValue(
    _ value: KeyedRecords.Record, of other: KeyedRecords, table: Int, group place: UInt32
  ) -> (record: KeyedRecords.Record, place: UInt32, isNew: Bool) {
    key.removeAll()
    key.append(UInt64(place))
    let bytes = other.key(of: value)
    for offset in stride(from: 8, to: value.keySize, by: 8) {
      key.append(bytes.load(fromByteOffset: offset, as: UInt64.self))
    }
    let hash = key.takeHash()
    let (found, isNew) = tables[table].find(hash, key.bytes, key.count)
    return (tables[table].record(at: found), found, isNew)
  }
}
