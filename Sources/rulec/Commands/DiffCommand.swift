import ArgumentParser

/// How `diff` prints changes.
enum ChangeFormat: String, ExpressibleByArgument, CaseIterable { case text, markdown }

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what a change of rules does to their plans and generated code.",
    discussion:
      "Each side is a folder of rules, or one in a git revision: main:Rules. Exit code 1 if a changed rule is refused.")

  @Option(help: "text, or markdown for a comment in a review.")
  var format = ChangeFormat.text

  @Argument(help: "The folder or REVISION:PATH before the change.")
  var old: String

  @Argument(help: "The folder or REVISION:PATH after the change.")
  var new: String

  func run() throws {
    let oldTree = try RuleTree(old)
    defer { oldTree.discard() }
    let newTree = try RuleTree(new)
    defer { newTree.discard() }
    let changes = try RuleChange.changes(
      from: RuleChange.sides(of: oldTree.files), to: RuleChange.sides(of: newTree.files))
    for change in changes { Terminal.print(format == .text ? change.text : change.markdown) }
    if changes.isEmpty { Terminal.message("no rule changes its plan or its code") }
    if changes.contains(where: { !$0.errors.isEmpty }) { throw ExitCode.failure }
  }
}
