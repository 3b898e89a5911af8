/// Swift model in, Swift text out: layout, escaping of literals and identifiers, nothing else.
public struct SwiftRenderer {
  private var writer = CodeWriter()
  private static let width = 110

  public static func render(_ file: SwiftFile) -> String {
    var renderer = SwiftRenderer()
    for declaration in file.declarations { renderer.declaration(declaration) }
    return renderer.writer.text
  }

  // MARK: Declarations

  private mutating func declaration(_ declaration: SwiftDeclaration) {
    switch declaration {
    case .comment(let text): comment(text, "//")
    case .documentation(let text): comment(text, "///")
    case .blank: writer.line("")
    case .importModule(let name): writer.line("import \(SwiftText.identifier(name))")
    case .alias(let access, let name, let target):
      writer.line("\(access) typealias \(SwiftText.identifier(name)) = \(target)")
    case .enumeration(let name, let members):
      writer.line("enum \(SwiftText.identifier(name)) {")
      writer.indented { writer in
        var inner = SwiftRenderer(writer: writer)
        for member in members { inner.declaration(member) }
        writer = inner.writer
      }
      writer.line("}")
    case .function(let modifiers, let name, let parameters, let returns, let body):
      let list = parameters.map { parameter in
        let label = parameter.label == parameter.name ? "" : "\(parameter.label) "
        return "\(label)\(SwiftText.identifier(parameter.name)): \(parameter.type)"
      }
      let head = "\(modifiers)func \(SwiftText.identifier(name))"
      let tail = returns.map { " -> \($0) {" } ?? " {"
      let one = "\(head)(\(list.joined(separator: ", ")))\(tail)"
      if one.count + writer.column <= Self.width {
        writer.line(one)
      } else {
        writer.line("\(head)(")
        writer.indented { writer in
          for (index, parameter) in list.enumerated() {
            writer.line(index == list.count - 1 ? parameter : "\(parameter),")
          }
        }
        writer.line(")\(tail)")
      }
      block(body)
      writer.line("}")
    case .property(let modifiers, let name, let type, let body):
      writer.line("\(modifiers)var \(SwiftText.identifier(name)): \(type) {")
      block(body)
      writer.line("}")
    case .constant(let modifiers, let name, let type, let value):
      assign("\(modifiers)let \(SwiftText.identifier(name)): \(type) =", value)
    }
  }

  private init(writer: CodeWriter = CodeWriter()) { self.writer = writer }

  private mutating func comment(_ text: String, _ mark: String) {
    for line in SwiftText.commentLines(text) {
      writer.line(line.isEmpty ? mark : "\(mark) \(line)")
    }
  }

  // MARK: Statements

  private mutating func block(_ statements: [SwiftStatement]) {
    writer.indented { writer in
      var inner = SwiftRenderer(writer: writer)
      for statement in statements { inner.statement(statement) }
      writer = inner.writer
    }
  }

  private mutating func statement(_ statement: SwiftStatement) {
    switch statement {
    case .comment(let text): comment(text, "//")
    case .let(let name, let type, let value):
      let head = "let \(SwiftText.identifier(name))\(type.map { ": \($0)" } ?? "")"
      if let value { assign("\(head) =", value) } else { writer.line(head) }
    case .var(let name, let type, let value):
      assign("var \(SwiftText.identifier(name))\(type.map { ": \($0)" } ?? "") =", value)
    case .assign(let target, let value): assign("\(inline(target)) =", value)
    case .expression(let value): lines("", value, "")
    case .guardElse(let condition, let exit):
      guardElse(condition, exit)
    case .ifElse(let arms, let otherwise):
      for (index, arm) in arms.enumerated() {
        lines(index == 0 ? "if " : "} else if ", arm.condition, " {")
        block(arm.body)
      }
      if let otherwise {
        writer.line("} else {")
        block(otherwise)
      }
      writer.line("}")
    case .forIn(let name, let sequence, let body):
      lines("for \(SwiftText.identifier(name)) in ", sequence, " {")
      block(body)
      writer.line("}")
    case .whileLoop(let condition, let body):
      lines("while ", condition, " {")
      block(body)
      writer.line("}")
    case .returning(let value):
      if let value { lines("return ", value, "") } else { writer.line("return") }
    case .continue: writer.line("continue")
    case .break: writer.line("break")
    }
  }

  private mutating func guardElse(_ condition: SwiftExpression, _ exit: SwiftStatement) {
    let leave: String
    switch exit {
    case .returning(let value): leave = value.map { "return \(inline($0))" } ?? "return"
    case .continue: leave = "continue"
    default: leave = "break"
    }
    let one = "guard \(inline(condition)) else { \(leave) }"
    if writer.column + one.count <= Self.width {
      writer.line(one)
    } else {
      lines("guard ", condition, "")
      writer.line("else { \(leave) }")
    }
  }

  private mutating func assign(_ head: String, _ value: SwiftExpression) {
    lines("\(head) ", value, "")
  }

  // MARK: Expressions

  /// The expression behind `head`, broken over several lines where one is too short.
  private mutating func lines(_ head: String, _ value: SwiftExpression, _ tail: String) {
    let one = inline(value)
    if writer.column + head.count + one.count + tail.count <= Self.width, !value.hasLines {
      writer.line("\(head)\(one)\(tail)")
      return
    }
    switch value {
    case .call(let callee, let arguments) where !arguments.isEmpty:
      broken("\(head)\(inline(callee))(", arguments, ")\(tail)")
    case .words(let text): words(head, [text], tail)
    case .lines(let lines): words(head, lines, tail)
    case .rawLines(let text): rawLines(head, text, tail)
    case .array(let elements) where !elements.isEmpty:
      filled("\(head)[", elements, "]\(tail)")
    case .tuple(let arguments): broken("\(head)(", arguments, ")\(tail)")
    case .infix(let symbol, let operands):
      for (index, operand) in operands.enumerated() {
        let isLast = index == operands.count - 1
        let text = Self.operand(operand, of: symbol, inline)
        if index == 0 {
          writer.line("\(head)\(text)")
        } else {
          writer.line("  \(symbol) \(text)\(isLast ? tail : "")")
        }
      }
    case .ternary(let condition, let yes, let no):
      writer.line("\(head)\(inlineGrouped(condition))")
      writer.line("  ? \(inlineGrouped(yes))")
      writer.line("  : \(inlineGrouped(no))\(tail)")
    default: writer.line("\(head)\(one)\(tail)")
    }
  }

  private mutating func broken(
    _ head: String, _ arguments: [SwiftExpression.Argument], _ tail: String
  ) {
    writer.line(head)
    let count = arguments.count
    writer.indented { writer in
      var inner = SwiftRenderer(writer: writer)
      for (index, argument) in arguments.enumerated() {
        let label = argument.label.map { "\($0): " } ?? ""
        inner.lines(label, argument.value, index == count - 1 ? "" : ",")
      }
      writer = inner.writer
    }
    writer.line(tail)
  }

  /// A literal of several lines, each of which may stand on several.
  private mutating func words(_ head: String, _ lines: [String], _ tail: String) {
    writer.line("\(head)\"\"\"")
    writer.indented { writer in
      for text in lines {
        var line = ""
        for word in SwiftText.escaped(text).split(separator: " ", omittingEmptySubsequences: false) {
          if !line.isEmpty, writer.column + line.count + word.count + 2 > Self.width {
            writer.line(line + "\\")
            line = ""
          }
          line += word + " "
        }
        writer.line(String(line.dropLast()))
      }
      writer.line("\"\"\"\(tail)")
    }
  }

  /// A raw literal of the lines that it stands for.
  private mutating func rawLines(_ head: String, _ text: String, _ tail: String) {
    writer.line("\(head)#\"\"\"")
    writer.indented { writer in
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        writer.line(SwiftText.escapedInRawLine(String(line)))
      }
      writer.line("\"\"\"#\(tail)")
    }
  }

  /// Short elements share lines; long ones have their own.
  private mutating func filled(_ head: String, _ elements: [SwiftExpression], _ tail: String) {
    writer.line(head)
    writer.indented { writer in
      var inner = SwiftRenderer(writer: writer)
      var line = ""
      for (index, element) in elements.enumerated() {
        let text = inner.inline(element) + (index == elements.count - 1 ? "" : ",")
        if inner.writer.column + text.count > Self.width {
          if !line.isEmpty { inner.writer.line(line) }
          line = ""
          inner.lines("", element, index == elements.count - 1 ? "" : ",")
          continue
        }
        if !line.isEmpty, inner.writer.column + line.count + 1 + text.count > Self.width {
          inner.writer.line(line)
          line = ""
        }
        line += line.isEmpty ? text : " " + text
      }
      if !line.isEmpty { inner.writer.line(line) }
      writer = inner.writer
    }
    writer.line(tail)
  }

  private func inline(_ value: SwiftExpression) -> String {
    switch value {
    case .integer(let number): return "\(number)"
    case .hexadecimal(let number): return "0x\(String(number, radix: 16))"
    case .real(let number): return SwiftText.real(number)
    case .string(let text), .words(let text), .rawLines(let text): return SwiftText.stringLiteral(text)
    case .lines(let lines): return SwiftText.stringLiteral(lines.joined(separator: "\n"))
    case .boolean(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    case .name(let name): return SwiftText.identifier(name)
    case .member(let base, let name): return "\(inlineGrouped(base)).\(SwiftText.member(name))"
    case .call(let callee, let arguments):
      return "\(inlineGrouped(callee))(\(list(arguments)))"
    case .array(let elements): return "[\(elements.map(inline).joined(separator: ", "))]"
    case .tuple(let arguments): return "(\(list(arguments)))"
    case .prefix(let symbol, let operand): return "\(symbol)\(inlineGrouped(operand))"
    case .infix(let symbol, let operands):
      return operands.map { Self.operand($0, of: symbol, inline) }.joined(
        separator: symbol == "..<" ? symbol : " \(symbol) ")
    case .ternary(let condition, let yes, let no):
      return "\(inlineGrouped(condition)) ? \(inlineGrouped(yes)) : \(inlineGrouped(no))"
    case .subscripted(let base, let arguments): return "\(inlineGrouped(base))[\(list(arguments))]"
    }
  }

  private func list(_ arguments: [SwiftExpression.Argument]) -> String {
    arguments.map { ($0.label.map { "\($0): " } ?? "") + inline($0.value) }.joined(separator: ", ")
  }

  private func inlineGrouped(_ value: SwiftExpression) -> String {
    switch value {
    case .infix, .ternary: return "(\(inline(value)))"
    default: return inline(value)
    }
  }

  private static func operand(
    _ value: SwiftExpression, of symbol: String, _ inline: (SwiftExpression) -> String
  ) -> String {
    switch value {
    case .infix, .ternary: return "(\(inline(value)))"
    default: return inline(value)
    }
  }
}

extension SwiftExpression {
  /// Whether it is written on several lines even where one would do.
  fileprivate var hasLines: Bool {
    switch self {
    case .lines(let lines): lines.count > 1
    case .call(_, let arguments): arguments.contains { $0.value.hasLines }
    default: false
    }
  }
}
