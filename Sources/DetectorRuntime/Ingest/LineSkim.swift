import CScan

/// Tells lines that no rule can use without walking them: those that hold none of the texts of which each rule needs one.
///
/// A line is taken for a record. Whether it is well-formed is not found out, and its time is that of a `TimeGenerated` in
/// it. What a rule needs are its requirements (`EventRequirement`), looked for in the whole line: a text that is in a value
/// is in the line, unless an escape stands for one of its characters; a line with such an escape is walked.
final class LineSkim {
  /// Why rules need lines to be walked.
  struct Unsuited: Error { let text: String }

  private static let key: StaticString = "\"TimeGenerated\""
  /// No time is longer.
  private static let longestTime = 40

  private let scanner = LiteralScanner()
  private var usesBeyondASCII = false
  private var usesInsideXML = false
  /// Where lines had their `TimeGenerated`, the last one first.
  @exclusivity(unchecked) private var places = (0, 0, 0, 0)

  /// - Parameter settings: how the rules are run.
  init(_ definitions: [DetectorDefinition], _ settings: EngineSettings) throws(Unsuited) {
    if settings.writesIncidents { throw Unsuited(text: "with incidents every line is looked at") }
    var reading = LiteralReading.asWritten
    for definition in definitions {
      for source in definition.sources {
        guard case .events = source.origin else { continue }
        guard let need = Self.need(of: source, settings) else {
          throw Unsuited(
            text: "the rule '\(definition.rule.name)' looks for no text of three characters in all it uses of "
              + "\(source.table)")
        }
        for text in need.texts { _ = scanner.add(text) }
        reading.formUnion(need.reading)
      }
    }
    usesBeyondASCII = reading.contains(.beyondASCII)
    usesInsideXML = reading.contains(.insideXML)
    // The escapes that stand for ASCII, and for `ſ` and `K`.
    _ = scanner.add(Str("\\u0"))
    if usesBeyondASCII { _ = scanner.add(Str("\\u21")) }
    scanner.finish()
  }

  /// The texts of which an event has to hold one to be of use: of the requirement whose shortest text is the longest.
  private static func need(
    of source: SourceDefinition, _ settings: EngineSettings
  ) -> (texts: [Str], reading: LiteralReading)? {
    var best: (texts: [Str], reading: LiteralReading)?
    var length = LiteralScanner.leastLength - 1
    for requirement in source.requirements {
      let (lines, columns, reading): (RequirementLines, [Int], LiteralReading)
      switch requirement {
      case .number: continue
      case .text(let column, let isIn): (lines, columns, reading) = (isIn, [column], .beyondASCII)
      case .literals(let literals, let places, let how): (lines, columns, reading) = (literals, places, how)
      }
      // The name that the command line gives the table is in no line.
      guard settings.table == nil || !columns.contains(where: { source.columns[$0].name.description == "Type" }) else {
        continue
      }
      var texts: [Str] = []
      lines.forEach { texts.append(plainPart(of: $0)) }
      let shortest = texts.lazy.map(\.count).min() ?? 0
      if shortest > length { (best, length) = ((texts, reading), shortest) }
    }
    return best
  }

  /// The longest part of a text that every form of writing leaves as it is, but for what stands for a character by number.
  private static func plainPart(of text: Str) -> Str {
    func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): false
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"): false
      case 0x20...0x7E: true
      case _: false
      }
    }
    var best = Str.empty
    var start = 0
    for end in 0...text.count where end == text.count || !isPlain(text[end]) {
      if end - start > best.count { best = text.slice(start, end) }
      start = end + 1
    }
    return best
  }

  /// The time of a line that no rule can use; nil if the line has to be walked.
  func time(of line: Str) -> RawValue? {
    var isFound = false
    scanner.scan(line) { _ in isFound = true }
    if isFound { return nil }
    if usesInsideXML, hasStandInMarkup(line) { return nil }
    if usesBeyondASCII, !isAscii(line), holdsCaseOfASCII(line) { return nil }
    return time(at: places.0, in: line) ?? time(at: places.1, in: line) ?? time(at: places.2, in: line)
      ?? time(at: places.3, in: line) ?? search(line)
  }

  private func search(_ line: Str) -> RawValue? {
    var from = 0
    while true {
      let place = scan_find_folded(line.base, line.count, from, Self.key.utf8Start, Self.key.utf8CodeUnitCount)
      guard place >= 0 else { return nil }
      if let time = time(at: place, in: line) {
        places = (place, places.0, places.1, places.2)
        return time
      }
      from = place + 1
    }
  }

  /// The time whose key is at a place of the line.
  @inline(__always)
  private func time(at place: Int, in line: Str) -> RawValue? {
    let length = Self.key.utf8CodeUnitCount
    // What follows ends with a quote, or with what is behind the line.
    guard place + length <= line.count, equalBytes(line.base + place, Self.key.utf8Start, length)
    else { return nil }
    var p = line.base + place + length
    if p.pointee == 0x20 { p += 1 }
    guard p.pointee == 0x3A else { return nil }
    p += 1
    if p.pointee == 0x20 { p += 1 }
    guard p.pointee == 0x22 else { return nil }
    p += 1
    for count in 0..<Self.longestTime where p[count] <= 0x22 || p[count] >= 0x5C {
      guard p[count] == 0x22 else { return nil }
      return RawValue(start: p, count: UInt32(count), shape: RawValue.Shape.string.rawValue, traits: 0, stamp: 0)
    }
    return nil
  }
}
