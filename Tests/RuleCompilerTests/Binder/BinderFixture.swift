@testable import RuleCompiler

/// Two tables and a saved function to bind queries against.
struct BinderFixture: TableLookup, FunctionLookup {
  private static let schemas: [String: [(name: String, type: ScalarType)]] = [
    "Logins": [
      ("TimeGenerated", .datetime), ("Account", .string), ("Port", .int), ("Bytes", .long), ("Score", .real),
      ("Details", .dynamic), ("Type", .string),
    ],
    "Hosts": [("Account", .string), ("Host", .string), ("Port", .long), ("Duration", .timespan)],
    "Product_CL": [("actor_name_s", .string), ("count_d", .real)],
  ]

  func schema(named name: String) -> [(name: String, type: ScalarType)]? { Self.schemas[name] }
  var tableNames: [String] { Self.schemas.keys.sorted() }
  var functionNames: [String] { ["BigLogins"] }
  func function(named name: String) -> WorkspaceFunction? {
    guard name == "BigLogins" else { return nil }
    return WorkspaceFunction(
      name: name, parameters: "least:long=100", query: "Logins | where Bytes >= least", source: SourceID(1))
  }

  /// The result's columns, `name:type` each, or the errors if there are any.
  static func schema(_ query: String) -> String {
    let (bound, errors) = bind(query)
    guard errors.isEmpty, let bound else { return errors.joined(separator: "; ") }
    return bound.schema.columns.map { "\($0.name):\($0.type)" }.joined(separator: " ")
      + (bound.schema.isOpen ? " …" : "")
  }

  /// The errors: id, the text they point at, and what to write instead.
  static func bind(_ query: String) -> (query: BoundQuery?, errors: [String]) {
    let sink = DiagnosticSink()
    let syntax = Parser.parse(query, into: sink)
    let fixture = BinderFixture()
    let bound = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink).bind(syntax)
    let text = Array(query.utf8)
    let errors = sink.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      guard case .query(let span) = diagnostic.location, span.source == .rule else { return diagnostic.id.rawValue }
      let marked = String(decoding: text[span.start..<span.end], as: UTF8.self)
      return "\(diagnostic.id.rawValue) '\(marked)'" + (diagnostic.fix.map { " → \($0)" } ?? "")
    }
    return (bound, errors)
  }
}
