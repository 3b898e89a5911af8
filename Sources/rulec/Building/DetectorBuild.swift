import Foundation
import RuleCompiler

/// Compiles the generated files of a set of rules to one static binary.
///
/// A module uses one processor, and its compiler holds all of it in memory: large sets become several modules.
struct DetectorBuild {
  let generation: Generation
  let folder: BuildFolder
  /// The rules of each module, in the order of their names.
  let modules: [(name: String, rules: [Generation.Rule])]

  /// Bytes of source in a module.
  private static let moduleSize = 400_000

  init(_ generation: Generation, in folder: BuildFolder) {
    self.generation = generation
    self.folder = folder
    let parts = Self.split(generation.accepted.map { ($0, $0.compiled.swift?.utf8.count ?? 0) })
    self.modules = parts.enumerated().map { index, rules in ("Rules\(index + 1)", rules) }
  }

  /// Writes the binary. Throws with the Swift compiler's output if generated code does not compile.
  func run(binary: String) throws(CommandError) {
    for module in modules {
      for file in generation.files(of: module.rules) { try folder.write(file.text, to: "\(module.name)/\(file.name)") }
      try folder.write(
        generation.compiler.index(of: module.rules.map(\.compiled), isPublic: true),
        to: "\(module.name)/\(OutputNaming.index)")
    }
    let (folder, generation, modules) = (folder, generation, modules)
    let results = WorkerThreads.map(count: modules.count) { index -> Result<Subprocess, CommandError> in
      Result { () throws(CommandError) in
        let sources = generation.files(of: modules[index].rules).map(\.name) + [OutputNaming.index]
        return try folder.compile(module: modules[index].name, sources: sources, optimised: true)
      }
    }
    for result in results.compactMap({ $0 }) { try Self.check(result.get()) }
    let sources = [
      (name: "main.swift", text: Self.main), generation.watchlists,
      (name: OutputNaming.index, text: generation.compiler.index(ofModules: modules.map(\.name))),
    ]
    for source in sources { try folder.write(source.text, to: "Main/\(source.name)") }
    try Self.check(folder.compile(module: "Main", sources: sources.map(\.name), optimised: true))
    try folder.link(modules: modules.map(\.name) + ["Main"], to: "detector", isStatic: true)
    try install(binary)
  }

  private static func check(_ compilation: Subprocess) throws(CommandError) {
    guard compilation.succeeded else {
      throw CommandError("internal: generated code does not compile:\n\(compilation.output)")
    }
  }

  private func install(_ binary: String) throws(CommandError) {
    let target = URL(fileURLWithPath: binary)
    try TextFile.makeFolder(target.deletingLastPathComponent().path)
    do {
      let built = URL(fileURLWithPath: folder.path + "/detector")
      if FileManager.default.fileExists(atPath: target.path) { try FileManager.default.removeItem(at: target) }
      try FileManager.default.copyItem(at: built, to: target)
    } catch {
      throw CommandError("\(binary): cannot be written")
    }
  }

  private static let main = """
    import DetectorRuntime
    import DetectorService

    DetectorApplication.run(allDetectors, watchlists: allWatchlists)

    """

  /// Cuts a list into parts of about the same size, none much larger than `moduleSize`, as many as there are processors
  /// or more once the list is too large for one.
  static func split<Item>(
    _ items: [(item: Item, size: Int)], processors: Int = ProcessInfo.processInfo.activeProcessorCount
  ) -> [[Item]] {
    let total = items.reduce(0) { $0 + $1.size }
    let needed = (total + moduleSize - 1) / moduleSize
    let count = needed <= 1 ? 1 : max(needed, processors)
    let limit = total / count + 1
    var parts: [[Item]] = []
    var size = 0
    for (item, itemSize) in items {
      if parts.isEmpty || (size + itemSize > limit && size > 0) {
        parts.append([])
        size = 0
      }
      parts[parts.count - 1].append(item)
      size += itemSize
    }
    return parts
  }
}
