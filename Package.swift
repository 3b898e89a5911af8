// swift-tools-version: 6.1
import PackageDescription

// The rules in `Rules` are divided among so many modules, so that an edit compiles one of them. All are targets of a folder
// inside, each with one Swift file of its own; the rules are files of the target `detector`.
let ruleModules = (1...16).map { $0 < 10 ? "Rules0\($0)" : "Rules\($0)" }

func ruleModule(_ name: String) -> Target {
  .target(
    name: name, dependencies: ["DetectorRuntime"], path: "Rules/Modules",
    exclude: ruleModules.filter { $0 != name }.map { $0 + ".swift" }, sources: [name + ".swift"],
    plugins: ["GenerateDetectors"])
}

let package = Package(
  name: "rulec",
  products: [
    .library(name: "DetectorRuntime", targets: ["DetectorRuntime"]),
    .library(name: "DetectorService", targets: ["DetectorService"]),
    .library(name: "RuleCompiler", targets: ["RuleCompiler"]),
    .executable(name: "rulec", targets: ["rulec"]),
    .executable(name: "detector", targets: ["detector"]),
    .plugin(name: "GenerateDetectors", targets: ["GenerateDetectors"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    // Only the tests use it: they read the generated Swift with Swift's own parser.
    .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"604.0.0"),
  ],
  targets: ruleModules.map(ruleModule) + [
    // System libraries. Each shim names the Debian package to install when its header is missing.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // libcurl by its own names, without its headers: it is looked for at run time.
    .systemLibrary(name: "CCurl"),

    // C in headers only, compiled as part of DetectorRuntime. `CScan`: the inner loop of ingest, once for each kind of vectors.
    // `CRegex`: regular expressions, the compiler's programs run in linear time.
    .systemLibrary(name: "CScan"),
    .systemLibrary(name: "CRegex"),

    // What every generated detector links against. No Foundation.
    .target(name: "DetectorRuntime", dependencies: ["CScan", "CRegex", "CZlib", "CZstd"]),

    // A detector's live mode: inputs that go on, durable state, signals, metrics; the entry point of a detector binary.
    .target(name: "DetectorService", dependencies: ["DetectorRuntime", "CSQLite", "CCurl"]),

    // Rule YAML in, Swift source out.
    .target(name: "RuleCompiler", dependencies: ["CYAML", "DetectorRuntime"]),

    // The command-line tool.
    .executableTarget(
      name: "rulec",
      dependencies: [
        "RuleCompiler", "DetectorRuntime", "DetectorService",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Runs `rulec generate` over the YAML files of the target it is applied to.
    .plugin(name: "GenerateDetectors", capability: .buildTool(), dependencies: ["rulec"]),

    // The detector binary, compiled from the rules in `Rules/`.
    .executableTarget(
      name: "detector",
      dependencies: ["DetectorRuntime", "DetectorService"] + ruleModules.map { .target(name: $0) }, path: "Rules",
      exclude: ["Modules"], sources: ["Detector.swift"],
      plugins: ["GenerateDetectors"]),

    .testTarget(
      name: "RuleCompilerTests",
      dependencies: [
        "RuleCompiler", "DetectorRuntime", "DetectorService", "CScan", "rulec",
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftParser", package: "swift-syntax"),
      ],
      exclude: ["Goldens", "IndependentRows", "OpenColumns"]),
    // The detectors of `Rules` over their fixtures.
    .testTarget(
      name: "GeneratedDetectorTests", dependencies: ["detector", "rulec", "RuleCompiler", "DetectorRuntime"]),
  ]
)
