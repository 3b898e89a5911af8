import Foundation

/// Takes JSON apart without changing its pieces: numbers keep their digits.
enum JSONSlices {
  /// The members of an object; nil if the text is no object.
  static func members(of object: some StringProtocol) -> [(name: String, value: Substring)]? {
    guard let pieces = pieces(of: object, open: "{", close: "}") else { return nil }
    return pieces.compactMap { piece in
      guard let end = stringEnd(piece) else { return nil }
      let rest = piece[end...].drop { $0.isWhitespace || $0 == ":" }
      return (text(of: piece[..<end]), rest)
    }
  }

  /// The elements of an array; nil if the text is no array.
  static func elements(of array: some StringProtocol) -> [Substring]? { pieces(of: array, open: "[", close: "]") }

  /// The text of a JSON string; other values as they are.
  static func text(of value: some StringProtocol) -> String {
    guard value.first == "\"" else { return String(value) }
    return (try? JSONDecoder().decode(String.self, from: Data(value.utf8))) ?? String(value)
  }

  /// What stands between the commas of an object or array.
  private static func pieces(of json: some StringProtocol, open: Character, close: Character) -> [Substring]? {
    let text = Substring(json).drop { $0.isWhitespace }
    guard text.first == open else { return nil }
    let utf8 = text.utf8
    var pieces: [Substring] = []
    var depth = 0
    var inString = false
    var start = utf8.index(after: utf8.startIndex)
    var index = utf8.startIndex
    func finish(_ end: String.Index) {
      let piece = trimmed(text[start..<end])
      if !piece.isEmpty { pieces.append(piece) }
    }
    while index < utf8.endIndex {
      let byte = utf8[index]
      if inString {
        if byte == UInt8(ascii: "\\") {
          index = utf8.index(after: index)
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth == 0 {
            finish(index)
            return pieces
          }
        case UInt8(ascii: ",") where depth == 1:
          finish(index)
          start = utf8.index(after: index)
        default: break
        }
      }
      index = utf8.index(after: index)
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  private static func stringEnd(_ text: Substring) -> Substring.Index? {
    let utf8 = text.utf8
    guard utf8.first == UInt8(ascii: "\"") else { return nil }
    var index = utf8.index(after: utf8.startIndex)
    while index < utf8.endIndex {
      if utf8[index] == UInt8(ascii: "\\") {
        index = utf8.index(after: index)
      } else if utf8[index] == UInt8(ascii: "\"") {
        return utf8.index(after: index)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
