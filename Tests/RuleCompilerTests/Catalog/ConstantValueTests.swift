import DetectorRuntime
import Testing

@testable import RuleCompiler

/// Constants as cells and back.
@Suite struct ConstantValueTests {
  @Test(arguments: [
    Constant.bool(true), .int(-5), .long(1 << 40), .real(2.5), .decimal(mantissa: 12345, scale: 3), .datetime(42),
    .timespan(-7), .guid(high: 1, low: 2), .string("ä"), .string(""), .null(.long),
    .dynamic(.array([.scalar(.long(1)), .null, .bag([.init(key: "k", value: .scalar(.string("v")))])])),
  ])
  func roundTrips(constant: Constant) {
    let context = EvaluationContext(now: DateTime(ticks: 0))
    let back = withExtendedLifetime(context) { Constant(value: constant.value(context), type: constant.type) }
    #expect(back == constant)
  }
}
