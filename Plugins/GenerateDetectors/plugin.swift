import Foundation
import PackagePlugin

/// Compiles the rules of a target to Swift before the target is built.
///
/// One command takes all rules: it reports all mistakes of a build at once, and runs again whenever a rule or a file
/// that rules use is added, edited, renamed or removed. `rulec` writes only the files that change.
@main
struct GenerateDetectors: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else {
      Diagnostics.error("GenerateDetectors applies to targets with source files, not to '\(target.name)'")
      return []
    }
    let root = module.directoryURL.standardizedFileURL.path
    var rules: [(name: String, file: URL)] = []
    var sideFiles: [URL] = []
    for file in module.sourceFiles.map(\.url) {
      let path = file.standardizedFileURL.path
      guard path.hasPrefix(root + "/") else { continue }
      let name = String(path.dropFirst(root.count + 1))
      if OutputNaming.isSideFile(name) {
        sideFiles.append(file)
      } else if OutputNaming.isRule(name) {
        rules.append((name, file))
      }
    }
    rules.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let collisions = OutputNaming.collisions(ofRulesAt: rules.map(\.name))
    for collision in collisions {
      Diagnostics.error(
        "\(collision.paths.joined(separator: " and ")) in \(root) have the same generated file "
          + "\(collision.fileName); rename one of them")
    }
    guard collisions.isEmpty else { return [] }

    let output = context.pluginWorkDirectoryURL
    let outputs =
      rules.map { OutputNaming.fileName(forRuleAt: $0.name) } + [OutputNaming.index, OutputNaming.watchlists]
    return [
      .buildCommand(
        displayName: "Compiling \(rules.count) rules of \(target.name)",
        executable: try context.tool(named: "rulec").url,
        arguments: ["generate", "--root", root, "--output", output.path] + rules.map(\.file.path),
        inputFiles: rules.map(\.file) + sideFiles.sorted { $0.path < $1.path },
        outputFiles: outputs.map { output.appending(path: $0) })
    ]
  }
}
