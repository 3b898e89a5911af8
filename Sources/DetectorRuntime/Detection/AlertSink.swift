/// Where an engine's lines go: alerts, rows or incidents, one JSON object each.
package protocol AlertSink: AnyObject {
  /// A line is put together at the end of this buffer.
  var buffer: ByteBuffer { get }
  /// Whether nobody takes further lines.
  var isClosed: Bool { get }
  /// A line, without its line feed, is complete.
  func endLine()
}
