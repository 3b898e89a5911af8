import Foundation
import RuleCompiler

/// A folder for the sources, modules and objects of one build. Paths on command lines are relative to it, so that
/// objects do not depend on where it is.
final class BuildFolder: Sendable {
  let path: String
  let toolchain: Toolchain

  /// Makes a folder among the temporary files.
  init(toolchain: Toolchain) throws(CommandError) {
    self.toolchain = toolchain
    self.path = NSTemporaryDirectory() + "rulec-\(UUID().uuidString)"
    try TextFile.makeFolder(path)
    // DetectorRuntime was compiled with these modules in sight; generated code uses nothing of them.
    for library in ["CScan", "CRegex", "CZlib", "CZstd", "CSQLite", "CCurl"] {
      try write("module \(library) [system] {}\n", to: "include/\(library)/module.modulemap")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to file: String) throws(CommandError) {
    let path = path + "/" + file
    try TextFile.makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    try TextFile.write(text, to: path)
  }

  /// Compiles a module whose sources are in the folder of its name, to `NAME.o` and `NAME.swiftmodule`.
  func compile(module name: String, sources: [String], optimised: Bool) throws(CommandError) -> Subprocess {
    try write(sources.map { "\(name)/\($0)\n" }.joined(), to: name + ".sources")
    // Generated code has one thread and no aliases. That nothing is shared unsafely, as Swift 6 checks, and that no access
    // overlaps another are a twentieth of what compiling it costs; in the package it is compiled with both.
    var arguments = [
      "-module-name", name, "-swift-version", "5", "-enforce-exclusivity=unchecked", "-wmo",
      optimised ? "-O" : "-Onone",
      "-I", toolchain.moduleFolder, "-I", ".", "-Xcc", "-fmodule-map-file=include/CZlib/module.modulemap",
      "-Xcc", "-fmodule-map-file=include/CZstd/module.modulemap",
      "-Xcc", "-fmodule-map-file=include/CScan/module.modulemap",
      "-Xcc", "-fmodule-map-file=include/CRegex/module.modulemap",
      "-Xcc", "-fmodule-map-file=include/CSQLite/module.modulemap",
      "-Xcc", "-fmodule-map-file=include/CCurl/module.modulemap", "-no-color-diagnostics", "-suppress-warnings",
      "-c", "-o", name + ".o", "@\(name).sources",
    ]
    if sources.contains("main.swift") {
      // The program itself: nothing imports it.
    } else {
      arguments += ["-parse-as-library", "-emit-module", "-emit-module-path", name + ".swiftmodule"]
    }
    return try Subprocess.run(toolchain.swiftc, arguments, in: path)
  }

  /// Links modules and the runtime to a program.
  /// - Parameter isStatic: whether the program is to run on machines without Swift and without the C libraries.
  func link(modules: [String], to binary: String, isStatic: Bool) throws(CommandError) {
    var arguments = modules.map { $0 + ".o" } + toolchain.runtimeObjects + ["-o", binary]
    if isStatic {
      // The linker takes the first folder that has a library; this one has only the static form.
      try TextFile.makeFolder(path + "/static")
      for library in Toolchain.libraries {
        let archive = try toolchain.staticLibrary(library)
        try? FileManager.default.createSymbolicLink(
          atPath: path + "/static/lib\(library.name).a", withDestinationPath: archive)
      }
      if let archive = toolchain.staticLibraryOfCPlusPlus() {
        // Loading the shared form takes a third of the time in which a detector starts.
        try? FileManager.default.createSymbolicLink(
          atPath: path + "/static/libstdc++.a", withDestinationPath: archive)
        arguments += ["-Xclang-linker", "-static-libgcc"]
      }
      // Without -export-dynamic, which Swift adds for programs that look their own symbols up, what nobody uses is left out.
      arguments += [
        "-static-stdlib", "-L", "static", "-Xlinker", "--no-export-dynamic", "-Xlinker", "--gc-sections", "-Xlinker",
        "-s",
      ]
    }
    for library in Toolchain.libraries { arguments += ["-l\(library.name)"] }
    let linked = try Subprocess.run(toolchain.swiftc, arguments, in: path)
    guard linked.succeeded else { throw CommandError("linking failed:\n\(linked.output)") }
  }
}
