// Names of generated files and types. Plain Swift without imports: the build plugin compiles this file too, because
// a plugin must know the output files before the compiler runs and cannot import its library.

/// Where the Swift of a rule goes.
public enum OutputNaming {
  /// The file that lists all detectors of a module.
  public static let index = "AllDetectors.swift"

  /// The file that holds the watchlists of a module.
  public static let watchlists = "AllWatchlists.swift"

  /// The folders beside the rules whose files are not rules: workspace functions, table schemas, watchlists, and the rules' tests.
  public static let sideFolders = ["Functions", "Tables", "Tests", "Watchlists"]

  /// What the names of rules' files end in; hand-written files of the same target do not.
  public static let fileSuffix = ".detector.swift"

  /// The file name that a rule's YAML generates: `Azure AD/failed logons.yaml` gives
  /// `Azure_AD.failed_logons.detector.swift`.
  ///
  /// Folders are part of the name, because two files of one target must not share a base name. The name depends on
  /// the path only.
  /// - Parameter path: the YAML's path relative to the folder of rules, with `/`.
  public static func fileName(forRuleAt path: String) -> String {
    var parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    if let last = parts.popLast() { parts.append(withoutExtension(last)) }
    let name = parts.map(identifierCharacters).joined(separator: ".")
    return (name.isEmpty ? "Rule" : name) + fileSuffix
  }

  /// Which of `count` modules takes a rule: a number that depends on its path only, so that it stays where it is whatever
  /// rules come and go.
  public static func module(ofRuleAt path: String, count: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // The low bits of this hash depend on few bits of the text.
    return Int((hash ^ hash >> 32) % UInt64(count))
  }

  /// Whether a file below the folder of rules is a rule: YAML, and not in a folder that holds something else.
  public static func isRule(_ path: String) -> Bool {
    let folders = path.split(separator: "/").dropLast()
    return isYAML(path) && !isSideFile(path) && !folders.contains { $0.hasPrefix(".") }
  }

  /// Whether a file below the folder of rules is one that rules may use.
  public static func isSideFile(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { sideFolders.contains(String($0)) }
  }

  /// Whether a path ends as YAML does.
  public static func isYAML(_ path: String) -> Bool {
    path.split(separator: "/").last.map { hasExtension($0, ["yaml", "yml"]) } ?? false
  }

  /// Names that more than one of the paths would generate, with those paths; compared without regard to letter case,
  /// as some file systems do. In the order of the names.
  public static func collisions(ofRulesAt paths: [String]) -> [(fileName: String, paths: [String])] {
    var groups: [String: (fileName: String, paths: [String])] = [:]
    for path in paths.sorted() {
      let name = fileName(forRuleAt: path)
      groups[name.lowercased(), default: (name, [])].paths.append(path)
    }
    return groups.values.filter { $0.paths.count > 1 }.sorted { $0.fileName < $1.fileName }
  }

  private static func withoutExtension(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, hasExtension(name[...], ["yaml", "yml"]) else {
      return name
    }
    return String(name[..<dot])
  }

  private static func hasExtension(_ name: Substring, _ extensions: [String]) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return extensions.contains(name[name.index(after: dot)...].lowercased())
  }

  /// ASCII letters, digits and hyphens stay, everything else becomes one `_`.
  private static func identifierCharacters(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isWordCharacter(scalar) || scalar == "-" {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, !result.hasSuffix("_") {
        result += "_"
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result.isEmpty ? "_" : result
  }

  fileprivate static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}

/// Swift names for things that a rule names.
public enum SwiftNames {
  /// The type that a rule generates: its name's words, each with a capital, as in `ExchangeAuditLogDisabled`.
  ///
  /// Words that are all capitals keep them (`DNS`), letters outside ASCII are left out, a name that starts with a
  /// digit gets `Rule` in front, and so does one that is a type of Swift or of the generated code.
  public static func typeName(forRule name: String) -> String {
    var result = ""
    var startsWord = true
    for scalar in name.unicodeScalars {
      if scalar == "'" || scalar == "\u{2019}" { continue }
      guard OutputNaming.isWordCharacter(scalar) else {
        startsWord = true
        continue
      }
      // Two numbers side by side must stay apart: 10.0 and 100 are different names.
      let isDigit = ("0"..."9").contains(scalar)
      if startsWord, isDigit, let last = result.unicodeScalars.last, ("0"..."9").contains(last) { result += "_" }
      result += startsWord ? String(scalar).uppercased() : String(scalar)
      startsWord = false
    }
    guard let first = result.unicodeScalars.first else { return "Rule" }
    return ("0"..."9").contains(first) || reserved.contains(result) ? "Rule" + result : result
  }

  /// Type names that more than one rule would generate, with the indices of those rules, in the order of first use.
  public static func collisions(ofRules names: [String]) -> [(typeName: String, indices: [Int])] {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      let type = typeName(forRule: name)
      if groups[type] == nil { order.append(type) }
      groups[type, default: []].append(index)
    }
    return order.compactMap { type in
      let indices = groups[type] ?? []
      return indices.count > 1 ? (type, indices) : nil
    }
  }

  private static let reserved: Set<String> = [
    "Any", "AnyObject", "Array", "Bool", "Character", "DateTime", "Decimal", "Detector", "Detectors", "Dictionary",
    "Double", "Error", "Float", "Guid", "Int", "Int64", "Optional", "Protocol", "Result", "Self", "Set",
    "StaticString", "Str", "String", "Swift", "Table", "TimeSpan", "Type", "UInt", "Value", "Void",
  ]
}
