/// A file that diagnostics can point into: its bytes as read, and the path to print.
public final class SourceFile: Sendable {
  /// The path as the user gave it, so that diagnostics match what editors and build tools show.
  public let path: String
  /// The file as it is on disk, byte-order mark and line ends included.
  public let bytes: [UInt8]
  /// Where the lines of `bytes` start.
  public let lineMap: LineMap

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lineMap = LineMap(bytes)
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The line and column of a UTF-8 offset.
  public func position(of offset: Int) -> SourcePosition {
    lineMap.position(of: offset, in: bytes)
  }

  /// The text of a line without its line end; bytes that are not UTF-8 show as U+FFFD.
  /// - Parameter line: counted from 1.
  public func text(ofLine line: Int) -> String {
    String(decoding: bytes[lineMap.range(ofLine: line, in: bytes)], as: UTF8.self)
  }
}
