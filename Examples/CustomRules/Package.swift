// swift-tools-version: 6.1
import PackageDescription

// A package of your own rules: the plugin compiles the YAML in `Rules`, the product is one detector binary.
let package = Package(
  name: "CustomRules",
  products: [.executable(name: "custom-detector", targets: ["custom-detector"])],
  dependencies: [
    // In a package of your own: .package(url: "…", from: "…")
    .package(name: "rulec", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "custom-detector",
      dependencies: [
        .product(name: "DetectorRuntime", package: "rulec"), .product(name: "DetectorService", package: "rulec"),
      ],
      path: "Rules",
      plugins: [.plugin(name: "GenerateDetectors", package: "rulec")])
  ]
)
