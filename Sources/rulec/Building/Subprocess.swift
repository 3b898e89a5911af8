import Foundation

/// A program run to its end.
struct Subprocess {
  let status: Int32
  /// What the program wrote to its standard output and standard error.
  let output: String

  var succeeded: Bool { status == 0 }

  /// Runs a program and waits for it.
  /// - Parameter input: a file for the standard input; nil = none.
  static func run(
    _ executable: String, _ arguments: [String], in folder: String? = nil, input: String? = nil,
    keepsErrors: Bool = true
  ) throws(CommandError) -> Subprocess {
    let (status, output) = try runForData(
      executable, arguments, in: folder, input: input, keepsErrors: keepsErrors)
    return Subprocess(status: status, output: String(decoding: output, as: UTF8.self))
  }

  static func runForData(
    _ executable: String, _ arguments: [String], in folder: String? = nil, input: String? = nil,
    keepsErrors: Bool = false
  ) throws(CommandError) -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = keepsErrors ? pipe : FileHandle.nullDevice
    process.standardInput = input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw CommandError("\(executable): cannot be run")
    }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let crashed = process.terminationReason == .uncaughtSignal
    return (crashed ? 128 + process.terminationStatus : process.terminationStatus, output)
  }

  /// The full path of a program on the search path; nil if there is none.
  static func find(_ program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for folder in folders {
      let path = folder + "/" + program
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return nil
  }
}
