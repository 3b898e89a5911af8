/// Why a regular expression cannot be compiled, and where.
public struct RegexError: Error, Hashable, Sendable {
  /// The place in the pattern, in Unicode scalars from its start.
  public let offset: Int
  public let reason: String

  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }
}
