import Testing

@testable import RuleCompiler

/// `let`, functions, and what is constant.
@Suite struct LetScopeTests {
  /// The expression of `where`, at the end of the query.
  private func condition(_ query: String) throws -> BoundExpression {
    let bound = try #require(BinderFixture.bind(query).query)
    guard case .filter(_, let condition) = bound.kind else {
      Issue.record("no filter")
      throw CancellationError()
    }
    return condition
  }

  private func rightOperand(_ query: String) throws -> BoundExpression {
    guard case .call(_, _, let operands) = try condition(query).kind else { throw CancellationError() }
    return try #require(operands.last)
  }

  @Test func constantsAreFolded() throws {
    let value = try rightOperand("let a = 2 * 1h; let b = a + 30m; Hosts | where Duration > b")
    guard case .literal(.timespan(let ticks)) = value.kind else { return #expect(Bool(false)) }
    #expect(ticks == 9_000 * 10_000_000)
    let text = try rightOperand("let p = 'ab'; Hosts | where Host == strcat(p, '-', toupper('c'))")
    guard case .literal(.string(let string)) = text.kind else { return #expect(Bool(false)) }
    #expect(string == "ab-C")
  }

  @Test func aScalarThatIsNotConstantIsAVariable() throws {
    let value = try rightOperand("let t = ago(1h); Logins | where TimeGenerated > t")
    guard case .variable(let variable) = value.kind else { return #expect(Bool(false)) }
    #expect(variable.name == "t" && value.type == .datetime)
  }

  @Test func aTableUsedTwiceIsOneObject() throws {
    let bound = try #require(BinderFixture.bind("let t = Hosts | take 5; union t, t").query)
    guard case .union(let inputs, _, _, _) = bound.kind else { return #expect(Bool(false)) }
    #expect(inputs.count == 2 && inputs[0] === inputs[1])
  }

  @Test func columnsHideVariables() throws {
    let value = try rightOperand("let Host = 'x'; Hosts | where Account == Host")
    guard case .column(let column) = value.kind else { return #expect(Bool(false)) }
    #expect(column.name == "Host")
  }

  @Test(arguments: [
    ("let f = (x:long, y:long = 2) { x + y }; print f(1), f(y = 5, x = 1)", "print_0:long print_1:long"),
    (
      "let f = (t:(Host:string, *), n:long) { t | take n }; f(Hosts, 3)",
      "Account:string Host:string Port:long Duration:timespan"
    ),
    ("let f = (t:(Host:string)) { t | project Host }; Hosts | invoke f()", "Host:string"),
    ("let f = () { Hosts | project Host }; f | join (f()) on Host", "Host:string Host1:string"),
    ("BigLogins(5) | project Bytes", "Bytes:long"),
    ("BigLogins | project Bytes", "Bytes:long"),
    ("let f = (x:string) { x }; f(5)", "type-mismatch '5'"),
    ("let f = (x:long) { x }; print f()", "argument-count 'f()'"),
    ("let f = (x:long) { x }; print f(1, 2)", "argument-count 'f(1, 2)'"),
    ("let T = Hosts; let f = (x:long) { T | where Port == x }; f(1) | project Port", "Port:long"),
  ])
  func functions(query: String, schema: String) {
    #expect(BinderFixture.schema(query) == schema)
  }

  @Test func aFunctionDoesNotSeeItself() {
    #expect(
      BinderFixture.bind("let f = (x:long) { f(x) }; print f(1)").errors == ["recursive-function 'f(x)'"])
  }

  @Test func listsOfConstantsAreLaidOpen() throws {
    let value = try condition("let names = dynamic(['a', 'b']); Hosts | where Host in (names)")
    guard case .inList(.exact, _, let items) = value.kind else { return #expect(Bool(false)) }
    #expect(items.count == 2)
    let table = try condition("Hosts | where Host in (Logins | project Account)")
    guard case .inTable = table.kind else { return #expect(Bool(false)) }
  }

  @Test func literalsTakeTheTypeOfTheColumn() throws {
    let number = try rightOperand("Logins | where Port == '22'")
    guard case .literal(.long(22)) = number.kind else { return #expect(Bool(false)) }
    let text = try rightOperand("Logins | where Account == 0")
    guard case .literal(.string("0")) = text.kind else { return #expect(Bool(false)) }
  }
}
