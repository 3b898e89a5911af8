import DetectorRuntime
import RuleCompiler
import Testing

@Suite struct SketchTests {
  let fixture = KernelFixture()

  @Test func distinctSketchesMerge() {
    let (first, second) = (DistinctSketch(1, fixture.cx), DistinctSketch(1, fixture.cx))
    for number in 1...10 as ClosedRange<Int64> {
      first.add(0, long(number))
      first.add(0, long(number))
      second.add(0, long(number + 5))
    }
    first.add(0, .null)
    #expect(fixture.call("dcount_hll", first.result(0)).long == 10)
    #expect(fixture.call("dcount_hll", fixture.call("hll_merge", first.result(0), second.result(0))).long == 15)
    #expect(first.result(1).isNull)
  }

  @Test func quantileSketchesAreExact() {
    let sketch = QuantileSketch(fixture.cx)
    for number in 1...1000 { sketch.add(2, Double(number)) }
    #expect(fixture.call("rank_tdigest", sketch.result(2), real(685)).real == 685)
    #expect(fixture.call("percentile_tdigest", sketch.result(2), real(95)).real == 950)
    #expect(fixture.call("percentrank_tdigest", sketch.result(2), real(250)).real == 25)
    #expect(sketch.result(0).isNull)
  }

  @Test func quantileSketchesWeigh() {
    let sketch = WeightedQuantileSketch(fixture.cx)
    sketch.add(0, 1, 1)
    sketch.add(0, 2, 2)
    sketch.add(0, 9, 0)
    #expect(fixture.call("percentile_tdigest", sketch.result(0), real(50)).real == 2)
    #expect(fixture.call("rank_tdigest", sketch.result(0), real(2)).real == 3)
    let plain = QuantileSketch(fixture.cx)
    for _ in 0..<7 { plain.add(0, 0) }
    let merged = fixture.call("tdigest_merge", sketch.result(0), plain.result(0))
    #expect(fixture.call("percentrank_tdigest", merged, real(0)).real == 70)
    #expect(fixture.call("percentile_tdigest", merged, real(80)).real == 1)
    #expect(fixture.call("percentile_tdigest", .null, real(80)).isNull)
  }

  @Test func quantileSketchesOfTimesHoldTimes() {
    let sketch = TimeQuantileSketch(fixture.cx)
    for hour in 1...10 as ClosedRange<Int64> { sketch.add(0, TimeSpan(ticks: hour * TimeSpan.ticksPerHour)) }
    #expect(fixture.call("percentile_tdigest", sketch.result(0), real(30)).timeSpan?.ticks == 3 * TimeSpan.ticksPerHour)
  }

  @Test func schemaOfTheDocumentation() {
    let cx = fixture.cx
    func bag(_ pairs: (Str, Value)...) -> Value { Value(bag: pairs.map { (key: $0.0, value: $0.1) }, cx) }
    func array(_ values: Value...) -> Value { Value(array: values, cx) }
    let schema = SchemaOfValues(cx)
    schema.add(0, bag(("x", long(1)), ("y", real(3.5))))
    schema.add(0, bag(("x", string("somevalue")), ("z", array(long(1), long(2), long(3)))))
    schema.add(
      0, bag(("y", bag(("w", string("zzz")))), ("t", array(string("aa"))), ("z", array(string("foo")))))
    #expect(
      show(schema.result(0))
        == "{'x':['long','string'],'y':['double',{'w':'string'}],'z':{'`indexer`':['long','string']},'t':{'`indexer`':'string'}}"
    )
    #expect(schema.result(1).isNull)
  }

  @Test func unitsOfTheDocumentation() throws {
    let cases: [(String, Double, Str, Str, Double)] = [
      ("convert_angle", 1.2, "Degree", "Arcminute", 72),
      ("convert_energy", 1.2, "Joule", "BritishThermalUnit", 0.00113738054437598),
      ("convert_force", 1.2, "Newton", "Decanewton", 0.12),
      ("convert_length", 1.2, "Meter", "Foot", 3.93700787401575),
      ("convert_mass", 1.2, "Kilogram", "Pound", 2.64554714621853),
      ("convert_speed", 1.2, "MeterPerSecond", "CentimeterPerHour", 432000),
      ("convert_temperature", 1.2, "Kelvin", "DegreeCelsius", -271.95),
      ("convert_temperature", 100, "DegreeCelsius", "DegreeFahrenheit", 212),
      ("convert_volume", 1.2, "CubicMeter", "AcreFoot", 0.0009728568),
    ]
    for (function, value, from, to, expected) in cases {
      let result = try #require(fixture.call(function, real(value), string(from), string(to)).real)
      #expect(abs(result - expected) <= 1e-13 * max(1, abs(expected)), "\(function) \(from) \(to)")
    }
    #expect(fixture.call("convert_length", real(1), string("Meter"), string("meter")).isNull)
  }
}
