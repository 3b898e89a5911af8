// has_ipv4() and the like: IPv4 addresses in the midst of a text, set off by anything but ASCII letters and digits.
// https://learn.microsoft.com/kusto/query/has-ipv4-function

/// Whether the test holds for one of the addresses in the text.
private func anyIpv4(in text: Str, _ test: (UInt32) -> Bool) -> Bool {
  var index = 0
  while index < text.count {
    // An address begins with a digit that begins a term.
    guard isDigit(text[index]), index == 0 || !isTermByte(text[index - 1]) else {
      index += 1
      continue
    }
    var end = index
    if let bits = scanIpv4(text, &end), end == text.count || !isTermByte(text[end]), test(bits) { return true }
    index += 1
  }
  return false
}

/// Whether a valid address stands in the text.
private func contains(_ text: Str, _ address: Str) -> Bool {
  var end = 0
  guard let wanted = scanIpv4(address, &end), end == address.count else { return false }
  return anyIpv4(in: text) { $0 == wanted }
}

/// Whether an address that begins like the prefix stands in the text. A prefix is an address, or one to three numbers with
/// a point behind each.
private func containsPrefix(_ text: Str, _ prefix: Str) -> Bool {
  var (bits, parts, index): (UInt32, UInt32, Int) = (0, 0, 0)
  while index < prefix.count, parts < 4 {
    let start = index
    var octet: UInt32 = 0
    while index < prefix.count, isDigit(prefix[index]), index - start < 3 {
      octet = octet * 10 + UInt32(prefix[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard index > start, octet <= 255 else { return false }
    bits = bits << 8 | octet
    parts += 1
    if parts == 4 { break }
    guard index < prefix.count, prefix[index] == UInt8(ascii: ".") else { return false }
    index += 1
  }
  guard index == prefix.count, parts > 0 else { return false }
  let unused = 32 - 8 * parts
  return anyIpv4(in: text) { $0 >> unused == bits }
}

/// `has_ipv4(text, address)`; false if the address is invalid.
public func hasIpv4(_ text: Str, _ address: Str) -> Bool { contains(text, address) }

/// `has_any_ipv4(text, addresses…)`, the addresses being strings or arrays of them.
public func hasAnyIpv4(_ text: Str, _ addresses: [Value], _ cx: EvaluationContext) -> Bool {
  anyText(addresses, cx) { contains(text, $0) } == true
}

/// `has_ipv4_prefix(text, prefix)`; false if the prefix is invalid.
public func hasIpv4Prefix(_ text: Str, _ prefix: Str) -> Bool { containsPrefix(text, prefix) }

/// `has_any_ipv4_prefix(text, prefixes…)`, the prefixes being strings or arrays of them.
public func hasAnyIpv4Prefix(_ text: Str, _ prefixes: [Value], _ cx: EvaluationContext) -> Bool {
  anyText(prefixes, cx) { containsPrefix(text, $0) } == true
}
