import ArgumentParser
import Foundation
import RuleCompiler

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a rule and its tests to begin with.",
    discussion: """
      Writes FOLDER/the-name.yaml and FOLDER/Tests/the-name.yaml, both to be changed; the rule compiles and its tests \
      pass. Touches no file that is there.
      """)

  @Option(name: [.short, .long], help: "The folder of rules.")
  var folder = "Rules"

  @Option(name: [.short, .long], help: "The table that the rule reads.")
  var table = "SecurityEvent"

  @Argument(help: "The rule's name, such as 'Security log cleared'.")
  var name: String

  func run() throws {
    let files = try RuleFiles(paths: [], root: RuleFiles.isFolder(folder) ? folder : nil)
    let scaffold = try RuleScaffold(name: name, table: table, tableFiles: files.tables)
    let rule = "\(folder)/\(scaffold.fileName)"
    let fixture = "\(folder)/Tests/\(scaffold.fileName)"
    for path in [rule, fixture] where FileManager.default.fileExists(atPath: path) {
      throw CommandError("\(path): is there already")
    }
    try TextFile.makeFolder("\(folder)/Tests")
    try TextFile.write(scaffold.rule(id: UUID().uuidString.lowercased()), to: rule)
    try TextFile.write(scaffold.fixture, to: fixture)
    Terminal.print(rule)
    Terminal.print(fixture)
    Terminal.message("write the query and the events, then: rulec test \(rule)")
  }
}
