// IPv4 addresses in text: a.b.c.d, or a.b.c.d/n with a prefix length.
// https://learn.microsoft.com/kusto/query/ipv4-is-match-function and the pages beside it

/// An IPv4 address and the number of its leading bits that count.
struct Ipv4Network {
  var bits: UInt32
  /// 0 … 32
  var prefix: Int

  /// Whether the text had a `/n`.
  var hasPrefix = false

  static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }
  /// The address without the bits that do not count.
  var masked: UInt32 { bits & Ipv4Network.mask(prefix) }

  init(bits: UInt32, prefix: Int) {
    self.bits = bits
    self.prefix = prefix
  }

  init?(_ text: Str) {
    var index = 0
    guard let bits = scanIpv4(text, &index) else { return nil }
    self.init(bits: bits, prefix: 32)
    if index == text.count { return }
    guard let prefix = scanPrefix(text, &index, limit: 32), index == text.count else { return nil }
    self.prefix = prefix
    hasPrefix = true
  }

  /// Whether the address, without the bits that do not count, lies in the range.
  func isIn(_ range: Ipv4Network) -> Bool { masked & Ipv4Network.mask(range.prefix) == range.masked }
}

/// Reads four numbers of 0 … 255 with points between them and leaves `index` behind them.
func scanIpv4(_ text: Str, _ index: inout Int) -> UInt32? {
  var bits: UInt32 = 0
  for part in 0..<4 {
    if part > 0 {
      guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
      index += 1
    }
    let start = index
    var octet: UInt32 = 0
    while index < text.count, isDigit(text[index]), index - start < 3 {
      octet = octet * 10 + UInt32(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard index > start, octet <= 255, index == text.count || !isDigit(text[index]) else { return nil }
    bits = bits << 8 | octet
  }
  return bits
}

/// Reads `/n`, n being 0 … `limit`.
func scanPrefix(_ text: Str, _ index: inout Int, limit: Int) -> Int? {
  guard index < text.count, text[index] == UInt8(ascii: "/") else { return nil }
  let start = index + 1
  index = start
  var prefix = 0
  while index < text.count, isDigit(text[index]), index - start < 3 {
    prefix = prefix * 10 + Int(text[index] - UInt8(ascii: "0"))
    index += 1
  }
  return index > start && prefix <= limit ? prefix : nil
}

/// `ipv4_compare(ip1, ip2, prefix)`: -1, 0 or 1, by the bits that both count; null if an address or the prefix is invalid.
public func compareIpv4(_ a: Str, _ b: Str, _ prefix: Int64?) -> Int64? {
  guard let prefix, (0...32).contains(prefix), let x = Ipv4Network(a), let y = Ipv4Network(b) else { return nil }
  let mask = Ipv4Network.mask(min(x.prefix, y.prefix, Int(prefix)))
  let (p, q) = (x.bits & mask, y.bits & mask)
  return p < q ? -1 : p > q ? 1 : 0
}

/// `ipv4_is_match(ip1, ip2, prefix)`; null if an address or the prefix is invalid.
public func ipv4Matches(_ a: Str, _ b: Str, _ prefix: Int64?) -> Bool? { compareIpv4(a, b, prefix).map { $0 == 0 } }

/// `ipv4_is_in_range(ip, range)`; null if one of them is invalid.
public func ipv4IsInRange(_ address: Str, _ range: Str) -> Bool? {
  guard let address = Ipv4Network(address), let range = Ipv4Network(range) else { return nil }
  return address.isIn(range)
}

/// `ipv4_is_in_any_range(ip, ranges…)`, the ranges being strings or arrays of them; null if it is in none and one of the
/// texts is invalid.
public func ipv4IsInAnyRange(_ address: Str, _ ranges: [Value], _ cx: EvaluationContext) -> Bool? {
  guard let address = Ipv4Network(address) else { return nil }
  return anyText(ranges, cx) { text in Ipv4Network(text).map(address.isIn) }
}

/// Whether the test holds for one of the texts, those inside of arrays too; null if for none, and one fails.
func anyText(_ values: [Value], _ cx: EvaluationContext, _ test: (Str) -> Bool?) -> Bool? {
  var result: Bool? = false
  for value in values {
    let value = value.materialized(cx)
    switch value.kind {
    case .array:
      for element in value.elements {
        let holds = test(element.string)
        if holds == true { return true }
        if holds == nil { result = nil }
      }
    case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .bag, .json:
      let holds = test(value.string)
      if holds == true { return true }
      if holds == nil { result = nil }
    }
  }
  return result
}

/// `ipv4_is_private(ip)`; null if the address is invalid.
public func ipv4IsPrivate(_ address: Str) -> Bool? {
  guard let address = Ipv4Network(address) else { return nil }
  return address.isIn(Ipv4Network(bits: 0x0A00_0000, prefix: 8))
    || address.isIn(Ipv4Network(bits: 0xAC10_0000, prefix: 12))
    || address.isIn(Ipv4Network(bits: 0xC0A8_0000, prefix: 16))
}

/// `ipv4_netmask_suffix(ip)`: the prefix length, 32 if there is none; null if the address is invalid.
public func ipv4PrefixLength(_ address: Str) -> Int64? { Ipv4Network(address).map { Int64($0.prefix) } }

/// `parse_ipv4(ip)`: the address without the bits that do not count, as a number; null if it is invalid.
public func numberOfIpv4(_ address: Str) -> Int64? { Ipv4Network(address).map { Int64($0.masked) } }

/// `parse_ipv4_mask(ip, prefix)`: the same, with at most `prefix` bits; null if the address or the prefix is invalid.
public func numberOfMaskedIpv4(_ address: Str, _ prefix: Int64?) -> Int64? {
  limited(Ipv4Network(address), prefix).map { Int64($0.masked) }
}

private func limited(_ network: Ipv4Network?, _ prefix: Int64?) -> Ipv4Network? {
  guard let network, let prefix, (0...32).contains(prefix) else { return nil }
  return Ipv4Network(bits: network.bits, prefix: min(network.prefix, Int(prefix)))
}

private func network(_ number: Int64?) -> Ipv4Network? {
  number.flatMap { UInt32(exactly: $0) }.map { Ipv4Network(bits: $0, prefix: 32) }
}

private func text(_ network: Ipv4Network?, withPrefix: Bool, _ cx: EvaluationContext) -> Str {
  guard let network else { return .empty }
  return cx.text { buffer in
    for shift in stride(from: 24 as UInt32, through: 0, by: -8) {
      buffer.append(long: Int64(network.masked >> shift & 255))
      if shift > 0 { buffer.append(UInt8(ascii: ".")) }
    }
    if withPrefix {
      buffer.append(UInt8(ascii: "/"))
      buffer.append(long: Int64(network.prefix))
    }
  }
}

/// `format_ipv4(text, prefix)`; empty if the address or the prefix is invalid.
public func formattedIpv4(_ address: Str, _ prefix: Int64?, _ cx: EvaluationContext) -> Str {
  text(limited(Ipv4Network(address), prefix), withPrefix: false, cx)
}
/// `format_ipv4(number, prefix)`; empty if the number is no address or the prefix invalid.
public func formattedIpv4Number(_ address: Int64?, _ prefix: Int64?, _ cx: EvaluationContext) -> Str {
  text(limited(network(address), prefix), withPrefix: false, cx)
}
/// `format_ipv4_mask(text, prefix)`: with `/n` behind it; empty if the address or the prefix is invalid.
public func formattedIpv4Mask(_ address: Str, _ prefix: Int64?, _ cx: EvaluationContext) -> Str {
  text(limited(Ipv4Network(address), prefix), withPrefix: true, cx)
}
/// `format_ipv4_mask(number, prefix)`: with `/n` behind it; empty if the number is no address or the prefix invalid.
public func formattedIpv4NumberMask(_ address: Int64?, _ prefix: Int64?, _ cx: EvaluationContext) -> Str {
  text(limited(network(address), prefix), withPrefix: true, cx)
}

/// `ipv4_range_to_cidr_list(start, end)`: the fewest networks that together are the range; null if an address is invalid.
public func ipv4Networks(_ start: Str, _ end: Str, _ cx: EvaluationContext) -> Value {
  guard let first = Ipv4Network(start), let last = Ipv4Network(end) else { return .null }
  var next = UInt64(first.masked)
  let end = UInt64(last.masked)
  var networks: [Value] = []
  while next <= end {
    var size = next == 0 ? 1 << 32 : next & (~next &+ 1)
    while next + size - 1 > end { size >>= 1 }
    let network = Ipv4Network(bits: UInt32(next), prefix: 32 - size.trailingZeroBitCount)
    networks.append(Value(text(network, withPrefix: true, cx)))
    next += size
  }
  return Value(array: networks, cx)
}
