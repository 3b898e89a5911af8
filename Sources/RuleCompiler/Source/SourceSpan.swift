/// Names one query text among those of a compilation: the rule's own query, or that of a workspace function.
public struct SourceID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  /// The query of the rule being compiled.
  public static let rule = SourceID(0)
}

/// A range of UTF-8 offsets in a query text. `EmbeddedSource` maps it to lines and columns of the YAML file.
public struct SourceSpan: Hashable, Sendable {
  public var source: SourceID
  /// The offset of the first byte.
  public var start: Int
  /// The offset behind the last byte.
  public var end: Int

  public init(_ start: Int, _ end: Int, in source: SourceID = .rule) {
    self.source = source
    self.start = start
    self.end = end
  }

  /// The smallest span that covers both.
  public func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end), in: source)
  }
}
