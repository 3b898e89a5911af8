/// A rule's YAML as a mapping from keys to nodes; keys are found without regard to letter case.
public struct RuleDocument: Sendable {
  public let file: SourceFile
  public let entries: [YAMLEntry]
  /// Where the document stands as a whole.
  public let range: Range<Int>

  /// - Returns: nil if the file holds no YAML mapping; the sink then holds the reason.
  public static func read(_ file: SourceFile, into sink: DiagnosticSink) -> RuleDocument? {
    guard let root = YAMLReader.read(file, into: sink) else { return nil }
    guard let entries = root.mapping else {
      sink.report(
        Diagnostic(
          .ruleEmptyDocument, .error, "a rule document is a mapping from keys to values; this is \(root.kindName)",
          at: .file(start: root.range.lowerBound, end: root.range.lowerBound)))
      return nil
    }
    return RuleDocument(file: file, entries: entries, range: root.range)
  }

  /// The entry of a key, if its value is not empty.
  func entry(_ key: String) -> YAMLEntry? { entries.entry(key).flatMap { $0.value.isEmpty ? nil : $0 } }

  /// Whether this is a workspace function and not a rule.
  public var isWorkspaceFunction: Bool {
    entries.entry("query") == nil
      && (WorkspaceFunctionDocument.queryKeys.contains { entries.entry($0) != nil }
        || WorkspaceFunctionDocument.nameKeys.contains { entries.entry($0) != nil })
  }
}

extension [YAMLEntry] {
  /// The entry of a key; an exact match wins over one in another letter case.
  func entry(_ key: String) -> YAMLEntry? {
    first { $0.key == key } ?? first { $0.key.lowercased() == key.lowercased() }
  }
}
