import Foundation
import Testing

@testable import DetectorRuntime
@testable import RuleCompiler

/// Groups of rows that a result cannot depend on are left out, and no others.
struct GroupRequirementTests {
  private static func plan(_ query: String) throws -> [String] {
    let sink = DiagnosticSink()
    let fixture = BinderFixture()
    let binder = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink)
    let compilation = QueryCompilation(query, binder: binder, catalog: .standard, sink: sink) { _ in nil }
    let program = try #require(compilation.program, "\(query): \(sink.diagnostics.map(\.message))")
    return PlanDump.dump(program).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
      .filter { $0.hasPrefix("requires of a group") }.map(String.init)
  }

  private static let start = """
    Logins | extend Data = parse_xml(Account).E.D | mv-expand Data
    | extend Key = tostring(Data['@Name']), Text = tostring(Data['#text'])
    """

  @Test(arguments: [
    (
      "| evaluate pivot(Key, take_any(Text), Port, TimeGenerated) | where tostring(Command) has 'mimikatz' | project Port",
      true
    ),
    (
      "| evaluate pivot(Key, take_any(Text), Port, TimeGenerated) | where tostring(Command) !has 'mimikatz' | project Port",
      false
    ),
    (
      "| evaluate pivot(Key, take_any(Text), Port, TimeGenerated) | where tostring(Command) has '&<>' | project Port",
      false
    ),
    (
      "| evaluate pivot(Key, take_any(Text), Port, TimeGenerated) | where tostring(Command) has '22' | project Port",
      false
    ),
    (
      "| evaluate pivot(Key, count(), Port, TimeGenerated) | where tostring(Command) has 'mimikatz' | project Port",
      false
    ),
  ])
  func finds(rest: String, expected: Bool) throws {
    #expect(try !Self.plan(Self.start + rest).isEmpty == expected)
  }

  // MARK: The same rows

  /// Values of `<D>` elements by group, and the groups of which one holds the word.
  private static var rule: DetectorDefinition {
    let columns: ColumnList = "X:string, G:long, TimeGenerated:datetime"
    var rule = RuleMetadata()
    rule.id = "groups"
    rule.queryFrequency = TimeSpan(ticks: TimeSpan.ticksPerHour)
    rule.queryPeriod = TimeSpan(ticks: 2 * TimeSpan.ticksPerHour)
    return DetectorDefinition(
      rule: rule,
      sources: [
        SourceDefinition(
          table: "T", columns: columns, keptColumns: 3,
          groupRequirement: GroupRequirement("mimikatz", in: [0], [.insideXML], by: [1]), matches: { _, _ in true })
      ], columns: "G:long, V:dynamic", isOpen: false
    ) { tables, cx in
      let result = Table(width: 2, cx)
      let groups = Grouping(keys: 1, cx)
      var taken: [Value] = []
      for index in 0..<tables[0].count {
        let row = tables[0][row: index]
        groups.put(row.long(1))
        let group = groups.group()
        let value = property(parseXML(row.string(0), cx), "E", cx)
        if group == taken.count { taken.append(value) } else if taken[group].isNull { taken[group] = value }
      }
      for group in 0..<groups.count where containsText(textOf(taken[group], cx), "mimikatz") {
        result.put(groups.key(group, 0))
        result.put(taken[group])
        result.endRow()
      }
      return result
    }
  }

  @Test func givesTheSameRows() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let texts = [
      "mimikatz", "MIMIkatz", "mimi", "katz", "&#109;imikatz", "m&#x69;mikatz", "mimi<b/>katz", "mimi<b>x</b>katz",
      "mimi<!-- x -->katz", "mimi<![CDATA[katz]]>", "<![CDATA[mimi]]>katz", "<![CDATA[mimikatz]]>", "mimi <b/>katz",
      "mimi&amp;katz", "mimi<?p?>katz", "<b/>mimikatz", "<b>mimi</b>katz", "x &lt; y", "é", " ", "\n  ",
      "mimi><b/>katz",
      "<mimikatz/>", "<b a=\"mimikatz\"/>", "<b mimikatz='1'/>", "<!-- mimikatz -->", "17", "K",
    ]
    var events = ""
    for number in 0..<4000 {
      let content = (0..<Int.random(in: 0...2, using: &rng)).map { _ in texts.randomElement(using: &rng)! }.joined()
      let text = "<E>\(content)</E>".replacingOccurrences(of: "\\", with: "\\\\")
        .replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n")
      let minute = Int.random(in: 0..<60, using: &rng)
      let time = String(format: "2026-03-01T%02d:%02d:00Z", number / 200, minute)
      events +=
        "{\"Type\":\"T\",\"TimeGenerated\":\"\(time)\",\"G\":\(Int.random(in: 0..<60, using: &rng)),\"X\":\"\(text)\"}\n"
    }
    func rows(_ options: [String]) throws -> [String] {
      try ScanFixture([Self.rule], events, ["--emit", "rows"] + options).lines.map {
        String(decoding: try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]), as: UTF8.self)
      }
    }
    let selected = try rows([])
    #expect(try selected == rows(["--no-dispatch"]), "seed \(seed)")
    #expect(selected.count > 50)
  }

  @Test(arguments: [
    ("<a>x</a>", false), ("<a>&#120;</a>", true), ("<a>&amp;</a>", false), ("<a>x<b/></a>", true),
    ("<a>\n  <b/>\n</a>", false), ("<a><![CDATA[x]]></a>", true), ("<a><!-- x --></a>", false),
    ("<a>x<!-- --></a>", true),
    ("<a><b>x</b>y</a>", false), ("", false), ("&", false), ("<", false), ("x<", true),
  ])
  func knowsMarkupInWhichTextsAreJoined(text: String, expected: Bool) {
    let arena = Arena()
    #expect(hasStandInMarkup(arena.copy(text)) == expected)
  }
}
