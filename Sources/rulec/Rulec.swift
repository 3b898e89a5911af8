import ArgumentParser

/// The compiler of Microsoft Sentinel analytic rules.
@main
struct Rulec: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rulec",
    abstract: "Compiles Microsoft Sentinel analytic rules to native detectors.",
    discussion: """
      A rule is a YAML file with a KQL query. A rule compiles exactly as documented, or is refused with a \
      message that names the construct and its place.
      """,
    subcommands: [
      CheckCommand.self, GenerateCommand.self, BuildCommand.self, EvalCommand.self, ExplainCommand.self,
      DiffCommand.self, TestCommand.self, NewCommand.self, ListFunctionsCommand.self,
    ])
}
