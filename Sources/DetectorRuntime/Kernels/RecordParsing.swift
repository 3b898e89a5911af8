// `parse_csv` and `parse_command_line`.

/// `parse_csv(text)`: the fields of the first record. A field in quotes may hold commas, line ends and doubled quotes.
public func parseCSV(_ text: Str, _ cx: EvaluationContext) -> Value {
  if text.isEmpty { return .null }
  return cx.array { stack in
    var index = 0
    while true {
      let start = index
      if index < text.count, text[index] == UInt8(ascii: "\"") {
        stack.push(Value(quotedField(text, &index, cx)))
      } else {
        while index < text.count, text[index] != UInt8(ascii: ","), !isLineEnd(text[index]) { index += 1 }
        stack.push(Value(text.slice(start, index)))
      }
      guard index < text.count, text[index] == UInt8(ascii: ",") else { return }
      index += 1
    }
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// The field whose opening quote stands at `index`, which moves to the comma or line end behind it.
private func quotedField(_ text: Str, _ index: inout Int, _ cx: EvaluationContext) -> Str {
  var place = index + 1
  let field = cx.text { buffer in
    while place < text.count {
      let byte = text[place]
      place += 1
      if byte != UInt8(ascii: "\"") {
        buffer.append(byte)
      } else if place < text.count, text[place] == UInt8(ascii: "\"") {
        buffer.append(byte)
        place += 1
      } else {
        break
      }
    }
    while place < text.count, text[place] != UInt8(ascii: ","), !isLineEnd(text[place]) {
      buffer.append(text[place])
      place += 1
    }
  }
  index = place
  return field
}

/// `parse_command_line(text, "windows")`: the arguments as `CommandLineToArgvW` splits them; null for another kind.
public func parseCommandLine(_ text: Str, _ kind: Str, _ cx: EvaluationContext) -> Value {
  guard isEqualFolded(kind, "windows") else { return .null }
  return cx.array { stack in
    var index = 0
    // The program's name knows no escapes.
    skipBlanks(text, &index)
    guard index < text.count else { return }
    stack.push(Value(programName(text, &index)))
    while true {
      skipBlanks(text, &index)
      guard index < text.count else { return }
      stack.push(Value(argument(text, &index, cx)))
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func skipBlanks(_ text: Str, _ index: inout Int) {
  while index < text.count, isBlank(text[index]) { index += 1 }
}

private func programName(_ text: Str, _ index: inout Int) -> Str {
  let isQuoted = text[index] == UInt8(ascii: "\"")
  if isQuoted { index += 1 }
  let start = index
  while index < text.count, isQuoted ? text[index] != UInt8(ascii: "\"") : !isBlank(text[index]) { index += 1 }
  let name = text.slice(start, index)
  if isQuoted, index < text.count { index += 1 }
  return name
}

/// Before a quote two backslashes are one, and an odd one makes the quote a character; elsewhere backslashes are plain.
private func argument(_ text: Str, _ index: inout Int, _ cx: EvaluationContext) -> Str {
  var place = index
  let argument = cx.text { buffer in
    var isQuoted = false
    while place < text.count, isQuoted || !isBlank(text[place]) {
      var backslashes = 0
      while place < text.count, text[place] == UInt8(ascii: "\\") {
        backslashes += 1
        place += 1
      }
      guard place < text.count, text[place] == UInt8(ascii: "\"") else {
        for _ in 0..<backslashes { buffer.append(UInt8(ascii: "\\")) }
        if place < text.count, isQuoted || !isBlank(text[place]) {
          buffer.append(text[place])
          place += 1
        }
        continue
      }
      for _ in 0..<backslashes / 2 { buffer.append(UInt8(ascii: "\\")) }
      place += 1
      if backslashes % 2 == 1 {
        buffer.append(UInt8(ascii: "\""))
      } else if isQuoted, place < text.count, text[place] == UInt8(ascii: "\"") {
        buffer.append(UInt8(ascii: "\""))
        place += 1
      } else {
        isQuoted.toggle()
      }
    }
  }
  index = place
  return argument
}
