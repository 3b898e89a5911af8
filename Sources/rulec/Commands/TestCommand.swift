import ArgumentParser
import RuleCompiler

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests beside rules: events, and the rows that have to come.",
    discussion: """
      The tests of Rules/a/b.yaml are in Rules/Tests/a/b.yaml: cases with events and the exact rows that the rule's \
      query returns for them, none for a near miss. Events outside the rule's queryPeriod before the case's 'now' do \
      not count. 'rulec new' writes an example. Needs the Swift toolchain, not the network.
      """)

  @Option(help: "Seconds that one test may take.")
  var timeLimit = 20

  @Option(help: "A MaxMind database for rules that use geo_info_from_ip_address.")
  var geoip: String?

  @Flag(name: [.short, .long], help: "Name the tests that pass, too.")
  var verbose = false

  @OptionGroup var beside: SideFileOptions

  @Argument(help: "Rule files, and folders to search for them.")
  var paths: [String]

  func run() throws {
    let files = try RuleFiles(paths: paths, functions: beside.functions, watchlists: beside.watchlist)
    let tests = try RuleTests(files)
    let generation = try Generation(RuleSet(files))
    let diagnostics = generation.diagnostics.filter { $0.severity == .error } + tests.diagnostics
    Terminal.report(diagnostics)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { throw ExitCode.failure }
    let outcomes = try tests.run(generation, timeLimit: timeLimit, places: geoip)
    for (test, differences) in zip(tests.tests, outcomes) {
      if differences.isEmpty {
        if verbose { Terminal.print("ok     \(test.rule): \(test.test.name.value)") }
      } else {
        Terminal.print("FAILED \(test.rule): \(test.test.name.value) (\(test.place))")
        for line in differences { Terminal.print("    " + line) }
      }
    }
    for rule in tests.untested { Terminal.print("no test for \(rule)") }
    let failed = outcomes.count { !$0.isEmpty }
    let tested = files.rules.count - tests.untested.count
    Terminal.message(
      "\(Self.count(outcomes.count, "test")) of \(Self.count(tested, "rule")): \(outcomes.count - failed) pass, \(failed) fail"
    )
    if failed > 0 { throw ExitCode.failure }
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
