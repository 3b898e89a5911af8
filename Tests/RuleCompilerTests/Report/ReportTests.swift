import Foundation
import FoundationXML
import Testing

@testable import DetectorRuntime

/// The page of `detector scan --html`: what it says, and that no value of an event can be markup in it.
@Suite struct ReportTests {
  private let columns: [ColumnDefinition] = [
    .init("TimeGenerated", .dateTime), .init("Host", .string), .init("D", .dynamic),
  ]

  /// Values that would be markup, scripts or another text if they were taken as they are.
  private static let hostile = [
    "<script>document.title='owned'</script>", "\"><img src=x onerror=\"document.title='owned'\">",
    "</td></table></style>", "'; onclick='x", "&lt;b&gt; &amp; &#60;", "]]><!--",
    "--><svg/onload=document.title='owned'>", "<a href='javascript:x'>",
    "\u{202E}gnp.exe", "a\u{0}b\u{7}\u{1B}[31m", "é \u{1F600} \u{200B}|", "`${7*7}` {{7*7}}",
  ]
  /// What is shown instead of characters that nobody sees.
  private static func shown(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{202E}", with: "⟨U+202E⟩").replacingOccurrences(of: "\u{200B}", with: "⟨U+200B⟩")
      .replacingOccurrences(of: "\u{0}", with: "⟨U+0000⟩").replacingOccurrences(of: "\u{7}", with: "⟨U+0007⟩")
      .replacingOccurrences(of: "\u{1B}", with: "⟨U+001B⟩")
  }

  private func page(
    _ rules: [DetectorDefinition], _ events: [[String: Any]], _ options: [String] = []
  ) throws -> (html: String, lines: [[String: Any]]) {
    let path = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).html")
    defer { try? FileManager.default.removeItem(at: path) }
    let text = try events.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
    let scan = try ScanFixture(rules, text.joined(separator: "\n"), ["--html", path.path] + options)
    #expect(scan.exitCode == 0)
    return (try String(contentsOf: path, encoding: .utf8), scan.lines)
  }

  private func event(_ minute: Int, _ host: String, _ bag: [String: Any] = [:]) -> [String: Any] {
    let time = String(format: "2026-03-01T%02d:%02d:00Z", minute / 60, minute % 60)
    return ["TimeGenerated": time, "Type": "T", "Host": host, "D": bag]
  }

  private func rule(_ change: (inout RuleMetadata) -> Void = { _ in }) -> DetectorDefinition {
    copyingRule(columns) {
      $0.queryFrequency = TimeSpan(ticks: 10 * TimeSpan.ticksPerMinute)
      $0.queryPeriod = TimeSpan(ticks: 10 * TimeSpan.ticksPerMinute)
      $0.tactics = ["Execution"]
      $0.techniques = ["T1059.001"]
      $0.entityMappings = [.init("Host", [.init("HostName", column: 1)])]
      $0.customDetails = [.init("Detail", column: 1)]
      $0.alertNameFormat = [.text("On "), .column(1)]
      change(&$0)
    }
  }

  /// Hostile text in each place of a page that comes from events or rules.
  private func hostilePage() throws -> String {
    let events = Self.hostile.enumerated().map { event(1 + $0.offset * 10, $0.element, [$0.element: [$0.element]]) }
    let named = rule {
      $0.id = "<b>id</b>"
      $0.name = "<b>name</b>"
      $0.description = "<b>description</b> & 'more'"
      $0.techniques = ["<b>T1</b>"]
      $0.alertTacticsColumn = 1
      $0.incidents.isGrouped = true
    }
    return try page([named], events, ["--incidents"]).html
  }

  // MARK: Markup

  /// Collects what a page that is well-formed XML, too, consists of.
  private final class Reading: NSObject, XMLParserDelegate {
    var elements: Set<String> = []
    var attributes: Set<String> = []
    var links: [String] = []
    var ids: Set<String> = []
    var text = ""
    var titles: [String] = []
    private var isInTitle = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes values: [String: String]
    ) {
      elements.insert(name)
      attributes.formUnion(values.keys)
      if let link = values["href"] { links.append(link) }
      if let id = values["id"] { ids.insert(id) }
      isInTitle = name == "title"
      if isInTitle { titles.append("") }
      if ["td", "dd", "p", "summary", "li", "th", "dt"].contains(name) { text += "\n" }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      isInTitle = false
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      text += characters
      if isInTitle { titles[titles.count - 1] += characters }
    }
  }

  private func read(_ html: String) throws -> Reading {
    let reading = Reading()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = reading
    let isWhole = parser.parse()
    try #require(isWhole, "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
    return reading
  }

  @Test func hostileTextIsTextWhereverItStands() throws {
    let reading = try read(try hostilePage())
    #expect(
      reading.elements.isSubset(of: [
        "html", "head", "meta", "title", "style", "body", "header", "section", "h1", "h2", "h3", "p", "span", "b",
        "div", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "time", "dl", "dt", "dd", "ul", "li",
        "label", "input", "svg", "rect", "a",
      ]), "\(reading.elements.sorted())")
    #expect(
      reading.attributes.isSubset(of: [
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "type", "checked", "href", "viewBox",
        "preserveAspectRatio", "role", "aria-label", "x", "y", "width", "height",
      ]), "\(reading.attributes.sorted())")
    #expect(reading.links.count > 3)
    for link in reading.links { #expect(link.hasPrefix("#") && reading.ids.contains(String(link.dropFirst()))) }
    for text in Self.hostile {
      // As a heading, an entity, a custom detail, a cell, and inside a dynamic value.
      #expect(reading.text.components(separatedBy: Self.shown(text)).count > 4, "\(text)")
    }
    for text in ["<b>name</b>", "<b>description</b> & 'more'", "<b>T1</b>"] { #expect(reading.text.contains(text)) }
    #expect(reading.titles.first == "Detector report")
  }

  private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.fileExists(atPath: $0)
  }

  @Test(.enabled(if: browser != nil, "no Chromium is here: apt-get install chromium"))
  func aBrowserShowsTheSameAndRunsNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let html = try hostilePage()
    let file = folder.appending(path: "report.html")
    try Data(html.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.browser))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=1000", file.absoluteString,
    ]
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    #expect(dom.contains("<title>Detector report</title>"))
    for tag in ["<script", "<img", "<iframe", "<object", "<link"] { #expect(!dom.contains(tag), "\(tag)") }
    // What the browser makes of the page is what a parser of XML makes of it: nothing was repaired.
    let count = { (text: String, part: String) in text.components(separatedBy: part).count }
    for tag in ["<td>", "<details ", "<li>", "<rect ", "<span", "<tr>", "<a "] {
      #expect(count(dom, tag) == count(html, tag), "\(tag)")
    }
    for text in Self.hostile {
      let escaped = Self.shown(text).replacingOccurrences(of: "&", with: "&amp;")
        .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
      #expect(count(dom, escaped) > 4, "\(text)")
    }
  }

  // MARK: Contents

  @Test func figuresAreThoseOfTheAlerts() throws {
    let quiet = rule {
      $0.id = "quiet"
      $0.name = "Quiet"
      $0.tactics = ["Impact"]
      $0.techniques = ["T1486"]
      $0.triggerThreshold = 1000
    }
    let loud = rule {
      $0.severity = "High"
      $0.tactics = ["Execution", "Persistence"]
      // T1053.005 serves Execution, Persistence and PrivilegeEscalation.
      $0.techniques = ["T1059.001", "T1053.005"]
      $0.incidents.isGrouped = true
      $0.incidents.matching = .anyAlert
    }
    let hosts = ["a", "b", "a", "a"]
    let (html, lines) = try page(
      [loud, quiet], hosts.enumerated().map { event(1 + $0.offset * 10, $0.element) }, ["--incidents"])
    #expect(lines.count { $0["Type"] as? String == "SecurityAlert" } == 4)
    let text = try read(html).text
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("4 events read, 0 rejected; of 2026-03-01 00:01:00 to 2026-03-01 00:31:00 UTC"))
    #expect(flat.contains("4 alerts 4 High"))
    // Type, identifiers, rules, alerts, first and last alert.
    #expect(flat.contains("host HostName: a 1 3 2026-03-01 00:10:00 2026-03-01 00:40:00"))
    #expect(flat.contains("host HostName: b 1 1 2026-03-01 00:20:00 2026-03-01 00:20:00"))
    #expect(flat.contains("Execution 4T1053.005 4T1059.001 4 Persistence 4T1053.005 4 ImpactT1486"))
    #expect(!flat.contains("Privilege Escalation"))
    #expect(flat.contains("Copy High T1059.001 T1053.005 4 4 4 0"))
    #expect(flat.contains("Quiet Medium T1486 4 4 0 0"))
    #expect(flat.contains("On a High 4 2026-03-01 00:01:00 2026-03-01 00:31:00"), "the incident")
  }

  @Test func theSameScanGivesTheSamePage() throws {
    let events = (0..<300).map { event($0, "h\($0 % 50)", ["n": $0]) }
    #expect(try page([rule()], events).html == page([rule()], events).html)
  }

  @Test func noAlertsAreAPageToo() throws {
    let reading = try read(try page([rule()], []).html)
    #expect(reading.text.contains("No rule has raised an alert."))
    #expect(!reading.elements.contains("svg"))
  }

  @Test func manyAlertsAreCountedAndTheFirstShown() throws {
    let events = (0..<1100).map { event($0 / 2, "h\($0)", ["n": $0]) }
    let each = rule {
      $0.eventGrouping = .alertPerResult
      $0.kind = .scheduled
    }
    let (html, lines) = try page([each], events)
    #expect(lines.count == 1100)
    let reading = try read(html)
    #expect(reading.ids.contains("a999") && !reading.ids.contains("a1000"))
    #expect(reading.text.contains("1100 alerts") && reading.text.contains("and 100 more alerts"))
    #expect(reading.text.contains("and 1000 more entities"))
    #expect(html.utf8.count < 2_000_000)
  }

  @Test func rowsAndValuesHaveLimits() throws {
    let long = String(repeating: "é", count: 501)
    let (html, _) = try page([rule()], (0..<21).map { _ in event(1, long) })
    let text = try read(html).text
    #expect(text.contains("and 1 more rows"))
    #expect(text.contains(String(repeating: "é", count: 500) + "… (2 more bytes)"))
  }

  @Test func alertsAreWrittenUnlessNotAskedFor() throws {
    let events = [event(1, "a")]
    #expect(try page([rule()], events).lines.count == 1)
    let (html, lines) = try page([rule()], events, ["--emit", "none"])
    #expect(lines.isEmpty && html.contains("On a"))
    for option in [["--last", "3"], ["--emit", "rows"]] {
      #expect(DetectorCommandLine.run([], ["scan", "/dev/null", "--html", "/dev/null", "--quiet"] + option) == 64)
    }
  }
}
