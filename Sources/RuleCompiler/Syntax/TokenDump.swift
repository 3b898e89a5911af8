/// Prints the tokens of a query, a line each: line and column, kind, text. Comments are lines of their own.
public enum TokenDump {
  public static func dump(_ text: String) -> String {
    var lexer = Lexer(text)
    let tokens = lexer.tokens()
    var position = Position(bytes: lexer.bytes)
    var lines: [String] = []
    for token in tokens {
      for comment in comments(lexer.bytes, from: token.triviaStart, to: token.start) {
        lines.append("\(position.advance(to: comment.lowerBound))\tcomment\t\(content(lexer.bytes[comment]))")
      }
      let place = position.advance(to: token.start)
      let shown = content(lexer.bytes[token.start..<token.end])
      lines.append("\(place)\t\(token.kind.dumpName)\(shown.isEmpty ? "" : "\t\(shown)")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text with line breaks and tabs escaped.
  private static func content(_ bytes: ArraySlice<UInt8>) -> String {
    var shown = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func comments(_ bytes: [UInt8], from start: Int, to end: Int) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var position = start
    while position < end {
      guard bytes[position] == UInt8(ascii: "/") else {
        position += 1
        continue
      }
      let lineEnd = bytes[position..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
      comments.append(position..<lineEnd)
      position = lineEnd
    }
    return comments
  }

  /// Counts lines and columns, both from 1; columns in bytes.
  private struct Position {
    let bytes: [UInt8]
    var offset = 0
    var line = 1
    var lineStart = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func advance(to target: Int) -> String {
      while offset < target {
        if bytes[offset] == 0x0A {
          line += 1
          lineStart = offset + 1
        }
        offset += 1
      }
      return "\(line):\(offset - lineStart + 1)"
    }
  }
}
