/// The files that one rule's diagnostics point into: its own, and those of the functions that its query calls.
public struct DiagnosticSources: Sendable {
  /// The rule document.
  public let file: SourceFile
  /// Query texts by `SourceID.index`; the first is the rule's own.
  public let queries: [EmbeddedSource]

  public init(file: SourceFile, queries: [EmbeddedSource] = []) {
    self.file = file
    self.queries = queries
  }

  /// The file and the offsets in it of a location. Spans of a query that is not known point at the file's start.
  public func resolve(_ location: DiagnosticLocation) -> ResolvedLocation {
    switch location {
    case .file(let start, let end): return ResolvedLocation(file: file, range: start..<max(start, end))
    case .query(let span):
      guard queries.indices.contains(span.source.index) else { return ResolvedLocation(file: file, range: 0..<0) }
      let query = queries[span.source.index]
      return ResolvedLocation(file: query.file, range: query.fileRange(span))
    }
  }

  public func resolve(_ diagnostic: Diagnostic) -> ResolvedDiagnostic {
    ResolvedDiagnostic(
      id: diagnostic.id, severity: diagnostic.severity, message: diagnostic.message,
      location: resolve(diagnostic.location),
      notes: diagnostic.notes.map { .init(message: $0.message, location: resolve($0.location)) },
      fix: diagnostic.fix)
  }

  public func resolve(_ diagnostics: [Diagnostic]) -> [ResolvedDiagnostic] { diagnostics.map(resolve) }
}

/// A range of a file.
public struct ResolvedLocation: Sendable {
  public var file: SourceFile
  /// UTF-8 offsets.
  public var range: Range<Int>

  public init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  public var start: SourcePosition { file.position(of: range.lowerBound) }
  /// Behind the last character.
  public var end: SourcePosition { file.position(of: range.upperBound) }
}

/// A diagnostic with its places in files, ready to print.
public struct ResolvedDiagnostic: Sendable {
  public struct Note: Sendable {
    public var message: String
    public var location: ResolvedLocation

    public init(message: String, location: ResolvedLocation) {
      self.message = message
      self.location = location
    }
  }

  public var id: DiagnosticID
  public var severity: Severity
  public var message: String
  public var location: ResolvedLocation
  public var notes: [Note]
  public var fix: String?

  public init(
    id: DiagnosticID, severity: Severity, message: String, location: ResolvedLocation, notes: [Note] = [],
    fix: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.location = location
    self.notes = notes
    self.fix = fix
  }

  private struct Key: Hashable {
    var path: String
    var range: Range<Int>
    var id: DiagnosticID
    var message: String
  }

  /// In the order of path and position (errors first at one place), each message once.
  public static func sorted(_ diagnostics: [ResolvedDiagnostic]) -> [ResolvedDiagnostic] {
    var seen: Set<Key> = []
    let unique = diagnostics.filter {
      seen.insert(Key(path: $0.location.file.path, range: $0.location.range, id: $0.id, message: $0.message)).inserted
    }
    return unique.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.location.file.path != b.location.file.path { return a.location.file.path < b.location.file.path }
      if a.location.range.lowerBound != b.location.range.lowerBound {
        return a.location.range.lowerBound < b.location.range.lowerBound
      }
      if a.severity.rank != b.severity.rank { return a.severity.rank < b.severity.rank }
      return left.offset < right.offset
    }.map(\.element)
  }
}

extension Severity {
  fileprivate var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}
