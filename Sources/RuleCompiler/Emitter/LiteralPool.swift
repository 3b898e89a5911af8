/// The lists of string literals of a file, each laid out once.
final class LiteralPool {
  private struct Entry {
    let type: String
    let purpose: LiteralTableBuilder.Purpose
    let strings: [String]
    let layout: LiteralTableBuilder
  }
  private var entries: [Entry] = []

  /// The test of `value` against the list; nil if the list is too large for the layout.
  func test(
    _ value: SwiftExpression, _ how: LiteralMembership, _ strings: [String]
  ) -> SwiftExpression? {
    let purpose: LiteralTableBuilder.Purpose
    let method: String
    switch how {
    case .exact: (purpose, method) = (.exact, "contains")
    case .folded: (purpose, method) = (.folded, "containsFolded")
    case .hasAny: (purpose, method) = (.terms, "anyIsIn")
    case .hasAll: (purpose, method) = (.terms, "allAreIn")
    }
    guard let name = name(strings, purpose) else { return nil }
    return .method(name, method, [value])
  }

  private func name(_ strings: [String], _ purpose: LiteralTableBuilder.Purpose) -> String? {
    if let index = entries.firstIndex(where: { $0.purpose == purpose && $0.strings == strings }) {
      return Self.name(index)
    }
    guard let layout = LiteralTableBuilder(strings, for: purpose) else { return nil }
    let type = purpose == .terms ? "LiteralTerms" : "LiteralSet"
    entries.append(Entry(type: type, purpose: purpose, strings: strings, layout: layout))
    return Self.name(entries.count - 1)
  }

  private static func name(_ index: Int) -> String { "literals\(index + 1)" }

  /// The declarations of the lists, for the end of the detector.
  var declarations: [SwiftDeclaration] {
    entries.enumerated().flatMap { index, entry -> [SwiftDeclaration] in
      [
        .blank,
        .comment(entry.strings.map { SwiftText.stringLiteral($0) }.joined(separator: "\n")),
        .constant(
          modifiers: "private static ", Self.name(index), type: entry.type,
          .call(
            entry.type, [.string(entry.layout.literals), .string(entry.layout.table)])),
      ]
    }
  }
}
