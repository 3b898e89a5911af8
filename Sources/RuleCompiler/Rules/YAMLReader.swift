import CYAML

/// Reads one YAML document into a tree of nodes with their places. The only file that knows libyaml.
///
/// Refused, with a diagnostic: text that is not UTF-8, anchors and aliases, several documents, repeated keys, and
/// documents beyond the limits on size and depth.
public struct YAMLReader {
  /// Bytes of a file.
  static let sizeLimit = 4 << 20
  /// Lists and mappings inside each other.
  static let depthLimit = 64

  /// - Returns: nil if the file has no usable document; the sink then holds the reason.
  public static func read(_ file: SourceFile, into sink: DiagnosticSink) -> YAMLNode? {
    guard file.bytes.count <= sizeLimit else {
      sink.report(
        Diagnostic(
          .ruleTooLarge, .error,
          "the file has \(file.bytes.count) bytes; a rule document may have \(sizeLimit)",
          at: .file(start: 0, end: 0)))
      return nil
    }
    if let offset = firstInvalidByte(file.bytes) {
      sink.report(
        Diagnostic(
          .ruleNotUTF8, .error, "the file is not UTF-8 text", at: .file(start: offset, end: offset + 1)))
      return nil
    }
    var reader = YAMLReader(file, sink)
    return reader.readDocument()
  }

  private let file: SourceFile
  private let sink: DiagnosticSink
  /// The offset of each 64th character, because libyaml counts characters.
  private let characterOffsets: [Int]
  /// Behind the byte-order mark, if there is one.
  private let textStart: Int
  private var depth = 0
  private var failed = false

  private init(_ file: SourceFile, _ sink: DiagnosticSink) {
    self.file = file
    self.sink = sink
    self.textStart = LineMap.hasByteOrderMark(file.bytes) ? 3 : 0
    var offsets: [Int] = []
    var count = 0
    for index in textStart..<file.bytes.count
    where file.bytes[index] & 0xC0 != 0x80 {
      if count & 63 == 0 { offsets.append(index) }
      count += 1
    }
    self.characterOffsets = offsets
  }

  // MARK: Events

  private enum Event {
    case streamStart, streamEnd, documentStart, documentEnd, none
    case scalar(YAMLScalar)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case alias
    case anchored
  }

  private struct Marked {
    var event: Event
    var range: Range<Int>
  }

  private mutating func readDocument() -> YAMLNode? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    return file.bytes.withUnsafeBufferPointer { bytes -> YAMLNode? in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      // A byte-order mark would count as a column of the first line.
      let text = bytes[textStart...]
      yaml_parser_set_input_string(&parser, bytes.baseAddress.map { $0 + textStart }, text.count)
      var root: YAMLNode?
      while let next = self.next(&parser) {
        switch next.event {
        case .documentStart where root != nil:
          report(.ruleMultipleDocuments, "a rule file holds one YAML document; a second one starts here", next.range)
          return nil
        case .documentStart:
          guard let first = self.next(&parser), let node = node(first, &parser) else { return nil }
          root = node
        case .streamEnd:
          if root == nil { report(.ruleEmptyDocument, "the file holds no YAML document", 0..<0) }
          return failed ? nil : root
        case .streamStart, .documentEnd, .none, .scalar, .sequenceStart, .sequenceEnd, .mappingStart, .mappingEnd,
          .alias, .anchored:
          continue
        }
      }
      return nil
    }
  }

  private mutating func next(_ parser: inout yaml_parser_t) -> Marked? {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      reportError(of: parser)
      return nil
    }
    defer { yaml_event_delete(&event) }
    let range = offset(event.start_mark)..<max(offset(event.start_mark), offset(event.end_mark))
    return Marked(event: decode(event), range: range)
  }

  private func decode(_ event: yaml_event_t) -> Event {
    switch event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SEQUENCE_START_EVENT:
      return event.data.sequence_start.anchor == nil ? .sequenceStart : .anchored
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      return event.data.mapping_start.anchor == nil ? .mappingStart : .anchored
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      guard scalar.anchor == nil else { return .anchored }
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let style: YAMLScalar.Style =
        switch scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
      return .scalar(YAMLScalar(text: text, style: style))
    default: return .none
    }
  }

  // MARK: Nodes

  private mutating func node(_ first: Marked, _ parser: inout yaml_parser_t) -> YAMLNode? {
    switch first.event {
    case .scalar(let scalar):
      return YAMLNode(content: .scalar(scalar), range: first.range)
    case .sequenceStart:
      guard enter(first.range) else { return nil }
      defer { depth -= 1 }
      var nodes: [YAMLNode] = []
      while let item = next(&parser) {
        if case .sequenceEnd = item.event {
          let end = nodes.last?.range.upperBound ?? item.range.upperBound
          return YAMLNode(content: .sequence(nodes), range: first.range.lowerBound..<max(first.range.lowerBound, end))
        }
        guard let node = node(item, &parser) else { return nil }
        nodes.append(node)
      }
      return nil
    case .mappingStart:
      guard enter(first.range) else { return nil }
      defer { depth -= 1 }
      return mapping(first.range, &parser)
    case .alias, .anchored:
      report(
        .ruleAnchor, "anchors and aliases are not read: write the value out", first.range)
      return nil
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .none, .sequenceEnd, .mappingEnd:
      return nil
    }
  }

  private mutating func mapping(_ start: Range<Int>, _ parser: inout yaml_parser_t) -> YAMLNode? {
    var entries: [YAMLEntry] = []
    var seen: [String: Range<Int>] = [:]
    while let key = next(&parser) {
      if case .mappingEnd = key.event {
        let end = entries.last?.value.range.upperBound ?? key.range.upperBound
        return YAMLNode(content: .mapping(entries), range: start.lowerBound..<max(start.lowerBound, end))
      }
      guard let keyNode = node(key, &parser) else { return nil }
      guard let text = keyNode.scalar?.text else {
        report(.ruleYAML, "a key must be a text, not \(keyNode.kindName)", keyNode.range)
        return nil
      }
      guard let first = next(&parser), let value = node(first, &parser) else { return nil }
      if let earlier = seen[text] {
        sink.report(
          Diagnostic(
            .ruleDuplicateKey, .error, "the key '\(text)' is written twice", at: location(keyNode.range),
            notes: [.init("it is first written here", at: location(earlier))]))
        failed = true
      }
      seen[text] = keyNode.range
      entries.append(YAMLEntry(key: text, keyRange: keyNode.range, value: value))
    }
    return nil
  }

  private mutating func enter(_ range: Range<Int>) -> Bool {
    depth += 1
    guard depth <= Self.depthLimit else {
      report(.ruleTooDeep, "lists and mappings are nested more than \(Self.depthLimit) deep", range)
      return false
    }
    return true
  }

  // MARK: Places

  private func location(_ range: Range<Int>) -> DiagnosticLocation {
    .file(start: range.lowerBound, end: range.upperBound)
  }

  private func report(_ id: DiagnosticID, _ message: String, _ range: Range<Int>) {
    sink.report(Diagnostic(id, .error, message, at: location(range)))
  }

  private func offset(_ mark: yaml_mark_t) -> Int { offset(ofCharacter: Int(mark.index)) }

  /// libyaml counts characters, without the byte-order mark.
  private func offset(ofCharacter index: Int) -> Int {
    guard index / 64 < characterOffsets.count else { return file.bytes.count }
    var offset = characterOffsets[index / 64]
    var left = index % 64
    while left > 0, offset < file.bytes.count {
      offset += 1
      while offset < file.bytes.count, file.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  private func reportError(of parser: yaml_parser_t) {
    let problem = parser.problem.map { String(cString: $0) } ?? "the YAML cannot be read"
    var start = offset(parser.problem_mark)
    if parser.error == YAML_READER_ERROR { start = min(textStart + Int(parser.problem_offset), file.bytes.count) }
    var notes: [Diagnostic.Note] = []
    if let context = parser.context, parser.error != YAML_READER_ERROR {
      let place = offset(parser.context_mark)
      notes.append(.init("\(String(cString: context))", at: .file(start: place, end: place)))
    }
    sink.report(
      Diagnostic(.ruleYAML, .error, "YAML: \(problem)", at: .file(start: start, end: start), notes: notes))
  }

  /// The offset of the first byte that is not part of UTF-8 text.
  static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return index }
      for following in 1..<length where bytes[index + following] & 0xC0 != 0x80 { return index }
      let second = bytes[index + 1]
      if lead == 0xE0 && second < 0xA0 || lead == 0xED && second >= 0xA0 { return index }
      if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second >= 0x90 { return index }
      index += length
    }
    return nil
  }
}
