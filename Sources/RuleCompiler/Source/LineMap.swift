/// A place in a file as people count: line and column from 1, the column in characters (Unicode scalars).
public struct SourcePosition: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Where the lines of a text start. LF, CR LF and a lone CR end a line; a byte-order mark belongs to no column.
public struct LineMap: Sendable {
  /// The offset of the first byte of each line; a byte-order mark is not part of the first.
  private let starts: [Int]

  public init(_ bytes: [UInt8]) {
    var starts = [Self.hasByteOrderMark(bytes) ? 3 : 0]
    var index = starts[0]
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r") {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// The 1-based line and column of an offset; offsets behind the end count as the end.
  func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    let offset = max(min(offset, bytes.count), starts[0])
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[starts[low]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return SourcePosition(line: low + 1, column: column)
  }

  /// The offsets of a line without its line end.
  func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
}
