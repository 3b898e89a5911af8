/// Takes an engine's lines for a report, and hands them on.
final class ReportSink: AlertSink {
  /// The line that is being put together.
  let buffer = ByteBuffer(capacity: 1 << 14)
  var isClosed: Bool { output.isClosed }

  private let report: AlertReport
  private let output: OutputStream
  private let handsOn: Bool

  /// - Parameter handsOn: false to write nothing but the report.
  init(_ report: AlertReport, _ output: OutputStream, handsOn: Bool) {
    self.report = report
    self.output = output
    self.handsOn = handsOn
  }

  func endLine() {
    report.add(buffer.text())
    if handsOn {
      output.buffer.append(buffer.text())
      output.endLine()
    }
    buffer.truncate()
  }
}
