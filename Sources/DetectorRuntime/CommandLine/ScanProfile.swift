/// What each rule has cost and come to, as a table: `detector scan --profile`.
struct ScanProfile {
  private struct Line {
    let name: String
    var tested = 0
    var kept = 0
    var testSeconds = 0.0
    let runs: Int
    let rows: Int
    let tailSeconds: Double

    var seconds: Double { testSeconds + tailSeconds }
  }

  private let lines: [Line]
  private let readingSeconds: Double
  private let filters: [(table: String, seconds: Double)]
  private let threads: Int

  /// - Parameter readingSeconds: how long all reading took, by the clock.
  init(_ engine: DetectorEngine, readingSeconds: Double, threads: Int) {
    self.readingSeconds = readingSeconds
    self.threads = threads
    let readings = engine.dispatcher.readings
    filters = readings.map { ($0.name.description, $0.filterSeconds) }
    lines = engine.rules.map { rule in
      var line = Line(
        name: rule.metadata.name.description, runs: rule.runs, rows: rule.rows, tailSeconds: rule.evaluationSeconds)
      for reading in readings {
        for (reader, profile) in zip(reading.readers, reading.profiles)
        where rule.run.stores.contains(where: { $0 === reader.store._withUnsafeGuaranteedRef { $0 } }) {
          line.tested += profile.tested
          line.kept += profile.kept
          line.testSeconds += profile.seconds
        }
      }
      return line
    }
  }

  var text: String {
    let tests = lines.reduce(0) { $0 + $1.testSeconds }
    let filter = filters.reduce(0) { $0 + $1.seconds }
    var text = "reading: \(milliseconds(readingSeconds)) ms"
    if threads > 1 { text += " on \(threads) threads, whose times are added up below" }
    text += "\n  finding the rules that events can matter to: \(milliseconds(filter)) ms"
    text += filters.map { "\n    \($0.table): \(milliseconds($0.seconds)) ms" }.joined()
    text += "\n  the rules' own tests: \(milliseconds(tests)) ms\n"
    let head = ["tested", "kept", "test ms", "runs", "rows", "run ms"]
    let cells = lines.sorted { $0.seconds != $1.seconds ? $0.seconds > $1.seconds : $0.name < $1.name }.map {
      (
        name: $0.name,
        numbers: [
          "\($0.tested)", "\($0.kept)", milliseconds($0.testSeconds), "\($0.runs)", "\($0.rows)",
          milliseconds($0.tailSeconds),
        ]
      )
    }
    let widths = head.indices.map { column in
      max(head[column].count, cells.map { $0.numbers[column].count }.max() ?? 0) + 2
    }
    func row(_ numbers: [String], _ name: String) -> String {
      zip(numbers, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined() + "  \(name)\n"
    }
    text += row(head, "rule")
    for cell in cells { text += row(cell.numbers, cell.name) }
    return text
  }

  /// With one digit after the point.
  private func milliseconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
