import Foundation

/// Runs a program of evaluation cases to its end.
///
/// The program itself reports cases that crash or take too long; this sees to those that take the process with them.
struct CaseRun {
  let binary: String
  /// The arguments about events and time.
  let arguments: [String]
  /// Seconds that a case may take.
  let timeLimit: Int

  /// - Returns: for each of `count` cases, in order, the line that the program wrote, or why there is none.
  func run(count: Int, scratch: String) throws(CommandError) -> [Result<String, CaseFailure>] {
    var outcomes: [Result<String, CaseFailure>] = []
    while outcomes.count < count {
      let file = scratch + "/results-\(outcomes.count).ndjson"
      let (failure, messages) = try runOnce(from: outcomes.count, output: file)
      let lines = FileManager.default.contents(atPath: file).map(Self.completeLines) ?? []
      outcomes += lines.prefix(count - outcomes.count).map { .success($0) }
      try? FileManager.default.removeItem(atPath: file)
      guard outcomes.count < count else { break }
      guard let failure else {
        throw CommandError("the evaluation ended after \(outcomes.count) of \(count) cases: \(messages)")
      }
      outcomes.append(.failure(failure))
    }
    return outcomes
  }

  struct CaseFailure: Error { let message: String }

  /// Seconds that reading events may take on top.
  private static let patience = 120.0

  private func runOnce(
    from start: Int, output: String
  ) throws(CommandError) -> (failure: CaseFailure?, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments =
      ["--from", "\(start)", "--output", output, "--time-limit", "\(timeLimit)"] + arguments
    let log = output + ".log"
    try TextFile.write("", to: log)
    defer { try? FileManager.default.removeItem(atPath: log) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch { throw CommandError("\(binary): cannot be run") }
    var size = -1
    var idle = 0.0
    var timedOut = false
    while ended.wait(timeout: .now() + 0.25) == .timedOut {
      let attributes = try? FileManager.default.attributesOfItem(atPath: output)
      let now = (attributes?[.size] as? NSNumber)?.intValue ?? 0
      idle = now == size ? idle + 0.25 : 0
      size = now
      if idle >= Double(timeLimit) + Self.patience, !timedOut {
        timedOut = true
        kill(process.processIdentifier, SIGKILL)
      }
    }
    let messages = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in messages.split(separator: "\n") where line.hasPrefix("eval: warning: ") && start == 0 {
      Terminal.message(String(line.dropFirst("eval: ".count)))
    }
    let firstLine =
      messages.split(separator: "\n").first { !$0.hasPrefix("eval: warning: ") }.map(String.init) ?? ""
    if timedOut { return (CaseFailure(message: "timed out after \(timeLimit) s"), firstLine) }
    if process.terminationReason == .uncaughtSignal {
      let detail = firstLine.isEmpty ? "" : ": " + firstLine
      return (CaseFailure(message: "crashed with signal \(process.terminationStatus)\(detail)"), firstLine)
    }
    return (nil, firstLine)
  }

  /// The lines of a file but for a last one that was cut off.
  private static func completeLines(_ data: Data) -> [String] {
    var pieces = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    pieces.removeLast()
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }
}
