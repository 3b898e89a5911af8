/// How bad it is. An error keeps the rule from being compiled.
public enum Severity: String, Sendable { case error, warning, note }

/// Where a diagnostic points: into a query, or straight into a file.
public enum DiagnosticLocation: Hashable, Sendable {
  case query(SourceSpan)
  /// UTF-8 offsets in the rule document's file.
  case file(start: Int, end: Int)
}

/// One message to the author of a rule.
public struct Diagnostic: Sendable {
  public var id: DiagnosticID
  public var severity: Severity
  public var message: String
  public var location: DiagnosticLocation
  /// Further places that explain the message.
  public var notes: [Note]
  /// What to write instead of the marked text, if that is known.
  public var fix: String?

  public struct Note: Sendable {
    public var message: String
    public var location: DiagnosticLocation
    public init(_ message: String, at location: DiagnosticLocation) {
      self.message = message
      self.location = location
    }
  }

  public init(
    _ id: DiagnosticID, _ severity: Severity = .error, _ message: String,
    at location: DiagnosticLocation, notes: [Note] = [], fix: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.location = location
    self.notes = notes
    self.fix = fix
  }
}

/// Collects the diagnostics of one rule.
public final class DiagnosticSink {
  public private(set) var diagnostics: [Diagnostic] = []
  public init() {}

  public func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  public func error(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    report(Diagnostic(id, .error, message, at: .query(span), notes: notes, fix: fix))
  }
  public func warning(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    report(Diagnostic(id, .warning, message, at: .query(span), notes: notes, fix: fix))
  }
  public func note(_ id: DiagnosticID, _ message: String, at span: SourceSpan) {
    report(Diagnostic(id, .note, message, at: .query(span)))
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
