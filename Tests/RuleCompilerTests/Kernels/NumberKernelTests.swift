import DetectorRuntime
import RuleCompiler
import Testing

@Suite struct NumberKernelTests {
  let fixture = KernelFixture()

  private static let cases: [(function: String, arguments: [Value], expected: String)] = [
    ("bin", [real(4.5), real(1)], "4"),
    ("bin", [span("16d"), span("7d")], "14.00:00:00"),
    ("bin", [date("1970-05-11 13:45:07"), span("1d")], "1970-05-11T00:00:00.0000000Z"),
    ("bin", [long(-1), long(3)], "-3"),
    ("bin", [long(10), long(0)], "null"),
    ("floor", [real(-2.5), real(1)], "-3"),
    ("bin_at", [real(6.5), real(2.5), real(7)], "4.5"),
    ("bin_at", [span("1h"), span("1d"), span("12h")], "-12:00:00"),
    ("bin_at", [date("2017-05-15 10:20"), span("1d"), date("1970-01-01 12:00")], "2017-05-14T12:00:00.0000000Z"),
    ("bin_at", [date("2017-05-17 10:20"), span("7d"), date("2017-06-04")], "2017-05-14T00:00:00.0000000Z"),
    ("bin_at", [long(13), long(10), long(11)], "11"),
    ("abs", [long(-5)], "5"),
    ("abs", [span("-1h")], "01:00:00"),
    ("ceiling", [real(-1.1)], "-1"),
    ("ceiling", [real(0.9)], "1"),
    ("round", [real(2.98765), long(3)], "2.988"),
    ("round", [real(2.15), long(1)], "2.2"),
    ("round", [real(2.15)], "2"),
    ("round", [real(-50.55), long(-2)], "-100"),
    ("round", [real(21.5), long(-1)], "20"),
    ("round", [real(2.5)], "3"),
    ("round", [long(155), long(-1)], "160"),
    ("round", [long(-155), long(-2)], "-200"),
    ("tohex", [long(256)], "100"),
    ("tohex", [long(-256)], "ffffffffffffff00"),
    ("tohex", [int(-256), long(8)], "ffffff00"),
    ("tohex", [long(256), long(8)], "00000100"),
    ("tohex", [long(256), long(2)], "100"),
    ("tohex", [long(0)], "0"),
    ("binary_not", [long(100)], "-101"),
    ("binary_or", [long(5), long(3)], "7"),
    ("binary_and", [long(5), long(3)], "1"),
    ("binary_xor", [long(1), long(2)], "3"),
    ("binary_shift_left", [long(1), long(2)], "4"),
    ("binary_shift_right", [long(1), long(2)], "0"),
    ("binary_shift_left", [long(1), long(-2)], "null"),
    ("bitset_count_ones", [long(42)], "3"),
    ("sign", [real(-42)], "-1"),
    ("sign", [real(0)], "0"),
    ("sqrt", [real(16)], "4"),
    ("pow", [real(2), real(8)], "256"),
    ("log10", [real(1000)], "3"),
    ("log10", [real(-1)], "NaN"),
    ("gamma", [real(5)], "24"),
    ("pow", [real(nil), real(3)], "null"),
    ("isnan", [real(.nan)], "true"),
    ("isinf", [real(-.infinity)], "true"),
    ("isfinite", [real(.infinity)], "false"),
    ("min_of", [long(10), long(nil), long(20)], "10"),
    ("max_of", [long(10), long(20)], "20"),
    ("max_of", [long(nil), long(nil)], "null"),
    ("max_of", [long(1), long(100), long(5)], "100"),
    ("min_of", [int(5), int(2)], "2"),
    ("max_of", [date("2024-12-15 10:45"), date("2024-12-14 10:45")], "2024-12-15T10:45:00.0000000Z"),
    ("max_of", [string("b"), string("a"), string("c")], "c"),
    ("around", [date("2021-01-01 01:31"), date("2021-01-01 01:30"), span("1min")], "true"),
    ("around", [long(5), long(9), long(3)], "false"),
    ("format_bytes", [real(564)], "564 Bytes"),
    ("format_bytes", [real(10332), long(1)], "10.1 KB"),
    ("format_bytes", [real(20010332)], "19 MB"),
    ("format_bytes", [real(20010332), long(2)], "19.08 MB"),
    ("format_bytes", [real(20010332), long(0), string("KB")], "19541 KB"),
  ]

  @Test func resultsAreAsDocumented() {
    for (function, arguments, expected) in Self.cases {
      let result = fixture.text(fixture.call(function, arguments))
      #expect(result == expected, "\(function)(\(arguments.map { fixture.text($0) }.joined(separator: ", ")))")
    }
  }

  @Test func betaOfTheDocumentation() throws {
    let cumulative = try #require(fixture.call("beta_cdf", real(0.9), real(10), real(20)).real)
    #expect(abs(cumulative - 0.999999999999959) < 1e-14)
    let inverse = try #require(fixture.call("beta_inv", real(0.1), real(10), real(20)).real)
    #expect(abs(inverse - 0.226415022388749) < 1e-14)
    let density = try #require(fixture.call("beta_pdf", real(0.5), real(10), real(20)).real)
    #expect(abs(density - 0.746176019310951) < 1e-13)
    #expect(fixture.call("beta_cdf", real(1.5), real(10), real(20)).real?.isNaN == true)
    #expect(fixture.call("beta_inv", real(1.5), real(10), real(20)).isNull)
  }

  @Test func randomNumbersStayInRange() {
    for _ in 0..<100 {
      #expect((0..<1).contains(randomReal()))
      #expect((0..<10).contains(randomBelow(10) ?? -1))
    }
    #expect(Catalog.standard.functions["rand"]?.dependence == .chance)
  }
}
