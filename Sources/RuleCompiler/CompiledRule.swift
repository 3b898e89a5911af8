/// The stages of a compilation that can be shown.
public enum CompilationStage: String, CaseIterable, Sendable {
  case tokens, syntax, bound, plan, swift
}

/// One rule through all stages.
public struct CompiledRule: Sendable {
  /// The path of the document, as diagnostics show it.
  public let path: String
  /// Nil if the document is no rule.
  public let rule: AnalyticRule?
  /// The name of the generated type.
  public let typeName: String
  /// Whether the rule compiles: its document and its query are without errors.
  public let isAccepted: Bool
  /// The generated file; nil if the rule was refused, or the options ask for none.
  public let swift: String?
  /// The result of the query; empty if it did not bind.
  public let columns: [(name: String, type: ScalarType)]
  /// Whether the result has further columns that only the data knows.
  public let isOpen: Bool
  /// The aliases of the watchlists that the detector reads.
  public let watchlists: Set<String>
  public let diagnostics: [Diagnostic]
  /// The rule document, and the queries that spans of `diagnostics` point into.
  public let sources: DiagnosticSources

  /// The rule document.
  public var file: SourceFile { sources.file }

  /// The diagnostics with their places in files.
  public var resolvedDiagnostics: [ResolvedDiagnostic] { sources.resolve(diagnostics) }

  /// The forms between the stages.
  let stages: CompilationStages?

  /// The text of one stage, for reading; empty if the rule did not get there.
  public func dump(_ stage: CompilationStage) -> String {
    stage == .swift ? swift ?? "" : stages?.dump(stage) ?? ""
  }
}

extension CompiledRule {
  /// A rule that the compiler failed on.
  public init(internalErrorIn file: SourceFile) {
    let message = "the compiler failed on this rule; that is a mistake of the compiler, not of the rule"
    self.init(
      path: file.path, rule: nil, typeName: "", isAccepted: false, swift: nil, columns: [], isOpen: false,
      watchlists: [],
      diagnostics: [Diagnostic(.internalError, .error, message, at: .file(start: 0, end: 0))],
      sources: DiagnosticSources(file: file), stages: nil)
  }
}

/// One query without a rule around it, through all stages.
public struct CompiledQuery: Sendable {
  /// The name of the generated type.
  public let typeName: String
  /// The generated file; nil if the query was refused.
  public let swift: String?
  public let columns: [(name: String, type: ScalarType)]
  public let isOpen: Bool
  /// The aliases of the watchlists that the query reads.
  public let watchlists: Set<String>
  public let diagnostics: [Diagnostic]
  public let sources: DiagnosticSources

  /// The diagnostics with their places in the query.
  public var resolvedDiagnostics: [ResolvedDiagnostic] { sources.resolve(diagnostics) }
}

/// One of the tables that a text of queries gives.
public struct CompiledTable: Sendable {
  /// The name that the author gave it: with `as`, or before a part of `fork`.
  public let name: String?
  public let query: CompiledQuery
}
