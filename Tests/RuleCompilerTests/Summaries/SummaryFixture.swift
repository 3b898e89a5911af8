import Foundation

@testable import DetectorRuntime

/// One `summarize` over table `T` in two forms: as a summary that the runtime keeps, and as the loop over all rows with
/// the states of `Aggregation` that stands for it. Columns: A and B strings, N long, W time, `TimeGenerated`.
struct SummaryFixture {
  /// What is grouped by: A; A and an hour; nothing.
  enum Keys: CaseIterable { case column, computed, none }

  let keys: Keys
  let frequency: Int64
  let period: Int64
  /// Whether there are only aggregates that need numbers of an event, so that no row is kept of it.
  var takesNumbersOnly = false

  /// Keys come first where they are columns.
  private static let columns: [ColumnDefinition] = [
    .init("A", .string), .init("B", .string), .init("N", .long), .init("TimeGenerated", .dateTime),
    .init("W", .dateTime),
  ]
  private static let hour = TimeSpan(ticks: TimeSpan.ticksPerHour)

  private static let aggregates: [SummaryAggregate] = [
    .init(.count), .init(.count, where: .computed(1)), .init(.sum, of: [.column(2)]), .init(.least, of: [.column(2)]),
    .init(.greatest, of: [.column(4)], type: .dateTime), .init(.average, of: [.column(2)]),
    .init(.average, of: [.column(4)], type: .dateTime), .init(.countDistinct, of: [.column(1)], type: .string),
    .init(.makeSet(3), of: [.column(1)], type: .string), .init(.makeSet(1000), of: [.column(2)], type: .long),
    .init(.makeSet(1000), of: [.computed(0)], type: .string, where: .computed(1)),
    .init(.anyValue, of: [.column(1)], type: .string), .init(.anyRow, of: [.column(2), .column(1)]),
    .init(.argMax, of: [.column(2), .column(1), .computed(0)]), .init(.argMin, of: [.column(4), .column(2)]),
    .init(.least, of: [.column(2)], where: .computed(1)),
  ]
  private static let results: [(aggregate: Int, position: Int, type: ColumnType)] = [
    (0, 0, .long), (1, 0, .long), (2, 0, .long), (3, 0, .long), (4, 0, .dateTime), (5, 0, .real), (6, 0, .dateTime),
    (7, 0, .long), (8, 0, .dynamic), (9, 0, .dynamic), (10, 0, .dynamic), (11, 0, .string), (12, 0, .long),
    (12, 1, .string), (13, 0, .long), (13, 1, .string), (13, 2, .string), (14, 0, .dateTime), (14, 1, .long),
    (15, 0, .long),
  ]

  /// The aggregates that take numbers, which are the results at the same positions.
  private static let numeric = [0, 2, 3, 4, 5, 6]

  private var aggregates: [SummaryAggregate] {
    takesNumbersOnly ? Self.numeric.map { Self.aggregates[$0] } : Self.aggregates
  }
  private var results: [(aggregate: Int, position: Int, type: ColumnType)] {
    takesNumbersOnly ? Self.numeric.indices.map { ($0, 0, Self.results[Self.numeric[$0]].type) } : Self.results
  }

  private var keyTypes: [ColumnType] {
    switch keys {
    case .column: [.string]
    case .computed: [.string, .dateTime]
    case .none: []
    }
  }

  private var rule: RuleMetadata {
    var rule = RuleMetadata()
    rule.id = "summary"
    rule.name = "Summary"
    rule.version = "1.0.0"
    rule.queryFrequency = TimeSpan(ticks: frequency)
    rule.queryPeriod = TimeSpan(ticks: period)
    rule.eventGrouping = .alertPerResult
    rule.givesRowsWithoutEvents = keys == .none
    return rule
  }

  private var resultColumns: [ColumnDefinition] {
    let names: [Str] = [
      "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16",
      "c17", "c18", "c19",
    ]
    let keyNames: [Str] = ["k0", "k1"]
    return zip(keyNames, keyTypes).map { ColumnDefinition($0, $1) }
      + zip(names, results).map { ColumnDefinition($0, $1.type) }
  }

  /// - Parameter keepsAll: false to leave out groups of one row, in both forms before anything else.
  func summary(keepsAll: Bool = true) -> DetectorDefinition {
    let keys = keys
    let columns =
      keyTypes.indices.map { SummaryColumn.key($0) }
      + results.map { SummaryColumn.aggregate($0.aggregate, $0.position) }
    let countColumn = keyTypes.count
    let keeps: @Sendable (Row, EvaluationContext) -> Bool = { row, _ in isTrue(greaterLong(row.long(countColumn), 1)) }
    let summarize: @Sendable (Rows, SummaryGroups, EvaluationContext) -> Void = { input, groups, cx in
      for index in 0..<input.count {
        let row = input[row: index]
        if keys != .none { groups.put(row.string(0)) }
        if keys == .computed { groups.put(binDateTime(row.dateTime(3), Self.hour)) }
        groups.take(upperCased(row.string(1), cx))
        groups.take(isTrue(greaterLong(row.long(2), 1)))
        groups.endRow(index)
      }
    }
    let definition = SummaryDefinition(
      keys: keyTypes, aggregates: aggregates, computed: takesNumbersOnly ? 0 : 2, columns: columns,
      isOrderedByRows: keys == .computed, summarize: takesNumbersOnly ? nil : summarize, keeps: keepsAll ? nil : keeps)
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: ColumnList(Self.columns), keptColumns: Self.columns.count, matches: { _, _ in true },
          summary: definition)
      ], columns: ColumnList(resultColumns), isOpen: false, evaluate: { tables, _ in tables[0] })
  }

  func loop(keepsAll: Bool = true) -> DetectorDefinition {
    let keys = keys
    let width = keyTypes.count
    let picked = takesNumbersOnly ? Array(0..<width) + Self.numeric.map { width + $0 } : nil
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: ColumnList(Self.columns), keptColumns: Self.columns.count, matches: { _, _ in true })
      ], columns: ColumnList(resultColumns), isOpen: false,
      evaluate: { tables, cx in
        let all = Self.evaluate(tables[0], keys, keepsAll: keepsAll, cx)
        guard let picked else { return all }
        let table = Table(width: picked.count, cx)
        for index in 0..<all.count {
          for column in picked { table.put(all[row: index].value(column)) }
          table.endRow()
        }
        return table
      })
  }

  private static func evaluate(_ input: Table, _ keys: Keys, keepsAll: Bool, _ cx: EvaluationContext) -> Table {
    let width = keys == .none ? 0 : keys == .column ? 1 : 2
    let output = Table(width: width + results.count, cx)
    let groups = Grouping(keys: width, cx)
    let (count, countIf) = (CountRows(cx), CountRows(cx))
    let (sum, least, leastIf, greatest) = (SumLong(cx), MinLong(cx), MinLong(cx), MaxDateTime(cx))
    let (mean, meanTime, distinct) = (AverageLong(cx), AverageDateTime(cx), CountDistinct(cx))
    let (few, numbers, texts) = (MakeSet(3, cx), MakeSet(1000, cx), MakeSet(1000, cx))
    let (any, sample) = (TakeAnyString(cx), SampleRow(2, cx))
    let (most, fewest) = (ArgExtreme(true, 3, cx), ArgExtreme(false, 2, cx))
    for index in 0..<input.count {
      let row = input[row: index]
      let (b, n, w) = (row.string(1), row.long(2), row.dateTime(4))
      let upper = upperCased(b, cx)
      if width > 0 { groups.put(row.string(0)) }
      if width > 1 { groups.put(binDateTime(row.dateTime(3), hour)) }
      let group = groups.group()
      count.add(group)
      sum.add(group, n)
      least.add(group, n)
      greatest.add(group, w)
      mean.add(group, n)
      meanTime.add(group, w)
      distinct.add(group, Value(b))
      few.add(group, Value(b))
      numbers.add(group, Value(n))
      any.add(group, b)
      if sample.wins(group) {
        sample.set(group, 0, Value(n))
        sample.set(group, 1, Value(b))
      }
      if most.wins(group, Value(n)) {
        most.set(group, 0, Value(n))
        most.set(group, 1, Value(b))
        most.set(group, 2, Value(upper))
      }
      if fewest.wins(group, Value(w)) {
        fewest.set(group, 0, Value(w))
        fewest.set(group, 1, Value(n))
      }
      guard isTrue(greaterLong(n, 1)) else { continue }
      countIf.add(group)
      texts.add(group, Value(upper))
      leastIf.add(group, n)
    }
    groups.ensureOne()
    for group in 0..<groups.count where keepsAll || count.result(group) > 1 {
      for key in 0..<width { output.put(groups.key(group, key)) }
      output.put(count.result(group))
      output.put(countIf.result(group))
      output.put(sum.result(group))
      output.put(least.result(group))
      output.put(greatest.result(group))
      output.put(mean.result(group))
      output.put(meanTime.result(group))
      output.put(distinct.result(group))
      output.put(few.result(group))
      output.put(numbers.result(group))
      output.put(texts.result(group))
      output.put(any.result(group))
      for column in 0..<2 { output.put(sample.value(group, column)) }
      for column in 0..<3 { output.put(most.value(group, column)) }
      for column in 0..<2 { output.put(fewest.value(group, column)) }
      output.put(leastIf.result(group))
      output.endRow()
    }
    return output
  }

  /// Events whose values and times meet often.
  /// - Parameter disorder: seconds by which an event may come too late.
  static func events(_ count: Int, over seconds: Int, disorder: Int, _ pick: inout SeededGenerator) -> [String] {
    var events: [(arrival: Int, text: String)] = []
    for number in 0..<count {
      // Many at full minutes, so that times tie and lie on the borders of periods.
      var second = Int.random(in: 0..<seconds, using: &pick)
      if Bool.random(using: &pick) { second -= second % 900 }
      func time(_ second: Int) -> String {
        String(
          format: "2026-03-%02dT%02d:%02d:%02dZ", 1 + second / 86400, second / 3600 % 24, second / 60 % 60, second % 60)
      }
      var members = ["\"Type\":\"T\""]
      if number % 50 != 7 { members.append("\"TimeGenerated\":\"\(time(second))\"") }
      func add(_ name: String, _ value: String) {
        if Int.random(in: 0..<6, using: &pick) > 0 { members.append("\"\(name)\":\(value)") }
      }
      add("A", "\"\(["x", "y", "a longer name of eight and more", "", "é"].randomElement(using: &pick)!)\"")
      add("B", "\"b\(Int.random(in: 0..<12, using: &pick))\"")
      add("N", "\(Int.random(in: -2..<4, using: &pick))")
      add("W", "\"\(time(Int.random(in: 0..<6, using: &pick) * 1000))\"")
      events.append((second + Int.random(in: 0...disorder, using: &pick), "{\(members.joined(separator: ","))}"))
    }
    return events.sorted { $0.arrival < $1.arrival }.map(\.text)
  }
}
