// IPv6 and IPv4 addresses in text, as IPv6 addresses.
// https://learn.microsoft.com/kusto/query/ipv6-is-match-function and the pages beside it

/// An IPv6 address and the number of its leading bits that count.
///
/// An IPv4 address, alone or at the end (`::10.0.0.1`), stands for `::ffff:` and its bits; a prefix length behind it
/// counts the bits of the IPv4 address.
struct Ipv6Network {
  var bits: UInt128
  /// 0 … 128
  var prefix: Int
  /// Whether the text was an IPv4 address alone.
  var isIpv4 = false

  static func mask(_ prefix: Int) -> UInt128 { prefix == 0 ? 0 : ~0 << UInt128(128 - prefix) }
  var masked: UInt128 { bits & Ipv6Network.mask(prefix) }

  init?(_ text: Str) {
    if let ipv4 = Ipv4Network(text) {
      bits = UInt128(0xFFFF) << 32 | UInt128(ipv4.bits)
      prefix = 96 + ipv4.prefix
      isIpv4 = true
      return
    }
    var index = 0
    guard let scan = scanIpv6(text, &index) else { return nil }
    bits = scan.bits
    prefix = 128
    if index == text.count { return }
    guard let length = scanPrefix(text, &index, limit: scan.endsInIpv4 ? 32 : 128), index == text.count else {
      return nil
    }
    prefix = scan.endsInIpv4 ? 96 + length : length
  }

  func isIn(_ range: Ipv6Network) -> Bool { masked & Ipv6Network.mask(range.prefix) == range.masked }
}

/// Reads groups of up to four hexadecimal digits, `::` for some zero groups at most once, and leaves `index` behind them.
private func scanIpv6(_ text: Str, _ index: inout Int) -> (bits: UInt128, endsInIpv4: Bool)? {
  var bits: UInt128 = 0
  var count = 0
  // The number of groups before `::`.
  var gap: Int?
  var endsInIpv4 = false
  if text.count >= 2, text[0] == UInt8(ascii: ":"), text[1] == UInt8(ascii: ":") {
    gap = 0
    index = 2
  }
  while index < text.count, count < 8 {
    var end = index
    if count <= 6, let ipv4 = scanIpv4(text, &end) {
      bits = bits << 32 | UInt128(ipv4)
      count += 2
      index = end
      endsInIpv4 = true
      break
    }
    let start = index
    var group: UInt128 = 0
    while index < text.count, let digit = hexValue(text[index]), index - start < 4 {
      group = group << 4 | UInt128(digit)
      index += 1
    }
    if index == start { break }
    bits = bits << 16 | group
    count += 1
    guard index < text.count, text[index] == UInt8(ascii: ":") else { break }
    if index + 1 < text.count, text[index + 1] == UInt8(ascii: ":") {
      if gap != nil { return nil }
      gap = count
      index += 2
    } else {
      if count == 8 { break }
      index += 1
      guard index < text.count, hexValue(text[index]) != nil else { return nil }
    }
  }
  if let gap {
    guard count < 8 else { return nil }
    let behind = UInt128(16 * (count - gap))
    let (before, after) = behind == 0 ? (bits, 0) : (bits >> behind, bits & ~(~0 << behind))
    bits = (gap == 0 ? 0 : before << UInt128(16 * (8 - gap))) | after
  } else if count != 8 {
    return nil
  }
  // `::10.0.0.1` is the IPv4 address.
  if endsInIpv4, bits >> 32 == 0 { bits |= UInt128(0xFFFF) << 32 }
  return (bits, endsInIpv4)
}

/// `ipv6_compare(ip1, ip2, prefix)`: -1, 0 or 1, by the bits that both count; null if an address or the prefix is invalid. Of
/// two IPv4 addresses, a prefix up to 32 counts their own bits.
public func compareIpv6(_ a: Str, _ b: Str, _ prefix: Int64?) -> Int64? {
  guard let prefix, (0...128).contains(prefix), let x = Ipv6Network(a), let y = Ipv6Network(b) else { return nil }
  let limit = x.isIpv4 && y.isIpv4 && prefix <= 32 ? Int(prefix) + 96 : Int(prefix)
  let mask = Ipv6Network.mask(min(x.prefix, y.prefix, limit))
  let (p, q) = (x.bits & mask, y.bits & mask)
  return p < q ? -1 : p > q ? 1 : 0
}

/// `ipv6_is_match(ip1, ip2, prefix)`; null if an address or the prefix is invalid.
public func ipv6Matches(_ a: Str, _ b: Str, _ prefix: Int64?) -> Bool? { compareIpv6(a, b, prefix).map { $0 == 0 } }

/// `ipv6_is_in_range(ip, range)`; null if one of them is invalid.
public func ipv6IsInRange(_ address: Str, _ range: Str) -> Bool? {
  guard let address = Ipv6Network(address), let range = Ipv6Network(range) else { return nil }
  return address.isIn(range)
}

/// `ipv6_is_in_any_range(ip, ranges…)`, the ranges being strings or arrays of them; null if it is in none and one of the
/// texts is invalid.
public func ipv6IsInAnyRange(_ address: Str, _ ranges: [Value], _ cx: EvaluationContext) -> Bool? {
  guard let address = Ipv6Network(address) else { return nil }
  return anyText(ranges, cx) { text in Ipv6Network(text).map(address.isIn) }
}

/// `parse_ipv6(ip)`: eight groups of four digits, without the bits that do not count; empty if the address is invalid.
public func canonicalIpv6(_ address: Str, _ cx: EvaluationContext) -> Str { canonicalMaskedIpv6(address, 128, cx) }

/// `parse_ipv6_mask(ip, prefix)`: the same, with at most `prefix` bits; empty if the address or the prefix is invalid.
public func canonicalMaskedIpv6(_ address: Str, _ prefix: Int64?, _ cx: EvaluationContext) -> Str {
  guard let prefix, (0...128).contains(prefix), let network = Ipv6Network(address) else { return .empty }
  let bits = network.bits & Ipv6Network.mask(min(network.prefix, Int(prefix)))
  return cx.arena.string(capacity: 39) { target in
    var count = 0
    for nibble in 0..<32 {
      if nibble > 0, nibble % 4 == 0 {
        target[count] = UInt8(ascii: ":")
        count += 1
      }
      target[count] = hexDigit(UInt8(truncatingIfNeeded: bits >> UInt128(124 - 4 * nibble)) & 15)
      count += 1
    }
    return count
  }
}
