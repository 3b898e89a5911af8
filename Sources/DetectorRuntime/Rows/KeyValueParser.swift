/// Extracts the values of known keys from text such as `name=John, city="New York"`: the operator `parse-kv`.
///
/// See `parse-kv-operator.md`. Made once for an evaluation, used for row after row: `parse`, then `text` for each key.
public final class KeyValueParser {
  private let keys: [Str]
  private let pairDelimiter: Str
  private let keyValueDelimiter: Str
  private let quotes: [Str]
  private let escapes: Str
  private let isGreedy: Bool
  private let cx: EvaluationContext
  private var found: [Str?]
  private var input = Str.empty
  private var position = 0

  /// - Parameters:
  ///   - keys: the keys to extract.
  ///   - pairDelimiter: separates pairs; if it and `keyValueDelimiter` are empty, any character that is neither a
  ///     letter nor a digit separates keys and values.
  ///   - quotes: each one character, or an opening and a closing one.
  ///   - escapes: characters that, in quoted text, stand before one that is meant literally.
  ///   - isGreedy: whether an unquoted value reaches to the next key, not to the next pair delimiter.
  public init(
    keys: [Str], pairDelimiter: Str, keyValueDelimiter: Str, quotes: [Str], escapes: Str, isGreedy: Bool,
    _ cx: EvaluationContext
  ) {
    self.keys = keys
    self.pairDelimiter = pairDelimiter
    self.keyValueDelimiter = keyValueDelimiter
    self.quotes = quotes
    self.escapes = escapes
    self.isGreedy = isGreedy
    self.cx = cx
    found = Array(repeating: nil, count: keys.count)
  }

  /// The value of the key at `index` in the text parsed last; empty if the key does not appear.
  public func text(_ index: Int) -> Str { found[index] ?? .empty }

  /// Finds the keys in `text`. Of a repeated key the first value counts.
  public func parse(_ text: Str) {
    for index in found.indices { found[index] = nil }
    input = text
    position = 0
    if pairDelimiter.isEmpty && keyValueDelimiter.isEmpty {
      parseWithoutDelimiters()
    } else {
      while position < input.count { parsePair() }
    }
  }

  private func store(_ key: Str, _ value: Str) {
    for index in keys.indices where found[index] == nil && sameBytes(keys[index], key) { found[index] = value }
  }

  // MARK: Delimited

  private func parsePair() {
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
      store(key, quoted)
      skipPair()
      return
    }
    let end = isGreedy ? greedyEnd() : findDelimiter(from: position) ?? input.count
    store(key, trimmed(position, end))
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

  private func skipPair() {
    position = findDelimiter(from: position).map { $0 + pairDelimiter.count } ?? input.count
  }

  private func findDelimiter(from start: Int) -> Int? {
    pairDelimiter.isEmpty ? nil : findBytes(input, pairDelimiter, from: start)
  }

  private var isBlankDelimiter: Bool { pairDelimiter.count > 0 && isWhitespace(pairDelimiter[0]) }

  // MARK: Any delimiter

  private func parseWithoutDelimiters() {
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
    keys.first { key in
      stands(key, at: position)
        && position + key.count < input.count && !isLetterOrDigit(input[position + key.count])
    }
  }

  private func takeLooseValue(_ key: Str) {
    while position < input.count, !isLetterOrDigit(input[position]) {
      if let quoted = takeQuoted() {
        store(key, quoted)
        return
      }
      position += 1
    }
    let start = position
    while position < input.count, isLetterOrDigit(input[position]) { position += 1 }
    store(key, input.slice(start, position))
  }

  // MARK: Pieces

  private func stands(_ text: Str, at place: Int) -> Bool {
    text.count > 0 && input.count - place >= text.count
      && orderOfBytes(input.slice(place, place + text.count), text) == 0
  }

  private func skipBlanks() {
    while position < input.count, isWhitespace(input[position]) { position += 1 }
  }

  private func trimmed(_ start: Int, _ end: Int) -> Str {
    var (start, end) = (start, end)
    while start < end, isWhitespace(input[start]) { start += 1 }
    while end > start, isWhitespace(input[end - 1]) { end -= 1 }
    return input.slice(start, end)
  }

  /// The quoted text that begins here, without quotes and escapes; nil if no quote stands here.
  private func takeQuoted() -> Str? {
    guard position < input.count,
      let quote = quotes.first(where: { $0.count > 0 && $0[0] == input[position] })
    else { return nil }
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
