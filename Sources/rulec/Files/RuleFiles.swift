import Foundation
import RuleCompiler

/// The rule files below some paths, and the files beside them that rules may use.
struct RuleFiles {
  /// One rule document.
  struct Entry: Hashable {
    /// The path to open and to print, as the user would write it.
    let path: String
    /// The path from the folder of rules on, with `/` between its parts; names the generated file.
    let name: String
    /// The path that generated code mentions: the folder of rules and `name`, the same on every machine.
    let label: String
  }

  /// The tests of one rule.
  struct Fixture: Hashable {
    /// The path to open and to print.
    let path: String
    /// Named like the rule: the path from the folder of rules on, without the folder `Tests`.
    let name: String
  }

  var rules: [Entry] = []
  /// Whether the rules are those of folders, none of them given as a file.
  private(set) var isWhole = true
  /// Workspace functions: YAML below `Functions`.
  var functions: [String] = []
  /// Table schemas: files below `Tables`.
  var tables: [String] = []
  /// Tests of rules: YAML below `Tests`.
  var fixtures: [Fixture] = []
  /// Watchlists: CSV below `Watchlists`.
  var watchlists: [String] = []
  /// Watchlists given by alias.
  var namedWatchlists: [(alias: String, path: String)] = []

  /// Finds rules in files and, recursively, in folders.
  /// - Parameters:
  ///   - paths: YAML files and folders.
  ///   - root: the folder of rules that names count from; nil = each folder given, or the folder of each file given.
  ///   - functions: more files and folders of workspace functions.
  ///   - watchlists: files of watchlists, `ALIAS=FILE`.
  init(
    paths: [String], root: String? = nil, functions extraFunctions: [String] = [],
    watchlists extraWatchlists: [String] = []
  ) throws(CommandError) {
    for path in paths {
      switch try Self.kind(of: path) {
      case .folder: addFolder(path, prefix: "", root: root ?? path)
      case .file:
        try addFile(path, root: root)
        isWhole = false
      }
    }
    if let root { addSideFolders(of: root) }
    for path in extraFunctions {
      switch try Self.kind(of: path) {
      case .folder: functions += Self.filesBelow(path).filter(OutputNaming.isYAML)
      case .file: functions.append(path)
      }
    }
    for option in extraWatchlists {
      guard let equals = option.firstIndex(of: "="), equals > option.startIndex else {
        throw CommandError("--watchlist \(option): write ALIAS=FILE")
      }
      let path = String(option[option.index(after: equals)...])
      guard try Self.kind(of: path) == .file else { throw CommandError("\(path): a watchlist is a file") }
      namedWatchlists.append((String(option[..<equals]), path))
    }
    functions = Self.unique(functions)
    tables = Self.unique(tables)
    watchlists = Self.unique(watchlists)
    var seen: Set<String> = []
    rules = rules.filter { seen.insert($0.path).inserted }
  }

  /// The same files, if there are rules among them: a check of none, or a detector of none, is a mistake.
  func withRules(below paths: [String]) throws(CommandError) -> RuleFiles {
    guard rules.isEmpty else { return self }
    throw CommandError("\(paths.joined(separator: ", ")): no rules (files ending in .yaml or .yml) here")
  }

  // MARK: Walking

  private enum Kind { case file, folder }

  private static func kind(of path: String) throws(CommandError) -> Kind {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandError("\(path): no such file or folder")
    }
    return isFolder.boolValue ? .folder : .file
  }

  private mutating func addFolder(_ folder: String, prefix: String, root: String) {
    for item in Self.items(of: folder) {
      let path = Self.join(folder, item)
      if Self.isFolder(path) {
        if OutputNaming.sideFolders.contains(item) {
          addSideFolder(item, at: path, prefix: prefix)
        } else {
          addFolder(path, prefix: prefix + item + "/", root: root)
        }
      } else if OutputNaming.isYAML(item) {
        rules.append(Self.entry(path, name: prefix + item, root: root))
      }
    }
  }

  private mutating func addFile(_ path: String, root: String?) throws(CommandError) {
    guard OutputNaming.isYAML(path) else { throw CommandError("\(path): a rule document ends in .yaml or .yml") }
    if let root {
      let file = URL(fileURLWithPath: path).standardizedFileURL.path
      let folder = URL(fileURLWithPath: root).standardizedFileURL.path
      guard file.hasPrefix(folder + "/") else { throw CommandError("\(path): not below \(root)") }
      rules.append(Self.entry(path, name: String(file.dropFirst(folder.utf8.count + 1)), root: root))
    } else {
      let url = URL(fileURLWithPath: path)
      let folder = url.deletingLastPathComponent()
      rules.append(Self.entry(path, name: url.lastPathComponent, root: folder.path))
      addNearestSideFolders(from: folder)
    }
  }

  private static func entry(_ path: String, name: String, root: String) -> Entry {
    let folder = URL(fileURLWithPath: root).standardizedFileURL.lastPathComponent
    return Entry(path: path, name: name, label: folder == "/" ? name : folder + "/" + name)
  }

  /// A rule given as a file uses what lies beside it, or beside the nearest folder above it that has such folders;
  /// the search ends at the top of a package or repository.
  private mutating func addNearestSideFolders(from folder: URL) {
    var folder = folder.standardizedFileURL
    while true {
      if OutputNaming.sideFolders.contains(where: { Self.isFolder(folder.appendingPathComponent($0).path) }) {
        return addSideFolders(of: folder.path)
      }
      let isTop = ["Package.swift", ".git"].contains {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
      }
      if isTop || folder.path == "/" { return }
      folder = folder.deletingLastPathComponent().standardizedFileURL
    }
  }

  private mutating func addSideFolders(of root: String) {
    for name in OutputNaming.sideFolders {
      let path = Self.join(root, name)
      if Self.isFolder(path) { addSideFolder(name, at: path, prefix: "") }
    }
  }

  /// - Parameter prefix: the path from the folder of rules to the one that holds this folder; tests are named like rules.
  private mutating func addSideFolder(_ name: String, at path: String, prefix: String) {
    let files = Self.filesBelow(path)
    switch name {
    case "Functions": functions += files.filter(OutputNaming.isYAML)
    case "Tables": tables += files
    case "Tests":
      fixtures += files.filter(OutputNaming.isYAML).map {
        Fixture(path: $0, name: prefix + String($0.dropFirst(path.count + (path.hasSuffix("/") ? 0 : 1))))
      }
    default: watchlists += files.filter { $0.lowercased().hasSuffix(".csv") }
    }
  }

  private static func filesBelow(_ folder: String) -> [String] {
    items(of: folder).flatMap { item -> [String] in
      let path = join(folder, item)
      return isFolder(path) ? filesBelow(path) : [path]
    }
  }

  /// What is in a folder, sorted by bytes, so that the order is the same on every machine.
  private static func items(of folder: String) -> [String] {
    let items = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return items.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func join(_ folder: String, _ item: String) -> String {
    folder.hasSuffix("/") ? folder + item : folder + "/" + item
  }

  private static func unique(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert(URL(fileURLWithPath: $0).standardizedFileURL.path).inserted }
  }
}
