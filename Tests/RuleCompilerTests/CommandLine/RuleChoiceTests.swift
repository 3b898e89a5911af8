import DetectorRuntime
import Testing

struct RuleChoiceTests {
  private let rules = [
    copyingRule([ColumnDefinition("A", .string)]),
    copyingRule([ColumnDefinition("A", .string)]) { rule in
      rule.id = "other"
      rule.name = "Other rule"
    },
  ]

  private func choose(_ words: String...) throws -> [String] {
    let arguments = try Arguments(words, options: ["--rule", "--table"], flags: [])
    return try RuleChoice.choose(rules, arguments).map(\.rule.id.description)
  }

  private func message(_ words: String...) throws -> String? {
    let arguments = try Arguments(words, options: ["--rule", "--table"], flags: [])
    do throws(UsageError) {
      _ = try RuleChoice.choose(rules, arguments)
      return nil
    } catch {
      return error.text
    }
  }

  @Test func rulesAreChosenByIDOrName() throws {
    #expect(try choose() == ["copy", "other"])
    #expect(try choose("--rule", "Other rule") == ["other"])
    #expect(try choose("--rule", "other", "--rule", "Copy", "--table", "T") == ["copy", "other"])
  }

  @Test func aWrongNameIsSaidWithTheOneThatIsClose() throws {
    #expect(try message("--rule", "other rul") == "no rule is called 'other rul'; did you mean 'Other rule'?")
    #expect(try message("--rule", "something else") == "no rule is called 'something else'")
    #expect(try message("--table", "SecurityEvent") == "--table: no rule reads the table 'SecurityEvent'")
  }
}
