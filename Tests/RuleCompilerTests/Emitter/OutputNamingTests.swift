import Testing

@testable import RuleCompiler

struct OutputNamingTests {
  @Test(arguments: [
    ("logons.yaml", "logons.detector.swift"), ("Azure AD/Failed (many).yml", "Azure_AD.Failed_many.detector.swift"),
    ("./a/b.c.yaml", "a.b_c.detector.swift"), ("é.yaml", "_.detector.swift"), ("x-1.YAML", "x-1.detector.swift"),
  ])
  func namesFilesByPath(path: String, expected: String) {
    #expect(OutputNaming.fileName(forRuleAt: path) == expected)
  }

  @Test func findsFilesThatCollide() {
    let collisions = OutputNaming.collisions(ofRulesAt: ["b/x.yaml", "a y.yaml", "A_y.yaml", "c.yaml"])
    #expect(collisions.map(\.paths) == [["A_y.yaml", "a y.yaml"]])
  }

  @Test func dividesRulesAmongModules() {
    let modules = (0..<500).map { OutputNaming.module(ofRuleAt: "Folder/rule-\($0).yaml", count: 16) }
    let sizes = Dictionary(modules.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(sizes.count == 16)
    #expect(sizes.values.allSatisfy { $0 > 15 && $0 < 55 })
    #expect(OutputNaming.module(ofRuleAt: "a.yaml", count: 1) == 0)
    // A rule must stay where it is from one version to the next, too.
    #expect(OutputNaming.module(ofRuleAt: "a.yaml", count: 16) == 6)
  }

  @Test func tellsRulesFromOtherFiles() {
    #expect(OutputNaming.isRule("a/b.yaml") && OutputNaming.isRule("b.yml"))
    #expect(!OutputNaming.isRule("Functions/b.yaml") && !OutputNaming.isRule("Tables/t.yaml"))
    #expect(!OutputNaming.isRule("a.swift") && !OutputNaming.isRule(".git/a.yaml"))
  }

  @Test(arguments: [
    ("Exchange AuditLog disabled", "ExchangeAuditLogDisabled"), ("DNS: user's 10.0.0 (new)", "DNSUsers10_0_0New"),
    ("7-zip", "Rule7Zip"), ("string", "RuleString"), ("漢字", "Rule"), ("", "Rule"),
  ])
  func namesTypes(name: String, expected: String) {
    #expect(SwiftNames.typeName(forRule: name) == expected)
  }
}
