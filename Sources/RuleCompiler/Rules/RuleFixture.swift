/// The tests of a rule: events, and the rows that the rule's query has to return for them.
///
/// A fixture stands in the folder `Tests` beside the rules and is named after its rule:
///
///     now: 2026-03-02T12:00:00Z
///     cases:
///       - name: the log is cleared
///         events: |
///           {"Type":"SecurityEvent","TimeGenerated":"2026-03-02T11:00:00Z","Computer":"dc1","EventID":1102}
///         rows: |
///           {"TimeGenerated":"2026-03-02T11:00:00Z","Computer":"dc1"}
///       - name: another event
///         events: |
///           {"Type":"SecurityEvent","TimeGenerated":"2026-03-02T11:00:00Z","Computer":"dc1","EventID":1100}
///         rows: []
public struct RuleFixture: Sendable {
  public struct Case: Sendable {
    public var name: Located<String>
    /// The time of `now()`, such as `2026-03-02T12:00:00Z`.
    public var now: Located<String>
    /// A JSON object each.
    public var events: [Located<String>]
    /// More files of events, relative to the fixture.
    public var eventFiles: [Located<String>]
    /// A JSON object each, with the row's columns; none = the rule must not fire.
    public var rows: [Located<String>]
  }

  public var file: SourceFile
  public var cases: [Case]

  private static let caseKeys = ["name", "now", "events", "eventFiles", "rows"]

  /// - Returns: nil if the file is no fixture; cases with mistakes are left out. The sink then holds the reasons.
  public static func decode(_ file: SourceFile, into sink: DiagnosticSink) -> RuleFixture? {
    guard let document = RuleDocument.read(file, into: sink) else { return nil }
    let nodes = NodeDecoding(file: file, sink: sink)
    nodes.warnUnknownKeys(document.entries, known: ["now", "cases"], of: "a fixture")
    let now = nodes.text(document.entry("now"))
    let items = nodes.items(document.entry("cases"))
    if items.isEmpty {
      nodes.report(
        .ruleFixture, .error, "the fixture has no 'cases'", document.range.lowerBound..<document.range.lowerBound)
    }
    var names: Set<String> = []
    let cases = items.compactMap { item -> Case? in
      guard let test = decodeCase(item, now, nodes) else { return nil }
      if !names.insert(test.name.value).inserted {
        nodes.report(.ruleFixture, .error, "another case is named '\(test.name.value)' too", test.name.range)
      }
      return test
    }
    return RuleFixture(file: file, cases: cases)
  }

  private static func decodeCase(_ item: YAMLNode, _ now: Located<String>?, _ nodes: NodeDecoding) -> Case? {
    guard let entries = nodes.mapping(item, "cases") else { return nil }
    nodes.warnUnknownKeys(entries, known: caseKeys, of: "a case")
    let start = item.range.lowerBound..<item.range.lowerBound
    guard let name = nodes.text(entries.entry("name")) else {
      nodes.report(.ruleFixture, .error, "the case has no 'name' that says what it shows", start)
      return nil
    }
    guard let time = nodes.text(entries.entry("now")) ?? now else {
      nodes.report(.ruleFixture, .error, "neither the case nor the fixture has a 'now'", name.range)
      return nil
    }
    guard let rows = entries.entry("rows") else {
      nodes.report(
        .ruleFixture, .error, "the case does not say which rows come: 'rows: []' if none may come", name.range)
      return nil
    }
    let events = entries.entry("events").map { lines(of: $0, nodes) } ?? []
    let files = nodes.texts(entries.entry("eventFiles"))
    return Case(name: name, now: time, events: events, eventFiles: files, rows: lines(of: rows, nodes))
  }

  /// The lines of a text that are not blank; an empty list is no line.
  private static func lines(of entry: YAMLEntry, _ nodes: NodeDecoding) -> [Located<String>] {
    if entry.value.isEmpty || entry.value.sequence?.isEmpty == true { return [] }
    guard let scalar = entry.value.scalar else {
      nodes.report(
        .ruleFixture, .error, "'\(entry.key)' is a text of JSON objects, one a line ('\(entry.key): |')",
        entry.keyRange)
      return []
    }
    let source = EmbeddedSource(file: nodes.file, scalar: scalar, range: entry.value.range)
    var lines: [Located<String>] = []
    var start = 0
    for line in source.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let text = nodes.trimmed(String(Substring(line)))
      if !text.isEmpty {
        let blanks = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        lines.append(Located(text, source.fileRange(start + blanks..<start + blanks + text.utf8.count)))
      }
      start += line.count + 1
    }
    return lines
  }
}
