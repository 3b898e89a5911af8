// The parts of an alert that come from result columns.

/// Appends a cell as plain text: a string without quotes, anything else as in JSON.
func appendText(_ value: Value, to buffer: ByteBuffer) {
  switch value.kind {
  case .null: break
  case .string: buffer.append(value.unsafeText)
  case .dateTime: if let time = value.dateTime { formatDateTime(time, into: buffer) }
  case .timeSpan: if let span = value.timeSpan { formatTimeSpan(span, into: buffer) }
  case .guid: if let guid = value.guid { formatGuid(guid, into: buffer) }
  case .bool, .int, .long, .real, .decimal, .array, .bag, .json: appendJSON(value, to: buffer)
  }
}

/// The length of the longest prefix of at most `limit` bytes that does not end inside a character.
func prefixLength(_ text: Str, _ limit: Int) -> Int {
  guard text.count > limit else { return text.count }
  var length = limit
  while length > 0, text.base[length] & 0xC0 == 0x80 { length -= 1 }
  return length
}

extension RuleMetadata {
  package static let maximumNameBytes = 256
  package static let maximumDescriptionBytes = 5 * 1024

  /// Appends the alert's name or description. A column without a value means the rule's own text.
  /// - Parameter row: the first row of the alert; nil if it has none.
  func appendFormatted(
    _ format: [FormatPart], default own: StaticString, row: Row?, limit: Int, to buffer: ByteBuffer
  ) {
    let text = ByteBuffer()
    var isComplete = !format.isEmpty
    for part in format where isComplete {
      switch part {
      case .text(let literal): text.append(Str(literal))
      case .column(let column):
        let before = text.count
        if let row { appendText(row.value(column), to: text) }
        isComplete = text.count > before
      }
    }
    guard isComplete else {
      appendJSON(string: Str(own), to: buffer)
      return
    }
    let whole = text.text()
    appendJSON(string: whole.slice(0, prefixLength(whole, limit)), to: buffer)
  }

  /// The severity that the rule's severity column names, in its usual spelling; else the rule's own.
  func severity(of row: Row?) -> StaticString {
    guard let row, let column = alertSeverityColumn else { return severity }
    let text = row.value(column).string
    let known: [StaticString] = ["High", "Medium", "Low", "Informational"]
    return known.first { isSameWord(Str($0), text) } ?? severity
  }

  /// Appends the tactics as the `SecurityAlert` table has them: names with commas between.
  func appendTactics(of row: Row?, to buffer: ByteBuffer) {
    let text = ByteBuffer()
    if let row, let column = alertTacticsColumn {
      let value = row.value(column)
      if value.kind == .array {
        for element in value.elements {
          if text.count > 0 { text.append(", ") }
          appendText(element, to: text)
        }
      } else {
        appendText(value, to: text)
      }
    }
    if text.count == 0 {
      for (index, tactic) in tactics.enumerated() {
        if index > 0 { text.append(", ") }
        text.append(Str(tactic))
      }
    }
    appendJSON(string: text.text(), to: buffer)
  }
}

/// Whether two ASCII words differ in the case of letters at most.
func isSameWord(_ a: Str, _ b: Str) -> Bool {
  guard a.count == b.count else { return false }
  for index in 0..<a.count where asciiLowercase(a.base[index]) != asciiLowercase(b.base[index]) {
    return false
  }
  return true
}
