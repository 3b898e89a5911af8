import Foundation
import PackagePlugin

/// Compiles the rules of a target to Swift before the target is built.
///
/// One command takes all rules: it reports all mistakes of a build at once, and runs again whenever a rule or a file
/// that rules use is added, edited, renamed or removed. `rulec` writes only the files that change.
///
/// A folder of many rules can be divided: targets of a folder inside it on which the one with the entry point depends are its
/// modules, and each takes a part of the rules. Then an edit compiles one part again. The rules are files of the one target
/// only: SwiftPM hands all files of all targets to the plugin, once for each target.
@main
struct GenerateDetectors: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else {
      Diagnostics.error("GenerateDetectors applies to targets with source files, not to '\(target.name)'")
      return []
    }
    let owner = context.package.targets.first { Self.modules(of: $0).contains(target.name) }
    let owning = owner?.sourceModule ?? module
    let root = owning.directoryURL.standardizedFileURL.path
    let (rules, sideFiles) = Self.files(of: owning, root)
    let collisions = OutputNaming.collisions(ofRulesAt: rules.map(\.name))
    for collision in collisions {
      Diagnostics.error(
        "\(collision.paths.joined(separator: " and ")) in \(root) have the same generated file "
          + "\(collision.fileName); rename one of them")
    }
    guard collisions.isEmpty else { return [] }

    let output = context.pluginWorkDirectoryURL
    // SwiftPM warns of files in a target's folder that no command takes: the target with the entry point takes all.
    func command(
      _ part: [(name: String, file: URL)], _ options: [String], outputs: [String], _ name: String
    ) throws -> [Command] {
      [
        .buildCommand(
          displayName: name, executable: try context.tool(named: "rulec").url,
          arguments: ["generate", "--root", root, "--output", output.path] + options + part.map(\.file.path),
          inputFiles: part.map(\.file) + sideFiles, outputFiles: outputs.map { output.appending(path: $0) })
      ]
    }
    let modules = Self.modules(of: target)
    if !modules.isEmpty {
      return try command(
        rules, modules.flatMap { ["--join", $0] }, outputs: [OutputNaming.index, OutputNaming.watchlists],
        "Listing \(rules.count) rules of \(target.name)")
    }
    let siblings = owner.map(Self.modules) ?? []
    if let own = siblings.firstIndex(of: target.name) {
      let part = rules.filter { OutputNaming.module(ofRuleAt: $0.name, count: siblings.count) == own }
      return try command(
        part, ["--as-module"],
        outputs: part.map { OutputNaming.fileName(forRuleAt: $0.name) } + [OutputNaming.index],
        "Compiling \(part.count) rules of \(target.name)")
    }
    return try command(
      rules, [],
      outputs: rules.map { OutputNaming.fileName(forRuleAt: $0.name) } + [OutputNaming.index, OutputNaming.watchlists],
      "Compiling \(rules.count) rules of \(target.name)")
  }

  /// The rules of a target by their paths from its folder on, and the files beside them, both sorted.
  private static func files(
    of module: any SourceModuleTarget, _ root: String
  ) -> (rules: [(name: String, file: URL)], sideFiles: [URL]) {
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
    return (rules, sideFiles.sorted { $0.path < $1.path })
  }

  /// The targets of folders inside a target's own on which it depends, sorted.
  private static func modules(of target: any Target) -> [String] {
    guard let folder = target.sourceModule?.directoryURL.standardizedFileURL.path else { return [] }
    return target.dependencies.compactMap { dependency in
      guard case .target(let other) = dependency, let path = other.sourceModule?.directoryURL.standardizedFileURL.path,
        path.hasPrefix(folder + "/")
      else { return nil }
      return other.name
    }.sorted()
  }
}
