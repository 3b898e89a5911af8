import RuleCompiler

/// What a command needs to know of a compiled rule, without the trees and texts of its stages.
struct RuleReport: Sendable {
  let path: String
  let id: String
  let name: String
  let isAccepted: Bool
  let columns: [(name: String, type: ScalarType)]
  let isOpen: Bool
  let diagnostics: [ResolvedDiagnostic]

  init(_ rule: CompiledRule) {
    self.path = rule.path
    self.id = rule.rule?.id.value ?? ""
    self.name = rule.rule?.name.value ?? ""
    self.isAccepted = rule.isAccepted
    self.columns = rule.columns
    self.isOpen = rule.isOpen
    self.diagnostics = rule.resolvedDiagnostics
  }

  var errors: [ResolvedDiagnostic] { diagnostics.filter { $0.severity == .error } }

  /// One line of `rulec check --format ndjson`:
  /// `{"path","id","name","ok","columns":[[name,type],…],"open","diagnostics":[{"id","severity","message","line","column"},…]}`.
  var json: String {
    let columns = columns.map { JSONText.array([.string($0.name), .string($0.type.rawValue)]) }
    let diagnostics = ResolvedDiagnostic.sorted(diagnostics).map { diagnostic in
      let start = diagnostic.location.start
      return JSONText.object([
        ("id", .string(diagnostic.id.rawValue)), ("severity", .string(diagnostic.severity.rawValue)),
        ("message", .string(diagnostic.message)), ("line", .number(start.line)), ("column", .number(start.column)),
      ])
    }
    return JSONText.object([
      ("path", .string(path)), ("id", .string(id)), ("name", .string(name)), ("ok", .bool(isAccepted)),
      ("columns", .array(columns)), ("open", .bool(isOpen)), ("diagnostics", .array(diagnostics)),
    ]).text
  }
}
