// The part of Swift that generated files use, as a model. The renderer alone turns it into text.

/// A Swift expression.
public indirect enum SwiftExpression: Hashable, Sendable {
  case integer(Int128)
  case hexadecimal(UInt64)
  case real(Double)
  case string(String)
  /// A string literal that may be broken over lines at its blanks.
  case words(String)
  /// A string literal of several lines, which may be broken further at their blanks.
  case lines([String])
  /// A string literal of many lines, as they are; raw, so that regular expressions can be read.
  case rawLines(String)
  case boolean(Bool)
  case null
  case name(String)
  /// `base.name`
  case member(SwiftExpression, String)
  /// `callee(label: argument, …)`
  case call(SwiftExpression, [Argument])
  case array([SwiftExpression])
  case tuple([Argument])
  case prefix(String, SwiftExpression)
  /// `a && b && c`: one operator, two or more operands.
  case infix(String, [SwiftExpression])
  case ternary(SwiftExpression, SwiftExpression, SwiftExpression)
  /// `{ (parameters) -> … in name(parameters) }` is never needed: a function's name stands for it.
  case subscripted(SwiftExpression, [Argument])

  public struct Argument: Hashable, Sendable {
    public var label: String?
    public var value: SwiftExpression
    public init(_ label: String? = nil, _ value: SwiftExpression) {
      self.label = label
      self.value = value
    }
  }

  static func call(_ function: String, _ arguments: [SwiftExpression]) -> SwiftExpression {
    .call(.name(function), arguments.map { Argument(nil, $0) })
  }
  static func method(_ base: String, _ name: String, _ arguments: [SwiftExpression])
    -> SwiftExpression
  {
    .call(.member(.name(base), name), arguments.map { Argument(nil, $0) })
  }

  /// Whether using it twice costs nothing.
  var isTrivial: Bool {
    switch self {
    case .name, .integer, .real, .string, .boolean, .null, .hexadecimal: true
    default: false
    }
  }
}

/// A Swift statement.
public indirect enum SwiftStatement: Sendable {
  case comment(String)
  case `let`(String, type: String?, SwiftExpression?)
  case `var`(String, type: String?, SwiftExpression)
  case assign(SwiftExpression, SwiftExpression)
  case expression(SwiftExpression)
  case guardElse(SwiftExpression, exit: SwiftStatement)
  case ifElse([(condition: SwiftExpression, body: [SwiftStatement])], otherwise: [SwiftStatement]?)
  case forIn(String, SwiftExpression, [SwiftStatement])
  case whileLoop(SwiftExpression, [SwiftStatement])
  case returning(SwiftExpression?)
  case `continue`
  case `break`

  /// A loop over the numbers from 0 to `count` - 1.
  static func loop(_ index: String, _ count: SwiftExpression, _ body: [SwiftStatement]) -> SwiftStatement {
    .forIn(index, .call("Indices", [count]), body)
  }
}

/// A Swift declaration.
public indirect enum SwiftDeclaration: Sendable {
  case comment(String)
  /// `///` lines
  case documentation(String)
  case importModule(String)
  case alias(access: String, String, String)
  case enumeration(String, [SwiftDeclaration])
  case function(
    modifiers: String, String, [(label: String, name: String, type: String)], returns: String?,
    [SwiftStatement])
  case property(modifiers: String, String, type: String, [SwiftStatement])
  case constant(modifiers: String, String, type: String, SwiftExpression)
  case blank
}

/// A Swift source file.
public struct SwiftFile: Sendable {
  public var declarations: [SwiftDeclaration]
}
