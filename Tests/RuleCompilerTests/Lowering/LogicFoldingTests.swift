import Testing

@testable import RuleCompiler

/// What a constant decides is not tested for each event.
@Suite struct LogicFoldingTests {
  private let yes = PlanExpression.constant(.bool(true))
  private let no = PlanExpression.constant(.bool(false))
  private let null = PlanExpression.constant(.null(.bool))
  private let column = PlanExpression.column(ColumnSymbol("flag", .bool))

  private func text(_ expression: PlanExpression) -> String {
    switch expression.kind {
    case .constant(.bool(let flag)): "\(flag)"
    case .constant(.null): "null"
    case .column: "flag"
    case .and: "and"
    case .or: "or"
    case .not: "not"
    default: "other"
    }
  }

  @Test func andFollowsThreeValuedLogic() {
    #expect(text(.both(yes, column)) == "flag" && text(.both(column, yes)) == "flag")
    #expect(text(.both(no, column)) == "false" && text(.both(column, no)) == "false")
    #expect(text(.both(null, no)) == "false" && text(.both(null, yes)) == "null")
    #expect(text(.both(null, column)) == "and", "null and false is false, null and true is null")
  }

  @Test func orFollowsThreeValuedLogic() {
    #expect(text(.either(no, column)) == "flag" && text(.either(column, no)) == "flag")
    #expect(text(.either(yes, column)) == "true" && text(.either(column, yes)) == "true")
    #expect(text(.either(null, yes)) == "true" && text(.either(null, no)) == "null")
    #expect(text(.either(null, column)) == "or")
  }

  @Test func notOfAConstantIsAConstant() {
    #expect(text(.negation(yes)) == "false" && text(.negation(no)) == "true" && text(.negation(null)) == "null")
    #expect(text(.negation(column)) == "not")
  }

  @Test func membershipOfAConstantIsByBytes() throws {
    // é as one scalar and as two: Swift's strings are equal, KQL's are not.
    let operand = PlanExpression.constant(.string("caf\u{E9}"))
    let found = try #require(PlanExpression.membership(.exact, operand, ["a", "caf\u{E9}"]))
    #expect(found.isTrue)
    let other = try #require(PlanExpression.membership(.exact, operand, ["cafe\u{301}"]))
    #expect(!other.isTrue)
    #expect(PlanExpression.membership(.folded, operand, ["a"]) == nil)
    #expect(PlanExpression.membership(.exact, .column(ColumnSymbol("a", .string)), ["a"]) == nil)
  }

  @Test func parametersThatAreNotGivenLeaveNoTests() throws {
    let query = """
      let Events = (start: datetime = datetime(null), user: string = '*', action: string = 'logon') {
        SecurityEvent
        | where (isnull(start) or TimeGenerated >= start) and (user == '*' or Account has user)
        | where action in ('logon', 'logoff') and EventID == 4624
      };
      Events
      """
    let compiled = Compiler(options: CompilerOptions()).compileQuery(query, id: "Logons")
    let swift = try #require(compiled.swift, "\(compiled.diagnostics.map(\.message))")
    let body = swift.split(separator: "\n").filter { $0.contains("guard ") }
    #expect(body.count == 1 && body[0].contains("4624"), "\(body)")
  }
}
