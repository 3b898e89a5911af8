/// Diagnostics for programs: one JSON object a line, and SARIF 2.1.0 for code-scanning services.
public enum DiagnosticJSON {
  /// One object a line: `id`, `severity`, `message`, `path`, `line`, `column`, `endLine`, `endColumn`, and, if there
  /// are any, `fix` and `notes`.
  public static func ndjson(_ diagnostics: [ResolvedDiagnostic]) -> String {
    ResolvedDiagnostic.sorted(diagnostics).map { diagnostic in
      var fields: [(String, JSONText)] = [
        ("id", .string(diagnostic.id.rawValue)), ("severity", .string(diagnostic.severity.rawValue)),
        ("message", .string(diagnostic.message)),
      ]
      fields += place(diagnostic.location)
      if let fix = diagnostic.fix { fields.append(("fix", .string(fix))) }
      if !diagnostic.notes.isEmpty {
        let notes = diagnostic.notes.map { note in
          JSONText.object([("message", .string(note.message))] + place(note.location))
        }
        fields.append(("notes", .array(notes)))
      }
      return JSONText.object(fields).text + "\n"
    }.joined()
  }

  /// A SARIF 2.1.0 log with one run; the rules of its driver are the ids that occur.
  public static func sarif(_ diagnostics: [ResolvedDiagnostic]) -> String {
    let sorted = ResolvedDiagnostic.sorted(diagnostics)
    let ids = Set(sorted.map(\.id)).sorted { $0.rawValue < $1.rawValue }
    let rules = ids.map { id in
      JSONText.object([
        ("id", .string(id.rawValue)), ("shortDescription", .object([("text", .string(id.summary))])),
      ])
    }
    let results = sorted.map { diagnostic in
      var fields: [(String, JSONText)] = [
        ("ruleId", .string(diagnostic.id.rawValue)),
        ("ruleIndex", .number(ids.firstIndex(of: diagnostic.id) ?? 0)),
        ("level", .string(diagnostic.severity.rawValue)),
        ("message", .object([("text", .string(diagnostic.message))])),
        ("locations", .array([sarifLocation(diagnostic.location, nil)])),
      ]
      if !diagnostic.notes.isEmpty {
        fields.append(
          ("relatedLocations", .array(diagnostic.notes.map { sarifLocation($0.location, $0.message) })))
      }
      if let fix = diagnostic.fix { fields.append(("fixes", .array([sarifFix(diagnostic.location, fix)]))) }
      return JSONText.object(fields)
    }
    let driver = JSONText.object([("name", .string("rulec")), ("rules", .array(rules))])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(results)),
    ])
    return JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ]).text + "\n"
  }

  private static func place(_ location: ResolvedLocation) -> [(String, JSONText)] {
    let (start, end) = (location.start, location.end)
    return [
      ("path", .string(location.file.path)), ("line", .number(start.line)), ("column", .number(start.column)),
      ("endLine", .number(end.line)), ("endColumn", .number(end.column)),
    ]
  }

  private static func region(_ location: ResolvedLocation) -> JSONText {
    let (start, end) = (location.start, location.end)
    return .object([
      ("startLine", .number(start.line)), ("startColumn", .number(start.column)), ("endLine", .number(end.line)),
      ("endColumn", .number(end.column)),
    ])
  }

  private static func artifact(_ location: ResolvedLocation) -> JSONText {
    .object([("uri", .string(uri(location.file.path)))])
  }

  private static func sarifLocation(_ location: ResolvedLocation, _ message: String?) -> JSONText {
    let physical = JSONText.object([("artifactLocation", artifact(location)), ("region", region(location))])
    var fields = [("physicalLocation", physical)]
    if let message { fields.append(("message", .object([("text", .string(message))]))) }
    return .object(fields)
  }

  private static func sarifFix(_ location: ResolvedLocation, _ text: String) -> JSONText {
    let replacement = JSONText.object([
      ("deletedRegion", region(location)), ("insertedContent", .object([("text", .string(text))])),
    ])
    let change = JSONText.object([
      ("artifactLocation", artifact(location)), ("replacements", .array([replacement])),
    ])
    return .object([
      ("description", .object([("text", .string("Write '\(text)'."))])), ("artifactChanges", .array([change])),
    ])
  }

  /// A path as a URI reference: everything but letters, digits and `-._~/` as %XX.
  private static func uri(_ path: String) -> String {
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }
}
