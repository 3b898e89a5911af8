import DetectorRuntime

/// A watchlist beside the rules: CSV with a header, named after its alias.
public struct WatchlistFile: Sendable {
  public var alias: String
  /// The names in the header.
  public var columns: [String]
  /// The whole file, which is compiled into detectors as it is.
  public var text: String

  /// Reads the header and checks the rows.
  /// - Returns: nil if the list cannot be used; the sink then holds an error.
  public static func read(_ file: SourceFile, alias: String, into sink: DiagnosticSink) -> WatchlistFile? {
    let text = String(decoding: file.bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(file.bytes) else {
      sink.report(Diagnostic(.ruleNotUTF8, .error, "the file is not UTF-8 text", at: .file(start: 0, end: 0)))
      return nil
    }
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    let copy = cx.arena.copy(text)
    var rows = DelimitedText(
      UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: copy.base), count: copy.count))
    let lines = LineStarts(file.bytes)
    guard rows.next() else {
      report("the watchlist has no header", line: 1, .error)
      return nil
    }
    let columns = rows.cells.map(\.description)
    if let twice = columns.indices.first(where: { columns[..<$0].contains(columns[$0]) }) {
      report("the column '\(columns[twice])' stands twice in the header", line: rows.line, .error)
      return nil
    }
    if columns.contains("") { report("a column of the header has no name", line: rows.line, .warning) }
    var warned = 0
    while rows.next() {
      guard rows.cells.count != columns.count, warned < 5 else { continue }
      warned += 1
      report(
        "the row has \(rows.cells.count) cells, the header \(columns.count)", line: rows.line, .warning)
    }
    if let line = rows.unclosedLine {
      report("a quote is not closed", line: line, .error)
      return nil
    }
    return WatchlistFile(alias: alias, columns: columns, text: text)

    func report(_ message: String, line: Int, _ severity: Severity) {
      let range = lines.range(of: line)
      sink.report(
        Diagnostic(.ruleWatchlist, severity, message, at: .file(start: range.lowerBound, end: range.upperBound)))
    }
  }

  /// The places of lines as `DelimitedText` counts them.
  private struct LineStarts {
    private let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func range(of line: Int) -> Range<Int> {
      var start = 0
      var number = 1
      while number < line, let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        start = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
        number += 1
      }
      return start..<(bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count)
    }
  }
}
