import Testing

@testable import RuleCompiler

struct WorkspaceFunctionDocumentTests {
  @Test func decodesNamesAndParameters() throws {
    let yaml = """
      ParserName: vimDnsCase
      EquivalentBuiltInParser: _Im_Dns_Case
      ParserParams:
        - Name: starttime
          Type: datetime
          Default: datetime(null)
        - Name: name
          Type: string
          Default: '*'
        - Name: kind
          Type: string
          Default: "it's"
        - Name: required
          Type: int
      ParserQuery: |
        T
        | take 1
      """
    let sink = DiagnosticSink()
    let file = SourceFile(path: "f.yaml", text: yaml)
    let document = try #require(RuleDocument.read(file, into: sink))
    #expect(document.isWorkspaceFunction)
    let function = try #require(WorkspaceFunctionDocument.decode(document, into: sink))
    #expect(sink.diagnostics.isEmpty)
    #expect(function.name.value == "vimDnsCase" && function.aliases.map(\.value) == ["_Im_Dns_Case"])
    #expect(function.parameters.map(\.defaultValue) == ["datetime(null)", "'*'", "'it\\'s'", nil])
    #expect(function.query.position(of: 2) == SourcePosition(line: 17, column: 3))
  }
}
