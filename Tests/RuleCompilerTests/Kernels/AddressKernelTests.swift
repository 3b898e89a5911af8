import DetectorRuntime
import Testing

@Suite struct AddressKernelTests {
  let fixture = KernelFixture()

  private static let cases: [(function: String, arguments: [Value], expected: String)] = [
    ("ipv4_compare", [string("192.168.1.1/24"), string("192.168.1.255")], "0"),
    ("ipv4_compare", [string("192.168.1.1"), string("192.168.1.0"), long(31)], "0"),
    ("ipv4_compare", [string("192.168.1.1"), string("192.168.1.2")], "-1"),
    ("ipv4_compare", [string("192.168.1"), string("192.168.1.2")], "null"),
    ("ipv4_is_match", [string("192.168.1.1/30"), string("192.168.1.255/24")], "true"),
    ("ipv4_is_in_range", [string("192.168.1.1"), string("192.168.1.255/24")], "true"),
    ("ipv4_is_in_range", [string("192.168.2.1"), string("192.168.1.255/24")], "false"),
    ("ipv4_is_in_any_range", [string("192.168.1.6"), string("192.168.1.1/24"), string("10.0.0.1/8")], "true"),
    ("ipv4_is_in_any_range", [string("1.1.1.1"), string("192.168.1.1/24"), string("10.0.0.1/8")], "false"),
    ("ipv4_is_private", [string("192.168.1.1/24")], "true"),
    ("ipv4_is_private", [string("172.31.255.255")], "true"),
    ("ipv4_is_private", [string("172.32.0.0")], "false"),
    ("ipv4_is_private", [string("127.0.0.1")], "false"),
    ("ipv4_is_private", [string("nonsense")], "null"),
    ("ipv4_netmask_suffix", [string("127.0.0.1/16")], "16"),
    ("ipv4_netmask_suffix", [string("10.1.2.3")], "32"),
    ("parse_ipv4", [string("192.168.1.1")], "3232235777"),
    ("parse_ipv4", [string("255.255.255.255/31")], "4294967294"),
    ("parse_ipv4", [string("1.2.3.256")], "null"),
    ("parse_ipv4", [string("1.2.3.4.5")], "null"),
    ("parse_ipv4_mask", [string("127.0.0.1"), long(24)], "2130706432"),
    ("format_ipv4", [string("192.168.1.1"), long(24)], "192.168.1.0"),
    ("format_ipv4", [string("192.168.1.1/24"), long(32)], "192.168.1.0"),
    ("format_ipv4", [string("192.168.1.1/24"), long(-1)], ""),
    ("format_ipv4", [long(3232235777)], "192.168.1.1"),
    ("format_ipv4_mask", [string("192.168.1.1/24"), long(32)], "192.168.1.0/24"),
    (
      "ipv4_range_to_cidr_list", [string("1.1.128.0"), string("1.1.140.255")],
      "[1.1.128.0/21,1.1.136.0/22,1.1.140.0/24]"
    ),
    ("ipv4_range_to_cidr_list", [string("0.0.0.0"), string("255.255.255.255")], "[0.0.0.0/0]"),
    ("has_ipv4", [string("05:04:54 127.0.0.1 GET /favicon.ico 404"), string("127.0.0.1")], "true"),
    ("has_ipv4", [string("05:04:54 127.0.0.256 GET"), string("127.0.0.256")], "false"),
    ("has_ipv4", [string("05:04:54127.0.0.1 GET"), string("127.0.0.1")], "false"),
    ("has_ipv4", [string("(127.0.0.1)"), string("127.0.0.1")], "true"),
    ("has_ipv4", [string("127.0.0.11"), string("127.0.0.1")], "false"),
    (
      "has_any_ipv4", [string("05:04:54 127.0.0.1 GET /favicon.ico 404"), string("10.0.0.1"), string("127.0.0.1")],
      "true"
    ),
    ("has_ipv4_prefix", [string("05:04:54 127.0.0.1 GET /favicon.ico 404"), string("127.0.")], "true"),
    ("has_ipv4_prefix", [string("05:04:54 127.0.0.1 GET /favicon.ico 404"), string("127.0")], "false"),
    ("has_ipv4_prefix", [string("05:04:54 127.0.0.256 GET"), string("127.0.")], "false"),
    ("has_ipv4_prefix", [string("05:04:54127.0.0.1"), string("127.0.")], "false"),
    (
      "has_any_ipv4_prefix", [string("05:04:54 127.0.0.1 GET /favicon.ico 404"), string("192."), string("127.0.0.1")],
      "true"
    ),
    ("ipv6_is_match", [string("192.168.1.1"), string("::ffff:c0a8:0101")], "true"),
    ("ipv6_is_match", [string("192.168.1.1/24"), string("::ffff:c0a8:01ff")], "true"),
    ("ipv6_is_match", [string("::192.168.1.1/30"), string("192.168.1.255/24")], "true"),
    ("ipv6_is_match", [string("fe80::85d:e82c:9446:7994/120"), string("fe80::85d:e82c:9446:7998")], "true"),
    ("ipv6_is_match", [string("fe80::85d:e82c:9446:7994"), string("fe80::85d:e82c:9446:7998")], "false"),
    ("ipv6_is_match", [string("fe80:::1"), string("::1")], "null"),
    ("ipv6_is_match", [string("1:2:3:4:5:6:7"), string("::1")], "null"),
    ("ipv6_compare", [string("fe80::85d:e82c:9446:7994/120"), string("fe80::85d:e82c:9446:7998"), long(127)], "0"),
    (
      "ipv6_is_in_range",
      [string("a5e:f127:8a9d:146d:e102:b5d3:c755:abcd"), string("a5e:f127:8a9d:146d:e102:b5d3:c755:0000/112")], "true"
    ),
    (
      "ipv6_is_in_range", [string("a5e:f127:8a9d:146d:e102:b5d3:c755:abcd"), string("0:0:0:0:0:ffff:c0a8:ac/60")],
      "false"
    ),
    ("parse_ipv6", [string("192.168.255.255")], "0000:0000:0000:0000:0000:ffff:c0a8:ffff"),
    ("parse_ipv6", [string("192.168.255.255/24")], "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
    ("parse_ipv6", [string("fe80::85d:e82c:9446:7994")], "fe80:0000:0000:0000:085d:e82c:9446:7994"),
    ("parse_ipv6", [string("::")], "0000:0000:0000:0000:0000:0000:0000:0000"),
    ("parse_ipv6", [string("1::")], "0001:0000:0000:0000:0000:0000:0000:0000"),
    ("parse_ipv6", [string("::1")], "0000:0000:0000:0000:0000:0000:0000:0001"),
    ("parse_ipv6", [string("1:2:3:4:5:6:7:8")], "0001:0002:0003:0004:0005:0006:0007:0008"),
    ("parse_ipv6", [string("1:2:3:4:5:6:1.2.3.4")], "0001:0002:0003:0004:0005:0006:0102:0304"),
    ("parse_ipv6", [string("invalid")], ""),
    ("parse_ipv6", [string("1:2:3:4:5:6:7:8:9")], ""),
    ("parse_ipv6_mask", [string("192.168.255.255"), long(120)], "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
    ("parse_ipv6_mask", [string("::192.168.255.255/24"), long(128)], "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
    (
      "parse_ipv6_mask", [string("fe80::85d:e82c:9446:7994/120"), long(124)], "fe80:0000:0000:0000:085d:e82c:9446:7900"
    ),
  ]

  @Test func resultsAreAsDocumented() {
    for (function, arguments, expected) in Self.cases {
      let result = fixture.text(fixture.call(function, arguments))
      #expect(result == expected, "\(function)(\(arguments.map { fixture.text($0) }.joined(separator: ", ")))")
    }
  }

  @Test func rangesMayBeArrays() {
    let cx = fixture.cx
    let ranges = Value(array: [string("192.168.1.1/16"), string("127.0.0.1/8"), string("10.0.0.1/8")], cx)
    #expect(fixture.call("ipv4_is_in_any_range", string("10.1.2.3"), ranges).bool == true)
    #expect(fixture.call("ipv4_is_in_any_range", string("1.1.1.1"), ranges).bool == false)
    #expect(fixture.call("ipv4_is_in_any_range", string("1.1.1"), ranges).isNull)
    #expect(
      fixture.call("has_any_ipv4_prefix", string("from 10.0.0.7."), Value(array: [string("10.")], cx)).bool == true)
  }
}
