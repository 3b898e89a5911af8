/// Lines of text at a current depth of two blanks each.
struct CodeWriter {
  private(set) var text = ""
  private var depth = 0

  /// The column a new line starts in.
  var column: Int { depth * 2 }

  mutating func line(_ line: String) {
    if !line.isEmpty {
      text += String(repeating: "  ", count: depth)
      text += line
    }
    text += "\n"
  }

  mutating func indented(_ body: (inout CodeWriter) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }
}
