import DetectorRuntime

/// Functions of IPv4 and IPv6 addresses.
enum AddressFunctions {
  static let all: [FunctionSymbol] = ipv4 + search + ipv6

  private static func one(
    _ name: String, _ summary: String, _ signatures: Signature..., examples: [FunctionExample] = []
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: signatures, examples: examples,
      documentation: name.replacing("_", with: "-") + "-function")
  }

  private static let ipv4: [FunctionSymbol] = [
    one(
      "ipv4_compare", "The order of two IPv4 addresses by the bits that both count: -1, 0 or 1.",
      Signature([.string, .string, .long], defaults: [.long(32)], returns: .long, Kernel("compareIpv4", compareIpv4)),
      examples: [FunctionExample("ipv4_compare('192.168.1.1/24', '192.168.1.255')", yields: "0")]),
    one(
      "ipv4_is_match", "Whether two IPv4 addresses are equal in the bits that both count.",
      Signature([.string, .string, .long], defaults: [.long(32)], returns: .bool, Kernel("ipv4Matches", ipv4Matches)),
      examples: [FunctionExample("ipv4_is_match('192.168.1.1/24', '192.168.1.255')", yields: "true")]),
    one(
      "ipv4_is_in_range", "Whether an IPv4 address lies in a range.",
      Signature([.string, .string], returns: .bool, Kernel("ipv4IsInRange", ipv4IsInRange)),
      examples: [FunctionExample("ipv4_is_in_range('192.168.1.1', '192.168.1.255/24')", yields: "true")]),
    one(
      "ipv4_is_in_any_range", "Whether an IPv4 address lies in one of the ranges.",
      Signature(
        [.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("ipv4IsInAnyRange", ipv4IsInAnyRange)),
      examples: [FunctionExample("ipv4_is_in_any_range('10.1.2.3', '192.168.1.1/24', '10.0.0.1/8')", yields: "true")]),
    one(
      "ipv4_is_private", "Whether an IPv4 address is one of those reserved for private networks.",
      Signature([.string], returns: .bool, Kernel("ipv4IsPrivate", ipv4IsPrivate)),
      examples: [FunctionExample("ipv4_is_private('202.1.2.3')", yields: "false")]),
    one(
      "ipv4_netmask_suffix", "The prefix length of an IPv4 address.",
      Signature([.string], returns: .long, Kernel("ipv4PrefixLength", ipv4PrefixLength)),
      examples: [FunctionExample("ipv4_netmask_suffix('127.0.0.1/16')", yields: "16")]),
    one(
      "ipv4_range_to_cidr_list", "The fewest IPv4 networks that together are a range.",
      Signature([.string, .string], returns: .dynamic, Kernel("ipv4Networks", ipv4Networks))),
    one(
      "parse_ipv4", "The number of an IPv4 address.",
      Signature([.string], returns: .long, Kernel("numberOfIpv4", numberOfIpv4)),
      examples: [FunctionExample("parse_ipv4('192.168.1.1/24')", yields: "3232235776")]),
    one(
      "parse_ipv4_mask", "The number of an IPv4 address with only some of its leading bits.",
      Signature([.string, .long], returns: .long, Kernel("numberOfMaskedIpv4", numberOfMaskedIpv4))),
    one(
      "format_ipv4", "An IPv4 address without the bits that do not count.",
      Signature([.string, .long], defaults: [.long(32)], returns: .string, Kernel("formattedIpv4", formattedIpv4)),
      Signature(
        [.long, .long], defaults: [.long(32)], returns: .string, Kernel("formattedIpv4Number", formattedIpv4Number)),
      examples: [FunctionExample("format_ipv4('192.168.1.1', 24)", yields: "'192.168.1.0'")]),
    one(
      "format_ipv4_mask", "An IPv4 network in CIDR notation.",
      Signature(
        [.string, .long], defaults: [.long(32)], returns: .string, Kernel("formattedIpv4Mask", formattedIpv4Mask)),
      Signature(
        [.long, .long], defaults: [.long(32)], returns: .string,
        Kernel("formattedIpv4NumberMask", formattedIpv4NumberMask)),
      examples: [FunctionExample("format_ipv4_mask('192.168.1.1', 24)", yields: "'192.168.1.0/24'")]),
  ]

  private static let search: [FunctionSymbol] = [
    one(
      "has_ipv4", "Whether an IPv4 address stands in a text.",
      Signature([.string, .string], returns: .bool, Kernel("hasIpv4", hasIpv4))),
    one(
      "has_any_ipv4", "Whether one of some IPv4 addresses stands in a text.",
      Signature([.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAnyIpv4", hasAnyIpv4))),
    one(
      "has_ipv4_prefix", "Whether an IPv4 address with this beginning stands in a text.",
      Signature([.string, .string], returns: .bool, Kernel("hasIpv4Prefix", hasIpv4Prefix))),
    one(
      "has_any_ipv4_prefix", "Whether an IPv4 address with one of some beginnings stands in a text.",
      Signature(
        [.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAnyIpv4Prefix", hasAnyIpv4Prefix))),
  ]

  private static let ipv6: [FunctionSymbol] = [
    one(
      "ipv6_compare", "The order of two IPv6 or IPv4 addresses by the bits that both count: -1, 0 or 1.",
      Signature(
        [.string, .string, .long], defaults: [.long(128)], returns: .long, Kernel("compareIpv6", compareIpv6))),
    one(
      "ipv6_is_match", "Whether two IPv6 or IPv4 addresses are equal in the bits that both count.",
      Signature(
        [.string, .string, .long], defaults: [.long(128)], returns: .bool, Kernel("ipv6Matches", ipv6Matches))),
    one(
      "ipv6_is_in_range", "Whether an IPv6 address lies in a range.",
      Signature([.string, .string], returns: .bool, Kernel("ipv6IsInRange", ipv6IsInRange))),
    one(
      "ipv6_is_in_any_range", "Whether an IPv6 address lies in one of the ranges.",
      Signature(
        [.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("ipv6IsInAnyRange", ipv6IsInAnyRange))),
    one(
      "parse_ipv6", "An IPv6 or IPv4 address in the long form of IPv6.",
      Signature([.string], returns: .string, Kernel("canonicalIpv6", canonicalIpv6)),
      examples: [
        FunctionExample("parse_ipv6('192.168.255.255')", yields: "'0000:0000:0000:0000:0000:ffff:c0a8:ffff'")
      ]),
    one(
      "parse_ipv6_mask", "An IPv6 or IPv4 address in the long form of IPv6, with only some of its leading bits.",
      Signature([.string, .long], returns: .string, Kernel("canonicalMaskedIpv6", canonicalMaskedIpv6))),
  ]
}
