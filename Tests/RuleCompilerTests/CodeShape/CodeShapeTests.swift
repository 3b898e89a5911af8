import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// What Swift's optimiser makes of generated detectors: nothing is interpreted, allocated, looked up or initialised on
/// first use while an event is tested.
@Suite struct CodeShapeTests {
  private static let queries = [
    "SecurityEvent | where EventID == 4688 and Account has 'admin' and NewProcessName endswith @'\\cmd.exe'",
    """
    SecurityEvent | where Account in~ ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l')
      and CommandLine has_any ('q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ab', 'cd')
    """,
    """
    DeviceProcessEvents | where FileName matches regex '^p[a-z]+shell' and TimeGenerated > datetime(2026-01-01)
      and toint(ProcessId) between (4 .. 1000)
    """,
  ]

  /// What would show that an event's test is not straight code.
  private static let unwanted = [
    "swift_once", "swift_allocObject", "swift_initStackObject", "swift_slowAlloc", "swift_retain",
    "swift_getWitnessTable", "swift_conformsToProtocol", "swift_dynamicCast", "swift_getGenericMetadata",
    "swift_getTypeByMangledName", "__swift_project_boxed_opaque_existential", "swift_beginAccess",
    // Dictionary and Any, in mangled names
    "$sSD", "ypSg", "_yp",
  ]

  private static let compiler = Subprocess.find("swiftc")

  @Test(.enabled(if: CodeShapeTests.compiler != nil, "swiftc is not on the PATH: the optimised code is not looked at"))
  func testsOfEventsAreStraightCode() throws {
    let ir = try Self.optimisedCode()
    for index in Self.queries.indices {
      let lines = Self.scan(of: "Shape\(index)", in: ir)
      #expect(lines.contains { $0.contains("call swiftcc") }, "the scan of query \(index) is in the optimised code")
      for line in lines {
        for word in Self.unwanted { #expect(!line.contains(word), "query \(index): \(line)") }
        // A call through a pointer would be a closure, a witness or a method.
        if let call = line.range(of: "call ") {
          let callee = line[call.upperBound...].prefix { $0 != "(" }
          #expect(callee.contains("@") || callee.contains("asm") || callee.hasSuffix("} "), "query \(index): \(line)")
        }
      }
    }
  }

  /// The LLVM IR of the queries' detectors.
  private static func optimisedCode() throws -> [Substring] {
    let folder = try BuildFolder(toolchain: .locate())
    let compiler = Compiler(options: CompilerOptions())
    for (index, query) in queries.enumerated() {
      let compiled = compiler.compileQuery(query, id: "Shape\(index)")
      let swift = try #require(compiled.swift, "\(compiled.diagnostics.map(\.message))")
      try folder.write(swift, to: "Shape\(index).swift")
    }
    let definitions = queries.indices.map { "Shape\($0).definition" }.joined(separator: ", ")
    try folder.write(
      """
      public import DetectorRuntime
      public func detectors() -> [DetectorDefinition] { [\(definitions)] }
      """, to: "Export.swift")
    let run = try Subprocess.run(
      folder.toolchain.swiftc,
      [
        "-emit-ir", "-O", "-wmo", "-parse-as-library", "-module-name", "Shapes", "-swift-version", "6",
        "-suppress-warnings", "-I", folder.toolchain.moduleFolder,
        "-Xcc", "-fmodule-map-file=include/CZlib/module.modulemap",
        "-Xcc", "-fmodule-map-file=include/CScan/module.modulemap",
        "-Xcc", "-fmodule-map-file=include/CRegex/module.modulemap",
        "-Xcc", "-fmodule-map-file=include/CZstd/module.modulemap", "Export.swift", "-o", "shapes.ll",
      ] + queries.indices.map { "Shape\($0).swift" }, in: folder.path)
    try #require(run.succeeded, "\(run.output)")
    return try String(contentsOfFile: folder.path + "/shapes.ll", encoding: .utf8).split(separator: "\n")
  }

  /// The functions that `matches` of a type became: itself, or the thunk that it was inlined into.
  private static func scan(of type: String, in ir: [Substring]) -> [Substring] {
    var lines: [Substring] = []
    var isInside = false
    for line in ir {
      if line.hasPrefix("define "), line.contains("\(type)O"), line.contains("8EventRowV") { isInside = true }
      if isInside { lines.append(line) }
      if line == "}" { isInside = false }
    }
    return lines
  }
}
