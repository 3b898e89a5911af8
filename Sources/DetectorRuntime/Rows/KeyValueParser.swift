/// The values of known keys in text such as `name=John, city="New York"`: the operator `parse-kv`.
///
/// See `parse-kv-operator.md`. Blanks around keys and values do not count; of a repeated key the first value does.
/// - Parameters:
///   - keys: an array of strings.
///   - pairDelimiter: separates pairs; if it and `keyValueDelimiter` are empty, any character that is neither a
///     letter nor a digit separates keys and values.
///   - quotes: an array of strings, each one character, or an opening and a closing one.
///   - escapes: characters that, in quoted text, stand before one that is meant literally.
///   - isGreedy: whether an unquoted value reaches to the next key, not to the next pair delimiter.
/// - Returns: an array with a string for each key, null for one that does not appear.
public func parseKeyValues(
  _ text: Str, _ keys: Value, _ pairDelimiter: Str, _ keyValueDelimiter: Str, _ quotes: Value, _ escapes: Str,
  _ isGreedy: Bool?, _ cx: EvaluationContext
) -> Value {
  let found = FoundKeys(keys, cx)
  var parser = KeyValueParser(
    input: text, pairDelimiter: pairDelimiter, keyValueDelimiter: keyValueDelimiter, quotes: quotes.elements,
    escapes: escapes, isGreedy: isGreedy == true, found: found, cx: cx)
  parser.parse()
  return found.array
}

/// The values of known keys where a regular expression says what a pair is: its first group is the key, its second the
/// value. See `parse-kv-operator.md`.
/// - Returns: as `parseKeyValues`.
public func parseKeyValuesRegex(
  _ text: Str, _ keys: Value, _ pattern: CompiledPattern, _ cx: EvaluationContext
) -> Value {
  let found = FoundKeys(keys, cx)
  guard pattern.groupCount == 3 else { return found.array }
  pattern.forEachMatch(text, groups: pattern.groupCount) { slots in
    if let key = pattern.slice(text, slots, 1), let value = pattern.slice(text, slots, 2) {
      found.store(key.trimmingWhitespace(), value.trimmingWhitespace())
    }
  }
  return found.array
}

/// The keys that are looked for and the values found so far.
private struct FoundKeys {
  let keys: UnsafeBufferPointer<Value>
  private let values: UnsafeMutablePointer<Value>

  init(_ keys: Value, _ cx: EvaluationContext) {
    self.keys = keys.elements
    values = cx.arena.allocate(max(keys.elements.count, 1) * MemoryLayout<Value>.stride, alignment: 16)
      .assumingMemoryBound(to: Value.self)
    values.initialize(repeating: .null, count: keys.elements.count)
  }

  func store(_ key: Str, _ value: Str) {
    for index in keys.indices where values[index].isNull && sameBytes(keys[index].string, key) {
      (values + index).pointee = Value(value)
    }
  }

  var array: Value {
    Value(kind: .array, payload: UInt64(UInt(bitPattern: values)), count: UInt32(keys.count))
  }
}

private struct KeyValueParser {
  let input: Str
  let pairDelimiter: Str
  let keyValueDelimiter: Str
  let quotes: UnsafeBufferPointer<Value>
  let escapes: Str
  let isGreedy: Bool
  let found: FoundKeys
  let cx: EvaluationContext
  private var position = 0

  init(
    input: Str, pairDelimiter: Str, keyValueDelimiter: Str, quotes: UnsafeBufferPointer<Value>, escapes: Str,
    isGreedy: Bool, found: FoundKeys, cx: EvaluationContext
  ) {
    self.input = input
    self.pairDelimiter = pairDelimiter
    self.keyValueDelimiter = keyValueDelimiter
    self.quotes = quotes
    self.escapes = escapes
    self.isGreedy = isGreedy
    self.found = found
    self.cx = cx
  }

  mutating func parse() {
    if pairDelimiter.isEmpty && keyValueDelimiter.isEmpty {
      parseWithoutDelimiters()
    } else {
      while position < input.count { parsePair() }
    }
  }

  // MARK: Delimited

  private mutating func parsePair() {
    skipBlanks()
    guard position < input.count else { return }
    let key: Str
    if let quoted = takeQuoted() {
      skipBlanks()
      guard stands(keyValueDelimiter, at: position) else {
        skipPair()
        return
      }
      key = quoted
    } else {
      // A pair delimiter before the key's end: what stood there was no pair.
      let end = findBytes(input, keyValueDelimiter, from: position) ?? input.count
      if let pair = findDelimiter(from: position), pair < end {
        position = pair + pairDelimiter.count
        return
      }
      guard end < input.count else {
        position = input.count
        return
      }
      key = trimmed(position, end)
      position = end
    }
    position += keyValueDelimiter.count
    if !isBlankDelimiter { skipBlanks() }
    if let quoted = takeQuoted() {
      found.store(key, quoted)
      skipPair()
      return
    }
    let end = isGreedy ? greedyEnd() : findDelimiter(from: position) ?? input.count
    found.store(key, trimmed(position, end))
    position = end
    if stands(pairDelimiter, at: end) { position += pairDelimiter.count }
  }

  /// Where the value that begins here ends: before the delimiter that the next key follows.
  private func greedyEnd() -> Int {
    var search = position
    while let next = findBytes(input, keyValueDelimiter, from: search) {
      var end: Int?
      var from = position
      while let pair = findDelimiter(from: from), pair < next {
        end = pair
        from = pair + pairDelimiter.count
      }
      if let end { return end }
      search = next + keyValueDelimiter.count
    }
    return input.count
  }

  private mutating func skipPair() {
    position = findDelimiter(from: position).map { $0 + pairDelimiter.count } ?? input.count
  }

  private func findDelimiter(from start: Int) -> Int? {
    pairDelimiter.isEmpty ? nil : findBytes(input, pairDelimiter, from: start)
  }

  private var isBlankDelimiter: Bool { pairDelimiter.count > 0 && isWhitespace(pairDelimiter[0]) }

  // MARK: Any delimiter

  private mutating func parseWithoutDelimiters() {
    while position < input.count {
      let isTokenStart = position == 0 || !isLetterOrDigit(input[position - 1])
      if isTokenStart, let key = keyHere() {
        position += key.count
        takeLooseValue(key)
      } else {
        position += 1
      }
    }
  }

  /// The key that stands here, followed by something that is neither a letter nor a digit.
  private func keyHere() -> Str? {
    for value in found.keys {
      let key = value.string
      let end = position + key.count
      if stands(key, at: position), end < input.count, !isLetterOrDigit(input[end]) { return key }
    }
    return nil
  }

  private mutating func takeLooseValue(_ key: Str) {
    while position < input.count, !isLetterOrDigit(input[position]) {
      if let quoted = takeQuoted() {
        found.store(key, quoted)
        return
      }
      position += 1
    }
    let start = position
    while position < input.count, isLetterOrDigit(input[position]) { position += 1 }
    found.store(key, input.slice(start, position))
  }

  // MARK: Pieces

  private func stands(_ text: Str, at place: Int) -> Bool {
    text.count > 0 && input.count - place >= text.count
      && orderOfBytes(input.slice(place, place + text.count), text) == 0
  }

  private mutating func skipBlanks() {
    while position < input.count, isWhitespace(input[position]) { position += 1 }
  }

  private func trimmed(_ start: Int, _ end: Int) -> Str {
    var (start, end) = (start, end)
    while start < end, isWhitespace(input[start]) { start += 1 }
    while end > start, isWhitespace(input[end - 1]) { end -= 1 }
    return input.slice(start, end)
  }

  /// The quoted text that begins here, without quotes and escapes; nil if no quote stands here.
  private mutating func takeQuoted() -> Str? {
    guard position < input.count else { return nil }
    let opening = input[position]
    guard let quote = quotes.first(where: { !$0.string.isEmpty && $0.string[0] == opening })?.string else {
      return nil
    }
    let close = quote[quote.count - 1]
    let start = position + 1
    var end = start
    var escaped = 0
    while end < input.count, input[end] != close || isEscape(input[end]) && end + 1 < input.count {
      if isEscape(input[end]), end + 1 < input.count {
        escaped += 1
        end += 1
      }
      end += 1
    }
    position = min(end + 1, input.count)
    end = min(end, input.count)
    guard escaped > 0 else { return trimmed(start, end) }
    return cx.arena.string(capacity: end - start) { target in
      var (from, to) = (start, 0)
      while from < end {
        if isEscape(input[from]), from + 1 < end { from += 1 }
        target[to] = input[from]
        to += 1
        from += 1
      }
      return to
    }
  }

  private func isEscape(_ byte: UInt8) -> Bool {
    for index in 0..<escapes.count where escapes[index] == byte { return true }
    return false
  }
}
