/// Prints diagnostics for people: a line in the compiler's own format, which build tools and editors read, then the
/// source line with the place marked, then what to write instead and further places.
///
///     Rules/x.yaml:31:14: error: unknown column 'Acount' [unknown-column]
///       31 |   | where Acount == "x"
///          |           ^~~~~~
///          = help: did you mean 'Account'?
public struct DiagnosticRenderer {
  /// Columns that a tab advances to.
  private static let tabWidth = 4

  /// All diagnostics, sorted and without duplicates, each followed by a line end.
  public static func render(_ diagnostics: [ResolvedDiagnostic]) -> String {
    ResolvedDiagnostic.sorted(diagnostics).map(render).joined()
  }

  /// One diagnostic.
  public static func render(_ diagnostic: ResolvedDiagnostic) -> String {
    var text = heading(diagnostic.location, diagnostic.severity, "\(diagnostic.message) [\(diagnostic.id.rawValue)]")
    text += snippet(diagnostic.location)
    if let fix = diagnostic.fix {
      let margin = String(repeating: " ", count: marginWidth(diagnostic.location))
      text += "\(margin) = help: write '\(escapingControls(fix))'\n"
    }
    for note in diagnostic.notes {
      text += heading(note.location, .note, note.message) + snippet(note.location)
    }
    return text
  }

  /// `2 errors, 1 warning`; nil if there is neither.
  public static func summary(_ diagnostics: [ResolvedDiagnostic]) -> String? {
    let sorted = ResolvedDiagnostic.sorted(diagnostics)
    let errors = sorted.count { $0.severity == .error }
    let warnings = sorted.count { $0.severity == .warning }
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    return parts.isEmpty
      ? nil : parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  private static func heading(_ location: ResolvedLocation, _ severity: Severity, _ message: String) -> String {
    let start = location.start
    return "\(location.file.path):\(start.line):\(start.column): \(severity.rawValue): \(escapingControls(message))\n"
  }

  private static func marginWidth(_ location: ResolvedLocation) -> Int {
    max(4, String(location.start.line).count + 1)
  }

  /// Cells of a source line that are shown; of longer lines, the part around the place.
  private static let lineWidth = 120

  /// The line of the location with a caret under its first character and tildes under the others.
  private static func snippet(_ location: ResolvedLocation) -> String {
    let start = location.start
    let end = location.end
    // One element a cell: what is shown there, and the mark under it. Zero-width characters join the cell before.
    var cells: [(shown: String, mark: Character)] = []
    var column = 1
    let endColumn = end.line > start.line ? Int.max : end.column
    for scalar in location.file.text(ofLine: start.line).unicodeScalars {
      let width = scalar == "\t" ? tabWidth - cells.count % tabWidth : displayWidth(scalar)
      let isMarked = column == start.column || column > start.column && column < endColumn
      if width == 0, !cells.isEmpty { cells[cells.count - 1].shown += String(scalar) }
      for cell in 0..<width {
        let shown = scalar == "\t" ? " " : cell == 0 ? escapingControl(scalar) : ""
        cells.append((shown, !isMarked ? " " : column == start.column && cell == 0 ? "^" : "~"))
      }
      column += 1
    }
    if start.column >= column { cells.append((" ", "^")) }
    let caret = cells.firstIndex { $0.mark == "^" } ?? 0
    if cells.count > lineWidth {
      let first = max(0, min(caret - lineWidth / 3, cells.count - lineWidth))
      let isCut = first + lineWidth < cells.count
      cells = Array(cells[first..<min(first + lineWidth, cells.count)])
      if first > 0 { cells[0].shown = "…" }
      if isCut { cells[cells.count - 1].shown = "…" }
    }
    let number = String(start.line)
    let gutter = String(repeating: " ", count: marginWidth(location))
    let shown = trimmingEnd("\(gutter.dropLast(number.count))\(number) | " + cells.map(\.shown).joined())
    let marks = trimmingEnd("\(gutter) | " + String(cells.map(\.mark)))
    return "\(shown)\n\(marks)\n"
  }

  private static func trimmingEnd(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Terminal cells of a character: 0 for combining marks, 2 for wide East Asian characters and emoji.
  static func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// Control characters could move the cursor or colour the terminal.
  private static func escapingControl(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : String(scalar)
  }

  private static func escapingControls(_ text: String) -> String {
    text.unicodeScalars.map { $0 == "\n" ? " " : escapingControl($0) }.joined()
  }
}
