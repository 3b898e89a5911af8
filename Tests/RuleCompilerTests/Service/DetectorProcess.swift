import Foundation

/// The detector of this package's rules, in a process of its own.
///
/// `DETECTOR=PATH` takes another one than the build's, such as one that is optimised.
struct DetectorProcess {
  static let path =
    ProcessInfo.processInfo.environment["DETECTOR"]
    ?? URL(filePath: #filePath).appending(path: "../../../../.build/debug/detector").standardized.path
  static let isThere = FileManager.default.fileExists(atPath: path)

  let process = Process()
  private let errors = Pipe()

  /// - Parameters:
  ///   - input: what standard input is.
  ///   - output: what standard output is.
  init(_ words: [String], input: Pipe? = nil, output: Pipe? = nil) throws {
    process.executableURL = URL(filePath: Self.path)
    process.arguments = words
    process.standardError = errors
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    try process.run()
  }

  /// Waits for its end; gives what it has said.
  func finish() -> (code: Int32, errors: String) {
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, text)
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }
}
