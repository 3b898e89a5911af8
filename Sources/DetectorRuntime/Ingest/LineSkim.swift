import CScan

/// Tells lines that no rule can use without walking them: those that hold nothing of what each rule needs.
///
/// A line is taken for a record. Whether it is well-formed is not found out, and its time is that of a `TimeGenerated` in
/// it. What a rule needs is one of its requirements (`EventRequirement`), looked for in the whole line: a text that is in a
/// value is in the line, and so are a column's name and its number, unless an escape stands for one of their characters; a line
/// with such an escape is walked.
final class LineSkim {
  /// Why rules need lines to be walked.
  struct Unsuited: Error { let text: String }

  /// What a rule needs of an event.
  private enum Need {
    /// One of the texts.
    case texts([Str], LiteralReading)
    /// One of the numbers in the column.
    case number(Str, [Int64])
  }

  private static let key = Str("\"TimeGenerated\"")
  /// No time is longer.
  private static let longestTime = 40

  private let search = LineSearch()
  private var usesBeyondASCII = false
  private var usesInsideXML = false
  /// Where lines had their `TimeGenerated`, the last one first.
  @exclusivity(unchecked) private var places = (0, 0, 0, 0)
  /// How far from their ends lines had it.
  @exclusivity(unchecked) private var endPlaces = (0, 0)
  /// A pair of the key that is rare, for where it has not been lately.
  @exclusivity(unchecked) private var keyPair = scan_pairs()
  @exclusivity(unchecked) private var keyPairPlace = 0
  private let findPair: LineSearch.FindPair = RecordWalker.best().pointee.find_pair

  /// - Parameter settings: how the rules are run.
  init(_ definitions: [DetectorDefinition], _ settings: EngineSettings) throws(Unsuited) {
    if settings.writesIncidents { throw Unsuited(text: "with incidents every line is looked at") }
    var reading = LiteralReading.asWritten
    for definition in definitions {
      for source in definition.sources {
        guard case .events = source.origin else { continue }
        switch Self.need(of: source, settings) {
        case .texts(let texts, let how):
          for text in texts { search.add(text) }
          reading.formUnion(how)
        case .number(let column, let numbers): search.add(key: column, numbers: numbers)
        case nil:
          throw Unsuited(
            text: "the rule '\(definition.rule.name)' looks for no number and no text of three characters in all it "
              + "uses of \(source.table)")
        }
      }
    }
    usesBeyondASCII = reading.contains(.beyondASCII)
    usesInsideXML = reading.contains(.insideXML)
    // The escapes that stand for ASCII, and for `ſ` and `K`.
    search.add(Str("\\u0"))
    if usesBeyondASCII { search.add(Str("\\u21")) }
    search.finish()
  }

  /// What of a source's requirements is met least often, by a guess: texts inside of others are rarer than numbers, and those
  /// rarer than the texts that whole columns are; of texts, those are rare of which the shortest is long.
  private static func need(of source: SourceDefinition, _ settings: EngineSettings) -> Need? {
    var best: Need?
    var most = 0
    for requirement in source.requirements {
      let (need, rank) = ranked(requirement, source, settings)
      if rank > most { (best, most) = (need, rank) }
    }
    return best
  }

  /// The shortest text inside of others that is rarer than a number.
  private static let rareLength = 5

  /// What a requirement looks for; of rank 0 if that is nothing.
  private static func ranked(
    _ requirement: EventRequirement, _ source: SourceDefinition, _ settings: EngineSettings
  ) -> (Need, rank: Int) {
    let (numberRank, insideRank) = (100, 200)
    switch requirement {
    case .number(let column, let numbers):
      let name = source.columns[column].name
      return (.number(name, numbers), isPlainName(name) ? numberRank : 0)
    case .text(let column, let isIn):
      // The name that the command line gives the table is in no line.
      if settings.table != nil, source.columns[column].name.description == "Type" { return (.texts([], .asWritten), 0) }
      let (texts, shortest) = plainParts(of: isIn)
      return (.texts(texts, .beyondASCII), min(shortest, numberRank - 1))
    case .literals(let literals, let columns, let reading):
      if settings.table != nil, columns.contains(where: { source.columns[$0].name.description == "Type" }) {
        return (.texts([], .asWritten), 0)
      }
      let (texts, shortest) = plainParts(of: literals)
      return (.texts(texts, reading), shortest >= rareLength ? insideRank + shortest : shortest)
    }
  }

  /// Whether JSON can write a name in no other way but by escapes of numbers.
  private static func isPlainName(_ name: Str) -> Bool {
    name.bytes.allSatisfy { isAsciiLetter($0) || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_") }
  }

  /// The part of each text that is worth a search, and the shortest one's length; 0 if that is too short.
  private static func plainParts(of lines: RequirementLines) -> (texts: [Str], shortest: Int) {
    var texts: [Str] = []
    lines.forEach { texts.append(plainPart(of: $0)) }
    let shortest = texts.lazy.map(\.count).min() ?? 0
    return (texts, shortest < LiteralScanner.leastLength ? 0 : shortest)
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

  /// The line feed behind a line, which begins at `line`, in which nothing is that a rule needs; nil if there is something, or
  /// if the line does not end before `end`.
  @inline(__always)
  func lineFeed(_ line: Bytes, _ end: Bytes) -> Bytes? { search.lineFeed(line, end) }

  /// The time of such a line; nil if the line has to be walked nevertheless.
  func time(of line: Str) -> RawValue? {
    if usesInsideXML, hasStandInMarkup(line) { return nil }
    if usesBeyondASCII, !isAscii(line), holdsCaseOfASCII(line) { return nil }
    return time(at: places.0, in: line) ?? time(at: places.1, in: line)
      ?? time(at: line.count - endPlaces.0, in: line) ?? time(at: line.count - endPlaces.1, in: line)
      ?? time(at: places.2, in: line) ?? time(at: places.3, in: line) ?? findTime(line)
  }

  private func findTime(_ line: Str) -> RawValue? {
    if keyPair.count == 0 {
      let counts = PairCounts(line, folding: true)
      defer { counts.deallocate() }
      keyPairPlace = counts.rarest(in: Self.key)
      keyPair.add(Self.key, keyPairPlace)
    }
    var p = line.base
    let end = line.base + line.count
    while true {
      p = findPair(&keyPair, p, end)
      guard p < end else { return nil }
      let place = p - line.base - keyPairPlace
      if place >= 0, let time = time(at: place, in: line) {
        places = (place, places.0, places.1, places.2)
        endPlaces = (line.count - place, endPlaces.0)
        return time
      }
      p += 1
    }
  }

  /// The time whose key is at a place of the line.
  @inline(__always)
  private func time(at place: Int, in line: Str) -> RawValue? {
    // What follows ends with a quote, or with what is behind the line.
    guard place >= 0, place + Self.key.count <= line.count, equalBytes(line.base + place, Self.key.base, Self.key.count)
    else { return nil }
    var p = line.base + place + Self.key.count
    if p.pointee == 0x20 { p += 1 }
    guard p.pointee == 0x3A else { return nil }
    p += 1
    if p.pointee == 0x20 { p += 1 }
    guard p.pointee == 0x22 else { return nil }
    p += 1
    // Up to the next quote, a word at a time. What has a backslash or a control character is decoded as no time.
    var count = 0
    while count < Self.longestTime {
      let quotes = zeroBytes(word(p + count) ^ 0x2222_2222_2222_2222)
      if quotes != 0 {
        count += quotes.trailingZeroBitCount / 8
        return RawValue(start: p, count: UInt32(count), shape: RawValue.Shape.string.rawValue, traits: 0, stamp: 0)
      }
      count += 8
    }
    return nil
  }
}
