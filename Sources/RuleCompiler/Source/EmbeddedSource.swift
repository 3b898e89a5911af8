/// A text that stands inside a YAML file as a scalar, and for each of its UTF-8 offsets the place in the file.
///
/// YAML takes away indentation, folds lines and decodes escapes, so an offset in the text is not an offset in the
/// file. The map is exact for every scalar style: it comes from walking the raw bytes of the scalar.
public struct EmbeddedSource: Sendable {
  /// Bytes that follow each other in the text and come from one place of the file.
  struct Segment: Sendable, Equatable {
    var textStart: Int
    var textLength: Int
    var fileStart: Int
    /// Equal to `textLength` if bytes map one to one; otherwise the whole segment stands for the whole range
    /// (an escape sequence, a folded line end).
    var fileLength: Int
    var isVerbatim: Bool

    var textEnd: Int { textStart + textLength }
    var fileEnd: Int { fileStart + fileLength }
  }

  public let file: SourceFile
  /// The decoded text.
  public let text: String
  private let segments: [Segment]
  /// Where an empty text stands.
  private let emptyOffset: Int

  init(file: SourceFile, text: String, segments: [Segment], emptyOffset: Int) {
    self.file = file
    self.text = text
    self.segments = segments
    self.emptyOffset = emptyOffset
  }

  /// A file that is the text itself (a `.kql` file, a query given on the command line).
  public init(wholeFile file: SourceFile) {
    let start = LineMap.hasByteOrderMark(file.bytes) ? 3 : 0
    let text = String(decoding: file.bytes[start...], as: UTF8.self)
    let count = text.utf8.count
    self.init(
      file: file, text: text,
      segments: count == 0
        ? []
        : [
          Segment(
            textStart: 0, textLength: count, fileStart: start, fileLength: file.bytes.count - start,
            isVerbatim: true)
        ],
      emptyOffset: start)
  }

  /// The offset in the file of the byte at an offset of the text; the end of the text maps behind its last byte.
  public func fileOffset(of offset: Int) -> Int {
    guard let last = segments.last else { return emptyOffset }
    if offset >= last.textEnd { return last.fileEnd }
    let segment = segments[indexOfSegment(containing: max(offset, 0))]
    return segment.isVerbatim ? segment.fileStart + max(offset, 0) - segment.textStart : segment.fileStart
  }

  /// The offsets in the file that a range of the text comes from, without the indentation or line end that
  /// follows its last byte.
  public func fileRange(_ range: Range<Int>) -> Range<Int> {
    let start = fileOffset(of: range.lowerBound)
    guard range.lowerBound < range.upperBound, let last = segments.last else { return start..<start }
    let lastByte = min(range.upperBound, last.textEnd) - 1
    guard lastByte >= range.lowerBound else { return start..<start }
    let segment = segments[indexOfSegment(containing: lastByte)]
    let end =
      segment.isVerbatim ? segment.fileStart + lastByte - segment.textStart + 1 : segment.fileEnd
    return start..<max(start, end)
  }

  /// The offsets in the file that a span of this text comes from.
  public func fileRange(_ span: SourceSpan) -> Range<Int> {
    fileRange(span.start..<max(span.start, span.end))
  }

  /// The line and column in the file of an offset of the text.
  public func position(of offset: Int) -> SourcePosition { file.position(of: fileOffset(of: offset)) }

  private func indexOfSegment(containing offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].textStart <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
