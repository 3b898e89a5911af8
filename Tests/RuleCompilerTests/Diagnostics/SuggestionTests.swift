import Testing

@testable import RuleCompiler

struct SuggestionTests {
  @Test(arguments: [
    ("Acount", "Account"), ("acocunt", "Account"), ("ACCOUNT", "Account"), ("Compter", "Computer"),
  ])
  func findsTheNearest(name: String, expected: String) {
    #expect(closest(to: name, in: ["Computer", "Account", "Amount2"]) == expected)
  }

  @Test(arguments: ["xyz", "", "Process", "Ab"])
  func findsNothingFarAway(name: String) {
    #expect(closest(to: name, in: ["Computer", "Account", "id"]) == nil)
  }

  @Test func prefersTheSameLetterCase() {
    #expect(closest(to: "usr", in: ["USER", "user"]) == "user")
  }

  @Test func countsASwapAsOneEdit() {
    #expect(editDistance(Array("abcd".utf8), Array("abdc".utf8), limit: 3) == 1)
    #expect(editDistance(Array("abcd".utf8), Array("wxyz".utf8), limit: 3) == nil)
  }
}
