import DetectorRuntime

/// Functions of IPv4 and IPv6 addresses.
enum AddressFunctions {
  static let all: [FunctionSymbol] = ipv4 + search + ipv6 + places

  private static func one(
    _ name: String, _ summary: String, _ signatures: Signature..., examples: [FunctionExample]
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
      Signature([.string, .string], returns: .dynamic, Kernel("ipv4Networks", ipv4Networks)),
      examples: [
        FunctionExample(
          "ipv4_range_to_cidr_list('10.0.0.0', '10.0.0.2')", yields: "dynamic(['10.0.0.0/31', '10.0.0.2/32'])")
      ]),
    one(
      "parse_ipv4", "The number of an IPv4 address.",
      Signature([.string], returns: .long, Kernel("numberOfIpv4", numberOfIpv4)),
      examples: [FunctionExample("parse_ipv4('192.168.1.1/24')", yields: "3232235776")]),
    one(
      "parse_ipv4_mask", "The number of an IPv4 address with only some of its leading bits.",
      Signature([.string, .long], returns: .long, Kernel("numberOfMaskedIpv4", numberOfMaskedIpv4)),
      examples: [FunctionExample("parse_ipv4_mask('127.0.0.1', 24)", yields: "2130706432")]),
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
      Signature([.string, .string], returns: .bool, Kernel("hasIpv4", hasIpv4)),
      examples: [FunctionExample("has_ipv4('05:04:54 127.0.0.1 GET /favicon.ico 404', '127.0.0.1')", yields: "true")]),
    one(
      "has_any_ipv4", "Whether one of some IPv4 addresses stands in a text.",
      Signature([.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAnyIpv4", hasAnyIpv4)),
      examples: [
        FunctionExample(
          "has_any_ipv4('05:04:54 127.0.0.1 GET /favicon.ico 404', '127.0.0.2', '127.0.0.1')", yields: "true")
      ]),
    one(
      "has_ipv4_prefix", "Whether an IPv4 address with this beginning stands in a text.",
      Signature([.string, .string], returns: .bool, Kernel("hasIpv4Prefix", hasIpv4Prefix)),
      examples: [
        FunctionExample("has_ipv4_prefix('05:04:54 127.0.0.1 GET /favicon.ico 404', '127.0.')", yields: "true")
      ]),
    one(
      "has_any_ipv4_prefix", "Whether an IPv4 address with one of some beginnings stands in a text.",
      Signature(
        [.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAnyIpv4Prefix", hasAnyIpv4Prefix)),
      examples: [
        FunctionExample(
          "has_any_ipv4_prefix('05:04:54 127.0.0.1 GET /favicon.ico 404', dynamic(['192.168.', '127.0.']))",
          yields: "true")
      ]),
  ]

  private static let ipv6: [FunctionSymbol] = [
    one(
      "ipv6_compare", "The order of two IPv6 or IPv4 addresses by the bits that both count: -1, 0 or 1.",
      Signature(
        [.string, .string, .long], defaults: [.long(128)], returns: .long, Kernel("compareIpv6", compareIpv6)),
      examples: [
        FunctionExample("ipv6_compare('fe80::85d:e82c:9446:7995', 'fe80::85d:e82c:9446:7994', 126)", yields: "0")
      ]),
    one(
      "ipv6_is_match", "Whether two IPv6 or IPv4 addresses are equal in the bits that both count.",
      Signature(
        [.string, .string, .long], defaults: [.long(128)], returns: .bool, Kernel("ipv6Matches", ipv6Matches)),
      examples: [
        FunctionExample("ipv6_is_match('fe80::85d:e82c:9446:7994', 'fe80::85d:e82c:9446:7994')", yields: "true")
      ]),
    one(
      "ipv6_is_in_range", "Whether an IPv6 address lies in a range.",
      Signature([.string, .string], returns: .bool, Kernel("ipv6IsInRange", ipv6IsInRange)),
      examples: [
        FunctionExample(
          "ipv6_is_in_range('a5e:f127:8a9d:146d:e102:b5d3:c755:abcd', 'a5e:f127:8a9d:146d:e102:b5d3:c755:0/112')",
          yields: "true")
      ]),
    one(
      "ipv6_is_in_any_range", "Whether an IPv6 address lies in one of the ranges.",
      Signature(
        [.string], repeating: .any, atLeast: 1, returns: .bool, Kernel("ipv6IsInAnyRange", ipv6IsInAnyRange)),
      examples: [FunctionExample("ipv6_is_in_any_range('fe80::1', 'fd00::/8', 'fe80::/10')", yields: "true")]),
    one(
      "parse_ipv6", "An IPv6 or IPv4 address in the long form of IPv6.",
      Signature([.string], returns: .string, Kernel("canonicalIpv6", canonicalIpv6)),
      examples: [
        FunctionExample("parse_ipv6('192.168.255.255')", yields: "'0000:0000:0000:0000:0000:ffff:c0a8:ffff'")
      ]),
    one(
      "parse_ipv6_mask", "An IPv6 or IPv4 address in the long form of IPv6, with only some of its leading bits.",
      Signature([.string, .long], returns: .string, Kernel("canonicalMaskedIpv6", canonicalMaskedIpv6)),
      examples: [
        FunctionExample("parse_ipv6_mask('192.168.255.255', 120)", yields: "'0000:0000:0000:0000:0000:ffff:c0a8:ff00'")
      ]),
  ]

  private static let places: [FunctionSymbol] = [
    FunctionSymbol(
      "geo_info_from_ip_address",
      summary: "Where an IPv4 or IPv6 address is, by the database of `--geoip`: a bag of what is known.",
      signatures: [Signature([.string], returns: .dynamic, Kernel("placeOfAddress", placeOfAddress))],
      dependence: .places,
      examples: [
        FunctionExample(
          "geo_info_from_ip_address('20.53.203.50')",
          yields: """
            dynamic({"country": "Australia", "state": "New South Wales", "city": "Sydney", "latitude": -33.8715, \
            "longitude": 151.2006})
            """),
        FunctionExample(
          "geo_info_from_ip_address('2a03:2880:f12c:83:face:b00c::25de')",
          yields: """
            dynamic({"country": "United States", "state": "Florida", "city": "Boca Raton", "latitude": 26.3594, \
            "longitude": -80.0771})
            """),
        FunctionExample("isnull(geo_info_from_ip_address('10.0.0.1'))", yields: "true"),
      ],
      documentation: "geo-info-from-ip-address-function")
  ]
}
