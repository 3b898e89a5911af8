// Punycode (RFC 3492) of a text, and of the labels of a domain name.

private let base: UInt32 = 36

private func threshold(_ position: UInt32, _ bias: UInt32) -> UInt32 {
  position <= bias ? 1 : min(26, position - bias)
}

private func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
  var delta = isFirst ? delta / 700 : delta / 2
  delta += delta / count
  var position: UInt32 = 0
  while delta > 455 {
    delta /= 35
    position += base
  }
  return position + 36 * delta / (delta + 38)
}

private func digit(_ value: UInt32) -> UInt8 {
  UInt8(truncatingIfNeeded: value < 26 ? 0x61 + value : 0x16 + value)
}

private func value(of digit: UInt8) -> UInt32? {
  if isDigit(digit) { return UInt32(digit) - 0x30 + 26 }
  return isAsciiLetter(digit) ? UInt32(digit | 0x20) - 0x61 : nil
}

/// Appends the punycode of the text; false if it is too long.
private func appendPunycode(_ text: Str, into buffer: ByteBuffer) -> Bool {
  guard text.count < 4096 else { return false }
  var scalars: [UInt32] = []
  var index = 0
  while index < text.count { scalars.append(decodeScalar(text, &index)) }
  var handled: UInt32 = 0
  for scalar in scalars where scalar < 0x80 {
    buffer.append(UInt8(scalar))
    handled += 1
  }
  let plain = handled
  if plain > 0 { buffer.append(UInt8(ascii: "-")) }
  var (next, delta, bias): (UInt32, UInt32, UInt32) = (0x80, 0, 72)
  while Int(handled) < scalars.count {
    let lowest = scalars.filter { $0 >= next }.min() ?? next
    let (step, overflow) = (lowest - next).multipliedReportingOverflow(by: handled + 1)
    guard !overflow, delta < UInt32.max / 2, step < UInt32.max / 2 else { return false }
    delta += step
    next = lowest
    for scalar in scalars {
      if scalar < next { delta += 1 }
      guard scalar == next else { continue }
      var rest = delta
      var position = base
      while true {
        let limit = threshold(position, bias)
        if rest < limit { break }
        buffer.append(digit(limit + (rest - limit) % (base - limit)))
        rest = (rest - limit) / (base - limit)
        position += base
      }
      buffer.append(digit(rest))
      bias = adapted(delta, handled + 1, isFirst: handled == plain)
      delta = 0
      handled += 1
    }
    delta += 1
    next += 1
  }
  return true
}

/// Appends the text that the punycode stands for; false if it is malformed.
private func appendDecoded(_ text: Str, into buffer: ByteBuffer) -> Bool {
  guard isAscii(text), text.count < 4096 else { return false }
  let separator = findLastExact(text, "-")
  var scalars = text.slice(0, separator ?? 0).bytes.map { UInt32($0) }
  var index = separator.map { $0 + 1 } ?? 0
  var (next, place, bias): (UInt32, UInt32, UInt32) = (0x80, 0, 72)
  while index < text.count {
    let start = place
    var weight: UInt32 = 1
    var position = base
    while true {
      guard index < text.count, let digit = value(of: text[index]) else { return false }
      index += 1
      let (step, overflow) = digit.multipliedReportingOverflow(by: weight)
      let (sum, beyond) = place.addingReportingOverflow(step)
      guard !overflow, !beyond else { return false }
      place = sum
      let limit = threshold(position, bias)
      if digit < limit { break }
      let (heavier, tooHeavy) = weight.multipliedReportingOverflow(by: base - limit)
      guard !tooHeavy else { return false }
      weight = heavier
      position += base
    }
    let count = UInt32(scalars.count) + 1
    bias = adapted(place - start, count, isFirst: start == 0)
    let (scalar, overflow) = next.addingReportingOverflow(place / count)
    guard !overflow, scalar < 0x110000 else { return false }
    next = scalar
    place %= count
    scalars.insert(next, at: Int(place))
    place += 1
  }
  for scalar in scalars { buffer.append(scalar: scalar) }
  return true
}

private func textOrEmpty(_ cx: EvaluationContext, _ body: (ByteBuffer) -> Bool) -> Str {
  var isValid = true
  let text = cx.text { isValid = body($0) }
  return isValid ? text : .empty
}

/// `punycode_from_string(text)`
public func punycodeEncoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  textOrEmpty(cx) { appendPunycode(text, into: $0) }
}

/// `punycode_to_string(text)`: empty if the text is malformed.
public func punycodeDecoded(_ text: Str, _ cx: EvaluationContext) -> Str {
  textOrEmpty(cx) { appendDecoded(text, into: $0) }
}

/// Calls `body` with each label of a domain, whose dots may be ideographic ones, and writes dots between.
private func appendLabels(_ domain: Str, into buffer: ByteBuffer, _ body: (Str) -> Bool) -> Bool {
  var start = 0
  var index = 0
  while index < domain.count {
    let place = index
    let scalar = decodeScalar(domain, &index)
    guard scalar == 0x2E || scalar == 0x3002 || scalar == 0xFF0E || scalar == 0xFF61 else { continue }
    guard body(domain.slice(start, place)) else { return false }
    buffer.append(UInt8(ascii: "."))
    start = index
  }
  return body(domain.slice(start, domain.count))
}

/// `punycode_domain_to_string(domain)`: each label beyond ASCII becomes `xn--` and its punycode.
public func punycodeDomainEncoded(_ domain: Str, _ cx: EvaluationContext) -> Str {
  textOrEmpty(cx) { buffer in
    appendLabels(domain, into: buffer) { label in
      if isAscii(label) {
        buffer.append(label)
        return true
      }
      buffer.append("xn--")
      return appendPunycode(label, into: buffer)
    }
  }
}

/// `punycode_domain_from_string(domain)`: each label `xn--…` becomes the text it stands for.
public func punycodeDomainDecoded(_ domain: Str, _ cx: EvaluationContext) -> Str {
  textOrEmpty(cx) { buffer in
    appendLabels(domain, into: buffer) { label in
      if label.count > 4, label.slice(0, 4).isWord("xn--") {
        return appendDecoded(label.slice(4, label.count), into: buffer)
      }
      buffer.append(label)
      return true
    }
  }
}
