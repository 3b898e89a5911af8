// Well-known text (WKT), the text form of geometries.

/// Reads one geometry.
struct WellKnownText {
  private let text: Str
  private var index = 0
  private let writer: GeoJSONWriter
  private static let greatestDepth = 64

  init(_ text: Str, _ cx: EvaluationContext) {
    self.text = text
    writer = GeoJSONWriter(cx)
  }

  /// The geometry as a GeoJSON value; null if the text is not one from end to end.
  mutating func value() -> Value {
    guard let value = geometry(depth: 0) else { return .null }
    skipBlanks()
    return index == text.count ? value : .null
  }

  private mutating func geometry(depth: Int) -> Value? {
    guard depth < WellKnownText.greatestDepth else { return nil }
    let word = word()
    if word.isWord("point") { return list { $0.position() }.flatMap { $0.count == 1 ? writer.point($0[0]) : nil } }
    if word.isWord("linestring") { return positions().map { writer.line($0) } }
    if word.isWord("polygon") { return list { $0.positions() }.map { writer.closedPolygon($0) } }
    if word.isWord("multipoint") { return list { $0.point() }.map { writer.multiPoint($0) } }
    if word.isWord("multilinestring") { return list { $0.positions() }.map { writer.multiLine($0) } }
    if word.isWord("multipolygon") { return list { $0.list { $0.positions() } }.map { writer.closedMultiPolygon($0) } }
    guard word.isWord("geometrycollection") else { return nil }
    return list { $0.geometry(depth: depth + 1) }.map { writer.collection($0) }
  }

  private mutating func skipBlanks() {
    while index < text.count, isWhitespace(text[index]) { index += 1 }
  }

  private mutating func takes(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func word() -> Str {
    skipBlanks()
    let start = index
    while index < text.count, isAsciiLetter(text[index]) { index += 1 }
    return text.slice(start, index)
  }

  /// Items in parentheses, between commas.
  private mutating func list<T>(_ item: (inout WellKnownText) -> T?) -> [T]? {
    guard takes(UInt8(ascii: "(")) else { return nil }
    var items: [T] = []
    repeat {
      guard let next = item(&self) else { return nil }
      items.append(next)
    } while takes(UInt8(ascii: ","))
    return takes(UInt8(ascii: ")")) ? items : nil
  }

  private mutating func positions() -> [Coordinate]? { list { $0.position() } }

  /// A position with or without parentheses of its own.
  private mutating func point() -> Coordinate? {
    guard takes(UInt8(ascii: "(")) else { return position() }
    guard let place = position(), takes(UInt8(ascii: ")")) else { return nil }
    return place
  }

  private mutating func position() -> Coordinate? {
    guard let longitude = number(), let latitude = number() else { return nil }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  private mutating func number() -> Double? {
    skipBlanks()
    let start = index
    while index < text.count, isPartOfNumber(text[index]) { index += 1 }
    guard index > start, let number = parseReal(text.slice(start, index)), number.isFinite else { return nil }
    return number
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte | 0x20 == UInt8(ascii: "e")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

/// `geo_from_wkt(text)`: null if the text is no geometry of longitudes and latitudes.
public func shapeOfWellKnownText(_ text: Str, _ cx: EvaluationContext) -> Value {
  var reader = WellKnownText(text, cx)
  return reader.value()
}
