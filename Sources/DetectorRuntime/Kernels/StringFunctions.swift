// Functions that measure, join, cut and rewrite text. Places and lengths count characters (Unicode scalars) from 0.

/// The number of characters.
private func characterCount(_ text: Str) -> Int {
  var count = 0
  for byte in text.bytes where byte & 0xC0 != 0x80 { count += 1 }
  return count
}

/// The byte at which the character `count` places after the byte `start` begins, or the end.
private func skipCharacters(_ text: Str, _ count: Int, from start: Int = 0) -> Int {
  var index = start
  var left = count
  while left > 0, index < text.count {
    index += 1
    while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    left -= 1
  }
  return index
}

/// `strlen(text)`
public func textLength(_ text: Str) -> Int64 { Int64(characterCount(text)) }
/// `string_size(text)`: the bytes of the text in UTF-8.
public func textSize(_ text: Str) -> Int64 { Int64(text.count) }

/// `strcat(value, …)`
public func joinValues(_ values: [Value], _ cx: EvaluationContext) -> Str {
  cx.text { buffer in
    for value in values { appendText(value, into: buffer, cx) }
  }
}

/// `strcat` of two strings.
public func joinTwo(_ a: Str, _ b: Str, _ cx: EvaluationContext) -> Str {
  cx.arena.string(capacity: a.count + b.count) { place in
    place.update(from: a.base, count: a.count)
    (place + a.count).update(from: b.base, count: b.count)
    return a.count + b.count
  }
}

/// `strcat` of three strings.
public func joinThree(_ a: Str, _ b: Str, _ c: Str, _ cx: EvaluationContext) -> Str {
  cx.arena.string(capacity: a.count + b.count + c.count) { place in
    place.update(from: a.base, count: a.count)
    (place + a.count).update(from: b.base, count: b.count)
    (place + a.count + b.count).update(from: c.base, count: c.count)
    return a.count + b.count + c.count
  }
}

/// `strcat_delim(delimiter, value, …)`
public func joinDelimited(_ delimiter: Value, _ values: [Value], _ cx: EvaluationContext) -> Str {
  cx.text { buffer in
    for (index, value) in values.enumerated() {
      if index > 0 { appendText(delimiter, into: buffer, cx) }
      appendText(value, into: buffer, cx)
    }
  }
}

/// `strcat_array(array, delimiter)`; of what is no array, the text itself.
public func joinArray(_ array: Value, _ delimiter: Value, _ cx: EvaluationContext) -> Str {
  let array = array.materialized(cx)
  guard array.kind == .array else { return textOf(array, cx) }
  return cx.text { buffer in
    for (index, value) in array.elements.enumerated() {
      if index > 0 { appendText(delimiter, into: buffer, cx) }
      appendText(value, into: buffer, cx)
    }
  }
}

/// `substring(text, start, length)`: a negative start counts from the end, a missing or negative length takes the rest.
public func substringOf(_ text: Str, _ start: Int64?, _ length: Int64?) -> Str {
  guard let start else { return .empty }
  var first = Int(clamping: start)
  if first < 0 { first = max(0, characterCount(text) + max(first, -text.count)) }
  let from = skipCharacters(text, first)
  guard let length, length >= 0 else { return text.slice(from, text.count) }
  return text.slice(from, skipCharacters(text, Int(clamping: length), from: from))
}

/// `split(text, delimiter)`: an empty delimiter does not split.
public func splitText(_ text: Str, _ delimiter: Str, _ cx: EvaluationContext) -> Value {
  cx.array { stack in
    var start = 0
    if !delimiter.isEmpty {
      while let place = findExact(text, delimiter, from: start) {
        stack.push(Value(text.slice(start, place)))
        start = place + delimiter.count
      }
    }
    stack.push(Value(text.slice(start, text.count)))
  }
}

/// `split(text, delimiter, index)`: an array of that one part, or an empty one.
public func splitTextAt(_ text: Str, _ delimiter: Str, _ index: Int64?, _ cx: EvaluationContext) -> Value {
  let parts = splitText(text, delimiter, cx)
  guard let index else { return parts }
  return cx.array { stack in
    if index >= 0, index < parts.elements.count { stack.push(parts.elements[Int(index)]) }
  }
}

/// `indexof(text, part, start, length, occurrence)`: the place of the part among the characters, -1 if there is none.
///
/// A negative start counts from the end; `length` characters are searched, all if it is -1. Null for a negative
/// occurrence or a length below -1.
public func indexOfText(
  _ text: Value, _ part: Value, _ start: Int64?, _ length: Int64?, _ occurrence: Int64?, _ cx: EvaluationContext
) -> Int64? {
  guard let start, let length, let occurrence, occurrence > 0, length >= -1 else { return nil }
  let text = textOf(text, cx)
  let part = textOf(part, cx)
  let total = characterCount(text)
  let first = start < 0 ? max(0, total + Int(max(start, Int64(-total)))) : Int(clamping: start)
  guard first <= total else { return -1 }
  var index = skipCharacters(text, first)
  var left = occurrence
  while true {
    // The length counts from where each search starts, as in the documented results.
    let end = length < 0 ? text.count : skipCharacters(text, Int(clamping: length), from: index)
    guard let place = findExact(text.slice(0, end), part, from: index) else { return -1 }
    left -= 1
    if left == 0 { return Int64(characterCount(text.slice(0, place))) }
    index = place + 1
  }
}

/// `countof(text, search)`: how often the part occurs, overlapping occurrences included.
public func countOccurrences(_ text: Str, _ search: Str) -> Int64 {
  guard !search.isEmpty else { return 0 }
  var count: Int64 = 0
  var index = 0
  while let place = findExact(text, search, from: index) {
    count += 1
    index = place + 1
  }
  return count
}

private func mapScalars(_ text: Str, _ cx: EvaluationContext, _ change: (UInt32) -> UInt32) -> Str {
  cx.text { buffer in
    var index = 0
    while index < text.count { buffer.append(scalar: change(decodeScalar(text, &index))) }
  }
}

/// `toupper(text)`
public func upperCased(_ text: Str, _ cx: EvaluationContext) -> Str {
  guard isAscii(text) else { return mapScalars(text, cx, upperScalar) }
  return cx.arena.string(capacity: text.count) { place in
    for index in 0..<text.count {
      let byte = text[index]
      place[index] = byte &- 0x61 < 26 ? byte - 0x20 : byte
    }
    return text.count
  }
}

/// `tolower(text)`
public func lowerCased(_ text: Str, _ cx: EvaluationContext) -> Str {
  guard isAscii(text) else { return mapScalars(text, cx, lowerScalar) }
  return cx.arena.string(capacity: text.count) { place in
    for index in 0..<text.count { place[index] = asciiLowercase(text[index]) }
    return text.count
  }
}

/// `replace_string(text, lookup, rewrite)`: an empty lookup replaces nothing.
public func replaceText(_ text: Str, _ lookup: Str, _ rewrite: Str, _ cx: EvaluationContext) -> Str {
  guard !lookup.isEmpty, findExact(text, lookup) != nil else { return text }
  return cx.text { buffer in
    var start = 0
    while let place = findExact(text, lookup, from: start) {
      buffer.append(text.slice(start, place))
      buffer.append(rewrite)
      start = place + lookup.count
    }
    buffer.append(text.slice(start, text.count))
  }
}

/// `replace_strings(text, lookups, rewrites)`: the earlier lookup comes first, and a rewrite is not looked at again.
/// A lookup that is no string is passed over; with a rewrite that is none, the text found stays.
public func replaceTexts(_ text: Str, _ lookups: Value, _ rewrites: Value, _ cx: EvaluationContext) -> Str {
  let lookups = lookups.materialized(cx).elements
  let rewrites = rewrites.materialized(cx).elements
  guard lookups.count == rewrites.count else { return .empty }
  return cx.text { appendReplaced(text, lookups, rewrites, from: 0, into: $0) }
}

private func appendReplaced(
  _ text: Str, _ lookups: UnsafeBufferPointer<Value>, _ rewrites: UnsafeBufferPointer<Value>, from first: Int,
  into buffer: ByteBuffer
) {
  var next = first
  while next < lookups.count, lookups[next].string.isEmpty { next += 1 }
  guard next < lookups.count else { return buffer.append(text) }
  let lookup = lookups[next].string
  var start = 0
  while let place = findExact(text, lookup, from: start) {
    appendReplaced(text.slice(start, place), lookups, rewrites, from: next + 1, into: buffer)
    buffer.append(rewrites[next].kind == .string ? rewrites[next].string : lookup)
    start = place + lookup.count
  }
  appendReplaced(text.slice(start, text.count), lookups, rewrites, from: next + 1, into: buffer)
}

/// `reverse(text)`, character by character.
public func reversedText(_ text: Str, _ cx: EvaluationContext) -> Str {
  cx.arena.string(capacity: text.count) { place in
    var index = 0
    while index < text.count {
      let start = index
      index = skipCharacters(text, 1, from: index)
      (place + (text.count - index)).update(from: text.base + start, count: index - start)
    }
    return text.count
  }
}

/// `strrep(value, times, delimiter)`: at most 1024 times.
public func repeatText(_ value: Value, _ times: Int64?, _ delimiter: Value, _ cx: EvaluationContext) -> Str {
  guard let times, times > 0 else { return .empty }
  return cx.text { buffer in
    for index in 0..<min(times, 1024) {
      if index > 0 { appendText(delimiter, into: buffer, cx) }
      appendText(value, into: buffer, cx)
    }
  }
}

/// `translate(searchList, replacementList, text)`: each character of the one list becomes its counterpart in the other.
/// Of a shorter replacement list the last character stands for the missing ones; an empty one deletes.
public func translateText(
  _ searchList: Str, _ replacementList: Str, _ text: Str, _ cx: EvaluationContext
) -> Str {
  cx.text { buffer in
    var index = 0
    while index < text.count {
      let scalar = decodeScalar(text, &index)
      if let place = placeOf(scalar, in: searchList) {
        guard !replacementList.isEmpty else { continue }
        let last = characterCount(replacementList) - 1
        var start = skipCharacters(replacementList, min(place, last))
        buffer.append(scalar: decodeScalar(replacementList, &start))
      } else {
        buffer.append(scalar: scalar)
      }
    }
  }
}

private func placeOf(_ scalar: UInt32, in list: Str) -> Int? {
  var index = 0
  var place = 0
  while index < list.count {
    if decodeScalar(list, &index) == scalar { return place }
    place += 1
  }
  return nil
}

/// `strcmp(a, b)`: -1, 0 or 1 as `a` stands before, with or after `b`.
public func compareTexts(_ a: Value, _ b: Value, _ cx: EvaluationContext) -> Int64 {
  Int64(orderOfBytes(textOf(a, cx), textOf(b, cx)).signum())
}

/// `isascii(text)`
public func isAsciiText(_ text: Str) -> Bool { isAscii(text) }

/// `isutf8(text)`: whether the bytes are well-formed UTF-8.
public func isUTF8Text(_ text: Str) -> Bool {
  var index = 0
  while index < text.count {
    let start = index
    if decodeScalar(text, &index) == 0xFFFD, index - start == 1 { return false }
  }
  return true
}

/// `has_any_index(text, terms)`: the place of the first term in the list that the text has, -1 if it has none.
public func firstTermIndex(_ text: Str, _ terms: Value, _ cx: EvaluationContext) -> Int64 {
  for (index, term) in terms.materialized(cx).elements.enumerated() where hasTerm(text, textOf(term, cx)) {
    return Int64(index)
  }
  return -1
}

/// `unicode_codepoints_from_string(text)`
public func codePoints(_ text: Str, _ cx: EvaluationContext) -> Value {
  cx.array { stack in
    var index = 0
    while index < text.count { stack.push(Value(Int64(decodeScalar(text, &index)))) }
  }
}

/// `unicode_codepoints_to_string(value, …)`: each a code point or an array of them.
public func textOfCodePoints(_ values: [Value], _ cx: EvaluationContext) -> Str {
  cx.text { buffer in
    for value in values {
      let value = value.materialized(cx)
      if let point = longOf(value) { buffer.append(scalar: UInt32(clamping: point)) }
      for element in value.elements {
        if let point = longOf(element) { buffer.append(scalar: UInt32(clamping: point)) }
      }
    }
  }
}

// MARK: - The same of a value of any type, which is converted to text

/// `substring` of a value
public func substringOfValue(_ value: Value, _ start: Int64?, _ length: Int64?, _ cx: EvaluationContext) -> Str {
  substringOf(textOf(value, cx), start, length)
}
/// `split` of a value
public func splitValue(_ value: Value, _ delimiter: Str, _ cx: EvaluationContext) -> Value {
  splitText(textOf(value, cx), delimiter, cx)
}
/// `toupper` of a value
public func upperCasedValue(_ value: Value, _ cx: EvaluationContext) -> Str { upperCased(textOf(value, cx), cx) }
/// `tolower` of a value
public func lowerCasedValue(_ value: Value, _ cx: EvaluationContext) -> Str { lowerCased(textOf(value, cx), cx) }
/// `reverse` of a value
public func reversedValue(_ value: Value, _ cx: EvaluationContext) -> Str { reversedText(textOf(value, cx), cx) }
/// `unicode_codepoints_from_string` of a value
public func codePointsOfValue(_ value: Value, _ cx: EvaluationContext) -> Value { codePoints(textOf(value, cx), cx) }
