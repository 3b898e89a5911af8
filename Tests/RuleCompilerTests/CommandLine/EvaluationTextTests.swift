import Testing

@testable import rulec

@Suite struct EvaluationTextTests {
  @Test func slicesKeepDigitsAndNesting() throws {
    let json = #"{"id":"a,\"b","result":{"rows":[[1.50,9007199254740993,"x]"],[]]}, "n" : null}"#
    let members = try #require(JSONSlices.members(of: json))
    #expect(members.map(\.name) == ["id", "result", "n"])
    #expect(JSONSlices.text(of: members[0].value) == "a,\"b")
    #expect(members[2].value == "null")
    let result = try #require(JSONSlices.members(of: members[1].value))
    let rows = try #require(JSONSlices.elements(of: result[0].value))
    #expect(rows == [#"[1.50,9007199254740993,"x]"]"#, "[]"])
    #expect(try #require(JSONSlices.elements(of: rows[0])) == ["1.50", "9007199254740993", #""x]""#])
  }

  @Test func textThatIsNoObjectHasNoMembers() {
    #expect(JSONSlices.members(of: "[1]") == nil)
    #expect(JSONSlices.members(of: #"{"a":1"#) == nil)
  }

  @Test func tableAlignsColumnsAndLeavesNullsBlank() {
    let json = #"{"columns":["Name","N"],"types":["string","long"],"rows":[["é",1],["longer",null]]}"#
    #expect(
      ResultTable.text(of: json) == """
        Name    N
        ------  -
        é       1
        longer
        (2 rows)
        """)
  }

  @Test func swiftErrorsAreFoundByFile() {
    let output = """
      Cases0/Case7.swift:8:21: error: cannot find 'x' in scope
      6 |
        |   `- error: cannot find 'x' in scope
      Cases0/Case7.swift:9:1: error: another
      Cases0/Case9.swift:1:1: warning: no error
      """
    #expect(CaseModules.errors(in: output) == ["Case7.swift": "8:21: cannot find 'x' in scope"])
  }

  @Test func outcomeLines() {
    #expect(EvaluationOutcome.result(json: "{}").line(id: "a\"") == #"{"id":"a\"","result":{}}"#)
    #expect(EvaluationOutcome.error("no\n").line(id: "1") == #"{"id":"1","error":"no\n"}"#)
    let tables = EvaluationOutcome.results([
      .init(name: "a\"", json: #"{"rows":[]}"#), .init(name: nil, json: #"{"rows":[1]}"#),
    ])
    #expect(
      tables.line(id: "1")
        == #"{"id":"1","result":{"rows":[]},"results":[{"name":"a\"","rows":[]},{"name":null,"rows":[1]}]}"#)
  }
}
