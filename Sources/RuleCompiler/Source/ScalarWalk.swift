/// Decodes the raw bytes of a YAML scalar and notes where each decoded byte comes from.
///
/// The rules are those of libyaml's scanner, which has already accepted the scalar and found its end; what is decoded
/// here must equal its value, and `EmbeddedSource.init(file:scalar:…)` checks that.
struct ScalarWalk {
  private let bytes: [UInt8]
  /// The next byte to read.
  private var cursor: Int
  /// The end of the scalar.
  private let end: Int
  private(set) var decoded: [UInt8] = []
  private(set) var segments: [EmbeddedSource.Segment] = []

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.cursor = range.lowerBound
    self.end = min(range.upperBound, bytes.count)
  }

  // MARK: Output

  /// A piece of decoded text that is not yet known to be kept.
  private struct Piece {
    var decoded: [UInt8]
    var file: Range<Int>
    var isVerbatim: Bool
  }

  private mutating func append(_ piece: Piece) {
    guard !piece.decoded.isEmpty else { return }
    if piece.isVerbatim, let last = segments.last, last.isVerbatim, last.fileEnd == piece.file.lowerBound {
      segments[segments.count - 1].textLength += piece.decoded.count
      segments[segments.count - 1].fileLength += piece.file.count
    } else {
      segments.append(
        EmbeddedSource.Segment(
          textStart: decoded.count, textLength: piece.decoded.count, fileStart: piece.file.lowerBound,
          fileLength: piece.file.count, isVerbatim: piece.isVerbatim))
    }
    decoded += piece.decoded
  }

  // MARK: Input

  private func byte(_ ahead: Int = 0) -> UInt8? {
    cursor + ahead < end ? bytes[cursor + ahead] : nil
  }

  private var isAtBlank: Bool { byte() == 0x20 || byte() == 0x09 }
  private var isAtBreak: Bool { breakLength > 0 }

  /// The bytes of the line end at the cursor (LF, CR, CR LF, NEL, LS, PS), or 0.
  private var breakLength: Int {
    switch byte() {
    case 0x0A: 1
    case 0x0D: byte(1) == 0x0A ? 2 : 1
    case 0xC2 where byte(1) == 0x85: 2
    case 0xE2 where byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9): 3
    default: 0
    }
  }

  /// Reads the line end at the cursor: LS and PS stay, all others become LF.
  private mutating func readBreak() -> Piece {
    let length = breakLength
    let range = cursor..<(cursor + length)
    cursor += length
    if length == 3 { return Piece(decoded: Array(bytes[range]), file: range, isVerbatim: true) }
    return Piece(decoded: [0x0A], file: range, isVerbatim: length == 1 && bytes[range.lowerBound] == 0x0A)
  }

  /// Reads bytes as they are, up to a position.
  private mutating func readVerbatim(to position: Int) -> Piece {
    let range = cursor..<position
    cursor = position
    return Piece(decoded: Array(bytes[range]), file: range, isVerbatim: true)
  }

  /// Reads a whole UTF-8 character.
  private mutating func readCharacter() -> Piece {
    var position = cursor + 1
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    return readVerbatim(to: position)
  }

  // MARK: Block scalars

  /// Decodes `|` and `>` scalars.
  /// - Parameter indentation: columns of indentation; nil = that of the first line with text.
  static func block(_ bytes: [UInt8], _ range: Range<Int>, indentation: Int?) -> ScalarWalk {
    var walk = ScalarWalk(bytes, range)
    walk.readBlock(indentation: indentation)
    return walk
  }

  private mutating func readBlock(indentation: Int?) {
    let isLiteral = byte() == UInt8(ascii: "|")
    cursor += 1
    var strips = false
    var keeps = false
    while let next = byte(), !isAtBreak {
      if next == UInt8(ascii: "#") { break }
      if next == UInt8(ascii: "-") { strips = true }
      if next == UInt8(ascii: "+") { keeps = true }
      cursor += 1
    }
    while cursor < end, !isAtBreak { cursor += 1 }
    if isAtBreak { _ = readBreak() }

    var indentation = indentation
    var column = 0
    var leadingBreak: Piece?
    var trailingBreaks = readBlankLines(&indentation, &column)
    var previousStartsBlank = false
    while cursor < end, column == indentation {
      let startsBlank = isAtBlank
      if let leading = leadingBreak {
        if !isLiteral, leading.decoded == [0x0A], !previousStartsBlank, !startsBlank {
          if trailingBreaks.isEmpty {
            append(Piece(decoded: [0x20], file: leading.file.lowerBound..<cursor, isVerbatim: false))
          }
        } else {
          append(leading)
        }
        leadingBreak = nil
      }
      for piece in trailingBreaks { append(piece) }
      previousStartsBlank = startsBlank
      var position = cursor
      while position < end, !isBreak(at: position) { position += 1 }
      append(readVerbatim(to: position))
      if cursor < end { leadingBreak = readBreak() }
      trailingBreaks = readBlankLines(&indentation, &column)
    }
    if !strips, let leadingBreak { append(leadingBreak) }
    if keeps { for piece in trailingBreaks { append(piece) } }
  }

  private func isBreak(at position: Int) -> Bool {
    switch bytes[position] {
    case 0x0A, 0x0D: return true
    case 0xC2: return position + 1 < end && bytes[position + 1] == 0x85
    case 0xE2:
      return position + 2 < end && bytes[position + 1] == 0x80
        && (bytes[position + 2] == 0xA8 || bytes[position + 2] == 0xA9)
    default: return false
    }
  }

  /// Reads indentation and empty lines up to the next line with text; finds the indentation if it is not known.
  private mutating func readBlankLines(_ indentation: inout Int?, _ column: inout Int) -> [Piece] {
    var breaks: [Piece] = []
    var widest = 0
    while true {
      column = 0
      while indentation.map({ column < $0 }) ?? true, byte() == 0x20 {
        cursor += 1
        column += 1
      }
      widest = max(widest, column)
      guard isAtBreak else { break }
      breaks.append(readBreak())
    }
    if indentation == nil { indentation = max(widest, 1) }
    return breaks
  }

  // MARK: Flow scalars

  enum FlowStyle { case plain, singleQuoted, doubleQuoted }

  /// Decodes plain and quoted scalars.
  static func flow(_ bytes: [UInt8], _ range: Range<Int>, _ style: FlowStyle) -> ScalarWalk {
    var range = range
    if style != .plain, range.count >= 2 { range = (range.lowerBound + 1)..<(range.upperBound - 1) }
    var walk = ScalarWalk(bytes, range)
    walk.readFlow(style)
    return walk
  }

  private mutating func readFlow(_ style: FlowStyle) {
    while cursor < end {
      var joinsLines = false
      while cursor < end, !isAtBlank, !isAtBreak {
        if style == .singleQuoted, byte() == UInt8(ascii: "'"), byte(1) == UInt8(ascii: "'") {
          append(Piece(decoded: [UInt8(ascii: "'")], file: cursor..<(cursor + 2), isVerbatim: false))
          cursor += 2
        } else if style == .doubleQuoted, byte() == UInt8(ascii: "\\") {
          if cursor + 1 < end, isBreak(at: cursor + 1) {
            cursor += 1
            _ = readBreak()
            joinsLines = true
            break
          }
          append(readEscape())
        } else {
          append(readCharacter())
        }
      }
      readFlowBlanks(joinsLines)
    }
  }

  /// Reads blanks and line ends between words and folds them.
  private mutating func readFlowBlanks(_ joinsLines: Bool) {
    let start = cursor
    var isFolding = joinsLines
    var leadingBreak: Piece?
    var trailingBreaks: [Piece] = []
    while cursor < end, isAtBlank || isAtBreak {
      if isAtBlank {
        cursor += 1
      } else if isFolding {
        trailingBreaks.append(readBreak())
      } else {
        leadingBreak = readBreak()
        isFolding = true
      }
    }
    guard isFolding else {
      let stop = cursor
      cursor = start
      append(readVerbatim(to: stop))
      return
    }
    if let leading = leadingBreak, leading.decoded != [0x0A] {
      append(leading)
    } else if leadingBreak != nil, trailingBreaks.isEmpty {
      append(Piece(decoded: [0x20], file: start..<cursor, isVerbatim: false))
    }
    for piece in trailingBreaks { append(piece) }
  }

  /// Decodes an escape sequence of a double-quoted scalar.
  private mutating func readEscape() -> Piece {
    let start = cursor
    let code = byte(1) ?? 0
    cursor += 2
    var scalar: UInt32
    switch code {
    case UInt8(ascii: "0"): scalar = 0x00
    case UInt8(ascii: "a"): scalar = 0x07
    case UInt8(ascii: "b"): scalar = 0x08
    case UInt8(ascii: "t"), 0x09: scalar = 0x09
    case UInt8(ascii: "n"): scalar = 0x0A
    case UInt8(ascii: "v"): scalar = 0x0B
    case UInt8(ascii: "f"): scalar = 0x0C
    case UInt8(ascii: "r"): scalar = 0x0D
    case UInt8(ascii: "e"): scalar = 0x1B
    case UInt8(ascii: "N"): scalar = 0x85
    case UInt8(ascii: "_"): scalar = 0xA0
    case UInt8(ascii: "L"): scalar = 0x2028
    case UInt8(ascii: "P"): scalar = 0x2029
    case UInt8(ascii: "x"): scalar = readHex(2)
    case UInt8(ascii: "u"): scalar = readHex(4)
    case UInt8(ascii: "U"): scalar = readHex(8)
    default: scalar = UInt32(code)
    }
    let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    return Piece(decoded: Array(String(character).utf8), file: start..<cursor, isVerbatim: false)
  }

  private mutating func readHex(_ digits: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = byte().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { break }
      value = value << 4 | UInt32(digit)
      cursor += 1
    }
    return value
  }
}
