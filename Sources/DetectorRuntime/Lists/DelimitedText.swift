// Rows of cells with a delimiter between them: CSV and its relatives.

/// Reads rows of delimited cells as RFC 4180 says it, one after the other.
///
/// A cell may stand in quotes, within which delimiters and line ends are text and a doubled quote is a quote. Lines end
/// with LF, CR LF or CR. A byte order mark and lines without a character are skipped. Cells share the memory of the text,
/// which is changed where quotes are removed.
public struct DelimitedText {
  private let base: UnsafeMutablePointer<UInt8>
  private let count: Int
  private let delimiter: UInt8
  private var at = 0
  /// The cells of the row that `next` has read.
  public private(set) var cells: [Str] = []
  /// The line on which that row begins, from 1.
  public private(set) var line = 0
  /// The line on which a quote opens that nothing closes; the row goes to the end of the text then.
  public private(set) var unclosedLine: Int?
  private var lines = 1

  /// - Parameters:
  ///   - text: the bytes; they stay where they are as long as cells are used.
  ///   - delimiter: between two cells, an ASCII character.
  public init(_ text: UnsafeMutableBufferPointer<UInt8>, delimiter: UInt8 = UInt8(ascii: ",")) {
    base = text.baseAddress ?? UnsafeMutablePointer(bitPattern: 1).unsafelyUnwrapped
    count = text.count
    self.delimiter = delimiter
    if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { at = 3 }
  }

  /// Reads the next row to `cells`; false at the end.
  public mutating func next() -> Bool {
    while at < count, base[at] == 0x0A || base[at] == 0x0D { endLine() }
    guard at < count else { return false }
    cells.removeAll(keepingCapacity: true)
    line = lines
    while true {
      cells.append(base[at] == 0x22 ? quotedCell() : plainCell(from: at))
      guard at < count else { return true }
      if base[at] != delimiter {
        endLine()
        return true
      }
      at += 1
      guard at < count else {
        cells.append(.empty)
        return true
      }
    }
  }

  private mutating func endLine() {
    at += base[at] == 0x0D && at + 1 < count && base[at + 1] == 0x0A ? 2 : 1
    lines += 1
  }

  /// The text up to the next delimiter or line end.
  private mutating func plainCell(from start: Int) -> Str {
    while at < count, base[at] != delimiter, base[at] != 0x0A, base[at] != 0x0D { at += 1 }
    return at == start ? .empty : Str(base: UnsafePointer(base) + start, count: at - start)
  }

  /// The text in quotes, whose opening one stands at the reader's place. What follows the closing quote belongs to the
  /// cell too, as spreadsheets read it.
  private mutating func quotedCell() -> Str {
    let opening = lines
    at += 1
    let start = at
    var end = at
    while true {
      guard at < count else {
        unclosedLine = opening
        break
      }
      let byte = base[at]
      if byte == 0x22 {
        at += 1
        guard at < count, base[at] == 0x22 else { break }
      } else if byte == 0x0A || byte == 0x0D && !(at + 1 < count && base[at + 1] == 0x0A) {
        lines += 1
      }
      base[end] = byte
      end += 1
      at += 1
    }
    while at < count, base[at] != delimiter, base[at] != 0x0A, base[at] != 0x0D {
      base[end] = base[at]
      end += 1
      at += 1
    }
    return end == start ? .empty : Str(base: UnsafePointer(base) + start, count: end - start)
  }
}
