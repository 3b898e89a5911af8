import SwiftParser
import SwiftSyntax

/// A Swift source as Swift's own parser reads it: its tree without the texts that a rule may choose.
struct SwiftOutline {
  private let tree: SourceFileSyntax

  init(_ source: String) { tree = SwiftParser.Parser.parse(source: source) }

  /// Whether the parser had to guess.
  var hasError: Bool { tree.hasError }

  /// One line a node but for `requirements`: the kind, indented by its depth. Tokens that cannot come from a rule show their text.
  var lines: [String] {
    var lines: [String] = []
    append(Syntax(tree), depth: 0, to: &lines)
    return lines
  }

  private func append(_ node: Syntax, depth: Int, to lines: inout [String]) {
    let indent = String(repeating: " ", count: depth)
    if let token = node.as(TokenSyntax.self) {
      lines.append(indent + Self.text(of: token))
      return
    }
    // How many segments the parser makes of a literal follows from its escapes.
    if node.kind == .stringSegment { return }
    // Which requirements a source has depends on what its literals hold; their strings are compared with the others.
    if let argument = node.as(LabeledExprSyntax.self), argument.label?.text == "requirements" { return }
    lines.append("\(indent)\(node.kind)")
    for child in node.children(viewMode: .sourceAccurate) { append(child, depth: depth + 1, to: &lines) }
  }

  private static func text(of token: TokenSyntax) -> String {
    switch token.tokenKind {
    case .identifier: "identifier"
    case .integerLiteral: "integer"
    // A long text may have several lines.
    case .multilineStringQuote: "\""
    default: token.text
    }
  }

  /// The values of all string literals, in order; nil for one that interpolates.
  var strings: [String?] {
    let visitor = Strings(viewMode: .sourceAccurate)
    visitor.walk(tree)
    return visitor.values
  }

  private final class Strings: SyntaxVisitor {
    var values: [String?] = []
    override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
      values.append(node.representedLiteralValue)
      return .visitChildren
    }
  }
}
