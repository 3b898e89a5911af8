import Testing

@testable import RuleCompiler

struct NameScopeTests {
  @Test func namesAreUnique() {
    var scope = NameScope(reserved: ["row"])
    let names = ["CommandLine", "commandLine", "IPAddress", "Row", "row", "Port1", "port1", "_2", "é", "a b"]
    #expect(
      names.map { scope.local($0) } == [
        "commandLine", "commandLine2", "ipAddress", "row2", "row3", "port1", "port1_2", "column2", "column", "aB",
      ])
  }

  /// Numbers behind these two are for the constants of a file: `Pattern` twice in a query must not be looked for in them forever.
  @Test(arguments: ["Pattern", "Literals"])
  func leavesPoolNamesAlone(column: String) {
    var scope = NameScope()
    let name = column.lowercased()
    let names = [column, column, "\(column)2", column].map { scope.local($0) }
    #expect(names == [name, "\(name)_2", "\(name)2_2", "\(name)_3"])
    #expect(Set(names).count == names.count)
  }
}
