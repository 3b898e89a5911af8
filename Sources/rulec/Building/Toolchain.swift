import Foundation

/// What generated code is built with: the Swift compiler, and the DetectorRuntime that was built together with rulec.
struct Toolchain: Sendable {
  let swiftc: String
  /// The folder that holds `DetectorRuntime.swiftmodule`.
  let moduleFolder: String
  /// The object files of DetectorRuntime and DetectorService.
  let runtimeObjects: [String]

  /// C libraries of the runtime, and the Debian package that brings the static form of each.
  static let libraries = [
    (name: "z", package: "zlib1g-dev"), (name: "zstd", package: "libzstd-dev"),
    (name: "sqlite3", package: "libsqlite3-dev"),
  ]

  static func locate() throws(CommandError) -> Toolchain {
    guard let swiftc = Subprocess.find("swiftc") else {
      throw CommandError(
        "swiftc is not on the PATH; a Swift 6.1 toolchain or newer is needed (https://www.swift.org/install)")
    }
    let folder = executableFolder()
    let modules = folder + "/Modules"
    let objects =
      try runtimeObjects(in: folder + "/DetectorRuntime.build") + runtimeObjects(in: folder + "/DetectorService.build")
    guard FileManager.default.fileExists(atPath: modules + "/DetectorRuntime.swiftmodule") else {
      throw missingRuntime(folder)
    }
    return Toolchain(swiftc: swiftc, moduleFolder: modules, runtimeObjects: objects)
  }

  private static func executableFolder() -> String {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(fileURLWithPath: path ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
  }

  /// The objects that SwiftPM's own list names: the folder may hold others from before a source was renamed.
  private static func runtimeObjects(in folder: String) throws(CommandError) -> [String] {
    guard let map = FileManager.default.contents(atPath: folder + "/output-file-map.json"),
      let files = try? JSONSerialization.jsonObject(with: map) as? [String: [String: String]]
    else { throw missingRuntime(folder) }
    let objects = files.values.compactMap { $0["object"] }
      .map { folder + "/" + URL(fileURLWithPath: $0).lastPathComponent }
      .filter { FileManager.default.fileExists(atPath: $0) }
    if objects.isEmpty { throw missingRuntime(folder) }
    return objects.sorted()
  }

  private static func missingRuntime(_ folder: String) -> CommandError {
    CommandError(
      "\(folder): DetectorRuntime is not here; run rulec from the build folder of its checkout (swift build -c release)"
    )
  }

  /// The static form of the library of C++, which the Swift runtime uses; nil where it is not beside the one of libgcc.
  func staticLibraryOfCPlusPlus() -> String? {
    let manager = FileManager.default
    func folders(in folder: String) -> [String] {
      let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted { $0.compare($1, options: .numeric) == .orderedDescending }.map { folder + "/" + $0 }
    }
    return folders(in: "/usr/lib/gcc").flatMap(folders).first { folder in
      ["libstdc++.a", "libgcc_eh.a"].allSatisfy { manager.fileExists(atPath: folder + "/" + $0) }
    }.map { $0 + "/libstdc++.a" }
  }

  /// The folder of a static library; throws if the package that brings it is not installed.
  func staticLibrary(_ library: (name: String, package: String)) throws(CommandError) -> String {
    let file = "lib\(library.name).a"
    var folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"]
    let architectures = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
    folders += architectures.filter { $0.contains("linux-gnu") }.sorted().map { "/usr/lib/" + $0 }
    for folder in folders where FileManager.default.fileExists(atPath: folder + "/" + file) {
      return folder + "/" + file
    }
    throw CommandError("\(file) is missing: apt-get install \(library.package)")
  }
}
