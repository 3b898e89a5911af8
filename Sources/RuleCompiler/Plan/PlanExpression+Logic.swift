/// Logical operators that leave out what a constant decides. Parsers with parameters are full of such tests: each caller
/// gives some parameters and not others.
///
/// Null is neither true nor false, see `logical-operators.md`: `false and null` is false, `true or null` is true.
extension PlanExpression {
  /// `a and b`
  static func both(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
    if a.isConstant(true) || b.isConstant(false) { return b }
    if b.isConstant(true) || a.isConstant(false) { return a }
    return PlanExpression(.and(a, b), .bool, nullable: a.nullable || b.nullable)
  }

  /// `a or b`
  static func either(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
    if a.isConstant(false) || b.isConstant(true) { return b }
    if b.isConstant(false) || a.isConstant(true) { return a }
    return PlanExpression(.or(a, b), .bool, nullable: a.nullable || b.nullable)
  }

  /// `not(a)`
  static func negation(_ a: PlanExpression) -> PlanExpression {
    switch a.kind {
    case .constant(.bool(let flag)): .constant(.bool(!flag))
    case .constant(.null): .constant(.null(.bool))
    default: PlanExpression(.not(a), .bool, nullable: a.nullable)
    }
  }

  /// Membership of a constant; nil if the operand is none, or the answer is the run time's to give.
  static func membership(_ how: LiteralMembership, _ operand: PlanExpression, _ literals: [String]) -> PlanExpression? {
    guard case .exact = how, case .constant(.string(let text)) = operand.kind else { return nil }
    // By bytes: Swift's strings are equal where only their normal forms are.
    return .constant(.bool(literals.contains { $0.utf8.elementsEqual(text.utf8) }))
  }

  /// Whether it is the constant `true`.
  var isTrue: Bool { isConstant(true) }

  /// Whether it is a null written or given as a parameter.
  var isNullConstant: Bool {
    switch kind {
    case .constant(.null): true
    case .cell(let operand), .retyped(let operand): operand.isNullConstant
    default: false
    }
  }

  private func isConstant(_ flag: Bool) -> Bool {
    if case .constant(.bool(flag)) = kind { return true }
    return false
  }
}
